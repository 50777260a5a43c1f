"""Text from data, made fit to be shown: what can't be seen, or would change how the rest is seen, is made visible."""

from __future__ import annotations

import re

__all__ = ["in_xml", "one_line", "visible"]

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in b"\t\n"} | {0x7F: 0x2421}
_UNSEEN = _CONTROLS | dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
# XML 1.0 §2.2, production Char; lone surrogates are no characters, and a carriage return is read back as a line feed.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def in_xml(text: str) -> str:
    """Write what XML 1.0 can't hold as pictures of control characters or as replacement characters, one for one."""
    return _NOT_XML.sub(lambda found: chr(_CONTROLS.get(ord(found[0]), 0xFFFD)), text)


def visible(text: str) -> str:
    """Write controls as `in_xml` does, and those that turn the direction of a text round as replacement characters."""
    return in_xml(text.translate(_UNSEEN))


def one_line(text: str) -> str:
    """Write a text as `visible` does, on one line: every run of white space is one space."""
    return visible(" ".join(text.split()))
