"""The forms in which an audit is sent."""

from __future__ import annotations

from policygraph.audit.document import json_text
from policygraph.audit.markdown import markdown_text
from policygraph.web.audit.page import AuditPlace, write_audit_page
from policygraph.web.exchange.forms import HTML, Forms

__all__ = ["CHOICE", "FORMS", "write"]

FORMS = {"json": "application/json", "html": HTML, "markdown": "text/markdown"}
"""Name → media type, in the order of preference."""

CHOICE = Forms(FORMS)


def write(form: str, place: AuditPlace) -> bytes:
    """Write a report in a form."""
    if form == "json":
        text = "".join(json_text(place.report))
    elif form == "markdown":
        text = "".join(markdown_text(place.report, place.asked.language))
    else:
        text = write_audit_page(place)
    return text.encode("utf-8", "replace")
