"""What comes from a client and is shown in a page again, without becoming part of it (XSS)."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.hostile.places import PLACES
from tests.hostile.wire import request

if TYPE_CHECKING:
    from tests.hostile.target import Target

PAGE = ("Accept", "text/html")
SCRIPTS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onfocus="alert(1)" autofocus="',
    "<svg/onload=alert(1)>",
    "--><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!--",
    "{{7*191}}{% raw %}${7*191}#{7*191}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e\u2066<script>alert(1)</script>",
    "javascript:alert(1)",
]
RUNNING = {"script", "img", "iframe", "object", "embed", "base"}
ICON = "data:image/svg+xml,"


class Scripts(HTMLParser):
    """Collects what a page would run, and what it leads to that is no page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        if tag in RUNNING:
            self.found.append(tag)
        for name, value in attrs:
            scheme, colon, _ = re.sub(r"[\x00-\x20]", "", value or "").lower().partition(":")
            leads = name in {"href", "src", "action", "formaction"} and colon and scheme.isalpha()
            if name.startswith("on") or (
                leads and scheme not in {"http", "https"} and not (value or "").startswith(ICON)
            ):
                self.found.append(f"{tag} {name}={value}")


def scripts(page: str) -> list[str]:
    reader = Scripts()
    reader.feed(page)
    return reader.found


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_page_runs_nothing_that_a_client_wrote(target: Target, place: str, script: str) -> None:
    reply = target.ask(request(place.replace("@", quote(script, safe="")), [PAGE]))
    assert reply.headers["content-type"] in {"text/html; charset=utf-8", "text/csv; charset=utf-8"}
    assert scripts(reply.text) == []
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "unsafe" not in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "1337" not in reply.text  # what a template would make of 7*191


def test_the_test_finds_scripts() -> None:
    for script in SCRIPTS[:9]:
        assert scripts(f'<p title="{script}">{script}</p><textarea>{script}</textarea>') or "--" in script


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("accept", ["application/problem+json", "text/plain", "*/*"])
def test_a_problem_is_no_page(target: Target, script: str, accept: str) -> None:
    reply = target.ask(request(f"/sparql?query={quote(script, safe='')}", [("Accept", accept)]))
    assert reply.status in {400, 403, 406}  # the last where no result could be a problem
    assert reply.headers["content-type"] in {"application/problem+json", "text/plain; charset=utf-8"}
    assert reply.headers["x-content-type-options"] == "nosniff"
    if "json" in reply.headers["content-type"]:
        assert json.loads(reply.body)["status"] == reply.status


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
def test_a_result_is_no_page(target: Target, format_: str) -> None:
    query = quote("SELECT ('<script>alert(1)</script>' AS ?x) {}")
    reply = target.ask(request(f"/sparql?output={format_}&query={query}", [PAGE]))
    assert reply.status == 200
    assert "html" not in reply.headers["content-type"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,<script>", "vbscript:x", "JaVaScRiPt:alert(1)"])
def test_a_page_links_to_no_script(target: Target, iri: str) -> None:
    query = quote(f"SELECT (IRI('{iri}') AS ?x) ('{iri}' AS ?y) {{}}")
    reply = target.ask(request(f"/sparql?query={query}", [PAGE]))
    assert reply.status == 200
    assert scripts(reply.text) == []
