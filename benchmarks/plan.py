"""What a run is to measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.questions import QUESTIONS

if TYPE_CHECKING:
    from benchmarks.questions import Question

__all__ = ["Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure.

    Attributes:
        triples: Size of the nation.
        seed: Where chance begins.
        rounds: Turns of each server.
        seconds: Length of a turn.
        clients: How many clients ask at once, one choice after another.
        only: Names of the queries; all where empty.
        workers: Query processes of this project's server; 0 leaves the choice to it.
        rdflib: Whether rdflib-endpoint takes part.
    """

    triples: int = 1_000_000
    seed: int = 1
    rounds: int = 5
    seconds: float = 1.0
    clients: tuple[int, ...] = (1, 8, 32)
    only: tuple[str, ...] = ()
    workers: int = 0
    rdflib: bool = True

    @property
    def questions(self) -> tuple[Question, ...]:
        """The queries to measure."""
        return tuple(question for question in QUESTIONS if not self.only or question.name in self.only)
