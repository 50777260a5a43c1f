"""Trace: from a thing, step by step, to what it comes from, what comes of it, and the words that say so."""

from policygraph.trace.model import Basis, BasisKind, Direction, Fact, Hop, Node, Omission, Reason, Trace
from policygraph.trace.walk import trace

__all__ = [
    "Basis",
    "BasisKind",
    "Direction",
    "Fact",
    "Hop",
    "Node",
    "Omission",
    "Reason",
    "Trace",
    "trace",
]
