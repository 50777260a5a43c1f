"""The shapes of the audit: rules, findings and the report that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from policygraph.audit.scope import Scope
    from policygraph.errors import PolicygraphError
    from policygraph.things import Evidence, Name

__all__ = [
    "SEVERITIES",
    "THEMES",
    "AuditFinding",
    "AuditReport",
    "FindingRule",
    "RuleRun",
    "Severity",
    "Theme",
    "weight",
]

Severity = Literal["high", "medium", "low", "info"]
Theme = Literal[
    "responsibility",
    "results",
    "documents",
    "deadlines",
    "oversight",
    "totals",
    "evidence",
    "names",
    "comparability",
    "designations",
]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first."""

THEMES: tuple[Theme, ...] = get_args(Theme)


def weight(severity: Severity) -> int:
    """Give the place of a severity in the order, 0 for the gravest."""
    return SEVERITIES.index(severity)


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A rule: a question whose every answer is a finding, and what people need to read it.

    Attributes:
        id: The file's name without ending.
        title: A few words.
        title_zh: The same in Chinese, as with every attribute of that ending.
        severity: How grave a finding is.
        theme: What it is about.
        explanation: What is found, why it matters, and what it does not mean.
        explanation_zh: In Chinese.
        finding: The message of one finding, with `{variable}` places.
        finding_zh: In Chinese.
        remedy: What an auditor does next.
        remedy_zh: In Chinese.
        triggers: Turtle in which the rule finds something.
        concerns: IRIs of the things that it finds there, sorted.
        passes: Turtle in which it finds nothing.
        variables: What the SELECT gives, without `?`.
        text: The text of the file.
        path: The file.
    """

    id: str
    title: str
    title_zh: str
    severity: Severity
    theme: Theme
    explanation: str
    explanation_zh: str
    finding: str
    finding_zh: str
    remedy: str
    remedy_zh: str
    triggers: str
    concerns: tuple[str, ...]
    passes: str
    variables: tuple[str, ...]
    text: str
    path: Path

    @property
    def query(self) -> str:
        """The SPARQL without the header."""
        return "".join(line for line in self.text.splitlines(keepends=True) if not line.startswith("#+"))

    @property
    def order(self) -> tuple[int, str]:
        """The rule's place among others: the gravest first, then by id."""
        return weight(self.severity), self.id


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing that a rule has found.

    Attributes:
        id: The rule's id and a digest of the row: the same in every release in which the row is the same.
        rule: Id of the rule.
        severity: How grave it is.
        thing: IRI of the thing concerned.
        related: IRIs of the other things of the row, in the order of the SELECT, each once.
        values: Variable → lexical form, for the literals of the row.
        message: What was found, in English.
        message_zh: The same in Chinese.
        sources: Ids of the sources that state the thing.
        evidence: The passages of the thing, then those of the related things, each once.
        variables: Variable → IRI, for the related things of the row.
    """

    id: str
    rule: str
    severity: Severity
    thing: str
    related: tuple[str, ...]
    values: Mapping[str, str]
    message: str
    message_zh: str
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleRun:
    """What became of one rule.

    Attributes:
        rule: The rule.
        count: How many findings there are in all.
        findings: They themselves, or as many of them as were asked for, sorted by thing.
        names: IRI → name, for every thing in these findings that has one.
        types: IRI → local name of the narrowest class, likewise.
        seconds: How long it took.
        error: Why it gave no answer; None where it gave one.
    """

    rule: FindingRule
    count: int
    findings: tuple[AuditFinding, ...]
    names: Mapping[str, Name]
    types: Mapping[str, str]
    seconds: float
    error: PolicygraphError | None = None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What became of all rules.

    Attributes:
        runs: One for each rule, the gravest first, then by id.
        release: Id of the release that was asked; empty where it is not known.
        scope: What the findings are about; None where they are about everything.
        focus: What that is called.
    """

    runs: tuple[RuleRun, ...]
    release: str = ""
    scope: Scope | None = None
    focus: Name | None = None

    @property
    def rules(self) -> tuple[FindingRule, ...]:
        """The rules that were run."""
        return tuple(run.rule for run in self.runs)

    @property
    def findings(self) -> tuple[AuditFinding, ...]:
        """The findings by severity, rule and thing."""
        return tuple(finding for run in self.runs for finding in run.findings)

    @property
    def names(self) -> Mapping[str, Name]:
        """IRI → name, for every thing in the findings that has one."""
        return {iri: name for run in self.runs for iri, name in run.names.items()}

    @property
    def types(self) -> Mapping[str, str]:
        """IRI → local name of the narrowest class, likewise."""
        return {iri: kind for run in self.runs for iri, kind in run.types.items()}

    @property
    def count(self) -> int:
        """How many findings there are in all, those not given in full included."""
        return sum(run.count for run in self.runs)

    def counts(self) -> Mapping[Severity, int]:
        """Give the same by severity, the gravest first."""
        return {
            severity: sum(run.count for run in self.runs if run.rule.severity == severity) for severity in SEVERITIES
        }

    @property
    def failed(self) -> tuple[RuleRun, ...]:
        """The rules that gave no answer."""
        return tuple(run for run in self.runs if run.error)
