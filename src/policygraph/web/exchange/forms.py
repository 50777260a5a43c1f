"""The forms in which a route answers: the choice between them, and the headers of an answer in one."""

from __future__ import annotations

from textwrap import shorten
from types import MappingProxyType
from typing import TYPE_CHECKING

from policygraph.web.fields.headers import EVERYWHERE, raw
from policygraph.web.fields.negotiation import negotiate
from policygraph.web.pages.templates import templates
from policygraph.web.problems.kinds import BAD_REQUEST, NOT_ACCEPTABLE
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HTML", "Forms", "content_type", "headers_of"]

HTML = "text/html"
XHTML = "application/xhtml+xml"
VARY = "Accept, Accept-Encoding"


class Forms:
    """The forms of one route.

    Args:
        media_types: Name → media type, in the order of preference.
        others: Further names that the address may give in place of a name → name.
        accepted: Further media types that `Accept` may name → the media type that is sent.
    """

    def __init__(
        self,
        media_types: Mapping[str, str],
        others: Mapping[str, str] = MappingProxyType({}),
        accepted: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._names = {media_type: name for name, media_type in media_types.items()}
        self._given = {name: name for name in media_types} | dict(others)
        self._offers = {sent: sent for sent in self._names} | {XHTML: HTML} | dict(accepted)
        self._said = ", ".join(media_types)

    def choose(self, wanted: str | None, accept: str | None) -> str:
        """Choose the form of an answer, by its name.

        Args:
            wanted: What the address gives, which wins.
            accept: The `Accept` header.

        Raises:
            Problem: 400 where there is no such form, 406 where none is acceptable.
        """
        if wanted is not None:
            name = self._given.get(wanted.lower())
            if name is None:
                raise Problem(BAD_REQUEST, f"there is no format {wanted!r}", f"use one of {self._said}")
            return name
        chosen = negotiate(accept, self._offers)
        if chosen is None:
            raise Problem(
                NOT_ACCEPTABLE,
                f"nothing here fits `Accept: {shorten(accept or '', 200, placeholder=' …')}`",
                f"accept one of {', '.join(self._names)}, or add `format=` one of {self._said}",
            )
        return self._names[chosen]


def content_type(media_type: str) -> str:
    """Give the `Content-Type`: all are UTF-8, which goes without saying for JSON (RFC 8259 §8.1)."""
    return media_type if media_type.endswith("json") else f"{media_type}; charset=utf-8"


def headers_of(
    media_type: str, encoding: str, tag: bytes | None, fresh: str, link: str | None
) -> list[tuple[bytes, bytes]]:
    """Give the headers of an answer from a release but its length.

    Args:
        media_type: That of the form.
        encoding: The content coding.
        tag: Its tag; None for an answer that nobody is to keep.
        fresh: The `Cache-Control` of an answer that has a tag.
        link: The `Link` header, if any.
    """
    told = {
        "Vary": VARY,
        "Cache-Control": fresh if tag else "no-store",
        "Content-Type": content_type(media_type),
    }
    if tag:
        told["ETag"] = tag.decode("ascii")
    if encoding != "identity":
        told["Content-Encoding"] = encoding
    if media_type == HTML:
        told["Content-Security-Policy"] = templates().policy
    if link:
        told["Link"] = link
    return raw(EVERYWHERE | told)
