"""The W3C SPARQL 1.1 query evaluation and result format tests: by the engine alone, and on our way in every format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from tests.conformance.endpoint import NOTHING, Endpoint, open_endpoint
from tests.conformance.results import (
    READERS,
    Graph,
    Result,
    Table,
    from_csv,
    from_json,
    from_tsv,
    from_xml,
    of_engine,
    result_set,
    same,
)
from tests.conformance.w3c import QUERY_GROUPS, Case, cases, needs_w3c, parameters, path_of, text_of, triples_of

from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_w3c

CASES = [case for case in cases(*QUERY_GROUPS) if case.result]
EXPECTED_READERS = {".srx": from_xml, ".srj": from_json, ".tsv": from_tsv, ".csv": from_csv}


def quads_of(iri: str) -> Iterator[pyoxigraph.Quad]:
    """Read a file into the graph that it names."""
    for triple in triples_of(iri):
        yield pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, pyoxigraph.NamedNode(iri))


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """One store for all tests: each file is a graph of its own, and each test chooses among them."""
    files = sorted({iri for case in CASES for iri in (*case.default, *case.named)})
    with open_endpoint(tmp_path_factory.mktemp("w3c"), (quad for iri in files for quad in quads_of(iri))) as opened:
        yield opened


def expected_of(case: Case) -> Result:
    suffix = path_of(case.result).suffix
    if suffix in EXPECTED_READERS:
        return EXPECTED_READERS[suffix](path_of(case.result).read_bytes())
    return result_set(triples_of(case.result))


def fits(case: Case, result: Result, expected: Result) -> bool:
    """Compare with what the file can tell: CSV only plain strings, a set of triples no order."""
    suffix = path_of(case.result).suffix
    ordered = suffix != ".ttl" and re.search("ORDER BY", text_of(case.query), re.IGNORECASE) is not None
    if suffix == ".csv" and isinstance(result, Table):
        result = result.plain()
    return same(result, expected, ordered=ordered)


@pytest.mark.parametrize("case", parameters(CASES))
def test_the_engine_alone(case: Case) -> None:
    store = pyoxigraph.Store()
    for iri in case.default:
        store.extend(triples_of(iri))
    for iri in case.named:
        store.extend(quads_of(iri))
    assert fits(case, of_engine(store.query(text_of(case.query), base_iri=case.query)), expected_of(case))


@pytest.mark.parametrize("case", parameters(CASES))
def test_our_way_in_every_format(case: Case, endpoint: Endpoint) -> None:
    text, expected = text_of(case.query), expected_of(case)
    graphs = (case.default or (NOTHING,), case.named)
    if re.search(r"\bFROM\b", text):  # the query itself chooses its dataset
        graphs = ((), ())
    formats = GRAPH_FORMATS if isinstance(expected, Graph) else SOLUTION_FORMATS
    for media_type in formats.values():
        answer = READERS[media_type](endpoint.ask(f"BASE <{case.query}>\n{text}", media_type, *graphs))
        if media_type == "text/csv" and isinstance(expected, Table):
            assert same(answer, expected.plain()), media_type
        else:
            assert fits(case, answer, expected), media_type
