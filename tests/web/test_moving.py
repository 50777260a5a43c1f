"""Moving to another release while queries come, with real servers."""

from __future__ import annotations

import random
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    Start = Callable[..., AbstractContextManager[httpx.Client]]
    MakeRelease = Callable[[Path, str, str], None]

NAMES = ("aaaa", "bbbb", "cccc")
ROWS = 3000
ONE = {"query": "SELECT ?o { <http://e/1> <http://e/is> ?o }", "output": "csv"}
ALL = {"query": "SELECT ?o { ?s <http://e/is> ?o }", "output": "csv"}
SLOW = {
    "query": """SELECT (COUNT(*) AS ?n) (SAMPLE(?b) AS ?one) {
    ?a <http://e/is> ?b . { SELECT ?c { ?c <http://e/is> ?d } LIMIT 3000 } }"""
}
FOREVER = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?t ?h }"}


def data(name: str, rows: int = ROWS) -> str:
    return "".join(f'<http://e/{n}> <http://e/is> "{name}" <http://e/g> .\n' for n in range(rows))


def point(root: Path, folder: str) -> None:
    """Let `current` lead to a folder."""
    (root / "next").symlink_to(folder)
    (root / "next").replace(root / "current")


def descendants(client: httpx.Client) -> set[int]:
    found = [int(client.headers["server-pid"])]
    for pid in found:
        below = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, check=False).stdout.split()
        found += [int(child) for child in below]
    return set(found[1:])


def until(condition: Callable[[], bool], patience: float = 15) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def served(client: httpx.Client) -> str:
    return str(client.get("/health/ready").json()["release"])


@pytest.fixture
def releases(tmp_path: Path, make_release: MakeRelease) -> Path:
    """A workspace with three releases, of which the first is current."""
    for name in NAMES:
        make_release(tmp_path, name, data(name))
    point(tmp_path, "releases/aaaa")
    return tmp_path


def ask_again_and_again(address: str, stop: threading.Event, seen: list[tuple[str, str]]) -> None:
    """Ask in every way, and note what the rows say and what the tag says."""
    chance = random.Random(0)  # noqa: S311 - any choice will do
    with httpx.Client(base_url=address, timeout=20) as client:
        while not stop.is_set():
            question = chance.choice([ONE, ONE, ALL, ONE | {"query": f"{ONE['query']} # {chance.random()}"}])
            post = chance.random() < 0.3
            answer = client.post("/sparql", data=question) if post else client.get("/sparql", params=question)
            assert answer.status_code == 200
            said = answer.text.split()[1:]
            assert len(said) == (ROWS if question is ALL else 1)
            (word,) = set(said)
            seen.append((word, answer.headers["etag"][3:7]))


def test_under_load_every_answer_is_whole_and_of_the_release_that_its_tag_names(releases: Path, start: Start) -> None:
    stop = threading.Event()
    faults: list[BaseException] = []
    seen: list[list[tuple[str, str]]] = [[] for _ in range(4)]

    def load(mine: list[tuple[str, str]]) -> None:
        try:
            ask_again_and_again(str(client.base_url), stop, mine)
        except BaseException as fault:  # noqa: BLE001 - told below, in the thread of the test
            faults.append(fault)

    with start(releases, workers=2, access_log=releases / "access.log") as client:
        threads = [threading.Thread(target=load, args=(mine,)) for mine in seen]
        for thread in threads:
            thread.start()
        for name in (*NAMES[1:], *NAMES):
            before = [len(mine) for mine in seen]
            point(releases, f"releases/{name}")
            until(lambda: served(client) == name)  # noqa: B023 - called at once
            until(lambda: all(len(mine) > count for mine, count in zip(seen, before, strict=True)))  # noqa: B023
        stop.set()
        for thread in threads:
            thread.join()
        metrics = client.get("/metrics").text
    assert faults == []
    assert {one for mine in seen for one in mine} == {(name, name) for name in NAMES}
    assert 'policygraph_release_moves_total{outcome="served"} 5.0' in metrics
    outcomes = {
        line.split('"outcome": "')[1].split('"')[0] for line in (releases / "access.log").read_text().splitlines()
    }
    assert outcomes <= {"ok", "cached"}


def test_without_any_request_the_server_moves_and_the_old_processes_end(releases: Path, start: Start) -> None:
    with start(releases, workers=1) as client:
        old = descendants(client)
        assert old
        point(releases, "releases/bbbb")
        until(lambda: not old & descendants(client))
        assert served(client) == "bbbb"


def test_the_tags_of_the_release_before_have_ended(releases: Path, start: Start) -> None:
    with start(releases, workers=1) as client:
        tag = {"If-None-Match": client.get("/sparql", params=ONE).headers["etag"]}
        assert client.get("/sparql", params=ONE, headers=tag).status_code == 304
        point(releases, "releases/bbbb")
        until(lambda: served(client) == "bbbb")
        answer = client.get("/sparql", params=ONE, headers=tag)
        assert (answer.status_code, answer.text) == (200, "o\r\nbbbb\r\n")
        point(releases, "releases/aaaa")
        until(lambda: served(client) == "aaaa")
        assert client.get("/sparql", params=ONE, headers=tag).status_code == 304


def test_queries_under_way_and_those_that_wait_are_answered_from_the_old_release(releases: Path, start: Start) -> None:
    answers: list[httpx.Response] = []
    with start(releases, workers=1, query_seconds=30) as client:
        threads = [
            threading.Thread(target=lambda: answers.append(client.get("/sparql", params=SLOW))) for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        point(releases, "releases/bbbb")
        until(lambda: served(client) == "bbbb")
        for thread in threads:
            thread.join()
    assert [answer.status_code for answer in answers] == [200] * 3
    for answer in answers:
        (row,) = answer.json()["results"]["bindings"]
        assert (row["n"]["value"], row["one"]["value"]) == (str(3000 * ROWS), answer.headers["etag"][3:7])


def test_a_request_whose_body_arrives_after_the_move_is_answered(releases: Path, start: Start) -> None:
    body = b"SELECT ?o { <http://e/1> <http://e/is> ?o }"
    head = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    with start(releases, workers=1) as client:
        old = descendants(client)

        def slowly() -> Iterator[bytes]:
            yield body[:10]
            point(releases, "releases/bbbb")
            until(lambda: not old & descendants(client))
            yield body[10:]

        answer = client.post("/sparql", content=slowly(), headers=head)
    assert (answer.status_code, answer.text, answer.headers["etag"][3:7]) == (200, "o\r\nbbbb\r\n", "bbbb")


def test_a_broken_release_leaves_the_old_one_served_and_says_so(
    releases: Path, start: Start, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (releases / "releases" / "cccc" / "manifest.json").write_text("{", encoding="utf-8")
    errors = tmp_path_factory.mktemp("logs") / "errors"
    with errors.open("w") as file, start(releases, file, workers=1) as client:
        for broken in ("releases/nowhere", "releases/cccc"):
            point(releases, broken)
            until(lambda: client.get("/health/ready").json().get("refused") == broken)  # noqa: B023 - called at once
            ready = client.get("/health/ready")
            assert (ready.status_code, ready.json()["status"], ready.json()["release"]) == (200, "ready", "aaaa")
            assert client.get("/sparql", params=ONE).text == "o\r\naaaa\r\n"
        assert 'policygraph_release_moves_total{outcome="refused"} 2.0' in client.get("/metrics").text
        point(releases, "releases/bbbb")
        until(lambda: client.get("/health/ready").json() == {"status": "ready", "release": "bbbb"})
    assert errors.read_text().count("still serving release aaaa: ") == 2


def test_a_link_that_has_gone_changes_nothing(releases: Path, start: Start) -> None:
    with start(releases, workers=1) as client:
        (releases / "current").unlink()
        time.sleep(1.5)
        assert client.get("/health/ready").json() == {"status": "ready", "release": "aaaa"}
        assert client.get("/sparql", params=ONE).text == "o\r\naaaa\r\n"


def test_an_old_query_that_never_ends_does_not_keep_its_processes_past_its_deadline(
    releases: Path, start: Start
) -> None:
    answers: list[int] = []
    with start(releases, workers=1, query_seconds=3) as client:
        old = descendants(client)
        thread = threading.Thread(target=lambda: answers.append(client.get("/sparql", params=FOREVER).status_code))
        thread.start()
        time.sleep(0.3)
        point(releases, "releases/bbbb")
        until(lambda: served(client) == "bbbb")
        thread.join()
        until(lambda: not old & descendants(client))
    assert answers == [504]
