"""What stands in the cells of a result, and that nothing of the data becomes a link that it must not be."""

from __future__ import annotations

import pytest

from policygraph.store.worker.excerpt import Excerpt, ExcerptTerm
from policygraph.vocab import PREFIXES
from policygraph.web.pages.result_table import Cell, Column, make_table

XSD = PREFIXES["xsd"]


def iri(value: str) -> ExcerptTerm:
    return ExcerptTerm("iri", value, None, None, len(value))


def text(value: str, language: str | None = None, datatype: str | None = None) -> ExcerptTerm:
    return ExcerptTerm("literal", value, datatype, language, len(value))


def cells(*terms: ExcerptTerm | None) -> list[Cell]:
    table = make_table(
        Excerpt(
            "solutions",
            tuple(f"v{n}" for n in range(len(terms))),
            [list(terms)],
            complete=True,
            answer=False,
            seconds=0,
        )
    )
    return table.rows[0]


def column(*terms: ExcerptTerm | None) -> tuple[Column, list[Cell]]:
    rows = [[term] for term in terms]
    table = make_table(Excerpt("solutions", ("x",), rows, complete=True, answer=False, seconds=0))
    return table.columns[0], [row[0] for row in table.rows]


def test_an_iri_of_the_project_is_short_and_leads_to_what_the_graph_says_of_it() -> None:
    (cell,) = cells(iri("https://w3id.org/policygraph/id/task/reserve"))
    assert (cell.prefix, cell.text) == ("task:", "reserve")
    assert cell.iri == "https://w3id.org/policygraph/id/task/reserve"
    assert cell.link == "sparql?query=DESCRIBE%20%3Chttps%3A%2F%2Fw3id.org%2Fpolicygraph%2Fid%2Ftask%2Freserve%3E"
    assert not cell.outside


def test_another_iri_leads_where_it_points() -> None:
    (cell,) = cells(iri("http://www.w3.org/2004/02/skos/core#prefLabel"))
    assert (cell.prefix, cell.text, cell.link) == (
        "skos:",
        "prefLabel",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
    )
    assert cell.outside


def test_an_iri_without_a_prefix_is_shown_whole() -> None:
    (cell,) = cells(iri("https://example.org/任务?a=b&c=d#e"))
    assert cell[:5] == ("iri", "https://example.org/任务?a=b&c=d#e", "", "", "https://example.org/任务?a=b&c=d#e")


@pytest.mark.parametrize(
    "hostile",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\u0000script:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://w3id.org/x",
        "urn:isbn:1",
        "http",
        "//evil.example/",
        "https//evil",
        "http://[evil",
        "java\tscript:alert(1)",
    ],
)
def test_only_web_and_mail_addresses_become_links(hostile: str) -> None:
    (cell,) = cells(iri(hostile))
    assert (cell.text, cell.link) == (hostile, "")


@pytest.mark.parametrize("address", ["http://e.example/", "HTTPS://E.example/", "mailto:a@e.example"])
def test_those_that_do_are_marked_as_other_sites(address: str) -> None:
    (cell,) = cells(iri(address))
    assert (cell.link, cell.outside) == (address, True)


def test_an_iri_that_was_cut_leads_nowhere() -> None:
    (cell,) = cells(ExcerptTerm("iri", "https://e.example/aaa", None, None, 5000))
    assert (cell.link, cell.omitted) == ("", 5000 - 21)


@pytest.mark.parametrize(
    ("term", "language"),
    [
        (text("words", "en"), "en"),
        (text("words", "en-gb"), "en-gb"),
        (text("任务", "zh"), "zh-Hans"),
        (text("任务", "zh-hans"), "zh-Hans"),
        (text("任務", "zh-hant"), "zh-hant"),
        (text("仕事", "ja"), "ja"),
        (text("晋环发〔2022〕43号"), "zh-Hans"),
        (text("𠀀"), "zh-Hans"),
        (text("お仕事"), ""),
        (text("JHF [2022] No.43"), ""),
        (text("مهمة", "ar--rtl"), "ar"),
    ],
)
def test_the_browser_is_told_the_language(term: ExcerptTerm, language: str) -> None:
    assert cells(term)[0].language == language


def test_what_all_cells_of_a_column_share_stands_in_its_head_alone() -> None:
    head, given = column(text("one", "en"), None, text("two", "en"))
    assert head == Column("?x", "en", "narrow")
    assert [cell.mark for cell in given] == ["", "", ""]


def test_what_differs_stands_in_the_cells() -> None:
    head, given = column(text("one", "en"), text("一", "zh-hans"), text("1", None, f"{XSD}date"), text("plain"))
    assert head.mark == ""
    assert [cell.mark for cell in given] == ["en", "zh-hans", "xsd:date", ""]


def test_a_foreign_datatype_is_shown_whole() -> None:
    head, _ = column(text("1", None, "http://e.example/metre"))
    assert head.mark == "http://e.example/metre"


def test_a_column_of_numbers_is_set_as_such() -> None:
    assert column(text("1", None, f"{XSD}integer"), None, text("2.5", None, f"{XSD}decimal"))[0].style == "number"
    assert column(text("1", None, f"{XSD}integer"), text("many"))[0].style == "narrow"
    assert column(None, None)[0].style == "narrow"


@pytest.mark.parametrize(
    ("value", "style"),
    [("x" * 18, "narrow"), ("x" * 19, "medium"), ("x" * 36, "medium"), ("x" * 37, "wide"), ("任" * 10, "medium"),
     ("任" * 19, "wide"), ("任" * 5000, "wide")],
)  # fmt: skip
def test_a_column_is_as_wide_as_its_longest_text_wants(value: str, style: str) -> None:
    assert column(text("x"), text(value))[0].style == style


def test_blank_nodes_quoted_triples_and_nothing_are_text() -> None:
    blank, quoted, nothing = cells(
        ExcerptTerm("bnode", "b7", None, None, 2), ExcerptTerm("triple", "<<( <javascript:1> )>>", None, None, 22), None
    )
    assert (blank.kind, blank.text, blank.link) == ("bnode", "_:b7", "")
    assert (quoted.kind, quoted.link) == ("triple", "")
    assert nothing == Cell("none", "")


def test_variables_have_their_question_mark_and_parts_of_statements_none() -> None:
    triples = Excerpt("triples", ("subject", "predicate", "object"), [], complete=True, answer=False, seconds=0)
    assert [one.name for one in make_table(triples).columns] == ["subject", "predicate", "object"]
    assert column(None)[0].name == "?x"
