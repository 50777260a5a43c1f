"""`policygraph trace`."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.conftest import CHECKOUT
from tests.trace.drawing.traces import NASTY, TASK, labelled, small
from tests.trace.drawing.traces import words as words_of
from typer.main import get_command

from policygraph.cli.app import app
from policygraph.cli.trace import Layout
from policygraph.cli.trace_summary import show_summary
from policygraph.cli.trace_view import show_trace
from policygraph.trace import Hop
from policygraph.trace.drawing import FORMS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Cli, Outcome

    from policygraph.trace import Trace

TREE = """\
Clean the rivers  清洁河流
│ task  ·  task:t
│ [1] report 10–42 “clean”
│ [2] report 50–61 “survey”
├── ← is measure of · inferred (rule inverse) [1]  Survey
│   │ 排查 (reconstructed)
│   │ measure  ·  measure:m
│   │ ordinal: 2  ·  as printed: “the survey”  ·  has
│   │ measure status: completed
│   │ inferred (reading, likely): The heading says so.
│   ├── → has outcome · derived (arithmetic, certain) [1]
│   │     20 %
│   │     derived value  ·  value:v
│   │     derived (arithmetic, certain): 2 of 10
│   ├── → is measure of [1]  Clean the rivers
│   │     task  ·  see above
│   └── → has outcome  and 3 more
└── → has responsible unit [2]  not stated

shortened by a limit: give a greater depth or limit to see
the rest

Passages
[1] report 10–42 “The county will clean the rivers”
"""
VALUE = "value:sample-surveyed-outlets"


def ask(cli: Cli, built: Built, *arguments: str, **variables: str) -> Outcome:
    return cli("trace", "--root", built.root, *arguments, **variables)


def test_a_tree_shows_steps_facts_and_words(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, VALUE)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(
        "Outlets surveyed by the end of June 2024  截至2024年6月底已排查排污口数 (reconstructed)\n"
        "│ observation  ·  value:sample-surveyed-outlets\n"
        "│ as printed: “12”  ·  value: 12  ·  in unit: outlet  ·  has statistic: count\n"
        "│ [1] example-notice 244–298 “12 outlets”\n"
    )
    for words in (
        "← has outcome [1]  Survey the outlets into the Sample River",
        "→ has number [5]  YXZF [2024] No. 7",
        "→ assigns to [5]  People's Government of Sample County",
        "task of [2]  Notice on Clean Rivers",
        "assignment  ·  see above",
        "\nPassages\n[1] example-notice 244–298 “By the end of June 2024, 12 outlets had been surveyed.”\n",
    ):
        assert words in outcome.out


def test_a_passage_is_written_in_full_once(cli: Cli, built: Built) -> None:
    out = ask(cli, built, VALUE).out
    assert out.count("By the end of June 2024, 12 outlets had been surveyed.") == 1
    assert out.count("example-notice 244–298 “12 outlets”") == 1
    assert out.count("[1]") > 2


def test_json_is_complete(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, VALUE, "--format", "json")
    found = json.loads(outcome.out)
    focus = found["nodes"][found["focus"]]
    assert (found["release"], focus["label"]) == (built.release.id, "Outlets surveyed by the end of June 2024")
    passage = "https://w3id.org/policygraph/id/passage/example-notice-244-298"
    assert focus["evidence"] == [passage]
    assert found["passages"][passage]["words"] == "By the end of June 2024, 12 outlets had been surveyed."
    labels = [node["label"] for node in found["nodes"].values()]
    assert "YXZF [2024] No. 7" in labels
    assert "People's Government of Sample County" in labels


def test_what_is_not_stated_is_shown(cli: Cli, built: Built) -> None:
    out = ask(cli, built, "provision:sample-treat-outlets").out
    assert re.search(r"→ has responsible unit .*\[1\] \[2\]  not stated\n", out)


def test_a_label_in_chinese_is_understood(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "样本县水利局", "--direction", "down", "--depth", "0")
    assert outcome.out.startswith("Water Bureau of Sample County  样本县水利局 (reconstructed)\n│ unit  ·  unit:")


def test_a_chinese_auditor_reads_chinese(cli: Cli, built: Built) -> None:
    out = ask(cli, built, "provision:sample-treat-outlets", "--lang", "zh", "--depth", "2").out
    for words in (
        "治理大部分排污口（据译文还原）  Treat most of the outlets\n│ 条款  ·  provision:sample-treat-outlets\n",
        "条款类别：职责",
        "→ 期限 [1] [2]  2025年底前（据译文还原）",
        "原文未载明",
        "原文写法：“80%”",
        "另有1项",
        "\n受限额所限未全部显示：",
        "\n原文段落\n",
    ):
        assert words in out


def test_what_a_limit_leaves_out_is_counted(cli: Cli, built: Built) -> None:
    out = ask(cli, built, VALUE, "--depth", "0").out
    assert "← has outcome  and 1 more" in out
    assert "shortened by a limit" in out
    assert "shortened by a limit" in ask(cli, built, VALUE, "--limit", "3").out
    assert "shortened by a limit" not in ask(cli, built, VALUE).out


def test_without_words_the_anchor_is_shown(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, VALUE, "--no-words", "--depth", "0")
    assert "[1] example-notice 244–298 “12 outlets”" in outcome.out
    assert "Passages" not in outcome.out


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_written(cli: Cli, built: Built, name: str, tmp_path: Path) -> None:
    shown = ask(cli, built, VALUE, "--format", name)
    assert (shown.code, shown.err) == (0, "")
    assert "Outlets surveyed" in shown.out
    file = tmp_path / f"trace{FORMS[name].suffix.upper()}"
    written = ask(cli, built, VALUE, "--output", str(file))
    assert written == (0, "", "")
    assert file.read_text(encoding="utf-8") == shown.out


def test_a_form_is_utf_8_whatever_the_terminal_is(built: Built) -> None:
    command = [sys.executable, "-m", "policygraph", "trace", "--root", str(built.root), VALUE, "--format", "svg"]
    ascii_only = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=ascii_only, capture_output=True, check=True)
    assert "截至2024年6月底已排查排污口数" in done.stdout.decode("utf-8")


def test_a_given_format_counts_more_than_the_name_of_the_file(cli: Cli, built: Built, tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "trace.svg"
    assert ask(cli, built, VALUE, "--output", str(file), "--format", "dot").code == 0
    assert file.read_text(encoding="utf-8").startswith("digraph trace {")


def test_a_tree_in_a_file_is_the_tree_without_colours(cli: Cli, built: Built, tmp_path: Path) -> None:
    file = tmp_path / "trace.txt"
    assert ask(cli, built, VALUE, "-o", str(file), FORCE_COLOR="1").code == 0
    assert file.read_text(encoding="utf-8") == ask(cli, built, VALUE).out


@pytest.mark.parametrize(
    ("place", "code", "words"),
    [
        ("trace", 2, "the name 'trace' does not tell the format"),
        ("trace.pdf", 2, "end the name with one of .svg"),
        ("file/trace.svg", 9, "file is no folder"),
        ("folder.svg", 9, "the file can't be written: it is no regular file"),
    ],
)
def test_what_can_not_be_written_is_said_and_nothing_is_left(
    cli: Cli, built: Built, tmp_path: Path, place: str, code: int, words: str
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    (tmp_path / "folder.svg").mkdir()
    outcome = ask(cli, built, VALUE, "--output", str(tmp_path / place))
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder.svg"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("layout", ["tree", "summary"])
@pytest.mark.parametrize("label", NASTY)
def test_no_text_of_the_data_steers_the_terminal(layout: str, label: str) -> None:
    page = shown(labelled(label), layout, 200, label)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_markup_in_the_data_is_text() -> None:
    assert "bell␇ [red]x[/] ␛[31m �evil line" in shown(
        labelled("bell\x07 [red]x[/] \x1b[31m \u202eevil\nline"), "tree", 200, "x"
    )


def shown(trace: Trace, layout: str, width: int, label: str | None) -> str:
    page = io.StringIO()
    show = {"tree": show_trace, "summary": show_summary}[layout]
    show(Console(file=page, width=width, color_system=None), trace, words_of(label=label))
    return page.getvalue()


def test_a_summary_answers_the_questions_of_an_auditor(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "provision:sample-treat-outlets", "--format", "summary")
    assert (outcome.code, outcome.err) == (0, "")
    for part in (
        "Treat most of the outlets  治理大部分排污口 (reconstructed)\nprovision  ·  provision:sample-treat-outlets\n",
        "\nWith which number?\n  • YXZF [2024] No. 7  of Notice on Clean Rivers  [3]\n",
        "\nWho answers for it?\n  • has responsible unit  not stated  [1] [2]\n",
        "\nWhat was accepted?\n  nothing found in this trace\n",
        "\nPassages\n[1] example-notice 299–370 “2. At least 80% of the outlets shall be treated",
        "\n[3] example-notice 41–166 “On 3 March 2024 the People's Government of Sample County issued",
    ):
        assert part in outcome.out


def test_a_summary_says_that_a_limit_left_answers_out(cli: Cli, built: Built) -> None:
    told = ("provision:sample-treat-outlets", "--format", "summary")
    assert "shortened by a limit" not in ask(cli, built, *told).out
    assert "shortened by a limit" in ask(cli, built, *told, "--depth", "1").out


def test_a_summary_is_given_in_chinese_and_written_into_a_file(cli: Cli, built: Built, tmp_path: Path) -> None:
    told = ("provision:sample-treat-outlets", "--format", "summary", "--lang", "zh")
    out = ask(cli, built, *told).out
    for part in (
        "\n文号是什么？\n  • YXZF [2024] No. 7  对象：关于清洁河流的通知  [3]\n",
        "责任单位  原文未载明  [1] [2]",
    ):
        assert part in out
    assert ask(cli, built, *told, "--output", str(tmp_path / "told.txt")).out == ""
    assert (tmp_path / "told.txt").read_text(encoding="utf-8") == out


def test_where_a_text_is_not_at_hand_it_is_said_once(cli: Cli, built: Built, built_copy: Path) -> None:
    (built_copy / "sources" / "example-notice.txt").unlink()
    outcome = cli("trace", "--root", built_copy, VALUE)
    assert outcome.code == 0
    assert "“12 outlets”" in outcome.out
    assert outcome.err.startswith("only the anchor phrases are shown of example-notice: the text is not at hand;")
    assert ask(cli, built, VALUE, "--no-words").err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["task:none"], 6, "nothing in the graph is called 'task:none'"),
        (["nobody knows"], 6, "nothing in the graph is called 'nobody knows'"),
        ([VALUE, "--depth", "-1"], 2, "Invalid value"),
        ([VALUE, "--limit", "0"], 2, "Invalid value"),
        ([VALUE, "--format", "pdf"], 2, "Invalid value"),
        ([VALUE, "--lang", "fr"], 2, "Invalid value"),
    ],
)
def test_what_cannot_be_traced_is_explained(
    cli: Cli, built: Built, arguments: list[str], code: int, words: str
) -> None:
    outcome = ask(cli, built, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err


@pytest.mark.parametrize("layout", ["tree", "summary"])
def test_a_narrow_terminal_loses_nothing(layout: str) -> None:
    plain = str.maketrans("", "", "│├└─ \n")
    for label in NASTY:
        narrow, wide = (shown(labelled(label), layout, width, label) for width in (37, 100_000))
        assert narrow.translate(plain) == wide.translate(plain)
        assert max(map(cell_len, narrow.splitlines())) <= 37


@pytest.mark.parametrize("width", [40, 80])
def test_the_deepest_trace_has_room_in_a_terminal(width: int) -> None:
    trace, hops = small(), tuple[Hop, ...]()
    things = {f"t{n}": replace(trace.nodes[TASK], iri=f"t{n}", label=f"Label{n}") for n in range(1, 33)}
    for iri in reversed(things):
        hops = (replace(trace.hops[0], node=iri, hops=hops),)
    deep = replace(trace, depth=32, nodes={TASK: trace.nodes[TASK]} | things, hops=hops)
    lines = shown(deep, "tree", width, "label").splitlines()
    assert max(map(cell_len, lines)) <= width
    plain = "".join(lines).translate(str.maketrans("", "", "│├└─ "))
    assert [node.label for node in things.values() if node.label not in plain] == []


def test_a_tree_is_drawn_as_expected() -> None:
    assert shown(small(), "tree", 60, None) == TREE


def test_a_store_of_another_version_is_refused(cli: Cli, built_copy: Path) -> None:
    (note,) = (built_copy / "releases").glob("*/store/policygraph-store.json")
    note.write_text('{"format": 1, "pyoxigraph": "0.0.1", "overlapping": []}', encoding="utf-8")
    outcome = cli("trace", "--root", built_copy, VALUE)
    assert outcome.code == 8
    assert "written by pyoxigraph 0.0.1" in outcome.err


def test_every_option_and_format_is_documented() -> None:
    page = (CHECKOUT / "docs" / "trace.md").read_text(encoding="utf-8")
    parameters = get_command(app).commands["trace"].params  # type: ignore[attr-defined] # a group has commands
    options = [name for p in parameters for name in (*p.opts, *p.secondary_opts) if name.startswith("-")]
    assert [name for name in (*options, *Layout) if f"`{name}`" not in page] == []
    for name, form in FORMS.items():
        assert re.search(rf"^\| `{name}` \| `{re.escape(form.media_type)}` \| `{form.suffix}`", page, re.MULTILINE)


def test_the_example_in_python_draws(built: Built) -> None:
    page = (CHECKOUT / "docs" / "trace.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    known = {"root": built.root, "iri": "https://w3id.org/policygraph/id/task/sample-clean-rivers"}
    exec(code, known)  # noqa: S102 - the documentation's own example
    assert str(known["svg"]).startswith("<svg ")


def test_linked_data_holds_the_statements_in_their_graphs(cli: Cli, built: Built) -> None:
    found = json.loads(ask(cli, built, VALUE, "--format", "jsonld", "--depth", "1").out)
    assert found["@context"]["pg"] == "https://w3id.org/policygraph/ontology#"
    stated = next(graph["@graph"] for graph in found["@graph"] if graph["@id"] == "graph:example-notice")
    outcomes = {node["@id"]: node["pg:hasOutcome"] for node in stated if "pg:hasOutcome" in node}
    assert outcomes == {"measure:sample-survey-outlets": [{"@id": VALUE}]}
