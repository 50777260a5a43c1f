"""Every name of a release in memory, for texts that are no name letter by letter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from policygraph.identifiers.romanisation import spelled
from policygraph.resolver.folding import fold_name, order_words
from policygraph.resolver.kinds import CONCEPT_KIND, TERM_KIND
from policygraph.resolver.names import NAMING, PRINTED
from policygraph.things import quote, refer
from policygraph.vocab import CONCEPT, ID, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.model.inquiry import Inquiry

__all__ = ["NameIndex", "NamesOfKind", "read_names"]

_SEPARATOR = "\x1f"
_KIND = f"""BIND(STRBEFORE(STRAFTER(STR(?thing), {quote(ID)}), "/") AS ?segment)
  BIND(IF(?segment != "", ?segment, IF(STRSTARTS(STR(?thing), {quote(CONCEPT)}), {quote(CONCEPT_KIND)},
    IF(STRSTARTS(STR(?thing), {quote(PG)}), {quote(TERM_KIND)}, ""))) AS ?kind)"""


class NamesOfKind(NamedTuple):
    """Some names of things of one kind, each once.

    Attributes:
        kind: The kind, as `kinds.kind_of` gives it.
        names: The names as the graph has them.
    """

    kind: str
    names: tuple[str, ...]


class NameIndex:
    """The names of a release, each once for each kind of thing, in the order of their folded words.

    It holds no IRIs: which things have a name is asked of the release. 100,000 different names take some 30 MB.

    Attributes:
        keys: The folded names with their words in alphabetical order (`folding.order_words`), sorted.
        names: The names as the graph has them; `names[i]` folds to `keys[i]`.
        kinds: The kinds of the things that have them.
    """

    def __init__(self, names: Iterable[NamesOfKind]) -> None:
        # One kind after the other: sorting all at once would keep other threads waiting for tenths of a second.
        groups = [sorted((order_words(fold_name(name)), name, of.kind) for name in of.names) for of in _united(names)]
        entries = list(merge(*groups))
        self.keys: Sequence[str] = [key for key, _, _ in entries]
        self.names: Sequence[str] = [name for _, name, _ in entries]
        self.kinds: Sequence[str] = [kind for _, _, kind in entries]

    def alike(self, text: str) -> tuple[str, ...]:
        """Give the names that are a text but for case, width, spaces, punctuation and script."""
        folded = fold_name(text)
        key = order_words(folded)
        if not key:
            return ()
        places = range(bisect_left(self.keys, key), bisect_right(self.keys, key))
        return tuple(dict.fromkeys(self.names[place] for place in places if fold_name(self.names[place]) == folded))

    @cached_property
    def sounds(self) -> tuple[Sequence[str], Sequence[int]]:
        """The pinyin of the names in Chinese characters, without tones and spaces, and their places among the names."""
        places = [place for place, key in enumerate(self.keys) if not key.isascii()]
        table = {ord(c): spelled(c)[0] for c in {c for p in places for c in self.keys[p]} if spelled(c)}
        return [self.keys[place].translate(table).replace(" ", "") for place in places], places


def read_names() -> Inquiry[tuple[NamesOfKind, ...]]:
    """Read every name of a release, kind by kind, for a `NameIndex`: one question for each property of names.

    Names come joined into one text for each kind, which takes an engine and a reader a fraction of the time that rows
    take: half a second for 100,000.
    """
    found: list[NamesOfKind] = []
    for pattern in _patterns():
        question = f"""SELECT ?kind (GROUP_CONCAT(DISTINCT ?name; SEPARATOR={quote(_SEPARATOR)}) AS ?names) {{
          {pattern} {_KIND} }} GROUP BY ?kind"""
        rows = (yield question).rows
        found += [NamesOfKind(row["kind"].value, tuple(row["names"].value.split(_SEPARATOR))) for row in rows]
    return tuple(found)


def _patterns() -> Iterator[str]:
    yield from (f"?thing {refer(prop)} ?name" for prop in NAMING)
    yield f"?thing {refer(PRINTED)} ?printed . ?printed {refer(PG + 'asPrinted')} ?name"


def _united(names: Iterable[NamesOfKind]) -> Iterator[NamesOfKind]:
    """Give the names of each kind, those of all properties together."""
    of_kind: dict[str, dict[str, None]] = {}
    for group in names:
        of_kind.setdefault(group.kind, {}).update(dict.fromkeys(group.names))
    for kind, known in of_kind.items():
        yield NamesOfKind(kind, tuple(known))
