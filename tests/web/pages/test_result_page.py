"""The page of a result, as it is written."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.web.document import downloads_of, form_of

from policygraph.store.worker.excerpt import Excerpt, ExcerptTerm
from policygraph.web.pages.asked import AskedQuery
from policygraph.web.pages.result_page import write_result_page

EVIL = '</textarea></td><script>alert("x")</script><a href="javascript:alert(1)">&amp;'


def term(value: str, language: str | None = None) -> ExcerptTerm:
    return ExcerptTerm("literal", value, None, language, len(value))


def page_of(excerpt: Excerpt, query: str = "SELECT * { ?s ?p ?o }") -> str:
    return write_result_page("0123abcd", AskedQuery(query), excerpt)


Row = list[ExcerptTerm | None]
MANY: list[Row] = [[ExcerptTerm("literal", "x", None, None, 1)] for _ in range(1200)]


def solutions(*rows: Row, complete: bool = True, seconds: float = 0.01) -> Excerpt:
    names = tuple(f"v{n}" for n in range(len(rows[0]))) if rows else ("s",)
    return Excerpt("solutions", names, list(rows), complete=complete, answer=False, seconds=seconds)


def test_nothing_of_the_data_or_the_query_is_taken_for_html() -> None:
    evil: Row = [term(EVIL), ExcerptTerm("iri", "javascript:alert(1)", None, None, 19), term("x", '"><script>')]
    html = page_of(
        Excerpt("solutions", (EVIL, "b", "c"), [evil], complete=True, answer=False, seconds=0), f"SELECT * {{ {EVIL} }}"
    )
    assert not re.search(r"<script|href=\"javascript|</textarea></td>", html)
    assert form_of(html) == f"SELECT * {{ {EVIL} }}"
    assert html.count("&lt;script&gt;") >= 4


def test_a_cell_has_the_language_of_its_text() -> None:
    html = page_of(solutions([term("任务", "zh-hans"), term("task", "en"), term("晋环发〔2022〕43号")]))
    assert '<bdi lang="zh-Hans">任务</bdi>' in html
    assert '<bdi lang="en">task</bdi>' in html
    assert '<bdi lang="zh-Hans">晋环发〔2022〕43号</bdi>' in html


@pytest.mark.parametrize(
    ("excerpt", "summary", "took"),
    [
        (solutions([term("x")]), "1 row", "in 10 ms"),
        (solutions([term("x")], [term("y")], seconds=2.25), "2 rows", "in 2.2 s"),
        (solutions(seconds=0.0002), "No rows", "in less than 1 ms"),
        (solutions(*MANY, complete=False), "The first 1,200 rows", "in 10 ms"),
        (solutions(complete=False), "More than a page can show in one row", "in 10 ms"),
        (Excerpt("triples", ("s",), [[term("x")]], complete=True, answer=False, seconds=0.1), "1 statement", "100 ms"),
        (Excerpt("boolean", (), [], complete=True, answer=True, seconds=0.1), "Yes", "100 ms"),
        (Excerpt("boolean", (), [], complete=True, answer=False, seconds=0.1), "No", "100 ms"),
    ],
)
def test_the_summary_counts_what_is_shown_and_tells_the_time(excerpt: Excerpt, summary: str, took: str) -> None:
    html = page_of(excerpt)
    heading = "Answer" if excerpt.form == "boolean" else summary
    assert f'<h2 id="result-title">{heading}</h2>' in html
    assert excerpt.form != "boolean" or f">{summary}<small>" in html
    assert f"<title>{summary} · policygraph</title>" in html
    assert took in html
    assert ("There are more rows." in html) is not excerpt.complete


def test_a_value_that_is_cut_says_how_much_is_missing() -> None:
    assert "… 3,000 more characters" in page_of(solutions([ExcerptTerm("literal", "x" * 2000, None, None, 5000)]))


def test_a_query_too_long_for_an_address_is_downloaded_by_a_form() -> None:
    query = f"SELECT * {{ ?s ?p '{'长' * 1000}' }}"
    html = page_of(solutions([term("x")]), query)
    assert downloads_of(html) == {}
    assert re.findall(r'<button class="quiet" name="output" value="(\w+)">', html) == ["json", "xml", "csv", "tsv"]
    hidden = re.search(r'<input type="hidden" name="query" value="([^"]*)">', html)
    assert hidden is not None
    assert unescape(hidden[1]) == query


def test_the_dataset_is_kept_in_the_form_and_in_the_downloads() -> None:
    asked = AskedQuery("ASK {}", ("http://e/g0", "http://e/g1"), ('http://e/"x"',))
    html = write_result_page("0123abcd", asked, Excerpt("boolean", (), [], complete=True, answer=True, seconds=0))
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)">', html)
    assert [(name, unescape(value)) for name, value in hidden] == asked.dataset
    assert parse_qs(urlsplit(downloads_of(html)["CSV"]).query) == {
        "query": ["ASK {}"],
        "default-graph-uri": ["http://e/g0", "http://e/g1"],
        "named-graph-uri": ['http://e/"x"'],
        "output": ["csv"],
    }
