"""Rules made of a text, and what the cases of all rules stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.audit import load_rule
from policygraph.audit.cases import Ground
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.audit import FindingRule

RULE = """\
#+ title: Tasks without a number
#+ title_zh: 没有编号的任务
#+ severity: low
#+ theme: names
#+ explanation: The source numbers its tasks, and this one has no number.
#+ explanation_zh: 来源给任务编了号，
#+   而这一项没有编号。
#+ finding: "{thing} of {document} has no number; it is {status}"
#+ finding_zh: "{document}的“{thing}”没有编号，状态为{status}"
#+ remedy: Look the task up in the document.
#+ remedy_zh: 查阅文件原文。
#+ concerns: [task:a]
#+ triggers: |
#+   task:a a pg:Task ; pg:isTaskOf document:d .
#+   document:d skos:prefLabel "Plan"@en .
#+ passes: |
#+   task:a a pg:Task ; pg:isTaskOf document:d ; pg:numberAsPrinted "1" .
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?thing ?document ?status
WHERE {
  ?thing a pg:Task ; pg:isTaskOf ?document .
  OPTIONAL { ?thing pg:hasTaskStatus ?status }
  FILTER NOT EXISTS { ?thing pg:numberAsPrinted ?number }
}
ORDER BY ?thing
"""


@pytest.fixture
def rule_of(tmp_path: Path) -> Callable[..., FindingRule]:
    """Load the rule above from a file, some of its parts replaced."""

    def make(*changes: tuple[str, str], name: str = "task-without-number") -> FindingRule:
        text = RULE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / f"{name}.rq"
        path.write_text(text, encoding="utf-8")
        return load_rule(path)

    return make


@pytest.fixture(scope="session")
def ground() -> Ground:
    """The ontology, the concepts and the inference rules of the project."""
    return Ground.of(Workspace.of(bundled(), bundled()))
