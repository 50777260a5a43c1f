"""From what a person writes to the IRI of a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import NotFoundError, UsageError
from policygraph.model.terms import literal
from policygraph.vocab import ID, KINDS, expand, shorten

if TYPE_CHECKING:
    from policygraph.store import EmbeddedStore

__all__ = ["resolve"]

_BY_LABEL = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT DISTINCT ?wanted ?thing WHERE {
  ?thing skos:prefLabel|skos:altLabel|pg:reconstructedName|pg:normalForm ?label .
  FILTER (LCASE(STR(?label)) = LCASE(STR(?wanted)))
} ORDER BY ?thing"""


def resolve(store: EmbeddedStore, name: str) -> str:
    """Turn an IRI, `task:shanxi-2022-02`, `task/shanxi-2022-02` or a label into an IRI.

    Raises:
        NotFoundError: No thing has that label.
        UsageError: Several things have it; the error lists them.
    """
    wanted = expand(name.strip())
    if "://" in wanted:
        return wanted
    kind, slash, slug = wanted.partition("/")
    if slash and kind in KINDS.values() and " " not in slug:
        return f"{ID}{kind}/{slug}"
    found = [str(row["thing"]) for row in store.select(_BY_LABEL, wanted=literal(wanted)).rows]
    if not found:
        raise NotFoundError(
            f"nothing in the graph is called {name!r}",
            remedy="give a label in full, an IRI, or kind and slug such as task/shanxi-2022-02",
        )
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} things are called {name!r}: {', '.join(map(shorten, found))}", remedy="name one of them"
        )
    return found[0]
