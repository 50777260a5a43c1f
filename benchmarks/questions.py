"""The twelve queries: each a file of `queries/`, asked with other constants in every request where it has any."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from benchmarks.nation.make import document_numbers
from benchmarks.nation.places import places
from benchmarks.nation.scale import INDICATORS, THEMES, indicator
from benchmarks.nation.work import MEASURES, TASKS, measure, task
from policygraph.graph.header import read_header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.nation import Nation

__all__ = ["QUESTIONS", "Question", "Weight", "texts"]

FOLDER: Final = Path(__file__).parent / "queries"
PAGE: Final = 50


class Weight(StrEnum):
    """How a query is measured: for so many seconds, or in so many requests."""

    LIGHT = "light"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Question:
    """A query that is measured.

    Attributes:
        name: The file's name without ending.
        title: What it asks, in plain words.
        template: Its text, with `${…}` for what changes from request to request.
        weight: How it is measured.
        same_rows: Whether every engine must give the same rows; else as many, since a limit cuts them off in no order.
    """

    name: str
    title: str
    template: Template
    weight: Weight
    same_rows: bool


def texts(question: Question, nation: Nation) -> Iterator[str]:
    """Give the query with one choice of constants after another; endless, and begins again when all had their turn.

    A comment counts the requests, so that no two are the same text: some servers keep plans by the exact text.
    """
    names = question.template.get_identifiers()
    choices = CONSTANTS[names[0]](nation) if names else [""]
    random.Random(f"{nation.seed} {question.name}").shuffle(choices)
    for number, choice in enumerate(itertools.cycle(choices)):
        yield f"{question.template.substitute(dict.fromkeys(names, choice))}# request {number}\n"


def _question(name: str, weight: Weight, *, same_rows: bool = True) -> Question:
    path = FOLDER / f"{name}.rq"
    text = path.read_text(encoding="utf-8")
    title = read_header(path, text, required=("title",))["title"]
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))
    return Question(name, title, Template(body), weight, same_rows)


def _tasks(nation: Nation) -> list[str]:
    return [task(source, number) for source in range(nation.sources) for number in range(TASKS)]


def _measures(nation: Nation) -> list[str]:
    every = itertools.product(range(nation.sources), range(TASKS), range(MEASURES))
    return [measure(source, of, number) for source, of, number in every]


def _regions(level: str) -> Callable[[Nation], list[str]]:
    return lambda nation: [place.iri for place in places(nation.provinces) if place.level == level]


def _phrases(nation: Nation) -> list[str]:
    """Give a place and a theme as the Chinese name of a measure joins them."""
    names = [place.name_zh for place in places(nation.provinces) if place.level in {"prefecture", "county"}]
    return [name + theme for name in dict.fromkeys(names) for _, theme in THEMES]


def _offsets(nation: Nation) -> list[str]:
    return [str(start) for start in range(0, nation.sources * TASKS * MEASURES, PAGE)]


CONSTANTS: Final[dict[str, Callable[[Nation], list[str]]]] = {
    "county": _regions("county"),
    "indicator": lambda _: [indicator(number) for number in range(INDICATORS)],
    "measure": _measures,
    "number": lambda nation: list(document_numbers(nation)),
    "offset": _offsets,
    "phrase": _phrases,
    "prefecture": _regions("prefecture"),
    "task": _tasks,
}
"""What stands for each `${…}`, in N-Quads' notation, which is SPARQL's too."""

QUESTIONS: Final = (
    _question("look-up", Weight.LIGHT),
    _question("trace", Weight.LIGHT),
    _question("path-up", Weight.LIGHT),
    _question("document-by-number", Weight.LIGHT),
    _question("provenance", Weight.LIGHT),
    _question("path-down", Weight.HEAVY),
    _question("count-by-unit", Weight.HEAVY),
    _question("indicator-values", Weight.HEAVY),
    _question("text", Weight.HEAVY),
    _question("optional-list", Weight.HEAVY),
    _question("export", Weight.HEAVY, same_rows=False),
    _question("whole-graph", Weight.HEAVY),
)
