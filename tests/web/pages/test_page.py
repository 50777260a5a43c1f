"""The start page: what it shows of a release, and that its links and its example query are answered."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.web.document import form_of

from policygraph.errors import NotFoundError
from policygraph.settings import Settings
from policygraph.store import EmbeddedStore
from policygraph.web.pages.page import StartPage

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.release import Release

BASE = "https://data.example/below"


@pytest.fixture(scope="module")
def page(built: tuple[Path, Release]) -> StartPage:
    return StartPage(Settings(root=built[0], query_seconds=12.5, page_rows=77), built[1])


@pytest.fixture(scope="module")
def html(page: StartPage) -> str:
    return page.write(BASE)


def queries_of(html: str) -> list[str]:
    links = (unescape(link) for link in re.findall(r'href="(sparql\?query=[^"]+)"', html))
    return [parse_qs(urlsplit(link).query)["query"][0] for link in links]


def test_it_names_the_release_and_the_minute_it_was_built(html: str, built: tuple[Path, Release]) -> None:
    release = built[1]
    assert html.count(f"<code>{release.id}</code>") == 2
    assert re.search(r"<time[^>]*>\d{4}-\d\d-\d\d \d\d:\d\d UTC</time>", html)
    assert f"<dt>Triples</dt><dd>{release.manifest.triples:,}</dd>" in html


def test_each_graph_leads_to_its_first_statements(html: str, built: tuple[Path, Release]) -> None:
    release = built[1]
    store = EmbeddedStore.open(release.store)
    graphs = {match[1]: query for query in queries_of(html) if (match := re.search(r"GRAPH <(.+?)>", query))}
    assert graphs.keys() == release.manifest.graphs.keys()
    for graph, query in graphs.items():
        assert len(store.select(query).rows) == min(release.manifest.graphs[graph], 100)


def test_each_class_leads_to_its_things(html: str, built: tuple[Path, Release]) -> None:
    release = built[1]
    store = EmbeddedStore.open(release.store)
    classes = {match[1]: query for query in queries_of(html) if (match := re.search(r"a pg:(\w+) \.", query))}
    assert classes.keys() == release.manifest.classes.keys()
    assert "Task" in classes
    for name, query in classes.items():
        things, there_are = {row["thing"] for row in store.select(query).rows}, release.manifest.classes[name]
        assert len(things) == there_are if there_are <= 100 else len(things) >= 100


def test_a_class_is_named_in_words(html: str) -> None:
    assert ">Policy document</a>" in html


def test_a_source_shows_how_many_of_its_passages_were_held_against_its_text(
    html: str, built: tuple[Path, Release]
) -> None:
    manifest = built[1].manifest
    (source,) = manifest.evidence
    row = re.search(rf">{source}</a></td><td[^>]*>(\S+)</td><td[^>]*>(\S+)</td>", html)
    assert row is not None
    assert row[1] == f"{manifest.evidence[source]:,}"


def test_the_example_query_finds_the_task_of_the_example(html: str, built: tuple[Path, Release]) -> None:
    solutions = EmbeddedStore.open(built[1].store).select(form_of(html))
    assert solutions.variables == ("task", "name", "chinese", "number", "words")
    assert {row["chinese"].value for row in solutions.rows} == {"清洁河流"}


def test_every_saved_query_is_offered_in_both_languages(html: str) -> None:
    names = re.findall(r'href="\./\?run=([\w-]+)"', html)
    assert "outlets" in names
    assert names == re.findall(r'href="\./\?saved=([\w-]+)#query"', html)
    assert len(re.findall(r'<p lang="zh-Hans">', html)) == len(names)


def test_a_saved_query_stands_in_the_form_with_its_question_and_is_answered(
    page: StartPage, built: tuple[Path, Release]
) -> None:
    html = page.write(BASE, "outlets")
    assert form_of(html) == page.asked("outlets").query
    assert "#+" not in form_of(html)
    question, question_zh = form_of(html).splitlines()[:2]
    assert html.count(question.removeprefix("# ")) == 3
    assert html.count(question_zh.removeprefix("# ")) == 3
    assert EmbeddedStore.open(built[1].store).select(form_of(html)).rows


def test_a_saved_query_that_does_not_exist_is_said_not_to_with_one_that_does(page: StartPage) -> None:
    with pytest.raises(NotFoundError, match=r"'outlet'.*did you mean outlets .*\? the start page lists them all"):
        page.write(BASE, "outlet")
    with pytest.raises(NotFoundError, match=r"→ the start page lists them all"):
        page.asked("<b>")


def test_limits_are_those_of_the_server(html: str) -> None:
    assert "12.5 seconds a query" in html
    assert "a page shows 77 rows" in html


def test_it_tells_how_to_ask_by_a_program_and_how_to_cite(html: str, built: tuple[Path, Release]) -> None:
    assert f"curl {BASE}/sparql -H" in html
    assert f"release {built[1].id}, built {built[1].manifest.built[:10]}. {BASE}/" in html


def test_addresses_hold_below_whatever_path_the_server_is_shown(html: str) -> None:
    links = [unescape(link) for link in re.findall(r'(?:href|action|src)="([^"]*)"', html)]
    assert all(re.match(r"\./|sparql\?|#|data:|https://creativecommons\.org/", link) for link in links), links


def test_nothing_is_fetched_and_no_script_runs(html: str) -> None:
    assert not re.search(r"<script|<img|<iframe|<object|@import|url\(|\bon\w+=|\sstyle=|javascript:", html)
    assert re.findall(r'<link [^>]*href="(?!data:|\./)', html) == []


def test_a_workspace_without_saved_queries_says_so(built: tuple[Path, Release], tmp_path: Path) -> None:
    html = StartPage(Settings(root=tmp_path / "nowhere"), built[1]).write(BASE)
    assert "There are none in this workspace." in html
    assert "<dt>Saved queries</dt><dd>0</dd>" in html
