"""An audit's report as Markdown, for a document that people go on writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.audit.words import WORDS
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.audit.message import Language
    from policygraph.audit.model import AuditFinding, AuditReport, RuleRun
    from policygraph.things import Evidence

__all__ = ["markdown_text"]

# What CommonMark §2.4 lets be escaped and gives a meaning to, within a line or at its start.
_SIGN = re.compile(r"[\\`*_\[\]<>#|~&!$]|^(?:[-+=]|\d+[.)])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def markdown_text(report: AuditReport, language: Language) -> Iterator[str]:
    """Write a report piece by piece: a section a rule that found something, a list item a finding."""
    words = WORDS[language]
    scope = report.scope
    about = words["everything"]
    if scope:
        name = report.focus
        label = name and ((name.zh if language == "zh" else name.en) or name.best(scope.focus))
        about = f"{_plain(label or shorten(scope.focus))} (`{shorten(scope.focus)}`)"
    yield f"# {words['findings']}\n\n- {words['about']}: {about}\n- {words['release']}: `{report.release}`\n"
    yield "".join(f"- {words[severity]}: {count:,}\n" for severity, count in report.counts().items() if count)
    for run in report.runs:
        if run.count or run.error:
            yield from _section(run, language)
    silent = [f"`{run.rule.id}`" for run in report.runs if not run.count and not run.error]
    if silent:
        yield f"\n{words['nothing']}: {', '.join(silent)}\n"


def _section(run: RuleRun, language: Language) -> Iterator[str]:
    rule, words, chinese = run.rule, WORDS[language], language == "zh"
    title = rule.title_zh if chinese else rule.title
    yield f"\n## {_plain(title)}\n\n{words[rule.severity]} · `{rule.id}` · {run.count:,}\n"
    yield f"\n{_plain(rule.explanation_zh if chinese else rule.explanation)}\n"
    if run.error:
        yield f"\n**{words['failed']}**: {_plain(run.error.message)}\n"
        return
    yield f"\n{words['next']}: {_plain(rule.remedy_zh if chinese else rule.remedy)}\n\n"
    for finding in run.findings:
        yield from _item(finding, language)


def _item(finding: AuditFinding, language: Language) -> Iterator[str]:
    things = ", ".join(f"`{shorten(iri)}`" for iri in (finding.thing, *finding.related))
    yield f"- {_plain(finding.message_zh if language == 'zh' else finding.message)}\\\n  {things}\n"
    for evidence in finding.evidence:
        yield f"  - {_passage(evidence)}\n"


def _passage(evidence: Evidence) -> str:
    words = evidence.words or f"…{evidence.anchor}…"
    return f"{evidence.source} {evidence.start}–{evidence.end}: “{_plain(words)}”"


def _plain(text: str) -> str:
    """Write a text so that it is read as itself: on one line, and no sign of it as markup."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return _SIGN.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", line)
