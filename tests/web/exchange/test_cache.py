from __future__ import annotations

from policygraph.web.exchange.cache import OVERHEAD, CachedAnswer, CacheLimits, ResultCache


def answer(tag: bytes, size: int = 100) -> CachedAnswer:
    return CachedAnswer(tag, [(b"etag", tag)], b"x" * size)


def cache(*, size: int = 1 << 20, entries: int = 10, entry: int = 1 << 20) -> ResultCache:
    made = ResultCache(CacheLimits(size, entries, entry))
    made.turn_to("r")
    return made


def test_an_answer_is_found_by_its_tag_and_by_the_words_of_the_request() -> None:
    kept = cache()
    kept.keep("r", answer(b"a"), b"words")
    assert kept.find(b"a") == answer(b"a")
    assert kept.recall(b"words") == answer(b"a")
    assert kept.recall(b"other words") is None
    assert kept.find(b"b") is None
    assert (kept.hits, kept.misses) == (2, 1)


def test_other_words_of_a_known_request_are_learned() -> None:
    kept = cache()
    kept.keep("r", answer(b"a"), b"words")
    kept.find(b"a", b"other words")
    assert kept.recall(b"other words") == answer(b"a")


def test_the_answer_that_was_not_used_for_longest_leaves_first() -> None:
    kept = cache(entries=2)
    kept.keep("r", answer(b"a"), b"A")
    kept.keep("r", answer(b"b"), b"B")
    kept.recall(b"A")
    kept.keep("r", answer(b"c"), b"C")
    assert [kept.recall(words) is not None for words in (b"A", b"B", b"C")] == [True, False, True]
    assert len(kept) == 2


def test_the_bytes_of_all_answers_are_bounded_and_counted() -> None:
    each = 1000 + OVERHEAD
    kept = cache(size=3 * each)
    for tag in (b"a", b"b", b"c", b"d"):
        kept.keep("r", answer(tag, 1000))
    assert kept.size == 3 * each
    assert kept.find(b"a") is None
    kept.keep("r", answer(b"d", 500))
    assert kept.size == 3 * each - 500
    kept.clear()
    assert (kept.size, len(kept)) == (0, 0)


def test_an_answer_that_is_too_large_is_not_kept_and_drives_nothing_out() -> None:
    kept = cache(entry=2000)
    kept.keep("r", answer(b"a", 2000))
    kept.keep("r", answer(b"b", 2001))
    assert kept.find(b"a") is not None
    assert kept.find(b"b") is None
    assert (kept.largest, cache(size=5000).largest) == (2000, 5000 - OVERHEAD)


def test_a_size_of_nothing_keeps_nothing() -> None:
    kept = cache(size=0)
    kept.keep("r", answer(b"a", 0))
    assert (len(kept), kept.largest) == (0, 0)


def test_another_release_ends_all_answers_and_those_that_come_late_are_not_kept() -> None:
    kept = cache()
    kept.keep("r", answer(b"a"), b"words")
    kept.turn_to("s")
    assert kept.recall(b"words") is None
    assert kept.find(b"a") is None
    kept.keep("r", answer(b"a"))
    assert len(kept) == 0


def test_the_words_that_are_known_are_bounded() -> None:
    kept = cache(entries=1)
    kept.keep("r", answer(b"a"), b"0")
    for number in range(1, 10):
        kept.find(b"a", b"%d" % number)
    known = [number for number in range(10) if kept.recall(b"%d" % number) is not None]
    assert len(known) <= 4
    assert 9 in known
