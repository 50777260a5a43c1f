"""The one thing that is meant, or an error that says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import NotFoundError, UsageError
from policygraph.resolver.explain import explain
from policygraph.resolver.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.model.inquiry import Inquiry
    from policygraph.resolver.index import NameIndex

__all__ = ["resolve_one"]


def resolve_one(text: str, *, kinds: Iterable[str] = (), index: NameIndex | None = None) -> Inquiry[str]:
    """Give the IRI of the thing that a text means; arguments as in `resolve`.

    Raises:
        NotFoundError: Nothing is meant by it, nothing of these kinds, or something deprecated; the error names what
            comes near.
        UsageError: It can mean several things, which the error lists; or it cannot be looked up, as in `resolve`.
    """
    found = yield from resolve(text, kinds=kinds, index=index)
    why = explain(found, naming=True)
    if why is None:
        return found.matches[0].iri
    error = UsageError if found.outcome == "ambiguous" else NotFoundError
    raise error(why.message, remedy=why.remedy)
