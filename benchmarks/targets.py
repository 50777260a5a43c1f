"""What is to be reached, and whether a run reached it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.figures import CACHED, DISK, MEMORY, OURS, OXIGRAPH, RDFLIB, against
from benchmarks.ratios import spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.figures import Figures

__all__ = ["Verdict", "judge"]

AT: Final = 8
"""Clients at which light queries are judged."""

LIGHT: Final = ("look-up", "trace")
ANALYTIC: Final = ("path-down", "count-by-unit", "indicator-values", "text", "optional-list", "whole-graph")
SHARE: Final = 0.35
FACTOR: Final = 12.0
HIT: Final = 0.5
ANALYTIC_DISK: Final = 0.9
ANALYTIC_MEMORY: Final = 2.0
EXPORT: Final = 0.9
FIRST_BYTE: Final = 0.05
START: Final = 1.5


class Verdict(NamedTuple):
    """A target, what was measured of it and whether that is enough."""

    text: str
    measured: str
    reached: bool


def judge(figures: Figures) -> list[Verdict]:
    """Hold the figures against every target that was measured."""
    return [*_light(figures), *_hits(figures), *_export(figures), *_analytic(figures), *_start(figures)]


def _light(figures: Figures) -> Iterator[Verdict]:
    for name in LIGHT:
        loads = figures.loads.get((name, AT), {})
        for theirs, least in ((OXIGRAPH, SHARE), (RDFLIB, FACTOR)):
            found = {mode: one for mode in OURS if (one := against(loads, mode, theirs))}
            if found:
                yield Verdict(
                    f"{name}, uncached, {AT} clients: at least {least:g} times {theirs}",
                    ", ".join(f"{mode} {one.median:.2f}" for mode, one in found.items()),
                    all(one.median >= least for one in found.values()),
                )


def _hits(figures: Figures) -> Iterator[Verdict]:
    for (name, clients), loads in figures.hits.items():
        found = against(loads, CACHED, OXIGRAPH)
        if clients == AT and found:
            text = f"{name} from the cache, {AT} clients: at least {HIT} times Oxigraph"
            yield Verdict(text, f"{found.median:.2f}", found.median >= HIT)


def _export(figures: Figures) -> Iterator[Verdict]:
    loads = figures.loads.get(("export", 1), {})
    for mode in OURS:
        if found := against(loads, mode, OXIGRAPH):
            first = spread([load.first_byte for load in loads[mode]]).median
            yield Verdict(
                f"export of 100,000 rows, {mode}: at least {EXPORT} times Oxigraph, "
                f"first byte within {FIRST_BYTE * 1000:.0f} ms",
                f"{found.median:.2f}, {first * 1000:.1f} ms",
                found.median >= EXPORT and first <= FIRST_BYTE,
            )


def _analytic(figures: Figures) -> Iterator[Verdict]:
    for mode, least in ((DISK, ANALYTIC_DISK), (MEMORY, ANALYTIC_MEMORY)):
        for clients in (1, AT):
            found = {
                name: one.median
                for name in ANALYTIC
                if (one := against(figures.loads.get((name, clients), {}), mode, OXIGRAPH))
            }
            if found:
                text = f"analytic queries, {mode}, {clients} at once: each at least {least:g} times Oxigraph"
                shown = ", ".join(f"{name} {one:.2f}" for name, one in found.items())
                yield Verdict(text, shown, min(found.values()) >= least)


def _start(figures: Figures) -> Iterator[Verdict]:
    for name, (seconds, _) in figures.bundled.items():
        if name != OXIGRAPH:
            yield Verdict(
                f"start over the bundled graph, {name}: at most {START} s",
                f"{seconds.median:.2f} s",
                seconds.median <= START,
            )
