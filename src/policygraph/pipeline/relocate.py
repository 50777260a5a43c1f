"""Move the passages of a source to another copy of its text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policygraph.curation.evidence import described_passages, faults, source_of
from policygraph.curation.lines import location
from policygraph.errors import DataError, EvidenceError, Finding, Location, UsageError
from policygraph.graph.assemble import read_files
from policygraph.graph.batch import finish, write_all
from policygraph.graph.relocation import relocated
from policygraph.graph.turtle import triples_of
from policygraph.model.evidence import Passage, Span
from policygraph.sources import Outcome, Texts, relocate
from policygraph.sources.texts import read_copy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from rdflib.term import Node

    from policygraph.graph.workspace import Workspace
    from policygraph.model.evidence import TextAtHand
    from policygraph.model.files import TurtleFile
    from policygraph.pipeline.progress import Progress
    from policygraph.sources import Relocation

__all__ = ["Move", "RelocationPlan", "finish_relocation", "plan_relocation", "write_relocation"]


@dataclass(frozen=True, slots=True)
class Move:
    """A passage of the data and what became of it.

    Attributes:
        iri: The IRI of the passage as it is.
        place: The file and line that describe it.
        found: Where it stands in the new text.
    """

    iri: str
    place: Location
    found: Relocation


@dataclass(frozen=True, slots=True)
class RelocationPlan:
    """Where the passages of a source stand in another text; nothing is changed by it.

    Attributes:
        text: The other text, with what is registered of the source.
        old: The registered text; None where it is not at hand.
        moves: One entry a passage, in the order of the files.
        files: The files of data that may be changed.
        data: The folder that holds them.
    """

    text: TextAtHand
    old: str | None
    moves: tuple[Move, ...]
    files: tuple[TurtleFile, ...]
    data: Path

    def merged(self) -> tuple[tuple[str, ...], ...]:
        """Give the passages that fall on one new place, in groups of their old IRIs."""
        groups = defaultdict(list)
        for move in self.moves:
            if move.found.new:
                groups[move.found.new.iri].append(move.iri)
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    def strayed(self) -> tuple[Move, ...]:
        """Give the passages that stand no longer between the neighbours which they had, though those kept their order.

        Their words are proven, and a sentence that was moved is one of them; but where the same words stood in several
        places and were changed in one, the passage is now in another.
        """
        moves = sorted((move for move in self.moves if move.found.new), key=lambda move: move.found.old.span)
        starts = [move.found.new.span.start for move in moves if move.found.new]
        near = zip(starts, moves[1:], starts[1:], starts[2:], strict=False)
        return tuple(move for before, move, here, after in near if before <= after and not before <= here <= after)

    def open(self, accepted: Collection[Outcome]) -> tuple[Move, ...]:
        """Give the passages that have no new place, or one that is neither proven nor accepted."""
        return tuple(move for move in self.moves if move.found.outcome not in {Outcome.EXACT, *accepted})


def finish_relocation(workspace: Workspace) -> bool:
    """Complete a relocation that was interrupted while it was written; tell whether there was one.

    Raises:
        HostError: A file can't be written.
    """
    return finish(workspace.layers[-1] / "data")


def plan_relocation(workspace: Workspace, texts: Texts, progress: Progress, source: str, path: Path) -> RelocationPlan:
    """Find the passages of a source again in another text.

    Args:
        workspace: Where the files are.
        texts: The source texts at hand; the registered one helps where it is among them.
        progress: Who is told of the steps.
        source: Id of the source.
        path: The file of the other text.

    Raises:
        DataError: A file can't be read, or a passage lacks what is needed to find it.
        EvidenceError: The other text is not UTF-8.
        NotFoundError: No source has that id, or there is no such file.
        UsageError: The source is not one of the workspace's own.
    """
    text = read_copy(texts.record(source), path)
    data = workspace.layers[-1] / "data"
    if not text.record.described_in.resolve().is_relative_to(data.resolve()):
        raise UsageError(
            f"source {source!r} is described in {text.record.described_in}, outside of this workspace",
            remedy="run the command in the workspace that the source belongs to, or name it with --root",
        )
    with progress.step("read the files"):
        files = tuple(f for f in read_files(workspace) if f.path.resolve().is_relative_to(data.resolve()))
        progress.note(f"{len(files)} files")
    old = texts.registered(source)
    with progress.step("find the passages"):
        held = [(iri, file, passage) for file in files for iri, passage in _passages(file, source)]
        found = relocate([passage for _, _, passage in held], text.text, old.text if old else None)
        progress.note(f"{len(held)} passages, {'with' if old else 'without'} the registered text")
    moves = (Move(str(i), location(f, str(i)), r) for (i, f, _), r in zip(held, found, strict=True))
    return RelocationPlan(text, old.text if old else None, tuple(moves), files, data)


def _passages(file: TurtleFile, source: str) -> Iterator[tuple[Node, Passage]]:
    for iri, values in described_passages(file):
        if source_of(values) == source:
            yield iri, _passage(file, iri, source, values)


def _passage(file: TurtleFile, iri: Node, source: str, values: Mapping[str, Node]) -> Passage:
    try:
        span = Span(int(str(values["startOffset"])), int(str(values["endOffset"])))
        return Passage(source, span, str(values["passageDigest"]), str(values["anchorPhrase"]))
    except (KeyError, ValueError) as error:
        raise DataError(
            f"{iri} lacks offsets, digest or anchor phrase: {error}",
            remedy="print the passage again with `policygraph locate`",
            location=location(file, str(iri)),
        ) from error


def write_relocation(
    plan: RelocationPlan, texts: Texts, accepted: Collection[Outcome] = (), *, keep: bool = False, write: bool = True
) -> tuple[Path, ...]:
    """Move the passages in the data files: all files are written, or none.

    Args:
        plan: Where the passages have gone.
        texts: The source texts at hand.
        accepted: Outcomes to be taken though they are not proven.
        keep: Whether passages that are not found, or not accepted, stay as they are.
        write: Whether to write; else the same is checked and nothing is changed.

    Returns:
        The files that change, sorted.

    Raises:
        EvidenceError: A passage is not found or not accepted and is not to be kept, or a kept one is in the way.
        UsageError: Another file of the text's name would be taken for it.
        DataError: A file has changed since the plan was made.
        HostError: A file can't be written, or another command is writing.
    """
    _refuse_shadowed(plan.text, texts)
    left = plan.open(accepted)
    if left and not keep:
        raise EvidenceError(
            f"{len(left)} of {len(plan.moves)} passages are not found, or not proven; nothing was written",
            remedy="look at them and accept what is the same passage (--accept-changed, --accept-reworded), "
            "or let the rest stay as it is (--keep-unfound) and mend it with `policygraph locate`",
        )
    stay = {move.iri for move in left}
    moves = {move.iri: move.found.new for move in plan.moves if move.found.new and move.iri not in stay}
    _refuse_clash(stay, moves)
    changed = relocated(plan.files, moves, plan.text)
    _prove(plan, changed, {passage.iri for passage in moves.values()})
    if write:
        write_all(plan.data, changed, {file.path: file.text for file in plan.files})
    return tuple(sorted(changed))


def _refuse_shadowed(text: TextAtHand, texts: Texts) -> None:
    """Refuse a name under which the next command would find another text."""
    record = replace(text.record, file=text.path.name)
    there = Texts.of([record], texts.folders).at_hand(record.id)
    if there and there.digest != text.digest:
        raise UsageError(
            f"{there.path} is another text of the same name, and would be taken for {text.path}",
            remedy="give the new text a name of its own, or put it in the other one's place",
        )


def _refuse_clash(stay: Collection[str], moves: Mapping[str, Passage]) -> None:
    for iri, passage in moves.items():
        if passage.iri in stay:
            raise EvidenceError(
                f"{iri} moves to {passage.span.start}–{passage.span.end}, "
                "which is the name of a passage that is not found and would stay",
                remedy="find the other one first: delete it, or replace it with `policygraph locate`",
            )


def _prove(plan: RelocationPlan, changed: Mapping[Path, str], fresh: Collection[str]) -> None:
    """Hold the passages, as they are about to be written, against the text."""
    found: list[Finding] = []
    for file in plan.files:
        if file.path in changed:
            text = changed[file.path]
            file = replace(file, text=text, triples=tuple(triples_of(file.path, text)))  # noqa: PLW2901 - as it will be
        for iri, values in described_passages(file):
            if str(iri) in fresh:
                found += [fault.as_finding(file, iri) for fault in faults(values, plan.text.text)]
    if found:
        raise EvidenceError(
            f"{len(found)} passages would not hold in the new text; nothing was written",
            remedy="report this: a passage was found and does not hold",
            findings=found,
        )
