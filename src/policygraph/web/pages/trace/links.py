"""Addresses of traces, relative to the start page, so that they hold below whatever path a proxy shows the server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from policygraph.vocab import ID, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ROUTE", "address_of", "path_of"]

ROUTE = "trace"
_KINDS = frozenset(KINDS.values())


def path_of(iri: str) -> str | None:
    """Give the path under which a thing is traced; None where it has none.

    Things of the kinds that the graph knows have one; concepts, terms and graphs are traced by their IRIs.
    """
    kind, slash, slug = iri.removeprefix(ID).partition("/")
    if not iri.startswith(ID) or kind not in _KINDS or not slash or not slug or "/" in slug or slug in {".", ".."}:
        return None
    return f"{ROUTE}/{kind}/{quote(slug, safe='')}"


def address_of(iri: str, given: Iterable[tuple[str, str]] = (), suffix: str = "") -> str:
    """Give the address at which a thing is traced.

    Args:
        iri: The thing.
        given: Further parameters, name and value.
        suffix: The suffix of a form.
    """
    path = path_of(iri)
    pairs = list(given) if path else [("iri", iri), *given, *([("format", suffix)] if suffix else [])]
    query = f"?{urlencode(pairs, quote_via=quote, errors='replace')}" if pairs else ""
    return f"{path}{suffix}{query}" if path else f"{ROUTE}{query}"
