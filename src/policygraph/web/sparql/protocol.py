"""A request of the SPARQL 1.1 Protocol (§2.1), read strictly and decoded exactly once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from starlette.requests import ClientDisconnect

from policygraph.store import is_absolute_iri
from policygraph.web.exchange.parameters import read_fields, read_single, read_text
from policygraph.web.fields.lists import read_elements
from policygraph.web.pages.asked import AskedQuery
from policygraph.web.problems.kinds import BAD_REQUEST, QUERY_REFUSED, TOO_LONG, UNSUPPORTED_MEDIA_TYPE
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygraph.web.exchange.exchange import Exchange

__all__ = ["ACCEPT_POST", "SparqlRequest", "read_address", "read_request"]

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
ACCEPT_POST = f"{FORM}, {DIRECT}"
"""The media types of a body that can carry a query."""

CHARACTER_BYTES = 4
"""Longest form of one character in UTF-8; three times that where each byte is percent-encoded."""
OTHER_BYTES = 65_536
"""Room in a form for what is not the query: as much as the head of a request may be long."""

LONG_FORM = 65_536
"""Bytes from which a form is decoded in a thread, since that takes milliseconds."""

# What belongs to a query or an update, and so is misplaced without one (§2.1, §2.2).
_DATASET = ("default-graph-uri", "named-graph-uri")
_UPDATE = ("update", "using-graph-uri", "using-named-graph-uri")


class SparqlRequest(NamedTuple):
    """What a client asks.

    Attributes:
        query: The query; absent where a GET asks for the service description.
        default_graphs: The values of `default-graph-uri`, absolute IRIs.
        named_graphs: The values of `named-graph-uri`, absolute IRIs.
        output: Short name of the format asked for by the `output` parameter, which wins over `Accept`.
    """

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    output: str | None

    @property
    def for_page(self) -> AskedQuery | None:
        """What stands in the form of a page that answers; nothing where no query is asked."""
        return None if self.query is None else AskedQuery(self.query, self.default_graphs, self.named_graphs)


async def read_request(exchange: Exchange, longest: int) -> SparqlRequest:
    """Read a request, whichever of the three ways the query comes.

    Args:
        exchange: A GET, HEAD or POST.
        longest: Characters of the longest query.

    Raises:
        Problem: 400, 403, 413 or 415, as the specification says.
        ClientDisconnect: The client went away before its request was complete.
    """
    if exchange.method != "POST":
        return read_address(exchange.scope["query_string"], longest)
    fields = read_fields(exchange.scope["query_string"])
    media_type = _media_type(exchange)
    if media_type == UPDATE:
        _refuse_update("an update")
    _check_update(fields)
    _check_coding(exchange)
    if media_type == FORM:
        body = await _body(exchange, longest * CHARACTER_BYTES * 3 + OTHER_BYTES)
        form = read_fields(body) if len(body) < LONG_FORM else await asyncio.to_thread(read_fields, body)
        for name, values in form.items():
            fields[name] = fields.get(name, []) + values
    else:
        body = await _body(exchange, longest * CHARACTER_BYTES)
        if "query" in fields:
            raise _bad("the query is given twice: as the body and as a parameter", "give it once")
        fields["query"] = [read_text(body, "the body")]
    return _required(_request(fields, longest))


def read_address(query_string: bytes, longest: int) -> SparqlRequest:
    """Read a GET: everything is in the address (§2.1.1).

    Args:
        query_string: What follows the question mark, as sent.
        longest: Characters of the longest query.

    Raises:
        Problem: 400, 403 or 413, as the specification says.
    """
    return _request(read_fields(query_string), longest)


def _required(asked: SparqlRequest) -> SparqlRequest:
    if asked.query is None:
        raise _bad("the body holds no `query` parameter", "send the query in it")
    return asked


def _request(fields: Mapping[str, Sequence[str]], longest: int) -> SparqlRequest:
    _check_update(fields)
    query = read_single(fields, "query")
    default_graphs, named_graphs = (_graphs(fields, name) for name in _DATASET)
    if query is None:
        if default_graphs or named_graphs:
            raise _bad("a dataset is given without a `query`", "send the query with it")
    elif not query.strip():
        raise _bad("the query is empty", "send one")
    elif len(query) > longest:
        raise _too_long(f"the query is {len(query)} characters long, the limit is {longest}")
    return SparqlRequest(query, default_graphs, named_graphs, read_single(fields, "output"))


def _graphs(fields: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    graphs = fields.get(name)
    if graphs is None:
        return ()
    for graph in graphs:
        if not is_absolute_iri(graph):
            raise _bad(f"`{name}` is {graph!r}, which is no absolute IRI", "name a graph by its whole IRI")
    return tuple(graphs)


def _media_type(exchange: Exchange) -> str:
    """Give the media type of a body that can carry a query, or an update, in UTF-8 (§2.1.3)."""
    sent = exchange.header(b"content-type") or ""
    elements = list(read_elements(sent))
    media_type = elements[0].name if len(elements) == 1 else ""
    if media_type not in {FORM, DIRECT, UPDATE}:
        raise _wrong_body(f"the body is {sent!r}" if sent else "the type of the body is not given")
    for name, value in elements[0].parameters:
        if name == "charset" and value.lower() not in {"utf-8", "utf8"}:
            raise _bad(f"the charset {value!r} of the body is not UTF-8", "send the query in UTF-8")
    return media_type


def _check_coding(exchange: Exchange) -> None:
    coding = exchange.header(b"content-encoding") or "identity"
    if coding.strip().lower() != "identity":
        raise Problem(
            UNSUPPORTED_MEDIA_TYPE,
            f"the body is encoded as {coding!r}",
            "send it without a Content-Encoding",
            {"Accept-Encoding": "identity"},
        )


async def _body(exchange: Exchange, longest: int) -> bytes:
    announced = exchange.header(b"content-length") or "0"
    if announced.isdecimal() and int(announced) > longest:
        raise _too_long(f"the body is {announced} bytes long, the limit is {longest}")
    body = bytearray()
    while True:
        message = await exchange.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > longest:
            raise _too_long(f"the body is longer than {longest} bytes")
        if not message.get("more_body", False):
            return bytes(body)


def _check_update(fields: Mapping[str, object]) -> None:
    for name in _UPDATE:
        if name in fields:
            _refuse_update(f"`{name}`")


def _refuse_update(what: str) -> NoReturn:
    detail = f"{what} was sent, and this store is read-only"
    raise Problem(QUERY_REFUSED, detail, "ask with `query`; data changes through the files it is built from")


def _too_long(detail: str) -> Problem:
    return Problem(TOO_LONG, detail, "shorten it, or ask in several queries")


def _bad(detail: str, remedy: str) -> Problem:
    return Problem(BAD_REQUEST, detail, remedy)


def _wrong_body(detail: str) -> Problem:
    return Problem(
        UNSUPPORTED_MEDIA_TYPE,
        detail,
        f"send {FORM} with a `query` parameter, or {DIRECT}",
        {"Accept-Post": ACCEPT_POST},
    )
