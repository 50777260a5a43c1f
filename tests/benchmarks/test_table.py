"""The tables, and the verdicts on the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figures import CACHED, DISK, MEMORY, OXIGRAPH, RDFLIB
from benchmarks.ratios import Spread
from benchmarks.table import tables
from benchmarks.targets import judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.figures import Figures
    from benchmarks.load import Load


def test_the_conditions_are_named(figures: Figures) -> None:
    text = tables(figures)
    assert "1,000,123 triples of 327 sources (seed 7), medians of 3 rounds" in text
    assert "Python 3.11.0." in text


def test_throughput_is_a_ratio_with_its_range(figures: Figures, load: Callable[..., Load]) -> None:
    figures.rows["look-up"] = 1_300
    figures.loads["look-up", 8] = {
        DISK: [load(300), load(400), load(500)],
        OXIGRAPH: [load(1_000), load(1_000), load(1_000)],
        RDFLIB: [load(10), load(10)],
    }
    assert "| look-up | 1,300 | 8 | 1,000 | 0.40 (0.30–0.50) | – | × 35 |" in tables(figures)


def test_latency_and_cpu_time_are_in_milliseconds(figures: Figures, load: Callable[..., Load]) -> None:
    figures.rows["look-up"] = 1
    figures.loads["look-up", 1] = {DISK: [load(300)], MEMORY: [load(300)], OXIGRAPH: [load(1_000)]}
    expected = "| look-up | 1 | 3.00 | 3.00 | 3.00 | 20 | 20 | 20 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 0.25 |"
    assert expected in tables(figures)


def test_memory_and_start_stand_in_a_table(figures: Figures) -> None:
    figures.bundled[DISK] = (Spread(0.5, 0.4, 0.7), 64.4)
    figures.memory[OXIGRAPH] = (1_234.0, 2_345.6)
    figures.starts[OXIGRAPH] = 0.05
    text = tables(figures)
    assert "| disk | bundled graph | 0.50 s (0.40–0.70) | 64 | – |" in text
    assert "| Oxigraph | 1,000,123 triples | 0.05 s | 1,234 | 2,346 |" in text


def test_a_target_is_reached_from_its_value_on(figures: Figures, load: Callable[..., Load]) -> None:
    figures.loads["look-up", 8] = {DISK: [load(350)], MEMORY: [load(349)], OXIGRAPH: [load(1_000)]}
    figures.loads["trace", 8] = {DISK: [load(350)], MEMORY: [load(350)], OXIGRAPH: [load(1_000)]}
    assert [(one.measured, one.reached) for one in judge(figures)] == [
        ("disk 0.35, memory 0.35", False),
        ("disk 0.35, memory 0.35", True),
    ]


def test_one_analytic_query_below_the_target_is_enough_to_miss_it(figures: Figures, load: Callable[..., Load]) -> None:
    figures.loads["path-down", 1] = {DISK: [load(95)], OXIGRAPH: [load(100)]}
    figures.loads["text", 1] = {DISK: [load(80)], OXIGRAPH: [load(100)]}
    (verdict,) = judge(figures)
    assert (verdict.measured, verdict.reached) == ("path-down 0.95, text 0.80", False)


def test_an_export_must_begin_in_time(figures: Figures, load: Callable[..., Load]) -> None:
    figures.loads["export", 1] = {DISK: [load(95, first_byte=0.06)], OXIGRAPH: [load(100)]}
    (verdict,) = judge(figures)
    assert (verdict.measured, verdict.reached) == ("0.95, 60.0 ms", False)


def test_hits_and_starts_are_judged(figures: Figures, load: Callable[..., Load]) -> None:
    figures.hits["look-up", 8] = {CACHED: [load(499)], OXIGRAPH: [load(1_000)]}
    figures.bundled[DISK] = (Spread(1.5, 1.4, 1.6), 64.4)
    figures.bundled[OXIGRAPH] = (Spread(9.0, 9.0, 9.0), 64.4)
    assert [(one.measured, one.reached) for one in judge(figures)] == [("0.50", False), ("1.50 s", True)]
