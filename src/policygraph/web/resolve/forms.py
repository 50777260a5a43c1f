"""The forms in which a resolution is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.resolver import explain, name_match, write_match, write_resolution
from policygraph.web.exchange.forms import HTML, Forms
from policygraph.web.resolve.target import target_of

if TYPE_CHECKING:
    from policygraph.resolver import Resolution

__all__ = ["CHOICE", "FORMS", "JSON", "TEXT", "as_text", "members_of"]

JSON, TEXT = "application/json", "text/plain"
FORMS = {"json": JSON, "html": HTML, "text": TEXT}
"""Short name → media type, in the order of preference."""

CHOICE = Forms(FORMS, accepted={"application/problem+json": JSON})


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
