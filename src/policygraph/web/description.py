"""The service description (SPARQL 1.1 Service Description), in Turtle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

    from policygraph.release import Release

__all__ = ["describe_service"]

FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "TriG",
    "N-Quads",
)
"""Names in the registry of file formats, `http://www.w3.org/ns/formats/`."""

_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def describe_service(request: Request, release: Release) -> str:
    """Describe the endpoint, its formats and its dataset with the size of each graph."""
    graphs = " ,\n".join(
        f"            [ sd:name <{_iri(graph)}> ; sd:graph [ a sd:Graph ; void:triples {size} ] ]"
        for graph, size in sorted(release.manifest.graphs.items())
    )
    formats = " , ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in FORMATS)
    named = f" ;\n        sd:namedGraph\n{graphs}" if graphs else ""
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

[] a sd:Service ;
    sd:endpoint <{_endpoint(request)}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {formats} ;
    sd:defaultDataset [ a sd:Dataset ;
        dcterms:hasVersion "{release.id}" ;
        sd:defaultGraph [ a sd:Graph ; void:triples {release.manifest.triples} ]{named}
    ] .
"""


def _endpoint(request: Request) -> str:
    """Give the address that the client used; a `Host` that is none is not repeated."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}/sparql" if _HOST.fullmatch(host) else "/sparql"


def _iri(iri: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04X}", iri)
