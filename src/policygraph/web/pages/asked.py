"""What a person asked: it stands in the form of every page, and in the links that ask the same again."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

__all__ = ["AskedQuery"]


class AskedQuery(NamedTuple):
    """A query with its dataset.

    Attributes:
        query: The query's text.
        default_graphs: IRIs of the graphs that are merged to the default graph.
        named_graphs: IRIs of the named graphs.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def dataset(self) -> list[tuple[str, str]]:
        """The parameters of the protocol that choose graphs, name and value."""
        default = [("default-graph-uri", graph) for graph in self.default_graphs]
        return default + [("named-graph-uri", graph) for graph in self.named_graphs]

    def address(self, output: str | None = None) -> str:
        """Give the address of the answer, relative to the start page and to the endpoint.

        Args:
            output: Short name of a format; without it the answer comes as the client's `Accept` says.
        """
        chosen = [("output", output)] if output else []
        pairs = [("query", self.query), *self.dataset, *chosen]
        return f"sparql?{urlencode(pairs, quote_via=quote, errors='replace')}"
