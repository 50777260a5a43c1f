"""Write the table of rules in docs/audit.md anew from the rules themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.audit import load_rules
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled

if TYPE_CHECKING:
    from policygraph.audit import RuleBook

__all__ = ["HEAD", "PAGE", "table"]

PAGE = Path(__file__).parents[1] / "docs" / "audit.md"
HEAD = "| rule | severity | theme | finds |\n| --- | --- | --- | --- |\n"


def table(book: RuleBook) -> str:
    """Give the table: a row a rule, the gravest first."""
    rows = (f"| `{rule.id}` | {rule.severity} | {rule.theme} | {rule.title} |\n" for rule in book)
    return HEAD + "".join(rows)


def main() -> None:
    """Replace the table of the page."""
    text = PAGE.read_text(encoding="utf-8")
    fresh = table(load_rules(Workspace.of(bundled(), bundled()).finding_files()))
    PAGE.write_text(re.sub(re.escape(HEAD) + r"(?:^\|.*\n)*", lambda _: fresh, text, flags=re.MULTILINE), "utf-8")


if __name__ == "__main__":
    main()
