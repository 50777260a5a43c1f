"""Text from data, made fit for a page or a cell."""

from __future__ import annotations

import re

__all__ = ["visible"]

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def visible(text: str) -> str:
    """Write control characters as pictures, so that nothing is lost unseen.

    What turns the direction of a text round, and what XML has no place for, becomes a replacement character.
    """
    return _UNSEEN.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\u2421" if code == 0x7F else chr(0x2400 + code) if code < 0x20 else "\ufffd"  # noqa: PLR2004 - ASCII
