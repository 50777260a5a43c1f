"""Verifying a source: each passage against its text, and which statements fall with one that does not hold."""

from __future__ import annotations

import re
import shlex
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rdflib import SKOS, URIRef

from policygraph.curation.evidence import Fault, described_passages, faults, source_of, unknown_source
from policygraph.curation.index import Index, local
from policygraph.curation.lines import location
from policygraph.errors import Finding, Location, NotFoundError
from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Node

    from policygraph.model.evidence import SourceRecord, TextAtHand
    from policygraph.model.files import TurtleFile
    from policygraph.sources import Texts

__all__ = ["PassageFault", "SourceCheck", "Statement", "Verifier"]

_STATED = URIRef(PG + "statedIn")
_PLACE = re.compile(r"-\d+-\d+\Z")


@dataclass(frozen=True, slots=True)
class Statement:
    """A node that is stated in a passage.

    Attributes:
        iri: Its IRI.
        label: Its English label, or the first in another language; empty where it has none.
        triples: How many triples the data says of it, apart from where they are stated.
    """

    iri: str
    label: str
    triples: int


@dataclass(frozen=True, slots=True)
class PassageFault:
    """A passage that does not hold, and what falls with it.

    Attributes:
        finding: Rule, message, remedy, file and line, and the passage's IRI (of a length registered wrongly, the
            source's).
        expected: What the data promises of it.
        found: The words that stand there; None where there is no such place.
        statements: The nodes stated in it.
    """

    finding: Finding
    expected: str
    found: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What verifying one source has shown.

    Attributes:
        record: What is registered of the source.
        text: The file held against; None where none is at hand.
        passages: Number of passages that the data describes.
        statements: IRIs of the nodes stated in them.
        faults: The passages that do not hold.
        warnings: What is wrong with the text without touching a passage.
    """

    record: SourceRecord
    text: TextAtHand | None
    passages: int
    statements: frozenset[str]
    faults: tuple[PassageFault, ...]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True)
class Verifier:
    """Holds the passages of files against texts, source by source."""

    files: tuple[TurtleFile, ...]
    texts: Texts

    def check(self, source: str) -> SourceCheck:
        """Hold every passage of a source against the text at hand, be it the registered one or not.

        Raises:
            NotFoundError: No source has that id.
            EvidenceError: The text is not UTF-8.
        """
        text = self.texts.at_hand(source)
        passages = self._passages.get(source, ())
        found = [*self._lost.get(source, ())]
        for file, passage, values in passages:
            found += [self._fault(file, passage, fault) for fault in (faults(values, text.text) if text else ())]
        if text and text.is_registered and len(text.text) != text.record.length:
            found.append(_wrong_length(text))
        citing = frozenset(str(node) for _, passage, _ in passages for node in self._citing.get(passage, ()))
        warnings = (_another_text(text, sound=not found),) if text and not text.is_registered else ()
        return SourceCheck(self.texts.record(source), text, len(passages), citing, tuple(found), warnings)

    def strangers(self) -> tuple[PassageFault, ...]:
        """Give the passages that lie in no registered source, and the cited ones whose names tell of none."""
        found = [fault for source, lost in self._lost.items() if source not in self.texts.records for fault in lost]
        for source, held in self._passages.items():
            try:
                self.texts.record(source)
            except NotFoundError as error:
                found += [self._strange(file, passage, error) for file, passage, _ in held]
        return tuple(found)

    @cached_property
    def _data(self) -> tuple[TurtleFile, ...]:
        return Index(self.files).data_files

    @cached_property
    def _passages(self) -> Mapping[str, list[tuple[TurtleFile, Node, dict[str, Node]]]]:
        found = defaultdict(list)
        for file in self._data:
            for passage, values in described_passages(file):
                found[source_of(values)].append((file, passage, values))
        return found

    @cached_property
    def _citing(self) -> Mapping[Node, Mapping[Node, TurtleFile]]:
        """The nodes stated in each passage, and the file that says so."""
        found: defaultdict[Node, dict[Node, TurtleFile]] = defaultdict(dict)
        for file in self._data:
            for subject, predicate, value in file.triples:
                if predicate == _STATED:
                    found[value].setdefault(subject, file)
        return found

    @cached_property
    def _labels(self) -> Mapping[Node, str]:
        labels: dict[Node, str] = {}
        for file in self._data:
            for subject, predicate, value in file.triples:
                if predicate == SKOS.prefLabel and (subject not in labels or getattr(value, "language", "") == "en"):
                    labels[subject] = str(value)
        return labels

    @cached_property
    def _said(self) -> Mapping[Node, int]:
        return Counter(s for file in self._data for s, predicate, _ in file.triples if predicate != _STATED)

    def _statements(self, passage: Node) -> tuple[Statement, ...]:
        nodes = sorted(self._citing.get(passage, ()), key=str)
        return tuple(Statement(str(node), self._labels.get(node, ""), self._said.get(node, 0)) for node in nodes)

    def _fault(self, file: TurtleFile, passage: Node, fault: Fault) -> PassageFault:
        return PassageFault(fault.as_finding(file, passage), fault.expected, fault.found, self._statements(passage))

    def _strange(self, file: TurtleFile, passage: Node, error: NotFoundError) -> PassageFault:
        finding = unknown_source(file, passage, error)
        return PassageFault(finding, "a passage lies in a registered source", None, self._statements(passage))

    @cached_property
    def _lost(self) -> Mapping[str, list[PassageFault]]:
        """The passages that something is stated in and nothing describes, by the source that their names tell."""
        described = {passage for held in self._passages.values() for _, passage, _ in held}
        found = defaultdict(list)
        for passage, nodes in self._citing.items():
            kind, slug = local(passage) or ("", "")
            if passage not in described and kind == "passage":
                fault = PassageFault(
                    _missing(passage, nodes), "a passage that is cited is described", None, self._statements(passage)
                )
                found[_PLACE.sub("", slug)].append(fault)
        return found


def _missing(passage: Node, nodes: Mapping[Node, TurtleFile]) -> Finding:
    """Tell of a passage that nodes are stated in and nothing describes; the place is that of the first of them."""
    node, file = next(iter(nodes.items()))
    return Finding(
        "passage-missing",
        "something is stated in this passage, but no file describes it",
        "add it with `policygraph locate --append`, or point to another",
        location(file, str(node), str(passage)),
        str(passage),
    )


def _another_text(text: TextAtHand, *, sound: bool) -> Finding:
    """Warn of a text that is not the registered one."""
    record = text.record
    changed = "but every passage holds: it changed outside of them" if sound else "and passages do not hold"
    return Finding(
        "text-digest",
        f"the text has SHA-256 {text.digest}, not the registered {record.digest}, "
        f"and {len(text.text)} characters, {record.length} registered; {changed}",
        "a build refuses it: bring back the registered file, "
        f"or register this one with `policygraph evidence relocate {record.id} {shlex.quote(str(text.path))}`",
        Location(text.path),
        record.iri,
    )


def _wrong_length(text: TextAtHand) -> PassageFault:
    record, length = text.record, len(text.text)
    finding = Finding(
        "text-length",
        f"the text has {length} characters, but {record.length} are registered",
        f"state pg:textLength {length}",
        Location(record.described_in),
        record.iri,
    )
    return PassageFault(finding, f"{record.length} characters", None, ())
