"""A finding of SHACL in the form that errors carry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from policygraph.errors import Location
from policygraph.validation import Severity, ValidationFinding
from policygraph.vocab import ID, PG

FINDING = ValidationFinding(
    focus=f"{ID}task/sample",
    path=f"{PG}ordinal",
    value='"first"',
    severity=Severity.VIOLATION,
    shape=f"{PG}Task-ordinal",
    message_en="A task has at most one ordinal → write 2 for (II)",
    message_zh="任务至多有一个序数 → 例如 (II) 写作 2",
)


def test_message_and_remedy_are_told_apart() -> None:
    found = FINDING.as_finding()
    assert found.message == 'A task has at most one ordinal (value: "first")'
    assert found.remedy == "write 2 for (II)"


def test_the_rule_is_the_shape_and_the_node_the_focus() -> None:
    found = FINDING.as_finding()
    assert (found.rule, found.node) == ("pg:Task-ordinal", f"{ID}task/sample")


def test_the_location_is_the_one_given() -> None:
    place = Location(Path("task.ttl"), 12)
    assert FINDING.as_finding(place).location == place


def test_the_node_itself_is_not_repeated_as_a_value() -> None:
    found = replace(FINDING, value=f"<{ID}task/sample>").as_finding()
    assert found.message == "A task has at most one ordinal"


def test_a_message_without_a_mark_gets_a_remedy_all_the_same() -> None:
    found = replace(FINDING, message_en="Less than 1 values").as_finding()
    assert found.remedy == "see the shape's definition"
