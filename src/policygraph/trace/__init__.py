"""Trace: from a thing, step by step, to what it comes from and the words that say so."""

from policygraph.trace.model import Evidence, Fact, Hop, Node, Trace
from policygraph.trace.resolve import resolve
from policygraph.trace.walk import trace

__all__ = ["Evidence", "Fact", "Hop", "Node", "Trace", "resolve", "trace"]
