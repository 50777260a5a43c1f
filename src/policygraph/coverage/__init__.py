"""How much of a source's text its statements account for, and what of it is still open."""

from policygraph.coverage.measure import cover
from policygraph.coverage.model import Coverage, Item, SentenceCover, State, Tally

__all__ = ["Coverage", "Item", "SentenceCover", "State", "Tally", "cover"]
