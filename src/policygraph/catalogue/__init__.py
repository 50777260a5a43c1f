"""Saved queries: one question a file, with the answer that a person has read from the text."""

from policygraph.catalogue.queries import Catalogue, SavedQuery, load_catalogue

__all__ = ["Catalogue", "SavedQuery", "load_catalogue"]
