"""What stands in a cell of a table: text as printed, a number, things, or why there is nothing."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from policygraph.things import Name

if TYPE_CHECKING:
    from policygraph.audit.message import Language

__all__ = ["Cell", "Missing", "Phrase", "Reference"]


class Phrase(NamedTuple):
    """Words in both languages."""

    en: str
    zh: str

    def of(self, language: Language) -> str:
        """Give the words in a language."""
        return self.zh if language == "zh" else self.en


class Reference(NamedTuple):
    """A thing that a cell names.

    Attributes:
        iri: Its IRI.
        name: What it is called.
        note: What is added to it, such as a role; nothing in most cells.
    """

    iri: str
    name: Name
    note: Name = Name()

    def text(self, language: Language) -> str:
        """Write its name, and the note in brackets."""
        name = (self.name.zh if language == "zh" else self.name.en) or self.name.best(self.iri)
        note = (self.note.zh if language == "zh" else self.note.en) or self.note.en or self.note.zh
        return f"{name} ({note})" if note else name


class Missing(Enum):
    """Why a cell has no value."""

    NOT_STATED = Phrase("not stated", "未载明")
    """A reading has looked for it, and the source is silent."""
    NOTHING_SAID = Phrase("–", "–")
    """The graph says nothing about it."""


Cell = str | int | Decimal | Missing | tuple[Reference, ...]
"""What stands in a table: text as printed, a number, why there is none, or things."""
