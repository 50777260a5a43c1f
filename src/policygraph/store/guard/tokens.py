r"""Cut a SPARQL query into tokens, in linear time and without recursion, where the engine cuts it too.

The rules are the terminals of SPARQL 1.1 Query §19.8, read the way pyoxigraph 0.5 reads them: a keyword needs no
boundary after it (`trueSERVICE` is two keywords to the engine), a comment ends at a line feed or a carriage return,
and codepoint escapes (§19.2) are understood inside IRIs and strings only. Escapes elsewhere are resolved by
`resolve_escapes`, so that `\u0053ERVICE` is the keyword that the specification says it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policygraph.store.guard.terminals import (
    CODEPOINT,
    COMMENT,
    IRI,
    LABEL,
    LANGUAGE,
    LOCAL,
    NUMBER,
    STRING,
    VARIABLE,
    WORD,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Token", "resolve_escapes", "resolve_iri", "tokenise"]

# A word is cut as the longest prefix would be, dots included, so that looking for the colon never looks twice.
_TOKEN = re.compile(
    "|".join(
        (
            f"(?P<iri>{IRI})",
            f"(?P<string>{STRING})",
            f"(?P<comment>{COMMENT})",
            f"(?P<variable>{VARIABLE})",
            f"(?P<label>{LABEL})",
            f"(?P<word>{WORD})(?P<name>{LOCAL})?",
            f"(?P<local>{LOCAL})",
            f"(?P<language>{LANGUAGE})",
            rf"(?P<number>{NUMBER}|\.[0-9]++(?:[eE][+\-]?[0-9]++)?+)",
            rf"(?P<escape>{CODEPOINT})",
            r"(?P<stray>[\"'\\])",
            r"(?P<punctuation>[^\s])",
        )
    )
)

# What stands before an escape outside IRIs, strings and comments, and the escape; a backslash may escape in a name too.
_ESCAPE = re.compile(rf"(?P<before>(?:[^\\<\"'#]++|{IRI}|<|{STRING}|{COMMENT}|\\[^uU\"\\])*+)(?P<escape>{CODEPOINT})")


class Token(NamedTuple):
    """One token: its kind, its text and its offset in code points.

    The kinds are `iri`, `string`, `comment`, `variable`, `label` (of a blank node), `word` (a keyword or several),
    `name` (with a colon in it), `language`, `number`, `escape`, `punctuation`, and `stray`: a quote that nothing
    closes or a backslash outside a string, behind which nothing can be told apart any more.
    """

    kind: str
    text: str
    offset: int


def tokenise(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Give the tokens in order, comments included, white space left out; a stray quote or backslash is the last.

    Args:
        text: The query.
        start: Offset of the first token to give.
        end: Offset behind the last one, if not the end of the text.
    """
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
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


def resolve_iri(token: str) -> str:
    """Give the IRI that a token stands for, its codepoint escapes resolved."""
    return re.sub(CODEPOINT, lambda escape: chr(int(escape[0].lstrip("\\uU"), 16)), token[1:-1])


def _resolved(text: str) -> Iterator[str]:
    end = 0
    while match := _ESCAPE.match(text, end):
        character = chr(int(match["escape"].lstrip("\\uU"), 16))
        # a backslash could make an escape of what follows, which §19.2 does not want: left as it is, it is an error
        yield text[end : match.end()] if character == "\\" else match["before"] + character
        end = match.end()
    yield text[end:]
