"""`policygraph audit --pack` and `policygraph audit verify`."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Cli, Outcome

RULE = """\
#+ title: Tasks
#+ title_zh: 任务
#+ severity: high
#+ theme: results
#+ explanation: It is a task. That is no fault.
#+ explanation_zh: 这是任务，不是问题。
#+ finding: “{thing}”
#+ finding_zh: “{thing}”
#+ remedy: Nothing.
#+ remedy_zh: 无。
#+ concerns: [task:a]
#+ triggers: |
#+   task:a a pg:Task .
#+ passes: |
#+   task:a a pg:Measure .
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?thing WHERE { ?thing a pg:Task } ORDER BY ?thing
"""
NOTICE = "Notice on Clean Rivers"


@pytest.fixture
def root(built_copy: Path) -> Path:
    """A workspace with a release and a rule of its own, which finds every task."""
    (built_copy / "findings").mkdir()
    (built_copy / "findings" / "tasks.rq").write_text(RULE, encoding="utf-8")
    return built_copy


@pytest.fixture
def pack(cli: Cli, root: Path, tmp_path: Path) -> Path:
    """A pack of the sample notice, without PDF."""
    outcome = write(cli, root, tmp_path / "pack", "--for", NOTICE, "--no-pdf")
    assert outcome.code == 0, outcome.err
    return tmp_path / "pack"


def write(cli: Cli, root: Path, folder: Path, *arguments: str) -> Outcome:
    return cli("audit", "--root", root, "--rule", "tasks", "--pack", folder, *arguments)


def verify(cli: Cli, root: Path, folder: Path, *arguments: str) -> Outcome:
    return cli("audit", "verify", folder, "--root", root, *arguments)


def test_a_pack_has_a_report_a_workbook_lists_and_a_manifest(
    cli: Cli, root: Path, tmp_path: Path, built: Built
) -> None:
    outcome = write(cli, root, tmp_path / "pack", "--for", NOTICE)
    assert outcome.code == 0
    assert sorted(path.name for path in (tmp_path / "pack").iterdir()) == [
        *("SHA256SUMS", "audit.xlsx", "evidence.csv", "findings.csv", "findings.json"),
        *("manifest.json", "report.html", "report.pdf"),
    ]
    manifest = json.loads((tmp_path / "pack" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["release"]["id"] == built.release.id
    assert manifest["scope"]["kind"] == "document"
    assert manifest["parameters"] == {"language": "en", "selection": {"rules": "tasks"}, "words": False}
    assert [(rule["id"], rule["findings"]) for rule in manifest["rules"]] == [("tasks", 1)]
    assert manifest["pdf"] is None
    for step in ("read the tables", "lay out the PDF", "write the workbook", "seal and move"):
        assert step in outcome.err
    assert ": 1 finding, manifest SHA-256 " in outcome.out


def test_a_pack_verifies_where_texts_and_release_are_at_hand(cli: Cli, root: Path, pack: Path) -> None:
    outcome = verify(cli, root, pack)
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[1:] == [
        "files: 5 files as the manifest states, none missing, none added",
        "passages: 5 held against the text, 0 faults",
        "findings: the rules were run again, 0 faults",
    ]


def test_elsewhere_it_is_told_what_could_not_be_compared(cli: Cli, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    outcome = verify(cli, tmp_path / "bare", pack)
    assert outcome.code == 0
    assert "passages: 0 held against the text, 0 faults; the text of example-notice is not at hand" in outcome.out
    assert "findings: not compared, the release is not at hand" in outcome.out


def test_another_rule_of_the_same_id_is_not_run_in_its_place(cli: Cli, root: Path, pack: Path) -> None:
    rule = root / "findings" / "tasks.rq"
    rule.write_text(RULE.replace("It is a task.", "It is one."), encoding="utf-8")
    outcome = verify(cli, root, pack)
    assert outcome.code == 0
    assert "findings: not compared, other rules are at hand than the pack's: tasks" in outcome.out


def test_a_pack_that_was_changed_fails(cli: Cli, root: Path, pack: Path) -> None:
    with (pack / "report.html").open("a", encoding="utf-8") as file:
        file.write(" ")
    outcome = verify(cli, root, pack)
    assert outcome.code == 5
    assert "[file-size]" in outcome.err
    assert "the pack is not as it was made: 1 fault" in outcome.err


def test_the_seal_that_was_kept_apart_must_fit(cli: Cli, root: Path, pack: Path) -> None:
    seal = verify(cli, root, pack).out.split()[2].rstrip(",")
    assert verify(cli, root, pack, "--seal", seal).code == 0
    outcome = verify(cli, root, pack, "--seal", "0" * 64)
    assert outcome.code == 5
    assert "this is another pack, or a forged one" in outcome.err


@pytest.mark.parametrize("iri", ["https://w3id.org/policygraph/id/task/none", "a b\u001b[31m"])
def test_a_pack_about_nothing_in_the_release_fails(cli: Cli, root: Path, pack: Path, iri: str) -> None:
    path = pack / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["scope"]["iri"] = iri
    path.write_text(json.dumps(content), encoding="utf-8")
    sums = (pack / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    seal = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [f"{seal}  manifest.json\n" if "manifest" in line else line for line in sums]
    (pack / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    outcome = verify(cli, root, pack)
    assert outcome.code == 5
    assert "the release has nothing of what the pack claims to be about" in outcome.err
    assert "\x1b" not in outcome.err


def test_an_audit_without_a_pack_loads_no_library_of_packs(root: Path) -> None:
    code = (
        "import sys\nfrom policygraph.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'openpyxl', 'weasyprint', 'jinja2'} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "audit", "--root", str(root), "--rule", "tasks"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()[-1] == "[]"


def test_a_folder_that_is_no_pack_is_named(cli: Cli, root: Path, tmp_path: Path) -> None:
    outcome = verify(cli, root, tmp_path / "nowhere")
    assert outcome.code == 6
    assert "there is no audit pack here" in outcome.err


def test_a_folder_that_is_not_empty_is_refused_before_anything_is_done(cli: Cli, root: Path, pack: Path) -> None:
    outcome = write(cli, root, pack)
    assert outcome.code == 2
    assert "add --force to replace the pack in it" in outcome.err
    assert "✓" not in outcome.err
    assert write(cli, root, pack, "--force", "--no-pdf").code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--force"], "--force is for packs, and none is asked for"),
        (["--no-pdf"], "--no-pdf is for packs, and none is asked for"),
        (["--pack", "somewhere", "--format", "json"], "--format json and --pack exclude each other"),
    ],
)
def test_options_that_would_do_nothing_are_refused(cli: Cli, root: Path, options: list[str], message: str) -> None:
    outcome = cli("audit", "--root", root, *options)
    assert outcome.code == 2
    assert message in outcome.err


def test_a_folder_that_cannot_be_written_is_the_machines_fault(cli: Cli, root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    outcome = write(cli, root, tmp_path / "file" / "pack", "--no-pdf")
    assert outcome.code == 9
    assert "the pack can't be written" in outcome.err


def test_passages_are_given_in_full_only_if_wanted(cli: Cli, root: Path, pack: Path, tmp_path: Path) -> None:
    words = "By the end of June 2024, 12 outlets had been surveyed."
    write(cli, root, tmp_path / "words", "--words", "--no-pdf", "--lang", "zh")
    for name in ("report.html", "findings.json"):
        assert words not in (pack / name).read_text(encoding="utf-8")
    report = (tmp_path / "words" / "report.html").read_text(encoding="utf-8")
    assert words in report
    assert "审计报告" in report
    assert verify(cli, root, tmp_path / "words").code == 0


def test_without_the_pdf_library_the_pack_is_written_all_the_same(
    cli: Cli, root: Path, tmp_path: Path, small_bundle: Path
) -> None:
    blocked = small_bundle / "src" / "weasyprint.py"
    blocked.write_text("raise ImportError('not here')", encoding="utf-8")
    try:
        outcome = write(cli, root, tmp_path / "pack")
    finally:
        blocked.unlink()
        shutil.rmtree(small_bundle / "src" / "__pycache__", ignore_errors=True)
    assert outcome.code == 0
    assert "no PDF: WeasyPrint can't be loaded: not here → install WeasyPrint with" in outcome.err
    assert not (tmp_path / "pack" / "report.pdf").exists()
    manifest = json.loads((tmp_path / "pack" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["pdf"] == "WeasyPrint can't be loaded: not here"
    assert verify(cli, root, tmp_path / "pack").code == 0


def test_a_thing_that_cannot_be_audited_leaves_nothing(cli: Cli, root: Path, tmp_path: Path) -> None:
    outcome = write(cli, root, tmp_path / "pack", "--for", "measure:sample-survey-outlets")
    assert outcome.code == 2
    assert "measure:sample-survey-outlets can't be audited: it is Measure" in outcome.err
    assert not (tmp_path / "pack").exists()
