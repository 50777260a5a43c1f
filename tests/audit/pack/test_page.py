"""The report as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from tests.audit.pack.conftest import HEAD

from policygraph.audit.pack import Head, Limits
from policygraph.audit.pack.page import render_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

    from policygraph.audit.pack import Contents
    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore

CHINESE = replace(HEAD, language="zh")


class Outline(HTMLParser):
    """Collects the elements of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


@pytest.mark.parametrize("head", [HEAD, CHINESE])
def test_the_page_needs_nothing_but_itself(sample: Contents, head: Head) -> None:
    page = render_report(sample, head, Limits())
    outline = Outline(page)
    assert not {tag for tag, _ in outline.elements} & {"script", "link", "img", "iframe", "object", "embed", "base"}
    assert [attributes for _, attributes in outline.elements if attributes.keys() & {"src", "srcset"}] == []
    leading = [attributes["href"] for _, attributes in outline.elements if "href" in attributes]
    assert all(link and link.startswith("#") for link in leading)
    assert "url(" not in page.replace("attr(href url)", "")
    assert "@import" not in page


@pytest.mark.parametrize("head", [HEAD, CHINESE])
def test_every_link_leads_to_a_place_on_the_page(sample: Contents, head: Head) -> None:
    outline = Outline(render_report(sample, head, Limits()))
    places = {attributes["id"] for _, attributes in outline.elements if "id" in attributes}
    assert {str(attributes["href"])[1:] for _, attributes in outline.elements if "href" in attributes} <= places
    assert len(places) == sum("id" in attributes for _, attributes in outline.elements)


def test_names_in_chinese_stand_beside_the_english_ones(sample: Contents) -> None:
    page = render_report(sample, HEAD, Limits())
    assert 'Clean the rivers <span class="beside" lang="zh-Hans">清洁河流<span class="mark">°</span></span>' in page


def test_a_chinese_report_is_chinese_throughout(sample: Contents) -> None:
    text = Outline(render_report(sample, CHINESE, Limits())).text
    for wanted in ("审计报告", "目录", "阅读说明", "任务", "责任单位", "样本县水利局", "附录", "清洁河流"):
        assert wanted in text
    for unwanted in ("Contents", "How to read", "Responsible", "Findings", "rules were asked"):
        assert unwanted not in text


def test_a_finding_has_its_message_thing_and_evidence(sample: Contents) -> None:
    text = " ".join(Outline(render_report(sample, HEAD, Limits())).text.split())
    assert "Clean the rivers of Notice on Clean Rivers has no number; it is in progress" in text
    assert "task:sample-clean-rivers" in text
    assert re.search(r"E1 example-notice 0–39 Notice on Clean Rivers in Sample County", text)
    assert "The source numbers its tasks, and this one has no number." in text


def test_the_rules_stand_in_the_annex_with_their_queries(sample: Contents) -> None:
    page = render_report(sample, HEAD, Limits())
    assert "<pre>PREFIX pg: &lt;https://w3id.org/policygraph/ontology#&gt;\nSELECT ?thing ?document ?status" in page


def test_whatever_data_says_is_text(
    store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents]
) -> None:
    hostile = r'''"<script>alert(1)</script>\" onload=\"x' & \u0001\u001b[31m\u202e"'''
    store = store_of(
        g=f"""task:a a pg:Task ; skos:prefLabel {hostile}@en , {hostile}@zh-hans ; pg:isTaskOf document:d ;
          pg:statedIn passage:p . document:d a pg:Plan ; skos:prefLabel {hostile}@en .
        passage:p pg:inSource source:s ; pg:startOffset 0 ; pg:endOffset 3 ; pg:passageDigest {hostile} ;
          pg:anchorPhrase {hostile}@en .
        source:s a pg:Source ; skos:prefLabel {hostile}@en ; pg:isCarriedAt {hostile} ."""
    )
    for focus in (None, "document:d"):
        page = render_report(contents_of(store, focus), HEAD, Limits())
        outline = Outline(page)
        assert not {tag for tag, _ in outline.elements} & {"script"}
        assert not any("onload" in attributes for _, attributes in outline.elements)
        assert "<script>alert(1)</script>" in outline.text
        assert "␁␛[31m" in outline.text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", page)


def test_words_are_given_only_where_they_are_wanted(
    example: EmbeddedStore, contents_of: Callable[..., Contents], built: Built
) -> None:
    texts: Texts = built.texts
    contents = contents_of(example, texts=texts)
    words = "By the end of June 2024, 12 outlets had been surveyed."
    assert words in render_report(contents, replace(HEAD, words=True), Limits())
    assert words not in render_report(contents, HEAD, Limits())


def test_what_is_too_much_for_a_report_is_counted_and_named(
    store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents]
) -> None:
    tasks = " ".join(f"task:t{n} a pg:Task ; pg:isTaskOf document:d ." for n in range(7))
    contents = contents_of(store_of(g=tasks + "document:d a pg:Plan ."))
    text = Outline(render_report(contents, HEAD, Limits(rows=3, findings=2))).text
    assert "Shown here are the first 3 of 7. All of them are in audit.xlsx." in text
    assert "Shown here are the first 2 of 7. All of them are in audit.xlsx." in text
    assert "此处仅列出前 3 项，共 7 项。" in render_report(contents, CHINESE, Limits(rows=3))


def test_a_report_without_findings_says_so(
    store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents]
) -> None:
    contents = contents_of(store_of(g="region:r a pg:Region ."), "region:r")
    text = Outline(render_report(contents, HEAD, Limits())).text
    assert "The rules found nothing here." in text
    assert "There are none in scope." in text


def test_the_same_contents_give_the_same_page(sample: Contents) -> None:
    assert render_report(sample, HEAD, Limits()) == render_report(sample, HEAD, Limits())
