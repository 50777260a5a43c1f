"""The parameters of an address or a form, read strictly and decoded exactly once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from policygraph.web.problems.kinds import BAD_REQUEST
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["check_encoding", "read_fields", "read_single", "read_text"]

MOST_PARAMETERS = 1000
_MALFORMED = re.compile(rb"%(?![0-9A-Fa-f]{2}).{0,2}", re.DOTALL)


def read_fields(data: bytes) -> dict[str, list[str]]:
    """Decode `application/x-www-form-urlencoded`; raw UTF-8 stands for itself, and nothing is decoded twice.

    Raises:
        Problem: 400 where it is no such thing, or holds too many parameters.
    """
    if not data:
        return {}
    if data.count(b"&") >= MOST_PARAMETERS:
        raise _bad(f"there are more than {MOST_PARAMETERS} parameters", "send fewer")
    check_encoding(data)
    fields: dict[str, list[str]] = {}
    for pair in data.split(b"&"):
        if pair:
            name, _, value = pair.partition(b"=")
            fields.setdefault(_decoded(name, "a parameter's name"), []).append(_decoded(value, "a parameter"))
    return fields


def read_single(fields: Mapping[str, Sequence[str]], name: str) -> str | None:
    """Give the value of a parameter, None where it is not given.

    Raises:
        Problem: 400 where it is given several times.
    """
    values = fields.get(name)
    if values is None:
        return None
    if len(values) > 1:
        raise _bad(f"there are {len(values)} `{name}` parameters", "send one")
    return values[0]


def check_encoding(data: bytes) -> None:
    """See that each percent sign encodes something.

    Raises:
        Problem: 400 where one does not.
    """
    if malformed := _MALFORMED.search(data):
        sent = malformed[0].decode("latin-1")
        raise _bad(f"{sent!r} at byte {malformed.start() + 1} encodes no character", "write a percent sign as %25")


def read_text(data: bytes, where: str) -> str:
    """Read UTF-8.

    Raises:
        Problem: 400 where it is something else.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        wrong = data[fault.start : fault.end].hex(" ").upper()
        raise _bad(f"{where} is not UTF-8: {wrong} at byte {fault.start + 1}", "send UTF-8") from None


def _decoded(data: bytes, where: str) -> str:
    return read_text(unquote_to_bytes(data.replace(b"+", b" ")), where)


def _bad(detail: str, remedy: str) -> Problem:
    return Problem(BAD_REQUEST, detail, remedy)
