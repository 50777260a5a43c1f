"""Which documents lead back to which: what they are based on, change, report on, and came about through."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from policygraph.analysis.belonging import BELONGING, Ownership
from policygraph.analysis.kinds import kind_of
from policygraph.analysis.reading import read_links
from policygraph.things import classify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.analysis.reading import Link
    from policygraph.model.inquiry import Inquiry

__all__ = ["LEADING", "Papers", "Reference", "Way", "read_references"]

Way = Literal["stated", "part", "act", "report"]

LEADING: Final = (
    "adjusts", "amends", "assesses", "concerns", "derivesFrom", "details", "improves", "isBasedOn", "replaces",
    "reportsOn", "revises",
)  # fmt: skip
"""Properties from a document, or from an act, to the document that it leads back to."""

_OTHER: Final = (*BELONGING, "hasDocumentKind", "hasDocumentStatus", "isTaskOf", "producesDocument")


class Reference(NamedTuple):
    """That one document leads back to another one.

    Attributes:
        source: IRI of the document that leads back.
        target: IRI of the document that it leads back to.
        property: Local name of the property that says so.
        way: `stated`: of the document itself; `part`: of an event or provision of it; `act`: of the measure,
            rectification or other act that produced it or that it rests on; `report`: of a measure that it reports.
        via: IRI of that event, provision or act; empty for `stated`.
        graph: IRI of the graph that says so.
    """

    source: str
    target: str
    property: str
    way: Way
    via: str
    graph: str


class Papers(NamedTuple):
    """Documents and what leads from one to another.

    Attributes:
        types: Document → local name of its narrowest class; every document, referred to or not.
        references: Sorted, each once.
    """

    types: Mapping[str, str]
    references: tuple[Reference, ...]


def read_references() -> Inquiry[Papers]:
    """Read the documents of a release and which of them lead back to which.

    - `stated`: the document has a property of `LEADING` whose object is another document.
    - `part`: so has one of its lifecycle events or provisions.
    - `act`: so has an act that produced the document, or on which the document is based; or an act that produced it
      serves a task of the other document, which is no report (property `producesDocument`).
    - `report`: so has a measure of a task that the document, a report, reports; or that measure produced the other
      document (property `producesDocument`).
    """
    links: Mapping[str, list[Link]] = defaultdict(list)
    for link in (yield from read_links((*LEADING, *_OTHER))):
        links[link.property].append(link)
    documents = {one for found in links.values() for link in found for one in link[::2] if kind_of(one) == "document"}
    types = yield from classify(sorted(documents))
    kinds = {document: types.get(document, "Resource") for document in sorted(documents)}
    found = {one for one in _references(links, kinds) if one.way == "stated" or one.source != one.target}
    return Papers(kinds, tuple(sorted(found)))


def _references(links: Mapping[str, list[Link]], types: Mapping[str, str]) -> Iterator[Reference]:
    leading = [link for name in LEADING for link in links[name] if link.object in types]
    for link in leading:
        if link.subject in types:
            yield Reference(link.subject, link.object, link.property, "stated", "", link.graph)
    by_act: dict[str, list[Link]] = defaultdict(list)
    for link in (*leading, *links["producesDocument"]):
        if link.subject not in types:
            by_act[link.subject].append(link)
    owned = Ownership(links)
    set_by = _values((link.subject, link.object) for link in links["isTaskOf"])
    rests = _values((link.object, link.subject) for link in links["isBasedOn"] if link.subject in types)
    for act, said in by_act.items():
        wholes = owned.whole(act)
        yield from _of_parts([one for one in wholes if one in types], said)
        papers = sorted({one for task in wholes for one in set_by.get(task, ())})
        yield from _of_acts([one for one in papers if types.get(one) != "Report"], rests.get(act, ()), said)
        yield from _of_reports([one for one in papers if types.get(one) == "Report"], said)


def _of_parts(documents: Iterable[str], said: Iterable[Link]) -> Iterator[Reference]:
    for act, name, target, graph in said:
        for document in documents:
            yield Reference(document, target, name, "part", act, graph)


def _of_acts(papers: Iterable[str], resting: Iterable[str], said: list[Link]) -> Iterator[Reference]:
    """Lead from what an act produced, and from what is based on it, to what the act leads back to and serves."""
    produced = [link for link in said if link.property == "producesDocument"]
    for act, name, target, graph in said:
        if name != "producesDocument":
            for source in dict.fromkeys((*(link.object for link in produced), *resting)):
                yield Reference(source, target, name, "act", act, graph)
    for act, name, source, graph in produced:
        for paper in papers:
            yield Reference(source, paper, name, "act", act, graph)


def _of_reports(reports: Iterable[str], said: Iterable[Link]) -> Iterator[Reference]:
    for act, name, target, graph in said:
        for report in reports:
            yield Reference(report, target, name, "report", act, graph)


def _values(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
