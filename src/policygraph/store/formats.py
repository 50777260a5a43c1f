"""The result formats, by the media types they are registered under, in the order of preference."""

from __future__ import annotations

__all__ = ["GRAPH_FORMATS", "SOLUTION_FORMATS"]

SOLUTION_FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""For SELECT and ASK: short name → media type. CSV and TSV define no boolean; an ASK gives `true` or `false` there."""

GRAPH_FORMATS = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "trig": "application/trig",
    "nquads": "application/n-quads",
}
"""For CONSTRUCT and DESCRIBE: short name → media type."""
