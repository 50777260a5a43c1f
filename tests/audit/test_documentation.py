"""docs/audit.md names every rule, severity and theme there is, and its example of a rule holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tools.audit_table import PAGE, table

from policygraph.audit import SEVERITIES, THEMES, load_rule, load_rules
from policygraph.audit.cases import check_rule
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.audit.cases import Ground

TEXT = PAGE.read_text(encoding="utf-8")


def test_every_bundled_rule_is_in_the_table() -> None:
    book = load_rules(Workspace.of(bundled(), bundled()).finding_files())
    assert table(book) in TEXT, "run tools/audit_table.py"


def test_every_severity_and_theme_is_explained() -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", TEXT, re.MULTILINE)) == (*SEVERITIES, *THEMES)


def test_the_example_of_a_rule_holds(tmp_path: Path, ground: Ground) -> None:
    (example,) = re.findall(r"^```sparql\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "task-without-number.rq").write_text(example, encoding="utf-8")
    for outcome in check_rule(load_rule(tmp_path / "task-without-number.rq"), ground):
        assert outcome.holds
