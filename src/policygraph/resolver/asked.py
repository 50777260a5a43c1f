"""What may be asked: a short text of characters that can be sent."""

from __future__ import annotations

import re
import unicodedata

from policygraph.errors import UsageError

__all__ = ["LONGEST", "read_asked_text"]

LONGEST = 500
"""Characters of the longest text that is looked up; the longest name known has 250."""

_SHOWN = 40
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def read_asked_text(text: str) -> str:
    """Give a text as it is looked up: composed (NFC), control characters and runs of spaces as one space.

    Raises:
        UsageError: It is empty, too long, or no Unicode text.
    """
    if len(text) > LONGEST:
        raise UsageError(
            f"a text of {len(text)} characters, which begins with {text[:_SHOWN]!r}, is too long for a name",
            remedy=f"give a name, a number or an IRI of at most {LONGEST} characters",
        )
    broken = _SURROGATE.search(text)
    if broken:
        raise UsageError(
            f"the character at position {broken.start()} of {text[:_SHOWN]!r} is half of a surrogate pair",
            remedy="give text in UTF-8",
        )
    plain = " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", text)).split())
    if not plain:
        raise UsageError("nothing is asked for", remedy="give a name, a document number, or an IRI")
    return plain
