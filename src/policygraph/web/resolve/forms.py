"""The forms in which a resolution is sent, and the choice between them."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from policygraph.resolver import explain, name_match, write_match, write_resolution
from policygraph.web.fields.negotiation import negotiate
from policygraph.web.problems.kinds import BAD_REQUEST, NOT_ACCEPTABLE
from policygraph.web.problems.problem import Problem
from policygraph.web.resolve.target import target_of

if TYPE_CHECKING:
    from policygraph.resolver import Resolution

__all__ = ["FORMS", "HTML", "JSON", "TEXT", "as_text", "choose_form", "members_of"]

JSON, HTML, TEXT = "application/json", "text/html", "text/plain"
FORMS = {"json": JSON, "html": HTML, "text": TEXT}
"""Short name → media type, in the order of preference."""

_OFFERS = {media_type: media_type for media_type in FORMS.values()} | {
    "application/xhtml+xml": HTML,
    "application/problem+json": JSON,
}


def choose_form(wanted: str | None, accept: str | None) -> str:
    """Choose the media type of an answer.

    Args:
        wanted: Short name, as the address gives it, which wins.
        accept: The `Accept` header.

    Raises:
        Problem: 400 where there is no such form, 406 where none is acceptable.
    """
    if wanted is not None:
        if wanted not in FORMS:
            raise Problem(BAD_REQUEST, f"there is no format {wanted!r}", f"use one of {', '.join(FORMS)}")
        return FORMS[wanted]
    chosen = negotiate(accept, _OFFERS)
    if chosen is None:
        detail = f"nothing here fits `Accept: {shorten(accept or '', 200, placeholder=' …')}`"
        raise Problem(NOT_ACCEPTABLE, detail, f"accept one of {', '.join(FORMS.values())}")
    return chosen


def members_of(found: Resolution) -> dict[str, object]:
    """Give the members of a resolution as JSON; each thing has the address at which it is shown, relative to `/`."""
    members = write_resolution(found)
    for name, matches in (("matches", found.matches), ("near", found.near)):
        members[name] = [write_match(match) | {"address": target_of(match.iri)} for match in matches]
    return members


def as_text(found: Resolution, home: str) -> str:
    """Write a resolution as text: what is wrong, if anything, and a line with the address for each thing."""
    why = explain(found)
    said = f"{why.message}\n{why.remedy}\n\n" if why else ""
    listed = found.matches if found.outcome in ("found", "ambiguous") else found.near
    return said + "".join(f"{home}{target_of(match.iri)}\t{name_match(match)}\n" for match in listed)
