"""Moving a source to another copy of its text."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import EvidenceError, UsageError
from policygraph.graph.records import source_records
from policygraph.graph.workspace import Workspace
from policygraph.pipeline import Silent, check_graph, plan_relocation, verify_evidence, write_relocation
from policygraph.sources import Outcome, Relocation, Texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.pipeline import RelocationPlan

SOURCE = "example-notice"
HEADER = "A header.\n"
CHECKOUT = Path(__file__).resolve().parents[2]
REPORTS = ("shanxi-2022-report", "inner-mongolia-2023-assessment")


def planned(workspace: Workspace, texts: Texts, words: str) -> RelocationPlan:
    copy = workspace.root / "sources" / "copy.txt"
    copy.write_bytes(words.encode())
    return plan_relocation(workspace, texts, Silent(), SOURCE, copy)


def words_of(workspace: Workspace) -> str:
    return (workspace.root / "sources" / "example-notice.txt").read_text(encoding="utf-8")


def test_a_source_of_another_workspace_is_not_changed(
    workspace: Workspace, texts_of: Callable[[Workspace], Texts], tmp_path: Path
) -> None:
    other = Workspace(tmp_path, (*workspace.layers, tmp_path))
    text = workspace.root / "sources" / "example-notice.txt"
    with pytest.raises(UsageError, match="outside of this workspace"):
        plan_relocation(other, texts_of(workspace), Silent(), SOURCE, text)


def test_a_passage_that_stays_may_not_be_in_the_way(
    workspace: Workspace, texts_of: Callable[[Workspace], Texts]
) -> None:
    texts = texts_of(workspace)
    plan = planned(workspace, texts, HEADER + words_of(workspace))
    stays, moves = plan.moves[:2]
    place = replace(stays.found.old, digest="0" * 64)
    clash = replace(
        plan,
        moves=(
            replace(stays, found=Relocation(stays.found.old, Outcome.UNFOUND)),
            replace(moves, found=Relocation(moves.found.old, Outcome.EXACT, place)),
        ),
    )
    with pytest.raises(EvidenceError, match="the name of a passage that is not found and would stay"):
        write_relocation(clash, texts, keep=True)


def test_a_place_that_does_not_hold_is_never_written(
    workspace: Workspace, texts_of: Callable[[Workspace], Texts]
) -> None:
    texts = texts_of(workspace)
    plan = planned(workspace, texts, HEADER + words_of(workspace))
    first, *others = plan.moves
    assert first.found.new is not None
    wrong = replace(first.found.new, digest="0" * 64)
    forged = replace(plan, moves=(replace(first, found=replace(first.found, new=wrong)), *others))
    with pytest.raises(EvidenceError, match="1 passages would not hold in the new text; nothing was written"):
        write_relocation(forged, texts)


def test_passages_that_fall_on_one_place_are_told(workspace: Workspace, texts_of: Callable[[Workspace], Texts]) -> None:
    plan = planned(workspace, texts_of(workspace), HEADER + words_of(workspace))
    assert plan.merged() == ()
    assert plan.open([]) == ()


def test_a_passage_away_from_its_neighbours_is_told(
    workspace: Workspace, texts_of: Callable[[Workspace], Texts]
) -> None:
    words = words_of(workspace)
    survey = words[168:243]
    plan = planned(workspace, texts_of(workspace), words.replace(survey, "") + survey + "\n")
    assert [move.iri.rsplit("/", 1)[1] for move in plan.strayed()] == ["example-notice-168-243"]
    assert planned(workspace, texts_of(workspace), HEADER + words).strayed() == ()


def test_nothing_is_written_where_the_disk_refuses(
    workspace: Workspace, texts_of: Callable[[Workspace], Texts], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = texts_of(workspace)
    plan = planned(workspace, texts, HEADER + words_of(workspace))
    files = write_relocation(plan, texts, write=False)
    before = {path: path.read_text(encoding="utf-8") for path in files}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(Exception, match="No space left on device; all are as they were"):
        write_relocation(plan, texts)
    assert {path: path.read_text(encoding="utf-8") for path in files} == before


class Report:
    """A report, its texts and its passages."""

    def __init__(self, source: str, folder: Path) -> None:
        self.workspace = Workspace(CHECKOUT, (CHECKOUT,))
        self.source = source
        self.texts = Texts.of(source_records(self.workspace), (folder,))
        self.words = self.texts.get(source).text

    def relocated(self, folder: Path, words: str, *, old: bool = True) -> RelocationPlan:
        """Find the passages in a copy, with or without the registered text."""
        copy = folder / "copy.txt"
        copy.write_bytes(words.encode())
        texts = self.texts if old else Texts(self.texts.records, ())
        return plan_relocation(self.workspace, texts, Silent(), self.source, copy)


def doubtful(plan: RelocationPlan, *, old: bool) -> list[Relocation]:
    """Give what is not decided; without the old text equal phrases may be ambiguous, so they are left out up to 1 %."""
    left = [move.found for move in plan.moves if move.found.new is None]
    equal = [found for found in left if len(found.candidates) > 1]
    return left if old or len(equal) > len(plan.moves) / 100 else [found for found in left if found not in equal]


def outcomes(plan: RelocationPlan) -> set[Outcome]:
    return {move.found.outcome for move in plan.moves}


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest, sources_folder: Path) -> Report:
    """One of the reports that the data is curated from."""
    return Report(request.param, sources_folder)


@pytest.mark.parametrize("old", [True, False])
def test_a_header_shifts_every_passage_of_a_report(report: Report, tmp_path: Path, old: bool) -> None:  # noqa: FBT001 - a parameter
    plan = report.relocated(tmp_path, "x" * 499 + "\n" + report.words, old=old)
    assert doubtful(plan, old=old) == []
    assert {m.found.new.span.start - m.found.old.span.start for m in plan.moves if m.found.new} == {500}


@pytest.mark.parametrize("old", [True, False])
def test_two_paragraphs_that_change_places_take_their_passages_along(
    report: Report,
    tmp_path: Path,
    old: bool,  # noqa: FBT001 - a parameter
) -> None:
    lines = report.words.split("\n")
    one, two = sorted(sorted(range(len(lines)), key=lambda number: len(lines[number]))[-2:])
    order = [*range(one), two, *range(one + 1, two), one, *range(two + 1, len(lines))]
    plan = report.relocated(tmp_path, "\n".join(lines[number] for number in order), old=old)
    assert doubtful(plan, old=old) == []
    assert outcomes(plan) <= {Outcome.EXACT, Outcome.AMBIGUOUS}
    shift = len(lines[two]) - len(lines[one])
    start = sum(len(line) + 1 for line in lines[: one + 1])
    end = sum(len(line) + 1 for line in lines[:two])
    between = [m.found for m in plan.moves if start <= m.found.old.span.start and m.found.old.span.end < end]
    assert {found.new.span.start - found.old.span.start for found in between if found.new} <= {shift}


@pytest.mark.parametrize("old", [True, False])
def test_other_white_space_everywhere_is_found(report: Report, tmp_path: Path, old: bool) -> None:  # noqa: FBT001 - a parameter
    words = re.sub(r"\s+", lambda run: run[0] * 2, report.words)
    plan = report.relocated(tmp_path, words, old=old)
    assert doubtful(plan, old=old) == []
    assert outcomes(plan) <= {Outcome.EXACT, Outcome.RESPELLED, Outcome.AMBIGUOUS}
    moved = [(move.found.old, move.found.new) for move in plan.moves if move.found.new]
    assert [o for o, n in moved if n.span.of(words).split() != o.span.of(report.words).split()] == []


def test_of_the_paragraph_printed_twice_one_is_enough(sources_folder: Path, tmp_path: Path) -> None:
    report = Report("shanxi-2022-report", sources_folder)
    lines = report.words.split("\n")
    left = [line for number, line in enumerate(lines) if len(line) < 100 or line not in lines[:number]]
    assert len(left) < len(lines)
    for old in (True, False):
        plan = report.relocated(tmp_path, "\n".join(left), old=old)
        assert doubtful(plan, old=old) == []
        assert plan.merged()


@pytest.mark.parametrize("source", REPORTS)
def test_the_reports_hold(sources_folder: Path, source: str) -> None:
    report = Report(source, sources_folder)
    found = verify_evidence(report.workspace, report.texts, Silent(), [source])
    assert (found.faults, found.warnings, found.absent) == ((), (), ())
    assert found.sources[0].passages > 100


@pytest.mark.slow
def test_the_whole_graph_is_sound_after_a_report_has_moved(sources_folder: Path, tmp_path: Path) -> None:
    for tree in ("ontology", "data", "shapes", "queries"):
        shutil.copytree(CHECKOUT / tree, tmp_path / tree)
    workspace = Workspace(tmp_path, (tmp_path,))
    folders = (tmp_path / "sources", sources_folder)
    texts = Texts.of(source_records(workspace), folders)
    copy = tmp_path / "sources" / "shanxi-2022-report.txt"
    copy.parent.mkdir()
    words = texts.get("shanxi-2022-report").text
    copy.write_bytes(("A header.\n" + re.sub(r" (?=[A-Z])", "\n", words)).encode())
    plan = plan_relocation(workspace, texts, Silent(), "shanxi-2022-report", copy)
    assert write_relocation(plan, texts, [Outcome.RESPELLED])
    moved = Texts.of(source_records(workspace), folders)
    checked = check_graph(workspace, moved, Silent(), require_texts=True)
    assert checked.evidence.checked["shanxi-2022-report"] == len(plan.moves)
