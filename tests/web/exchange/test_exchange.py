from __future__ import annotations

from typing import Any

from policygraph.web.exchange.exchange import Exchange


def exchange(*headers: tuple[bytes, bytes]) -> Exchange:
    scope: dict[str, Any] = {"method": "GET", "headers": list(headers)}
    return Exchange(scope, None, None)  # type: ignore[arg-type] # nothing is received or sent


def test_a_header_in_several_lines_is_one_list_in_their_order() -> None:
    given = exchange((b"accept", b"a/b"), (b"host", b"e"), (b"accept", b"c/d"), (b"accept", b"e/f;q=0"))
    assert given.header(b"accept") == "a/b, c/d, e/f;q=0"
    assert given.header(b"host") == "e"
    assert given.header(b"cookie") is None
