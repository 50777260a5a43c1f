"""`/resolve` over a real server: one thing, several, none, and whatever a client may send."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from policygraph.vocab import ID, PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import httpx

STATEMENTS = """
document:measures a pg:PolicyDocument . document:measures skos:prefLabel "Measures"@en .
document:measures pg:hasNumber number:jin-huan-fa-2022-43-664b73af53d1 .
number:jin-huan-fa-2022-43-664b73af53d1 pg:normalForm "晋环发〔2022〕43号" .
number:jin-huan-fa-2022-43-664b73af53d1 pg:agencyCode "晋环发" .
number:jin-huan-fa-2022-43-664b73af53d1 pg:numberYear "2022"^^xsd:gYear .
number:jin-huan-fa-2022-43-664b73af53d1 pg:serialNumber "43"^^xsd:integer .
unit:water a pg:Unit . unit:water skos:prefLabel "Water Bureau"@en . unit:water skos:prefLabel "水利局"@zh-hans .
unit:forest a pg:Unit . unit:forest skos:prefLabel "Forest Bureau"@en . unit:forest skos:altLabel "the bureau"@en .
unit:finance a pg:Unit . unit:finance skos:prefLabel "Finance Bureau"@en . unit:finance skos:altLabel "the bureau"@en .
unit:forest pg:servesRegion region:north . unit:finance pg:servesRegion region:south .
region:north skos:prefLabel "North"@en . region:south skos:prefLabel "South"@en .
unit:old skos:prefLabel "Old Bureau"@en . unit:old owl:deprecated "true"^^xsd:boolean .
unit:old dcterms:isReplacedBy unit:water .
role:issuer skos:prefLabel "issuer"@en .
task:script skos:prefLabel "<script>alert(1)</script>"@en .
"""


def term(text: str) -> str:
    if text.startswith('"'):
        value, mark, kind = text.partition("^^")
        return f"{value}^^<{expand(kind)}>" if mark else text
    return f"<{PREFIXES['rdf']}type>" if text == "a" else f"<{expand(text)}>"


def quads() -> str:
    graph = "<https://w3id.org/policygraph/graph/test>"
    statements = [part.strip() for part in STATEMENTS.replace("\n", " ").split(" . ")]
    return "".join(
        f"{' '.join(map(term, statement.removesuffix(' .').split(' ', 2)))} {graph} .\n"
        for statement in statements
        if statement
    )


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory,
    make_release: Callable[[Path, str, str], None],
    start: Callable[..., AbstractContextManager[httpx.Client]],
) -> Iterator[httpx.Client]:
    root = tmp_path_factory.mktemp("resolve")
    make_release(root, "0123abcd", quads())
    with start(root, workers=2) as client:
        yield client


def ask(served: httpx.Client, accept: str = "application/json", **parameters: str | list[str]) -> httpx.Response:
    return served.get("/resolve", params=parameters, headers={"Accept": accept})


def found(answer: httpx.Response, member: str = "matches") -> list[str]:
    members: list[dict[str, Any]] = answer.json()[member]
    return [match["iri"].removeprefix(ID) for match in members]


@pytest.mark.parametrize(
    "parameters",
    [
        {"number": "JHF (2022) 43"},
        {"q": "晋环发2022-43"},
        {"number": "see 晋环发〔2022〕43号"},
        {"q": "measures"},
        {"name": "Measures", "kind": "document"},
        {"q": "document:measures", "kind": ["unit", "document"]},
        {"q": "Measures", "kind": ""},
    ],
)
def test_one_thing_is_led_to(served: httpx.Client, parameters: dict[str, str]) -> None:
    answer = ask(served, **parameters)
    assert (answer.status_code, answer.headers["location"]) == (303, "trace/document/measures")
    assert (answer.json()["outcome"], found(answer)) == ("found", ["document/measures"])
    assert answer.json()["matches"][0]["address"] == "trace/document/measures"


def test_the_way_leads_to_the_trace(served: httpx.Client) -> None:
    answer = served.get("/resolve", params={"q": "JHF 2022 43"}, follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (200, "/trace/document/measures")


def test_a_concept_is_led_to_by_its_iri(served: httpx.Client) -> None:
    assert ask(served, q="role:issuer").headers["location"].startswith("trace?iri=https")


def test_several_things_are_offered(served: httpx.Client) -> None:
    answer = ask(served, q="the bureau")
    assert (answer.status_code, found(answer)) == (300, ["unit/finance", "unit/forest"])
    assert answer.headers["link"] == ('<trace/unit/finance>; rel="alternate", <trace/unit/forest>; rel="alternate"')
    assert [match["context"][0]["name"]["en"] for match in answer.json()["matches"]] == ["South", "North"]
    assert answer.json()["message"] == "2 things are called 'the bureau'"


def test_none_is_a_problem_that_names_what_comes_near(served: httpx.Client) -> None:
    answer = ask(served, q="Watr Bureau")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["type"] == "https://w3id.org/policygraph/problem/not-found"
    assert answer.json()["detail"] == "nothing in the graph is called 'Watr Bureau'"
    assert found(answer, "near")[0] == "unit/water"
    assert answer.headers["cache-control"] == "no-store"


def test_an_unknown_number_explains_its_code(served: httpx.Client) -> None:
    answer = ask(served, number="晋环发2022-44")
    assert (answer.status_code, found(answer, "near")) == (404, ["document/measures"])
    assert answer.json()["numbers"][0]["codes"][0]["held"] == ["晋环发〔2022〕43号"]


def test_a_thing_of_another_kind_is_none(served: httpx.Client) -> None:
    answer = ask(served, q="Water Bureau", kind="region")
    assert (answer.status_code, found(answer, "near")) == (404, ["unit/water"])


def test_a_deprecated_thing_is_gone_and_names_its_successor(served: httpx.Client) -> None:
    answer = ask(served, q="unit:old")
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (410, "gone")
    assert (found(answer), found(answer, "near")) == (["unit/old"], ["unit/water"])
    assert "it is replaced by unit:water" in answer.json()["detail"]


def test_a_name_is_not_read_as_a_number_or_an_iri_where_a_name_is_asked_for(served: httpx.Client) -> None:
    assert [ask(served, name=text).status_code for text in ("JHF 2022 43", "document:measures")] == [404, 404]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "nothing is asked for"),
        ("kind=unit", "no text is given"),
        ("q=a&name=b", "both `q` and `name` are given"),
        ("q=a&q=b", "there are 2 `q` parameters"),
        ("q=", "nothing is asked for"),
        ("q=%20%0A", "nothing is asked for"),
        ("nam=a", "there is no parameter 'nam'"),
        ("q=a&kind=nonsense", "'nonsense' is no kind of thing"),
        ("q=a&format=pdf", "there is no format 'pdf'"),
        ("q=%ED%A0%80", "is not UTF-8"),
        ("q=%zz", "encodes no character"),
        ("number=Water+Bureau", "`number` is no document number"),
        (f"q={'x' * 501}", "is too long for a name"),
        (f"q={quote('晋' * 3000)}", "is too long for a name"),
    ],
)
def test_what_cannot_be_asked_is_a_bad_request(served: httpx.Client, query: str, words: str) -> None:
    answer = served.get(f"/resolve?{query}")
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (400, "bad-request")
    assert words in answer.json()["detail"]


@pytest.mark.parametrize(
    "text",
    [
        '"} UNION { ?thing ?p ?name',
        '\\"} #',
        "\\u0022 } { ?s ?p ?o",
        "(a+)+$",
        "[" * 500,
        "晋环发" * 166,
        "a " * 250,
        "2022 43 " * 60,
        "\x00\x01\x1b[31m",
        "\u202egnirts",
        "🙂" * 100,
        "<http://e/x> <script>",
        "' OR 1=1 --",
        "http://e/x?y=<z>",
        "task:../../etc/passwd",
        "../" * 100,
    ],
)
def test_hostile_text_is_nothing_and_quickly(served: httpx.Client, text: str) -> None:
    ask(served, q="warm up")
    begun = time.monotonic()
    answer = ask(served, q=text)
    assert answer.status_code in (400, 404)
    assert time.monotonic() - begun < 5


def test_a_page_escapes_what_is_asked_and_what_is_stored(served: httpx.Client) -> None:
    for text in ("<script>alert(2)</script>", "<SCRIPT>alert(1)</SCRIPT>"):
        page = ask(served, "text/html", q=text)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "<script" not in page.text.lower()
        assert "script-src" not in page.headers["content-security-policy"]
        assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("the bureau", 300, ['<a href="./trace/unit/forest">unit:forest</a>', "Which one?", "North"]),
        ("Watr Bureau", 404, ['<a href="./trace/unit/water">unit:water</a>', "What comes near", "水利局"]),
        ("unit:old", 410, ["What replaces it", '<a href="./trace/unit/water">']),
        ("JHF 2021 43", 404, ["晋环发〔2022〕43号", "The code of JHF [2021] No. 43"]),
        ("Water Bureau", 303, ['<a href="./trace/unit/water">unit:water</a>']),
    ],
)
def test_a_page_helps(served: httpx.Client, text: str, status: int, words: list[str]) -> None:
    page = ask(served, "text/html", q=text)
    assert page.status_code == status
    assert [word for word in words if word not in page.text] == []
    assert f'value="{text}"' in page.text


def test_without_parameters_a_browser_gets_the_form(served: httpx.Client) -> None:
    page = served.get("/resolve", headers={"Accept": "text/html"})
    assert (page.status_code, 'name="q"' in page.text) == (200, True)


def test_text_names_the_things_and_their_addresses(served: httpx.Client) -> None:
    several = ask(served, "text/plain", q="the bureau")
    assert several.status_code == 300
    assert "./trace/unit/forest\tunit:forest “Forest Bureau” (Unit, North)" in several.text
    none = ask(served, "text/plain", q="Watr Bureau")
    assert none.status_code == 404
    assert "did you mean unit:water “Water Bureau” (Unit)" in none.text


def test_the_format_can_be_given_in_the_address(served: httpx.Client) -> None:
    types = [
        ask(served, "image/png", q="the bureau", format=form).headers["content-type"]
        for form in ("json", "html", "text")
    ]
    assert types == ["application/json", "text/html; charset=utf-8", "text/plain; charset=utf-8"]
    assert ask(served, "image/png", q="the bureau").status_code == 406


def test_head_has_the_headers_and_no_body(served: httpx.Client) -> None:
    whole, head = (served.request(method, "/resolve", params={"q": "the bureau"}) for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (300, b"")
    names = ("content-length", "content-type", "etag", "link", "vary", "cache-control")
    assert [head.headers[name] for name in names] == [whole.headers[name] for name in names]
    assert whole.headers["access-control-allow-origin"] == "*"
    assert whole.headers["vary"] == "Accept"


def test_preconditions_do_not_count_where_the_answer_is_no_success(served: httpx.Client) -> None:
    tag = ask(served, q="the bureau").headers["etag"]
    again = served.get("/resolve", params={"q": "the bureau"}, headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["etag"]) == (300, tag)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(served: httpx.Client, method: str) -> None:
    answer = served.request(method, "/resolve", params={"q": "the bureau"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_browser_of_another_site_may_ask(served: httpx.Client) -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    answer = served.options("/resolve", headers=asked)
    assert (answer.status_code, answer.headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")


def test_many_clients_that_are_the_first_to_need_the_names_are_all_answered(
    tmp_path: Path,
    make_release: Callable[[Path, str, str], None],
    start: Callable[..., AbstractContextManager[httpx.Client]],
) -> None:
    make_release(tmp_path / "root", "0123abcd", quads())
    with start(tmp_path / "root", workers=2) as fresh, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ask(fresh, q="WATER bureau"), range(16)))
    assert [answer.status_code for answer in answers] == [303] * 16


def test_the_names_are_those_of_the_release_that_is_served(
    tmp_path: Path,
    make_release: Callable[[Path, str, str], None],
    start: Callable[..., AbstractContextManager[httpx.Client]],
) -> None:
    root = tmp_path / "root"
    make_release(root, "0123abcd", quads())
    with start(root, workers=2) as fresh:
        assert ask(fresh, q="WATER bureau").headers["location"] == "trace/unit/water"
        make_release(root, "4567cdef", quads().replace("Water Bureau", "Sea Bureau"))
        until = time.monotonic() + 30
        while ask(fresh, q="SEA bureau").status_code != 303 and time.monotonic() < until:
            time.sleep(0.2)
        assert ask(fresh, q="SEA bureau").headers["location"] == "trace/unit/water"
        assert ask(fresh, q="WATER bureau").status_code == 404
