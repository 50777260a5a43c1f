"""`/audit` over a real server: what rules find, in every form, and what is said where a request or a rule is wrong."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from tests.serving import release, serve
from tests.web.document import Document
from tests.web.trace.conftest import EVIL, NOTICE, as_nquads

import policygraph.audit
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

SCHEMA = json.loads((Path(policygraph.audit.__file__).parent / "audit.schema.json").read_text(encoding="utf-8"))
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
RULE = """\
#+ title: "Documents & more\\u202e"
#+ title_zh: 文件
#+ severity: high
#+ theme: documents
#+ explanation: "It is a document. \\x1b[31m"
#+ explanation_zh: 这是文件。
#+ finding: “{thing}” is a document
#+ finding_zh: “{thing}”是文件
#+ remedy: None.
#+ remedy_zh: 无。
#+ concerns: [document:a]
#+ triggers: |
#+   document:a a pg:PolicyDocument .
#+ passes: |
#+   task:a a pg:Task .
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?thing ?measure
WHERE { ?thing a pg:PolicyDocument . OPTIONAL { ?measure pg:producesDocument ?thing } }
ORDER BY ?thing
"""
ENDLESS = (
    RULE.replace("SELECT ?thing ?measure", "SELECT ?thing")
    .replace("severity: high", "severity: info")
    .replace("OPTIONAL { ?measure pg:producesDocument ?thing }", " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(12)))
    .replace("}\nORDER", f"FILTER (CONCAT({', '.join(f'STR(?s{n})' for n in range(12))}) = 'x') }}\nORDER")
)


def write_rule(root: Path, name: str, text: str) -> None:
    (root / "findings").mkdir(parents=True, exist_ok=True)
    (root / "findings" / f"{name}.rq").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("audited")
    write_rule(root, "every-document", RULE)
    write_rule(root, "broken", RULE.replace("severity: high", "severity: grave"))
    restored = 'measure:rules pg:reconstructedName "植树规则"@zh-Hans .'
    release(root, "0123abcd", as_nquads(notice=f"{NOTICE} {restored}"))
    return root


@pytest.fixture(scope="module")
def auditing(workspace: Path) -> Iterator[httpx.Client]:
    with serve(workspace, workers=2, query_seconds=20) as client:
        yield client


def test_every_rule_is_run_and_told_with_its_findings(auditing: httpx.Client) -> None:
    answer = auditing.get("/audit")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    found = answer.json()
    (described,) = answer.links.values()
    assert described["rel"] == "describedby"
    schema = auditing.get(described["url"].removeprefix("."))
    assert (schema.headers["content-type"], schema.json()) == ("application/schema+json", SCHEMA)
    Draft202012Validator(SCHEMA).validate(found)
    assert found["release"] == "0123abcd"
    counts = {rule["id"]: rule["count"] for rule in found["rules"]}
    assert (counts["every-document"], counts["task-without-responsible-unit"]) == (3, 1)
    assert len([f for f in found["findings"] if f["rule"] == "every-document"]) == 2
    assert [rule["error"] for rule in found["rules"] if rule["error"]] == []


def test_a_rule_that_cannot_be_read_is_left_out(auditing: httpx.Client) -> None:
    assert "broken" not in {rule["id"] for rule in auditing.get("/audit").json()["rules"]}


def test_one_rule_is_told_in_full(auditing: httpx.Client) -> None:
    found = auditing.get("/audit", params={"rule": "every-document"}).json()
    assert [f["thing"]["iri"].removeprefix(ID) for f in found["findings"]] == [
        "document/old",
        "document/plan",
        "document/rules",
    ]
    assert found["findings"][1]["evidence"][0]["anchor"] == "Plant trees"
    assert found["findings"][1]["evidence"][0]["words"] is None
    short = auditing.get("/audit", params={"rule": "every-document", "limit": "1"}).json()
    assert (short["count"], len(short["findings"])) == (3, 1)


def test_severity_theme_and_thing_narrow_it_down(auditing: httpx.Client) -> None:
    themed = auditing.get("/audit", params={"theme": "documents", "severity": "high"}).json()
    assert "every-document" in {rule["id"] for rule in themed["rules"]}
    assert {(rule["theme"], rule["severity"]) for rule in themed["rules"]} == {("documents", "high")}
    about = auditing.get("/audit", params={"rule": "every-document", "for": "task:trees"}).json()
    assert (about["scope"]["iri"], about["scope"]["kind"]) == (f"{ID}task/trees", "task")
    assert f"{ID}document/rules" in {f["thing"]["iri"] for f in about["findings"]}
    assert f"{ID}document/old" not in {f["thing"]["iri"] for f in about["findings"]}


def test_a_page_leads_from_findings_to_traces(auditing: httpx.Client) -> None:
    answer = auditing.get("/audit", params={"theme": "documents"}, headers=BROWSER)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script" not in answer.headers["content-security-policy"]
    assert EVIL not in answer.text
    assert "Documents &amp; more\ufffd" in answer.text
    assert "It is a document. ␛[31m" in answer.text
    assert not {"\u202e", "\x1b"} & set(answer.text)
    document = Document(answer.text)
    assert document.faults == []
    links = document.values("href")
    assert "./trace/document/plan" in links
    assert "./audit?theme=documents&rule=every-document" in links
    for link in links:
        if link.startswith("./"):
            assert auditing.get(link[1:]).status_code == 200


def test_a_page_is_in_chinese_where_that_is_asked(auditing: httpx.Client) -> None:
    text = auditing.get("/audit", params={"lang": "zh", "rule": "every-document"}, headers=BROWSER).text
    assert '<html lang="zh-Hans">' in text
    assert "“The plan”是文件" in text
    assert "这是文件。" in text
    assert {"./trace/document/plan?lang=zh", "./audit?lang=zh"} <= set(Document(text).values("href"))
    assert '<nav aria-label="页面">' in text
    assert "Saved queries" not in text
    assert "植树规则" in text
    assert text.count("中文名称系复原") == 1


def test_markdown_is_had_by_name_and_by_accept(auditing: httpx.Client) -> None:
    by_name = auditing.get("/audit", params={"format": "markdown", "rule": "every-document"})
    by_accept = auditing.get("/audit", params={"rule": "every-document"}, headers={"Accept": "text/markdown"})
    assert by_name.headers["content-type"] == "text/markdown; charset=utf-8"
    assert by_name.text == by_accept.text
    assert by_name.text.startswith("# Audit findings\n")


@pytest.mark.parametrize(
    ("address", "status", "detail", "remedy"),
    [
        (
            "/audit?rule=every-documents",
            404,
            "no audit rule is called 'every-documents'",
            "did you mean every-document or ",
        ),
        ("/audit?severity=grave", 400, "`severity` is 'grave'", "use one of high, medium, low, info"),
        ("/audit?theme=colour", 400, "`theme` is 'colour'", "use one of responsibility,"),
        ("/audit?limit=0", 400, "`limit` is '0'", "from 1 to 20"),
        ("/audit?rule=every-document&limit=1001", 400, "`limit` is '1001'", "from 1 to 1000"),
        ("/audit?for=nobody", 400, "`for` is 'nobody', which is no absolute IRI", "the IRI of a plan"),
        ("/audit?for=task:nothing", 404, "the graph says nothing about", "check the IRI"),
        ("/audit?for=passage:notice-0-16", 400, "can't be audited", "name a plan"),
        ("/audit?lang=de", 400, "`lang` is 'de'", "use one of en, zh"),
        ("/audit?format=pdf", 400, "there is no format 'pdf'", "use one of json, html, markdown"),
        ("/audit?rules=a", 400, "there is no parameter 'rules'", "did you mean `rule`?"),
        ("/audit?rule=a&rule=b", 400, "there are 2 `rule` parameters", "send one"),
        ("/audit/x", 404, "there is nothing at /audit/x", ""),
    ],
)
def test_a_wrong_request_is_explained(
    auditing: httpx.Client, address: str, status: int, detail: str, remedy: str
) -> None:
    answer = auditing.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert detail in answer.json()["detail"]
    assert remedy in answer.json()["remedy"]


def test_what_nobody_accepts_is_said(auditing: httpx.Client) -> None:
    answer = auditing.get("/audit", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "format=" in answer.json()["remedy"]


def test_other_methods_are_refused(auditing: httpx.Client) -> None:
    refused = auditing.post("/audit")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert auditing.options("/audit").status_code == 204
    head, whole = auditing.head("/audit"), auditing.get("/audit")
    assert (head.content, head.headers["etag"]) == (b"", whole.headers["etag"])


def test_an_answer_is_kept_and_need_not_be_sent_again(auditing: httpx.Client) -> None:
    first = auditing.get("/audit?lang=zh", headers=BROWSER)
    tag = first.headers["etag"]
    again = auditing.get("/audit?lang=zh", headers={**BROWSER, "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert auditing.get("/audit?lang=zh", headers=BROWSER).content == first.content
    others = {
        auditing.get(address, headers=BROWSER).headers["etag"] for address in ("/audit", "/audit?lang=zh&limit=3")
    }
    assert tag not in others


def test_a_rule_that_runs_too_long_is_told_beside_the_others(tmp_path: Path) -> None:
    write_rule(tmp_path, "every-document", RULE)
    for number in range(6):
        write_rule(tmp_path, f"endless-{number}", ENDLESS)
    release(tmp_path, "0123abcd", as_nquads(notice=NOTICE))
    with serve(tmp_path, workers=1, query_seconds=1) as client:
        answers = [client.get("/audit", params={"theme": "documents"}) for _ in range(2)]
        waiting = threading.Thread(target=client.get, args=("/audit?rule=endless-1",))
        waiting.start()
        assert client.get("/health/live").status_code == 200
        waiting.join()
        page = client.get("/audit", params={"rule": "endless-0"}, headers=BROWSER)
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
        rules = {rule["id"]: rule for rule in answer.json()["rules"]}
        assert "1 second" in rules["endless-0"]["error"]["message"]
        assert "no time was left" in rules["endless-5"]["error"]["message"]
        assert (rules["every-document"]["error"], rules["every-document"]["count"]) == (None, 3)
    assert 'role="alert"' in page.text


def test_rules_are_read_again_for_another_release(tmp_path: Path) -> None:
    write_rule(tmp_path, "every-document", RULE)
    release(tmp_path, "0123abcd", as_nquads(notice=NOTICE))
    with serve(tmp_path, workers=1, query_seconds=20) as client:
        before = client.get("/audit?rule=every-document")
        write_rule(tmp_path, "every-document", RULE.replace("is a document", "is one"))
        assert client.get("/audit?rule=every-document").headers["etag"] == before.headers["etag"]
        release(tmp_path, "4567cdef", as_nquads(notice=NOTICE))
        for _ in range(100):
            after = client.get("/audit?rule=every-document")
            if after.json()["release"] == "4567cdef":
                break
            threading.Event().wait(0.1)
    assert {f["message"] for f in after.json()["findings"]} >= {"“The plan” is one"}
