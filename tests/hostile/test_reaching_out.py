"""Queries that want the server to connect to another, from inside the network that it is in (SSRF)."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from tests.hostile.bait import Bait
from tests.hostile.target import assert_problem, attacked
from tests.hostile.wire import request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.hostile.target import Target

# Every place in which an address of another server can stand; @ stands for it.
CALLS = {
    "constant": "SELECT * { SERVICE <@> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <@> { ?s ?p ?o } }",
    "small letters": "select * { service <@> { ?s ?p ?o } }",
    "odd letters": "SELECT * { sErViCe <@> { ?s ?p ?o } }",
    "without spaces": "SELECT*{SERVICE<@>{?s?p?o}}",
    "glued to silent": "SELECT * {SERVICESILENT<@>{?s ?p ?o}}",
    "glued to another keyword": "SELECT * { ?s ?p trueSERVICE<@>{} }",
    "glued to a number": "SELECT * { ?s ?p 1SERVICE<@>{} }",
    "glued to a string": "SELECT * { ?s ?p ''SERVICE<@>{} }",
    "over lines": "SELECT * {\nSERVICE\r\n\t<@>\n{ ?s ?p ?o } }",
    "behind a comment": "SELECT * { # {\n SERVICE # }\n <@> { ?s ?p ?o } }",
    "behind a comment that ends in a carriage return": "SELECT * { ?s ?p ?o # it\r SERVICE <@> {} }",
    "behind a string with braces": "SELECT * { ?s ?p '}' . SERVICE <@> { ?s ?p ?o } }",
    "behind a string with quotes": "SELECT * { ?s ?p '''it''s ''' . SERVICE <@> { ?s ?p ?o } }",
    "behind a comparison": 'SELECT * { FILTER(?a<?b#>"""\n) SERVICE <@> {} #"""\n}',
    "escaped": r"SELECT * { \u0053ERVICE <@> { ?s ?p ?o } }",
    "escaped in long": r"SELECT * { S\U00000045RVICE <@> { ?s ?p ?o } }",
    "escaped throughout": r"SELECT * { \u0073\u0065\u0072\u0076\u0069\u0063\u0065 <@> { ?s ?p ?o } }",
    "variable": "SELECT * { VALUES ?u { <@> } SERVICE ?u { ?s ?p ?o } }",
    "variable that is bound": "SELECT * { BIND(<@> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "variable that is made": "SELECT * { BIND(IRI('@') AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "variable that is found": "SELECT * { ?u ?x ?y SERVICE ?u { ?s ?p ?o } }",
    "variable that is free": "SELECT * { SERVICE ?u { ?s ?p ?o } }",
    "prefixed": "PREFIX e: <@> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "prefixed without a space": "PREFIX e: <@> SELECT * { SERVICEe: { ?s ?p ?o } }",
    "empty prefix": "PREFIX : <@> SELECT * { SERVICE : { ?s ?p ?o } }",
    "prefix named service": "PREFIX service: <@> SELECT * { SERVICE service: { ?s ?p ?o } }",
    "relative": "BASE <@> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "relative to several bases": "BASE <http://e/> BASE <@> SELECT * { SERVICE <?x> { ?s ?p ?o } }",
    "in a group": "SELECT * { { { SERVICE <@> { ?s ?p ?o } } } }",
    "in OPTIONAL": "SELECT * { OPTIONAL { SERVICE <@> { ?s ?p ?o } } }",
    "in UNION": "SELECT * { {} UNION { SERVICE <@> { ?s ?p ?o } } }",
    "in MINUS": "SELECT * { ?s ?p ?o MINUS { SERVICE <@> { ?s ?p ?o } } }",
    "in GRAPH": "SELECT * { GRAPH ?g { SERVICE <@> { ?s ?p ?o } } }",
    "in LATERAL": "SELECT * { LATERAL { SERVICE <@> { ?s ?p ?o } } }",
    "in EXISTS": "SELECT * { FILTER EXISTS { SERVICE <@> { ?s ?p ?o } } }",
    "in NOT EXISTS": "SELECT * { FILTER NOT EXISTS { SERVICE <@> { ?s ?p ?o } } }",
    "in an expression": "SELECT (EXISTS { SERVICE <@> { ?s ?p ?o } } AS ?x) {}",
    "in BIND": "SELECT * { BIND(EXISTS { SERVICE <@> { ?s ?p ?o } } AS ?x) }",
    "in ORDER BY": "SELECT * {} ORDER BY (EXISTS { SERVICE <@> { ?s ?p ?o } })",
    "in HAVING": "SELECT (1 AS ?x) {} GROUP BY ?y HAVING (EXISTS { SERVICE <@> { ?s ?p ?o } })",
    "in a sub-select": "SELECT * { { SELECT * { SERVICE <@> { ?s ?p ?o } } } }",
    "in itself": "SELECT * { SERVICE <@> { SERVICE <@> { ?s ?p ?o } } }",
    "ASK": "ASK { SERVICE <@> { ?s ?p ?o } }",
    "CONSTRUCT": "CONSTRUCT { ?s ?p ?o } { SERVICE <@> { ?s ?p ?o } }",
    "CONSTRUCT WHERE": "CONSTRUCT WHERE { SERVICE <@> { ?s ?p ?o } }",
    "DESCRIBE": "DESCRIBE ?s { SERVICE <@> { ?s ?p ?o } }",
}
LOADS = {
    "LOAD": "LOAD <@>",
    "LOAD SILENT": "LOAD SILENT <@> INTO GRAPH <http://e/g>",
    "LOAD behind a query": "ASK {} ; LOAD <@>",
    "LOAD behind declarations": "PREFIX e: <http://e/> BASE <http://e/> LOAD <@>",
    "LOAD behind a comment": "# it\nload <@>",
    "LOAD in escapes": r"\u004cOAD <@>",
    "INSERT": "INSERT { ?s ?p ?o } WHERE { SERVICE <@> { ?s ?p ?o } }",
    "INSERT with USING": "INSERT { ?s ?p ?o } USING <@> WHERE { ?s ?p ?o }",
    "COPY": "COPY <@> TO DEFAULT",
}
NAMES = {
    "FROM": "SELECT * FROM <@> { ?s ?p ?o }",
    "FROM several": "SELECT * FROM <@> FROM <@#b> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <@> { GRAPH ?g { ?s ?p ?o } }",
    "FROM prefixed": "PREFIX e: <@> SELECT * FROM e: FROM e:x { ?s ?p ?o }",
    "FROM relative": "BASE <@> SELECT * FROM <> FROM NAMED <x> { ?s ?p ?o }",
    "FROM without a space": "SELECT*FROM<@>FROMNAMED<@>{?s?p?o}",
    "FROM in escapes": r"SELECT * \u0046ROM <@> { ?s ?p ?o }",
    "GRAPH": "SELECT * { GRAPH <@> { ?s ?p ?o } }",
    "GRAPH of a variable": "SELECT * { VALUES ?g { <@> } GRAPH ?g { ?s ?p ?o } }",
    "subject": "SELECT * { <@> ?p ?o }",
    "DESCRIBE": "DESCRIBE <@>",
    "datatype": "SELECT * { ?s ?p '1'^^<@> }",
    "DESCRIBE FROM": "DESCRIBE <http://e/1> FROM <@>",
}
ADDRESSES = [
    "http://localhost:{}/",
    "http://LOCALHOST.:{}/",
    "http://[::1]:{}/",
    "http://[::ffff:127.0.0.1]:{}/",
    "http://[0:0:0:0:0:0:0:1]:{}/",
    "http://0.0.0.0:{}/",
    "http://0:{}/",
    "http://127.1:{}/",
    "http://2130706433:{}/",
    "http://0x7f000001:{}/",
    "http://0177.0.0.1:{}/",
    "http://127.0.0.1.:{}/",
    "http://user:password@127.0.0.1:{}/",
    "http://allowed.invalid@127.0.0.1:{}/",
    "http://127.0.0.1:{}#@allowed.invalid/",
    "http://127.0.0.1:{}/?allowed.invalid",
    "http://allowed.invalid.127.0.0.1.nip.io:{}/",
    "http://①②⑦.⓪.⓪.①:{}/",
    "https://127.0.0.1:{}/",
    "ftp://127.0.0.1:{}/",
    "HTTP://127.0.0.1:{}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "file:///etc/passwd",
    "jar:http://127.0.0.1:{}!/",
    "gopher://127.0.0.1:{}/_",
]


@pytest.fixture(scope="module")
def bait() -> Iterator[Bait]:
    with Bait() as listening:
        with socket.create_connection(("127.0.0.1", listening.port)):
            pass
        assert listening.taken()
        yield listening


@pytest.fixture(scope="module")
def federated(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server that may ask one endpoint, which is not there."""
    errors = tmp_path_factory.mktemp("log") / "errors"
    with attacked(workspace, errors, workers=1, query_seconds=2, service_hosts="allowed.invalid") as running:
        yield running


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS)
def test_a_call_of_another_endpoint_is_refused_wherever_it_stands(target: Target, bait: Bait, query: str) -> None:
    reply = target.query(query.replace("@", f"http://127.0.0.1:{bait.port}/"))
    assert_problem(reply, 400 if query.startswith("CONSTRUCT WHERE") else 403, 403)  # that one is no SPARQL either
    assert not bait.taken()


@pytest.mark.parametrize("query", LOADS.values(), ids=LOADS)
def test_an_update_that_reads_from_elsewhere_is_refused(target: Target, bait: Bait, query: str) -> None:
    text = query.replace("@", f"http://127.0.0.1:{bait.port}/")
    assert_problem(target.query(text), 400 if text.startswith("ASK") else 403)
    update = ("Content-Type", "application/sparql-update")
    assert_problem(target.ask(request("/sparql", [update], text.encode(), "POST"), "POST"), 403)
    assert not bait.taken()


@pytest.mark.parametrize("query", NAMES.values(), ids=NAMES)
def test_a_name_is_never_fetched(target: Target, bait: Bait, query: str) -> None:
    reply = target.query(query.replace("@", f"http://127.0.0.1:{bait.port}/"))
    assert reply.status == 200
    assert reply.text.count("\n") <= 1
    assert not bait.taken()


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_dataset_is_never_fetched(target: Target, bait: Bait, name: str) -> None:
    address = f"/sparql?output=csv&query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D&{name}=http://127.0.0.1:{bait.port}/"
    assert target.ask(request(address)).text == "false"
    assert not bait.taken()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_an_odd_spelling_is_refused_too(target: Target, bait: Bait, address: str) -> None:
    assert_problem(target.query(f"ASK {{ SERVICE <{address.format(bait.port)}> {{ ?s ?p ?o }} }}"), 403)
    assert not bait.taken()


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize("address", ADDRESSES)
def test_where_one_endpoint_may_be_asked_no_other_is(federated: Target, bait: Bait, address: str, silent: str) -> None:
    query = f"ASK {{ SERVICE {silent}<{address.format(bait.port)}> {{ ?s ?p ?o }} }}"
    assert_problem(federated.query(query), 403)
    assert not bait.taken()


@pytest.mark.parametrize("name", [name for name in CALLS if name != "CONSTRUCT WHERE"])
def test_where_one_endpoint_may_be_asked_no_other_is_wherever_it_stands(
    federated: Target, bait: Bait, name: str
) -> None:
    reply = federated.query(CALLS[name].replace("@", f"http://127.0.0.1:{bait.port}/"))
    assert_problem(reply, 400, 403)  # odd ways to write the keyword may be too odd to be understood
    assert not bait.taken()


def test_an_endpoint_that_may_be_asked_and_is_not_there_is_told(federated: Target) -> None:
    reply = federated.query("ASK { SERVICE <http://allowed.invalid/> { ?s ?p ?o } }")
    members = assert_problem(reply, 502, 504)
    assert "allowed.invalid" in str(members["detail"])
    assert federated.query("ASK { SERVICE SILENT <http://allowed.invalid/> { ?s ?p ?o } }").text == "true"


@pytest.mark.parametrize(
    "name", ["Host", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Origin", "Referer", "Via"]
)
def test_a_header_with_an_address_is_not_followed(target: Target, bait: Bait, name: str) -> None:
    value = f"127.0.0.1:{bait.port}" if name == "Host" else f"http://127.0.0.1:{bait.port}/"
    data = b"GET /sparql HTTP/1.1\r\nAccept: text/turtle\r\n%s: %s\r\n" % (name.encode(), value.encode())
    target.ask(data + (b"\r\n" if name == "Host" else b"Host: e\r\n\r\n"))
    assert not bait.taken()
