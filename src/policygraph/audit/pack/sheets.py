"""The sheets of the workbook: their columns and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.audit.pack.listing import COLUMNS, cite, finding_rows
from policygraph.audit.pack.values import Phrase
from policygraph.audit.pack.wording import KINDS, NOTES, SEVERITY, THEME, WORDS
from policygraph.model.evidence import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.audit.pack.contents import Contents
    from policygraph.audit.pack.head import Head
    from policygraph.audit.pack.table import Table
    from policygraph.audit.pack.values import Cell

__all__ = ["Sheet", "SheetColumn", "sheets"]


class SheetColumn(NamedTuple):
    """A column of a sheet.

    Attributes:
        title: What heads it.
        width: In characters.
        leads: Whether its cells are IRIs that lead there.
    """

    title: Phrase
    width: int
    leads: bool = False


class Sheet(NamedTuple):
    """A sheet: its name, columns and rows."""

    title: Phrase
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Cell]]


_NAMED = (
    SheetColumn(WORDS["name"], 42),
    SheetColumn(WORDS["name-zh"], 34),
    SheetColumn(WORDS["iri"], 46, leads=True),
)
_PASSAGE = (
    SheetColumn(WORDS["source"], 24),
    SheetColumn(WORDS["start"], 9),
    SheetColumn(WORDS["end"], 9),
    SheetColumn(WORDS["digest"], 30),
    SheetColumn(WORDS["anchor"], 36),
)
_CITED = (*_PASSAGE, SheetColumn(WORDS["passages"], 18))
_EVIDENCE = (SheetColumn(WORDS["number"], 8), SheetColumn(WORDS["iri"], 46, leads=True), *_PASSAGE)


def sheets(contents: Contents, head: Head) -> Iterator[Sheet]:
    """Give the sheets in their order."""
    yield Sheet(
        WORDS["read-me"],
        (SheetColumn(WORDS["read-me"], 28), SheetColumn(WORDS["explanation"], 110)),
        _notes(contents, head),
    )
    yield Sheet(WORDS["findings"], _finding_columns(), finding_rows(contents, head))
    for table in contents.tables:
        columns = [SheetColumn(column.title, max(column.width + 4, 12)) for column in table.columns]
        yield Sheet(_SHORT.get(table.key, table.title), (*_NAMED, *columns, *_CITED), _rows(table, contents, head))
    cited, words = SheetColumn(WORDS["cited"], 9), SheetColumn(WORDS["words"], 80)
    yield Sheet(
        WORDS["evidence"], (*_EVIDENCE, cited, *((words,) if head.words else ())), _evidence(contents, words=head.words)
    )
    yield Sheet(WORDS["rules"], _RULES, _rules(contents, head))


_SHORT = {
    "units": Phrase("Units", "单位"),
    "observations": Phrase("Observations", "观测值"),
}
_RULES = (
    SheetColumn(WORDS["rule"], 34),
    SheetColumn(Phrase("Title", "标题"), 40),
    SheetColumn(WORDS["severity"], 12),
    SheetColumn(WORDS["theme"], 16),
    SheetColumn(WORDS["findings"], 11),
    SheetColumn(WORDS["explanation"], 70),
    SheetColumn(WORDS["remedy"], 60),
    SheetColumn(WORDS["digest"], 30),
    SheetColumn(WORDS["sparql"], 90),
)


def _finding_columns() -> tuple[SheetColumn, ...]:
    return (*(SheetColumn(column.title, column.width, leads=column.key == "iri") for column in COLUMNS), *_CITED)


def _notes(contents: Contents, head: Head) -> Iterator[Sequence[Cell]]:
    scope = contents.scope
    name = contents.name.best(scope.focus) if scope else WORDS["whole-release"].of(head.language)
    yield WORDS["audit"].of(head.language), name
    yield WORDS["about"].of(head.language), KINDS[scope.kind if scope else "release"].of(head.language)
    if scope:
        yield WORDS["iri"].of(head.language), scope.focus
    yield WORDS["release"].of(head.language), head.release
    yield WORDS["built"].of(head.language), head.built.isoformat()
    yield WORDS["software"].of(head.language), f"policygraph {head.software}"
    for word, meaning in NOTES:
        yield word.of(head.language), meaning.of(head.language)
    for source in contents.sources:
        yield (
            f"{WORDS['source'].of(head.language)} {source.id}",
            f"{source.name.best(source.id)} · SHA-256 {source.digest}",
        )


def _rows(table: Table, contents: Contents, head: Head) -> Iterator[Sequence[Cell]]:
    for row in table.rows:
        name = row.name.best(row.iri)
        own = (
            (row.name.zh or name, row.name.en or "")
            if head.language == "zh"
            else (row.name.en or name, row.name.zh or "")
        )
        yield (*own, row.iri, *row.cells, *cite(contents, row.passages))


def _evidence(contents: Contents, *, words: bool) -> Iterator[Sequence[Cell]]:
    for item in contents.evidence.values():
        found = item.evidence
        place = (f"E{item.number}", found.passage, found.source, found.start, found.end, found.digest, found.anchor)
        yield (*place, item.cited, *((found.words or "",) if words else ()))


def _rules(contents: Contents, head: Head) -> Iterator[Sequence[Cell]]:
    for run in contents.report.runs:
        rule = run.rule
        yield (
            rule.id,
            Phrase(rule.title, rule.title_zh).of(head.language),
            SEVERITY[rule.severity].of(head.language),
            THEME[rule.theme].of(head.language),
            run.count if run.error is None else WORDS["failed"].of(head.language),
            Phrase(rule.explanation, rule.explanation_zh).of(head.language),
            Phrase(rule.remedy, rule.remedy_zh).of(head.language),
            digest(rule.text),
            rule.query,
        )
