"""Made-up queries: what the engine would ask elsewhere is refused; what fits limits at a glance fits at length."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygraph.errors import QueryError, QueryRefusedError, QuerySyntaxError
from policygraph.store import QueryLimits, inspect
from policygraph.store.guard.glance import glance
from policygraph.store.guard.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLED = "http://127.0.0.1:PORT/"
SINGLE = "{}()[].;,*/|^+-!=<>&~#'\"\\@?:a1_ \n\r\t\x0c\x85\u00a0\ufeff"
CALLS = [
    "SERVICE", "service", "SILENT", "SERVICESILENT", r"\u0053ERVICE", f"<{CALLED}>", f"SERVICE<{CALLED}>{{}}",
    f"SERVICE SILENT <{CALLED}> {{}}", f" SERVICE <{CALLED}> {{ ?s ?p ?o }} ", f".SERVICE <{CALLED}> {{}}",
]  # fmt: skip
TERMS = [
    "e:", "e:a", "e:SERVICE", "e:a.b.", "e:1", "service:", "service:a", ":", "_:b", "?s", "?service", "$x", "?s ?p ?o",
    "'a'", '"a"', "'a'@en", "@en", "'a'^^e:a", "true", "false", "1", "1.", ".5", "1e5", "<?b#>", "<a>", "<#a>",
    "<urn:x>",
]  # fmt: skip
OTHERS = [
    " ", " . ", "\n", "'''", '"""', "''", '""', "VALUES ?x {", "VALUES (?x) {(", "OPTIONAL {", "FILTER(",
    "FILTER EXISTS {", "BIND(1 AS ?x)", "UNION", "MINUS {", "GRAPH ?g {", "GRAPH e:a {", "{ SELECT * {", "EXISTS {",
    "?a<?b", r"\u0022", r"\u007B", r"\u0027", r"\uD800", r"\x", "# c", "a/a", "(a|^a)+", "<<", ">>", "<<(", ")>>", "{|",
    "|}", "IN (", "REGEX(", "STR(", "&&", "||", "LATERAL {",
]  # fmt: skip
PIECES = [*SINGLE, *CALLS, *TERMS, *OTHERS]
HEADS = [
    "ASK {", "SELECT * {", "SELECT * WHERE {", "PREFIX e: <http://e/> ASK {", "PREFIX e: <http://h:8> ASK {",
    "PREFIX service: <http://e/> PREFIX e: <http://e/#> SELECT * {", "BASE <http://h:8> PREFIX e: <> ASK {",
    f"PREFIX : <{CALLED}> PREFIX e: <{CALLED}> ASK {{", "CONSTRUCT {} WHERE {", "SELECT (1 AS ?y) {", "DESCRIBE ?s {",
]  # fmt: skip
QUERIES = st.builds(
    lambda head, pieces, closing: head + "".join(pieces) + closing,
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(PIECES), max_size=12),
    st.sampled_from(["}", " }", "}}", ")}", "\n}", "'}", "'''\n}", "}}}"]),
)
LARGE = QueryLimits(operators=10_000, patterns=400)


class Listener:
    """Counts who connects."""

    def __init__(self, server: socket.socket) -> None:
        self.port = server.getsockname()[1]
        self.connections = 0
        self._server = server
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()


@contextmanager
def listening() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield Listener(server)


def store() -> pyoxigraph.Store:
    """Give a store in which a pattern finds something, so that what stands behind it is evaluated."""
    made = pyoxigraph.Store()
    node = pyoxigraph.NamedNode("http://e/a")
    made.add(pyoxigraph.Quad(node, node, node))
    made.add(pyoxigraph.Quad(node, node, node, node))
    return made


def run_engine(text: str, graph: pyoxigraph.Store) -> None:
    try:
        results = graph.query(text, base_iri="http://base.example/")
        if not isinstance(results, pyoxigraph.QueryBoolean):
            list(results)
    except (OSError, RuntimeError, SyntaxError, ValueError):
        pass


def test_whatever_the_engine_would_ask_elsewhere_is_refused() -> None:
    graph = store()
    with listening() as listener:

        @settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(QUERIES)
        def check(made: str) -> None:
            text = made.replace("PORT", str(listener.port))
            try:
                let_through = inspect(text, LARGE).text
            except QueryError:
                return
            before = listener.connections
            run_engine(let_through, graph)
            assert listener.connections == before, text

        check()


def test_the_listener_hears_the_engine() -> None:
    with listening() as listener:
        run_engine(f"ASK {{ SERVICE <http://127.0.0.1:{listener.port}/> {{}} }}", store())
        assert listener.connections == 1


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(QUERIES, st.integers(1, 12), st.integers(1, 40), st.integers(1, 6))
def test_what_fits_at_a_glance_fits_at_length(text: str, patterns: int, operators: int, depth: int) -> None:
    limits = QueryLimits(1000, depth, operators, patterns)
    seen = glance(text, limits)
    if seen is None:
        return
    try:
        outline = Outline(text, limits)
    except QuerySyntaxError:
        return
    except QueryRefusedError as refused:
        raise AssertionError(text) from refused
    assert outline.form == (seen.form, seen.start)
    assert not outline.volatile
    assert not outline.dataset
