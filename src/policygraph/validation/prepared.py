"""A graph that parses each query once, and answers one that is asked of many nodes for all of them at once.

pySHACL hands the text of a `sh:sparql` constraint to the data graph again for every focus node. Parsing is nine tenths
of its time, and setting up the evaluation most of the rest. It asks the graph it was given, so that graph remembers
what it has parsed, and after `BULK_AFTER` nodes what the query answers when `$this` is left open. A row that is
answered twice does no harm: the engine reports a node and value once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from pyparsing import ParseException
from rdflib import Graph, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result

from policygraph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Processor
    from rdflib.term import Identifier, Node

__all__ = ["BULK_AFTER", "PreparingGraph", "Select"]

BULK_AFTER = 200
"""How often a query is answered node by node before it is answered for all nodes."""

_THIS = Variable("this")
_TRANSPARENT = frozenset({"SelectQuery", "Project", "Distinct", "Filter", "Extend"})

_Rows = list["Mapping[Variable, Node]"]
Select = Callable[[str], "Iterable[Mapping[Variable, Node]]"]
"""Answers a SELECT query over the same triples: its rows."""


class PreparingGraph(Graph):
    """An rdflib graph in memory whose queries are parsed once a text.

    Attributes:
        prepared: The parsed queries, by their text.
        asked: How many queries were answered.
        bulk: What each query answered in bulk gives, by the node that `$this` stands for.
    """

    def __init__(self, *, select: Select | None = None, bulk_after: int = BULK_AFTER) -> None:
        """Make an empty graph.

        Args:
            select: Who answers a query for all nodes at once, such as a faster engine that holds the same triples; the
                graph itself unless told.
            bulk_after: How often a query is answered node by node first; a query of few nodes is faster that way.
        """
        super().__init__(bind_namespaces="none")
        self.prepared: dict[str, Query] = {}
        self.bulk: dict[str, dict[Node, _Rows]] = {}
        self.asked = 0
        self._names: dict[str, Any] = {}
        self._asked_of: Counter[str] = Counter()
        self._bulk_after = bulk_after
        self._select: Select = select or (lambda text: super(PreparingGraph, self).query(self.prepared[text]).bindings)

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803 - the name is rdflib's
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803 - the name is rdflib's
        use_store_provided: bool = True,  # noqa: FBT001, FBT002 - the signature is rdflib's
        **kwargs: Any,  # noqa: ANN401 - the signature is rdflib's
    ) -> Result:
        """Answer a query, parsed at most once.

        Raises:
            DataError: The text is not SPARQL.
        """
        self.asked += 1
        names = initNs or self._known_names()
        query = self._prepare(query_object, names) if isinstance(query_object, str) else query_object
        if isinstance(query_object, str) and initBindings and self._in_bulk(query_object, query, initBindings):
            return _result(query, self.bulk[query_object].get(initBindings["this"], []))
        return super().query(query, processor, result, names, initBindings, use_store_provided, **kwargs)

    def _in_bulk(self, text: str, query: Query, bindings: Mapping[str, Identifier]) -> bool:
        """Tell whether a query is answered in bulk, and answer it so when its time has come."""
        self._asked_of[text] += 1
        if text not in self.bulk and self._asked_of[text] > self._bulk_after and _says_who(query, bindings):
            rows: defaultdict[Node, _Rows] = defaultdict(list)
            for row in self._select(text):
                rows[row[_THIS]].append(row)
            self.bulk[text] = dict(rows)
        return text in self.bulk

    def _known_names(self) -> Mapping[str, Any]:
        """Give the prefixes bound when the first query came; listing them anew costs as much as a small query."""
        if not self._names:
            self._names = dict(self.namespaces())
        return self._names

    def _prepare(self, text: str, names: Mapping[str, Any]) -> Query:
        if text not in self.prepared:
            try:
                self.prepared[text] = prepareQuery(text, initNs=names)
            except ParseException as error:
                raise DataError(
                    f"a shape's query is not SPARQL: {error}",
                    remedy=f"mend the sh:select that holds {text.strip().splitlines()[-1]!r}",
                ) from error
        return self.prepared[text]


def _says_who(query: Query, bindings: Mapping[str, Identifier]) -> bool:
    """Tell whether leaving `$this` open gives, for each node, the rows that binding it first would give.

    That is so where a pattern outside all groups matches `$this`, nothing is grouped or cut off, and no other variable
    is bound beforehand that the query uses (SHACL §5.3.1, pre-binding). Anything else is answered node by node.
    """
    part = query.algebra
    used = part["_vars"] & {Variable(name) for name in bindings}
    while part.name in _TRANSPARENT:
        part = part.p
    return used == {_THIS} and part.name == "BGP" and any(_THIS in triple for triple in part.triples)


def _result(query: Query, rows: _Rows) -> Result:
    """Give rows the form in which rdflib answers a SELECT."""
    result = Result("SELECT")
    result.vars = query.algebra.PV
    result.bindings = cast("list[Mapping[Variable, Identifier]]", rows)
    return result
