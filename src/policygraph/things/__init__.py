"""What a release says of things: their names, classes, statements and the passages behind them, read many at a time."""

from policygraph.things.describe import classify, describe, name_things
from policygraph.things.evidence import read_evidence, read_passages
from policygraph.things.model import Evidence, Name, Statement, Thing
from policygraph.things.refer import quote, refer, values_clause
from policygraph.things.sources import read_sources

__all__ = [
    "Evidence",
    "Name",
    "Statement",
    "Thing",
    "classify",
    "describe",
    "name_things",
    "quote",
    "read_evidence",
    "read_passages",
    "read_sources",
    "refer",
    "values_clause",
]
