"""The contract of `data/`: what a file must hold to, checked with file, line, node, rule and remedy."""

from policygraph.curation.contract import check_contract
from policygraph.curation.evidence import EvidenceReport, check_evidence
from policygraph.curation.lines import line_of
from policygraph.curation.verification import PassageFault, SourceCheck, Statement, Verifier

__all__ = [
    "EvidenceReport",
    "PassageFault",
    "SourceCheck",
    "Statement",
    "Verifier",
    "check_contract",
    "check_evidence",
    "line_of",
]
