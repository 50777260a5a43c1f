"""The cases of a rule: inference runs over them, they know their graphs, and a changed rule or case does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.audit.cases import check_rule
from policygraph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.audit import FindingRule
    from policygraph.audit.cases import Ground

PARTS = """\
  GRAPH ?own { ?thing pg:isTaskOf ?document }
  GRAPH ?first { ?thing pg:ordinal 1 }
  GRAPH ?second { ?document <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }
"""


def holds(rule: FindingRule, ground: Ground) -> tuple[bool, bool]:
    triggers, passes = check_rule(rule, ground)
    return triggers.holds, passes.holds


def test_a_sound_rule_holds(rule_of: Callable[..., FindingRule], ground: Ground) -> None:
    triggers, passes = check_rule(rule_of(), ground)
    assert (triggers.holds, passes.holds) == (True, True)
    assert [finding.message for finding in triggers.run.findings] == ["a of Plan has no number; it is not stated"]
    assert (triggers.line, passes.line) == (13, 16)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  FILTER NOT EXISTS { ?thing pg:numberAsPrinted ?number }\n", "", (True, False)),
        ("FILTER NOT EXISTS", "FILTER EXISTS", (False, False)),
        ("?thing a pg:Task ;", "?thing a pg:Measure ;", (False, True)),
        ("[task:a]", "[task:b]", (False, True)),
        ("[task:a]", "[task:a, task:b]", (False, True)),
        ('pg:numberAsPrinted "1"', 'pg:ordinal "1"', (True, False)),
        ("SELECT ?thing ?document ?status", "SELECT (BNODE() AS ?b) ?thing ?document ?status", (False, True)),
    ],
)
def test_a_change_of_a_rule_or_a_case_shows(
    rule_of: Callable[..., FindingRule], ground: Ground, old: str, new: str, expected: tuple[bool, bool]
) -> None:
    assert holds(rule_of((old, new)), ground) == expected


def test_the_rules_of_inference_run_over_a_case(rule_of: Callable[..., FindingRule], ground: Ground) -> None:
    assert holds(rule_of(("#+   task:a a pg:Task ;", "#+   task:a a pg:RectificationTask ;")), ground) == (True, True)


def test_the_ontology_and_the_concepts_are_at_hand(rule_of: Callable[..., FindingRule], ground: Ground) -> None:
    said = "task:a a pg:Task ; pg:isTaskOf document:d"
    status = rule_of((f"{said} .\n", f"{said} ; pg:hasTaskStatus task-status:in-progress .\n"))
    triggers, _ = check_rule(status, ground)
    (finding,) = triggers.run.findings
    assert finding.message.endswith("it is in progress")
    assert finding.message_zh.endswith("状态为推进中")


def test_parts_of_a_case_belong_to_graphs(rule_of: Callable[..., FindingRule], ground: Ground) -> None:
    rule = rule_of(
        (
            "#+   document:d skos:prefLabel",
            "#+   #graph first\n#+   task:a pg:ordinal 1 .\n#+   #graph second \n#+   document:d skos:prefLabel",
        ),
        ("?thing ?document ?status\n", "?thing ?document ?status ?own ?first ?second\n"),
        ("  OPTIONAL {", f"{PARTS}  OPTIONAL {{"),
    )
    (finding,) = check_rule(rule, ground)[0].run.findings
    graphs = {name: finding.variables[name].rsplit("/", 1)[-1] for name in ("own", "first", "second")}
    assert graphs == {"own": "case", "first": "first", "second": "second"}


def test_one_case_knows_nothing_of_another(rule_of: Callable[..., FindingRule], ground: Ground) -> None:
    before = len(ground.dataset)
    assert [holds(rule_of(), ground) for _ in range(2)] == [(True, True)] * 2
    assert len(ground.dataset) == before


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("task:a a pg:Task ; pg:isTaskOf document:d .", "task:a a pg:Task ;; pg:isTaskOf document:d", 15),
        ("task:a a pg:Task ; pg:isTaskOf document:d .", "tusk:a a pg:Task .", 14),
        ('document:d skos:prefLabel "Plan"@en', 'document:d skos:prefLabel "Plan', 15),
        ('document:d skos:prefLabel "Plan"@en', '#graph x\n#+   document:d skos:prefLabel "Plan', 16),
        ('pg:numberAsPrinted "1" .', "pg:numberAsPrinted « .", 17),
        ('pg:numberAsPrinted "1" .', "pg:ordinal << task:a a task:b >> .", 17),
    ],
)
def test_a_case_that_is_no_turtle_is_told_with_its_line(
    rule_of: Callable[..., FindingRule], ground: Ground, old: str, new: str, line: int
) -> None:
    with pytest.raises(DataError, match="a case is not sound") as raised:
        check_rule(rule_of((old, new)), ground)
    assert raised.value.location is not None
    assert (raised.value.location.file.name, raised.value.location.line) == ("task-without-number.rq", line)
