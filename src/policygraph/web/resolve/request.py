"""What a request to `/resolve` asks, read strictly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.errors import UsageError
from policygraph.identifiers import find_numbers, parse, read_asked
from policygraph.resolver import ALL_WAYS, read_asked_text, read_kinds
from policygraph.web.exchange.choices import check_names
from policygraph.web.exchange.parameters import read_fields, read_single
from policygraph.web.problems.kinds import BAD_REQUEST
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.resolver import Way

__all__ = ["WAYS", "ResolveRequest", "read_resolve_request"]

WAYS: Mapping[str, frozenset[Way]] = {
    "q": ALL_WAYS,
    "number": frozenset(("number",)),
    "name": frozenset(("name",)),
}
"""Parameter that carries the text → what the text may be read as."""

KIND, FORMAT = "kind", "format"
PARAMETERS = (*WAYS, KIND, FORMAT)


class ResolveRequest(NamedTuple):
    """What is asked.

    Attributes:
        text: The text, as `resolver.read_asked_text` gives it.
        ways: What it may be read as.
        kinds: The kinds that are wanted; all where it is empty, as a form sends it that asks for any.
        form: The form by its name; None where the address does not give it.
    """

    text: str
    ways: frozenset[Way]
    kinds: tuple[str, ...]
    form: str | None


def read_resolve_request(query_string: bytes) -> ResolveRequest | None:
    """Read the parameters of a request; None where there are none at all.

    Raises:
        Problem: 400 where a parameter is not known, given twice, or not what it has to be.
        UsageError: The text cannot be looked up, or there is no such kind.
    """
    fields = read_fields(query_string)
    check_names(fields, PARAMETERS)
    if not fields:
        return None
    given = [name for name in WAYS if name in fields]
    if len(given) != 1:
        said = f"both `{given[0]}` and `{given[1]}` are given" if given else "no text is given"
        raise _bad(said, f"give one of {', '.join(f'`{name}`' for name in WAYS)}")
    text = read_asked_text(read_single(fields, given[0]) or "")
    if given[0] == "number":
        _check_number(text)
    return ResolveRequest(
        text, WAYS[given[0]], read_kinds(filter(None, fields.get(KIND, ()))), read_single(fields, FORMAT)
    )


def _check_number(text: str) -> None:
    if read_asked(text) is None and not find_numbers(text):
        try:
            parse(text)
        except UsageError as error:
            raise _bad(f"`number` is no document number: {error.message}", error.remedy) from None


def _bad(detail: str, remedy: str) -> Problem:
    return Problem(BAD_REQUEST, detail, remedy)
