"""From a phrase to its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import NotFoundError, UsageError
from policygraph.model.evidence import SourceRecord, SourceText, Span, digest
from policygraph.sources import Extent, locate, occurrences
from policygraph.sources.locate import anchor_fault, first_after, sentence, sentences

MIXED = st.text(st.sampled_from("ab .\n1。公𠮷😀No"), max_size=60)
ANY = st.text(max_size=60)


def source(text: str) -> SourceText:
    return SourceText(SourceRecord("s", "s.txt", "0" * 64, len(text), Path("source.ttl")), text)


def passage_words(text: str, phrase: str, extent: Extent = "sentence", to: str | None = None) -> str:
    span = occurrences(text, phrase)[0]
    found = locate(source(text), span, extent, to=first_after(text, to, span.start) if to else None)
    return found.span.of(text)


@pytest.mark.parametrize(
    ("text", "phrase", "spans"),
    [
        ("one two one", "one", [(0, 3), (8, 11)]),
        ("one  \n two", "one two", [(0, 10)]),
        ("one two", "one \t two", [(0, 7)]),
        ("ababa", "aba", [(0, 3), (2, 5)]),
        ("a+b a.b", "a.b", [(4, 7)]),
        ("😀 晋环发", "晋环发", [(2, 5)]),
        ("one", "two", []),
        ("One", "one", []),
    ],
)
def test_every_place_of_a_phrase_is_found(text: str, phrase: str, spans: list[tuple[int, int]]) -> None:
    assert [(span.start, span.end) for span in occurrences(text, phrase)] == spans


@pytest.mark.parametrize("phrase", ["", "  \n"])
def test_an_empty_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        occurrences("text", phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("First one. Second one. Third.", "Second", "Second one."),
        ("See No. 7 of it. Then that.", "of it", "See No. 7 of it."),
        ("It rose by 3.5 percent. It fell.", "percent", "It rose by 3.5 percent."),
        ("1. The bureau surveys. It reports.", "bureau", "1. The bureau surveys."),
        ("12. The bureau surveys. It reports.", "bureau", "12. The bureau surveys."),
        ("Head.\n3. The bureau surveys. It reports.", "bureau", "3. The bureau surveys."),
        ("The first ends.The second starts.", "second", "The second starts."),
        ("The first ends.The second starts.", "first", "The first ends."),
        ("He said “go.” Then he went.", "went", "Then he went."),
        ("He said “go.” Then he went.", "go", "He said “go.”"),
        ("Is it? It is! Yes.", "It is", "It is!"),
        ("第一句。第二句！第三句？", "第二", "第二句！"),
        ("他说“第一句。”然后走了。", "然后", "然后走了。"),
        ("One line\nno stop at all", "stop", "no stop at all"),
        ("Last words", "words", "Last words"),
        ("   Padded.   ", "Padded", "Padded."),
        ("from approx. to end. Next.", "end", "from approx. to end."),
        ("A ends. B\ncontinues. C ends.", "B\ncontinues", "B\ncontinues."),
        ("A ends. B\n3. The bureau works. C.", "B\n3", "B\n3. The bureau works."),
    ],
)
def test_a_passage_is_the_sentence_around_the_phrase(text: str, phrase: str, expected: str) -> None:
    assert passage_words(text, phrase) == expected


def test_a_phrase_over_two_sentences_gives_both() -> None:
    assert passage_words("A one. B two. C three.", "one. B") == "A one. B two."


@pytest.mark.parametrize(
    ("extent", "expected"),
    [("phrase", "two"), ("sentence", "B two."), ("paragraph", "A one. B two.")],
)
def test_the_extent_says_how_far_a_passage_reaches(extent: Extent, expected: str) -> None:
    assert passage_words("Head\n A one. B two. \nFoot", "two", extent) == expected


@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        ("phrase", "one. B two. C three"),
        ("sentence", "A one. B two. C three."),
        ("paragraph", "A one. B two. C three."),
    ],
)
def test_a_later_phrase_stretches_the_passage(extent: Extent, expected: str) -> None:
    assert passage_words("A one. B two. C three.\nD four.", "one", extent, "three") == expected


def test_a_stretch_inside_the_passage_does_not_shorten_it() -> None:
    assert passage_words("A one two. B.", "one", "sentence", "one") == "A one two."


def test_an_end_before_the_anchor_is_refused() -> None:
    text = source("A one. B two.")
    with pytest.raises(UsageError, match="would end at 5, before its anchor at 9"):
        locate(text, Span(9, 12), to=Span(2, 5))


def test_the_end_phrase_is_looked_for_behind_the_anchor() -> None:
    assert first_after("one two one", "one", 1) == Span(8, 11)


def test_an_end_phrase_that_does_not_follow_is_named() -> None:
    with pytest.raises(NotFoundError, match="'two' after character 5"):
        first_after("one two one", "two", 5)


@pytest.mark.parametrize(
    ("anchor", "fault"),
    [
        ("", "it is empty"),
        (" ".join("w" * 12), None),
        (" ".join("w" * 13), "it has 13 words, more than 12"),
        ("字" * 40, None),
        ("字" * 41, "it has 41 Chinese characters, more than 40"),
    ],
)
def test_an_anchor_is_short(anchor: str, fault: str | None) -> None:
    assert anchor_fault(anchor) == fault


def test_a_phrase_too_long_for_an_anchor_is_refused() -> None:
    text = source(" ".join("w" * 13))
    with pytest.raises(UsageError, match="13 words"):
        locate(text, Span(0, len(text.text)))


def test_the_anchor_keeps_no_line_breaks() -> None:
    assert locate(source("one\n  two"), Span(0, 9)).anchor == "one two"


def test_a_passage_is_named_after_its_place() -> None:
    found = locate(source("😀😀 Go."), Span(3, 5))
    assert found.iri == "https://w3id.org/policygraph/id/passage/s-0-6"


@given(text=st.one_of(ANY, MIXED), data=st.data())
def test_any_slice_of_any_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    phrase = text[start : data.draw(st.integers(start, len(text)))]
    if not phrase.strip():
        with pytest.raises(UsageError):
            occurrences(text, phrase)
        return
    lead = len(phrase) - len(phrase.lstrip())
    assert Span(start + lead, start + len(phrase.rstrip())) in occurrences(text, phrase)


@given(text=st.one_of(ANY, MIXED), extent=st.sampled_from(["phrase", "sentence", "paragraph"]), data=st.data())
def test_any_passage_holds_its_anchor_and_its_digest(text: str, extent: Extent, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    phrase = text[start : data.draw(st.integers(start, len(text)))]
    if not phrase.strip() or anchor_fault(phrase):
        return
    for span in occurrences(text, phrase):
        found = locate(source(text), span, extent)
        words = found.span.of(text)
        assert found.span.start <= span.start < span.end <= found.span.end
        assert found.anchor in " ".join(words.split())
        assert found.digest == digest(words)
        assert len(words) == found.span.end - found.span.start


@given(MIXED, st.data())
def test_a_sentence_is_its_own_sentence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    if span.of(text).strip():
        once = sentence(text, span)
        assert sentence(text, once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is. Two is.\n\n  Three is  \nFour", ["One is.", "Two is.", "Three is", "Four"]),
        ("See No. 7 of it.Then that.", ["See No. 7 of it.", "Then that."]),
        ("一是排查；二是整治。三是验收", ["一是排查；", "二是整治。", "三是验收"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@given(MIXED)
def test_sentences_hold_every_character_but_white_space(text: str) -> None:
    held = {at for span in sentences(text) for at in range(span.start, span.end)}
    assert all(character.isspace() for at, character in enumerate(text) if at not in held)


@given(MIXED)
def test_every_sentence_is_the_sentence_of_its_first_word(text: str) -> None:
    for span in sentences(text):
        assert sentence(text, Span(span.start, span.start + 1)) == span
