"""The 34 W3C tests of the SPARQL 1.1 Protocol, sent to a real server: reading works, and every update is refused."""

from __future__ import annotations

import json
import os
import re
import uuid
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.conformance.protocol import ProtocolTest, named_graphs, protocol_tests, send
from tests.conformance.w3c import CHECKOUT, needs_w3c, w3c_folder
from tests.serving import release, serve

from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conformance.protocol import Received, Step

TESTS = protocol_tests()
# Tests of an update that is carried out, which a store for reading cannot pass.
UPDATING = [test for test in TESTS if test.name.startswith("update_")]
OTHERS = [test for test in TESTS if not test.name.startswith("update_")]
FORMATS = {
    "boolean": {SOLUTION_FORMATS["json"], SOLUTION_FORMATS["xml"]},
    "tabular": set(SOLUTION_FORMATS.values()),
    "RDF": set(GRAPH_FORMATS.values()),
}


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HTTPConnection]:
    """A connection to a server that holds the data of the tests as named graphs."""
    root = tmp_path_factory.mktemp("protocol")
    lines = (
        f"{line.removesuffix('.').rstrip()} <{name}> .\n"
        for name, triples in named_graphs().items()
        for line in triples.decode().splitlines()
    )
    release(root, "0123abcd", "".join(lines))
    with serve(root, workers=1) as client:
        opened = HTTPConnection(str(client.base_url.host), client.base_url.port, timeout=30)
        yield opened
        opened.close()


def truth(received: Received) -> bool:
    if received.media_type == SOLUTION_FORMATS["json"]:
        return bool(json.loads(received.body)["boolean"])
    element = ET.fromstring(received.body).find("{http://www.w3.org/2005/sparql-results#}boolean")  # noqa: S314 - ours
    assert element is not None
    return element.text == "true"


def check(step: Step, received: Received) -> None:
    """See that an answer is the one that the manifest expects."""
    assert f"{received.status // 100}xx" in step.expected.statuses, received
    if step.expected.form:
        assert received.media_type in FORMATS[step.expected.form]
    if step.expected.boolean is not None:
        assert truth(received) is step.expected.boolean


def stored(connection: HTTPConnection) -> str:
    """Give all that is stored; the comment keeps the answer from coming out of a cache."""
    query = f"SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} }} ORDER BY ?g # {uuid.uuid4()}"
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    connection.request("POST", "/sparql", query, headers)
    return connection.getresponse().read().decode()


def test_the_suite_is_at_hand_where_it_must_be() -> None:
    assert w3c_folder() is not None or os.environ.get("CI") != "true"


@needs_w3c
def test_there_are_34_tests_of_which_7_update() -> None:
    assert (len(OTHERS), len(UPDATING)) == (27, 7)


@needs_w3c
@pytest.mark.parametrize("test", OTHERS, ids=lambda test: test.name)
def test_reading_and_refusing_are_as_specified(connection: HTTPConnection, test: ProtocolTest) -> None:
    before = stored(connection)
    for step in test.steps:
        check(step, send(connection, step))
    assert stored(connection) == before


@needs_w3c
@pytest.mark.parametrize("test", UPDATING, ids=lambda test: test.name)
def test_an_update_is_refused_and_changes_nothing(connection: HTTPConnection, test: ProtocolTest) -> None:
    before = stored(connection)
    assert before.count("data1.rdf,") == before.count("data2.rdf,") == before.count("data3.rdf,") == 1
    update, *questions = test.steps
    refused = send(connection, update)
    assert (refused.status, json.loads(refused.body)["type"].rpartition("/")[2]) == (403, "query-refused")
    for question in questions:
        assert truth(send(connection, question)) is False
    assert stored(connection) == before


@needs_w3c
def test_the_documentation_tells_the_result_of_each() -> None:
    text = (CHECKOUT / "docs" / "http-api.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (as specified|refused) \|", text, re.MULTILINE))
    assert rows == {test.name: "refused" if test in UPDATING else "as specified" for test in TESTS}
