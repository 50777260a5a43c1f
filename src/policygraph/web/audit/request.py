"""What a request for an audit asks, read strictly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from policygraph.audit import SEVERITIES, THEMES, Severity, Theme
from policygraph.audit.message import Language
from policygraph.store import is_absolute_iri
from policygraph.vocab import expand
from policygraph.web.exchange.choices import check_names, choose, whole
from policygraph.web.exchange.parameters import read_fields, read_single
from policygraph.web.problems.kinds import BAD_REQUEST
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FEW", "MANY", "MOST", "MOST_OF_EACH", "AuditRequest", "read_audit_request"]

FEW, MOST_OF_EACH = 2, 20
"""Findings of each rule where all rules are asked: unless told, and at most."""
MANY, MOST = 100, 1000
"""The same where one rule is asked."""

PARAMETERS = ("rule", "for", "severity", "theme", "limit", "lang", "format")


class AuditRequest(NamedTuple):
    """What is asked.

    Attributes:
        rule: Id of the one rule to run; None for all.
        focus: IRI of what the findings are to be about; None for everything.
        severity: The least severity.
        theme: The theme; None for all.
        limit: Findings of a rule that are given in full.
        language: The language of a page and of Markdown.
        form: The name of the form; None where the address does not give it.
        given: The parameters as they were given.
    """

    rule: str | None
    focus: str | None
    severity: Severity
    theme: Theme | None
    limit: int
    language: Language
    form: str | None
    given: tuple[tuple[str, str], ...]


def read_audit_request(query_string: bytes) -> AuditRequest:
    """Read the parameters of a request, from what follows the question mark.

    Raises:
        Problem: 400 where a parameter is not known, given twice or wrong.
    """
    fields = read_fields(query_string)
    check_names(fields, PARAMETERS)
    # A form of a page sends what was left empty.
    given = {name: value for name in fields if (value := read_single(fields, name))}
    rule = given.get("rule")
    few, most = (FEW, MOST_OF_EACH) if rule is None else (MANY, MOST)
    return AuditRequest(
        rule=rule,
        focus=_focus(given),
        severity=choose(given, "severity", SEVERITIES, "info"),
        theme=choose(given, "theme", THEMES, THEMES[0]) if "theme" in given else None,
        limit=whole(given, "limit", 1, most, few),
        language=choose(given, "lang", get_args(Language), "en"),
        form=given.get("format"),
        given=tuple(given.items()),
    )


def _focus(given: Mapping[str, str]) -> str | None:
    if "for" not in given:
        return None
    iri = expand(given["for"].strip())
    if not is_absolute_iri(iri):
        raise Problem(
            BAD_REQUEST,
            f"`for` is {given['for']!r}, which is no absolute IRI",
            "give the IRI of a plan, report, document, task, unit or region, or a prefixed name such as unit:…",
        )
    return iri
