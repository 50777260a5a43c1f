"""Content negotiation (RFC 9110 §12.5.1) as a pure function."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["negotiate", "negotiate_encoding"]

_RANGE = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+")
_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


def negotiate(accept: str | None, offers: Mapping[str, str]) -> str | None:
    """Choose the media type to answer with.

    Args:
        accept: The `Accept` header; absent or empty means anything.
        offers: Media type as a client may name it → the one that is sent, in the server's order of preference.

    Returns:
        What is sent, or None where nothing of it is acceptable. Of equally welcome offers the first is chosen; the
        most specific range that matches an offer decides its quality, so `*/*, text/csv;q=0` excludes CSV.
    """
    if not offers:
        return None
    if accept is None or not accept.strip():
        return next(iter(offers.values()))
    ranges = _ranges(accept)
    best, chosen = 0.0, None
    for named, sent in offers.items():
        quality = _quality(named, ranges)
        if quality > best:
            best, chosen = quality, sent
    return chosen


def _ranges(accept: str) -> dict[str, float]:
    """Read the header; an element that is not a media range is passed over."""
    ranges: dict[str, float] = {}
    for element in accept.lower().split(","):
        name, *parameters = (part.strip() for part in element.split(";"))
        if _RANGE.fullmatch(name):
            ranges[name] = max(_weight(parameters), ranges.get(name, 0.0))
    return ranges


def _weight(parameters: Sequence[str]) -> float:
    """Give the `q` of a media range: 1 where there is none, or none that is a weight."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.rstrip() == "q" and _QUALITY.fullmatch(value.lstrip()):
            return float(value)
    return 1.0


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
    for element in accept_encoding.lower().split(","):
        name, *parameters = (part.strip() for part in element.split(";"))
        weights["gzip" if name == "x-gzip" else name] = _weight(parameters)
    best, chosen = weights.get("identity", 0.0), "identity"
    for offer in offers:
        weight = weights.get(offer, weights.get("*", 0.0))
        if weight > 0 and (weight > best or (chosen == "identity" and weight == best)):
            best, chosen = weight, offer
    return chosen
