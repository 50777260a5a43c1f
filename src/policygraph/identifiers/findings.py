"""What is found in a text: numbers, and look-alikes with the reason why they are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.identifiers.number import DocumentNumber

__all__ = ["Findings", "Lookalike", "Occurrence", "Reason"]


class Reason(StrEnum):
    """Why something that looks like a document number is none."""

    INDEX_NUMBER = "index-number"
    STANDARD = "standard"
    COURT_CASE = "court-case"
    CREDIT_CODE = "credit-code"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    MASKED = "masked"
    NO_SERIAL = "no-serial"
    NO_YEAR = "no-year"
    NO_CODE = "no-code"
    UNKNOWN_CODE = "unknown-code"
    NO_ISSUER = "no-issuer"
    UNKNOWN_ISSUER = "unknown-issuer"
    IMPLAUSIBLE_YEAR = "implausible-year"
    IMPLAUSIBLE_SERIAL = "implausible-serial"
    SEVERAL_SERIALS = "several-serials"

    @property
    def explanation(self) -> str:
        """One plain sentence."""
        return _EXPLANATIONS[self]


_EXPLANATIONS: dict[Reason, str] = {
    Reason.INDEX_NUMBER: "This is an index number of a catalogue, which names an entry there and not a document.",
    Reason.STANDARD: "This is the number of a technical standard.",
    Reason.COURT_CASE: "This is the number of a court case.",
    Reason.CREDIT_CODE: "This is a unified social credit code, which names an organisation.",
    Reason.TELEPHONE: "This is a telephone number.",
    Reason.POSTCODE: "This is a postcode.",
    Reason.MASKED: "The year or the serial is masked by a placeholder, so that no document is named.",
    Reason.NO_SERIAL: "The serial is missing, so that no document is named.",
    Reason.NO_YEAR: "The year is missing, and only orders and announcements are numbered without one.",
    Reason.NO_CODE: "The agency code before the year is missing.",
    Reason.UNKNOWN_CODE: "The words before the year cannot be read as an agency code.",
    Reason.NO_ISSUER: "The order does not say whose order it is.",
    Reason.UNKNOWN_ISSUER: "The words before the order or announcement cannot be read as an issuer.",
    Reason.IMPLAUSIBLE_YEAR: "The year is not written in four digits or is not between 1949 and 2099.",
    Reason.IMPLAUSIBLE_SERIAL: "The serial is not a whole number between 1 and 999999.",
    Reason.SEVERAL_SERIALS: "The serial is not one whole number; where several share a code, each must be written out.",
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A number in a text.

    Attributes:
        printed: The number as the text prints it: `text[start:end]`.
        start: Offset of its first character, 0-based.
        end: Offset behind its last character.
        number: What it says, in canonical form.
    """

    printed: str
    start: int
    end: int
    number: DocumentNumber


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Something in a text that looks like a number and is none.

    Attributes:
        printed: As the text prints it: `text[start:end]`.
        start: Offset of its first character, 0-based.
        end: Offset behind its last character.
        reason: Why it is none; `reason.explanation` says it in a sentence.
    """

    printed: str
    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in a text, each in the order of the text; no two findings overlap."""

    numbers: tuple[Occurrence, ...]
    lookalikes: tuple[Lookalike, ...]
