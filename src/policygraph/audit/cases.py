"""The cases of rules: a few statements in which a rule must find something, and a few in which it must not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policygraph.audit.rules import line_of
from policygraph.audit.run import run_rule
from policygraph.errors import DataError, Location
from policygraph.graph.dataset import Dataset
from policygraph.graph.files import read_text
from policygraph.graph.infer import infer, load_rules
from policygraph.graph.turtle import triples_of
from policygraph.model.inquiry import conduct
from policygraph.store import EmbeddedStore
from policygraph.vocab import GRAPH, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.audit.model import FindingRule, RuleRun
    from policygraph.graph.infer import Rule
    from policygraph.graph.workspace import Workspace

__all__ = ["CaseOutcome", "Ground", "check_rule"]

_GROUND = (f"{GRAPH}ontology", f"{GRAPH}concepts")
_PART = re.compile(r"^#graph[ \t]+(\S+)[ \t]*$", re.MULTILINE)
_HEAD = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items()) + "\n"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What became of one case.

    Attributes:
        case: The header's key: the case that triggers the rule, or the one that passes it.
        expected: IRIs of the things that were to be found, sorted.
        found: IRIs of those that were, sorted.
        run: The run of the rule over the case.
    """

    case: Literal["triggers", "passes"]
    expected: tuple[str, ...]
    found: tuple[str, ...]
    run: RuleRun

    @property
    def holds(self) -> bool:
        """Whether the rule found what it was to find, and nothing else."""
        return self.run.error is None and self.expected == self.found

    @property
    def line(self) -> int:
        """The line of the rule's file at which the case begins."""
        return line_of(self.run.rule.text, self.case)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every case stands on: the ontology, the concepts and the inference rules."""

    dataset: Dataset
    rules: Sequence[Rule]

    @classmethod
    def of(cls, workspace: Workspace) -> Ground:
        """Read it once for all cases.

        Raises:
            DataError: A file of the ontology, the concepts or the inference rules is broken.
        """
        dataset = Dataset()
        for file in workspace.graph_files():
            if file.graph in _GROUND:
                text = read_text(file.path)
                dataset.load(text, file.graph, file.path.resolve().as_uri())
        return cls(dataset, load_rules(workspace.rule_files()))


def check_rule(rule: FindingRule, ground: Ground) -> tuple[CaseOutcome, CaseOutcome]:
    """Run a rule over its two cases.

    Raises:
        DataError: A case is not Turtle; the error has the file and the line.
    """
    return (
        _outcome(rule, ground, "triggers", rule.triggers, rule.concerns),
        _outcome(rule, ground, "passes", rule.passes, ()),
    )


def _outcome(
    rule: FindingRule, ground: Ground, case: Literal["triggers", "passes"], turtle: str, expected: tuple[str, ...]
) -> CaseOutcome:
    dataset = ground.dataset.copy()
    first = line_of(rule.text, case) + 1
    for graph, part in _parts(turtle):
        _check_turtle(rule, part, first)
        dataset.load(_HEAD + part, graph, graph)
    infer(dataset, ground.rules)
    run = conduct(run_rule(rule), EmbeddedStore.in_memory(dataset.quads()).select)
    return CaseOutcome(case, expected, tuple(sorted({finding.thing for finding in run.findings})), run)


def _parts(turtle: str) -> Iterator[tuple[str, str]]:
    """Cut a case at its `#graph` lines; blank lines before a part keep its place in the file."""
    graph, start = f"{GRAPH}case", 0
    for mark in _PART.finditer(turtle):
        yield graph, "\n" * turtle.count("\n", 0, start) + turtle[start : mark.start()]
        graph, start = f"{GRAPH}{mark[1]}", mark.end()
    yield graph, "\n" * turtle.count("\n", 0, start) + turtle[start:]


def _check_turtle(rule: FindingRule, part: str, first: int) -> None:
    try:
        said = list(triples_of(rule.path, _HEAD + part))
    except DataError as error:
        line = error.location.line if error.location else None
        raise DataError(
            f"a case is not sound: {error.message}",
            remedy=error.remedy,
            location=Location(rule.path, first + (line or 2) - 2),
        ) from error
    del said
