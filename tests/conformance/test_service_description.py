"""SPARQL 1.1 Service Description, its three W3C tests among them: it is RDF, it names the endpoint, it fits the schema.

The tests of the W3C (`service-description/manifest.ttl`) are titles without data; each stands here under its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import Graph
from tests.conformance.w3c import needs_w3c, w3c_folder
from tests.conformance.ways import check_problem

from policygraph.store.formats import GRAPH_FORMATS

if TYPE_CHECKING:
    import httpx

SD = "http://www.w3.org/ns/sparql-service-description#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# §3.2: property → class of its subject, and class of its object or None where that is not described.
SCHEMA: dict[str, tuple[str, str | None]] = {
    "endpoint": ("Service", None),
    "feature": ("Service", None),
    "defaultEntailmentRegime": ("Service", None),
    "supportedLanguage": ("Service", None),
    "resultFormat": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
FEATURES = {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"}
LANGUAGES = {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}


def described(service: httpx.Client, media_type: str = "text/turtle") -> pyoxigraph.Store:
    """Read the description with the reader of a format."""
    answer = service.get("/sparql", headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    store = pyoxigraph.Store()
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    store.extend(pyoxigraph.parse(answer.content, form, rename_blank_nodes=True))
    return store


def objects(store: pyoxigraph.Store, local: str) -> list[str]:
    predicate = pyoxigraph.NamedNode(SD + local)
    return sorted(str(quad.object) for quad in store.quads_for_pattern(None, predicate, None, None))


@needs_w3c
def test_the_tests_are_those_of_the_w3c() -> None:
    folder = w3c_folder()
    assert folder is not None
    manifest = Graph().parse(folder / "service-description" / "manifest.ttl")
    names = {str(entry).rpartition("#")[2] for entry in manifest.subjects() if "#" in str(entry)}
    assert names == {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}


@pytest.mark.parametrize("media_type", GRAPH_FORMATS.values())
def test_returns_rdf(service: httpx.Client, media_type: str) -> None:
    """§2: a GET without parameters returns the description in RDF, negotiated; the same in every format."""
    one, other = (pyoxigraph.Dataset(described(service, form)) for form in ("text/turtle", media_type))
    for dataset in (one, other):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    assert one == other


def test_has_endpoint_triple(service: httpx.Client) -> None:
    """§2, §3.2.1: `sd:endpoint` is the address that the description was got from."""
    assert objects(described(service), "endpoint") == [f"<{service.base_url.join('/sparql')}>"]


def test_conforms_to_schema(service: httpx.Client) -> None:
    """§3: every term is one of the vocabulary, between things of the classes that it stands between."""
    store = described(service)
    types = {
        (quad.subject, str(quad.object)[1:-1].removeprefix(SD))
        for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(TYPE), None, None)
    }
    used = [quad for quad in store if quad.predicate.value.startswith(SD)]
    for quad in used:
        subject_class, object_class = SCHEMA[quad.predicate.value.removeprefix(SD)]
        assert (quad.subject, subject_class) in types, quad
        assert object_class is None or (quad.object, object_class) in types, quad
        assert isinstance(quad.object, pyoxigraph.NamedNode) or object_class, quad
    assert set(objects(store, "feature")) <= {f"<{SD}{name}>" for name in FEATURES}
    assert set(objects(store, "supportedLanguage")) <= {f"<{SD}{name}>" for name in LANGUAGES}
    for once in ("endpoint", "defaultDataset", "defaultGraph"):
        assert len(objects(store, once)) == 1
    assert {name for _, name in types} >= {"Service", "Dataset", "Graph", "NamedGraph"}


def test_every_graph_is_described_with_its_size(service: httpx.Client) -> None:
    """§3.2: a named graph has a name, and its graph may be described by other vocabularies, here VoID §2.1."""
    query = f"""PREFIX sd: <{SD}> PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?name ?size {{
          {{ [] sd:namedGraph [ sd:name ?name ; sd:graph/void:triples ?size ] }}
          UNION {{ [] sd:defaultGraph/void:triples ?size }}
        }} ORDER BY ?name"""
    rows = described(service).query(query)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    sizes = [(row["name"] and row["name"].value, int(row["size"].value)) for row in rows]
    assert sizes == [(None, 5), ("http://e/g1", 2), ("http://e/g2", 2), ("http://e/图", 2)]


def test_a_description_in_no_format_is_told_with_those_that_there_are(service: httpx.Client) -> None:
    """RFC 9110 §15.5.7."""
    problem = check_problem(service.get("/sparql", headers={"Accept": "text/csv"}), 406, "not-acceptable")
    assert all(media_type in problem["remedy"] for media_type in [*GRAPH_FORMATS.values(), "text/html"])


def test_the_output_parameter_chooses_the_format_of_the_description(service: httpx.Client) -> None:
    answer = service.get("/sparql?output=ntriples", headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "application/n-triples"
    check_problem(service.get("/sparql?output=csv"), 400, "bad-request")


def test_a_browser_gets_a_page(service: httpx.Client) -> None:
    """§2: the description may come with a page for people."""
    answer = service.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
