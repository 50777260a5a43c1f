"""Whether the servers answer alike: before anything is timed, every query is asked of each once, and rows compared."""

from __future__ import annotations

import hashlib
import http.client
import json
import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.servers import Server

__all__ = ["Answer", "answer", "check_alike", "fetch", "rows_of"]

PATIENCE: Final = 600.0
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


class Answer(NamedTuple):
    """What an answer says, whatever the order of its rows.

    Attributes:
        rows: How many.
        digest: SHA-256 of the sorted rows.
    """

    rows: int
    digest: str


def check_alike(name: str, answers: dict[str, Answer], *, same_rows: bool) -> int:
    """Hold the answers of several servers to one query against each other and give the number of rows.

    Args:
        name: The query.
        answers: What each server answered.
        same_rows: Whether they must have the same rows, or only as many.

    Raises:
        SystemExit: They differ.
    """
    different = {found if same_rows else found.rows for found in answers.values()}
    if len(different) > 1:
        said = ", ".join(f"{server}: {found.rows} rows {found.digest[:8]}" for server, found in answers.items())
        sys.exit(f"the servers answer {name} differently: {said}")
    return next(iter(answers.values())).rows


def answer(rows: Sequence[tuple[tuple[str, str], ...]]) -> Answer:
    """Count and digest rows."""
    digest = hashlib.sha256()
    for row in sorted(rows):
        digest.update(repr(row).encode())
    return Answer(len(rows), digest.hexdigest())


def rows_of(body: bytes) -> list[tuple[tuple[str, str], ...]]:
    """Read the rows of SPARQL results in JSON, each term written in one way."""
    bindings = json.loads(body)["results"]["bindings"]
    return [tuple(sorted((name, _term(value)) for name, value in row.items())) for row in bindings]


def fetch(server: Server, path: str) -> bytes:
    """Ask one query and give the body of the answer.

    Raises:
        SystemExit: The answer is an error.
    """
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Accept": "application/sparql-results+json"})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != http.HTTPStatus.OK:
        sys.exit(f"{server.name} answers {response.status} to {path}: {body[:500]!r}")
    return body


def _term(value: dict[str, Any]) -> str:
    """Write a term: numbers by value, language tags in lower case, a plain literal as a string."""
    if value["type"] == "uri":
        return f"<{value['value']}>"
    if value["type"] == "bnode":
        return "_:"
    if "xml:lang" in value:
        return f"{value['value']}@{value['xml:lang'].lower()}"
    datatype = value.get("datatype", STRING)
    return f"{_number(value['value']) if datatype != STRING else value['value']}^{datatype}"


def _number(text: str) -> str:
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text
