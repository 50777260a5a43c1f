"""The numbers of Chinese official documents (发文字号): find them, read them, write them one way, name them by IRIs."""

from policygraph.identifiers.asked import read_asked
from policygraph.identifiers.candidates import Candidate, candidates, may_denote_same, province
from policygraph.identifiers.findings import Findings, Lookalike, Occurrence, Reason
from policygraph.identifiers.iri import from_iri
from policygraph.identifiers.marks import Kind
from policygraph.identifiers.number import DocumentNumber, Script
from policygraph.identifiers.regions import Region
from policygraph.identifiers.scan import find_lookalikes, find_numbers, parse, scan

__all__ = [
    "Candidate",
    "DocumentNumber",
    "Findings",
    "Kind",
    "Lookalike",
    "Occurrence",
    "Reason",
    "Region",
    "Script",
    "candidates",
    "find_lookalikes",
    "find_numbers",
    "from_iri",
    "may_denote_same",
    "parse",
    "province",
    "read_asked",
    "scan",
]
