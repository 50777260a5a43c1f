"""Traces of the bundled graph: of several things of every class, in every direction."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pyoxigraph as ox
import pytest

import policygraph.trace
from policygraph.model.inquiry import conduct
from policygraph.trace import as_json, as_json_ld, trace
from policygraph.trace.neighbours import NOT_STATED
from policygraph.trace.routes import EXCLUDED, FACTS, ROUTES
from policygraph.vocab import CONCEPT, ID, PG, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.store import EmbeddedStore
    from policygraph.trace import Direction, Hop, Trace

SCHEMA = json.loads((Path(policygraph.trace.__file__).parent / "trace.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
OF_EACH_CLASS = 3


@pytest.fixture(scope="module")
def samples(bundled_store: EmbeddedStore) -> list[str]:
    """The first things of every class as curated."""
    rows = bundled_store.select(
        f"""SELECT DISTINCT ?class ?thing {{ GRAPH ?g {{ ?thing a ?class }}
        FILTER (!CONTAINS(STR(?g), "/inferred-") && STRSTARTS(STR(?thing), "{ID}")) }} ORDER BY ?class ?thing"""
    ).rows
    by_class: dict[str, list[str]] = {}
    for row in rows:
        by_class.setdefault(row["class"].value, []).append(row["thing"].value)
    assert len(by_class) > 40
    return sorted({thing for things in by_class.values() for thing in things[:OF_EACH_CLASS]})


def hops(trace: Trace) -> Iterator[tuple[str, Hop]]:
    """Give every hop with the thing that it starts from."""

    def below(thing: str, found: tuple[Hop, ...]) -> Iterator[tuple[str, Hop]]:
        for hop in found:
            yield thing, hop
            if hop.node is not None:
                yield from below(hop.node, hop.hops)

    yield from below(trace.focus, trace.hops)


def statement(thing: str, hop: Hop) -> tuple[str, str, str]:
    if hop.node is None:
        return thing, NOT_STATED, hop.property
    return (hop.node, hop.property, thing) if hop.inverse else (thing, hop.property, hop.node)


@pytest.mark.parametrize("direction", ["up", "down", "both"])
def test_every_trace_is_sound(bundled_store: EmbeddedStore, samples: list[str], direction: Direction) -> None:
    for thing in samples:
        found = conduct(trace(thing, release="r", direction=direction), bundled_store.select)
        told = [(statement(start, hop), hop) for start, hop in hops(found)]
        for (subject, prop, value), hop in told:
            quads = {ox.Quad(*map(ox.NamedNode, (subject, prop, value, graph))) for graph in hop.graphs}
            assert quads, (thing, subject, prop, value)
            assert {q for q in quads if q not in bundled_store._store} == set()
            assert set(hop.evidence) <= set(found.passages)
            assert hop.node is None or hop.node in found.nodes
            assert hop.basis.kind != "inferred" or hop.basis.reasons or hop.node is None
        assert len({said for said, _ in told}) == len(told), f"{thing}: a statement is told twice"
        assert {hop.node for _, hop in told if hop.node} | {thing} == set(found.nodes)
        assert len(found.nodes) <= found.limit
        assert direction == "both" or {hop.way for _, hop in told} <= {direction, "detail"}
        assert all(set(node.evidence) <= set(found.passages) for node in found.nodes.values())
        assert found.complete is not any(node.omitted for node in found.nodes.values())
        VALIDATOR.validate(json.loads(json.dumps(as_json(found))))


def test_every_statement_of_the_linked_data_is_one_of_the_release(
    bundled_store: EmbeddedStore, samples: list[str]
) -> None:
    for thing in samples:
        found = conduct(trace(thing, release="r"), bundled_store.select)
        document = json.dumps(as_json_ld(found)).encode()
        quads = set(ox.parse(document, format=ox.RdfFormat.JSON_LD))
        assert {quad for quad in quads if quad not in bundled_store._store} == set()
        about = {str(quad.subject)[1:-1] for quad in quads}
        assert set(found.nodes) | set(found.passages) <= about
        triples = {(str(q.subject)[1:-1], q.predicate.value, str(q.object)[1:-1]) for q in quads}
        assert {statement(start, hop) for start, hop in hops(found)} <= triples


def test_a_trace_from_memory_is_the_same(bundled_store: EmbeddedStore, samples: list[str]) -> None:
    memory = ox.Store()
    memory.bulk_extend(iter(bundled_store._store))
    other = type(bundled_store)(memory, bundled_store._overlapping)
    for thing in samples[::3]:
        assert conduct(trace(thing, release="r"), other.select) == conduct(
            trace(thing, release="r"), bundled_store.select
        )


def test_every_property_that_leads_to_a_thing_is_classified(bundled_store: EmbeddedStore) -> None:
    rows = bundled_store.select(
        f"""SELECT DISTINCT ?p {{ ?s ?p ?o FILTER (isIRI(?o) && (STRSTARTS(STR(?s), "{ID}")
        || STRSTARTS(STR(?s), "{CONCEPT}"))) }}"""
    ).rows
    used = {row["p"].value for row in rows}
    assert len(used) > 80
    assert sorted(map(shorten, used - {*ROUTES, *FACTS, *EXCLUDED, NOT_STATED})) == []


def test_what_is_omitted_is_what_a_larger_trace_finds(bundled_store: EmbeddedStore) -> None:
    region = f"{ID}region/inner-mongolia"
    small = conduct(trace(region, release="r", direction="down", depth=1, limit=20), bundled_store.select)
    large = conduct(trace(region, release="r", direction="down", depth=1, limit=2000), bundled_store.select)
    assert large.nodes[region].omitted == ()
    left = {(o.property, o.inverse): o.count for o in small.nodes[region].omitted}
    for key in {(hop.property, hop.inverse) for hop in large.hops}:
        here, there = (sum((h.property, h.inverse) == key for h in found.hops) for found in (small, large))
        assert here + left.get(key, 0) == there
    assert f"{PG}takesPlaceIn" in {prop for prop, _ in left}
