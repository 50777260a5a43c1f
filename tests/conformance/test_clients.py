"""Programs that were written without this service in mind find their way: rdflib and the Oxigraph engine as clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

if TYPE_CHECKING:
    import httpx

ONE = "SELECT ?o WHERE { <http://e/a> <http://e/p> ?o }"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_solutions_by_each_way_in_each_format(service: httpx.Client, method: str, form: str) -> None:
    store = SPARQLStore(f"{service.base_url.join('/sparql')}", method=method, returnFormat=form)
    assert [tuple(map(str, row)) for row in store.query(ONE) if isinstance(row, tuple)] == [("one",)]


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_triples_and_booleans(service: httpx.Client, method: str) -> None:
    store = SPARQLStore(f"{service.base_url.join('/sparql')}", method=method)
    assert store.query("ASK { <http://e/a> <http://e/p> 'one' }").askAnswer is True
    made = store.query("CONSTRUCT WHERE { <http://e/a> <http://e/p> ?o }").graph
    assert set(made or ()) == {(URIRef("http://e/a"), URIRef("http://e/p"), Literal("one"))}


def test_a_named_graph_of_rdflib_is_ours(service: httpx.Client) -> None:
    graph = Graph(
        SPARQLStore(f"{service.base_url.join('/sparql')}", context_aware=True), identifier=URIRef("http://e/图")
    )
    assert {str(o) for o in graph.objects(URIRef("http://e/任"))} == {"raw"}
    assert len(graph) == 2


@pytest.mark.parametrize("query", [ONE, "SELECT ?o { <http://e/任> <http://e/q> ?o }"])
def test_other_engines_may_join_what_they_have_with_what_is_here(service: httpx.Client, query: str) -> None:
    """SPARQL 1.1 Federated Query §2: both as a client of ours."""
    federated = query.replace("{", f"{{ SERVICE <{service.base_url.join('/sparql')}> {{") + "}"
    expected = "one" if query == ONE else "raw"
    rows = pyoxigraph.Store().query(federated)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    assert [str(row["o"]) for row in rows] == [f'"{expected}"']
    assert [tuple(map(str, row)) for row in Graph().query(federated) if isinstance(row, tuple)] == [(expected,)]
