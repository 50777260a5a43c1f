"""Resolver: from what a person writes to the thing that is meant, or to the candidates."""

from policygraph.resolver.asked import LONGEST, read_asked_text
from policygraph.resolver.explain import Explanation, explain, name_match
from policygraph.resolver.index import NameIndex, NamesOfKind, read_names
from policygraph.resolver.kinds import KIND_NAMES, kind_of, read_kinds
from policygraph.resolver.model import CodeReading, Context, How, Match, NumberReading, Outcome, Resolution
from policygraph.resolver.one import resolve_one
from policygraph.resolver.resolve import ALL_WAYS, Way, resolve, resolve_certain, resolve_folded, resolve_near
from policygraph.resolver.write import write_match, write_resolution

__all__ = [
    "ALL_WAYS",
    "KIND_NAMES",
    "LONGEST",
    "CodeReading",
    "Context",
    "Explanation",
    "How",
    "Match",
    "NameIndex",
    "NamesOfKind",
    "NumberReading",
    "Outcome",
    "Resolution",
    "Way",
    "explain",
    "kind_of",
    "name_match",
    "read_asked_text",
    "read_kinds",
    "read_names",
    "resolve",
    "resolve_certain",
    "resolve_folded",
    "resolve_near",
    "resolve_one",
    "write_match",
    "write_resolution",
]
