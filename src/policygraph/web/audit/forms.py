"""The forms in which an audit is sent, and the choice between them."""

from __future__ import annotations

from textwrap import shorten

from policygraph.audit.document import json_text
from policygraph.audit.markdown import markdown_text
from policygraph.web.audit.page import AuditPlace, write_audit_page
from policygraph.web.fields.negotiation import negotiate
from policygraph.web.problems.kinds import BAD_REQUEST, NOT_ACCEPTABLE
from policygraph.web.problems.problem import Problem

__all__ = ["FORMS", "HTML", "choose_form", "write"]

HTML = "text/html"
FORMS = {"json": "application/json", "html": HTML, "markdown": "text/markdown"}
"""Name → media type, in the order of preference."""

_OFFERS = {media_type: media_type for media_type in FORMS.values()} | {"application/xhtml+xml": HTML}
_NAMES = {media_type: name for name, media_type in FORMS.items()}


def choose_form(wanted: str | None, accept: str | None) -> str:
    """Choose the form of an answer, by its name.

    Args:
        wanted: The name as the address gives it, which wins.
        accept: The `Accept` header.

    Raises:
        Problem: 400 where there is no such form, 406 where none is acceptable.
    """
    if wanted is not None:
        if wanted.lower() not in FORMS:
            raise Problem(BAD_REQUEST, f"there is no format {wanted!r}", f"use one of {', '.join(FORMS)}")
        return wanted.lower()
    chosen = negotiate(accept, _OFFERS)
    if chosen is None:
        raise Problem(
            NOT_ACCEPTABLE,
            f"nothing here fits `Accept: {shorten(accept or '', 200, placeholder=' …')}`",
            f"accept one of {', '.join(_NAMES)}, or add `format=` one of {', '.join(FORMS)}",
        )
    return _NAMES[chosen]


def write(form: str, place: AuditPlace) -> bytes:
    """Write a report in a form."""
    if form == "json":
        text = "".join(json_text(place.report))
    elif form == "markdown":
        text = "".join(markdown_text(place.report, place.asked.language))
    else:
        text = write_audit_page(place)
    return text.encode("utf-8", "replace")
