r"""The terminals of SPARQL 1.1 Query §19.8 as regular expressions, read the way pyoxigraph 0.5 reads them.

Where the engine and the specification differ, the engine is followed, since the guard has to see what it will see:

- a string that holds an escape the grammar does not know is no string: `'''a' \x '''` begins with the empty one;
- a variable holds no hyphen, a local name at most one run of dots;
- no name holds a character beyond the basic plane.

Each expression matches what the engine's parser would, ordered choices included: it takes the first alternative that
fits and never comes back to another. Hence the possessive quantifiers, which also keep the time linear.
"""

from __future__ import annotations

__all__ = [
    "BASE_CHARACTER",
    "BLANK",
    "CHARACTER",
    "CODEPOINT",
    "COMMENT",
    "IRI",
    "LABEL",
    "LANGUAGE",
    "LOCAL",
    "NUMBER",
    "STRING",
    "VARIABLE",
    "VARIABLE_CHARACTER",
    "WORD",
]

BASE_CHARACTER = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
)
"""What a prefix or a keyword may begin with, for use within brackets."""

VARIABLE_CHARACTER = rf"{BASE_CHARACTER}_0-9\u00B7\u0300-\u036F\u203F\u2040"
"""What a variable may hold, for use within brackets."""

CHARACTER = rf"{VARIABLE_CHARACTER}\-"
"""What names may hold, for use within brackets."""

CODEPOINT = (
    r"\\(?:u(?![dD][89A-Fa-f])[0-9A-Fa-f]{4}"
    r"|U00(?:00(?![dD][89A-Fa-f])|0[1-9A-Fa-f]|10)[0-9A-Fa-f]{4})"
)
"""A codepoint escape that stands for a character (§19.2)."""

_ESCAPE = rf"\\[tbnrf\"'\\]|{CODEPOINT}"
_IN_NAME = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

STRING = "|".join(
    (
        rf'"""(?:"{{0,2}}+(?:[^"\\]++|{_ESCAPE}))*+"""',
        rf"'''(?:'{{0,2}}+(?:[^'\\]++|{_ESCAPE}))*+'''",
        rf'"(?:[^"\\\n\r]++|{_ESCAPE})*+"',
        rf"'(?:[^'\\\n\r]++|{_ESCAPE})*+'",
    )
)
IRI = rf'<(?:[^\x00-\x20<>"{{}}|^`\\]++|{CODEPOINT})*+>'
COMMENT = r"\#[^\r\n]*+"
BLANK = rf"(?:[ \t\r\n]++|{COMMENT})*+"
VARIABLE = rf"[?$][{BASE_CHARACTER}_0-9][{VARIABLE_CHARACTER}]*+"
LABEL = rf"_:[{BASE_CHARACTER}_0-9][{CHARACTER}]*+(?:\.++[{CHARACTER}]++)*+"
WORD = rf"[{BASE_CHARACTER}_][{CHARACTER}]*+(?:\.++[{CHARACTER}]++)*+"
LOCAL = (
    rf":(?:(?:[{BASE_CHARACTER}_:0-9]|{_IN_NAME})(?:[{CHARACTER}:]++|{_IN_NAME})*+"
    rf"(?:\.++(?:[{CHARACTER}:]++|{_IN_NAME})++)?+)?+"
)
LANGUAGE = r"@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+"
NUMBER = r"[0-9]++(?:\.[0-9]*+[eE][+\-]?[0-9]++|\.[0-9]++|[eE][+\-]?[0-9]++)?+"
"""A number that begins with a digit; one that begins with its point is a point and a number."""
