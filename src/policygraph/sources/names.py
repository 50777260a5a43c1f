"""Capitalised names in running text: which capitals mark a name and which only begin a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.model.evidence import Span
from policygraph.sources.figures import is_number_word
from policygraph.sources.stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Name", "names"]

# An acronym with its digits (PM2.5, NH3-N), or a word; a capital inside a word begins another one that is glued to it.
_WORD = re.compile(
    r"[A-Z]{2,}-?\d+(?:\.\d+)?(?![a-z])|[A-Z]{2,}s?(?![a-z])|[A-Z](?:[a-z]|['’](?=[a-z])|-[A-Za-z])*"
    r"|[a-z](?:[a-z]|['’](?=[a-z])|-[A-Za-z])*"
)
_JOINT = re.compile(r"\s+(?:(?:of|for|on)\s+(?:the\s+)?|the\s+)?|[-–&/]")
_OPENS_SENTENCE = re.compile(
    r"(?:\A|[.!?:;。；：]\s*|[(〔]\w{1,5}[)〕]\s*|^\w{1,4}\.\s*)[\s\ufeff\"“”'’(〔]*\Z", re.MULTILINE
)
_ROMAN = re.compile(r"[IVX]+\Z")
_SMALL_WORDS = """
    a an the this that these those it its we our us they their he she his her i you your who which what there here
    and or but nor so yet if as than then when where while because since although though unless until whether in on
    at of for from to by with within without into onto upon over under above below between among through during
    before after against about across along around behind beside besides beyond near per via toward towards is are
    was were be been being has have had do does did will would shall should can could may might must not no only
    also all any both each every some such same other another more most less one due
    """
_LABEL = re.compile(
    r"(?:Document|Order|Decree|Announcement|Class|Grade|Level|Category|Type|Phase|Step|Stage|Round|Batch"
    r"|Article|Chapter|Section|Part|Annex|Appendix|Table|Figure|Box|No)\s*(?:No\b|\.|\d|[IVX]+\b)"
)
_FUNCTION = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised name.

    Attributes:
        span: From its first capitalised word to its last.
        words: Its capitalised words without a possessive ending; the small words between them belong to the span alone.
    """

    span: Span
    words: tuple[Span, ...]


def names(text: str, starts: Iterable[int], blocked: Iterable[Span] = ()) -> Iterator[Name]:
    """Find the capitalised names of a text.

    A name is a row of capitalised words, which `of`, `for`, `on` and `the` may join. Acronyms are names. A capital
    proves nothing where a sentence, a part after a colon or semicolon, or a word glued to another begins: there the
    text itself is asked. A first word that the text elsewhere writes small is an ordinary one and is left out; a first
    word alone is a name only where the text elsewhere writes it large within a sentence. Pronouns, articles and the
    like, and numbers in words, are never part of a name's ends, and the label of a number ("Class IV") is none.

    Args:
        text: The text.
        starts: Offsets at which sentences begin.
        blocked: Stretches in which no name is looked for, such as document numbers.
    """
    closed = Stretches(blocked)
    words = [word for word in _words(text, frozenset(starts)) if not closed.hold(word.span)]
    small = {word.text for word in words if not word.capital}
    large = {word.text for word in words if word.capital and not word.opens}
    for row in _rows(text, words):
        kept = _kept(row, small, large)
        if kept and not (len(kept) == 1 and _LABEL.match(text, kept[0].span.start)):
            yield Name(Span(kept[0].span.start, kept[-1].span.end), tuple(word.stem for word in kept))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text: `opens` where its capital proves nothing, `glued` where a letter or digit touches it."""

    text: str
    span: Span
    opens: bool
    glued: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        return len(self.text) > 1 and self.text[1].isupper() and not _ROMAN.match(self.text)

    @property
    def stem(self) -> Span:
        bare = self.text.removesuffix("'s").removesuffix("’s")
        return Span(self.span.start, self.span.start + len(bare))

    @property
    def low(self) -> str:
        return self.text[: self.stem.end - self.stem.start].lower()

    @property
    def is_name_word(self) -> bool:
        plain = self.low in _FUNCTION or is_number_word(self.text) or _ROMAN.match(self.text)
        return self.capital and (self.acronym or not plain)


def _words(text: str, starts: frozenset[int]) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        at = match.start()
        glued = at > 0 and text[at - 1].isalnum()
        head = text[max(0, at - 12) : at]
        opens = at in starts or glued or _OPENS_SENTENCE.search(head) is not None
        yield _Word(match[0], Span(*match.span()), opens, glued)


def _rows(text: str, words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Put name words that stand together into rows."""
    row: list[_Word] = []
    for word in words:
        if not word.is_name_word:
            continue
        if row and (word.opens or not _JOINT.fullmatch(text, row[-1].span.end, word.span.start)):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _kept(row: list[_Word], small: set[str], large: set[str]) -> list[_Word]:
    """Leave out of a row what is capitalised for another reason than being a name."""
    first, rest = row[0], row[1:]
    if first.acronym or not first.opens:
        return row
    ordinary = first.low in small
    if first.glued:
        return row if not ordinary or len(rest) > 1 or any(word.low not in small for word in rest) else []
    if ordinary:
        return rest
    return row if rest or first.text in large else []
