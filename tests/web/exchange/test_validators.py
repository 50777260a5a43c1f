from __future__ import annotations

from typing import Any

import pytest

from policygraph.web.exchange.exchange import Exchange
from policygraph.web.exchange.validators import digest_of_words, holds, make_tag, without_body

TAG = b'W/"r-0"'


def exchange(method: str = "GET", query_string: bytes = b"", **headers: bytes) -> Exchange:
    given = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
    scope: dict[str, Any] = {"method": method, "headers": given, "query_string": query_string}
    return Exchange(scope, None, None)  # type: ignore[arg-type] # nothing is received or sent


def test_a_tag_is_weak_and_names_the_release() -> None:
    assert make_tag("0123abcd", "x").startswith(b'W/"0123abcd-')


def test_all_that_is_said_gives_a_tag_of_its_own() -> None:
    said = [("r", "a"), ("s", "a"), ("r", "b"), ("r", "a", ""), ("r", "a", "a"), ("r",)]
    assert len({make_tag(release, *rest) for release, *rest in said}) == len(said)
    assert make_tag("r", "a") == make_tag("r", "a")


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (b'W/"r-0"', True),
        (b'"r-0"', True),
        (b' "x" ,W/"r-0" ', True),
        (b"*", True),
        (b'"r-1"', False),
        (b"r-0", False),
        (b"", False),
        (b'W/"r-0', False),
    ],
)
def test_tags_are_compared_weakly(given: bytes, held: bool) -> None:  # noqa: FBT001
    assert holds(exchange(if_none_match=given), TAG) is held
    assert holds(exchange("HEAD", if_none_match=given), TAG) is held
    assert not holds(exchange("POST", if_none_match=given), TAG)
    assert holds(exchange(if_none_match=given), TAG, frozenset()) is (held and given != b"*")


def test_without_the_header_nothing_is_held() -> None:
    assert not holds(exchange(), TAG)


def test_requests_are_known_again_by_all_that_matters() -> None:
    requests = [
        exchange(query_string=b"query=a"),
        exchange(query_string=b"query=b"),
        exchange(query_string=b"query=a", accept=b"text/csv"),
        exchange(query_string=b"query=a", accept_encoding=b"text/csv"),
    ]
    digests = {digest_of_words(request) for request in requests}
    assert len(digests) == 4
    assert digest_of_words(exchange("HEAD", b"query=a", user_agent=b"x")) in digests
    assert digest_of_words(exchange("POST", b"query=a")) is None
    assert digest_of_words(exchange()) is None


def test_headers_of_a_body_are_not_sent_without_it() -> None:
    assert without_body([(b"etag", TAG), (b"content-type", b"text/csv"), (b"vary", b"Accept")]) == [
        (b"etag", TAG),
        (b"vary", b"Accept"),
    ]
