"""The tables of a pack: what a row says, free of how a page or a workbook shows it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from policygraph.things import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.audit.message import Language
    from policygraph.audit.pack.around import Cut
    from policygraph.things import Evidence

__all__ = ["Cell", "Column", "Missing", "NumberedEvidence", "Phrase", "Reference", "Table", "TableRow"]


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


class Column(NamedTuple):
    """A column.

    Attributes:
        title: What heads it.
        width: Its share of the page, and its width in a workbook, in characters.
        cut: Reads the cell of a row.
        brief: Whether it stands in the report too; otherwise in the workbook alone.
    """

    title: Phrase
    width: int
    cut: Cut
    brief: bool = True


@dataclass(frozen=True, slots=True)
class TableRow:
    """One thing.

    Attributes:
        iri: Its IRI.
        name: What it is called.
        cells: One for each column.
        passages: IRIs of the passages that state it.
        inferred: Whether it, or what it says, rests on an inference of a reader.
    """

    iri: str
    name: Name
    cells: tuple[Cell, ...]
    passages: tuple[str, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        key: Its short name, such as `tasks`.
        title: Its heading.
        columns: What it says of each thing, behind its name and before its passages.
        rows: The things.
        grouped: Place of the column by whose cells the report groups the rows; None where it does not.
    """

    key: str
    title: Phrase
    columns: Sequence[Column]
    rows: Sequence[TableRow]
    grouped: int | None = None


class NumberedEvidence(NamedTuple):
    """A passage with its place in the list of the pack, by which the tables cite it.

    Attributes:
        number: 1 for the first.
        evidence: The passage.
        cited: How many rows and findings of the pack it is cited by.
    """

    number: int
    evidence: Evidence
    cited: int
