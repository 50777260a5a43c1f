"""Traces, rules and analyses are measured over a small nation, and what they took is written."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from benchmarks.analyses import analysis_table, measure_analyses
from benchmarks.children import cost_of
from benchmarks.page import write_section
from benchmarks.rules import audit_table, measure_rules
from benchmarks.stores import Held, Nations
from benchmarks.traces import CLASSES, Times, measure_traces, things_of, trace_table
from tests.conftest import CHECKOUT

from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def nations(tmp_path_factory: pytest.TempPathFactory) -> Nations:
    return Nations(tmp_path_factory.mktemp("nations"))


@pytest.fixture(scope="module")
def nation(nations: Nations) -> Held:
    return nations.open(25_000, 1)


def test_a_nation_is_made_once(nations: Nations, nation: Held) -> None:
    before = nation.store.stat().st_mtime_ns
    assert nations.open(25_000, 1) == nation
    assert nation.store.stat().st_mtime_ns == before


def test_things_of_every_class_are_traced(nation: Held) -> None:
    things = things_of(EmbeddedStore.open(nation.store), 2, random.Random(1))  # noqa: S311 - chooses what to measure
    assert set(CLASSES) - set(things) <= {"AgentGroup", "ProblemSet"}
    chosen = {name: things[name] for name in ("Task", "Unit")}
    times = measure_traces(EmbeddedStore.open(nation.store), chosen, limit=1e-9)
    assert {one.name: (len(one.seconds), len(one.cpu)) for one in times} == {"Task": (2, 2), "Unit": (2, 2)}


def test_the_longest_class_comes_first_and_what_is_too_long_is_counted() -> None:
    text = trace_table([Times("Task", [0.01, 0.02], [0.01, 0.01]), Times("Unit", [0.05], [0.04])], 0.03)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]
    assert [row[:5] for row in rows[2:]] == [
        ["Unit", "1", "50.0", "50.0", "50.0"],
        ["Task", "2", "15.0", "20.0", "20.0"],
        ["**all**", "3", "20.0", "50.0", "50.0"],
    ]
    assert "1 of 3 traces took longer than 30 ms; 1 took more CPU time than that." in text


def test_every_rule_is_run_and_none_fails(nation: Held) -> None:
    times = measure_rules(nation.store)
    assert [one.rule for one in times if one.findings is None] == []
    assert sum(bool(one.findings) for one in times) > 10
    assert f"| **all** | {sum(one.seconds for one in times):.1f} |" in audit_table(times)


def test_every_analysis_is_carried_out_over_two_sizes(nations: Nations) -> None:
    sizes, found = measure_analyses(nations.folder, (25_000, 40_000), 1)
    assert sizes[0] < sizes[1]
    assert all(one.small.seconds > 0 and one.large.memory > 0 for one in found.values())
    assert f"s at {sizes[1]:,} triples" in analysis_table(sizes, found)


def test_work_that_fails_is_no_measurement() -> None:
    with pytest.raises(EOFError):
        cost_of(int, "no number")


@pytest.mark.parametrize("name", ["trace", "audit", "analysis"])
def test_the_page_has_a_place_for_each_report(tmp_path: Path, name: str) -> None:
    page = tmp_path / "performance.md"
    page.write_text((CHECKOUT / "docs" / "performance.md").read_text(encoding="utf-8"), encoding="utf-8")
    write_section(page, name, "measured anew")
    assert "measured anew" in page.read_text(encoding="utf-8")
    assert f"benchmarks {name} --page" in (CHECKOUT / "Makefile").read_text(encoding="utf-8")
