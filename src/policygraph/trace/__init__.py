"""Trace: from a thing, step by step, to what it comes from, what comes of it, and the words that say so."""

from policygraph.trace.document import SCHEMA, as_json
from policygraph.trace.inquire import trace
from policygraph.trace.linked import as_json_ld
from policygraph.trace.model import Basis, BasisKind, Direction, Fact, Hop, Node, Omission, Reason, Trace

__all__ = [
    "SCHEMA",
    "Basis",
    "BasisKind",
    "Direction",
    "Fact",
    "Hop",
    "Node",
    "Omission",
    "Reason",
    "Trace",
    "as_json",
    "as_json_ld",
    "trace",
]
