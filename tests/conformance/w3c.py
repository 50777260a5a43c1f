"""Where the W3C SPARQL 1.1 tests are, which are no part of the repository, and what their manifests say."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from _pytest.mark import ParameterSet

VARIABLE = "POLICYGRAPH_W3C_TESTS"
CHECKOUT = Path(__file__).resolve().parents[2]

# Files are named by IRIs below this one, wherever they are: it is the base of queries, data and results.
BASE = "http://w3c.test/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QUERY = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"

QUERY_GROUPS = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "exists",
    "functions",
    "grouping",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
    "csv-tsv-res",
    "json-res",
)
"""The folders of `manifest-sparql11-query.ttl` and `manifest-sparql11-results.ttl`."""


def w3c_folder() -> Path | None:
    """Find the suite: its folder `sparql11`, where `VARIABLE` says, else in `../shared/w3c` beside the checkout."""
    named = os.environ.get(VARIABLE)
    places = (*([Path(named)] if named else []), CHECKOUT.parent / "shared" / "w3c")
    return next((place / "sparql11" for place in places if (place / "sparql11").is_dir()), None)


needs_w3c = pytest.mark.skipif(
    w3c_folder() is None, reason=f"no W3C SPARQL 1.1 tests in ../shared/w3c; name their folder in {VARIABLE}"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One test of the suite.

    Attributes:
        name: Its folder and its name in the manifest: `aggregates/agg01`.
        kind: Local name of its class: `QueryEvaluationTest`.
        query: IRI of the file with the query or the update.
        default: IRIs of the files whose merge is the default graph.
        named: IRIs of the named graphs, which are those of the files that hold them.
        result: IRI of the file with the expected result; empty for a test of the syntax.
    """

    name: str
    kind: str
    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    result: str


def path_of(iri: str) -> Path:
    """Give the file that an IRI of the suite names."""
    folder = w3c_folder()
    assert folder is not None
    return folder / iri.removeprefix(BASE)


def text_of(iri: str) -> str:
    return path_of(iri).read_bytes().decode()  # as it is, with its own ends of lines


def triples_of(iri: str) -> Iterator[pyoxigraph.Quad]:
    """Read a file of Turtle, RDF/XML or N-Triples."""
    path = path_of(iri)
    form = pyoxigraph.RdfFormat.from_extension(path.suffix[1:])
    yield from pyoxigraph.parse(path.read_bytes(), format=form, base_iri=iri, rename_blank_nodes=True)


def cases(*groups: str) -> tuple[Case, ...]:
    """Read the manifests of some folders; none where the suite is not at hand."""
    return tuple(case for group in groups for case in _cases_of(group)) if w3c_folder() else ()


def expected_failures() -> Mapping[str, str]:
    """Give the tests that the engine alone fails, with the reason."""
    table: Mapping[str, str] = tomllib.loads((Path(__file__).parent / "failures.toml").read_text(encoding="utf-8"))
    return table


def parameters(chosen: Iterable[Case]) -> list[ParameterSet]:
    """Make parameters of a test; it must fail for those that are expected to, and for no other reason."""
    failures = expected_failures()

    def marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
        reason = failures.get(case.name)
        return (pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError),) if reason else ()

    return [pytest.param(case, id=case.name, marks=marks(case)) for case in chosen]


def _cases_of(group: str) -> Iterator[Case]:
    manifest = f"{BASE}{group}/manifest.ttl"
    graph = pyoxigraph.Dataset(triples_of(manifest))

    def values(subject: object, predicate: str) -> list[pyoxigraph.NamedNode | pyoxigraph.BlankNode]:
        quads = graph.quads_for_subject(subject)  # type: ignore[arg-type] # a node of this graph
        return [quad.object for quad in quads if quad.predicate.value == predicate]  # type: ignore[misc]

    def iris(subject: object, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(value.value for value in values(subject, predicate)))

    (entries,) = values(pyoxigraph.NamedNode(manifest), f"{_MANIFEST}entries")
    while entries.value != f"{_RDF}nil":
        (entry,) = values(entries, f"{_RDF}first")
        (entries,) = values(entries, f"{_RDF}rest")
        (action,) = values(entry, f"{_MANIFEST}action")
        (kind,) = iris(entry, f"{_RDF}type")
        yield Case(
            name=f"{group}/{entry.value.rpartition('#')[2]}",
            kind=kind.removeprefix(_MANIFEST),
            query=next(iter(iris(action, f"{_QUERY}query")), action.value),
            default=iris(action, f"{_QUERY}data"),
            named=iris(action, f"{_QUERY}graphData"),
            result=next(iter(iris(entry, f"{_MANIFEST}result")), ""),
        )
