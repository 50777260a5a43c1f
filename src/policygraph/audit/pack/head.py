"""What a pack says of itself: which release it was made from, when, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from policygraph.audit.message import Language

__all__ = ["Head", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the report shows; the workbook and the machine-readable files hold everything.

    Attributes:
        rows: Rows of a table.
        findings: Findings of a rule.
        passages: Passages beside a finding.
    """

    rows: int = 300
    findings: int = 100
    passages: int = 4


@dataclass(frozen=True, slots=True)
class Head:
    """What a pack says of itself.

    Attributes:
        release: Id of the release.
        built: When the release was built.
        software: Version of policygraph that makes the pack.
        language: The language of headings, explanations and messages.
        words: Whether passages are given in full where the text is at hand.
        selection: How the rules and findings were chosen, such as `{"severity": "medium"}`; empty where all were taken.
    """

    release: str
    built: datetime
    software: str
    language: Language = "en"
    words: bool = False
    selection: tuple[tuple[str, str], ...] = ()
