"""`/trace` over a real server: what is found, in every form, and what is said where there is nothing."""

from __future__ import annotations

import gzip
import json
import re
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin
from xml.etree import ElementTree as ET

import httpx
import jsonschema
import pyoxigraph as ox
import pytest
from tests.serving import release, serve
from tests.web.document import Document
from tests.web.trace.conftest import EVIL, TEXT, as_nquads

from policygraph.vocab import GRAPH, ID, PG
from policygraph.web.trace.forms import FORMS

if TYPE_CHECKING:
    from pathlib import Path

TASK = "/trace/task/trees"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PROBLEM = "application/problem+json"


def media_type(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


def test_a_task_is_traced_both_ways(tracing: httpx.Client) -> None:
    answer = tracing.get(TASK)
    assert (answer.status_code, media_type(answer)) == (200, "application/json")
    found = answer.json()
    assert (found["release"], found["focus"], found["direction"]) == ("0123abcd", f"{ID}task/trees", "both")
    assert set(found["nodes"]) >= {f"{ID}task/trees", f"{ID}document/plan", f"{ID}measure/rules", f"{ID}document/rules"}
    assert [hop["property"].rpartition("#")[2] for hop in found["hops"] if hop["node"] is None] == [
        "hasResponsibleUnit"
    ]


@pytest.mark.parametrize(
    ("query", "things"),
    [
        ("direction=up", {"task/trees", "document/plan"}),
        ("direction=DOWN&depth=1", {"task/trees", "measure/rules", "document/plan"}),
        ("depth=0", {"task/trees"}),
        ("limit=1", {"task/trees"}),
        ("direction=down&limit=50", {"task/trees", "measure/rules", "document/plan", "document/rules"}),
    ],
)
def test_direction_depth_and_limit_are_followed(tracing: httpx.Client, query: str, things: set[str]) -> None:
    assert set(tracing.get(f"{TASK}?{query}").json()["nodes"]) == {ID + thing for thing in things}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_is_had_by_accept_by_format_and_by_suffix(tracing: httpx.Client, form: object) -> None:
    name, wanted, suffix = form[:3]  # type: ignore[index] # a named tuple
    answers = [
        tracing.get(TASK, headers={"Accept": wanted}),
        tracing.get(TASK, params={"format": name}),
        tracing.get(TASK, params={"format": wanted}, headers={"Accept": "image/png"}),
        tracing.get(TASK + suffix, headers={"Accept": "image/png"}),
    ]
    assert {(answer.status_code, media_type(answer)) for answer in answers} == {(200, wanted)}
    if name != "html":  # a page leads to the other forms with what was asked
        assert len({answer.text for answer in answers}) == 1
        assert len({answer.headers["etag"] for answer in answers}) == 1
    assert "Planting trees" in answers[0].text


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        (BROWSER["Accept"], "text/html"),
        ("application/xhtml+xml", "text/html"),
        ("image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8", "image/svg+xml"),
        ("application/json;q=0.2, text/html;q=0.1", "application/json"),
        ("application/json;q=0, application/*", "application/ld+json"),
        ("text/vnd.graphviz, application/json;q=0.9", "text/vnd.graphviz"),
    ],
)
def test_accept_is_read_with_its_weights(tracing: httpx.Client, accept: str, wanted: str) -> None:
    assert media_type(tracing.get(TASK, headers={"Accept": accept})) == wanted


def test_json_is_what_its_schema_describes(tracing: httpx.Client, showing: httpx.Client) -> None:
    for client in (tracing, showing):
        answer = client.get("/trace/document/rules")
        ((address, described),) = [(link["url"], link) for link in answer.links.values()]
        assert (described["rel"], described["type"]) == ("describedby", "application/schema+json")
        schema = client.get(urljoin("/trace/document/rules", address))
        assert (schema.status_code, media_type(schema)) == (200, "application/schema+json")
        jsonschema.validate(answer.json(), schema.json(), cls=jsonschema.Draft202012Validator)
        assert "link" not in client.get("/trace/document/rules.svg").headers
    held = {"If-None-Match": schema.headers["etag"]}
    again = client.get("/trace/schema.json", headers=held)
    assert (again.status_code, again.content, schema.headers["access-control-allow-origin"]) == (304, b"", "*")
    assert client.delete("/trace/schema.json").status_code == 405


def test_json_ld_holds_the_statements_in_their_graphs(tracing: httpx.Client) -> None:
    answer = tracing.get(f"{TASK}.jsonld")
    said = set(ox.parse(answer.content, format=ox.RdfFormat.JSON_LD))
    part = ox.Quad(
        *(ox.NamedNode(iri) for iri in (f"{ID}task/trees", f"{PG}isTaskOf", f"{ID}document/plan", f"{GRAPH}notice"))
    )
    assert part in said


def test_the_questions_of_an_auditor_are_answered_in_json_and_on_the_page(tracing: httpx.Client) -> None:
    summary = {one["id"]: one for one in tracing.get(TASK).json()["summary"]}
    assert [answer["node"] for answer in summary["ordered-by"]["answers"]] == [f"{ID}document/plan"]
    assert summary["responsible"]["state"] == "not-stated"
    page = tracing.get(TASK, headers=BROWSER).text
    assert [one["en"] for one in summary.values() if f"{one['en']}" not in page] == []
    chinese = tracing.get(f"{TASK}?lang=zh", headers=BROWSER).text
    assert [one["zh"] for one in summary.values() if one["zh"] not in chinese] == []
    assert "Saved queries" in page
    assert "Saved queries" not in chinese
    assert re.search(r"<p>发布版本 <code>[0-9a-z]+</code> · [0-9]+项事物 · [0-9]+段原文</p>", chinese)


def test_where_nothing_fits_the_forms_are_listed(tracing: httpx.Client) -> None:
    answer = tracing.get(TASK, headers={"Accept": "image/png"})
    assert (answer.status_code, media_type(answer)) == (406, PROBLEM)
    assert all(form.media_type in answer.json()["remedy"] for form in FORMS.values())


@pytest.mark.parametrize(
    ("address", "status", "detail", "remedy"),
    [
        ("/trace", 400, "names no thing", "?iri="),
        ("/trace/", 404, "names no thing", "/trace/task/"),
        ("/trace/task", 404, "names no thing", "/trace/<kind>/<slug>"),
        ("/trace/task/", 404, "names no thing", ""),
        ("/trace/task/trees/more", 404, "names no thing", ""),
        ("/trace/tasks/trees", 404, "kind 'tasks'", "/trace/task/"),
        ("/trace/thing/trees", 404, "kind 'thing'", "The kinds are"),
        ("/trace/task/tree", 404, f"{ID}task/tree", "/trace/task/trees"),
        ("/trace/document/trees", 404, f"{ID}document/trees", "/trace/task/trees"),
        ("/trace/task/nothing-of-the-kind", 404, "the graph says nothing", ""),
        ("/trace/task/a%20b", 404, "no IRI", "by its name"),
        ("/trace/task/%3Cscript%3E", 404, "no IRI", ""),
        ("/trace/task/%ff", 400, "not UTF-8: FF", "send UTF-8"),
        ("/trace/task/%zz", 400, "'%zz'", "%25"),
        (f"{TASK}?depht=3", 400, "'depht'", "did you mean `depth`?"),
        (f"{TASK}?iri=http://e/1", 400, "'iri'", "direction"),
        (f"{TASK}?direction=sideways", 400, "'sideways'", "up, down, both"),
        (f"{TASK}?depth=6", 400, "`depth` is '6'", "from 0 to 5"),
        (f"{TASK}?depth=-1", 400, "'-1'", "from 0 to 5"),
        (f"{TASK}?depth=²", 400, "'²'", "from 0 to 5"),
        (f"{TASK}?depth=", 400, "''", "from 0 to 5"),
        (f"{TASK}?depth=1&depth=2", 400, "2 `depth`", "send one"),
        (f"{TASK}?limit=51", 400, "'51'", "from 1 to 50"),
        (f"{TASK}?limit=0", 400, "'0'", "from 1 to 50"),
        (f"{TASK}?limit={'9' * 5000}", 400, "'999", "from 1 to 50"),
        (f"{TASK}?lang=fr", 400, "'fr'", "en, zh"),
        (f"{TASK}?format=png", 400, "'png'", "json, "),
        (f"{TASK}.svg?format=json", 400, "given twice", "once"),
        ("/trace?iri=nothing", 400, "'nothing'", "whole IRI"),
        ("/trace?iri=http://e/%3Cx%3E", 400, "no absolute IRI", "whole IRI"),
        ("/trace?iri=http://e/none", 404, "<http://e/none>", ""),
    ],
)
def test_what_cannot_be_traced_is_said_with_the_value_and_the_remedy(
    tracing: httpx.Client, address: str, status: int, detail: str, remedy: str
) -> None:
    answer = tracing.get(address)
    assert (answer.status_code, media_type(answer)) == (status, PROBLEM), answer.text
    problem = answer.json()
    assert detail in problem["detail"]
    assert remedy in problem["remedy"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    assert problem["request"] == answer.headers["x-request-id"]


def test_a_slug_in_chinese_is_found_encoded_once_and_an_encoded_iri_as_it_is(tracing: httpx.Client) -> None:
    assert tracing.get(f"/trace/unit/{quote('植树办')}").json()["focus"] == f"{ID}unit/植树办"
    assert tracing.get("/trace/unit/%E5%8A%9E").json()["focus"] == f"{ID}unit/%E5%8A%9E"
    assert tracing.get("/trace/unit/%25E5%258A%259E").json()["focus"] == f"{ID}unit/%E5%8A%9E"


@pytest.mark.parametrize(
    ("iri", "query", "location"),
    [
        (f"{ID}task/trees", "", "trace/task/trees"),
        ("task:trees", "&direction=up&lang=zh", "trace/task/trees?direction=up&lang=zh"),
        (f"<{ID}task/trees>", "&format=svg", "trace/task/trees?format=svg"),
        (f"{ID}unit/植树办", "", f"trace/unit/{quote('植树办')}"),
        (f"{ID}unit/%E5%8A%9E", "", "trace/unit/%25E5%258A%259E"),
    ],
)
def test_the_iri_of_a_thing_leads_to_its_path(tracing: httpx.Client, iri: str, query: str, location: str) -> None:
    answer = tracing.get(f"/trace?iri={quote(iri, safe='')}{query}")
    assert (answer.status_code, answer.headers["location"]) == (303, location)
    assert tracing.get(f"/{location}").status_code == 200


def test_what_has_no_path_is_traced_by_its_iri(tracing: httpx.Client) -> None:
    concept = "https://w3id.org/policygraph/concept/stage/issued"
    assert tracing.get("/trace", params={"iri": concept}).json()["focus"] == concept
    page = tracing.get("/trace", params={"iri": concept}, headers=BROWSER).text
    assert f'<input type="hidden" name="iri" value="{concept}">' in page
    assert 'action="./trace"' in page


def test_a_deprecated_thing_is_traced_to_its_successor(tracing: httpx.Client) -> None:
    answer = tracing.get("/trace/document/old")
    assert answer.status_code == 200
    assert f"{ID}document/rules" in answer.json()["nodes"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(tracing: httpx.Client, method: str) -> None:
    answer = tracing.request(method, TASK)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_options_permits_a_browser_to_ask_from_another_site(tracing: httpx.Client) -> None:
    answer = tracing.options(TASK, headers={"Access-Control-Request-Headers": "accept"})
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "accept-post" not in answer.headers


@pytest.mark.parametrize("headers", [{}, BROWSER])
def test_head_has_the_headers_of_get(tracing: httpx.Client, headers: dict[str, str]) -> None:
    got, asked = tracing.get(TASK, headers=headers), tracing.head(TASK, headers=headers)
    assert (asked.status_code, asked.content) == (200, b"")
    varying = {"date", "x-request-id"}
    assert {k: v for k, v in got.headers.items() if k not in varying} == {
        k: v for k, v in asked.headers.items() if k not in varying
    }


def test_an_answer_that_is_held_already_is_not_sent_again(planted: Path) -> None:
    with serve(planted, workers=1) as client:
        tag = client.get(TASK).headers["etag"]
    assert tag.startswith('W/"0123abcd-')
    with serve(planted, workers=1) as client:  # another process, whose cache is empty
        again = client.get(TASK, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "content-type" not in again.headers
        assert client.get(TASK, headers={"If-None-Match": '"x"'}).status_code == 200
        assert client.get(f"{TASK}?depth=3", headers={"If-None-Match": tag}).status_code == 200
        assert client.get(TASK, headers={"If-None-Match": tag} | BROWSER).status_code == 200
        assert client.get("/trace/task/none", headers={"If-None-Match": "*"}).status_code == 404


def test_answers_are_kept_compressed_and_logged(planted: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    with serve(planted, workers=1, access_log=log, fresh_seconds=60) as client:
        plain = client.get(TASK, headers={"Accept-Encoding": "identity"})
        with client.stream("GET", TASK, headers={"Accept-Encoding": "gzip"}) as answer:
            packed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed) == plain.content
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        assert plain.headers["cache-control"] == "public, max-age=60"
        assert client.get(TASK, headers={"Accept-Encoding": "identity"}).content == plain.content
        assert "policygraph_cache_hits_total 1.0" in client.get("/metrics").text
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [(one["path"], one["status"], one["outcome"], one["release"]) for one in lines[:3]] == [
        (TASK, 200, "ok", "0123abcd"),
        (TASK, 200, "ok", "0123abcd"),
        (TASK, 200, "cached", "0123abcd"),
    ]


def test_labels_are_shown_and_run_nowhere(tracing: httpx.Client) -> None:
    page = tracing.get("/trace/document/rules", headers=BROWSER)
    document = Document(page.text)
    assert document.faults == []
    assert document.find("script") == []
    assert EVIL in "".join(document.find("h1")[0].text)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    picture = tracing.get("/trace/document/rules.svg")
    assert picture.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert not [element for element in ET.fromstring(picture.text).iter() if element.tag.endswith("script")]  # noqa: S314


def test_passages_are_shown_in_full_only_where_the_operator_says_so(
    tracing: httpx.Client, showing: httpx.Client
) -> None:
    hidden = tracing.get(TASK).json()["passages"]
    shown = showing.get(TASK).json()["passages"]
    assert {one["words"] for one in hidden.values()} == {None}
    assert {one["words"] for one in shown.values()} == {TEXT[0:16], TEXT[17:84]}
    assert "The department issued" not in tracing.get(TASK, headers=BROWSER).text
    assert (
        "The department issued the Rules &lt;No. 1&gt; on planting &amp; trees"
        in showing.get(TASK, headers=BROWSER).text
    )
    assert tracing.get(TASK).headers["etag"] != showing.get(TASK).headers["etag"]


def test_another_text_of_the_registered_name_is_not_shown(planted: Path, tmp_path: Path) -> None:
    (tmp_path / "releases").symlink_to(planted / "releases")
    (tmp_path / "current").symlink_to((planted / "current").readlink())
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "notice.txt").write_text("Another text, of the same name.", encoding="utf-8")
    errors = tmp_path / "errors"
    with errors.open("w") as file, serve(tmp_path, file, workers=1, show_passages="on") as client:
        answer = client.get(TASK)
        assert {one["words"] for one in answer.json()["passages"].values()} == {None}
    assert "passages of notice are not shown" in errors.read_text(encoding="utf-8")


def test_every_trace_is_of_one_release_while_the_server_moves(tmp_path: Path) -> None:
    """Each release says its own name in every label, so that an answer of two would show."""
    things = [f"measure:m{n}" for n in range(30)]
    for name in ("bbbb", "aaaa"):
        measures = "".join(
            f'{thing} a pg:Measure ; skos:prefLabel "{name}"@en ; pg:isMeasureOf task:t .' for thing in things
        )
        release(tmp_path, name, as_nquads(x=f'task:t a pg:Task ; skos:prefLabel "{name}"@en . {measures}'))
    stop = threading.Event()
    seen: set[tuple[str, ...]] = set()
    faults: list[str] = []

    def ask(address: str) -> None:
        depth = 0
        with httpx.Client(base_url=address, timeout=20) as client:
            while not stop.is_set():
                depth = depth % 30 + 1
                answer = client.get(f"/trace/task/t?depth={depth}&limit={30 + depth}")
                if answer.status_code != 200:
                    faults.append(answer.text)
                    return
                found = answer.json()
                seen.add((found["release"], *{node["label"] for node in found["nodes"].values()}))

    with serve(tmp_path, workers=1, cache_size=0) as client:
        threads = [threading.Thread(target=ask, args=(str(client.base_url),)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for name in ("bbbb", "aaaa", "bbbb"):
            (tmp_path / "next").symlink_to(f"releases/{name}")
            (tmp_path / "next").rename(tmp_path / "current")
            end = time.monotonic() + 20
            while client.get("/health/ready").json()["release"] != name and time.monotonic() < end:
                time.sleep(0.05)
        stop.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert seen == {("aaaa", "aaaa"), ("bbbb", "bbbb")}
