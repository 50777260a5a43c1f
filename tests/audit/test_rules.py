"""Loading rules: what is wrong with a file is said with its line, the value and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.audit.conftest import RULE

from policygraph.audit import load_rules
from policygraph.errors import DataError, NotFoundError
from policygraph.graph.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.audit import FindingRule

PREFIX = "PREFIX pg: <https://w3id.org/policygraph/ontology#>\n"
SELECT = "SELECT ?thing ?document ?status\n"


def test_a_rule_has_what_its_header_says(rule_of: Callable[..., FindingRule]) -> None:
    rule = rule_of()
    assert (rule.id, rule.severity, rule.theme) == ("task-without-number", "low", "names")
    assert rule.concerns == ("https://w3id.org/policygraph/id/task/a",)
    assert rule.variables == ("thing", "document", "status")
    assert rule.explanation_zh == "来源给任务编了号，而这一项没有编号。"
    assert rule.triggers.splitlines()[1] == 'document:d skos:prefLabel "Plan"@en .'
    assert rule.query.startswith(PREFIX + SELECT)


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        ("#+ remedy: Look the task up in the document.\n", "", 1, "the header lacks remedy", "#+ remedy: …"),
        ("severity: low", "severity: lw", 3, "the severity 'lw' is unknown", "write one of high, medium, low, info"),
        ("theme: names", "theme: naming", 4, "the theme 'naming' is unknown", "write one of responsibility, results"),
        ("#+ theme", "#+ color: red\n#+ theme", 4, "unknown key 'color'", "the keys are title,"),
        ("#+ theme", "#+ remedy_cn: 红\n#+ theme", 4, "unknown key 'remedy_cn'", "write `remedy`"),
        ("title: Tasks without a number", "title: [a]", 1, "the title ['a'] is not a text", "`#+ title: …`"),
        ("of {document} has", "of {docment} has", 8, "the SELECT gives no ?docment", "{thing}, {document}, {status}"),
        ("状态为{status}", "状态为{state}", 9, "the SELECT gives no ?state", "it gives {thing}"),
        ("it is {status}", "it is {status", 8, "a brace in 'er; it is {status'", "leave it out"),
        ("[task:a]", "task:a", 12, "the concerns 'task:a' are not a list", "[task:a, task:b]"),
        ("[task:a]", "[tusk:a]", 12, "'tusk:a' is no IRI", "such as task:a"),
        ("[task:a]", "[task:b, task:a]", 12, "task:b, task:a are not in the order", "sort them"),
        ("SELECT ?thing ?document ?status", "SELECT ?document ?status", 19, "and no ?thing", "let ?thing be"),
        ("ORDER BY ?thing", "ORDER ?thing", 25, "it is not SPARQL 1.1: `?thing` cannot stand", "mend the query"),
        (
            PREFIX,
            "",
            20,
            "the prefix pg: is not declared",
            "write `PREFIX pg: <https://w3id.org/policygraph/ontology#>`",
        ),
        ("?status\nWHERE {", "?status (NOW() AS ?at)\nWHERE {", 19, "another value each time", "do without RAND, NOW"),
        ("ORDER BY ?thing", "ORDER BY struuid()", 19, "another value each time", "do without RAND, NOW"),
        (SELECT, "ASK\n", 18, "it is ASK and no SELECT query", "write a SELECT query"),
        ("ORDER BY ?thing", "ORDER BY <http://e/f>(?thing)", 19, "cannot evaluate it", "in another way"),
        ("OPTIONAL {", "SERVICE <http://e/> {", 22, "SERVICE", "remove the SERVICE"),
        (SELECT, "INSERT DATA { <a:a> <a:b> <a:c> } ;" + SELECT, 19, "update", "SELECT"),
        (SELECT, "LOAD <http://e/> ;" + SELECT, 19, "LOAD", "SELECT"),
        (RULE[RULE.index(PREFIX) :], "", 1, "no query below the header", "write a SELECT"),
        ("#+ triggers: |", "#+ triggers: {a: b}", 14, "the header is not YAML", "mend the lines"),
    ],
)
def test_what_is_wrong_with_a_rule_is_explained(
    rule_of: Callable[..., FindingRule], old: str, new: str, line: int, message: str, remedy: str
) -> None:
    with pytest.raises(DataError) as raised:
        rule_of((old, new))
    assert message in raised.value.message
    assert remedy in raised.value.remedy
    assert raised.value.location is not None
    assert raised.value.location.line == line
    assert raised.value.location.file.name == "task-without-number.rq"


@pytest.mark.parametrize("name", ["Task", "a_b", "a--b", "任务", "a b", "-a"])
def test_the_name_of_the_file_is_an_id(rule_of: Callable[..., FindingRule], name: str) -> None:
    with pytest.raises(DataError, match=re.escape(f"{name!r} is not the id of a rule")):
        rule_of(name=name)


def test_a_rule_of_the_workspace_replaces_the_bundled_one(tmp_path: Path) -> None:
    for folder, title in (("bundle/queries/findings", "Bundled"), ("own/findings", "Own")):
        (tmp_path / folder).mkdir(parents=True)
        text = RULE.replace("Tasks without a number", title)
        (tmp_path / folder / "a.rq").write_text(text, encoding="utf-8")
        (tmp_path / folder / f"{title.lower()}-alone.rq").write_text(text, encoding="utf-8")
    workspace = Workspace.of(tmp_path / "own", tmp_path / "bundle")
    book = load_rules(workspace.finding_files())
    assert [(rule.id, rule.title) for rule in book] == [
        ("a", "Own"),
        ("bundled-alone", "Bundled"),
        ("own-alone", "Own"),
    ]
    assert workspace.query_files() == workspace.rule_files() == ()


def test_rules_are_chosen_by_id_severity_and_theme(tmp_path: Path) -> None:
    for name, severity, theme in (("a", "low", "names"), ("b", "high", "names"), ("c", "high", "totals")):
        text = RULE.replace("severity: low", f"severity: {severity}").replace("theme: names", f"theme: {theme}")
        (tmp_path / f"{name}.rq").write_text(text, encoding="utf-8")
    book = load_rules(tmp_path.glob("*.rq"))
    assert [rule.id for rule in book] == ["b", "c", "a"]
    assert [rule.id for rule in book.choose()] == ["b", "c", "a"]
    assert [rule.id for rule in book.choose(least="medium")] == ["b", "c"]
    assert [rule.id for rule in book.choose(theme="names")] == ["b", "a"]
    assert [rule.id for rule in book.choose(["c", "a", "c"])] == ["c", "a"]
    with pytest.raises(NotFoundError, match="no audit rule is called 'bb'") as raised:
        book.choose(["bb"])
    assert raised.value.remedy.startswith("did you mean b? ")
