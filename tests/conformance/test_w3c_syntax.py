"""The W3C SPARQL 1.1 syntax tests: queries are answered, SERVICE and updates refused, all else is a syntax error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from tests.conformance.endpoint import Endpoint, open_endpoint
from tests.conformance.w3c import QUERY_GROUPS, Case, cases, needs_w3c, parameters, text_of, w3c_folder

from policygraph.errors import QueryError, QueryRefusedError, QuerySyntaxError
from policygraph.store import QueryLimits, inspect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = needs_w3c

CASES = cases(*QUERY_GROUPS)
POSITIVE = [case for case in CASES if case.kind == "PositiveSyntaxTest11"]
NEGATIVE = [case for case in CASES if case.kind == "NegativeSyntaxTest11"]
FOLDER = w3c_folder()
UPDATES = sorted(FOLDER.rglob("*.ru")) if FOLDER else []
# Requests of no operation at all: an update to SPARQL 1.1 Update, nothing at all to SPARQL 1.1 Query.
EMPTY_UPDATES = {"syntax-update-38.ru", "syntax-update-39.ru", "syntax-update-40.ru"}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    with open_endpoint(tmp_path_factory.mktemp("empty"), ()) as opened:
        yield opened


def ask(endpoint: Endpoint, text: str) -> bytes:
    graph = inspect(text, QueryLimits()).form in {"CONSTRUCT", "DESCRIBE"}
    return endpoint.ask(text, "text/turtle" if graph else "application/sparql-results+json")


@pytest.mark.parametrize("case", parameters(POSITIVE))
def test_the_engine_alone_evaluates_a_query(case: Case) -> None:
    fault = ""
    try:
        pyoxigraph.Store().query(text_of(case.query), base_iri=case.query)
    except (SyntaxError, RuntimeError) as error:
        fault = str(error)
    assert not fault


@pytest.mark.parametrize("case", parameters(POSITIVE))
def test_our_way_answers_a_query(case: Case, endpoint: Endpoint) -> None:
    fault = ""
    try:
        ask(endpoint, text_of(case.query))
    except QueryError as error:
        fault = error.message
    assert not fault


@pytest.mark.parametrize("case", parameters(NEGATIVE))
def test_the_engine_alone_refuses_what_is_no_query(case: Case) -> None:
    with pytest.raises(SyntaxError):
        pyoxigraph.Store().query(text_of(case.query), base_iri=case.query)


@pytest.mark.parametrize("case", parameters(NEGATIVE))
def test_our_way_tells_a_syntax_error(case: Case, endpoint: Endpoint) -> None:
    with pytest.raises(QuerySyntaxError):
        ask(endpoint, text_of(case.query))


@pytest.mark.parametrize("case", parameters(cases("syntax-fed")))
def test_our_way_refuses_to_ask_another_endpoint(case: Case, endpoint: Endpoint) -> None:
    with pytest.raises(QueryRefusedError, match=r"SERVICE at line 1"):
        ask(endpoint, text_of(case.query))


@pytest.mark.parametrize("path", UPDATES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_our_way_refuses_every_update(path: Path, endpoint: Endpoint) -> None:
    text = path.read_bytes().decode()
    if path.name in EMPTY_UPDATES:
        with pytest.raises(QuerySyntaxError):
            ask(endpoint, text)
    else:
        with pytest.raises(QueryRefusedError, match="is an update, and this store is read-only"):
            inspect(text, QueryLimits())
