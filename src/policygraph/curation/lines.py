"""From a node to the line that describes it.

RDF knows no lines. The project's canonical Turtle starts each description with its subject at the beginning of a line
and each predicate on a line of its own, so the text itself tells; where a file is not canonical the first line that
names the subject is given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.errors import Location
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from policygraph.model.files import TurtleFile

__all__ = ["line_of", "location"]


def location(file: TurtleFile, subject: str, mention: str | None = None) -> Location:
    """Give the place in a file at which a node is described, or at which its description mentions a term.

    Args:
        file: The file.
        subject: IRI of the node.
        mention: IRI or text of the predicate or object that is meant.
    """
    return Location(file.path, line_of(file.text, subject, mention))


def line_of(text: str, subject: str, mention: str | None = None) -> int | None:
    """Give the 1-based line at which a node's description starts, or at which it mentions a term; None if not found."""
    name = _alternatives(subject)
    start = re.search(rf"^(?:{name})(?=[\s;])", text, re.MULTILINE) or re.search(rf"(?:{name})(?=[\s;,.])", text)
    if start is None:
        return None
    place = start.start()
    if mention is not None:
        end = re.compile(r"^\.|\.\s*$", re.MULTILINE).search(text, start.end())
        case = re.NOFLAG if ":" in mention else re.IGNORECASE
        inner = re.compile(_alternatives(mention), case).search(text, start.end(), end.end() if end else len(text))
        place = inner.start() if inner else place
    return text.count("\n", 0, place) + 1


def _alternatives(iri: str) -> str:
    """Match the ways in which a term is written, and no longer name that begins or ends with one of them."""
    forms = "|".join(re.escape(form) for form in (f"<{iri}>", shorten(iri), iri))
    return rf"(?<![\w:-])(?:{forms})(?![\w-])"
