"""What `trace`, `audit` and `analysis` are measured over, and what they report, with their limits."""

from __future__ import annotations

import datetime as dt
import os
import platform
import random
import statistics
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.analyses import analysis_table, measure_analyses
from benchmarks.rules import audit_table, measure_rules
from benchmarks.servers import policygraph
from benchmarks.start import publish_bundled
from benchmarks.stores import Nations, say
from benchmarks.table import table
from benchmarks.traces import all_of, measure_http, measure_traces, things_of, trace_table
from policygraph.graph.records import source_records
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled
from policygraph.sources import Texts, text_folders
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

__all__ = ["REPORTS", "Terms"]

BUNDLED_LIMIT: Final = 0.030
NATION_LIMIT: Final = 0.060
RULES_LIMIT: Final = 60.0


class Terms(NamedTuple):
    """What a report is measured over.

    Attributes:
        folder: Where the data are, or are made.
        triples: Size of the nation.
        seed: Where chance begins.
        sample: Things of each class of the nation that are traced.
        bundled: Things of each class of the bundled graph that are traced; all where None.
    """

    folder: Path
    triples: int
    seed: int
    sample: int
    bundled: int | None = None


def report_traces(terms: Terms) -> str:
    """Trace everything in the bundled graph, and a sample of the nation, in this process and over HTTP."""
    nation = Nations(terms.folder).open(terms.triples, terms.seed)
    root = terms.folder / "bundled"
    store = (root / "current" / "store").resolve() if root.exists() else publish_bundled(root)
    everything = things_of(EmbeddedStore.open(store), terms.bundled, random.Random(terms.seed))
    at_home = measure_traces(EmbeddedStore.open(store), everything, _texts(), BUNDLED_LIMIT)
    in_memory = measure_traces(EmbeddedStore.load(store), everything, _texts(), BUNDLED_LIMIT)
    say("traces of the bundled graph measured")
    sample = things_of(EmbeddedStore.open(nation.store), terms.sample, random.Random(terms.seed))
    abroad = measure_traces(EmbeddedStore.open(nation.store), sample)
    say("traces of the nation measured")
    with policygraph(nation.root, "disk", store="disk", cache_size=0) as server:
        served = measure_http(server, sample)
    median = statistics.median(all_of(abroad).cpu)
    targets = [
        *(
            (
                f"any thing of the bundled graph, {place}: at most 30 ms of CPU time",
                f"{1000 * max(all_of(times).cpu):.1f} ms",
                max(all_of(times).cpu) <= BUNDLED_LIMIT,
            )
            for place, times in (("in memory", in_memory), ("on disk", at_home))
        ),
        ("the nation, median: at most 60 ms of CPU time", f"{1000 * median:.1f} ms", median <= NATION_LIMIT),
    ]
    parts = (
        _conditions(f"{nation.triples:,} triples of {nation.sources:,} sources (seed {terms.seed})"),
        _judged(targets),
        f"### The bundled graph on disk, {terms.bundled or 'all'} things of each class, with words where at hand",
        trace_table(at_home, BUNDLED_LIMIT),
        "### The same in memory",
        trace_table(in_memory, BUNDLED_LIMIT),
        f"### A nation, {terms.sample} things of each class",
        trace_table(abroad),
        "### The same over HTTP, as JSON, one after another, without the cache",
        trace_table(served),
    )
    return "\n\n".join(parts)


def report_rules(terms: Terms) -> str:
    """Run every rule of the audit over the nation."""
    nation = Nations(terms.folder).open(terms.triples, terms.seed)
    times = measure_rules(nation.store)
    total = sum(one.seconds for one in times)
    targets = [("all rules together: at most 60 s", f"{total:.1f} s", total <= RULES_LIMIT)]
    about = f"{nation.triples:,} triples of {nation.sources:,} sources (seed {terms.seed}), {len(times)} rules"
    return "\n\n".join((_conditions(about), _judged(targets), audit_table(times)))


def report_analyses(terms: Terms) -> str:
    """Carry out every analysis over the nation and over one of a tenth of its size."""
    sizes, found = measure_analyses(terms.folder, (terms.triples // 10, terms.triples), terms.seed)
    return "\n\n".join((_conditions(f"synthetic nations (seed {terms.seed})"), analysis_table(sizes, found)))


REPORTS: Final[Mapping[str, tuple[Callable[[Terms], str], str]]] = {
    "trace": (report_traces, "traces of things of every class, in this process and over HTTP"),
    "audit": (report_rules, "every rule of the audit"),
    "analysis": (report_analyses, "every analysis, over two sizes"),
}
"""Name of a report → what makes it, and what it is about."""


def _conditions(about: str) -> str:
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    tools = ", ".join(f"{name} {version(name)}" for name in ("policygraph", "pyoxigraph", "networkx"))
    return f"{today}, {os.cpu_count()} processor cores, {about}. Python {platform.python_version()}, {tools}."


def _judged(targets: Sequence[tuple[str, str, bool]]) -> str:
    return table(("target", "measured", "reached"), [(*one[:2], "yes" if one[2] else "**no**") for one in targets])


def _texts() -> Texts:
    workspace = Workspace.of(bundled(), bundled())
    return Texts.of(source_records(workspace), text_folders(workspace.root, os.environ))
