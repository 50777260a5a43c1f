"""`policygraph audit`."""

from __future__ import annotations

import json
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Cli, Outcome

OWN = """\
#+ title: Things with twelve
#+ title_zh: 数值为十二的事物
#+ severity: medium
#+ theme: results
#+ explanation: It has the value twelve. That is no fault.
#+ explanation_zh: 数值为十二，这不是问题。
#+ finding: "“{thing}” is {number}, as of {time}"
#+ finding_zh: “{thing}”为{number}，时间{time}
#+ remedy: Nothing.
#+ remedy_zh: 无。
#+ concerns: [value:a]
#+ triggers: |
#+   value:a pg:value 12 .
#+ passes: |
#+   value:a pg:value 13 .
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?thing ?number ?measure ?time
WHERE {
  ?thing pg:value ?number . FILTER (?number = 12)
  OPTIONAL { ?measure pg:hasOutcome ?thing }
  OPTIONAL { ?thing pg:hasDeadline ?time }
}
ORDER BY ?thing
"""
IN_FULL = """\
medium Things with twelve  1  twelve
  It has the value twelve. That is no fault.
  what to do: Nothing.

  “Outlets surveyed by the end of June 2024” is 12, as of not stated
    Observation  value:sample-surveyed-outlets  {id}
    with Survey the outlets into the Sample River  measure:sample-survey-outlets
    says example-notice 244–298 “By the end of June 2024, 12 outlets had been surveyed.”

findings: 1, by 1 of 1 rules  medium 1  release {release}
"""
IN_CHINESE = """\
中 数值为十二的事物  1  twelve
  数值为十二，这不是问题。
  下一步: 无。

  “截至2024年6月底已排查排污口数”为12，时间未载明
    Observation  value:sample-surveyed-outlets  (中文名称系复原)  {id}
    涉及 排查入样本河排污口  measure:sample-survey-outlets
    原文 example-notice 244–298 “By the end of June 2024, 12 outlets had been surveyed.”

1条规则中有1条共发现1项  中 1  发布版本 {release}
"""
MARKDOWN = """\
# Audit findings

- about: everything in the graph
- release: `{release}`
- medium: 1

## Things with twelve

medium · `twelve` · 1

It has the value twelve. That is no fault.

what to do: Nothing.

- “Outlets surveyed by the end of June 2024” is 12, as of not stated\\
  `value:sample-surveyed-outlets`, `measure:sample-survey-outlets`
  - example-notice 244–298: “By the end of June 2024, 12 outlets had been surveyed.”
"""
ID = "twelve-6b276dfcb0b6"


@pytest.fixture
def own(built_copy: Path) -> Path:
    """A workspace with a release and a rule of its own, which finds one thing."""
    folder = built_copy / "findings"
    folder.mkdir()
    (folder / "twelve.rq").write_text(OWN, encoding="utf-8")
    return built_copy


def ask(cli: Cli, root: Path, *arguments: str | Path, **variables: str) -> Outcome:
    return cli("audit", "--root", root, *arguments, **variables)


@pytest.mark.parametrize(
    ("options", "expected"),
    [([], IN_FULL), (["--lang", "zh"], IN_CHINESE), (["--format", "markdown"], MARKDOWN)],
)
def test_a_rule_in_full_has_words_and_evidence(
    cli: Cli, own: Path, built: Built, options: list[str], expected: str
) -> None:
    outcome = ask(cli, own, "--rule", "twelve", *options)
    assert outcome == (0, expected.format(id=ID, release=built.release.id), "")


def test_json_has_rules_and_findings(cli: Cli, own: Path, built: Built) -> None:
    found = json.loads(ask(cli, own, "--rule", "twelve", "--format", "json").out)
    assert (found["release"], found["scope"], found["count"]) == (built.release.id, None, 1)
    assert [(rule["id"], rule["count"], "seconds" in rule) for rule in found["rules"]] == [("twelve", 1, False)]
    (finding,) = found["findings"]
    assert finding["id"] == ID
    assert finding["thing"]["type"] == "Observation"
    assert [(r["variable"], r["label"]) for r in finding["related"]] == [
        ("measure", "Survey the outlets into the Sample River")
    ]
    assert finding["values"] == {"number": "12"}
    assert finding["evidence"][0]["words"] == "By the end of June 2024, 12 outlets had been surveyed."


def test_without_words_only_the_anchor_is_given(cli: Cli, own: Path) -> None:
    assert "says example-notice 244–298 “…12 outlets…”" in ask(cli, own, "--rule", "twelve", "--no-words").out


def test_the_overview_shows_the_first_findings_of_each_rule_and_how_to_see_more(cli: Cli, own: Path) -> None:
    everything = OWN.replace(
        "?thing pg:value ?number . FILTER (?number = 12)", "?thing a pg:Entity ; skos:prefLabel ?number"
    )
    prefix = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nSELECT ?thing"
    (own / "findings" / "everything.rq").write_text(everything.replace("SELECT ?thing", prefix), encoding="utf-8")
    outcome = ask(cli, own, "--theme", "results")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.endswith("  everything"))
    assert lines[start].startswith("  Things with twelve  ")
    assert [line[:5] for line in lines[start + 1 : start + 3]] == ["    “"] * 2
    assert lines[start + 3 :][:2] == [
        "  Things with twelve  1  twelve",
        "    “Outlets surveyed by the end of June 2024” is 12, as of not stated  value:sample-surveyed-outlets",
    ]
    assert lines[-1].startswith("findings: ")
    assert outcome.err.startswith("`policygraph audit --rule ID` gives all findings")


def test_only_what_concerns_a_thing_is_found(cli: Cli, own: Path) -> None:
    inside = ask(cli, own, "--rule", "twelve", "--for", "task:sample-clean-rivers")
    assert "about: Clean the rivers  task:sample-clean-rivers  task\nfindings: 1," in inside.out
    assert json.loads(ask(cli, own, "--rule", "twelve", "--for", "task:sample-clean-rivers", "--format", "json").out)[
        "scope"
    ] == {
        "iri": "https://w3id.org/policygraph/id/task/sample-clean-rivers",
        "label": "Clean the rivers",
        "label_zh": "清洁河流",
        "reconstructed": True,
        "kind": "task",
    }


def test_what_is_found_can_fail_a_check(cli: Cli, own: Path) -> None:
    passed = ask(cli, own, "--rule", "twelve", "--fail-on", "high")
    assert passed.code == 0
    failed = ask(cli, own, "--rule", "twelve", "--fail-on", "medium")
    assert (failed.code, failed.out) == (4, passed.out)
    assert (
        failed.err
        == "error: 1 finding of severity medium or graver\n  → look at each; --fail-on sets what is let pass\n"
    )


def test_a_rule_without_an_answer_does_not_lose_the_others(cli: Cli, own: Path) -> None:
    endless = "{ ?thing ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?thing = ?f && ?d = ?i && ?g = ?c) }"
    text = OWN[: OWN.index("PREFIX")].replace("{number}", "").replace("{time}", "")
    (own / "findings" / "endless.rq").write_text(f"{text}SELECT ?thing {endless}", encoding="utf-8")
    outcome = ask(cli, own, "--rule", "endless", "--rule", "twelve", "--deadline", "0.5", "--timings")
    assert outcome.code == 7
    assert "“Outlets surveyed by the end of June 2024” is 12" in outcome.out
    assert "error: 1 of 2 rules gave no answer: endless: " in outcome.err
    assert "✓ twelve " in outcome.err
    report = json.loads(ask(cli, own, "--rule", "endless", "--deadline", "0.5", "--timings", "--format", "json").out)
    (rule,) = report["rules"]
    assert rule["error"]["message"]
    assert rule["seconds"] >= 0.5


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--rule", "twelf"], 6, "no audit rule is called 'twelf'\n  → did you mean twelve?"),
        (["--severity", "grave"], 2, "'grave' is not one of 'high', 'medium'"),
        (["--theme", "colour"], 2, "'colour' is not one of 'responsibility'"),
        (["--rule", "twelve", "--severity", "high"], 2, "no rule that was asked for is at least of severity high"),
        (["--for", "nobody knows"], 6, "nothing in the graph is called 'nobody knows'"),
        (["--for", "task:nothing"], 6, "nothing in the graph is called 'task:nothing'"),
        (["--for", "value:sample-surveyed-outlets"], 2, "can't be audited"),
        (["rules"], 2, "an option stands before `rules` and would do nothing"),
    ],
)
def test_what_cannot_be_audited_is_explained(cli: Cli, own: Path, arguments: list[str], code: int, words: str) -> None:
    outcome = ask(cli, own, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err


def test_a_broken_rule_stops_the_audit_with_its_place(cli: Cli, own: Path) -> None:
    file = own / "findings" / "twelve.rq"
    file.write_text(OWN.replace("medium", "middling"), encoding="utf-8")
    outcome = ask(cli, own)
    assert (outcome.code, outcome.out) == (3, "")
    assert f"error: {file}:3: the severity 'middling' is unknown\n  → write one of high, medium" in outcome.err


def test_rules_are_listed_and_shown_with_everything(cli: Cli, own: Path) -> None:
    listed = cli("audit", "rules", "--root", own)
    assert listed.code == 0
    assert any(line.split()[:3] == ["twelve", "medium", "results"] for line in listed.out.splitlines())
    shown = cli("audit", "rules", "twelve", "--root", own)
    assert shown.code == 0
    for words in (
        "Things with twelve  数值为十二的事物\ntwelve  medium  results  ",
        "数值为十二，这不是问题。",
        "the case that triggers it, for value:a\n  value:a pg:value 12 .",
        "  SELECT ?thing ?number ?measure ?time\n  WHERE {\n    ?thing pg:value",
    ):
        assert words in shown.out
    assert cli("audit", "rules", "twelf", "--root", own).code == 6


def test_a_copy_begins_a_rule_that_holds(cli: Cli, built_copy: Path) -> None:
    copied = cli("audit", "rules", "task-without-responsible-unit", "--copy", "my-rule", "--root", built_copy)
    file = built_copy / "findings" / "my-rule.rq"
    assert (copied.code, copied.out) == (0, f"{file}\n")
    checked = cli("audit", "check", file, "--root", built_copy)
    assert (checked.code, checked.err) == (0, "the cases of 1 rule hold\n")
    again = cli("audit", "rules", "task-without-responsible-unit", "--copy", "my-rule", "--root", built_copy)
    assert (again.code, again.out) == (2, "")
    assert "there is a rule of that id already" in again.err


@pytest.mark.parametrize("name", ["../x", "My", "a/b", ""])
def test_a_copy_keeps_to_the_folder_of_rules(cli: Cli, built_copy: Path, name: str) -> None:
    outcome = cli("audit", "rules", "task-without-responsible-unit", "--copy", name, "--root", built_copy)
    assert (outcome.code, outcome.out) == (2, "")
    assert "is not the id of a rule" in outcome.err
    assert not (built_copy / "findings").exists()


def test_a_copy_needs_a_rule(cli: Cli, built_copy: Path) -> None:
    outcome = cli("audit", "rules", "--copy", "a", "--root", built_copy)
    assert outcome.code == 2
    assert "none is named" in outcome.err


def test_cases_are_run_and_tell_the_messages(cli: Cli, own: Path) -> None:
    outcome = cli("audit", "check", own / "findings" / "twelve.rq", "--root", own)
    assert outcome == (
        0,
        "✓ twelve triggers\n    “a” is 12, as of not stated\n    “a”为12，时间未载明\n✓ twelve passes\n",
        "the cases of 1 rule hold\n",
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("value:a pg:value 12 .", "value:b pg:value 12 .", 12, "expected value:a, found value:b"),
        ("value:a pg:value 13 .", "value:a pg:value 12 .", 14, "expected nothing, found value:a"),
        ("FILTER (?number = 12)", "FILTER (?number = 11)", 12, "expected value:a, found nothing"),
        ("value:a pg:value 13 .", "value:a pg:value 13", 15, "a case is not sound: this is not Turtle"),
        ("value:a pg:value 12 .", "value:a pg:value «12» .", 13, "a case is not sound: this is not Turtle"),
        ("SELECT ?thing ?number", "SELECT ?it ?number", 17, "no ?thing"),
    ],
)
def test_a_case_that_does_not_hold_is_told_with_its_line(
    cli: Cli, own: Path, old: str, new: str, line: int, told: str
) -> None:
    file = own / "findings" / "twelve.rq"
    file.write_text(OWN.replace(old, new), encoding="utf-8")
    outcome = cli("audit", "check", file, "--root", own)
    assert outcome.code == 3
    assert f"{file}:{line}: [" in outcome.err
    assert told in outcome.err
    assert "error: 1 case of 1 rule does not hold" in outcome.err


def test_a_file_that_is_not_there_is_named(cli: Cli, own: Path) -> None:
    outcome = cli("audit", "check", own / "findings" / "none.rq", "--root", own)
    assert outcome.code == 3
    assert "none.rq: [rule]\n  the file can't be read: No such file or directory" in outcome.err


def test_all_rules_are_checked_unless_told(cli: Cli, own: Path) -> None:
    outcome = cli("audit", "check", "--root", own)
    assert outcome.code == 0
    assert "✓ twelve passes" in outcome.out
    assert "✓ task-without-responsible-unit triggers" in outcome.out


@pytest.fixture
def endless(own: Path) -> Path:
    """A rule whose query does not end."""
    crossed = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(12))
    joined = ", ".join(f"STR(?s{n})" for n in range(12))
    rule = own / "findings" / "twelve.rq"
    rule.write_text(
        OWN.replace("FILTER (?number = 12)", f"{crossed} FILTER (CONCAT({joined}) = 'x')"), encoding="utf-8"
    )
    return rule


def test_a_check_that_takes_too_long_ends_at_its_deadline(cli: Cli, own: Path, endless: Path) -> None:
    outcome = cli("audit", "check", endless, "--deadline", "1", "--root", own)
    assert outcome.code == 7
    assert "twelve.rq: a case of the rule was stopped after 1 s" in outcome.err


def test_a_check_that_takes_too_long_ends_with_ctrl_c(cli: Cli, own: Path, endless: Path) -> None:
    process = cli.start("audit", "check", endless, "--root", own)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=6)
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(timeout=5) == -signal.SIGINT
    finally:
        process.kill()


def test_no_text_of_data_steers_the_terminal(cli: Cli, own: Path) -> None:
    steering = OWN.replace('"“{thing}” is {number}', '"\\x1b[2J\\x07“{thing}” is {number}')
    (own / "findings" / "twelve.rq").write_text(steering, encoding="utf-8")
    for options in (["--rule", "twelve"], ["--theme", "results"], ["--format", "markdown", "--rule", "twelve"]):
        out = ask(cli, own, *options).out
        assert "\x1b" not in out
        assert "\x07" not in out
    assert "\x1b" not in cli("audit", "rules", "twelve", "--root", own).out


def test_a_narrow_terminal_loses_nothing(cli: Cli, own: Path) -> None:
    wide, narrow = (ask(cli, own, "--rule", "twelve", COLUMNS=columns).out for columns in ("400", "40"))
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.split() == wide.split() or "".join(narrow.split()) == "".join(wide.split())
