"""Content negotiation (RFC 9110 §12.5) as pure functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.web.fields.lists import read_elements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["negotiate", "negotiate_encoding"]

_RANGE = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+")
# More digits than the three of the grammar, and none before the point, are what some clients send.
_QUALITY = re.compile(r"0?\.[0-9]+|0\.?|1(?:\.0*)?")


def negotiate(accept: str | None, offers: Mapping[str, str]) -> str | None:
    """Choose the media type to answer with (RFC 9110 §12.5.1).

    Args:
        accept: The `Accept` header; absent or empty means anything.
        offers: Media type as a client may name it → the one that is sent, in the server's order of preference.

    Returns:
        What is sent, or None where nothing of it is acceptable. Of equally welcome offers the first is chosen. The most
        specific range that matches an offer decides its quality, so `*/*, text/csv;q=0` excludes CSV. A name that is
        not sent itself is matched by no wildcard, and by nothing where what is sent instead is excluded by name.
        Parameters of a range other than `q` say nothing: no format has several variants here.
    """
    if not offers:
        return None
    if accept is None or not accept.strip():
        return next(iter(offers.values()))
    ranges = _weights(accept)
    best, chosen = 0.0, None
    for named, sent in offers.items():
        quality = _quality(sent, ranges) if named == sent else min(ranges.get(named, 0.0), ranges.get(sent, 1.0))
        if quality > best:
            best, chosen = quality, sent
    return chosen


def _weights(accept: str) -> dict[str, float]:
    """Read the media ranges of a header, the better weight where one is given twice; what is none is passed over."""
    weights: dict[str, float] = {}
    for name, parameters in read_elements(accept):
        if _RANGE.fullmatch(name):
            weights[name] = max(_weight(parameters), weights.get(name, 0.0))
    return weights


def _weight(parameters: Sequence[tuple[str, str]]) -> float:
    """Give the `q` of an element: 1 where there is none, or none that is a weight."""
    return next((float(value) for name, value in parameters if name == "q" and _QUALITY.fullmatch(value)), 1.0)


def _quality(offer: str, ranges: Mapping[str, float]) -> float:
    kind = offer.partition("/")[0]
    return next((ranges[name] for name in (offer, f"{kind}/*", "*/*") if name in ranges), 0.0)


def negotiate_encoding(accept_encoding: str | None, offers: Sequence[str]) -> str:
    """Choose the content coding to answer in (RFC 9110 §12.5.3).

    Args:
        accept_encoding: The `Accept-Encoding` header; absent means that none was asked for.
        offers: Content codings in the server's order of preference.

    Returns:
        The most welcome offer, the first of equally welcome ones; `identity` where no other is welcome, even if the
        client excludes it: an answer it did not ask for is better than none.
    """
    if not accept_encoding:
        return "identity"
    weights: dict[str, float] = {}
    for name, parameters in read_elements(accept_encoding):
        weights["gzip" if name == "x-gzip" else name] = _weight(parameters)
    best, chosen = weights.get("identity", 0.0), "identity"
    for offer in offers:
        weight = weights.get(offer, weights.get("*", 0.0))
        if weight > 0 and (weight > best or (chosen == "identity" and weight == best)):
            best, chosen = weight, offer
    return chosen
