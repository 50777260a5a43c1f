"""The registry of source texts, passages in them, and finding the place of a phrase."""

from policygraph.sources.locate import EXTENTS, Extent, locate, occurrences
from policygraph.sources.texts import Texts, text_folders

__all__ = ["EXTENTS", "Extent", "Texts", "locate", "occurrences", "text_folders"]
