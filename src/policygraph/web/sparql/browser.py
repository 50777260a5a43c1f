"""What browsers get: the start page, and results as pages."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import Response

from policygraph.errors import PolicygraphError
from policygraph.store import Whole
from policygraph.store.worker.encodings import ENCODINGS
from policygraph.store.worker.excerpt import read_excerpt
from policygraph.web.exchange.coding import encode
from policygraph.web.fields.addresses import base_of
from policygraph.web.fields.negotiation import negotiate_encoding
from policygraph.web.inquiries import conduct
from policygraph.web.pages.asked import AskedQuery
from policygraph.web.pages.page import StartPage
from policygraph.web.pages.result_page import write_result_page
from policygraph.web.pages.templates import templates
from policygraph.web.sparql.formats import HTML
from policygraph.web.trace.examples import read_examples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Scope

    from policygraph.settings import Settings
    from policygraph.store import QueryRequest
    from policygraph.web.pages.page import ThingName
    from policygraph.web.serving import Served

__all__ = ["Browser", "write_result"]

SMALL = 16_384
"""Bytes of an excerpt from which its page is made in a thread, since that takes milliseconds."""


class Browser:
    """Answers with pages; the start page of a release is made when it is first looked at."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._page: StartPage | None = None
        self._making = asyncio.Lock()

    async def start(self, scope: Scope, served: Served, wishes: Mapping[str, str] = MappingProxyType({})) -> Response:
        """Answer with the start page.

        Args:
            scope: The request.
            served: What is served.
            wishes: `saved` names a saved query to put into the form, `run` one whose answer is wanted instead.

        Raises:
            NotFoundError: There is no saved query of that name.
        """
        page = await self._start_page(served)
        headers = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
        if "run" in wishes:
            # relative, so that it holds below whatever path a proxy shows the server
            return Response(None, 303, headers | {"Location": page.asked(wishes["run"]).address()})
        encoding = negotiate_encoding(Headers(scope=scope).get("accept-encoding"), tuple(ENCODINGS))
        html = encode(_bytes(page.write(base_of(scope), wishes.get("saved"))), encoding)
        headers["Content-Security-Policy"] = templates().policy
        if encoding != "identity":
            headers["Content-Encoding"] = encoding
        return Response(html, 200, headers, HTML)

    async def _start_page(self, served: Served) -> StartPage:
        with served.pool.hold():
            async with self._making:
                if self._page is None or self._page.release != served.release:
                    examples = await self._examples(served)
                    self._page = await asyncio.to_thread(StartPage, self._settings, served.release, examples)
                return self._page

    async def _examples(self, served: Served) -> tuple[ThingName, ...]:
        try:
            return await conduct(read_examples(), served.pool, "", seconds=self._settings.query_seconds)
        except PolicygraphError as error:  # the page is of use without them
            logging.getLogger("policygraph.web").warning("the start page shows no example traces: %s", error)
            return ()


async def write_result(served: Served, question: QueryRequest) -> Whole:
    """Have a query evaluated and its result written as a page.

    Raises:
        QueryError: There is no result.
    """
    answer = await served.pool.answer(replace(question, encoding="identity"))
    if isinstance(answer, Whole):
        data = answer.body
    else:
        try:
            data = b"".join([part async for part in answer.parts])
        finally:
            answer.parts.close()
    if len(data) < SMALL:
        return _write(served.release.id, question, data)
    return await asyncio.to_thread(_write, served.release.id, question, data)


def _write(release: str, question: QueryRequest, data: bytes) -> Whole:
    asked = AskedQuery(question.query.text, question.default_graphs, question.named_graphs)
    page = _bytes(write_result_page(release, asked, read_excerpt(data)))
    return Whole(encode(page, question.encoding), question.encoding)


def _bytes(html: str) -> bytes:
    return html.encode("utf-8", "replace")
