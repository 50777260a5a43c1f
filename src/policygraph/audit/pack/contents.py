"""What a pack holds, read from a release before anything of it is written."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from policygraph.audit.pack.around import read_around
from policygraph.audit.pack.table import NumberedEvidence, Table, TableRow
from policygraph.audit.pack.tables import kinds
from policygraph.audit.pack.values import Missing
from policygraph.things import Name, describe, read_passages, values_clause
from policygraph.things.refer import batches
from policygraph.vocab import GRAPH, ID, PG, segment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.audit.model import AuditReport
    from policygraph.audit.pack.around import Around
    from policygraph.audit.pack.tables import Kind
    from policygraph.audit.scope import Scope
    from policygraph.model.inquiry import Inquiry
    from policygraph.sources import Texts
    from policygraph.things import Thing

__all__ = ["Contents", "SourceNote", "read_contents"]

_PORTION = 2000
"""Things whose surroundings are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A text that a pack cites.

    Attributes:
        id: Its id.
        name: Its title.
        digest: SHA-256 of its bytes, as the release registers it.
        characters: Its length.
        address: Where it is published.
        translated: Whether it is a machine's translation.
        cited: How many of its passages the pack cites.
    """

    id: str
    name: Name
    digest: str
    characters: str
    address: str
    translated: bool
    cited: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a pack holds.

    Attributes:
        report: The findings, and what they are about.
        names: The name of every thing in the findings, by IRI.
        tables: The tables, be there rows in them or not.
        evidence: Every passage that the findings and the tables cite, by IRI, in the order of the sources and texts.
        sources: The texts of these, by id.
    """

    report: AuditReport
    names: Mapping[str, Name]
    tables: Sequence[Table]
    evidence: Mapping[str, NumberedEvidence]
    sources: Sequence[SourceNote]

    @property
    def scope(self) -> Scope | None:
        """What the pack is about; None for the whole release."""
        return self.report.scope

    @property
    def name(self) -> Name:
        """What that is called."""
        return self.report.focus or Name()

    def numbers(self, passages: Iterable[str]) -> tuple[int, ...]:
        """Give the numbers of passages in the list of evidence."""
        return tuple(sorted(self.evidence[iri].number for iri in passages if iri in self.evidence))


def read_contents(report: AuditReport, texts: Texts | None = None) -> Inquiry[Contents]:
    """Read what a pack is to hold.

    Args:
        report: The findings, all of them in full, and what they are about.
        texts: Where the words of passages come from; without it passages have none.
    """
    scope = report.scope
    roles = yield from _roles(scope)
    tables = []
    for kind in kinds(roles):
        things = yield from _things(kind, scope, roles)
        tables.append(Table(kind.key, kind.title, kind.columns, (yield from _rows(kind, things)), kind.grouped))
    evidence = yield from _evidence(report, tables, texts)
    tables = [_in_order_of_texts(table, evidence) for table in tables]
    sources = yield from _sources(evidence.values())
    return Contents(report, report.names, tables, evidence, sources)


def _roles(scope: Scope | None) -> Inquiry[Mapping[str, Counter[str]]]:
    """Count the roles of each unit in the assignments of a scope, or in all."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    pattern = f"?assignment <{PG}assignsTo> ?agent ; <{PG}hasRole> ?role"
    assignments = (iri for iri in sorted(scope.things) if segment_of(iri) == "assignment") if scope else ()
    clauses = [values_clause("assignment", part) for part in batches(assignments)] if scope else [""]
    for clause in clauses:
        for row in (yield f"SELECT ?assignment ?agent ?role {{ {clause} {pattern} }}").rows:
            found[row["agent"].value][row["role"].value] += 1
    return found


def _things(kind: Kind, scope: Scope | None, roles: Mapping[str, Counter[str]]) -> Inquiry[Sequence[str]]:
    """Give the things of a table; the units of a scope are those that belong to it or act in it."""
    if scope:
        acting = roles if kind.key == "units" else ()
        return sorted({iri for iri in chain(scope.things, acting) if segment_of(iri) in kind.segments})
    classes = " ".join(f"<{PG}{name}>" for name in kind.classes)
    rows = (yield f"SELECT DISTINCT ?thing {{ VALUES ?class {{ {classes} }} ?thing a ?class }}").rows
    return sorted(row["thing"].value for row in rows if row["thing"].kind == "iri")


def _rows(kind: Kind, things: Sequence[str]) -> Inquiry[Sequence[TableRow]]:
    found: list[TableRow] = []
    for start in range(0, len(things), _PORTION):
        around = yield from read_around(things[start : start + _PORTION])
        portion = (around.things[iri] for iri in things[start : start + _PORTION] if iri in around.things)
        found += (_row(kind, thing, around) for thing in portion)
    return sorted(found, key=lambda row: (row.name.best(row.iri).casefold(), row.iri))


def _row(kind: Kind, thing: Thing, around: Around) -> TableRow:
    return TableRow(
        iri=thing.iri,
        name=thing.name,
        cells=tuple(column.cut(thing, around) for column in kind.columns),
        passages=tuple(sorted(term.value for term in thing.values(f"{PG}statedIn"))),
        inferred=any(
            s.property == f"{PG}restsOn" and not s.graph.startswith(f"{GRAPH}inferred-") for s in thing.statements
        ),
    )


def _in_order_of_texts(table: Table, evidence: Mapping[str, NumberedEvidence]) -> Table:
    """Put the rows as the texts have them, those that no text states last; units stay in the order of their names.

    Rows of one group stand together, where the first of them stands; those of none stand last.
    """
    if table.key == "units":
        return table

    def first(row: TableRow) -> float:
        return min((evidence[iri].number for iri in row.passages if iri in evidence), default=math.inf)

    rows = sorted(table.rows, key=first)
    if (place := table.grouped) is not None:
        groups = {row.cells[place]: number for number, row in reversed(list(enumerate(rows)))}
        rows.sort(key=lambda row: (isinstance(row.cells[place], Missing), groups[row.cells[place]]))
    return replace(table, rows=rows)


def _evidence(
    report: AuditReport, tables: Sequence[Table], texts: Texts | None
) -> Inquiry[Mapping[str, NumberedEvidence]]:
    cited: Counter[str] = Counter(iri for table in tables for row in table.rows for iri in row.passages)
    cited.update(passage.passage for finding in report.findings for passage in finding.evidence)
    found = yield from read_passages(sorted(cited), texts)
    ordered = sorted(found.values(), key=lambda e: (e.source, e.start, e.end, e.passage))
    return {e.passage: NumberedEvidence(number, e, cited[e.passage]) for number, e in enumerate(ordered, 1)}


def _sources(evidence: Iterable[NumberedEvidence]) -> Inquiry[Sequence[SourceNote]]:
    cited = Counter(numbered.evidence.source for numbered in evidence)
    described = yield from describe(f"{ID}source/{source}" for source in sorted(cited))
    return [_source(thing, cited) for thing in described.values()]


def _source(thing: Thing, cited: Mapping[str, int]) -> SourceNote:
    def first(prop: str) -> str:
        return next((term.value for term in thing.values(PG + prop)), "")

    source = thing.iri.removeprefix(f"{ID}source/")
    return SourceNote(
        id=source,
        name=thing.name,
        digest=first("textDigest"),
        characters=first("textLength"),
        address=first("isCarriedAt"),
        translated=first("isMachineTranslated") == "true",
        cited=cited[source],
    )
