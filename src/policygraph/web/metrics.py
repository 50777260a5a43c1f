"""What Prometheus reads at `/metrics`; docs/operations.md lists it, and a test holds the two together."""

from __future__ import annotations

import platform
from itertools import accumulate
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.openmetrics import exposition as openmetrics
from prometheus_client.registry import Collector

from policygraph import __version__
from policygraph.web.fields.negotiation import negotiate
from policygraph.web.problems.kinds import KINDS
from policygraph.web.telemetry.telemetry import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from policygraph.web.exchange.cache import ResultCache
    from policygraph.web.http.connection import Connections
    from policygraph.web.serving import Serving
    from policygraph.web.telemetry.telemetry import Durations

__all__ = ["OUTCOMES", "Metrics"]

OUTCOMES = ("ok", "cached", "not-modified", "gone", "broken-off", *(kind.name for kind in KINDS))
"""What can come of a query; each is told from the beginning, so that its first occurrence is seen as a rise."""

_FORMATS = {
    "text/plain": CONTENT_TYPE_LATEST,
    "application/openmetrics-text": openmetrics.CONTENT_TYPE_LATEST,
}


class Metrics(Collector):
    """Reads, when it is asked, what the parts of the server count.

    Args:
        serving: Gives the releases and their processes.
        cache: The results that are kept.
        connections: The connections, and the telemetry of what comes over them.
    """

    def __init__(self, serving: Callable[[], Serving], cache: ResultCache, connections: Connections) -> None:
        self._serving = serving
        self._cache = cache
        self._connections = connections
        self._registry = CollectorRegistry()
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def write(self, accept: str | None) -> tuple[bytes, str]:
        """Give all metrics, in the format that an `Accept` header prefers, and its media type."""
        if negotiate(accept, _FORMATS) == openmetrics.CONTENT_TYPE_LATEST:
            body: bytes = openmetrics.generate_latest(self._registry)  # type: ignore[no-untyped-call]
            return body, openmetrics.CONTENT_TYPE_LATEST
        return generate_latest(self._registry), CONTENT_TYPE_LATEST

    def describe(self) -> Iterator[Metric]:
        """Name nothing beforehand: before the server serves there is nothing to read."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Read everything."""
        yield InfoMetricFamily(
            "policygraph_build",
            "What is running.",
            value={"version": __version__, "python": platform.python_version()},
        )
        yield from self._of_release()
        yield from self._of_requests()
        yield from self._of_queries()
        yield from self._of_cache()

    def _of_release(self) -> Iterator[Metric]:
        serving = self._serving()
        release = serving.current().release
        told = {"release": release.id, "built": release.manifest.built}
        yield InfoMetricFamily("policygraph_release", "The release that is served.", value=told)
        yield _gauge("policygraph_release_triples", "Triples of the release that is served.", release.manifest.triples)
        pool = serving.current().pool
        moves = CounterMetricFamily("policygraph_release_moves", "Moves to another release.", labels=["outcome"])
        moves.add_metric(["served"], serving.moves)
        moves.add_metric(["refused"], serving.refusals)
        yield moves
        processes = GaugeMetricFamily("policygraph_query_processes", "Query processes.", labels=["state"])
        processes.add_metric(["busy"], pool.busy)
        processes.add_metric(["idle"], max(0, len(pool.workers) - pool.busy))
        yield processes
        yield CounterMetricFamily("policygraph_query_processes_started", "Query processes started.", serving.started)
        yield _gauge("policygraph_store_in_memory", "Whether the store is queried in memory.", int(pool.resident))
        yield _gauge("policygraph_spool_bytes", "Bytes of results that wait in temporary files.", pool.spooled)
        yield _gauge("policygraph_query_queue_length", "Queries that wait for a process.", pool.waiting)

    def _of_requests(self) -> Iterator[Metric]:
        telemetry = self._connections.telemetry
        requests = CounterMetricFamily(
            "policygraph_http_requests", "Requests, by method and status.", labels=["method", "status"]
        )
        for (method, status), count in telemetry.requests.items():
            requests.add_metric([method, str(status)], count)
        yield requests
        yield CounterMetricFamily("policygraph_http_response_bytes", "Bytes of all bodies sent.", telemetry.sent)
        yield _gauge("policygraph_connections", "Connections that are open.", len(self._connections))
        yield CounterMetricFamily(
            "policygraph_connections_refused",
            "Connections refused since there were too many.",
            self._connections.refused,
        )
        lost = telemetry.log.lost if telemetry.log is not None else 0
        yield CounterMetricFamily("policygraph_access_log_lost_lines", "Lines of the access log not written.", lost)

    def _of_queries(self) -> Iterator[Metric]:
        telemetry = self._connections.telemetry
        queries = CounterMetricFamily("policygraph_queries", "Queries, by what came of them.", labels=["outcome"])
        counts: Mapping[str, int] = dict.fromkeys(OUTCOMES, 0) | telemetry.queries
        for outcome, count in counts.items():
            queries.add_metric([outcome], count)
        yield queries
        durations = HistogramMetricFamily(
            "policygraph_query_duration_seconds", "Time from a query to the end of its answer.", labels=["answer"]
        )
        for name, taken in (("evaluated", telemetry.evaluated), ("cached", telemetry.cached)):
            durations.add_metric([name], _buckets(taken), taken.seconds)
        yield durations

    def _of_cache(self) -> Iterator[Metric]:
        yield _gauge("policygraph_cache_entries", "Results that are kept.", len(self._cache))
        yield _gauge("policygraph_cache_bytes", "Bytes of the results that are kept.", self._cache.size)
        yield CounterMetricFamily("policygraph_cache_hits", "Queries answered from the cache.", self._cache.hits)
        yield CounterMetricFamily("policygraph_cache_misses", "Queries not found in the cache.", self._cache.misses)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)


def _buckets(taken: Durations) -> list[tuple[str, float]]:
    """Give how many took no longer than each bound."""
    bounds = [f"{bound:g}" for bound in BOUNDS] + ["+Inf"]
    return [(bound, float(count)) for bound, count in zip(bounds, accumulate(taken.counts), strict=True)]
