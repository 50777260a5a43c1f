"""What a text nearly is: names, slugs and document numbers, ranked by how alike they are; never a choice among them.

How alike two names are, 0 to 100, is the best of three:

- the indel similarity (2 × the longest common subsequence / both lengths) of the folded names with their words in
  alphabetical order, which forgives typing errors and another order of words;
- for a text all of whose words are in a name, 60 and up to 40 more by how much of the name it is;
- for names in Chinese characters, 95 % of the indel similarity in pinyin where that is 80 at least, which forgives
  characters that sound alike, and finds them for a text in pinyin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from policygraph.identifiers import candidates
from policygraph.identifiers.romanisation import spelled
from policygraph.resolver.folding import fold_name, order_words
from policygraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.identifiers import DocumentNumber
    from policygraph.resolver.index import NameIndex
    from policygraph.resolver.numbers import Held

__all__ = ["NearName", "near_names", "near_numbers", "near_slugs"]

_LEAST = 60.0
_BEHIND = 25.0
"""How far behind the best one another may be."""

_PART = 40.0
_SOUND = 0.95
_LEAST_SOUND = 80.0
_AT_ONCE = 2000
"""Names compared without a pause: a millisecond, so that other threads have their turn."""

_MOST_NAMES = 50
_NAMES_OF_NAMES = frozenset((KINDS["name"], KINDS["passage"]))
"""Kinds of things that are only offered where they are asked for: their names repeat those of other things."""


class NearName(NamedTuple):
    """A name that a text nearly is.

    Attributes:
        name: The name as the graph has it.
        score: How alike they are, 60 to 100.
    """

    name: str
    score: float


def near_names(index: NameIndex, text: str, kinds: tuple[str, ...]) -> tuple[NearName, ...]:
    """Give the names most like a text, the likeliest first, names of equal likeness in alphabetical order."""
    folded = fold_name(text)
    key = order_words(folded)
    if not key:
        return ()
    scores: dict[int, float] = dict(_alike(key, index.keys, _LEAST))
    for place in _holding(key, index.keys):
        scores[place] = max(scores.get(place, 0.0), _LEAST + _PART * len(key) / len(index.keys[place]))
    sounds, places = index.sounds
    for place, score in _alike(_sound(folded), sounds, _LEAST_SOUND):
        scores[places[place]] = max(scores.get(places[place], 0.0), score * _SOUND)
    best: dict[str, float] = {}
    for place, score in scores.items():
        kind, name = index.kinds[place], index.names[place]
        if kind in kinds if kinds else kind not in _NAMES_OF_NAMES:
            best[name] = max(best.get(name, 0.0), round(score, 1))
    return tuple(NearName(name, score) for name, score in _ranked(best)[:_MOST_NAMES])


def near_slugs(slug: str, slugs: Sequence[str]) -> tuple[NearName, ...]:
    """Give the slugs most like one, the likeliest first."""
    found = {slugs[place]: round(score, 1) for place, score in _alike(slug, slugs, _LEAST)}
    return tuple(NearName(name, score) for name, score in _ranked(found)[:_MOST_NAMES])


def near_numbers(number: DocumentNumber, held: Iterable[Held]) -> tuple[tuple[Held, float], ...]:
    """Give the numbers most like one that the graph lacks, the likeliest first.

    They are compared in their normal forms, by the Damerau-Levenshtein distance, for which two digits that changed
    places are one error; of equals the nearest year comes first, then the nearest serial.
    """
    forms = [number.normal_form, *(candidate.number.normal_form for candidate in candidates(number))]
    scored = [
        (one, round(100 * max(DamerauLevenshtein.normalized_similarity(form, one.form) for form in forms), 1))
        for one in held
    ]

    def order(pair: tuple[Held, float]) -> tuple[float, int, int, str]:
        other = pair[0].number
        years = abs((other.year or 0) - (number.year or 0)) if other else 0
        return -pair[1], years, abs(other.serial - number.serial) if other else 0, pair[0].form

    return tuple(sorted((pair for pair in scored if pair[1] >= _LEAST), key=order)[:_MOST_NAMES])


def _alike(key: str, keys: Sequence[str], least: float) -> Iterator[tuple[int, float]]:
    """Give the places of the keys that are alike enough, and how much they are."""
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        for _, score, place in process.extract(key, part, scorer=fuzz.ratio, score_cutoff=least, limit=_MOST_NAMES):
            yield start + place, score


def _holding(key: str, keys: Sequence[str]) -> list[int]:
    """Give the places of the keys that hold all the words of a key."""
    longest, *others = sorted(key.split(" "), key=len, reverse=True)
    places = [place for place, other in enumerate(keys) if longest in other]
    return [place for place in places if all(word in keys[place] for word in others)]


def _sound(folded: str) -> str:
    return "".join((spelled(c) or (c,))[0] if not c.isascii() else c for c in folded if c != " ")


def _ranked(scores: dict[str, float]) -> list[tuple[str, float]]:
    """Put what is alike in order, without what lies far behind the best."""
    least = max(scores.values(), default=0.0) - _BEHIND
    return sorted(((n, s) for n, s in scores.items() if s >= least), key=lambda pair: (-pair[1], pair[0]))
