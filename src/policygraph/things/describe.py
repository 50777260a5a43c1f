"""Descriptions: all that the graph says of things as subjects."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.things.model import Name, Statement, Thing
from policygraph.things.refer import batches, refer, values_clause
from policygraph.vocab import GRAPH, PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.model.inquiry import Inquiry
    from policygraph.model.terms import Term

__all__ = ["classify", "describe", "name_things"]

LABEL = PREFIXES["skos"] + "prefLabel"
RECONSTRUCTED = PG + "reconstructedName"
RDFS_LABEL = PREFIXES["rdfs"] + "label"
LABELS = (LABEL, RECONSTRUCTED, RDFS_LABEL)
TYPE = PREFIXES["rdf"] + "type"
CHINESE = "zh-hans"


def describe(things: Iterable[str]) -> Inquiry[Mapping[str, Thing]]:
    """Read what the graph says of things; those of which it says nothing are absent.

    Raises:
        UsageError: One of them is not an IRI.
    """
    found: dict[str, list[Statement]] = defaultdict(list)
    for part in batches(things):
        # A number for each thing: the engine keeps it in the row, and would look the IRI up for every row.
        numbered = " ".join(f"({number} {refer(iri)})" for number, iri in enumerate(part))
        query = f"SELECT ?i ?p ?o ?g {{ VALUES (?i ?s) {{ {numbered} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        for row in (yield query).rows:
            found[part[int(row["i"].value)]].append(Statement(row["p"].value, row["o"], row["g"].value))
    return {iri: _thing(iri, statements) for iri, statements in found.items()}


def name_things(things: Iterable[str]) -> Inquiry[Mapping[str, Name]]:
    """Read what things are called; those without a name are absent.

    Raises:
        UsageError: One of them is not an IRI.
    """
    found: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    # The engine joins two lists of values the slow way: it goes through every label of the graph.
    wanted = " UNION ".join(f"{{ ?s {refer(prop)} ?o BIND ({refer(prop)} AS ?p) }}" for prop in LABELS)
    for part in batches(things):
        query = f"SELECT ?s ?p ?o {{ {values_clause('s', part)} {wanted} }}"
        for row in (yield query).rows:
            found[row["s"].value].append((row["p"].value, row["o"]))
    return {iri: _name(pairs) for iri, pairs in found.items()}


def classify(things: Iterable[str]) -> Inquiry[Mapping[str, str]]:
    """Read the types of things, as `Thing.type` gives them; those without a class are absent.

    Raises:
        UsageError: One of them is not an IRI.
    """
    found: dict[str, list[Statement]] = defaultdict(list)
    for part in batches(things):
        query = f"SELECT ?s ?o ?g {{ {values_clause('s', part)} GRAPH ?g {{ ?s {refer(TYPE)} ?o }} }}"
        for row in (yield query).rows:
            found[row["s"].value].append(Statement(TYPE, row["o"], row["g"].value))
    return {iri: _type(sorted(statements)) for iri, statements in found.items()}


def _thing(iri: str, statements: list[Statement]) -> Thing:
    ordered = sorted(statements)
    labels = [(s.property, s.value) for s in ordered if s.property in LABELS]
    return Thing(iri, _type(ordered), _name(labels), tuple(ordered))


def _type(statements: Iterable[Statement]) -> str:
    typed = [s for s in statements if s.property == TYPE and s.value.value.startswith(PG)]
    stated = [s for s in typed if not s.graph.startswith(f"{GRAPH}inferred-")] or typed
    return stated[0].value.value.removeprefix(PG) if stated else "Resource"


def _name(pairs: Iterable[tuple[str, Term]]) -> Name:
    by_kind: dict[tuple[str, str | None], str] = {}
    for prop, value in sorted(pairs, key=lambda pair: pair[1].value):
        by_kind.setdefault((prop, value.language), value.value)
    label, rebuilt = by_kind.get((LABEL, CHINESE)), by_kind.get((RECONSTRUCTED, CHINESE))
    return Name(
        en=by_kind.get((LABEL, "en")) or by_kind.get((RDFS_LABEL, "en")),
        zh=label or rebuilt or by_kind.get((RDFS_LABEL, CHINESE)),
        reconstructed=label is None and rebuilt is not None,
    )
