"""Every bundled rule finds what it must in its first case and nothing in its second, and is fit to be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from policygraph.audit import load_rules
from policygraph.audit.cases import check_rule
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled

if TYPE_CHECKING:
    from policygraph.audit import FindingRule
    from policygraph.audit.cases import Ground

BOOK = tuple(load_rules(Workspace.of(bundled(), bundled()).finding_files()))
LONGEST = 40
HAN = re.compile(r"[\u4e00-\u9fff]")

each_rule = pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.id)


@each_rule
def test_the_cases_of_a_rule_hold_and_tell_its_message(rule: FindingRule, ground: Ground) -> None:
    triggers, passes = check_rule(rule, ground)
    for outcome in (triggers, passes):
        assert outcome.run.error is None
        assert outcome.found == outcome.expected
    for finding in triggers.run.findings:
        assert HAN.search(finding.message_zh)
        assert "{" not in finding.message + finding.message_zh


@each_rule
def test_a_rule_is_short_and_in_both_languages(rule: FindingRule) -> None:
    assert rule.query.count("\n") <= LONGEST
    assert "ORDER BY ?thing" in rule.query
    for chinese in (rule.title_zh, rule.explanation_zh, rule.finding_zh, rule.remedy_zh):
        assert HAN.search(chinese)
    for english in (rule.title, rule.explanation, rule.finding, rule.remedy):
        assert not HAN.search(english)


def test_titles_and_messages_tell_rules_apart() -> None:
    for attribute in ("title", "title_zh", "explanation", "explanation_zh", "finding"):
        values = [getattr(rule, attribute) for rule in BOOK]
        assert len(values) == len(set(values))
