"""That the pages are sound HTML, can be used by everybody, and are drawn in colours that can be read."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from tests.web.document import Document

from policygraph.settings import Settings
from policygraph.store.worker.excerpt import Excerpt, ExcerptTerm
from policygraph.vocab import PREFIXES
from policygraph.web.pages.asked import AskedQuery
from policygraph.web.pages.page import StartPage
from policygraph.web.pages.problem_page import write_problem_page
from policygraph.web.pages.result_page import write_result_page
from policygraph.web.pages.templates import templates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.release import Release

STYLE = (files("policygraph.web") / "pages" / "html" / "page.css").read_text(encoding="utf-8")
ASKED = AskedQuery("SELECT *\n{ ?s foo }", ("http://e/<g>",), ("http://e/n",))
PROBLEM = {"title": "The query is not SPARQL 1.1", "status": 400, "detail": "x", "remedy": "y", "line": 2, "column": 6}
# Text and what it stands on, wherever the style sheet sets one on the other.
PAIRS = [
    *(("ink", ground) for ground in ("paper", "raised", "sunk", "tint", "mark")),
    *(("soft", ground) for ground in ("paper", "raised", "sunk")),
    *(("accent", ground) for ground in ("paper", "raised", "sunk")),
    ("on-accent", "accent"),
    ("good", "sunk"),
]


def a_result() -> Excerpt:
    cells = [
        ExcerptTerm("iri", "https://w3id.org/policygraph/id/task/a", None, None, 38),
        ExcerptTerm("iri", "https://e.example/?a=b&c=d", None, None, 26),
        ExcerptTerm("bnode", "b0", None, None, 2),
        ExcerptTerm("literal", "任务 & <b>", None, "zh-hans", 9),
        ExcerptTerm("literal", "1", f"{PREFIXES['xsd']}integer", None, 1),
        None,
    ]
    names = tuple(f"v{n}" for n in range(len(cells)))
    return Excerpt("solutions", names, [cells] * 30, complete=False, answer=False, seconds=0.5)


def no_rows() -> Excerpt:
    return Excerpt("triples", ("subject", "predicate", "object"), [], complete=True, answer=False, seconds=0)


def verdict() -> Excerpt:
    return Excerpt("boolean", (), [], complete=True, answer=True, seconds=0)


PAGES: dict[str, Callable[[StartPage], str]] = {
    "start": lambda start: start.write("https://e.example"),
    "start with a saved query": lambda start: start.write("https://e.example", "outlets"),
    "result": lambda _: write_result_page("0123abcd", ASKED, a_result()),
    "result of a long query": lambda _: write_result_page("0123abcd", AskedQuery("x" * 9000), a_result()),
    "empty result": lambda _: write_result_page("0123abcd", ASKED, no_rows()),
    "verdict": lambda _: write_result_page("0123abcd", ASKED, verdict()),
    "problem": lambda _: write_problem_page(PROBLEM, "./", ASKED),
    "problem without a query": lambda _: write_problem_page(PROBLEM, "/", None),
}


@pytest.fixture(scope="module")
def start(built: tuple[Path, Release]) -> StartPage:
    return StartPage(Settings(root=built[0]), built[1])


@pytest.fixture(params=PAGES)
def document(request: pytest.FixtureRequest, start: StartPage) -> Document:
    return Document(PAGES[request.param](start))


def test_elements_are_closed_in_the_order_they_were_opened(document: Document) -> None:
    assert document.faults == []


def test_an_id_is_given_once_and_every_reference_finds_one(document: Document) -> None:
    ids = document.values("id")
    assert len(ids) == len(set(ids))
    local = [link[1:] for link in document.values("href") if link.startswith("#")]
    references = document.values("for") + document.values("aria-labelledby") + local
    assert set(references) <= set(ids)


def test_the_page_tells_its_language_its_title_and_its_parts(document: Document) -> None:
    assert document.find("html")[0].attributes["lang"] == "en"
    assert "".join(document.find("title")[0].text).endswith("policygraph")
    assert [len(document.find(name)) for name in ("main", "header", "footer", "nav", "h1")] == [1, 1, 1, 1, 1]


def test_headings_leave_out_no_level(document: Document) -> None:
    levels = [int(element.name[1]) for element in document.elements if re.fullmatch(r"h[1-6]", element.name)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_everything_to_be_filled_in_has_a_label_and_every_button_a_name(document: Document) -> None:
    labelled = {element.attributes.get("for") for element in document.find("label")}
    assert {element.attributes.get("id") for element in document.find("textarea")} <= labelled
    assert all("".join(button.text).strip() for button in document.find("button") + document.find("a"))


def test_heads_of_tables_say_what_they_head(document: Document) -> None:
    assert all(head.attributes.get("scope") == "col" for head in document.find("th"))


def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(document: Document) -> None:
    for box in document.elements:
        if "box" in box.attributes.get("class", "").split():
            assert box.attributes["tabindex"] == "0"
            assert box.attributes["role"] == "region"
            assert box.attributes["aria-labelledby"]


def test_chinese_is_marked_as_chinese(document: Document) -> None:
    for element in document.elements:
        own = "".join(element.text)
        if element.name in {"p", "bdi", "span"} and own and re.fullmatch(r"[\u3000-\u9fff\uff00-\uffef]+", own):
            assert element.attributes.get("lang") == "zh-Hans", own


def test_links_to_other_sites_tell_them_nothing(document: Document) -> None:
    for link in document.find("a"):
        if re.match(r"https?:", link.attributes["href"]):
            assert "noopener" in link.attributes["rel"]
            assert "noreferrer" in link.attributes["rel"]


def test_no_style_stands_where_the_policy_refuses_it(document: Document) -> None:
    assert document.values("style") == []
    (sheet,) = document.find("style")
    digest = base64.b64encode(hashlib.sha256("".join(sheet.text).encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in templates().policy


def colours(mode: str) -> dict[str, str]:
    """Read the colours of the light or the dark."""
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    read = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    return read | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark)) if mode == "dark" else {})


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(mode: str, text: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3, level AA: at least 4.5 to 1."""
    read = colours(mode)
    darker, lighter = sorted((luminance(read[text]), luminance(read[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert (luminance("#fff") + 0.05) / (luminance("#000000") + 0.05) == pytest.approx(21)
