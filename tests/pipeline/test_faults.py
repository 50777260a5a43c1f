"""Bad input: a build says which file, line, node and rule, ends with the documented code and changes nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Cli

    from policygraph.graph.workspace import Workspace

SOURCE = Path("data/sources/example-notice")


class Fault(NamedTuple):
    """A change to a file of the example, and what the build says of it."""

    name: str
    file: Path
    old: str
    new: str
    code: int
    says: tuple[str, ...]


FAULTS = (
    Fault(
        "broken Turtle",
        SOURCE / "notice.ttl",
        "    pg:ordinal 1 ;\n",
        "    pg:ordinal ;\n",
        3,
        ("notice.ttl:43:16: [turtle-syntax]", "error: 1 of ", "files can't be read"),
    ),
    Fault(
        "broken description of a source",
        SOURCE / "source.ttl",
        "    pg:textLength 416 ;\n.\n",
        "    pg:textLength 416 ;\n",
        3,
        ("source.ttl:21", "this is not Turtle"),
    ),
    Fault(
        "unknown property",
        SOURCE / "notice.ttl",
        "pg:hasOutcome value",
        "pg:hasOutcomes value",
        3,
        ("notice.ttl:40: [unknown-term] measure:sample-survey-outlets", "pg:hasOutcomes is not a term", "spelling"),
    ),
    Fault(
        "unknown concept",
        SOURCE / "notice.ttl",
        "task-status:in-progress",
        "task-status:underway",
        3,
        ("notice.ttl:118: [dangling-reference] task:sample-clean-rivers", "task-status:underway is described nowhere"),
    ),
    Fault(
        "node without evidence",
        SOURCE / "notice.ttl",
        "    pg:servesRegion region:sample-county ;\n    pg:statedIn passage:example-notice-168-243 ;\n",
        "    pg:servesRegion region:sample-county ;\n",
        3,
        ("notice.ttl:158: [no-evidence] unit:sample-county-water-bureau", "nothing says where", "policygraph locate"),
    ),
    Fault(
        "wrong digest of a passage",
        SOURCE / "passages.ttl",
        "27c3f98106e3",
        "27c3f98106e4",
        5,
        ("passages.ttl:6: [passage-digest] passage:example-notice-0-39", "0–39 has digest 27c3f98106e3"),
    ),
    Fault(
        "another text than the registered one",
        Path("sources/example-notice.txt"),
        "12 outlets",
        "13 outlets",
        5,
        ("sources/example-notice.txt: the text has SHA-256", "register the new text"),
    ),
    Fault(
        "wrong length of the text",
        SOURCE / "source.ttl",
        "416",
        "417",
        5,
        ("source.ttl: the text has 416 characters, but source.ttl registers 417",),
    ),
    Fault(
        "shape violation",
        SOURCE / "notice.ttl",
        "    pg:hasRole role:issuer ;\n",
        "",
        4,
        ("notice.ttl:50: [pgsh:Assignment-hasRole] assignment:sample-notice-issuer", "breaks the shapes"),
    ),
)


def change(root: Path, fault: Fault) -> None:
    path = root / fault.file
    text = path.read_text(encoding="utf-8")
    assert text.count(fault.old) >= 1
    path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_stops_the_build_and_what_is_served_stays(
    cli: Cli, built: Built, built_copy: Path, fault: Fault
) -> None:
    change(built_copy, fault)
    outcome = cli("build", "--root", built_copy)
    assert outcome.code == fault.code, outcome.err
    for words in fault.says:
        assert words in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.out == ""
    assert (built_copy / "current").readlink().name == built.release.id
    assert {path.name for path in (built_copy / "releases").iterdir()} == {".lock", built.release.id}


def test_a_source_without_its_description_stops_the_build(cli: Cli, built_copy: Path) -> None:
    (built_copy / SOURCE / "source.ttl").unlink()
    outcome = cli("build", "--root", built_copy)
    assert outcome.code == 3
    assert re.search(
        r"example-notice/source\.ttl: the folder of source 'example-notice' has no source\.ttl", outcome.err
    )


def test_several_faults_are_told_at_once(cli: Cli, built_copy: Path) -> None:
    for fault in FAULTS[2:5]:
        change(built_copy, fault)
    outcome = cli("validate", "--root", built_copy)
    assert outcome.code == 3
    assert "3 findings in the data" in outcome.err


def test_a_warning_is_listed_with_its_place_and_stops_nothing(cli: Cli, built_copy: Path) -> None:
    file = built_copy / SOURCE / "notice.ttl"
    assigned = "    pg:hasAssignment assignment:sample-survey-responsible ;\n    pg:hasTaskStatus"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(assigned, "    pg:hasTaskStatus"), encoding="utf-8")
    line = text[: text.index("task:sample-clean-rivers\n    a pg:Task")].count("\n") + 1
    outcome = cli("validate", "--root", built_copy)
    assert outcome.code == 0, outcome.err
    assert f"notice.ttl:{line}: [pgsh:Task-responsibleUnit] task:sample-clean-rivers" in outcome.err
    assert outcome.out.endswith(", 1 warning\n")


def test_without_the_text_the_build_says_so_and_goes_on(cli: Cli, built_copy: Path) -> None:
    (built_copy / "sources" / "example-notice.txt").unlink()
    outcome = cli("validate", "--root", built_copy)
    assert outcome.code == 0, outcome.err
    assert "no text at hand of example-notice" in outcome.err
    assert outcome.out.startswith("sound: ")


def test_a_required_text_that_is_missing_is_an_error(cli: Cli, built_copy: Path) -> None:
    (built_copy / "sources" / "example-notice.txt").unlink()
    outcome = cli("validate", "--require-texts", "--root", built_copy)
    assert outcome.code == 5
    assert f"example-notice.txt is not in {built_copy / 'sources'}" in outcome.err


def test_a_root_that_does_not_exist_is_named(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("build", "--root", tmp_path / "none")
    assert outcome.code == 6
    assert "is not a folder" in outcome.err


def test_releases_that_cannot_be_written_are_a_fault_of_the_machine(cli: Cli, workspace: Workspace) -> None:
    (workspace.root / "releases").write_text("in the way", encoding="utf-8")
    outcome = cli("build", "--root", workspace.root)
    assert outcome.code == 9, outcome.err
    assert "releases can't be written: File exists" in outcome.err
