"""The calls of SERVICE in a query: which endpoint each names, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ServiceCall", "direct"]


class ServiceCall(NamedTuple):
    """One call.

    Attributes:
        offset: Where the term that names the endpoint begins, in code points.
        length: How long the term is.
        iri: The endpoint.
        silent: Whether the query goes on without an answer (SPARQL 1.1 Federated Query §3).
    """

    offset: int
    length: int
    iri: str
    silent: bool


def direct(text: str, calls: Sequence[ServiceCall], addresses: Sequence[str]) -> str:
    """Name other addresses in the place of endpoints.

    Args:
        text: The query.
        calls: Its calls, in order.
        addresses: An address for each.
    """
    pieces: list[str] = []
    end = 0
    for call, address in zip(calls, addresses, strict=True):
        pieces += text[end : call.offset], f"<{address}>"
        end = call.offset + call.length
    return "".join((*pieces, text[end:]))
