"""From a trace to the answers that it holds."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from policygraph.trace.summary.chains import Chains
from policygraph.trace.summary.kinds import (
    is_acceptance,
    is_aim,
    is_document,
    is_figure,
    is_order,
    is_planned,
    is_reported_measure,
    is_result,
)
from policygraph.trace.summary.model import QUESTIONS, Answer, Summary
from policygraph.vocab import CONCEPT, PG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from policygraph.trace.model import Fact, Hop, Node, Trace
    from policygraph.trace.summary.chains import Said

__all__ = ["summarise"]

_AGENTS = frozenset({"Agent", "AgentGroup", "Unit"})
_EARLIER = frozenset(PG + name for name in ("amends", "replaces", "revises"))
_ISSUED = f"{CONCEPT}stage/issued"
_ISSUING = frozenset(f"{CONCEPT}role/{name}" for name in ("issuer", "cooperating"))
_ANSWERING = frozenset(f"{CONCEPT}role/{name}" for name in ("responsible", "lead", "implementer", "organiser"))
_SUPERVISING = frozenset(f"{CONCEPT}role/{name}" for name in ("supervising", "examiner"))
_HEADING = _ANSWERING | _SUPERVISING
_QUALITIES = frozenset(
    PG + name
    for name in (
        *("hasRole", "atStage", "hasModality", "hasMeasureStatus", "hasTaskStatus", "hasDocumentStatus"),
        *("hasProjectStatus", "hasDesignationStatus", "hasAcceptanceStatus", "hasAssessmentStatus", "hasDefectKind"),
    )
)


def summarise(trace: Trace) -> tuple[Summary, ...]:
    """Answer the questions of an auditor from a trace: a pure function of it.

    What orders a thing, its documents, its basis and who answers for it are looked for on the way up, what came of it
    on the way down. An answer that is not in the trace, because a limit left it out, is not in its summary.

    Returns:
        Every question of `QUESTIONS`, in their order.
    """
    net = Chains(trace)
    return tuple(
        Summary(question, tuple({_key(a): a for a in _ANSWERS[question.id](net)}.values()), trace.focus)
        for question in QUESTIONS
    )


def _key(answer: Answer) -> tuple[object, ...]:
    """Tell by what an answer is known again: a thing in one role of another, or a property that is not stated."""
    return answer.about, answer.node or answer.property, answer.qualities


def _answer(net: Chains, about: str, node: str | None, hop: Hop, *more: Fact) -> Answer:
    own = _qualities(net.node(node)) if node else ()
    return Answer(about, hop.property, node, (*more, *own), hop.basis, hop.evidence)


def _told(net: Chains, found: Iterable[Said]) -> Iterator[Answer]:
    return (_answer(net, said.subject, said.object, said.hop) for said in found)


def _reached(net: Chains, chained: Mapping[str, tuple[str, Hop]], wanted: Callable[[Node], bool]) -> Iterator[Answer]:
    return (_answer(net, about, iri, hop) for iri, (about, hop) in chained.items() if wanted(net.node(iri)))


def _itself(net: Chains, wanted: Callable[[Node], bool]) -> Iterator[Answer]:
    """Give the focus as an answer, where it is one."""
    node = net.focus
    if wanted(node):
        yield Answer(node.iri, f"{PG}statedIn", node.iri, _qualities(node), node.basis, node.evidence)


def _unstated(net: Chains, *properties: str) -> Iterator[Answer]:
    """Give what the source does not state of the thing and of what came of it."""
    found = net.follow((net.trace.focus, *net.down), *properties)
    return _told(net, (said for said in found if said.object is None))


def _qualities(node: Node) -> tuple[Fact, ...]:
    return tuple(fact for fact in node.facts if fact.property in _QUALITIES)


def _sources(net: Chains) -> dict[str, tuple[str, Hop]]:
    """Give what a thing comes from.

    What the report on a task rests on orders the report, not the task; an earlier version of a document is no part of
    what the later one comes from.
    """
    return {
        iri: step
        for iri, step in net.up.items()
        if not _is_earlier(net, iri)
        and not any(_is_earlier(net, on) or _reports_on_task(net, on) for on in net.on_the_way_up(iri))
    }


def _is_earlier(net: Chains, iri: str) -> bool:
    return net.up[iri][1].property in _EARLIER


def _reports_on_task(net: Chains, iri: str) -> bool:
    return net.node(iri).type == "Report" and net.up[iri][1].property == f"{PG}isTaskOf"


def _ordered_by(net: Chains) -> Iterator[Answer]:
    return _reached(net, _sources(net), is_order)


def _document(net: Chains) -> Iterator[Answer]:
    return chain(_itself(net, is_document), _reached(net, _sources(net), is_document))


def _documents(net: Chains) -> list[str]:
    return [iri for iri in (net.trace.focus, *net.up, *net.down) if is_document(net.node(iri))]


def _number(net: Chains) -> Iterator[Answer]:
    return _told(net, net.follow(_documents(net), "hasNumber"))


def _issued_by(net: Chains) -> Iterator[Answer]:
    for document in _documents(net):
        issued = [answer for answer in _took_part_in(net, document) if _tells_issue(answer)]
        yield from issued
        if not any(answer.node for answer in issued):
            yield from _told(net, net.follow([document], "isIssuedBy"))


def _took_part(net: Chains) -> Iterator[Answer]:
    """Give who took part in the life of documents, and who in other things without answering for them."""
    documents = _documents(net)
    in_documents = (answer for document in documents for answer in _took_part_in(net, document))
    yield from (answer for answer in in_documents if not _tells_issue(answer))
    others = (thing for thing in (net.trace.focus, *net.up, *net.down) if thing not in documents)
    in_others = (answer for thing in others for answer in _assigned(net, thing, thing))
    yield from (a for a in in_others if a.node and _HEADING.isdisjoint(fact.value for fact in a.qualities))


def _tells_issue(answer: Answer) -> bool:
    """Tell whether an answer is of the issue of a document: who drafts it, submits it or receives it is not its issuer.

    That no event of its life is stated is that its issue is not.
    """
    values = {fact.value for fact in answer.qualities}
    if answer.node is None:
        return _ISSUED in values or answer.property == f"{PG}hasLifecycleEvent"
    return _ISSUED in values and not _ISSUING.isdisjoint(values)


def _took_part_in(net: Chains, document: str) -> Iterator[Answer]:
    """Give who took part in the life of a document, each in its role and at its stage."""
    yield from _assigned(net, document, document)
    for event in net.follow([document], "hasLifecycleEvent"):
        if event.object is None:
            yield _answer(net, document, None, event.hop)
        else:
            yield from _assigned(net, document, event.object, *_qualities(net.node(event.object)))


def _assigned(net: Chains, about: str, bearer: str, *more: Fact) -> Iterator[Answer]:
    """Give whoever is assigned to a thing, each in its role, or that nobody is stated."""
    for to in net.follow([bearer], "hasAssignment"):
        if to.object is None:
            yield _answer(net, about, None, to.hop, *more)
            continue
        role = (*_qualities(net.node(to.object)), *more)
        for who in net.follow([to.object], "assignsTo"):
            yield Answer(about, to.hop.property, who.object, role, who.hop.basis, to.hop.evidence or who.hop.evidence)


def _basis(net: Chains) -> Iterator[Answer]:
    things = (net.trace.focus, *net.up)
    return _told(net, net.follow(things, "isBasedOn", "derivesFrom", "details", "reportsOn", "isDueTo"))


def _responsible(net: Chains) -> Iterator[Answer]:
    return _in_charge(net, _ANSWERING, "hasResponsibleUnit")


def _supervised_by(net: Chains) -> Iterator[Answer]:
    return _in_charge(net, _SUPERVISING, "hasSupervisingUnit")


def _in_charge(net: Chains, roles: frozenset[str], short: str) -> Iterator[Answer]:
    """Give who has one of some roles in the thing and in what it comes from.

    Where nobody is named there, give who has one in what came of it; of one who acts, only where that is they.
    """
    own = [*_with_role(net, (net.trace.focus, *_sources(net)), roles, short)]
    yield from own
    if not any(answer.node for answer in own):
        for answer in _with_role(net, net.down, roles, short):
            if answer.node and (net.focus.type not in _AGENTS or answer.node == net.trace.focus):
                yield answer


def _with_role(net: Chains, things: Iterable[str], roles: frozenset[str], short: str) -> Iterator[Answer]:
    for thing in things:
        named = [a for a in _assigned(net, thing, thing) if any(fact.value in roles for fact in a.qualities)]
        known = {answer.node for answer in named}
        yield from named
        yield from _told(net, (said for said in net.follow([thing], short) if said.object not in known))


def _done(net: Chains) -> Iterator[Answer]:
    return chain(
        _itself(net, is_reported_measure),
        _reached(net, net.up, is_reported_measure),
        _reached(net, _brought_about(net), is_result),
        _unstated(net, "isReportedBy", "producesDocument"),
    )


def _brought_about(net: Chains) -> dict[str, tuple[str, Hop]]:
    """Give what came of a thing; what a document governs was there without it."""
    return {iri: (about, hop) for iri, (about, hop) in _came_about(net).items() if hop.property != f"{PG}governs"}


def _came_about(net: Chains) -> Mapping[str, tuple[str, Hop]]:
    """Give what steps down lead to, without what comes of nothing but plans: of those, what is reported."""
    return net.chain("down", lambda above, below: not is_planned(above) or is_reported_measure(below))


def _measured(net: Chains) -> Iterator[Answer]:
    found = chain(_itself(net, is_figure), _reached(net, _came_about(net), is_figure))
    return chain((one for one in found if not _follows_from_aim(net, one.node)), _unstated(net, "hasOutcome"))


def _accepted(net: Chains) -> Iterator[Answer]:
    found = _reached(net, net.down, is_acceptance)
    return chain(_itself(net, is_acceptance), found, _unstated(net, "hasAcceptance"))


def _planned(net: Chains) -> Iterator[Answer]:
    figures = chain(_itself(net, is_figure), _reached(net, net.down, is_figure))
    computed = (one for one in figures if _follows_from_aim(net, one.node))
    came = _came_about(net)
    meant = {iri: step for iri, step in net.down.items() if iri not in came}
    unreported = _reached(net, meant, lambda node: is_result(node) or is_figure(node))
    return chain(_itself(net, is_aim), _reached(net, net.down, is_aim), unreported, computed)


def _follows_from_aim(net: Chains, figure: str | None) -> bool:
    """Tell whether a figure is computed from nothing but what is prescribed or aimed at: nobody measured it."""
    found = [said.object for said in net.follow([figure] if figure else [], "isDerivedFrom")]
    return bool(found) and all(iri is not None and is_aim(net.node(iri)) for iri in found)


def _not_stated(net: Chains) -> Iterator[Answer]:
    return _told(net, (said for said in net.all() if said.object is None))


def _defects(net: Chains) -> Iterator[Answer]:
    """Give each defect once, with the first thing that it affects."""
    told = set()
    for said in net.all():
        node = net.node(said.subject)
        if node.type == "SourceDefect" and node.iri not in told and said.object and _is_affected(said):
            told.add(node.iri)
            yield Answer(said.object, said.hop.property, node.iri, _qualities(node), node.basis, node.evidence)


def _is_affected(said: Said) -> bool:
    return said.hop.property == f"{PG}affects"


_ANSWERS: Mapping[str, Callable[[Chains], Iterator[Answer]]] = {
    "ordered-by": _ordered_by,
    "document": _document,
    "number": _number,
    "issued-by": _issued_by,
    "took-part": _took_part,
    "basis": _basis,
    "responsible": _responsible,
    "supervised-by": _supervised_by,
    "done": _done,
    "measured": _measured,
    "accepted": _accepted,
    "planned": _planned,
    "not-stated": _not_stated,
    "defects": _defects,
}
