"""The tags of answers (RFC 9110 §8.8.3), and whether a client holds one already (§13.1.2)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.web.exchange.exchange import Exchange

__all__ = ["digest_of_words", "holds", "make_tag", "without_body"]

ANY = frozenset({b"*"})
_OF_A_BODY = frozenset({b"content-length", b"content-type", b"content-encoding"})


def make_tag(release: str, *said: object) -> bytes:
    """Give the tag of an answer: weak, since the order of rows may differ where a query asks for none.

    Args:
        release: Id of the release that is asked.
        said: All else that the answer depends on.
    """
    digest = hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f'W/"{release}-{digest}"'.encode()


def digest_of_words(exchange: Exchange) -> bytes | None:
    """Give a digest of what a GET says, by which it is known again; None where it says nothing."""
    text: bytes = exchange.scope["query_string"]
    if exchange.method == "POST" or not text:
        return None
    accept, encoding = exchange.headers.get(b"accept", b""), exchange.headers.get(b"accept-encoding", b"")
    said = b"\n".join((text, accept, encoding))  # HTTP lets none of them hold a line feed
    return hashlib.blake2b(said, digest_size=16).digest()


def holds(exchange: Exchange, tag: bytes, any_tag: frozenset[bytes] = ANY) -> bool:
    """Tell whether a client that asks by GET or HEAD holds the answer already, comparing weakly.

    Args:
        exchange: The request.
        tag: The tag of the answer.
        any_tag: What fits every answer: `*`, but only where it is known that there is an answer.
    """
    given = exchange.headers.get(b"if-none-match")
    if given is None or exchange.method == "POST":
        return False
    ours = tag.removeprefix(b"W/")
    return any(one.strip().removeprefix(b"W/") in {ours, *any_tag} for one in given.split(b","))


def without_body(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Give the headers of a 304 (RFC 9110 §15.4.5): those of the answer that do not belong to its body."""
    return [(name, value) for name, value in headers if name not in _OF_A_BODY]
