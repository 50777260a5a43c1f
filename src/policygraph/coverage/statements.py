"""What the files of a source say of its text: which node is stated where, and what it prints."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, Literal, URIRef

from policygraph.coverage.model import Exclusion
from policygraph.model.evidence import Span
from policygraph.vocab import CONCEPT, ID, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rdflib.term import Node

    from policygraph.model.files import Triple, TurtleFile

__all__ = ["Stated", "Statements", "read_statements"]

_STATED_IN, _EXCLUDES, _EXCLUSION_KIND = (URIRef(PG + name) for name in ("statedIn", "excludes", "hasExclusionKind"))
_IN_SOURCE, _START, _END = (URIRef(PG + name) for name in ("inSource", "startOffset", "endOffset"))
_HAS_NAME = URIRef(PG + "hasPrintedName")
_PRINTED = frozenset(URIRef(PG + name) for name in ("asPrinted", "numberAsPrinted"))
_NAME, _DEFECT = URIRef(PG + "PrintedName"), URIRef(PG + "SourceDefect")
_ABOUT_THE_TEXT = frozenset({_NAME, _DEFECT})
_REASON = URIRef(PG + "hasReason")
_KINDS = CONCEPT + "exclusion-kind/"


@dataclass(frozen=True, slots=True)
class Stated:
    """A node and the passages that state it.

    Attributes:
        iri: The node.
        spans: Its passages.
        bears: Whether it is a statement of the source: described in the source's own files, and no printed name or
            defect, which are about the text itself. What several sources speak of is named by a sentence, not stated.
        own: What the node prints; empty for a defect, which quotes the text and does not read it.
        linked: What its neighbours and its printed names print; empty for a printed name and a defect.
    """

    iri: str
    spans: tuple[Span, ...]
    bears: bool
    own: frozenset[str]
    linked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statements:
    """All that is said of one text: the nodes stated in it, and what is left out."""

    nodes: tuple[Stated, ...]
    exclusions: tuple[Exclusion, ...]


def read_statements(files: Sequence[TurtleFile], source: str) -> Statements:
    """Gather what files say of a source's text.

    Args:
        files: The files of the source, and those of the reference data that speak of its passages.
        source: Id of the source. What a node prints counts only where a file of this source says so.
    """
    said = _Said(files, source)
    nodes = tuple(said.stated(node) for node in sorted(said.passages_of, key=str))
    return Statements(nodes, tuple(sorted(said.exclusions())))


class _Said:
    """The triples, arranged for the questions above."""

    def __init__(self, files: Sequence[TurtleFile], source: str) -> None:
        self._triples = [triple for file in files for triple in file.triples]
        self._spans = _spans(self._triples, source)
        self._types: defaultdict[Node, set[Node]] = defaultdict(set)
        self._home = {s for file in files if file.source == source for s, p, _ in file.triples if p == RDF.type}
        self._near: defaultdict[Node, set[Node]] = defaultdict(set)
        self.passages_of: defaultdict[Node, list[Node]] = defaultdict(list)
        for subject, predicate, value in self._triples:
            if predicate == RDF.type:
                self._types[subject].add(value)
            elif predicate == _STATED_IN and value in self._spans:
                self.passages_of[subject].append(value)
            elif isinstance(value, URIRef) and value.startswith(ID) and value not in self._spans:
                self._near[subject].add(value)
                self._near[value].add(subject)
        self._printed, self._names = _forms(t for file in files if file.source == source for t in file.triples)

    def stated(self, node: Node) -> Stated:
        about_text = bool(self._types[node] & _ABOUT_THE_TEXT)
        near = () if about_text else (node, *self._near[node])
        own = frozenset(() if _DEFECT in self._types[node] else self._printed[node])
        linked = frozenset(form for other in near for form in self._known_as(other)) - own
        spans = tuple(sorted({self._spans[passage] for passage in self.passages_of[node]}))
        return Stated(str(node), spans, node in self._home and not about_text, own, linked)

    def exclusions(self) -> Iterator[Exclusion]:
        kinds = {s: str(o).removeprefix(_KINDS) for s, p, o in self._triples if p == _EXCLUSION_KIND}
        reasons = {s: str(o) for s, p, o in self._triples if p == _REASON and getattr(o, "language", None) == "en"}
        for subject, predicate, value in self._triples:
            if predicate == _EXCLUDES and value in self._spans:
                yield Exclusion(self._spans[value], kinds.get(subject, ""), reasons.get(subject, ""))

    def _known_as(self, node: Node) -> Iterator[str]:
        """Give what the source prints for a node, as its own form or as one of its names."""
        yield from self._printed[node]
        for name in self._names[node]:
            yield from self._printed[name]


def _spans(triples: Iterable[Triple], source: str) -> dict[Node, Span]:
    """Give the places of the source's passages."""
    here: set[Node] = set()
    offsets: defaultdict[Node, dict[Node, int]] = defaultdict(dict)
    for subject, predicate, value in triples:
        if predicate == _IN_SOURCE and value == URIRef(f"{ID}source/{source}"):
            here.add(subject)
        elif predicate in (_START, _END) and str(value).isdecimal():
            offsets[subject][predicate] = int(str(value))
    whole = ((passage, offsets[passage]) for passage in here if len(offsets[passage]) == len((_START, _END)))
    return {passage: Span(places[_START], places[_END]) for passage, places in whole}


def _forms(triples: Iterable[Triple]) -> tuple[defaultdict[Node, set[str]], defaultdict[Node, set[Node]]]:
    """Give what each node prints, and the printed names of each node."""
    printed: defaultdict[Node, set[str]] = defaultdict(set)
    names: defaultdict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, value in triples:
        if predicate in _PRINTED and isinstance(value, Literal):
            printed[subject].add(str(value))
        elif predicate == _HAS_NAME:
            names[subject].add(value)
    return printed, names
