"""The findings and the evidence as lists: the rows that the workbook and the CSV files share."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from policygraph.audit.pack.wording import SEVERITY, WORDS
from policygraph.things import Name
from policygraph.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.audit.pack.contents import Contents
    from policygraph.audit.pack.head import Head
    from policygraph.audit.pack.values import Cell, Phrase

__all__ = ["COLUMNS", "EVIDENCE_FIELDS", "cite", "evidence_csv", "finding_rows", "findings_csv"]

EVIDENCE_FIELDS = ("passage", "source", "start", "end", "sha256", "anchor")
_FINDING_FIELDS = (
    *("id", "rule", "severity", "thing", "name_en", "name_zh", "message_en", "message_zh"),
    *("values", "related", "sources", "passages"),
)
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four full-width


class _FindingColumn(NamedTuple):
    key: str
    title: Phrase
    width: int


COLUMNS: tuple[_FindingColumn, ...] = (
    _FindingColumn("number", WORDS["number"], 7),
    _FindingColumn("severity", WORDS["severity"], 12),
    _FindingColumn("rule", WORDS["rule"], 30),
    _FindingColumn("finding", WORDS["finding"], 70),
    _FindingColumn("other", WORDS["message-other"], 50),
    _FindingColumn("name", WORDS["name"], 40),
    _FindingColumn("name-zh", WORDS["name-zh"], 32),
    _FindingColumn("iri", WORDS["iri"], 46),
    _FindingColumn("values", WORDS["values"], 24),
    _FindingColumn("related", WORDS["related"], 40),
    _FindingColumn("id", WORDS["finding-id"], 36),
)
"""The columns of the sheet of findings, before those of the passages."""


def finding_rows(contents: Contents, head: Head) -> Iterator[Sequence[Cell]]:
    """Give the rows of the sheet of findings, numbered as in the report."""
    chinese = head.language == "zh"
    for number, finding in enumerate(contents.report.findings, 1):
        name = contents.names.get(finding.thing, Name())
        names = (name.en or name.best(finding.thing), name.zh or "")
        messages = (finding.message, finding.message_zh)
        yield (
            number,
            SEVERITY[finding.severity].of(head.language),
            finding.rule,
            *(reversed(messages) if chinese else messages),
            *(reversed(names) if chinese else names),
            finding.thing,
            _values(finding.values.items()),
            " ".join(finding.related),
            finding.id,
            *cite(contents, [e.passage for e in finding.evidence]),
        )


def cite(contents: Contents, passages: Iterable[str]) -> tuple[Cell, ...]:
    """Give the first of some passages in full (source, start, end, digest, anchor phrase), and the numbers of all."""
    numbered = sorted(contents.evidence[iri] for iri in passages if iri in contents.evidence)
    if not numbered:
        return ("",) * 6
    first = numbered[0].evidence
    every = ", ".join(f"E{item.number}" for item in numbered)
    return first.source, first.start, first.end, first.digest, first.anchor, every


def findings_csv(contents: Contents) -> bytes:
    """Write the findings as CSV in UTF-8, both languages beside each other."""
    rows = []
    for finding in contents.report.findings:
        name = contents.names.get(finding.thing, Name())
        rows.append(
            (
                *(finding.id, finding.rule, finding.severity, finding.thing, name.en or "", name.zh or ""),
                *(finding.message, finding.message_zh, _values(finding.values.items()), " ".join(finding.related)),
                *(" ".join(finding.sources), " ".join(e.passage for e in finding.evidence)),
            )
        )
    return _csv(_FINDING_FIELDS, rows)


def evidence_csv(contents: Contents) -> bytes:
    """Write every passage that the pack cites as CSV in UTF-8."""
    found = (item.evidence for item in contents.evidence.values())
    return _csv(EVIDENCE_FIELDS, ((e.passage, e.source, e.start, e.end, e.digest, e.anchor) for e in found))


def _values(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in pairs)


def _csv(fields: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")  # RFC 4180
    writer.writerow(fields)
    writer.writerows([_harmless(value) if isinstance(value, str) else value for value in row] for row in rows)
    return made.getvalue().encode()


def _harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{visible(text)}" if text.startswith(_RISKY) else visible(text)
