from __future__ import annotations

import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_open
from prometheus_client.parser import text_string_to_metric_families as parse

from policygraph import __version__
from policygraph.web.metrics import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    import httpx

    Start = Callable[..., AbstractContextManager[httpx.Client]]

DOCUMENT = Path(__file__).parents[2] / "docs" / "operations.md"
LIGHT = {"query": "SELECT ?o { <http://e/7> <http://e/label> ?o }"}
HEAVY = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"}

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture
def fresh(root: Path, start: Start) -> Iterator[httpx.Client]:
    with start(root, workers=2, query_seconds=1, query_memory=64) as client:
        yield client


def scrape(client: httpx.Client) -> Samples:
    families = parse(client.get("/metrics").text)
    return {(one.name, frozenset(one.labels.items())): one.value for family in families for one in family.samples}


def families_of(text: str) -> set[str]:
    return {family.name for family in parse_open(text)}  # type: ignore[no-untyped-call]


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples["policygraph_" + name, frozenset(labels.items())]


def test_the_first_scrape_tells_every_outcome_of_a_query(fresh: httpx.Client) -> None:
    samples = scrape(fresh)
    assert [value(samples, "queries_total", outcome=outcome) for outcome in OUTCOMES] == [0.0] * len(OUTCOMES)
    assert value(samples, "query_processes", state="idle") == 2
    assert value(samples, "query_processes", state="busy") == 0
    assert value(samples, "query_processes_started_total") >= 2
    assert value(samples, "query_queue_length") == 0
    assert value(samples, "spool_bytes") == 0
    assert value(samples, "connections") == 1
    assert value(samples, "release_triples") == 10_002
    assert value(samples, "release_info", release="0123abcd", built="2026-01-02T03:04:05Z") == 1
    (build,) = (labels for name, labels in samples if name == "policygraph_build_info")
    assert ("version", __version__) in build
    assert samples["process_resident_memory_bytes", frozenset()] > 1e7


def test_counters_tell_the_truth(fresh: httpx.Client) -> None:
    sent = [fresh.get("/sparql", params=LIGHT), fresh.get("/sparql", params=LIGHT), fresh.post("/sparql", data=LIGHT)]
    tag = {"If-None-Match": sent[0].headers["etag"]}
    sent += [fresh.get("/sparql", params=LIGHT, headers=tag), fresh.get("/sparql", params={"query": "SELECT"})]
    sent += [
        fresh.get("/sparql", params={"query": "CLEAR ALL"}),
        fresh.get("/sparql", params=HEAVY),
        fresh.get("/sparql"),
    ]
    samples = scrape(fresh)
    outcomes = {outcome: value(samples, "queries_total", outcome=outcome) for outcome in OUTCOMES}
    assert {outcome: count for outcome, count in outcomes.items() if count} == {
        "ok": 1, "cached": 2, "not-modified": 1, "query-syntax": 1, "query-refused": 1, "query-timeout": 1,
    }  # fmt: skip
    assert value(samples, "http_requests_total", method="GET", status="200") == 3
    assert value(samples, "http_requests_total", method="POST", status="200") == 1
    assert value(samples, "http_requests_total", method="GET", status="504") == 1
    assert value(samples, "http_response_bytes_total") == sum(len(answer.content) for answer in sent)
    assert value(samples, "cache_entries") == 1
    assert (value(samples, "cache_hits_total"), value(samples, "cache_misses_total")) == (3, 3)
    assert value(samples, "query_duration_seconds_count", answer="cached") == 3
    assert value(samples, "query_duration_seconds_count", answer="evaluated") == 4
    assert value(samples, "query_duration_seconds_bucket", answer="evaluated", le="0.5") == 3
    assert value(samples, "query_duration_seconds_bucket", answer="evaluated", le="2.5") == 4
    assert 1 <= value(samples, "query_duration_seconds_sum", answer="evaluated") < 2.5


def test_busy_processes_and_the_queue_are_told(root: Path, start: Start) -> None:
    with start(root, workers=1, query_seconds=2) as client:
        threads = [threading.Thread(target=lambda: client.get("/sparql", params=HEAVY)) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        samples = scrape(client)
        assert value(samples, "query_processes", state="busy") == 1
        assert value(samples, "query_queue_length") == 2
        for thread in threads:
            thread.join()


def test_a_process_that_replaces_another_is_told(root: Path, start: Start) -> None:
    with start(root, workers=1, query_seconds=0.2, store="disk") as client:
        assert value(scrape(client), "query_processes_started_total") == 1
        assert client.get("/sparql", params=HEAVY).status_code == 504
        assert client.get("/sparql", params=LIGHT).status_code == 200
        assert value(scrape(client), "query_processes_started_total") == 2


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "text/plain; version=1.0.0; charset=utf-8"),
        ("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5", "application/openmetrics-text"),
        ("application/openmetrics-text; version=evil", "application/openmetrics-text"),
        ("image/png", "text/plain"),
    ],
)
def test_both_formats_of_prometheus_are_written(fresh: httpx.Client, accept: str, content_type: str) -> None:
    answer = fresh.get("/metrics", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(content_type)
    assert answer.headers["cache-control"] == "no-store"
    read = parse_open if "openmetrics" in content_type else parse
    assert {"policygraph_queries", "policygraph_query_duration_seconds"} <= {
        family.name for family in read(answer.text)
    }


def test_every_metric_is_documented_and_only_those(fresh: httpx.Client) -> None:
    told = families_of(fresh.get("/metrics", headers={"Accept": "application/openmetrics-text"}).text)
    documented = set(
        re.findall(
            r"^\| `(policygraph_\w+?)(?:_total|_info)?(?:\{.*?\})?` \|",
            DOCUMENT.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    assert documented == {name for name in told if name.startswith("policygraph_")}
