"""The addresses of traces: which thing one names, in which form, and the address of a thing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from policygraph.vocab import ID, KINDS
from policygraph.web.exchange.parameters import check_encoding, read_text
from policygraph.web.pages.trace.links import ROUTE
from policygraph.web.problems.kinds import NOT_FOUND
from policygraph.web.problems.problem import Problem

__all__ = ["EXAMPLE", "Named", "read_path"]

EXAMPLE = f"/{ROUTE}/task/shanxi-2022-02"
KIND_SLUG = 2
_KINDS = frozenset(KINDS.values())


class Named(NamedTuple):
    """A thing, as the path of an address names it.

    Attributes:
        kind: Its kind, such as `task`.
        slug: The last part of its IRI, decoded.
        suffix: The suffix of the form that is asked for, such as `.svg`; empty where there is none.
    """

    kind: str
    slug: str
    suffix: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """The IRIs that the path can stand for: browsers encode a path, whether or not the IRI is encoded."""
        plain = f"{ID}{self.kind}/{self.slug}"
        encoded = f"{ID}{self.kind}/{quote(self.slug, safe=_IN_SEGMENT)}"
        return (plain,) if plain == encoded else (plain, encoded)


_IN_SEGMENT = "!$&'()*+,;=:@%"
"""What need not be encoded in a segment of a path (RFC 3986 §3.3), and the percent sign of what is encoded already."""


def read_path(raw: bytes, suffixes: frozenset[str]) -> Named | None:
    """Read the path of an address; None for that of the route itself, without a thing.

    Args:
        raw: The path as sent, from its first slash.
        suffixes: Those of the forms.

    Raises:
        Problem: 400 where the path is no UTF-8, 404 where it names no kind of things.
    """
    segments = raw.split(b"/")[2:]
    if not segments:
        return None
    if len(segments) != KIND_SLUG or not all(segments):
        raise Problem(NOT_FOUND, "the address names no thing", f"write /{ROUTE}/<kind>/<slug>, such as {EXAMPLE}")
    kind, slug = (_decode(segment) for segment in segments)
    if kind not in _KINDS:
        raise _no_kind(kind)
    suffix = next((one for one in suffixes if slug.endswith(one) and len(slug) > len(one)), "")
    return Named(kind, slug.removesuffix(suffix), suffix)


def _decode(segment: bytes) -> str:
    check_encoding(segment)
    return read_text(unquote_to_bytes(segment), "the path")


def _no_kind(kind: str) -> Problem:
    near = get_close_matches(kind[:100], _KINDS, 1)
    hint = f"did you mean /{ROUTE}/{near[0]}/…? " if near else ""
    known = ", ".join(sorted(_KINDS))
    return Problem(
        NOT_FOUND,
        f"there are no things of the kind {kind!r}",
        f"{hint}The kinds are {known}; any other thing is traced by its IRI, with /{ROUTE}?iri=",
    )
