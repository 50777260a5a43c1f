"""What it is to answer queries, whoever does it: the pool of local processes, later an engine elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from policygraph.store.guard.inspection import Query

__all__ = ["Answer", "Parts", "QueryRequest", "QueryService", "Streamed", "Whole"]


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One question.

    Attributes:
        query: The query as the guard let it through.
        media_type: The format of the result, one of `policygraph.store.formats`.
        default_graphs: IRIs whose merge is the default graph; with `named_graphs` they replace the query's own dataset.
        named_graphs: IRIs of the named graphs. Nothing is ever fetched: a graph that is not stored is empty.
        client: Who asks, such as a network address: clients share the processes fairly.
        encoding: The content coding wanted of the result; the answer says which one it has.
        rows: Give an excerpt of at most so many rows instead of the whole result.
    """

    query: Query
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    client: str = ""
    encoding: str = "identity"
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A complete result.

    Attributes:
        body: Its bytes.
        encoding: The content coding that they are in.
    """

    body: bytes
    encoding: str = "identity"


class Parts(Protocol):
    """The pieces of a result in order; a `QueryError` says that the pieces so far are not a complete result."""

    def __aiter__(self) -> Parts:
        """Read the pieces."""
        ...

    async def __anext__(self) -> bytes:
        """Give the next piece, waiting for it if need be."""
        ...

    async def completed(self) -> int:
        """Wait until all pieces are there, and give the bytes of all that have not been read yet."""
        ...

    def close(self) -> None:
        """Release what is held; whoever reads the parts calls this at the end, whatever happened."""
        ...


@dataclass(frozen=True, slots=True)
class Streamed:
    """A result that is still being made.

    Attributes:
        parts: Its pieces.
        encoding: The content coding that they are in.
    """

    parts: Parts
    encoding: str = "identity"


Answer = Whole | Streamed


class QueryService(Protocol):
    """Something that evaluates queries over one release."""

    async def answer(self, request: QueryRequest) -> Answer:
        """Evaluate a query.

        Raises:
            QuerySyntaxError: It is not SPARQL.
            QueryTimeoutError: The deadline passed before the first part of the result was there.
            QueryMemoryError: The memory limit was met before that.
            ResultTooLargeError: The result passed the size limit before that.
            WorkerDiedError: Whatever evaluated it ended for another reason.
            OverloadedError: It could not be begun in time.
            StoreError: The store cannot be used.
        """
        ...

    def hold(self) -> AbstractContextManager[None]:
        """Have everything kept, even if `close` is called, while several queries are asked one after another."""
        ...

    async def close(self) -> None:
        """Finish what is being answered and let go of by those that hold it, then release everything."""
        ...
