"""The founding question over HTTP, from a real server over the bundled graph."""

from __future__ import annotations

import csv
import io
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from policygraph.resources import bundled
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygraph.release import Release

QUESTION = bundled() / "queries" / "emission-reserve.rq"
EXPECTED = bundled() / "queries" / "expected" / "emission-reserve.csv"


@pytest.fixture(scope="module")
def address(bundled_root: Path, bundled_release: Release) -> Iterator[str]:
    """The address of a server of the bundled release; it must end by itself when told to."""
    assert bundled_release.folder.is_dir()
    command = [sys.executable, "-m", "policygraph", "serve", "--root", str(bundled_root), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        yield line.split()[-1].rstrip("/")
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0


def _rows(text: str) -> list[list[str]]:
    return [[shorten(cell) for cell in row] for row in csv.reader(io.StringIO(text))]


def test_the_founding_question_is_answered_over_http(address: str) -> None:
    answer = httpx.post(
        f"{address}/sparql", data={"query": QUESTION.read_text(encoding="utf-8")}, headers={"Accept": "text/csv"}
    )
    assert answer.status_code == 200
    assert _rows(answer.text) == list(csv.reader(io.StringIO(EXPECTED.read_text(encoding="utf-8"))))


def test_each_answer_names_its_release(address: str, bundled_release: Release) -> None:
    answer = httpx.get(f"{address}/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers={"Accept": "text/csv"})
    assert answer.text.strip() == "true"
    assert bundled_release.id in answer.headers["ETag"]
    assert httpx.get(f"{address}/health/ready").json() == {"status": "ready", "release": bundled_release.id}


def test_the_words_of_the_share_can_be_asked_for(address: str) -> None:
    query = """PREFIX pg: <https://w3id.org/policygraph/ontology#>
      SELECT ?anchor ?start ?end ?digest WHERE {
        <https://w3id.org/policygraph/id/value/shanxi-emission-reserve-provincial-share> pg:statedIn ?passage .
        ?passage pg:anchorPhrase ?anchor ; pg:startOffset ?start ; pg:endOffset ?end ; pg:passageDigest ?digest }"""
    answer = httpx.get(f"{address}/sparql", params={"query": query}, headers={"Accept": "application/json"})
    (row,) = answer.json()["results"]["bindings"]
    assert (row["anchor"]["value"], row["start"]["value"], row["end"]["value"]) == (
        "20% of the government reserve emission rights",
        "6286",
        "6381",
    )
