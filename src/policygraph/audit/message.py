"""Messages with places: `{variable}` stands for what the row has there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.model.terms import Row, Term
    from policygraph.things import Name

__all__ = ["Language", "fill", "misplaced", "places"]

Language = Literal["en", "zh"]

_PLACE = re.compile(r"\{(\w+)\}")
_INNER: Mapping[str, Mapping[int, int]] = {"“": str.maketrans("“”", "‘’"), "《": str.maketrans("《》", "〈〉")}
"""Opening mark before a place → what the same marks become within it (GB/T 15834)."""
_ABSENT: Mapping[Language, str] = {"en": "not stated", "zh": "未载明"}


def places(template: str) -> tuple[str, ...]:
    """Give the variables that a message names."""
    return tuple(_PLACE.findall(template))


def misplaced(template: str) -> str | None:
    """Give the first brace that is no part of a place, with what stands around it; None where there is none."""
    rest = _PLACE.sub(lambda found: "\0" * len(found[0]), template)
    found = re.search(r"[{}]", rest)
    return template[max(0, found.start() - 10) : found.end() + 10] if found else None


def fill(template: str, row: Row, names: Mapping[str, Name], language: Language) -> str:
    """Write the message of a row: an IRI by its name, a literal as it is, an unbound variable as not stated.

    A name that stands in quotation marks or title marks has those of the second order within it.
    """

    def written(found: re.Match[str]) -> str:
        before = template[: found.start()][-1:]
        term = row.get(found[1])
        text = _written(term, names, language)
        return text.translate(_INNER.get(before, {})) if term and term.kind == "iri" else text

    return _PLACE.sub(written, template)


def _written(term: Term | None, names: Mapping[str, Name], language: Language) -> str:
    if term is None:
        return _ABSENT[language]
    if term.kind != "iri":
        return term.value
    name = names.get(term.value)
    if name is None:
        return term.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    return (name.zh if language == "zh" else name.en) or name.best(term.value)
