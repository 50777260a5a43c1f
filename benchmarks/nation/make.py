"""From a number of triples to a file: the ontology and concepts, the reference data, then source by source."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.nation.agents import write_partners
from benchmarks.nation.bodies import bodies, write_body
from benchmarks.nation.oversight import write_assessment, write_inspection
from benchmarks.nation.papers import PAPERS, document_number, write_papers
from benchmarks.nation.places import MOST_PROVINCES, places, write_place
from benchmarks.nation.rest import write_rest
from benchmarks.nation.scale import YEARS, write_scale
from benchmarks.nation.source import Source
from benchmarks.nation.work import Ground, write_work
from benchmarks.nation.writer import Writer
from policygraph.graph.assemble import read_files
from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import infer, load_rules
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled
from policygraph.vocab import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.nation.bodies import Body
    from benchmarks.nation.places import Place

__all__ = ["Nation", "document_numbers", "write_nation"]

TRIPLES_A_PROVINCE: Final = 30_000
FOUNDATION: Final = (f"{GRAPH}ontology", f"{GRAPH}concepts")


@dataclass(frozen=True, slots=True)
class Nation:
    """What was written.

    Attributes:
        triples: Statements, each in one graph.
        sources: How many sources; they are numbered from 0.
        provinces: How many provinces.
        seed: Where chance began.
    """

    triples: int
    sources: int
    provinces: int
    seed: int


def write_nation(path: Path, triples: int, seed: int) -> Nation:
    """Write a nation of about so many triples as N-Quads; the same size and seed give the same bytes.

    Args:
        path: The file to write.
        triples: The size; what is written goes past it by less than one source, some 3,000 triples, and is never
            less than the ontology, the concepts and one province with one source, some 15,000.
        seed: Where chance begins.
    """
    land = _Land.of(max(1, min(MOST_PROVINCES, triples // TRIPLES_A_PROVINCE)))
    written = sources = 0
    with path.open("w", encoding="utf-8") as file:
        for lines in itertools.chain(land.reference(), land.sources(seed)):
            file.writelines(lines)
            written += len(lines)
            sources += 1
            if written >= triples and sources > 1:
                break
    return Nation(written, sources - 1, land.provinces, seed)


def document_numbers(nation: Nation) -> Iterator[str]:
    """Give the normal form of the number of every paper, source by source."""
    land = _Land.of(nation.provinces)
    for source in range(nation.sources):
        opened = land.open(source, nation.seed)
        yield from (str(document_number(opened, place)) for place in range(1, PAPERS + 1))


@dataclass(frozen=True, slots=True)
class _Land:
    """The regions and units of a nation, which come before its sources."""

    provinces: int
    here: tuple[Place, ...]
    staff: dict[str, tuple[Body, ...]]

    @classmethod
    def of(cls, provinces: int) -> _Land:
        here = tuple(places(provinces))
        return cls(provinces, here, {place.slug: tuple(bodies(place)) for place in here})

    def reference(self) -> Iterator[list[str]]:
        """Give the ontology, the concepts and the reference data, as one block."""
        reference = Writer("reference")
        write_scale(reference)
        for place in self.here:
            write_place(reference, place)
            for body in self.staff[place.slug]:
                write_body(reference, body)
        yield [*_foundation(), *reference.lines]

    def sources(self, seed: int) -> Iterator[list[str]]:
        """Give one source after another, without end."""
        grounds = {place.slug: self._ground(place) for place in self.here}
        for number in itertools.count():
            source = self.open(number, seed)
            papers = write_papers(source)
            ground = grounds[source.publisher.place.slug]
            write_work(source, papers, ground)
            write_partners(source, ground)
            write_inspection(source, ground)
            write_assessment(source, papers)
            write_rest(source, papers, ground)
            source.describe(papers.report, papers.released)
            yield source.out.lines

    def _ground(self, place: Place) -> Ground:
        above = self.staff[place.parent.slug][0] if place.parent else None
        return Ground(_within(place, self.here), self.staff[place.slug], above)

    def open(self, number: int, seed: int) -> Source:
        """Begin a source: whose it is and which year it is about."""
        chance = random.Random(f"{seed} {number}")
        place = chance.choice(self.here)
        return Source(number, chance.choice(self.staff[place.slug]), chance.choice(YEARS), chance)


def _within(place: Place, here: tuple[Place, ...]) -> tuple[Place, ...]:
    """Give a place and what lies in it; the whole nation is its provinces, so that work there has a place."""
    if place.parent is None:
        return tuple(other for other in here if other.parent is place)
    return tuple(other for other in here if other.slug == place.slug or other.slug.startswith(f"{place.slug}-"))


def _foundation() -> list[str]:
    """Give the bundled ontology and concepts, with what the rules say of themselves."""
    workspace = Workspace.of(bundled(), bundled())
    dataset = Dataset.of(file for file in read_files(workspace) if file.graph in FOUNDATION)
    infer(dataset, load_rules(workspace.rule_files()))
    return [line.decode() for line in dataset.canonical_lines()]
