"""IRIs and texts as parts of a query: what comes from outside is checked or escaped before it is written into one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["AT_ONCE", "batches", "quote", "refer", "values_clause"]

AT_ONCE = 100
"""Things that one question asks about: a query of that many stays far below the guard's limits."""

_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]|[\ud800-\udfff]')  # SPARQL 1.1 §19.8, production IRIREF
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_LONE = re.compile("[\ud800-\udfff]")


def refer(iri: str) -> str:
    """Write an IRI as a query does, in angle brackets.

    Raises:
        UsageError: It has a character that no IRI may have, or no scheme.
    """
    found = _FORBIDDEN.search(iri)
    if found or ":" not in iri:
        why = f"the character {found[0]!r} at position {found.start()}" if found else "no scheme"
        raise UsageError(f"{iri!r} is not an IRI: it has {why}", remedy="percent-encode such characters")
    return f"<{iri}>"


def quote(text: str, language: str | None = None) -> str:
    """Write a literal as a query does: in quotation marks, escaped, with its language tag if it has one.

    Raises:
        UsageError: The text has half of a surrogate pair, which no query can carry.
    """
    broken = _LONE.search(text)
    if broken:
        raise UsageError(
            f"{text!r} is no text: the character at position {broken.start()} is half of a surrogate pair",
            remedy="give text in UTF-8",
        )
    return f'"{text.translate(_ESCAPES)}"' + (f"@{language}" if language else "")  # SPARQL 1.1 §19.7


def values_clause(variable: str, iris: Iterable[str]) -> str:
    """Write `VALUES ?variable { <iri> … }`; errors as in `refer`."""
    return f"VALUES ?{variable} {{ {' '.join(map(refer, iris))} }}"


def batches(iris: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Cut IRIs into the portions that one question asks about, each IRI once."""
    ordered = tuple(dict.fromkeys(iris))
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
