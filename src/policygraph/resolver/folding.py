"""Names without what does not tell them apart: case, width, spaces, punctuation, traditional characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from policygraph.identifiers.folding import fold
from policygraph.resolver.characters import SIMPLIFIED

__all__ = ["fold_name", "order_words"]

_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_APART = re.compile(r"[\W_]+")
_BETWEEN_HAN = re.compile(r"(?<=[㐀-鿿〇]) (?=[㐀-鿿〇])")
_SMALL_WORDS = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "s"))


def fold_name(name: str) -> str:
    """Give a name in small letters and simplified characters, its words apart by one space, without punctuation.

    Two names are the same but for writing where this is equal. It may be empty, for a name of signs alone. Folding
    twice is folding once.
    """
    plain = name if name.isascii() else fold(unicodedata.normalize("NFKC", name)).translate(_table())
    plain = _APOSTROPHE.sub("", plain.replace("&", " and ")).casefold()
    if plain.isascii():
        return _APART.sub(" ", plain).strip()
    return _BETWEEN_HAN.sub("", _APART.sub(" ", unicodedata.normalize("NFKC", plain)).strip())


def order_words(folded: str) -> str:
    """Give a folded name with its words in alphabetical order, articles and prepositions left out.

    So "Department of Finance of Shanxi" and "Shanxi Finance Department" are alike. Where nothing else is left, the
    small words stay.
    """
    words = folded.split(" ")
    return " ".join(sorted([word for word in words if word not in _SMALL_WORDS] or words))


@cache
def _table() -> dict[int, str]:
    return {ord(old): new for old, new in SIMPLIFIED.items()}
