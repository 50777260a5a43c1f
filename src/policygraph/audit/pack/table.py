"""The tables of a pack: what a row says, free of how a page or a workbook shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.audit.pack.around import Cut
    from policygraph.audit.pack.values import Cell, Phrase
    from policygraph.things import Evidence, Name

__all__ = ["Column", "NumberedEvidence", "Table", "TableRow"]


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
