"""The registry of source texts, passages in them, the place of a phrase, and passages of a text that has shifted."""

from policygraph.sources.locate import EXTENTS, Extent, locate, occurrences
from policygraph.sources.relocate import Outcome, Relocation, relocate
from policygraph.sources.texts import Texts, text_folders

__all__ = [
    "EXTENTS",
    "Extent",
    "Outcome",
    "Relocation",
    "Texts",
    "locate",
    "occurrences",
    "relocate",
    "text_folders",
]
