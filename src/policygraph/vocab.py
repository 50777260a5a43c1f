"""Names that the code, the data and the documentation share: namespaces, prefixes and the graphs of a release.

The terms themselves are defined in `ontology/`; a test holds the two against each other.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "BASE",
    "CONCEPT",
    "CONCEPT_SCHEMES",
    "GRAPH",
    "ID",
    "KINDS",
    "ONTOLOGY",
    "PG",
    "PREFIXES",
    "SHAPES",
    "expand",
    "segment_of",
    "shorten",
]

BASE = "https://w3id.org/policygraph/"
ONTOLOGY = BASE + "ontology"
PG = ONTOLOGY + "#"
ID = BASE + "id/"
CONCEPT = BASE + "concept/"
GRAPH = BASE + "graph/"
SHAPES = BASE + "shapes#"

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "acceptance": "acceptance",
        "assessment": "assessment",
        "assignment": "assignment",
        "batch": "batch",
        "challenge": "challenge",
        "condition": "condition",
        "defect": "source-defect",
        "designation": "designation",
        "document": "document",
        "element": "task-element",
        "event": "lifecycle-event",
        "exclusion": "coverage-exclusion",
        "group": "agent-group",
        "indicator": "indicator",
        "inference": "inference",
        "inspection": "inspection",
        "instrument": "instrument",
        "measure": "measure",
        "measure-unit": "measurement-unit",
        "mechanism": "mechanism",
        "meeting": "meeting",
        "methodology": "methodology",
        "name": "printed-name",
        "number": "document-number",
        "passage": "passage",
        "problem": "problem",
        "programme": "programme",
        "project": "project",
        "provision": "provision",
        "rectification": "rectification",
        "region": "region",
        "result": "assessment-result",
        "source": "source",
        "subject": "subject",
        "system": "information-system",
        "task": "task",
        "time": "time",
        "unit": "unit",
        "value": "value",
    }
)
"""Prefix of a kind of thing in Turtle and SPARQL, and the kind's segment in its IRIs."""

CONCEPT_SCHEMES: tuple[str, ...] = (
    "acceptance-status",
    "area-kind",
    "assessment-status",
    "bound",
    "certainty",
    "defect-kind",
    "designation-status",
    "direction",
    "division-type",
    "document-kind",
    "document-status",
    "exclusion-kind",
    "inference-basis",
    "inspection-kind",
    "level",
    "measure-status",
    "modality",
    "precision",
    "programme-kind",
    "provision-kind",
    "recurrence",
    "role",
    "stage",
    "statistic",
    "task-status",
    "unit-kind",
)
"""Concept schemes; each is a prefix of its own."""

_FOREIGN = {
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "qudt-unit": "http://qudt.org/vocab/unit/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "time-owl": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

PREFIXES: Mapping[str, str] = MappingProxyType(
    {"pg": PG, "pgsh": SHAPES}
    | {prefix: f"{ID}{segment}/" for prefix, segment in KINDS.items()}
    | {scheme: f"{CONCEPT}{scheme}/" for scheme in CONCEPT_SCHEMES}
    | _FOREIGN
)
"""Every prefix that data, shapes and queries may use without declaring it."""

_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def expand(name: str) -> str:
    """Turn `prefix:local` into an IRI; anything else is returned as it is.

    An IRI in angle brackets loses the brackets. A prefix that is not known is left alone, since `https:` is one.
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def shorten(iri: str) -> str:
    """Turn an IRI into `prefix:local` where a prefix fits and the rest is a plain name, else return it as it is."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix, local = _PREFIX_OF.get(iri[:cut]), iri[cut:]
    return f"{prefix}:{local}" if prefix and local and "?" not in local and ":" not in local else iri


def segment_of(iri: str) -> str:
    """Give the segment of the kind in a thing's IRI, such as `lifecycle-event`; empty where it is no thing's."""
    segment, slash, _ = iri.removeprefix(ID).partition("/") if iri.startswith(ID) else ("", "", "")
    return segment if slash else ""
