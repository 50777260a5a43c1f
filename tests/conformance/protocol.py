"""The HTTP requests that the W3C protocol tests describe, read from their manifest and sent as they stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from tests.conformance.w3c import w3c_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.client import HTTPConnection

    from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
PATH = "/sparql/"
"""What the manifest has in place of the path of the endpoint under test."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to come back.

    Attributes:
        statuses: The classes of statuses allowed: `2xx`.
        form: `boolean`, `tabular` or `RDF`; empty where nothing is said.
        boolean: The answer to an ASK query; absent where nothing is said.
    """

    statuses: frozenset[str]
    form: str
    boolean: bool | None


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a test and what is to come back: method, target, headers and body as they go over the wire."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes | None
    expected: Expected


@dataclass(frozen=True, slots=True)
class ProtocolTest:
    """One test: its name in the manifest and its requests in order."""

    name: str
    steps: tuple[Step, ...]


class Received(NamedTuple):
    """What came back."""

    status: int
    media_type: str
    body: bytes


def protocol_tests() -> tuple[ProtocolTest, ...]:
    """Read the tests; none where the suite is not at hand."""
    folder = w3c_folder()
    if folder is None:
        return ()
    graph = Graph().parse(folder / "protocol" / "manifest.ttl")
    (entries,) = graph.objects(None, MF.entries)
    return tuple(_test(graph, entry) for entry in graph.items(entries))


def named_graphs() -> dict[str, bytes]:
    """Give the N-Triples that tests want in the store, by the name of the graph."""
    folder = w3c_folder()
    assert folder is not None
    graph = Graph().parse(folder / "protocol" / "manifest.ttl")
    return {
        str(graph.value(data, RDFS_LABEL)): (folder / "protocol" / str(graph.value(data, UT.graph)).rpartition("/")[2])
        .read_bytes()
        for data in graph.objects(None, UT.graphData)
    }  # fmt: skip


def send(connection: HTTPConnection, step: Step) -> Received:
    """Send a request as the manifest says, no header added but those of the transfer, and read the answer."""
    connection.request(step.method, step.target, step.body, dict(step.headers))
    answer = connection.getresponse()
    return Received(answer.status, answer.headers.get_content_type(), answer.read())


def _test(graph: Graph, entry: Node) -> ProtocolTest:
    (action,) = graph.objects(entry, MF.action)
    (requests,) = graph.objects(action, HT.requests)
    return ProtocolTest(str(entry).rpartition("#")[2], tuple(_steps(graph, requests)))


def _steps(graph: Graph, requests: Node) -> Iterator[Step]:
    for request in graph.items(requests):
        headers = graph.value(request, HT.headers) or RDF.nil
        body = graph.value(request, HT.body)
        yield Step(
            method=str(graph.value(request, HT.methodName)),
            target=str(graph.value(request, HT.absolutePath)).replace(PATH, "/sparql", 1),
            headers={
                str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
                for header in graph.items(headers)
            },
            body=None if body is None else _body(graph, body),
            expected=_expected(graph, graph.value(request, HT.resp)),
        )


def _body(graph: Graph, body: Node) -> bytes:
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))


def _expected(graph: Graph, answer: Node | None) -> Expected:
    boolean = graph.value(answer, MF.expectedBoolean)
    return Expected(
        frozenset(str(status).rpartition("StatusCode")[2] for status in graph.objects(answer, MF.expectedStatus)),
        str(graph.value(answer, MF.expectedFormat) or ""),
        boolean.toPython() if isinstance(boolean, Literal) else None,
    )
