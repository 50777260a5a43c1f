"""The service description (SPARQL 1.1 Service Description): its formats, its limits and its dataset."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from policygraph.model.terms import Term, Triple, bnode, iri, literal
from policygraph.settings import declared
from policygraph.store import write_triples
from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.vocab import BASE, PREFIXES
from policygraph.web.fields.addresses import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Scope

    from policygraph.release import Release
    from policygraph.settings import Settings

__all__ = ["ANNOUNCED", "Description", "ServiceDescription", "describe_service", "limit_name"]

ANNOUNCED = (
    "query_seconds",
    "query_memory",
    "query_length",
    "query_depth",
    "query_operators",
    "query_patterns",
    "service_seconds",
    "service_size",
    "queue_length",
    "client_queue",
    "result_size",
    "page_rows",
    "connections",
    "head_size",
    "request_seconds",
    "stall_seconds",
)
"""The settings that a client meets as limits."""

_NAMESPACES = {
    "formats": "http://www.w3.org/ns/formats/",
    "entailment": "http://www.w3.org/ns/entailment/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "service": f"{BASE}service#",
    "void": "http://rdfs.org/ns/void#",
} | {prefix: PREFIXES[prefix] for prefix in ("dcterms", "rdf", "rdfs", "xsd")}
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# Names of our formats in the registry http://www.w3.org/ns/formats/.
_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nquads": "N-Quads",
}
_REMEMBERED = 64


class Description(NamedTuple):
    """A description as it is sent, and the tag that tells it from others."""

    body: bytes
    tag: str


class ServiceDescription:
    """Describes the service in any RDF format, and remembers what was written.

    Args:
        settings: The limits.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._written: dict[tuple[str, str, str], Description] = {}

    async def write(self, scope: Scope, release: Release, media_type: str) -> Description:
        """Describe the service under the address that the client used.

        Args:
            scope: The request.
            release: What is served.
            media_type: One of `policygraph.store.formats.GRAPH_FORMATS`.
        """
        key = (_endpoint(scope), release.id, media_type)
        if key not in self._written:
            written = await asyncio.to_thread(self._write, key[0], release, media_type)
            if len(self._written) >= _REMEMBERED:
                self._written.clear()
            self._written[key] = written
        return self._written[key]

    def _write(self, endpoint: str, release: Release, media_type: str) -> Description:
        triples = tuple(describe_service(endpoint, release, self._settings))
        digest = hashlib.blake2b(repr((media_type, triples)).encode(), digest_size=16).hexdigest()
        return Description(write_triples(triples, media_type, _NAMESPACES), f'W/"{release.id}-{digest}"')


def limit_name(setting: str) -> str:
    """Give the property that announces a limit, as a prefixed name, by the name of its setting."""
    first, *others = setting.split("_")
    return "service:" + first + "".join(word.capitalize() for word in others)


def describe_service(endpoint: str, release: Release, settings: Settings) -> Iterator[Triple]:
    """Describe the endpoint: language, features, formats, limits, and its dataset with the size of each graph.

    Args:
        endpoint: Its address, an absolute IRI.
        release: What is served.
        settings: The limits.
    """
    yield from _service(endpoint, settings)
    yield from _dataset(endpoint, release)
    yield from _vocabulary(settings)


def _service(endpoint: str, settings: Settings) -> Iterator[Triple]:
    service = iri(f"{endpoint}#service")
    yield _say(service, "rdf:type", "sd:Service")
    yield _say(service, "sd:endpoint", iri(endpoint))
    yield _say(service, "sd:supportedLanguage", "sd:SPARQL11Query")
    yield _say(service, "sd:feature", "sd:UnionDefaultGraph")
    yield _say(service, "sd:defaultEntailmentRegime", "entailment:Simple")
    for name in (*SOLUTION_FORMATS, *GRAPH_FORMATS):
        yield _say(service, "sd:resultFormat", f"formats:{_FORMATS[name]}")
    for name in ANNOUNCED:
        yield _say(service, limit_name(name), _number(getattr(settings, name)))
    yield _say(service, "sd:defaultDataset", iri(f"{endpoint}#dataset"))


def _dataset(endpoint: str, release: Release) -> Iterator[Triple]:
    dataset, default = iri(f"{endpoint}#dataset"), iri(f"{endpoint}#default-graph")
    graphs = sorted(release.manifest.graphs.items())
    yield _say(dataset, "rdf:type", "sd:Dataset")
    yield _say(dataset, "dcterms:hasVersion", literal(release.id))
    yield _say(dataset, "dcterms:issued", literal(release.manifest.built, datatype=_expand("xsd:dateTime")))
    yield _say(dataset, "dcterms:license", iri(_LICENCE))
    yield _say(dataset, "sd:defaultGraph", default)
    for number in range(len(graphs)):
        yield _say(dataset, "sd:namedGraph", bnode(f"named{number}"))
    yield from _graph(default, release.manifest.triples)
    for number, (name, size) in enumerate(graphs):
        named, graph = bnode(f"named{number}"), bnode(f"graph{number}")
        yield _say(named, "rdf:type", "sd:NamedGraph")
        yield _say(named, "sd:name", iri(name))
        yield _say(named, "sd:graph", graph)
        yield from _graph(graph, size)


def _graph(graph: Term, size: int) -> Iterator[Triple]:
    yield _say(graph, "rdf:type", "sd:Graph")
    yield _say(graph, "void:triples", _number(size))


def _vocabulary(settings: Settings) -> Iterator[Triple]:
    """Say what each limit means, in the words of its setting."""
    for one in declared(type(settings)):
        if one.name in ANNOUNCED:
            limit = iri(_expand(limit_name(one.name)))
            yield _say(limit, "rdf:type", "rdf:Property")
            yield _say(limit, "rdfs:label", literal(one.name.replace("_", " "), language="en"))
            yield _say(limit, "rdfs:comment", literal(one.meaning, language="en"))


def _say(subject: Term, predicate: str, value: Term | str) -> Triple:
    """Make a triple; the predicate, and a value that is no term, are prefixed names."""
    return Triple(subject, iri(_expand(predicate)), iri(_expand(value)) if isinstance(value, str) else value)


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _NAMESPACES[prefix] + local


def _number(value: float) -> Term:
    if isinstance(value, int):
        return literal(str(value), datatype=_expand("xsd:integer"))
    return literal(f"{value:.15g}", datatype=_expand("xsd:decimal"))


def _endpoint(scope: Scope) -> str:
    """Give the address of the endpoint as the client sees it; that of the socket where it names no usable host."""
    base = base_of(scope)
    if "://" not in base:
        host, port = scope.get("server") or ("localhost", None)
        name = f"[{host}]" if ":" in host else host
        base = f"{scope['scheme']}://{name}{f':{port}' if port else ''}{base}"
    return f"{base}/sparql"
