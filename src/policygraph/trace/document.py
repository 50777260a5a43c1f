"""A trace as JSON, which `trace.schema.json` beside this file describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policygraph.trace.summary import summarise

if TYPE_CHECKING:
    from policygraph.things import Evidence
    from policygraph.trace.model import Basis, Fact, Hop, Node, Omission, Reason, Trace
    from policygraph.trace.summary import Answer, Summary

__all__ = ["SCHEMA", "as_json"]

SCHEMA = "policygraph-trace-1"
"""Names the form of the document; it changes where a reader of the old one would go wrong."""


def as_json(trace: Trace) -> dict[str, Any]:
    """Give a trace as what JSON is made of: every member is there, and null where there is nothing to say."""
    return {
        "schema": SCHEMA,
        "release": trace.release,
        "focus": trace.focus,
        "direction": trace.direction,
        "depth": trace.depth,
        "limit": trace.limit,
        "complete": trace.complete,
        "nodes": {iri: _node(node) for iri, node in trace.nodes.items()},
        "passages": {iri: _passage(passage) for iri, passage in trace.passages.items()},
        "hops": [_hop(hop) for hop in trace.hops],
        "summary": [_question(summary) for summary in summarise(trace)],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "iri": node.iri,
        "type": node.type,
        "label": node.label,
        "label_zh": node.label_zh,
        "reconstructed": node.reconstructed,
        "facts": [_fact(fact) for fact in node.facts],
        "basis": _basis(node.basis),
        "evidence": list(node.evidence),
        "omitted": [_omission(omission) for omission in node.omitted],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "property": fact.property,
        "value": fact.value,
        "label": fact.label,
        "label_zh": fact.label_zh,
        "datatype": fact.datatype,
        "language": fact.language,
        "graphs": list(fact.graphs),
    }


def _omission(omission: Omission) -> dict[str, Any]:
    return {"property": omission.property, "inverse": omission.inverse, "count": omission.count}


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "kind": basis.kind,
        "rule": basis.rule,
        "reasons": [_reason(reason) for reason in basis.reasons],
        "certainty": basis.certainty,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "inference": reason.inference,
        "en": reason.en,
        "zh": reason.zh,
        "basis": reason.basis,
        "certainty": reason.certainty,
    }


def _passage(passage: Evidence) -> dict[str, Any]:
    return {
        "passage": passage.passage,
        "source": passage.source,
        "start": passage.start,
        "end": passage.end,
        "digest": passage.digest,
        "anchor": passage.anchor,
        "language": passage.language,
        "words": passage.words,
        "graph": passage.graph,
    }


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "property": hop.property,
        "inverse": hop.inverse,
        "way": hop.way,
        "node": hop.node,
        "graphs": list(hop.graphs),
        "source": hop.source,
        "evidence": list(hop.evidence),
        "basis": _basis(hop.basis),
        "seen": hop.seen,
        "hops": [_hop(further) for further in hop.hops],
    }


def _question(summary: Summary) -> dict[str, Any]:
    return {
        "id": summary.question.id,
        "en": summary.question.en,
        "zh": summary.question.zh,
        "state": summary.state,
        "answers": [_answer(answer) for answer in summary.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "about": answer.about,
        "property": answer.property,
        "node": answer.node,
        "qualities": [_fact(fact) for fact in answer.qualities],
        "basis": _basis(answer.basis),
        "evidence": list(answer.evidence),
    }
