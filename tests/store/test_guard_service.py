"""SERVICE in every spelling: found where the engine would find it, and nowhere else."""

from __future__ import annotations

import pytest

from policygraph.errors import QueryRefusedError, QuerySyntaxError
from policygraph.store import QueryLimits, inspect
from policygraph.store.federation import AllowList, ServiceCall

LIMITS = QueryLimits()
ALLOWED = AllowList.parse(["there.example", "other.example:8890"])
CALL = "SERVICE <http://127.0.0.1/> {}"

HIDDEN = [
    # a local name has at most one run of dots; what follows the second is the next token
    f"PREFIX e: <http://e/> SELECT * {{ ?s ?p e:a.b.{CALL} }}",
    # a string with an escape that there is not is no string: it is an empty one with something behind it
    rf"SELECT * {{ VALUES ?x {{'''a'}} {CALL} #\x'''" + "\n}",
    rf"SELECT * {{ VALUES ?x {{'''a'}} {CALL} #\uD800'''" + "\n}",
    rf'SELECT * {{ VALUES ?x {{"""a"}} {CALL} #\uD800"""' + "\n}",
    rf'SELECT * {{ VALUES ?x {{"""a"}} {CALL} #\U00110000"""' + "\n}",
    # a name that makes no IRI is read again as its prefix alone
    "PREFIX e: <http://h:8> SELECT * { OPTIONAL { ?s ?p e:SERVICE<http://127.0.0.1/>{} } }",
    "PREFIX e: <http://[::1]> SELECT * { OPTIONAL { ?s ?p e:SERVICE<http://127.0.0.1/>{} } }",
    r"PREFIX e: <http:\u002F\u002Fh\u003A8> SELECT * { OPTIONAL { ?s ?p e:SERVICE<http://127.0.0.1/>{} } }",
    "PREFIXe:<http://h:8>SELECT * { OPTIONAL { ?s ?p e:SERVICE<http://127.0.0.1/>{} } }",
    "BASE <http://h:8> PREFIX e: <> SELECT * { OPTIONAL { ?s ?p e:SERVICE<http://127.0.0.1/>{} } }",
    # rows of VALUES are skipped, unless the word is in them
    f"SELECT * {{ VALUES ?x {{ '}}' }} {CALL} }}",
    f"SELECT * {{ VALUES (?x) {{ ('service') }} {CALL} }}",
    f"SELECT * {{ ?s ?p 1-1 . {CALL} }}",
    f"SELECT * {{ FILTER(?a<?b&&?c>?d) {CALL} }}",
    f"SELECT * {{ {{}} UNION{{{CALL}}} }}",
    f"SELECT (EXISTS {{ {CALL} }} AS ?x) {{}}",
    f"ASK {{}} HAVING (EXISTS {{ {CALL} }})",
    f"ASK {{}} ORDER BY (EXISTS {{ {CALL} }})",
    f"DESCRIBE ?x {{ {CALL} }}",
    f"ASK {{ LATERAL {{ {CALL} }} }}",
    f"ASK {{ ?s ?p 'a'@en--ltr {CALL} }}",
    f"ASK {{ ?s ?p 'a\0b' {CALL} }}",
    f"ASK {{ ?s ?p true{CALL} }}",
]


@pytest.mark.parametrize("text", HIDDEN)
@pytest.mark.parametrize("allowed", [AllowList(), ALLOWED], ids=["none allowed", "others allowed"])
def test_a_call_is_found_however_it_hides(text: str, allowed: AllowList) -> None:
    with pytest.raises(QueryRefusedError, match=r"SERVICE|ends in a port"):
        inspect(text, LIMITS, allowed)


INNOCENT = [
    "PREFIX service: <http://e/> SELECT ?service { ?service service:load 'SERVICE <http://127.0.0.1/> {}' }",
    "PREFIX service-x: <http://e/> SELECT * { service-x:a service-x:b.c ?o }",
    "PREFIX e: <http://h:8/> SELECT * { e:SERVICE ?p ?o }",
    "BASE <http://h:8> PREFIX e: <x#> SELECT * { e:SERVICE ?p ?o }",
    "ASK { _:service ?p 'x'@service . # SERVICE <http://127.0.0.1/> {}\n }",
    'ASK { ?s ?p """SERVICE <http://127.0.0.1/> {} \\u0022""" }',
    "ASK { <http://e/SERVICE> ?p <urn:service:a#b> }",
    "ASK { ?s ?p ?o FILTER(?service<5&&?p>2) }",
    "PREFIX s: <http://e/> ASK { VALUES ?x { s:service 'service' <http://service/> } }",
    "PREFIX ex: <http://e/> ASK { GRAPH ex:service { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_the_word_in_other_places_is_let_through(text: str) -> None:
    assert inspect(text, LIMITS).text == text
    assert inspect(text, LIMITS, ALLOWED).calls == ()


@pytest.mark.parametrize("text", ["ASK { ?s ?p 'service }", 'ASK { ?s ?p "service\n" }', "ASK { ?service \\ ?o }"])
def test_a_string_without_end_is_told_as_the_mistake_that_it_is(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="begins nothing that ends"):
        inspect(text, LIMITS)


NAMED = [
    ("SELECT * { SERVICE <http://there.example/sparql> {} }", "<http://there.example/sparql>", False),
    ("SELECT * { service silent<http://there.example/sparql>{} }", "<http://there.example/sparql>", True),
    ("SELECT * { SERVICESILENT <http://there.example/sparql> {} }", "<http://there.example/sparql>", True),
    (
        "SELECT * { SERVICE # <http://evil/>\n <http://there.example/sparql> {} }",
        "<http://there.example/sparql>",
        False,
    ),
    ("PREFIX t: <http://there.example/> SELECT * { SERVICE t:sparql {} }", "t:sparql", False),
    ("PREFIX service: <http://there.example/> SELECT * { SERVICE service:sparql {} }", "service:sparql", False),
    ("PREFIX : <http://there.example/> SELECT * { SERVICE SILENT :sparql {} }", ":sparql", True),
    (r"SELECT * { SERVICE <http://there\u002Eexample/sparql> {} }", r"<http://there\u002Eexample/sparql>", False),
    (r"SELECT * { \u0053ERVICE <http://there.example/sparql> {} }", "<http://there.example/sparql>", False),
    ("ASK { FILTER EXISTS { SERVICE <http://there.example/sparql> {} } }", "<http://there.example/sparql>", False),
    ("ASK { { SELECT * { SERVICE <http://there.example/sparql> {} } } }", "<http://there.example/sparql>", False),
]


@pytest.mark.parametrize(("text", "term", "silent"), NAMED)
def test_the_endpoint_is_found_with_its_place(text: str, term: str, *, silent: bool) -> None:
    query = inspect(text, LIMITS, ALLOWED)
    offset = query.text.index(term, query.text.upper().index("SERVICE ") if term.endswith("sparql") else 0)
    assert query.calls == (ServiceCall(offset, len(term), "http://there.example/sparql", silent),)
    assert query.volatile


def test_all_calls_of_a_query_are_found() -> None:
    text = (
        "ASK { SERVICE <http://there.example/> {} { SERVICE SILENT <http://other.example:8890/> { ?s ?p 'SERVICE' } } }"
    )
    assert [call.iri for call in inspect(text, LIMITS, ALLOWED).calls] == [
        "http://there.example/",
        "http://other.example:8890/",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ASK { SERVICE ?x {} }", "not named by an IRI"),
        ("ASK { VALUES ?x { <http://there.example/> } SERVICE SILENT ?x {} }", "not named by an IRI"),
        ("ASK { SERVICE <http://evil.example/> {} }", "not on the list"),
        ("ASK { SERVICE <http://there.example/> {} SERVICE <http://127.0.0.1/> {} }", "not on the list"),
        ("ASK { SERVICE <http://other.example/> {} }", "not on the list"),
        ("ASK { SERVICE <http://there.example@evil.example/> {} }", "names a user"),
        ("ASK { SERVICE <sparql> {} }", "neither http nor https"),
        ("ASK { SERVICE t:sparql {} }", "neither http nor https"),
        ("PREFIX t: <http://evil.example/> ASK { SERVICE t:sparql {} }", "not on the list"),
        (
            "PREFIX t: <http://there.example/> PREFIX t: <http://evil.example/> ASK { SERVICE t:sparql {} }",
            "not on the list",
        ),
        ("PREFIX t: <http://there.example/> ASK { SERVICEt:sparql {} }", "cannot be told from the name"),
        (
            "ASK { SERVICE <http://there.example/> { SERVICE <http://there.example/> {} } }",
            "it stands in what another endpoint is asked",
        ),
        (
            "ASK { SERVICE <http://there.example/> { FILTER EXISTS { { SERVICE <http://there.example/> {} } } } }",
            "it stands in what another endpoint is asked",
        ),
    ],
)
def test_what_is_not_allowed_is_refused_with_the_reason_and_the_place(text: str, why: str) -> None:
    with pytest.raises(QueryRefusedError, match=why) as refused:
        inspect(text, LIMITS, ALLOWED)
    assert refused.value.position is not None
    assert refused.value.position.line == 1
