"""A store opened in this process, read-only: for the library, tracing and the command line, whose caller is trusted."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph

from policygraph.errors import QueryRefusedError, QuerySyntaxError, UsageError, WorkerDiedError
from policygraph.model.terms import Solutions, Term, Triple
from policygraph.store.dataset import DatasetRequest, choose_dataset
from policygraph.store.guard.inspection import QueryLimits, inspect
from policygraph.store.guard.mistake import UNKNOWN_FUNCTION
from policygraph.store.note import open_store
from policygraph.store.terms import EngineTerm, from_engine, to_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["EmbeddedStore"]

MOST_TERMS = 20_000
"""Terms that are kept for further results: some 6 MB."""

_Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


class EmbeddedStore:
    """A release's store, queried without deadline or memory limit. Make one with `open`.

    Bindings (`store.select(query, task=iri("…"))`) are given to the engine as values of the variables of that name,
    never pasted into the text. The engine wants a bound variable to stand in the SELECT clause.
    """

    def __init__(self, store: pyoxigraph.Store, overlapping: frozenset[str]) -> None:
        self._store = store
        self._overlapping = overlapping
        self._terms = _Terms()

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open a store that `create_store` wrote.

        Raises:
            StoreError: There is none, it is damaged, or another version wrote it.
        """
        return cls(*open_store(folder))

    @classmethod
    def load(cls, folder: Path) -> EmbeddedStore:
        """Copy a store that `create_store` wrote into memory, for many questions in a row.

        It takes about a second for 100,000 triples; reading a row then takes a fifth of the time. Errors as in `open`.
        """
        source, overlapping = open_store(folder)
        store = pyoxigraph.Store()
        store.extend(source)
        return cls(store, overlapping)

    @classmethod
    def in_memory(cls, quads: Iterable[pyoxigraph.Quad]) -> EmbeddedStore:
        """Make a store of statements in memory; as everywhere, its default graph is the union of its named graphs."""
        given = tuple(quads)
        store = pyoxigraph.Store()
        store.extend(given)
        store.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in given)
        return cls(store, frozenset(graph.value for graph in store.named_graphs()))

    def select(self, query: str, **bindings: Term) -> Solutions:
        """Answer a SELECT query.

        Raises:
            QuerySyntaxError: It is not SPARQL.
            QueryRefusedError: The guard does not let it through.
            UsageError: It is no SELECT query, or a binding names no variable of the SELECT clause.
            WorkerDiedError: The engine failed to finish it.
        """
        with _engine_errors(bindings):
            results = self._evaluate(query, bindings)
            if not isinstance(results, pyoxigraph.QuerySolutions):
                raise _wrong_form("SELECT", "select")
            names = tuple(variable.value for variable in results.variables)
            terms = self._terms
            rows = tuple(
                {name: terms[value] for name, value in zip(names, solution, strict=True) if value is not None}
                for solution in results
            )
        if len(terms) > MOST_TERMS:
            self._terms = _Terms()
        return Solutions(names, rows)

    def ask(self, query: str, **bindings: Term) -> bool:
        """Answer an ASK query; errors as in `select`."""
        with _engine_errors(bindings):
            results = self._evaluate(query, bindings)
        if not isinstance(results, pyoxigraph.QueryBoolean):
            raise _wrong_form("ASK", "ask")
        return bool(results)

    def construct(self, query: str, **bindings: Term) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT or DESCRIBE query; errors as in `select`."""
        with _engine_errors(bindings):
            results = self._evaluate(query, bindings)
            if not isinstance(results, pyoxigraph.QueryTriples):
                raise _wrong_form("CONSTRUCT or DESCRIBE", "construct")
            return tuple(
                Triple(from_engine(t.subject), from_engine(t.predicate), from_engine(t.object)) for t in results
            )

    def serialise(self, query: str, media_type: str, **bindings: Term) -> bytes:
        """Answer any query in one of the formats of `policygraph.store.formats`; errors as in `select`.

        Raises:
            UsageError: The format cannot carry the result of this form of query.
        """
        with _engine_errors(bindings):
            results = self._evaluate(query, bindings)
            if isinstance(results, pyoxigraph.QueryTriples):
                graph_format = pyoxigraph.RdfFormat.from_media_type(media_type)
                if graph_format is not None:
                    return results.serialize(format=graph_format) or b""
            else:
                result_format = pyoxigraph.QueryResultsFormat.from_media_type(media_type)
                if result_format is not None:
                    return results.serialize(format=result_format) or b""
        raise UsageError(
            f"{media_type} cannot carry the result of this query",
            remedy="SELECT and ASK come as JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE as an RDF format",
        )

    def _evaluate(self, text: str, bindings: Mapping[str, Term]) -> _Results:
        query = inspect(text, QueryLimits())
        values: dict[pyoxigraph.Variable, EngineTerm] = {
            pyoxigraph.Variable(name): to_engine(term) for name, term in bindings.items()
        }
        request = DatasetRequest((), (), query.prologue, query.from_graphs, query.from_named)
        dataset = choose_dataset(self._store, self._overlapping, request)
        return dataset.store.query(query.text, substitutions=values or None, **dataset.arguments)


class _Terms(dict[object, Term]):
    """Terms that results have held: subjects, properties and graphs stand in many rows of many results."""

    def __missing__(self, value: object) -> Term:
        self[value] = term = from_engine(value)
        return term


@contextmanager
def _engine_errors(bindings: Mapping[str, Term]) -> Iterator[None]:
    """Turn what the engine raises, while it evaluates and while its results are read, into errors of our own."""
    try:
        yield
    except SyntaxError as fault:
        raise QuerySyntaxError(f"the query is not SPARQL 1.1: {fault.msg}", remedy="correct the query") from fault
    except ValueError as fault:
        raise QueryRefusedError(f"the query cannot be evaluated: {fault}", remedy="correct the value") from fault
    except (RuntimeError, OSError) as fault:
        if "SELECT projection" in str(fault):
            raise UsageError(
                f"the bindings {', '.join(sorted(bindings))} do not fit the query: {fault}",
                remedy="name each bound variable in the SELECT clause",
            ) from fault
        if UNKNOWN_FUNCTION in str(fault):
            raise QueryRefusedError(
                f"the query cannot be evaluated: {fault}", remedy="call another function"
            ) from fault
        raise WorkerDiedError(f"the engine could not finish the query: {fault}", remedy="simplify it") from fault


def _wrong_form(form: str, method: str) -> UsageError:
    return UsageError(f"`{method}` was given a query of another form", remedy=f"give it a {form} query")
