"""Finding passages again in another copy of their text."""

from __future__ import annotations

import re
import string
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.model.evidence import Passage, Span, digest
from policygraph.sources import Outcome, Relocation, relocate

if TYPE_CHECKING:
    import random

TEXT = (
    "Notice on Clean Rivers in Sample County\n\n"
    "The “County Water Bureau” shall survey every outlet. By the end of June 2024, 12 outlets had been surveyed.\n"
    "The Forest Bureau plants trees along the banks of the upper river. It has planted 12 thousand of them so far.\n"
)


def passage(words: str, anchor: str | None = None, *, text: str = TEXT, nth: int = 0) -> Passage:
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return Passage("s", Span(start, start + len(words)), digest(words), anchor or words)


def move(words: str, new: str, *, old: str | None = TEXT, anchor: str | None = None, nth: int = 0) -> Relocation:
    (found,) = relocate([passage(words, anchor, nth=nth)], new, old)
    return found


def words_of(found: Relocation, new: str) -> str | None:
    return found.new.span.of(new) if found.new else None


SENTENCE = "By the end of June 2024, 12 outlets had been surveyed."
LONGER = "The Forest Bureau plants trees along the banks of the upper river."


@pytest.mark.parametrize("old", [TEXT, None])
def test_the_same_words_are_proven_wherever_they_stand(old: str | None) -> None:
    new = "A header of the page\n" + TEXT
    found = move(SENTENCE, new, old=old, anchor="12 outlets")
    assert found.outcome is Outcome.EXACT
    assert found.new == Passage("s", Span(115, 169), digest(SENTENCE), "12 outlets")


@pytest.mark.parametrize("old", [TEXT, None])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.replace(" ", "\n"), SENTENCE.replace(" ", "\n")),
        (lambda t: t.replace(" ", "  "), SENTENCE.replace(" ", "  ")),
        (
            lambda t: t.translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)}),
            "By the end of June ２０２４, １２ outlets",
        ),
    ],
)
def test_other_white_space_and_typography_is_a_proposal(change: type[str], words: str, old: str | None) -> None:
    new = change(TEXT)
    found = move(SENTENCE, new, old=old, anchor="12 outlets")
    assert found.outcome is Outcome.RESPELLED
    assert (words_of(found, new) or "").startswith(words)
    assert found.new is not None
    assert found.new.digest == digest(words_of(found, new) or "")


def test_the_anchor_phrase_is_spelled_as_the_new_text_has_it() -> None:
    new = TEXT.replace("“", '"').replace("”", '"')
    found = move("The “County Water Bureau” shall survey every outlet.", new, anchor="The “County Water Bureau”")
    assert (found.outcome, found.new.anchor if found.new else "") == (Outcome.RESPELLED, 'The "County Water Bureau"')


@pytest.mark.parametrize("old", [TEXT, None])
def test_composition_of_characters_is_typography(old: str | None) -> None:
    composed, decomposed = (unicodedata.normalize(form, "Le café est fermé aujourd'hui. ") for form in ("NFC", "NFD"))
    held = passage(composed.strip(), "café", text=composed)
    (found,) = relocate([held], decomposed, composed if old else None)
    assert (found.outcome, words_of(found, decomposed)) == (Outcome.RESPELLED, decomposed.strip())


def test_words_that_changed_in_part_are_a_proposal_of_their_own() -> None:
    new = TEXT.replace("had been surveyed", "were looked at")
    found = move(SENTENCE, new, anchor="12 outlets")
    assert (found.outcome, words_of(found, new)) == (
        Outcome.REWORDED,
        "By the end of June 2024, 12 outlets were looked at.",
    )
    assert found.likeness is not None
    assert 0.7 < found.likeness < 0.8  # 36 of 54 and of 51 characters stand before the change


def test_without_the_old_text_changed_words_are_only_pointed_to() -> None:
    new = TEXT.replace("had been surveyed", "were looked at")
    found = move(SENTENCE, new, old=None, anchor="12 outlets")
    assert (found.outcome, found.new) == (Outcome.AMBIGUOUS, None)
    assert [span.of(new) for span in found.candidates] == ["12 outlets"]


def test_without_the_old_text_a_few_words_left_in_one_place_prove_nothing_by_themselves() -> None:
    held = [passage(SENTENCE, "12 outlets"), passage(LONGER, "The Forest Bureau")]
    found = relocate(held, f"{LONGER} On another page: {SENTENCE}", None)
    assert [move.outcome for move in found] == [Outcome.AMBIGUOUS, Outcome.EXACT]


def test_a_passage_whose_anchor_is_gone_is_not_found() -> None:
    assert move(SENTENCE, TEXT.replace("12 outlets", "some"), anchor="12 outlets").outcome is Outcome.UNFOUND


def test_quite_another_text_has_nothing() -> None:
    found = move(SENTENCE, "Nothing of the kind. " * 40, anchor="12 outlets")
    assert (found.outcome, found.new, found.candidates) == (Outcome.UNFOUND, None, ())


@pytest.mark.parametrize("nth", [0, 1])
def test_of_two_equal_phrases_each_keeps_its_place(nth: int) -> None:
    new = "Header 12.\n" + TEXT
    found = move("12", new, nth=nth)
    assert (found.outcome, found.new.span.start if found.new else 0) == (
        Outcome.EXACT,
        passage("12", nth=nth).span.start + 11,
    )


def test_a_short_phrase_whose_paragraph_is_gone_is_not_moved_to_another() -> None:
    new = TEXT.partition("The Forest")[0]
    found = move("12", new, nth=1)
    assert (found.outcome, found.new) == (Outcome.AMBIGUOUS, None)
    assert [span.of(new) for span in found.candidates] == ["12"]


def test_a_paragraph_that_moved_takes_its_phrases_along() -> None:
    head, _, first, second, _ = TEXT.split("\n")
    new = f"{head}\n\n{second}\n{first}\n"
    first_of, second_of = move("12", new, nth=0), move("12", new, nth=1)
    assert first_of.new is not None
    assert second_of.new is not None
    assert new[first_of.new.span.start :].startswith("12 outlets")
    assert new[second_of.new.span.start :].startswith("12 thousand")


@pytest.mark.parametrize("old", [True, False])
def test_two_equal_paragraphs_of_which_one_is_left_fall_on_one_place(old: bool) -> None:  # noqa: FBT001 - a parameter
    part = "The bureau has surveyed twelve outlets of the river, and trees were planted."
    text = f"First.\n{part}\nBetween.\n{part}\nLast.\n"
    held = [passage(part, "twelve outlets", text=text, nth=nth) for nth in (0, 1)]
    new = f"First.\n{part}\nBetween.\nLast.\n"
    found = relocate(held, new, text if old else None)
    assert [move.outcome for move in found] == [Outcome.EXACT, Outcome.EXACT]
    assert {move.new for move in found} == {passage(part, "twelve outlets", text=new)}


@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("nth", [0, 1])
def test_of_two_equal_paragraphs_the_one_that_changed_does_not_fall_on_the_other(nth: int, old: bool) -> None:  # noqa: FBT001 - a parameter
    first = "The first is to survey every outlet of the river and of its arms within the year."
    second = "The second is to plant trees along the banks of the upper river before the autumn."
    text = f"What was reported in spring:\n{first} {second}\nWhat was reported in autumn:\n{first} {second}\nThe end.\n"
    parts = ((first, "survey every outlet"), (second, "plant trees"), ("the river", "the river"))
    held = [passage(words, anchor, text=text, nth=n) for words, anchor in parts for n in (0, 1)]
    at = held[nth].span.start + first.index("every")
    new = f"{text[:at]}each{text[at + len('every') :]}"
    found = {move.old: move for move in relocate(held, new, text if old else None)}
    changed = found.pop(held[nth])
    assert changed.outcome is not Outcome.EXACT
    assert {move.outcome for move in found.values()} == {Outcome.EXACT}
    places = {former.span.start: move.new.span.start if move.new else None for former, move in found.items()}
    assert places == {start: start - (start > at) for start in places}


@pytest.mark.parametrize(
    ("words", "outcome"), [(LONGER, Outcome.EXACT), ("Rivers", Outcome.AMBIGUOUS), ("No such words", Outcome.UNFOUND)]
)
def test_a_passage_that_did_not_hold_before_is_not_followed_by_its_offsets(words: str, outcome: Outcome) -> None:
    broken = Passage("s", Span(0, len(words)), digest(words), words)
    (found,) = relocate([broken], TEXT, TEXT)
    assert (found.outcome, words_of(found, TEXT)) == (outcome, LONGER if outcome is Outcome.EXACT else None)


def test_words_that_changed_in_their_place_are_not_looked_for_elsewhere() -> None:
    part = "the annual average concentration of fine particulate matter in every city of the region"
    old = f"In one town {part} fell by 3 in the year.\nNothing else is said.\nIn another town {part} rose by 4 then.\n"
    new = old.replace("fine particulate", "fine particulates", 1)
    held = passage(part, "annual average concentration", text=old)
    (found,) = relocate([held], new, old)
    assert (found.outcome, words_of(found, new)) == (Outcome.REWORDED, part.replace("particulate", "particulates"))


WORD = st.text(st.sampled_from(string.ascii_lowercase + "公河é"), min_size=1, max_size=12)
NOISE = st.text(st.sampled_from("#% \n"), min_size=1, max_size=90)


@given(st.lists(WORD, min_size=1, max_size=12, unique=True), st.data())
def test_insertions_outside_passages_never_lose_one(words: list[str], data: st.DataObject) -> None:
    sentences = [f"<{word}: a sentence of number {number}>" for number, word in enumerate(words)]
    old = "\n".join(sentences)
    held = [passage(sentence, word, text=old) for sentence, word in zip(sentences, words, strict=True)]
    noise = data.draw(st.lists(NOISE, min_size=len(words) + 1, max_size=len(words) + 1))
    new = noise[0] + "".join(sentence + after for sentence, after in zip(sentences, noise[1:], strict=True))
    for text in (old, None):
        found = relocate(held, new, text)
        assert [move.outcome for move in found] == [Outcome.EXACT] * len(words)
        assert [words_of(move, new) for move in found] == sentences


@given(st.lists(st.sampled_from(["one", "two", "three"]), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_what_is_called_exact_has_the_digest(words: list[str], chance: random.Random) -> None:
    old = " ".join(words)
    held = [Passage("s", Span(m.start(), m.end()), digest(m[0]), m[0]) for m in re.finditer(r"\w+", old)]
    shuffled = chance.sample(words, len(words) - 1)
    new = "\n".join(shuffled)
    for text in (old, None):
        for found in relocate(held, new, text):
            if found.outcome is Outcome.EXACT:
                assert found.new is not None
                assert found.new.digest == found.old.digest == digest(found.new.span.of(new))
