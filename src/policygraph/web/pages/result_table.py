"""A result as a table: what stands in each cell, where it leads, and how it is set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width
from urllib.parse import urlsplit

from policygraph.vocab import BASE, PREFIXES, shorten
from policygraph.web.pages.asked import AskedQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygraph.store.worker.excerpt import Excerpt, ExcerptTerm

__all__ = ["Cell", "Column", "Table", "make_table"]

LINKED = frozenset({"http", "https", "mailto"})
"""The schemes of IRIs that become links; any other, `javascript` above all, stays text."""

_XSD = PREFIXES["xsd"]
_NUMBERS = frozenset(
    _XSD + name
    for name in (
        "integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger",
        "positiveInteger", "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong",
    )
)  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_KANA_OR_HANGUL = re.compile(r"[\u3041-\u30ff\uac00-\ud7af]")
# Widths of text, in columns of a fixed-width font, up to which a column is narrow, or medium.
_NARROW, _MEDIUM = 18, 36


class Cell(NamedTuple):
    """One cell.

    Attributes:
        kind: `iri`, `bnode`, `text`, `number`, `triple`, or `none` where the variable is not bound.
        text: What is shown; of an IRI that has a prefix what follows the prefix.
        prefix: The prefix with its colon.
        iri: The whole IRI where `text` is not it.
        link: Where it leads, if anywhere.
        outside: Whether that is another site.
        language: Its language for the browser, in which Chinese is taken for simplified unless it says otherwise.
        mark: The language tag or datatype, as a small note.
        omitted: Characters of the value that are left out.
    """

    kind: str
    text: str
    prefix: str = ""
    iri: str = ""
    link: str = ""
    outside: bool = False
    language: str = ""
    mark: str = ""
    omitted: int = 0


class Column(NamedTuple):
    """A column: its name, the note that holds for all its cells, and how it is set."""

    name: str
    mark: str
    style: str


class Table(NamedTuple):
    """A table; the notes that a column bears for all its cells do not stand in them."""

    columns: list[Column]
    rows: list[list[Cell]]


def make_table(excerpt: Excerpt) -> Table:
    """Make the table of an excerpt."""
    cells: dict[ExcerptTerm | None, Cell] = {None: Cell("none", "")}
    for row in excerpt.rows:
        for term in row:
            if term not in cells and term is not None:
                cells[term] = _cell(term)
    rows = [[cells[term] for term in row] for row in excerpt.rows]
    variable = "?" if excerpt.form == "solutions" else ""
    columns = [_column(variable + name, [row[place] for row in rows]) for place, name in enumerate(excerpt.columns)]
    common = [column.mark for column in columns]
    if any(common):
        rows = [
            [cell._replace(mark="") if mark else cell for cell, mark in zip(row, common, strict=True)] for row in rows
        ]
    return Table(columns, rows)


def _cell(term: ExcerptTerm) -> Cell:
    omitted = term.length - len(term.value)
    match term.kind:
        case "iri":
            return _iri_cell(term.value, omitted)
        case "literal":
            return _literal_cell(term, omitted)
        case "bnode":
            return Cell("bnode", f"_:{term.value}")
    return Cell("triple", term.value, omitted=omitted)


def _iri_cell(iri: str, omitted: int) -> Cell:
    """Set an IRI: one of the project's leads to what the graph says of it, another to where it points itself."""
    if omitted:
        return Cell("iri", iri, omitted=omitted)
    prefix, colon, local = shorten(iri).partition(":") if shorten(iri) != iri else ("", "", iri)
    whole = iri if colon else ""
    if iri.startswith(BASE):
        return Cell("iri", local, prefix + colon, whole, AskedQuery(f"DESCRIBE <{iri}>").address())
    if _scheme(iri) in LINKED:
        return Cell("iri", local, prefix + colon, whole, iri, outside=True)
    return Cell("iri", local, prefix + colon, whole)


def _scheme(iri: str) -> str:
    try:
        return urlsplit(iri).scheme.lower()
    except ValueError:
        return ""


def _literal_cell(term: ExcerptTerm, omitted: int) -> Cell:
    mark = term.language or (shorten(term.datatype) if term.datatype else "")
    kind = "number" if term.datatype in _NUMBERS else "text"
    return Cell(kind, term.value, language=_language(term), mark=mark, omitted=omitted)


def _language(term: ExcerptTerm) -> str:
    """Give the language that the browser chooses glyphs by; Chinese characters without a tag are taken for Chinese."""
    if term.language:
        tag = term.language.partition("--")[0]
        return "zh-Hans" if tag in {"zh", "zh-cn", "zh-hans"} else tag
    return "zh-Hans" if _HAN.search(term.value) and not _KANA_OR_HANGUL.search(term.value) else ""


def _column(name: str, cells: Sequence[Cell]) -> Column:
    bound = {cell for cell in cells if cell.kind != "none"}
    marks = {cell.mark for cell in bound}
    mark = marks.pop() if len(marks) == 1 else ""
    if bound and all(cell.kind == "number" for cell in bound):
        return Column(name, mark, "number")
    return Column(name, mark, _width(bound))


def _width(cells: Iterable[Cell]) -> str:
    widest = max((_columns_of(cell.prefix + cell.text) for cell in cells), default=0)
    return "narrow" if widest <= _NARROW else "medium" if widest <= _MEDIUM else "wide"


def _columns_of(text: str) -> int:
    """Count the columns that text takes up, as far as that matters here."""
    if text.isascii():
        return len(text)
    beginning = text[: _MEDIUM + 1]
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in beginning)
