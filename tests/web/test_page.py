"""The page for people: what it shows of a release, and that its links and its example query are answered."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from policygraph.store import EmbeddedStore
from policygraph.web.page import render_page

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.release import Release


def test_it_names_the_release_and_the_minute_it_was_built(built: tuple[Path, Release]) -> None:
    release = built[1]
    html = render_page(release).html
    assert f"<dd>{release.id}</dd>" in html
    assert re.search(r"<dt>Built</dt><dd>\d{4}-\d\d-\d\d \d\d:\d\d UTC</dd>", html)


def test_each_graph_leads_to_its_first_statements(built: tuple[Path, Release]) -> None:
    release = built[1]
    store = EmbeddedStore.open(release.store)
    links = [unescape(link) for link in re.findall(r'<td><a href="([^"]+)"', render_page(release).html)]
    queries = [parse_qs(urlsplit(link).query)["query"][0] for link in links]
    assert len(queries) == len(release.manifest.graphs)
    for query, size in zip(queries, dict(sorted(release.manifest.graphs.items())).values(), strict=True):
        assert len(store.select(query).rows) == min(size, 100)


def test_the_example_query_finds_the_task_of_the_example(built: tuple[Path, Release]) -> None:
    release = built[1]
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", render_page(release).html, re.DOTALL)
    assert found is not None
    store = EmbeddedStore.open(release.store)
    assert store.select(unescape(found[1])).variables == ("number", "task", "words")


def test_its_policy_lets_nothing_in_from_elsewhere(built: tuple[Path, Release]) -> None:
    page = render_page(built[1])
    assert page.policy.startswith("default-src 'none'; style-src 'sha256-")
    assert re.findall(r'(?:src|href)="(?!/)[^"]*"', page.html) == []
