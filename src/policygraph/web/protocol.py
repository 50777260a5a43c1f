"""A request of the SPARQL 1.1 Protocol (§2.1), read strictly and decoded exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from policygraph.web.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["SparqlRequest", "read_request"]

MOST_PARAMETERS = 1000
BYTES_A_CHARACTER = 12
"""Longest form of one character on the wire: four bytes, each percent-encoded."""


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What a client asks.

    Attributes:
        query: The query; absent where a GET asks for the service description.
        default_graphs: The values of `default-graph-uri`.
        named_graphs: The values of `named-graph-uri`.
        output: Short name of the format asked for by the `output` parameter, which wins over `Accept`.
    """

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    output: str | None


async def read_request(request: Request, longest: int) -> SparqlRequest:
    """Read a request, whichever of the three ways the query comes.

    Args:
        request: The HTTP request: GET, HEAD or POST.
        longest: Characters of the longest query.

    Raises:
        Problem: 400, 403, 413 or 415, as the specification says.
    """
    parameters = _parse(request.scope["query_string"])
    if request.method != "POST":
        return _checked(_request(parameters), longest, required=False)
    media_type, _, options = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type not in {"application/x-www-form-urlencoded", "application/sparql-query"}:
        raise _wrong_media_type(media_type)
    charset = _charset(options)
    if charset not in {"", "utf-8", "utf8"}:
        raise _bad(f"the charset {charset!r} of the body is not UTF-8", "send the query in UTF-8")
    encoding = request.headers.get("content-encoding", "identity")
    if encoding.lower() != "identity":
        raise _encoded(encoding)
    body = await _body(request, longest * BYTES_A_CHARACTER)
    if media_type == "application/x-www-form-urlencoded":
        return _checked(_request([*parameters, *_parse(body)]), longest)
    if any(name == "query" for name, _ in parameters):
        raise _bad("the query is given twice: as the body and as a parameter", "give it once")
    return _checked(_request([*parameters, ("query", _text(body))]), longest)


def _charset(options: str) -> str:
    """Give the charset among the parameters of a media type, in small letters, empty where there is none."""
    parameters = (option.partition("=") for option in options.lower().split(";"))
    return next((value.strip(' "') for name, _, value in parameters if name.strip() == "charset"), "")


async def _body(request: Request, longest: int) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > longest:
            raise _too_long(f"the body is longer than {longest} bytes")
    return bytes(body)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise _bad(f"byte {fault.start} of the request is not UTF-8", "send the query in UTF-8") from None


def _parse(data: bytes) -> list[tuple[str, str]]:
    """Decode `application/x-www-form-urlencoded`; raw UTF-8 stands for itself, and nothing is decoded twice."""
    try:
        return parse_qsl(_text(data), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise _bad("a percent-encoded parameter is not UTF-8", "encode the UTF-8 bytes of each character") from None
    except ValueError:
        raise _bad(f"there are more than {MOST_PARAMETERS} parameters", "send fewer") from None


def _request(parameters: list[tuple[str, str]]) -> SparqlRequest:
    values: dict[str, list[str]] = {}
    for name, value in parameters:
        values.setdefault(name, []).append(value)
    if "update" in values or "using-graph-uri" in values:
        raise Problem(
            403,
            "query-refused",
            "The query is refused",
            "an update was sent, and this store is read-only",
            "data changes through the files it is built from",
        )
    for name in ("query", "output"):
        if len(values.get(name, ())) > 1:
            raise _bad(f"there are {len(values[name])} `{name}` parameters", "send one")
    query = values["query"][0] if "query" in values else None
    return SparqlRequest(
        query=query,
        default_graphs=tuple(values.get("default-graph-uri", ())),
        named_graphs=tuple(values.get("named-graph-uri", ())),
        output=values["output"][0] if "output" in values else None,
    )


def _checked(asked: SparqlRequest, longest: int, *, required: bool = True) -> SparqlRequest:
    if required and not asked.query:
        raise _bad("the body holds no query", "send one in it")
    if asked.query is not None and len(asked.query) > longest:
        raise _too_long(f"the query is {len(asked.query)} characters long, the limit is {longest}")
    return asked


def _too_long(detail: str) -> Problem:
    return Problem(413, "too-long", "The request is too long", detail, "shorten it, or ask in several queries")


def _bad(detail: str, remedy: str) -> Problem:
    return Problem(400, "bad-request", "The request cannot be understood", detail, remedy)


def _wrong_media_type(media_type: str) -> Problem:
    return Problem(
        415,
        "unsupported-media-type",
        "The body is of a type that carries no query",
        f"the body is {media_type!r}",
        "send application/x-www-form-urlencoded with a `query` parameter, or application/sparql-query",
        {"Accept-Post": "application/x-www-form-urlencoded, application/sparql-query"},
    )


def _encoded(encoding: str) -> Problem:
    return Problem(
        415,
        "unsupported-media-type",
        "The body is of a type that carries no query",
        f"the body is encoded as {encoding!r}",
        "send it without a Content-Encoding",
        {"Accept-Encoding": "identity"},
    )
