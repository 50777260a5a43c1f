"""Running rules: each is asked, and each row of its answer becomes a finding with names, messages and evidence."""

from __future__ import annotations

import hashlib
import time
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol

from policygraph.audit.message import fill
from policygraph.audit.model import AuditFinding, AuditReport, RuleRun
from policygraph.errors import DataError, Location, QueryError
from policygraph.things import classify, name_things, read_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.audit.model import FindingRule
    from policygraph.audit.scope import Scope
    from policygraph.model.inquiry import Inquiry
    from policygraph.model.terms import Row, Term
    from policygraph.sources import Texts
    from policygraph.things import Evidence, Name

__all__ = ["Watcher", "audit", "finding_id", "run_rule"]

_ID_LENGTH = 12
_MOST_OF_RELATED = 3
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})  # N-Triples 1.1, production ECHAR


class Watcher(Protocol):
    """Someone who is told which rule is being run and what it gave."""

    def step(self, title: str) -> AbstractContextManager[object]:
        """Begin a rule; its run ends with the context."""
        ...

    def note(self, text: str) -> None:
        """Say what the running rule has given."""
        ...


class _Nobody:
    def step(self, title: str) -> AbstractContextManager[object]:
        del title
        return nullcontext()

    def note(self, text: str) -> None:
        del text


def audit(
    rules: Iterable[FindingRule],
    *,
    texts: Texts | None = None,
    scope: Scope | None = None,
    most: int | None = None,
    watcher: Watcher | None = None,
    release: str = "",
) -> Inquiry[AuditReport]:
    """Run rules; one that fails does not keep the others from being run.

    Args:
        rules: The rules.
        texts: Where the words of passages come from; without it passages have none.
        scope: What findings must be about; without it everything counts.
        most: Findings of a rule that are given in full; all unless told. All are counted.
        watcher: Is told of each rule.
        release: Id of the release that is asked, for the report.
    """
    watching = watcher or _Nobody()
    runs = []
    for rule in sorted(rules, key=lambda rule: rule.order):
        with watching.step(rule.id):
            run = yield from run_rule(rule, texts=texts, scope=scope, most=most)
            watching.note(f"failed: {run.error.message}" if run.error else f"{run.count:,}")
        runs.append(run)
    focus = (yield from name_things([scope.focus])).get(scope.focus) if scope else None
    return AuditReport(tuple(runs), release, scope, focus)


def run_rule(
    rule: FindingRule, *, texts: Texts | None = None, scope: Scope | None = None, most: int | None = None
) -> Inquiry[RuleRun]:
    """Run one rule; arguments as in `audit`. A query that fails is a result: the run's `error`."""
    started = time.monotonic()
    try:
        rows = _chosen(rule, (yield rule.query).rows, scope)
        shown = rows if most is None else rows[:most]
        named = dict.fromkeys(term.value for row in shown for term in row.values() if term.kind == "iri")
        names = yield from name_things(named)
        types = yield from classify(named)
        evidence = yield from read_evidence(named, texts)
    except (QueryError, DataError) as error:
        return RuleRun(rule, 0, (), {}, {}, time.monotonic() - started, error)
    findings = tuple(_finding(rule, row, names, evidence) for row in shown)
    return RuleRun(rule, len(rows), findings, names, types, time.monotonic() - started)


def finding_id(rule: str, row: Row) -> str:
    """Give the id of a finding: the rule's, and 12 hexadecimal digits of the SHA-256 over the rule and the row.

    What is digested is the rule's id and, sorted, each variable with its term in N-Triples, a line each.
    """
    lines = (rule, *sorted(f"{name} {_n_triples(term)}" for name, term in row.items()), "")
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return f"{rule}-{digest[:_ID_LENGTH]}"


def _chosen(rule: FindingRule, rows: Sequence[Row], scope: Scope | None) -> list[Row]:
    """Give the rows in scope, each once, in the order of their things and then of their ids."""
    unique: dict[tuple[str, str], Row] = {}
    for row in rows:
        _check(rule, row)
        thing = row["thing"].value
        if scope is None or scope.holds(thing, (term.value for term in row.values() if term.kind == "iri")):
            unique[thing, finding_id(rule.id, row)] = row
    return [unique[key] for key in sorted(unique)]


def _check(rule: FindingRule, row: Row) -> None:
    thing = row.get("thing")
    if thing is None or thing.kind != "iri":
        given = f"the {thing.kind} {thing.value!r}" if thing else "nothing"
        raise DataError(
            f"the rule {rule.id} gives {given} as ?thing",
            remedy="let ?thing be the IRI of the thing concerned in every row",
            location=Location(rule.path),
        )
    blank = next((name for name, term in row.items() if term.kind == "bnode"), None)
    if blank:
        raise DataError(
            f"the rule {rule.id} gives a blank node as ?{blank}, which nobody can look up",
            remedy="select what has an IRI, or a literal",
            location=Location(rule.path),
        )


def _finding(
    rule: FindingRule, row: Row, names: Mapping[str, Name], evidence: Mapping[str, tuple[Evidence, ...]]
) -> AuditFinding:
    thing = row["thing"].value
    in_order = {name: row[name] for name in rule.variables if name in row and name != "thing"}
    variables = {name: term.value for name, term in in_order.items() if term.kind == "iri"}
    related = tuple(dict.fromkeys(iri for iri in variables.values() if iri != thing))
    return AuditFinding(
        id=finding_id(rule.id, row),
        rule=rule.id,
        severity=rule.severity,
        thing=thing,
        related=related,
        values={name: term.value for name, term in in_order.items() if term.kind == "literal"},
        message=fill(rule.finding, row, names, "en"),
        message_zh=fill(rule.finding_zh, row, names, "zh"),
        sources=tuple(dict.fromkeys(passage.source for passage in evidence.get(thing, ()))),
        evidence=_passages(thing, related, evidence),
        variables=variables,
    )


def _passages(thing: str, related: Sequence[str], evidence: Mapping[str, tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    """Give the passages of the thing, then a few of each related thing that shares none with those before it.

    A unit or a region may stand in hundreds of passages, which say nothing of this finding.
    """
    found = dict.fromkeys(evidence.get(thing, ()))
    for iri in related:
        own = evidence.get(iri, ())
        if found.keys().isdisjoint(own):
            found.update(dict.fromkeys(own[:_MOST_OF_RELATED]))
    return tuple(found)


def _n_triples(term: Term) -> str:
    if term.kind == "iri":
        return f"<{term.value}>"
    text = f'"{term.value.translate(_ESCAPES)}"'
    return f"{text}@{term.language}" if term.language else f"{text}^^<{term.datatype}>"
