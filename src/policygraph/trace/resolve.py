"""From what a person writes to the IRI of a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import NotFoundError, UsageError
from policygraph.identifiers import candidates, find_numbers
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
_BY_PART = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?wanted ?thing WHERE {
  ?thing pg:statedIn|pg:restsOn [] ; skos:prefLabel|skos:altLabel|pg:reconstructedName ?label .
  FILTER CONTAINS(LCASE(STR(?label)), LCASE(STR(?wanted)))
} ORDER BY STRLEN(STR(?label)) ?thing"""
_SUGGESTED = 5


def resolve(store: EmbeddedStore, name: str) -> str:
    """Turn an IRI, `task:shanxi-2022-02`, `task/shanxi-2022-02`, a label or a document number into an IRI.

    A document number is found in any spelling; one in Latin letters by every number in characters that it can denote.

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
    names = (wanted, *_spellings(wanted))
    rows = (row for spelling in names for row in store.select(_BY_LABEL, wanted=literal(spelling)).rows)
    found = list(dict.fromkeys(str(row["thing"]) for row in rows))
    if not found:
        near = _suggestions(store, wanted)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        raise NotFoundError(
            f"nothing in the graph is called {name!r}",
            remedy=f"{hint}give a label in full, an IRI, or kind and slug such as task/shanxi-2022-02",
        )
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} things are called {name!r}: {', '.join(map(shorten, found))}", remedy="name one of them"
        )
    return found[0]


def _suggestions(store: EmbeddedStore, part: str) -> list[str]:
    """Name a few things whose label has a text in it, those with the shortest label first."""
    if not part:
        return []
    rows = store.select(_BY_PART, wanted=literal(part)).rows
    return [shorten(iri) for iri in dict.fromkeys(str(row["thing"]) for row in rows)][:_SUGGESTED]


def _spellings(name: str) -> tuple[str, ...]:
    """Give the normal forms of a document number, in its own script and in characters; nothing for another text."""
    occurrences = find_numbers(name)
    if len(occurrences) != 1 or occurrences[0].printed != name:
        return ()
    number = occurrences[0].number
    return (number.normal_form, *(candidate.number.normal_form for candidate in candidates(number)))
