"""Text from data, made fit for a page or a cell."""

from __future__ import annotations

import re

__all__ = ["visible"]

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def visible(text: str) -> str:
    """Write control characters, and what XML has no place for, as pictures, so that nothing is lost unseen."""
    return _CONTROLS.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\u2421" if code == 0x7F else chr(0x2400 + code) if code < 0x20 else "\ufffd"  # noqa: PLR2004 - ASCII
