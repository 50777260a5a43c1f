"""A text and statements of it, small enough to count by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.coverage import cover
from policygraph.graph.turtle import triples_of
from policygraph.model.evidence import SourceRecord, SourceText
from policygraph.model.files import TurtleFile
from policygraph.vocab import GRAPH, PREFIXES

if TYPE_CHECKING:
    from policygraph.coverage import Coverage

SOURCE = "note"


class Reading:
    """A text of which statements are made, each place named by its words."""

    def __init__(self, text: str) -> None:
        self.text = SourceText(SourceRecord(SOURCE, "note.txt", "0" * 64, len(text), Path("source.ttl")), text)
        self._passages: dict[str, str] = {}
        self._turtle: list[str] = []
        self._reference: list[str] = []

    def at(self, words: str, occurrence: int = 1) -> str:
        """Give the name of the passage that holds these words."""
        start = -1
        for _ in range(occurrence):
            start = self.text.text.index(words, start + 1)
        end = start + len(words)
        name = f"passage:{SOURCE}-{start}-{end}"
        self._passages[name] = (
            f"{name} a pg:Passage ; pg:inSource source:{SOURCE} ; pg:startOffset {start} ; pg:endOffset {end} ."
        )
        return name

    def say(self, turtle: str) -> None:
        """Add a statement to the source's own file."""
        self._turtle.append(turtle)

    def refer(self, turtle: str) -> None:
        """Add a statement to the reference data."""
        self._reference.append(turtle)

    def cover(self) -> Coverage:
        """Compare."""
        own = _file("own.ttl", SOURCE, [*self._passages.values(), *self._turtle])
        return cover(self.text, [own, _file("reference.ttl", None, self._reference)])

    def states(self) -> dict[str, str]:
        """Give what has become of each number, date, document number, title and name; the last of several counts."""
        return {item.span.of(self.text.text): item.state for item in self.cover().items}


def _file(name: str, source: str | None, lines: list[str]) -> TurtleFile:
    heads = "\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())
    text = "\n".join([heads, *lines])
    return TurtleFile(Path(name), f"{GRAPH}{source or 'reference'}", source, text, tuple(triples_of(Path(name), text)))


@pytest.fixture
def note() -> Reading:
    """Give a text of three sentences and a heading, with nothing said of it."""
    return Reading(
        "Progress of the tasks\n"
        "In 2022, 12 outlets were treated in Datong. The others wait. "
        'The "one river, one plan" rule of JHF [2022] No.43 came in April.\n'
    )
