r"""Cut a SPARQL query into tokens, in linear time and without recursion, where the engine cuts it too.

The rules are the terminals of SPARQL 1.1 Query §19.8, read the way pyoxigraph 0.5 reads them: a keyword needs no
boundary after it (`trueSERVICE` is two keywords to the engine), a comment ends at a line feed or a carriage return,
and codepoint escapes (§19.2) are understood inside IRIs and strings only. Escapes elsewhere are resolved by
`resolve_escapes`, so that `\u0053ERVICE` is the keyword that the specification says it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Token", "resolve_escapes", "tokenise"]

_LETTER = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_CHAR = _LETTER + r"_0-9\-\u00B7\u0300-\u036F\u203F\u2040"
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_STRINGS = (
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""',
    r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''",
    r'"(?:[^"\\\n\r]|\\.)*"',
    r"'(?:[^'\\\n\r]|\\.)*'",
)
_LOCAL = rf":(?:(?:[{_LETTER}_:0-9]|{_ESCAPED})(?:\.*(?:[{_CHAR}:]|{_ESCAPED}))*)?"

# A word is cut as the longest prefix would be, dots included, so that looking for the colon never looks twice.
_TOKEN = re.compile(
    "|".join(
        (
            rf'(?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})*>)',
            f"(?P<string>{'|'.join(_STRINGS)})",
            r"(?P<comment>\#[^\r\n]*)",
            rf"(?P<variable>[?$][{_LETTER}_0-9][{_CHAR}]*)",
            rf"(?P<label>_:[{_LETTER}_0-9](?:\.*[{_CHAR}])*)",
            rf"(?P<word>[{_LETTER}_](?:\.*[{_CHAR}])*)(?P<name>{_LOCAL})?",
            rf"(?P<local>{_LOCAL})",
            r"(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
            r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)",
            rf"(?P<escape>{_UCHAR})",
            r"(?P<stray>[\"'\\])",
            r"(?P<punctuation>[^\s])",
        )
    ),
    re.DOTALL,
)


class Token(NamedTuple):
    """One token: its kind, its text and its offset in code points.

    The kinds are `iri`, `string`, `comment`, `variable`, `label` (of a blank node), `word` (a keyword or several),
    `name` (with a colon in it), `language`, `number`, `escape`, `punctuation`, and `stray`: a quote that nothing
    closes or a backslash outside a string, behind which nothing can be told apart any more.
    """

    kind: str
    text: str
    offset: int


def tokenise(text: str) -> Iterator[Token]:
    """Give the tokens in order, comments included, white space left out; a stray quote or backslash is the last."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "punctuation"
        yield Token("name" if kind == "local" else kind, match.group(), match.start())
        if kind == "stray":
            return


def resolve_escapes(text: str) -> str:
    r"""Resolve the codepoint escapes that stand outside IRIs, strings and comments (SPARQL 1.1 Query §19.2).

    What one pass brings to light may open or close a string, so that the next pass reads other tokens. A text that
    still changes after four passes is left as it is: its escapes are then errors to the engine.
    """
    if "\\u" not in text and "\\U" not in text:
        return text
    for _ in range(4):
        resolved = "".join(_resolved(text))
        if resolved == text:
            break
        text = resolved
    return text


def _resolved(text: str) -> Iterator[str]:
    end = 0
    for token in tokenise(text):
        character = _character(token.text) if token.kind == "escape" else None
        if character is not None:
            yield text[end : token.offset] + character
            end = token.offset + len(token.text)
    yield text[end:]


def _character(escape: str) -> str | None:
    code = int(escape.lstrip("\\uU"), 16)
    surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - the bounds of the surrogates
    # a backslash could make an escape of what follows, which §19.2 does not want: left as it is, it is an error
    return None if surrogate or code > 0x10FFFF or chr(code) == "\\" else chr(code)  # noqa: PLR2004 - the last code point
