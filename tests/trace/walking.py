"""Traces carried out, and told as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policygraph.model.inquiry import conduct
from policygraph.trace import trace as trace_thing
from policygraph.vocab import ID, PG, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.store import EmbeddedStore
    from policygraph.trace import Hop, Trace

__all__ = ["each", "short", "steps", "trace"]


def trace(store: EmbeddedStore, thing: str, **options: Any) -> Trace:  # noqa: ANN401 # those of `trace`
    return conduct(trace_thing(thing, release="r", **{"direction": "up", **options}), store.select)


def walked(hops: tuple[Hop, ...], depth: int = 1) -> Iterator[tuple[int, str, str]]:
    """Give depth, step and thing of every hop; a step against the property's direction begins with `^`."""
    for hop in hops:
        step = f"{'^' if hop.inverse else ''}{hop.property.removeprefix(PG)}"
        yield depth, step, shorten(hop.node) if hop.node else "not stated"
        yield from walked(hop.hops, depth + 1)


def steps(found: Trace) -> list[tuple[int, str, str]]:
    return list(walked(found.hops))


def each(hops: tuple[Hop, ...]) -> Iterator[Hop]:
    for hop in hops:
        yield hop
        yield from each(hop.hops)


def short(store: EmbeddedStore, thing: str, **options: Any) -> list[str]:  # noqa: ANN401 # those of `trace`
    """Give the steps of a trace as text: depth, way, property, thing."""

    def tell(hops: tuple[Hop, ...], depth: int) -> Iterator[str]:
        for hop in hops:
            arrow, end = "^" if hop.inverse else "", shorten(hop.node) if hop.node else "-"
            yield f"{depth} {hop.way} {arrow}{shorten(hop.property)} {end}{' seen' if hop.seen else ''}"
            yield from tell(hop.hops, depth + 1)

    return list(tell(trace(store, f"{ID}{thing}", **options).hops, 1))
