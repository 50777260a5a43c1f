"""Holding the passages against the words: digests, anchor phrases, and words that must not be carried over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import DCTERMS, RDF, Literal, URIRef

from policygraph.curation.index import local, subjects
from policygraph.curation.lines import location
from policygraph.errors import Finding, NotFoundError
from policygraph.model.evidence import Span, digest
from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib.term import Node

    from policygraph.model.files import TurtleFile
    from policygraph.sources import Texts

__all__ = [
    "COPIED_WORDS",
    "INCOMPLETE",
    "LONGEST_NAME",
    "EvidenceReport",
    "Fault",
    "check_evidence",
    "described_passages",
    "faults",
    "source_of",
    "unknown_source",
]

COPIED_WORDS = 14
"""So many words of a source in a row are a sentence of it, not a name: data may not hold them."""

LONGEST_NAME = 30
"""A full title or the full name of a body is a name and may stand, up to so many words."""

INCOMPLETE = "passage-incomplete"
"""The rule of a passage that lacks what is needed to check it; in a build the shapes tell what it lacks."""

_AGAIN = (
    "find the passage again with `policygraph locate` and replace it; "
    "where the whole text has shifted, with `policygraph evidence relocate`"
)
_NAME = (RDF.type, URIRef(PG + "PrintedName"))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """What holding passages against texts has shown.

    Attributes:
        checked: Number of passages held against its text, by source.
        absent: Sources whose text is not at hand, so that their passages could not be checked.
        findings: What is wrong.
    """

    checked: Mapping[str, int]
    absent: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a passage does not hold.

    Attributes:
        rule: Short name of the rule, as in `data/FORMAT.md`.
        message: What is wrong.
        expected: What the data promises.
        found: The words that stand there; None where there is no such place.
    """

    rule: str
    message: str
    expected: str
    found: str | None

    def as_finding(self, file: TurtleFile, passage: Node) -> Finding:
        """Give the fault a place: the file and line that describe the passage."""
        return Finding(self.rule, self.message, _AGAIN, location(file, str(passage)), str(passage))


def check_evidence(files: Sequence[TurtleFile], texts: Texts) -> EvidenceReport:
    """Re-hash every passage whose text is at hand, and find its anchor phrase in it.

    Raises:
        EvidenceError: A text at hand is not the registered one.
    """
    absent = texts.absent()
    checked: dict[str, int] = {}
    findings: list[Finding] = []
    for file in files:
        for subject, values in described_passages(file):
            source = source_of(values)
            try:
                text = texts.find(source)
            except NotFoundError as error:
                findings.append(unknown_source(file, subject, error))
                continue
            if text is not None:
                checked[source] = checked.get(source, 0) + 1
                found = faults(values, text.text)
                findings += [fault.as_finding(file, subject) for fault in found if fault.rule != INCOMPLETE]
    return EvidenceReport(checked, absent, (*findings, *_copied(files, texts)))


def described_passages(file: TurtleFile) -> Iterator[tuple[Node, dict[str, Node]]]:
    """Give each passage that a file describes, with the values of its properties by their local names."""
    for subject, said in subjects(file.triples).items():
        if (RDF.type, URIRef(PG + "Passage")) in said:
            yield subject, {str(p).removeprefix(PG): o for p, o in said}


def source_of(values: Mapping[str, Node]) -> str:
    """Give the id of the source that a passage says it lies in; empty where it names none."""
    return (local(values["inSource"]) or ("", ""))[1] if "inSource" in values else ""


def unknown_source(file: TurtleFile, passage: Node, error: NotFoundError) -> Finding:
    """Tell of a passage that lies in no registered source."""
    where = location(file, str(passage), f"{PG}inSource")
    return Finding("unknown-source", error.message, error.remedy, where, str(passage))


def faults(values: Mapping[str, Node], text: str) -> Iterator[Fault]:
    """Hold one passage against its text; at most one fault is given, the first in the order of the checks.

    Args:
        values: The passage's properties, as `described_passages` gives them.
        text: The text that it lies in.
    """
    try:
        span = Span(int(str(values["startOffset"])), int(str(values["endOffset"])))
        expected, anchor = str(values["passageDigest"]), str(values["anchorPhrase"])
    except (KeyError, ValueError):
        lacks = "a passage has a start, an end, a digest and an anchor phrase"
        yield Fault(INCOMPLETE, f"the passage can't be checked: {lacks}", lacks, None)
        return
    if not 0 <= span.start < span.end <= len(text):
        there = f"{span.start}–{span.end} is no stretch of a text of {len(text)} characters"
        yield Fault("passage-range", there, f"0 ≤ start < end ≤ {len(text)}", None)
        return
    words = span.of(text)
    if digest(words) != expected:
        there = f"the text at {span.start}–{span.end} has digest {digest(words)}, not {expected}"
        yield Fault("passage-digest", there, f"SHA-256 {expected}, with the words {anchor!r}", words)
    elif " ".join(anchor.split()) not in " ".join(words.split()):
        yield Fault("passage-anchor", f"the anchor phrase {anchor!r} does not occur in the passage", anchor, words)


def _copied(files: Sequence[TurtleFile], texts: Texts) -> Iterator[Finding]:
    known = {run for text in _at_hand(texts) for run in _runs(text)}
    for file in files:
        names = {subject for subject, *said in file.triples if tuple(said) == _NAME}
        for subject, predicate, value in file.triples:
            naming = predicate == DCTERMS.title or (subject in names and predicate == URIRef(PG + "asPrinted"))
            if naming and _is_name(str(value)):
                continue
            if isinstance(value, Literal) and (run := next((r for r in _runs(str(value)) if r in known), None)):
                yield Finding(
                    "copied-words",
                    f"{COPIED_WORDS} words in a row stand in a source: {' '.join(run)}",
                    "say it in your own words; names, numbers and titles may stand",
                    location(file, str(subject), " ".join(run[:2])),
                    str(subject),
                )


def _is_name(text: str) -> bool:
    """Tell whether a text can be a name or a title: not too long, and no sentence ends in it."""
    return len(_WORD.findall(text)) <= LONGEST_NAME and not re.search(r"[.!?;]\s|[\u3002\uff01\uff1f\uff1b]", text)


def _at_hand(texts: Texts) -> Iterator[str]:
    for source in texts.records:
        text = texts.find(source)
        if text is not None:
            yield text.text


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return (tuple(words[i : i + COPIED_WORDS]) for i in range(len(words) - COPIED_WORDS + 1))
