"""The contract of `data/`: what a file must hold to, checked with file, line, node, rule and remedy."""

from policygraph.curation.contract import check_contract
from policygraph.curation.evidence import EvidenceReport, check_evidence
from policygraph.curation.lines import line_of

__all__ = ["EvidenceReport", "check_contract", "check_evidence", "line_of"]
