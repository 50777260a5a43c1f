"""Running rules: findings with names, evidence, ids that last, and rules that fail alone."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from policygraph.audit import audit, run_rule
from policygraph.audit.run import finding_id
from policygraph.audit.scope import Scope
from policygraph.errors import DataError, QueryTimeoutError, StoreError
from policygraph.graph.dataset import Dataset
from policygraph.model.inquiry import conduct
from policygraph.model.terms import Solutions, iri, literal
from policygraph.store import EmbeddedStore
from policygraph.vocab import GRAPH, ID, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policygraph.audit import FindingRule
    from policygraph.model.terms import Row

PLAN = """
task:b a pg:Task ; pg:isTaskOf document:d ; skos:prefLabel "Clean the lake"@en , "清湖"@zh-hans ;
  pg:statedIn passage:s-20-30 , passage:s-5-9 .
task:a a pg:Task ; pg:isTaskOf document:d ; pg:reconstructedName "清河"@zh-hans ; pg:hasTaskStatus task-status:open .
task:c a pg:Task ; pg:isTaskOf document:e ; pg:numberAsPrinted "3" .
document:d a pg:PolicyDocument ; skos:prefLabel "The plan"@en ;
  pg:statedIn passage:s-0-4 , passage:s-5-9 .
document:e pg:statedIn passage:s-0-4 , passage:s-40-44 .
"""
PLACES = ((" ", "a"), ("{", "pg:has"), ("{", "pg:num"))
PASSAGES = "".join(
    f"passage:s-{start}-{end} pg:inSource source:s ; pg:startOffset {start} ; pg:endOffset {end} ; "
    f'pg:passageDigest "{start}" ; pg:anchorPhrase "words {start}" .\n'
    for start, end in ((0, 4), (5, 9), (20, 30), (40, 44), (50, 54), (60, 64))
)


HEAD = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())


def store_with(text: str) -> EmbeddedStore:
    dataset = Dataset()
    dataset.load(HEAD + text, f"{GRAPH}s", GRAPH)
    return EmbeddedStore.in_memory(dataset.quads())


@pytest.fixture
def store() -> EmbeddedStore:
    return store_with(PLAN + PASSAGES)


def test_a_finding_has_names_in_both_languages(rule_of: Callable[..., FindingRule], store: EmbeddedStore) -> None:
    run = conduct(run_rule(rule_of()), store.select)
    assert (run.count, run.error) == (2, None)
    first, second = run.findings
    assert (first.thing, second.thing) == (f"{ID}task/a", f"{ID}task/b")
    assert first.message == "清河 of The plan has no number; it is open"
    assert first.message_zh == "The plan的“清河”没有编号，状态为open"
    assert second.message == "Clean the lake of The plan has no number; it is not stated"
    assert second.message_zh == "The plan的“清湖”没有编号，状态为未载明"
    assert first.related == (f"{ID}document/d", "https://w3id.org/policygraph/concept/task-status/open")
    assert first.variables == dict(zip(("document", "status"), first.related, strict=True))
    assert run.types == {f"{ID}task/a": "Task", f"{ID}task/b": "Task", f"{ID}document/d": "PolicyDocument"}


def test_evidence_is_of_the_thing_and_of_what_shares_none_with_it(
    rule_of: Callable[..., FindingRule], store: EmbeddedStore
) -> None:
    first, second = conduct(run_rule(rule_of()), store.select).findings
    assert [e.start for e in second.evidence] == [5, 20]
    assert second.sources == ("s",)
    assert [e.start for e in first.evidence] == [0, 5]
    assert first.sources == ()


def test_of_a_related_thing_a_few_passages_are_given(
    rule_of: Callable[..., FindingRule],
) -> None:
    said = "task:a a pg:Task ; pg:isTaskOf document:d . document:d pg:statedIn passage:s-0-4, passage:s-5-9, "
    store = store_with(f"{said} passage:s-20-30, passage:s-50-54, passage:s-60-64 . {PASSAGES}")
    (finding,) = conduct(run_rule(rule_of()), store.select).findings
    assert [e.start for e in finding.evidence] == [0, 5, 20]


def test_an_id_is_made_of_the_rule_and_the_row() -> None:
    row = {"thing": iri("a:b"), "name": literal('x"\\\n\r'), "label": literal("河", language="zh-Hans")}
    lines = (
        'some-rule\nlabel "河"@zh-hans\nname "x\\"\\\\\\n\\r"^^<http://www.w3.org/2001/XMLSchema#string>\nthing <a:b>\n'
    )
    assert finding_id("some-rule", row) == f"some-rule-{hashlib.sha256(lines.encode()).hexdigest()[:12]}"


@pytest.mark.parametrize(
    "other",
    [
        {"thing": iri("a:c"), "n": literal("1")},
        {"thing": iri("a:b"), "n": literal("2")},
        {"thing": iri("a:b"), "m": literal("1")},
        {"thing": iri("a:b"), "n": iri("1")},
        {"thing": iri("a:b"), "n": literal("1", language="en")},
        {"thing": iri("a:b"), "n": literal("1", datatype="a:d")},
        {"thing": iri("a:b")},
    ],
)
def test_another_row_has_another_id(other: Row) -> None:
    row = {"thing": iri("a:b"), "n": literal("1")}
    assert finding_id("r", row) == finding_id("r", dict(reversed(row.items())))
    assert finding_id("r", row) != finding_id("r", other)
    assert finding_id("r", row) != finding_id("q", row)


def test_ids_stay_when_names_and_evidence_change(rule_of: Callable[..., FindingRule], store: EmbeddedStore) -> None:
    before = conduct(run_rule(rule_of()), store.select).findings
    changed = PLAN.replace("Clean the lake", "Clean it").replace("passage:s-20-30 , ", "")
    after = conduct(run_rule(rule_of()), store_with(changed).select).findings
    assert [f.id for f in before] == [f.id for f in after]
    assert before[1].message != after[1].message


def test_a_scope_keeps_what_is_about_it(rule_of: Callable[..., FindingRule], store: EmbeddedStore) -> None:
    def found(*things: str) -> list[str]:
        scope = Scope(f"{ID}task/x", "task", frozenset(ID + thing for thing in things))
        return [f.thing.rsplit("/", 1)[-1] for f in conduct(run_rule(rule_of(), scope=scope), store.select).findings]

    assert found("task/a") == ["a"]
    assert found("document/d") == ["a", "b"]
    assert found("document/e") == []


def test_as_many_as_asked_for_are_given_and_all_are_counted(
    rule_of: Callable[..., FindingRule], store: EmbeddedStore
) -> None:
    run = conduct(run_rule(rule_of(), most=1), store.select)
    assert (run.count, [f.thing for f in run.findings]) == (2, [f"{ID}task/a"])
    assert f"{ID}task/b" not in run.types


def test_a_row_that_comes_twice_is_one_finding(rule_of: Callable[..., FindingRule], store: EmbeddedStore) -> None:
    twice = ("  OPTIONAL {", "  VALUES ?again { 1 2 }\n  OPTIONAL {")
    assert conduct(run_rule(rule_of(twice)), store.select).count == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("?thing ?document ?status\n", "(STR(?task) AS ?thing) ?document ?status\n", "gives the literal '"),
        ("?thing ?document ?status\n", "?document ?status (BNODE() AS ?thing)\n", "gives the bnode '"),
        ("?thing ?document ?status\n", "?thing ?document ?status (BNODE() AS ?b)\n", "a blank node as ?b"),
        ("?thing ?document ?status\n", "(?nothing AS ?thing) ?document ?status\n", "gives nothing as ?thing"),
    ],
)
def test_a_thing_without_an_iri_is_a_fault_of_the_rule(
    rule_of: Callable[..., FindingRule], store: EmbeddedStore, old: str, new: str, message: str
) -> None:
    changes = [(old, new)]
    if "AS ?thing" in new:
        changes += [(f"{before} ?thing {after}", f"{before} ?task {after}") for before, after in PLACES]
    run = conduct(run_rule(rule_of(*changes)), store.select)
    assert (run.count, run.findings) == (0, ())
    assert isinstance(run.error, DataError)
    assert message in run.error.message


class Telling:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Note the beginning and the end."""
        self.told.append(f"begin {title}")
        yield
        self.told.append(f"end {title}")

    def note(self, text: str) -> None:
        """Note a text."""
        self.told.append(text)


def slow_for(store: EmbeddedStore, mark: str, error: Exception) -> Callable[[str], Solutions]:
    def select(question: str) -> Solutions:
        if mark in question:
            raise error
        return store.select(question)

    return select


def test_a_rule_that_fails_does_not_lose_the_others(rule_of: Callable[..., FindingRule], store: EmbeddedStore) -> None:
    slow = rule_of(("ORDER BY ?thing", "ORDER BY ?thing # slow"), ("severity: low", "severity: high"), name="slow")
    telling, timeout = Telling(), QueryTimeoutError("too slow", remedy="wait")
    report = conduct(audit([rule_of(), slow], watcher=telling, release="r"), slow_for(store, "# slow", timeout))
    assert [(run.rule.id, run.count) for run in report.runs] == [("slow", 0), ("task-without-number", 2)]
    assert [run.error for run in report.failed] == [timeout]
    assert [f.rule for f in report.findings] == ["task-without-number"] * 2
    assert (report.count, report.counts(), report.release) == (2, {"high": 0, "medium": 0, "low": 2, "info": 0}, "r")
    assert telling.told == [
        "begin slow",
        "failed: too slow",
        "end slow",
        "begin task-without-number",
        "2",
        "end task-without-number",
    ]


def test_a_broken_store_is_no_fault_of_a_rule(rule_of: Callable[..., FindingRule], store: EmbeddedStore) -> None:
    with pytest.raises(StoreError):
        conduct(audit([rule_of()]), slow_for(store, "SELECT", StoreError("gone", remedy="build")))


def test_findings_come_by_severity_rule_and_thing(rule_of: Callable[..., FindingRule], store: EmbeddedStore) -> None:
    rules = [
        rule_of(("severity: low", f"severity: {severity}"), name=name)
        for name, severity in (("a", "info"), ("d", "high"), ("b", "low"), ("c", "high"))
    ]
    report = conduct(audit(rules), store.select)
    assert [(f.rule, f.thing[-1]) for f in report.findings] == [
        (rule, thing) for rule in ("c", "d", "b", "a") for thing in ("a", "b")
    ]
    assert len({f.id for f in report.findings}) == 8
    assert set(report.names) == {f"{ID}task/a", f"{ID}task/b", f"{ID}document/d"}


def test_a_scoped_report_names_what_it_is_about(rule_of: Callable[..., FindingRule], store: EmbeddedStore) -> None:
    scope = Scope(f"{ID}document/d", "document", frozenset({f"{ID}document/d"}))
    report = conduct(audit([rule_of()], scope=scope), store.select)
    assert (report.scope, report.focus and report.focus.en) == (scope, "The plan")
