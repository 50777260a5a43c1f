"""The rules of the audit over a nation: what each takes and finds, and the sum of all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.table import table
from policygraph.audit import load_rules, run_rule
from policygraph.graph.workspace import Workspace
from policygraph.model.inquiry import conduct
from policygraph.resources import bundled
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["RuleTime", "audit_table", "measure_rules"]


class RuleTime(NamedTuple):
    """What a rule took.

    Attributes:
        rule: Its id.
        seconds: How long, names and evidence of all findings included.
        findings: How many; None where it failed.
    """

    rule: str
    seconds: float
    findings: int | None


def measure_rules(store: Path) -> list[RuleTime]:
    """Run every bundled rule once over a store on disk."""
    opened = EmbeddedStore.open(store)
    found = []
    for rule in load_rules(Workspace.of(bundled(), bundled()).finding_files()):
        began = time.perf_counter()
        run = conduct(run_rule(rule), opened.select)
        found.append(RuleTime(rule.id, time.perf_counter() - began, None if run.error else run.count))
    return found


def audit_table(times: Sequence[RuleTime]) -> str:
    """Write what each rule took, the slowest first, and the sum."""
    rows = [
        (one.rule, f"{one.seconds:.2f}", "failed" if one.findings is None else f"{one.findings:,}")
        for one in sorted(times, key=lambda one: -one.seconds)
    ]
    total = ("**all**", f"{sum(one.seconds for one in times):.1f}", f"{sum(one.findings or 0 for one in times):,}")
    return table(("rule", "seconds", "findings"), (*rows, total)) + "\n"
