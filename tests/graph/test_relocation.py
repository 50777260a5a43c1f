"""Moving passages in data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.graph.canonical import canonical_text
from policygraph.graph.relocation import relocated
from policygraph.model.evidence import Passage, SourceRecord, Span, TextAtHand, digest
from policygraph.vocab import ID, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.model.files import TurtleFile

USED = ("exclusion", "passage", "pg", "skos", "source", "task", "xsd")
HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in USED)
NEW = "xx The quick fox."


def passage(start: int, end: int, anchor: str) -> Passage:
    return Passage("s", Span(start, end), digest(NEW[start:end]), anchor)


def described(name: str, anchor: str) -> str:
    _, start, end = name.rsplit("-", 2)
    return (
        f"passage:{name} a pg:Passage ; pg:inSource source:s ; pg:startOffset {start} ; pg:endOffset {end} ;\n"
        f'  pg:passageDigest "old" ; pg:anchorPhrase "{anchor}"@en .\n'
    )


@pytest.fixture
def text(tmp_path: Path) -> TextAtHand:
    record = SourceRecord("s", "s.txt", "0" * 64, 1, tmp_path / "source.ttl")
    return TextAtHand(record, tmp_path / "new.txt", NEW, "f" * 64)


@pytest.fixture
def file(turtle_file: Callable[..., TurtleFile]) -> Callable[..., TurtleFile]:
    """Make a canonical file."""

    def make(turtle: str, name: str = "a.ttl", head: str = "") -> TurtleFile:
        made = turtle_file(f"{head}{HEAD}\n{turtle}", name)
        return turtle_file(canonical_text(made.path, made.text), name)

    return make


MOVES = {f"{ID}passage/s-0-9": passage(3, 12, "The quick")}


def test_a_passage_gets_its_new_name_offsets_and_digest(file: Callable[..., TurtleFile], text: TextAtHand) -> None:
    held = file(described("s-0-9", "The  quick"), head="# Head.\n\n")
    (found,) = relocated([held], MOVES, text).values()
    assert found.startswith("# Head.\n\nPREFIX")
    assert found.endswith(
        "passage:s-3-12\n    a pg:Passage ;\n"
        '    pg:anchorPhrase "The quick"@en ;\n    pg:endOffset 12 ;\n    pg:inSource source:s ;\n'
        f'    pg:passageDigest "{digest("The quick")}" ;\n    pg:startOffset 3 ;\n.\n'
    )


def test_every_mention_follows_in_every_file_and_in_no_text(file: Callable[..., TurtleFile], text: TextAtHand) -> None:
    task = file('task:a pg:statedIn passage:s-0-9 , passage:s-0-90 ; skos:note "passage:s-0-9" .', "task.ttl")
    left_out = file("exclusion:a pg:excludes passage:s-0-9 .", "coverage.ttl")
    other = file("task:b pg:statedIn passage:s-0-90 .", "other.ttl")
    found = relocated([task, left_out, other], MOVES, text)
    assert set(found) == {task.path, left_out.path}
    assert found[task.path] == task.text.replace(
        "passage:s-0-9 ,\n        passage:s-0-90", "passage:s-0-90 ,\n        passage:s-3-12"
    )
    assert found[left_out.path] == left_out.text.replace("passage:s-0-9 ", "passage:s-3-12 ")


def test_the_source_registers_the_new_text(file: Callable[..., TurtleFile], text: TextAtHand) -> None:
    registered = file(
        f'source:s a pg:Source ; pg:textFile "s.txt" ; pg:textDigest "{"0" * 64}" ; pg:textLength 1 ;\n'
        '  skos:prefLabel "S"@en .'
    )
    (found,) = relocated([registered], {}, text).values()
    assert '    pg:textDigest "' + "f" * 64 + '" ;\n    pg:textFile "new.txt" ;\n    pg:textLength 17 ;\n' in found
    assert 'skos:prefLabel "S"@en' in found


def test_passages_that_fall_on_one_place_become_one(file: Callable[..., TurtleFile], text: TextAtHand) -> None:
    moves = MOVES | {f"{ID}passage/s-20-29": passage(3, 12, "quick"), f"{ID}passage/s-30-39": passage(3, 12, "quick")}
    first = file(described("s-0-9", "The quick") + described("s-20-29", "quick"), "first.ttl")
    second = file(described("s-30-39", "quick") + described("s-0-4", "The"), "second.ttl")
    task = file("task:a pg:statedIn passage:s-0-9 , passage:s-20-29 , passage:s-30-39 .", "task.ttl")
    found = relocated([first, second, task], moves, text)
    assert found[first.path].count("a pg:Passage") == 1
    assert found[first.path].count("pg:anchorPhrase") == 1
    assert 'pg:anchorPhrase "The quick"@en' in found[first.path]
    assert found[second.path] == file(described("s-0-4", "The"), "expected.ttl").text
    assert found[task.path].endswith("task:a\n    pg:statedIn passage:s-3-12 ;\n.\n")


def test_what_else_is_said_of_a_merged_passage_is_kept(file: Callable[..., TurtleFile], text: TextAtHand) -> None:
    moves = MOVES | {f"{ID}passage/s-30-39": passage(3, 12, "quick")}
    first = file(described("s-0-9", "The quick"), "first.ttl")
    second = file(described("s-30-39", "quick") + 'passage:s-30-39 skos:note "A note" .', "second.ttl")
    found = relocated([first, second], moves, text)
    assert found[second.path].endswith('passage:s-3-12\n    skos:note "A note" ;\n.\n')


def test_passages_that_change_places_keep_apart(file: Callable[..., TurtleFile], text: TextAtHand) -> None:
    moves = {f"{ID}passage/s-3-6": passage(7, 12, "quick"), f"{ID}passage/s-7-12": passage(3, 6, "The")}
    held = file(described("s-3-6", "quick") + described("s-7-12", "The"))
    (found,) = relocated([held], moves, text).values()
    assert (
        found
        == file(
            described("s-7-12", "quick").replace('"old"', f'"{digest("quick")}"')
            + described("s-3-6", "The").replace('"old"', f'"{digest("The")}"'),
            "expected.ttl",
        ).text
    )
