from __future__ import annotations

import json
import os
import resource
import threading
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import pytest

from policygraph.errors import HostError
from policygraph.web.telemetry import access
from policygraph.web.telemetry.access import AccessLog, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import httpx

    Start = Callable[..., AbstractContextManager[httpx.Client]]

RECORD = Record(0.0, "a-1", "192.0.2.7", "GET", "/sparql", 200, 12, 0.25, "ok", "0123abcd", "ASK {}", b"curl/8")


def digest(query: str) -> str:
    return blake2b(query.encode(), digest_size=8).hexdigest()


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="ascii").splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "access.log"


@pytest.fixture
def log(file: Path) -> Iterator[AccessLog]:
    log = AccessLog(str(file), queries=False)
    yield log
    log.close()


def test_a_request_is_a_line_of_json(log: AccessLog, file: Path) -> None:
    log.add(RECORD)
    log.close()
    assert lines(file) == [
        {
            "time": "1970-01-01T00:00:00.000+00:00", "id": "a-1", "client": "192.0.2.7", "method": "GET",
            "path": "/sparql", "status": 200, "bytes": 12, "seconds": 0.25, "outcome": "ok", "release": "0123abcd",
            "agent": "curl/8", "query": digest("ASK {}"),
        }
    ]  # fmt: skip


def test_the_text_of_a_query_is_told_only_where_that_is_wanted(file: Path) -> None:
    for queries in (False, True):
        log = AccessLog(str(file), queries=queries)
        log.add(RECORD._replace(query=b"query=ASK+%7B%7D&output=json"))
        log.close()
    without, with_text = lines(file)
    assert "text" not in without
    assert with_text["text"] == "ASK {}"
    assert without["query"] == with_text["query"] == digest("ASK {}")


def test_what_asks_nothing_has_no_query(log: AccessLog, file: Path) -> None:
    log.add(RECORD._replace(query=None))
    log.close()
    assert "query" not in lines(file)[0]


def test_nothing_that_a_client_sends_makes_a_line_of_its_own(file: Path) -> None:
    log = AccessLog(str(file), queries=True)
    evil = '\n{"status": 200}\r\x1b[31m\u2028\udcff"'
    log.add(RECORD._replace(path=evil, query=evil, agent=b"\n\xff", id="x\n"))
    log.close()
    (line,) = file.read_bytes().splitlines()
    assert all(0x20 <= byte < 0x7F for byte in line)
    assert json.loads(line)["path"] == evil


def test_long_paths_and_agents_are_cut(log: AccessLog, file: Path) -> None:
    log.add(RECORD._replace(path="/" + "a" * 10_000, agent=b"b" * 10_000))
    log.close()
    assert file.stat().st_size < 2000


def test_lines_are_written_soon(log: AccessLog, file: Path) -> None:
    log.add(RECORD)
    end = time.monotonic() + 5
    while not file.stat().st_size:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_after_it_was_moved_away_a_file_is_begun_anew(log: AccessLog, file: Path) -> None:
    log.add(RECORD)
    time.sleep(2 * access.PAUSE)
    old = file.rename(file.with_name("old.log"))
    log.reopen()
    log.add(RECORD._replace(id="a-2"))
    log.close()
    assert [[line["id"] for line in lines(one)] for one in (old, file)] == [["a-1"], ["a-2"]]


def test_a_folder_that_has_gone_leaves_the_old_file_in_use(tmp_path: Path) -> None:
    file = tmp_path / "logs" / "access.log"
    file.parent.mkdir()
    log = AccessLog(str(file), queries=False)
    moved = file.parent.rename(tmp_path / "moved")
    log.reopen()
    log.add(RECORD)
    log.close()
    assert len(lines(moved / "access.log")) == 1


def test_a_full_disk_costs_lines_and_nothing_else() -> None:
    log = AccessLog("/dev/full", queries=False)
    for _ in range(40):
        log.add(RECORD)
    log.close()
    assert log.lost == 40


def test_what_nobody_takes_is_bounded_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "MOST_HELD", 50_000)
    monkeypatch.setattr(access, "PATIENCE", 0.1)
    reader, writer = os.pipe()
    log = AccessLog(f"/dev/fd/{writer}", queries=False)
    end = time.monotonic() + 5
    while not log.lost and time.monotonic() < end:
        log.add(RECORD)
    assert log.lost
    began = time.monotonic()
    log.close()
    assert time.monotonic() - began < 2
    os.close(writer)
    drain = threading.Thread(target=lambda: all(iter(lambda: os.read(reader, 65_536), b"")))
    drain.start()
    log._thread.join(5)
    os.close(log._output)
    drain.join(5)
    os.close(reader)


def test_a_line_that_was_torn_does_not_spoil_the_next(log: AccessLog, file: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log.add(RECORD)
    time.sleep(2 * access.PAUSE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 20, hard))
    try:
        log.add(RECORD)
        time.sleep(2 * access.PAUSE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    log.add(RECORD._replace(id="a-3"))
    log.close()
    whole, torn, after = file.read_bytes().splitlines()
    assert (json.loads(whole)["id"], json.loads(after)["id"], len(torn)) == ("a-1", "a-3", 20)
    assert log.lost == 1


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(HostError, match="cannot be opened: No such file or directory"):
        AccessLog(str(tmp_path / "nowhere" / "access.log"), queries=False)


def test_a_server_logs_what_it_answers_under_the_id_it_gives(root: Path, start: Start, file: Path) -> None:
    light = {"query": "SELECT ?o { <http://e/7> <http://e/label> ?o }"}
    with start(root, workers=1, access_log=file) as client:
        answers = [
            client.get("/sparql", params=light),
            client.get("/sparql", params=light),
            client.post("/sparql", data=light),
            client.get("/sparql", params={"query": "SELECT"}),
            client.get("/nowhere"),
            client.head("/sparql", params=light),
        ]
    logged = lines(file)
    assert [line["id"] for line in logged] == [answer.headers["x-request-id"] for answer in answers]
    assert [line["status"] for line in logged] == [answer.status_code for answer in answers]
    assert [line["bytes"] for line in logged] == [len(answer.content) for answer in answers]
    assert [line["outcome"] for line in logged] == ["ok", "cached", "cached", "query-syntax", "not-found", "cached"]
    assert [line.get("query") for line in logged[:3]] == [digest(light["query"])] * 3
    assert {line["release"] for line in logged[:4]} == {"0123abcd"}
    assert answers[3].json()["request"] == logged[3]["id"]
    assert answers[4].json()["request"] == logged[4]["id"]
    assert all("SELECT" not in json.dumps(line) for line in logged)


def test_what_is_no_http_is_logged_too(root: Path, start: Start, file: Path) -> None:
    with start(root, workers=1, access_log=file) as client:
        answer = client.get("/", headers={"X": "a" * 70_000})
    (line,) = lines(file)
    assert (answer.status_code, line["status"]) == (431, 431)
    assert line["outcome"] == "head-too-large"
    assert answer.headers["x-request-id"] == answer.json()["request"] == line["id"]
