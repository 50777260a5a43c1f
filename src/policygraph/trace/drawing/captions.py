"""What stands in a thing's box: what it is called, the facts that matter, and where it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.visible import one_line
from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.things import Evidence
    from policygraph.trace.drawing.outline import Row
    from policygraph.trace.drawing.picture import Box
    from policygraph.trace.drawing.words import Words
    from policygraph.trace.model import Fact, Hop, Node

__all__ = ["box_lines", "concluded", "facts", "known", "place", "telling", "told"]

_TELLING = {
    PG + name: place
    for place, name in enumerate(
        (
            *("numberAsPrinted", "ordinal", "asPrinted", "value", "inUnit", "hasBound", "hasStatistic"),
            *("normalForm", "hasDocumentKind", "hasDocumentStatus", "atStage", "hasRole"),
            *("hasModality", "hasTaskStatus", "hasMeasureStatus", "hasProjectStatus", "hasAssessmentStatus"),
            *(
                "hasAcceptanceStatus",
                "hasDesignationStatus",
                "hasProvisionKind",
                "hasProgrammeKind",
                "hasInspectionKind",
                "timeValue",
                "notBefore",
                "notAfter",
                "hasRecurrence",
            ),
            *("hasDefectKind", "hasReading", "stores", "notStored", "enumeratedCount", "hasCertainty"),
        )
    )
}
_FIRST_FEW = 3


def facts(node: Node, words: Words) -> tuple[Fact, ...]:
    """Give what a thing says of itself: numbers, values, statuses and times first, texts in the words' language."""
    tag = {"en": "en", "zh": "zh-hans"}[words.language]
    tagged = {fact.property for fact in node.facts if fact.language == tag}
    kept = [fact for fact in node.facts if fact.language in {None, tag} or fact.property not in tagged]
    return tuple(sorted(kept, key=lambda fact: _TELLING.get(fact.property, len(_TELLING))))


def telling(node: Node, words: Words) -> tuple[Fact, ...]:
    """Give the facts that an auditor looks for, and of those that only repeat the thing's name none."""
    names = {node.label, node.label_zh}
    return tuple(
        fact for fact in facts(node, words) if fact.property in _TELLING and (fact.label or fact.value) not in names
    )


def told(row: Row, words: Words) -> tuple[Fact, ...]:
    """Give the facts that a row tells: all of the focus, of another thing those that an auditor looks for."""
    if row.node is None or row.shown:
        return ()
    return telling(row.node, words) if row.depth else facts(row.node, words)


def known(row: Row, words: Words) -> str:
    """Say how a row's thing is known, and why; a reasoning that stands further up is not repeated."""
    reasons = " ".join(map(words.reasoning, row.reasons))
    basis = row.node.basis if row.node and not row.shown else None
    if basis is None or basis.kind not in {"inferred", "derived"}:
        return reasons
    said = reasons or (words.phrase("see-above") if basis.reasons else "")
    return words.phrase("said-of", what=words.basis(basis), said=said) if said else words.basis(basis)


def concluded(hop: Hop | None, words: Words) -> str:
    """Say how a step to a thing is known, where no source prints it; empty where one does."""
    unprinted = hop and hop.node and hop.basis.kind in {"inferred", "derived"}
    return words.basis(hop.basis) if hop and unprinted else ""


def place(evidence: Evidence) -> str:
    """Write where a passage stands: source, and offsets of its first character and behind its last."""
    return one_line(f"{evidence.source} {evidence.start}–{evidence.end}")


def box_lines(box: Box, words: Words, passages: Mapping[str, Evidence]) -> list[str]:
    """Give the lines of a box: class, labels, the first facts, and the place of the first passage."""
    if box.node is None:
        return [words.more(box.omission.count) if box.omission else words.phrase("not-stated")]
    label, second = words.labels(box.node)
    said = [words.fact(fact) for fact in telling(box.node, words)[:_FIRST_FEW]]
    found = [passages[iri] for iri in box.node.evidence if iri in passages]
    more = f" (+{len(found) - 1})" if len(found) > 1 else ""
    places = [place(found[0]) + more] if found else []
    return [one_line(line) for line in (words.type(box.node), label, second, *said, *places) if line]
