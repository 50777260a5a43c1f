"""From a text to the thing that is meant: what is certain first, then what differs in writing alone, then guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from policygraph.identifiers import find_numbers, read_asked
from policygraph.resolver.asked import read_asked_text
from policygraph.resolver.guesses import guess_names, guess_numbers, guess_slugs
from policygraph.resolver.index import NameIndex, read_names
from policygraph.resolver.kinds import is_wanted, read_kinds
from policygraph.resolver.matches import Hit, describe_hits
from policygraph.resolver.model import NumberReading, Resolution
from policygraph.resolver.names import find_by_code, find_by_names
from policygraph.resolver.numbers import explain_number, find_by_number, find_documents, hits_of
from policygraph.resolver.references import find_same_slug, read_reference, read_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygraph.identifiers import DocumentNumber
    from policygraph.model.inquiry import Inquiry
    from policygraph.resolver.model import Match
    from policygraph.resolver.near import NearName
    from policygraph.resolver.numbers import Held
    from policygraph.resolver.references import Reference

__all__ = ["ALL_WAYS", "Way", "resolve", "resolve_certain", "resolve_folded", "resolve_near"]

Way = Literal["iri", "number", "name"]
"""What a text may be read as."""

ALL_WAYS: frozenset[Way] = frozenset(get_args(Way))


def resolve(text: str, *, kinds: Iterable[str] = (), index: NameIndex | None = None) -> Inquiry[Resolution]:
    """Find out what a text means: an IRI, a document number in any spelling, or a name. Nothing is chosen by a guess.

    Args:
        text: The text.
        kinds: The kinds that are wanted, such as `unit` and `region`; all where there are none.
        index: The names of the release; without it they are read where they are needed.

    Raises:
        UsageError: The text is empty, too long or no text, or there is no such kind.
    """
    wanted = read_kinds(kinds)
    asked = read_asked_text(text)
    certain = yield from resolve_certain(asked, wanted)
    if certain is not None:
        return certain
    known = index or NameIndex((yield from read_names()))
    folded = yield from resolve_folded(asked, wanted, known.alike(asked))
    if folded is not None:
        return folded
    from policygraph.resolver.near import near_names  # noqa: PLC0415 - loads rapidfuzz, which most answers do without

    return (yield from resolve_near(asked, wanted, near_names(known, asked, wanted)))


def resolve_certain(asked: str, kinds: tuple[str, ...], ways: frozenset[Way] = ALL_WAYS) -> Inquiry[Resolution | None]:
    """Give what a text is letter by letter, or that it is nothing; None where only the names of the release can tell.

    The first stage of `resolve`: a few look-ups, however large the graph is.

    Args:
        asked: The text, as `read_asked_text` gives it.
        kinds: The kinds that are wanted, as `read_kinds` gives them.
        ways: What the text may be read as.
    """
    reference = read_reference(asked) if "iri" in ways else None
    if reference is not None:
        answer = yield from _resolve_reference(asked, kinds, reference)
        if answer is not None:
            return answer
    number = read_asked(asked) if "number" in ways else None
    if number is not None and (held := (yield from find_by_number(number))):
        return (yield from _answer_number(asked, kinds, number, held))
    if "name" in ways:
        hits = (yield from find_by_code(asked, kinds)) or (yield from find_by_names((asked,), kinds))
        if hits:
            return (yield from _answer(asked, kinds, hits))
    return (yield from _unknown_number(asked, kinds, number)) if number is not None else None


def resolve_folded(
    asked: str, kinds: tuple[str, ...], alike: Sequence[str], ways: frozenset[Way] = ALL_WAYS
) -> Inquiry[Resolution | None]:
    """Give what a text is but for its writing, or the documents whose numbers it names; None where it is neither.

    The second stage of `resolve`.

    Args:
        asked: As in `resolve_certain`.
        kinds: As in `resolve_certain`.
        alike: The names that are the text but for writing, as `NameIndex.alike` gives them.
        ways: As in `resolve_certain`.
    """
    named = yield from find_by_names(alike, kinds)
    if named:
        return (yield from _answer(asked, kinds, tuple(hit._replace(how="folded") for hit in named)))
    within = find_numbers(asked) if "number" in ways else ()
    numbers = tuple(dict.fromkeys(found.number for found in within))
    hits: tuple[Hit, ...] = ()
    for number in numbers:
        hits += hits_of((yield from find_by_number(number)), kinds)
    return (yield from _answer(asked, kinds, hits, numbers)) if hits else None


def resolve_near(asked: str, kinds: tuple[str, ...], names: Sequence[NearName]) -> Inquiry[Resolution]:
    """Say that a text is nothing that is known, and what it may be: things of other kinds first, then near misses.

    The last stage of `resolve`.

    Args:
        asked: As in `resolve_certain`.
        kinds: As in `resolve_certain`.
        names: The names that come near, as `near.near_names` gives them.
    """
    reference = read_reference(asked) or read_slug(asked)
    same_slug = (yield from find_same_slug(reference)) if reference else ()
    same_name = (yield from find_by_names((asked,), ())) if kinds else ()
    found = yield from describe_hits((*same_slug, *same_name, *(yield from guess_names(names, kinds))))
    number = read_asked(asked)
    readings = (NumberReading(number.normal_form),) if number else ()
    return Resolution(asked, kinds, "not-found", near=found, numbers=readings)


def _resolve_reference(asked: str, kinds: tuple[str, ...], reference: Reference) -> Inquiry[Resolution | None]:
    """Give the thing of an IRI; None where there is none and the text can be something else."""
    documents = yield from find_documents(reference.iri)
    hit = Hit(reference.iri, asked, reference.how, documents=documents)
    matches = yield from describe_hits((hit,))
    if matches and is_wanted(reference.iri, kinds):
        return (yield from _decide(asked, kinds, matches))
    if matches:
        return Resolution(asked, kinds, "not-found", near=matches)
    if not reference.is_certain:
        return None
    near = yield from describe_hits((yield from guess_slugs(reference)))
    return Resolution(asked, kinds, "not-found", near=near)


def _answer_number(
    asked: str, kinds: tuple[str, ...], number: DocumentNumber, held: Sequence[Held]
) -> Inquiry[Resolution]:
    """Give what has a number, or say that it is of another kind than is wanted."""
    hits = hits_of(held, kinds)
    if hits:
        return (yield from _answer(asked, kinds, hits, (number,)))
    near = yield from describe_hits(hits_of(held, ()))
    return Resolution(asked, kinds, "not-found", near=near, numbers=(NumberReading(number.normal_form),))


def _unknown_number(asked: str, kinds: tuple[str, ...], number: DocumentNumber) -> Inquiry[Resolution | None]:
    """Explain a number that the graph lacks; None where nothing is known of its code, so that it may be no number."""
    reading = yield from explain_number(number)
    near = yield from describe_hits((yield from guess_numbers(number, kinds)))
    return Resolution(asked, kinds, "not-found", near=near, numbers=(reading,)) if reading.codes or near else None


def _answer(
    asked: str, kinds: tuple[str, ...], hits: Sequence[Hit], numbers: Sequence[DocumentNumber] = ()
) -> Inquiry[Resolution]:
    matches = yield from describe_hits(sorted(hits, key=lambda hit: hit.iri))
    omitted = len({hit.iri for hit in hits}) - len(matches)
    return (yield from _decide(asked, kinds, matches, numbers, omitted))


def _decide(
    asked: str,
    kinds: tuple[str, ...],
    matches: tuple[Match, ...],
    numbers: Sequence[DocumentNumber] = (),
    omitted: int = 0,
) -> Inquiry[Resolution]:
    """Give one thing, or all of several: of a deprecated thing and what replaces it, the latter alone is meant."""
    iris = {match.iri for match in matches}
    current = tuple(m for m in matches if not (m.deprecated and iris.intersection(m.successors) - {m.iri})) or matches
    readings = tuple(NumberReading(number.normal_form) for number in numbers)
    if len(current) > 1 or omitted:
        return Resolution(asked, kinds, "ambiguous", current, numbers=readings, omitted=omitted)
    if not current[0].deprecated:
        return Resolution(asked, kinds, "found", current, numbers=readings)
    near = yield from describe_hits(Hit(iri, current[0].matched, "successor") for iri in current[0].successors)
    return Resolution(asked, kinds, "deprecated", current, near, readings)
