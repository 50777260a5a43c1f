"""The first page for a reader in a hurry: what was found and what was looked at, in a few sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policygraph.audit.pack.values import Missing, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.audit.pack.contents import Contents
    from policygraph.audit.pack.table import Table

__all__ = ["sentences"]


def sentences(contents: Contents) -> Iterator[Phrase]:
    """Give the sentences: findings, graver ones, and what each table counts."""
    runs = [run for run in contents.report.runs if run.count]
    found, grave = sum(run.count for run in runs), sum(run.count for run in runs if run.rule.severity == "high")
    asked = len(contents.report.runs)
    yield Phrase(
        f"{asked:,} rules were asked; {len(runs):,} of them found {found:,} {_plural(found, 'thing')} to look into, "
        f"{grave:,} of high severity.",
        f"共运行 {asked:,} 条规则，其中 {len(runs):,} 条得出 {found:,} 项审计发现，高严重程度 {grave:,} 项。",
    )
    for table in contents.tables:
        if table.rows and table.key in _TOLD:
            yield _counted(table)
    cited = len(contents.evidence)
    yield Phrase(
        f"All this rests on {cited:,} {_plural(cited, 'passage')} of {len(contents.sources):,} "
        f"{_plural(len(contents.sources), 'source')}.",
        f"以上内容依据 {len(contents.sources):,} 份来源文本中的 {cited:,} 个段落。",
    )


_TOLD = {"tasks": "hasTaskStatus", "measures": "hasMeasureStatus", "documents": "hasDocumentStatus"}
_STATUS = ("Status", "Furthest stage")


def _counted(table: Table) -> Phrase:
    """Count the rows of a table by status, and those whose responsible unit was looked for in vain."""
    place = next(n for n, column in enumerate(table.columns) if column.title.en in _STATUS)
    english: Counter[str] = Counter()
    chinese: dict[str, str] = {}
    for row in table.rows:
        cell = row.cells[place]
        for reference in cell if isinstance(cell, tuple) else ():
            english[reference.text("en")] += 1
            chinese[reference.text("en")] = reference.text("zh")
    silent = _silent(table)
    parts = [f"{times:,} {name}" for name, times in english.most_common()]
    parts_zh = [f"{chinese[name]} {times:,}" for name, times in english.most_common()]
    if silent:
        parts.append(f"{silent:,} with no responsible unit stated")
        parts_zh.append(f"未载明责任单位 {silent:,}")
    return Phrase(
        f"{table.title.en}: {len(table.rows):,} ({', '.join(parts)}).",
        f"{table.title.zh}：{len(table.rows):,}（{'，'.join(parts_zh)}）。",
    )


def _silent(table: Table) -> int:
    places = [n for n, column in enumerate(table.columns) if column.title.en == "Responsible"]
    return sum(row.cells[n] is Missing.NOT_STATED for row in table.rows for n in places)


def _plural(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"
