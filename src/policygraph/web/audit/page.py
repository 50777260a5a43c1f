"""The page of an audit: the rules that found something, with their findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from policygraph.audit import SEVERITIES, THEMES
from policygraph.audit.words import WORDS
from policygraph.things import Name
from policygraph.vocab import shorten
from policygraph.web.pages.asked import AskedQuery
from policygraph.web.pages.templates import templates
from policygraph.web.pages.trace.links import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.audit import AuditFinding, AuditReport, RuleRun
    from policygraph.web.audit.request import AuditRequest

__all__ = ["ROUTE", "AuditPlace", "write_audit_page"]

ROUTE = "audit"
MOST_PASSAGES = 5


class AuditPlace(NamedTuple):
    """A report, what was asked for, and the start page as seen from the page."""

    report: AuditReport
    asked: AuditRequest
    home: str

    def address(self, **changes: str) -> str:
        """Give the address of this audit with other parameters; an empty one is left out."""
        given = {name: value for name, value in (dict(self.asked.given) | changes).items() if value}
        return self.home + ROUTE + (f"?{urlencode(given, quote_via=quote, errors='replace')}" if given else "")


class _Link(NamedTuple):
    """A thing: the address of its trace, what it is called, its IRI, its type, and whether the name is restored."""

    href: str
    label: str
    short: str
    type: str
    rebuilt: bool


class _Shown(NamedTuple):
    """A finding with the things that it names."""

    finding: AuditFinding
    message: str
    thing: _Link
    related: tuple[_Link, ...]


class _Section(NamedTuple):
    """A rule that found something: its run, its findings, and the addresses of all of them and of its query."""

    run: RuleRun
    findings: tuple[_Shown, ...]
    more: str
    query: str


def write_audit_page(place: AuditPlace) -> str:
    """Write the page; one of a hundred findings takes some hundredths of a second."""
    report, asked = place.report, place.asked
    chinese = asked.language == "zh"
    found = [run for run in report.runs if run.count]
    focus = report.scope and _link(place, report.scope.focus, report.focus or Name(), report.scope.kind)
    return templates().render(
        "audit",
        home=place.home,
        local=place.home,
        language=asked.language,
        chinese=chinese,
        words=WORDS[asked.language],
        report=report,
        asked=asked,
        focus=focus,
        runs=[_Section(run, tuple(_findings(place, run)), _more(place, run), _query(place, run)) for run in found],
        silent=[run for run in report.runs if not run.count and not run.error],
        severities=SEVERITIES,
        themes=THEMES,
        most_passages=MOST_PASSAGES,
        action=place.home + ROUTE,
        forms=[(label, place.address(format=form)) for form, label in (("json", "JSON"), ("markdown", "Markdown"))],
        everything=place.address(rule="", limit="", format=""),
    )


def _findings(place: AuditPlace, run: RuleRun) -> Iterator[_Shown]:
    def link(iri: str) -> _Link:
        return _link(place, iri, run.names.get(iri, Name()), run.types.get(iri, ""))

    for finding in run.findings:
        message = finding.message_zh if place.asked.language == "zh" else finding.message
        yield _Shown(finding, message, link(finding.thing), tuple(map(link, finding.related)))


def _link(place: AuditPlace, iri: str, name: Name, kind: str) -> _Link:
    chinese = place.asked.language == "zh"
    label = (name.zh if chinese else name.en) or name.best(iri)
    given = [("lang", "zh")] if chinese else []
    return _Link(place.home + address_of(iri, given), label, shorten(iri), kind, chinese and name.reconstructed)


def _more(place: AuditPlace, run: RuleRun) -> str:
    """Give the address of all findings of a rule; empty where they are on the page."""
    return place.address(rule=run.rule.id, limit="", format="") if run.count > len(run.findings) else ""


def _query(place: AuditPlace, run: RuleRun) -> str:
    return place.home + AskedQuery(run.rule.query).address()
