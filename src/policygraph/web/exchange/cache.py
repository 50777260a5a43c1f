"""A bounded cache of complete results, in memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["CacheLimits", "CachedAnswer", "ResultCache"]

OVERHEAD = 1024
"""Bytes that an answer costs besides its body: headers, digests and the tables they stand in."""
ALIASES_AN_ANSWER = 4


@dataclass(frozen=True, slots=True)
class CacheLimits:
    """How much a cache may hold.

    Attributes:
        size: Bytes of all answers; 0 switches the cache off.
        entries: Answers.
        entry: Bytes of the largest body that is kept.
    """

    size: int
    entries: int
    entry: int


class CachedAnswer(NamedTuple):
    """An answer as it goes out: its tag, its headers and its body, which may be compressed."""

    tag: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes


class ResultCache:
    """The answers of one release, least recently used ones leaving first.

    An answer is found by its tag, which is made of the query, its dataset, format and content coding; or, without
    reading the request at all, by a digest of the words of one that has been answered before. What is kept is for the
    release it was made from: with the first look for another release everything goes.
    """

    def __init__(self, limits: CacheLimits) -> None:
        self._limits = limits
        self._release = ""
        self._answers: OrderedDict[bytes, CachedAnswer] = OrderedDict()
        self._tags: dict[bytes, bytes] = {}
        self.size = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        """Count the answers."""
        return len(self._answers)

    @property
    def largest(self) -> int:
        """Bytes of the largest body that is kept; 0 where none is."""
        return max(0, min(self._limits.entry, self._limits.size - OVERHEAD))

    def turn_to(self, release: str) -> None:
        """Keep answers of this release from now on."""
        if release != self._release:
            self.clear()
            self._release = release

    def recall(self, words: bytes) -> CachedAnswer | None:
        """Find the answer to a request by the digest of its words."""
        tag = self._tags.get(words)
        if tag is None:
            return None
        answer = self._answers.get(tag)
        if answer is None:
            del self._tags[words]
            return None
        self._answers.move_to_end(tag)
        self.hits += 1
        return answer

    def find(self, tag: bytes, words: bytes | None = None) -> CachedAnswer | None:
        """Find an answer by its tag, and know it by the digest of the request's words from then on."""
        answer = self._answers.get(tag)
        if answer is None:
            self.misses += 1
            return None
        self._answers.move_to_end(tag)
        self.hits += 1
        self._remember(words, tag)
        return answer

    def keep(self, release: str, answer: CachedAnswer, words: bytes | None = None) -> None:
        """Keep an answer, unless it is too large or of a release that has gone."""
        if release != self._release or len(answer.body) > self.largest:
            return
        weight = _weight(answer)
        old = self._answers.pop(answer.tag, None)
        self.size += weight - (0 if old is None else _weight(old))
        self._answers[answer.tag] = answer
        self._remember(words, answer.tag)
        while self.size > self._limits.size or len(self._answers) > self._limits.entries:
            _, oldest = self._answers.popitem(last=False)
            self.size -= _weight(oldest)

    def clear(self) -> None:
        """Forget everything."""
        self._answers.clear()
        self._tags.clear()
        self.size = 0

    def _remember(self, words: bytes | None, tag: bytes) -> None:
        if words is None:
            return
        if len(self._tags) >= ALIASES_AN_ANSWER * self._limits.entries:
            self._tags.clear()
        self._tags[words] = tag


def _weight(answer: CachedAnswer) -> int:
    return len(answer.body) + OVERHEAD
