from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from policygraph.errors import QueryRefusedError, QuerySyntaxError, UsageError
from policygraph.model.terms import Solutions, Term, Triple, iri, literal
from policygraph.store import EmbeddedStore, embedded

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def store(small: Path) -> EmbeddedStore:
    return EmbeddedStore.open(small)


def count(store: EmbeddedStore, rest: str) -> int:
    (row,) = store.select(f"SELECT (COUNT(*) AS ?n) {rest}").rows
    return int(row["n"].value)


def test_the_default_graph_is_the_union_without_duplicates(store: EmbeddedStore) -> None:
    assert count(store, "{ ?s ?p ?o }") == 3


def test_a_path_over_the_union_counts_each_way_once(store: EmbeddedStore) -> None:
    assert count(store, "{ ?s <http://e/p>/<http://e/p> ?o }") == 2


def test_graph_tells_every_graph_a_statement_is_in(store: EmbeddedStore) -> None:
    rows = store.select("SELECT ?g { GRAPH ?g { <http://e/x> <http://e/p> <http://e/y> } } ORDER BY ?g").rows
    assert [row["g"] for row in rows] == [iri("http://e/g1"), iri("http://e/g2")]


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        ("FROM <http://e/g1> { ?s ?p ?o }", 1),
        ("FROM <http://e/g1> FROM <http://e/g2> { ?s ?p ?o }", 2),
        ("FROM <http://e/g1> FROM <http://e/g3> { ?s ?p ?o }", 2),
        ("FROM <http://e/nowhere> { ?s ?p ?o }", 0),
        ("FROM NAMED <http://e/g2> { ?s ?p ?o }", 0),
        ("FROM NAMED <http://e/g2> { GRAPH ?g { ?s ?p ?o } }", 2),
        ("FROM <http://e/g1> { GRAPH ?g { ?s ?p ?o } }", 0),
        ("FROM <http://e/g1> FROM <http://e/g2> FROM NAMED <http://e/g3> { ?s ?p ?o GRAPH ?g { ?a ?b ?c } }", 2),
        ("FROM <http://e/g2> FROM <http://e/g2> { ?s ?p ?o }", 2),
        ("FROM NAMED <http://e/g2> FROM NAMED <http://e/g2> { GRAPH ?g { ?s ?p ?o } }", 2),
        ("(EXISTS { ?a ?b ?c } AS ?e) FROM <http://e/g1> FROM <http://e/g2> { ?s ?p ?o }", 2),
        ("FROM<http://e/g1>FROM<http://e/g2>FROMNAMED<http://e/g3>{ ?s ?p ?o GRAPH?g{ ?a ?b ?c } }", 2),
    ],
)
def test_from_and_from_named_make_the_dataset_of_the_specification(
    store: EmbeddedStore, dataset: str, expected: int
) -> None:
    assert count(store, dataset) == expected


def test_from_clauses_behind_a_template_are_found(store: EmbeddedStore) -> None:
    count = "WHERE { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }"
    (triple,) = store.construct(f"CONSTRUCT {{ <a:a> <a:b> ?n }} FROM <http://e/g1> FROM <http://e/g2> {count}")
    assert triple.object.value == "2"


def test_a_relative_iri_is_one_of_the_project_unless_the_query_has_a_base(store: EmbeddedStore) -> None:
    (row,) = store.select("SELECT (<id/task/x> AS ?mine) (IRI('y') AS ?made) {}").rows
    assert row == {"mine": iri("https://w3id.org/policygraph/id/task/x"), "made": iri("https://w3id.org/policygraph/y")}
    (row,) = store.select("BASE <http://e/> SELECT (<x> AS ?mine) {}").rows
    assert row == {"mine": iri("http://e/x")}
    assert count(store, "FROM <graph/a> FROM <graph/b> { ?s ?p ?o }") == 0


def test_prefixed_names_in_from_clauses_are_understood(store: EmbeddedStore) -> None:
    query = "PREFIX e: <http://e/> BASE <http://e/> SELECT ?s FROM e:g1 FROM <g2> { ?s e:p e:y }"
    assert len(store.select(query).rows) == 1


def test_rows_are_terms_of_our_own_and_unbound_variables_are_absent(store: EmbeddedStore) -> None:
    result = store.select("SELECT ?s ?label ?nothing { ?s <http://e/label> ?label }")
    label = Term("literal", "任务", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "zh")
    assert result == Solutions(("s", "label", "nothing"), ({"s": iri("http://e/x"), "label": label},))


def test_bindings_are_values_and_never_text(store: EmbeddedStore) -> None:
    query = "SELECT ?s ?o { ?s <http://e/label> ?o }"
    assert len(store.select(query, o=literal("任务", language="ZH")).rows) == 1
    assert store.select(query, o=literal('" } UNION { ?s ?p ?o } #')).rows == ()


def test_a_binding_that_names_no_selected_variable_is_an_error(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="bindings o do not fit"):
        store.select("SELECT ?s { ?s ?p ?o }", o=iri("http://e/x"))


def test_ask_answers_with_a_boolean(store: EmbeddedStore) -> None:
    assert store.ask("ASK { ?s ?p ?o }", s=iri("http://e/x"))
    assert not store.ask("ASK { ?s ?p ?o }", s=iri("http://e/z"))


def test_construct_gives_triples(store: EmbeddedStore) -> None:
    triples = store.construct("CONSTRUCT WHERE { <http://e/y> ?p ?o }")
    assert triples == (Triple(iri("http://e/y"), iri("http://e/p"), iri("http://e/x")),)


def test_each_form_goes_with_its_method(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="`select` was given a query of another form"):
        store.select("ASK {}")
    with pytest.raises(UsageError, match="`ask`"):
        store.ask("SELECT * {}")
    with pytest.raises(UsageError, match="`construct`"):
        store.construct("ASK {}")


def test_serialise_writes_the_format_asked_for(store: EmbeddedStore) -> None:
    assert store.serialise("SELECT ?o { <http://e/y> ?p ?o }", "text/csv") == b"o\r\nhttp://e/x\r\n"
    assert store.serialise("CONSTRUCT WHERE { <http://e/y> ?p ?o }", "text/turtle").startswith(b"<http://e/y>")


def test_serialise_refuses_a_format_that_does_not_fit(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="text/turtle cannot carry"):
        store.serialise("SELECT * { ?s ?p ?o }", "text/turtle")


def test_a_syntax_error_tells_the_place(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySyntaxError, match="1:18"):
        store.select("SELECT * { ?s ?p ")


def test_the_guard_stands_before_it_too(store: EmbeddedStore) -> None:
    with pytest.raises(QueryRefusedError):
        store.select("SELECT * { SERVICE <http://127.0.0.1/> {} }")


def test_a_function_that_there_is_not_is_named(store: EmbeddedStore) -> None:
    with pytest.raises(QueryRefusedError, match="function <http://e/f> is not supported"):
        store.ask("ASK { FILTER(<http://e/f>(1)) }")


def test_a_graph_name_that_is_no_iri_is_a_syntax_error(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySyntaxError):
        store.select("SELECT * FROM <http://[> FROM <b> { ?s ?p ?o }")


def test_quoted_triples_do_not_leak(store: EmbeddedStore) -> None:
    with pytest.raises(QueryRefusedError, match="is a quoted triple"):
        store.select("SELECT ?t { BIND(TRIPLE(<http://e/a>, <http://e/b>, 1) AS ?t) }")


def test_a_store_in_memory_has_the_union_too() -> None:
    said = [(f"http://e/{s}", f"http://e/{g}") for s, g in (("x", "g1"), ("x", "g2"), ("y", "g2"))]
    p = pyoxigraph.NamedNode("http://e/p")
    memory = EmbeddedStore.in_memory(
        pyoxigraph.Quad(pyoxigraph.NamedNode(s), p, p, pyoxigraph.NamedNode(g)) for s, g in said
    )
    assert count(memory, "{ ?s ?p ?o }") == 2
    assert count(memory, "{ GRAPH ?g { ?s ?p ?o } }") == 3
    assert count(memory, "FROM <http://e/g1> FROM <http://e/g2> { ?s ?p ?o }") == 2


def test_a_copy_in_memory_answers_as_the_store_on_disk(small: Path, store: EmbeddedStore) -> None:
    memory = EmbeddedStore.load(small)
    for query in ("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o", "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"):
        assert memory.select(query) == store.select(query)
        assert memory.select(query).rows


def test_many_terms_are_not_kept_for_ever(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = EmbeddedStore.open(small)
    store.select("SELECT ?s { ?s ?p ?o }")
    assert store._terms
    monkeypatch.setattr(embedded, "MOST_TERMS", 0)
    store.select("SELECT ?s { ?s ?p ?o }")
    assert not store._terms
