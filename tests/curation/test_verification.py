"""Verifying a source: what does not hold, and which statements fall with it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.curation import Verifier
from policygraph.errors import NotFoundError
from policygraph.graph.turtle import triples_of
from policygraph.model.evidence import SourceRecord, digest
from policygraph.model.files import TurtleFile
from policygraph.sources import Texts
from policygraph.vocab import GRAPH, ID, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The quick brown fox.\nIt jumps over the dog, and 😀 sleeps. The end.\n"
SPANS = {"quick": (0, 20), "jumps": (21, 57), "dog": (39, 42)}
TASKS = {"fox": ["quick"], "leap": ["jumps"], "all": ["quick", "dog"]}


def described(name: str) -> str:
    start, end = SPANS[name]
    return (
        f"\npassage:s-{start}-{end}\n    a pg:Passage ;\n    pg:inSource source:s ;\n"
        f"    pg:startOffset {start} ; pg:endOffset {end} ;\n"
        f'    pg:passageDigest "{digest(TEXT[start:end])}" ;\n    pg:anchorPhrase "{name}" .\n'
    )


def stated(name: str) -> str:
    places = ", ".join("passage:s-{}-{}".format(*SPANS[passage]) for passage in TASKS[name])
    return f'\ntask:{name} a pg:Task ; skos:prefLabel "{name} zh"@zh-Hans , "{name}"@en ; pg:statedIn {places} .\n'


DATA = "".join(map(described, SPANS)) + "".join(map(stated, TASKS))


def verifier(folder: Path, text: str | bytes | None, data: str = DATA, *, length: int = len(TEXT)) -> Verifier:
    """Verify data about a text of which another version lies in the folder."""
    record = SourceRecord("s", "s.txt", hashlib.sha256(TEXT.encode()).hexdigest(), length, folder / "source.ttl")
    if text is not None:
        (folder / "s.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    head = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("pg", "passage", "source", "task", "skos"))
    file = TurtleFile(folder / "s.ttl", f"{GRAPH}s", "s", data, tuple(triples_of(folder / "s.ttl", head + data)))
    return Verifier((file,), Texts.of([record], (folder,)))


def test_a_sound_source_has_no_fault_and_counts_what_rests_on_it(tmp_path: Path) -> None:
    found = verifier(tmp_path, TEXT).check("s")
    assert (found.passages, found.faults, found.warnings) == (3, (), ())
    assert found.statements == {f"{ID}task/{name}" for name in TASKS}


def test_a_fault_names_place_expected_found_and_the_statements(tmp_path: Path) -> None:
    (fault,) = verifier(tmp_path, TEXT.replace("quick", "quack")).check("s").faults
    assert (fault.finding.rule, fault.finding.node) == ("passage-digest", f"{ID}passage/s-0-20")
    assert str(fault.finding.location) == f"{tmp_path / 's.ttl'}:2"
    assert fault.expected == f"SHA-256 {digest('The quick brown fox.')}, with the words 'quick'"
    assert fault.found == "The quack brown fox."
    assert [(s.iri, s.label, s.triples) for s in fault.statements] == [
        (f"{ID}task/all", "all", 3),
        (f"{ID}task/fox", "fox", 3),
    ]


@given(st.integers(0, len(TEXT) - 1), st.sampled_from("aZ0 \n公é😀"))
def test_a_changed_character_fails_the_passages_around_it_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, place: int, fresh: str
) -> None:
    if TEXT[place] == fresh:
        return
    folder = tmp_path_factory.getbasetemp() / "changed"
    folder.mkdir(exist_ok=True)
    found = verifier(folder, TEXT[:place] + fresh + TEXT[place + 1 :]).check("s")
    touched = {name for name, (start, end) in SPANS.items() if start <= place < end}
    concerned = {task for task, passages in TASKS.items() if touched & set(passages)}
    assert {fault.finding.node for fault in found.faults} == {
        "{}passage/s-{}-{}".format(ID, *SPANS[name]) for name in touched
    }
    assert {s.iri for fault in found.faults for s in fault.statements} == {f"{ID}task/{name}" for name in concerned}
    (warning,) = found.warnings
    assert ("every passage holds" in warning.message) == (not touched)


def test_a_change_outside_of_passages_is_a_warning(tmp_path: Path) -> None:
    found = verifier(tmp_path, TEXT.replace("The end", "An end")).check("s")
    assert found.faults == ()
    (warning,) = found.warnings
    assert warning.rule == "text-digest"
    assert "66 characters, 67 registered; but every passage holds: it changed outside of them" in warning.message


def test_an_insertion_shifts_what_follows(tmp_path: Path) -> None:
    found = verifier(tmp_path, TEXT.replace("It jumps", "So it jumps")).check("s")
    assert [fault.finding.node for fault in found.faults] == [f"{ID}passage/s-21-57", f"{ID}passage/s-39-42"]


def test_an_absent_text_checks_nothing_and_says_so(tmp_path: Path) -> None:
    found = verifier(tmp_path, None).check("s")
    assert (found.text, found.passages, found.faults) == (None, 3, ())


def test_a_wrong_length_is_a_fault(tmp_path: Path) -> None:
    (fault,) = verifier(tmp_path, TEXT, length=3).check("s").faults
    assert (fault.finding.rule, fault.finding.remedy) == ("text-length", "state pg:textLength 67")


def test_a_cited_passage_that_nothing_describes_is_a_fault(tmp_path: Path) -> None:
    held = verifier(tmp_path, TEXT, DATA + "\ntask:x pg:statedIn passage:s-1-2 .\n")
    assert held.strangers() == ()
    (fault,) = held.check("s").faults
    assert (fault.finding.rule, [s.iri for s in fault.statements]) == ("passage-missing", [f"{ID}task/x"])
    assert fault.finding.location is not None
    assert fault.finding.location.line == DATA.count("\n") + 2


def test_what_is_no_passage_is_not_missed_as_one(tmp_path: Path) -> None:
    assert verifier(tmp_path, TEXT, DATA + "\ntask:x pg:statedIn source:s .\n").check("s").faults == ()


def test_a_cited_passage_of_no_registered_source_is_a_stranger_and_no_fault_of_another(tmp_path: Path) -> None:
    held = verifier(tmp_path, TEXT, DATA + "\ntask:x pg:statedIn passage:other-1-2 .\n")
    assert held.check("s").faults == ()
    (fault,) = held.strangers()
    assert (fault.finding.rule, [s.iri for s in fault.statements]) == ("passage-missing", [f"{ID}task/x"])


def test_a_passage_without_offsets_cannot_hold(tmp_path: Path) -> None:
    data = "passage:s-1-2 a pg:Passage ; pg:inSource source:s .\n"
    (fault,) = verifier(tmp_path, TEXT, data).check("s").faults
    assert fault.finding.rule == "passage-incomplete"


def test_a_passage_of_no_registered_source_is_a_stranger(tmp_path: Path) -> None:
    held = verifier(tmp_path, TEXT, DATA.replace("source:s ;", "source:other ;", 1))
    (fault,) = held.strangers()
    assert (fault.finding.rule, len(fault.statements)) == ("unknown-source", 2)


def test_an_unknown_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no source is called 'x'"):
        verifier(tmp_path, TEXT).check("x")
