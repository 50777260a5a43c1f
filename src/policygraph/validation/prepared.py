"""A graph that parses each query once.

pySHACL hands the text of a `sh:sparql` constraint to the data graph again for every focus node, and parsing is nine
tenths of its time. It asks the graph it was given, so that graph remembers what it has parsed; the engine is unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyparsing import ParseException
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from policygraph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Processor, Result
    from rdflib.term import Identifier

__all__ = ["PreparingGraph"]


class PreparingGraph(Graph):
    """An rdflib graph in memory whose queries are parsed once a text.

    Attributes:
        prepared: The parsed queries, by their text.
        asked: How many queries were answered.
    """

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self.prepared: dict[str, Query] = {}
        self._names: dict[str, Any] = {}
        self.asked = 0

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
        return super().query(query, processor, result, names, initBindings, use_store_provided, **kwargs)

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
