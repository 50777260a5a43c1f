"""However oddly a query is written and its dataset chosen, our answer is that of the engine over just that dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import given, settings
from tests.conformance.endpoint import Endpoint, open_endpoint
from tests.conformance.odd_queries import DATA, OddQuery, odd_queries
from tests.conformance.results import READERS, Result, of_engine, same

from policygraph.store import QueryLimits, inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

QUADS = tuple(pyoxigraph.parse(DATA, format=pyoxigraph.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    with open_endpoint(tmp_path_factory.mktemp("odd"), QUADS) as opened:
        yield opened


def reference(query: OddQuery) -> Result:
    """Ask the engine plainly, over a dataset put together by hand: what is named, or else the union and all graphs."""
    everything = not query.default and not query.named
    store = pyoxigraph.Store()
    for quad in QUADS:
        if everything or quad.graph_name.value in query.default:
            store.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object))
        if everything or quad.graph_name.value in query.named:
            store.add(quad)
    return of_engine(store.query(query.plain))


def ours(endpoint: Endpoint, query: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> Result:
    graph = inspect(query, QueryLimits()).form in {"CONSTRUCT", "DESCRIBE"}
    media_type = "application/n-triples" if graph else "application/sparql-results+json"
    return READERS[media_type](endpoint.ask(query, media_type, default, named))


@given(query=odd_queries())
@settings(max_examples=150)
def test_clauses_in_an_oddly_written_query(endpoint: Endpoint, query: OddQuery) -> None:
    assert same(ours(endpoint, query.odd), reference(query))


@given(query=odd_queries())
@settings(max_examples=60)
def test_dataset_of_the_protocol(endpoint: Endpoint, query: OddQuery) -> None:
    assert same(ours(endpoint, query.plain, query.default, query.named), reference(query))
