from __future__ import annotations

import time

import pyoxigraph
import pytest

from policygraph.store.worker.excerpt import LONGEST_VALUE, Excerpt, ExcerptTerm, read_excerpt, write_excerpt

STORE = pyoxigraph.Store()
XSD = "http://www.w3.org/2001/XMLSchema#"


def excerpt(query: str, rows: int = 100, store: pyoxigraph.Store = STORE) -> Excerpt:
    begun = time.perf_counter()
    return read_excerpt(write_excerpt(store.query(query), rows, begun))


def numbers(count: int) -> str:
    return f"VALUES ?n {{ {' '.join(map(str, range(count)))} }}"


def test_every_kind_of_term_is_kept_with_what_belongs_to_it() -> None:
    given = excerpt(
        "SELECT ?iri ?plain ?tagged ?typed ?none { VALUES (?iri ?plain ?tagged ?typed ?none) {"
        " (<http://e/任务> 'words' '内蒙古'@zh-Hans 1.5 UNDEF) } }"
    )
    assert given[:2] == ("solutions", ("iri", "plain", "tagged", "typed", "none"))
    assert given.rows == [
        [
            ExcerptTerm("iri", "http://e/任务", None, None, 11),
            ExcerptTerm("literal", "words", None, None, 5),
            ExcerptTerm("literal", "内蒙古", None, "zh-hans", 3),
            ExcerptTerm("literal", "1.5", f"{XSD}decimal", None, 3),
            None,
        ]
    ]
    assert given.complete


def test_a_direction_stands_behind_the_language() -> None:
    ((term,),) = excerpt("SELECT (STRLANGDIR('x', 'ar', 'rtl') AS ?x) {}").rows
    assert term == ExcerptTerm("literal", "x", None, "ar--rtl", 1)


def test_a_quoted_triple_is_written_out() -> None:
    ((term,),) = excerpt("SELECT (TRIPLE(<http://e/s>, <http://e/p>, 'o'@en) AS ?t) {}").rows
    assert term is not None
    assert term[:2] == ("triple", '<<( <http://e/s> <http://e/p> "o"@en )>>')


def test_blank_nodes_are_numbered_and_stay_the_same_throughout() -> None:
    store = pyoxigraph.Store()
    one, other = pyoxigraph.BlankNode(), pyoxigraph.BlankNode()
    link = pyoxigraph.NamedNode("http://e/p")
    store.extend([pyoxigraph.Quad(one, link, other), pyoxigraph.Quad(other, link, one)])
    rows = excerpt("SELECT ?s ?o { ?s ?p ?o }", store=store).rows
    labels = [[term.value for term in row if term] for row in rows]
    assert labels == [["b0", "b1"], ["b1", "b0"]]


@pytest.mark.parametrize(("most", "kept", "complete"), [(4, 4, False), (5, 5, True), (6, 5, True), (1, 1, False)])
def test_rows_past_the_limit_are_left_out_and_said_to_be(most: int, kept: int, complete: bool) -> None:  # noqa: FBT001
    given = excerpt(f"SELECT ?n {{ {numbers(5)} }}", most)
    assert (len(given.rows), given.complete) == (kept, complete)


def test_triples_are_rows_of_subject_predicate_and_object() -> None:
    given = excerpt(f"CONSTRUCT {{ <http://e/s> <http://e/p> ?n }} {{ {numbers(3)} }}", 2)
    assert given[:2] == ("triples", ("subject", "predicate", "object"))
    assert len(given.rows) == 2
    assert not given.complete
    assert [term.value for term in given.rows[0] if term][:2] == ["http://e/s", "http://e/p"]


@pytest.mark.parametrize(("query", "answer"), [("ASK {}", True), ("ASK { ?s ?p ?o }", False)])
def test_ask_gives_its_answer_and_no_rows(query: str, answer: bool) -> None:  # noqa: FBT001
    given = excerpt(query)
    assert (given.form, given.answer, given.rows, given.complete) == ("boolean", answer, [], True)


def test_a_long_value_is_shortened_and_keeps_its_length() -> None:
    ((term,),) = excerpt(f"SELECT ?x {{ VALUES ?x {{ '{'长' * 5000}' }} }}").rows
    assert term is not None
    assert (term.value, term.length) == ("长" * LONGEST_VALUE, 5000)


def test_many_long_values_end_the_excerpt_before_the_rows_do() -> None:
    given = excerpt(f"SELECT ?n ('{'x' * 5000}' AS ?x) {{ {numbers(900)} }}", 900)
    assert 400 < len(given.rows) < 500
    assert not given.complete


@pytest.mark.parametrize("term", [f"STRDT('', IRI('http://e/{'x' * 5000}'))", f"STRLANG('', 'en{'-abcdefgh' * 555}')"])
def test_long_datatypes_and_languages_do_so_too(term: str) -> None:
    given = excerpt(f"SELECT ?n ({term} AS ?x) {{ {numbers(900)} }}", 900)
    assert 150 < len(given.rows) < 200
    assert not given.complete


def test_many_columns_end_it_too_even_where_they_are_empty() -> None:
    names = " ".join(f"?v{n}" for n in range(1000))
    given = excerpt(f"SELECT ?n {names} {{ {numbers(900)} }}", 900)
    assert len(given.rows) == 49
    assert not given.complete


def test_the_beginning_of_an_endless_result_comes_at_once() -> None:
    cross = " ".join(f"{{ SELECT (?n AS ?v{i}) {{ {numbers(500)} }} }}" for i in range(4))
    given = excerpt(f"SELECT * {{ {cross} }}", 10)
    assert (len(given.rows), given.complete) == (10, False)


def test_seconds_are_counted_from_when_the_query_was_begun() -> None:
    results = STORE.query("ASK {}")
    assert 5 <= read_excerpt(write_excerpt(results, 1, time.perf_counter() - 5)).seconds < 10
