"""Each rule of the contract: a file that breaks it and nothing else, and where the finding points."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import policygraph.curation.contract as contract_module
import policygraph.curation.evidence as evidence_module
import policygraph.curation.numbers as numbers_module
import policygraph.graph.assemble as assemble_module
from policygraph.curation import check_contract
from policygraph.curation.contract import _CLASSES_OF_KIND, LONGEST_FILE
from policygraph.errors import DataError
from policygraph.graph.assemble import read_files
from policygraph.vocab import CONCEPT, ID, KINDS, shorten

if TYPE_CHECKING:
    from tests.curation.conftest import MakeFile

    from policygraph.graph.workspace import Workspace
    from policygraph.model.files import TurtleFile

CHECKOUT = Path(__file__).resolve().parents[2]
EVIDENCE = "pg:statedIn passage:s-0-4"
PASSAGE = (
    "passage:s-0-4 a pg:Passage ; pg:inSource source:s ; pg:startOffset 0 ; pg:endOffset 4 .\nsource:s a pg:Source .\n"
)
SOUND = f"task:a\n    a pg:Task ;\n    {EVIDENCE} ;\n.\n"


class Case(NamedTuple):
    """A file that breaks a rule, and the line and node at fault."""

    rule: str
    text: str
    line: int
    node: str | None
    words: str


CASES = (
    Case("blank-node", f"task:a a pg:Task ; {EVIDENCE} .\n\n_:x skos:note 1 .\n", 3, None, "a blank node"),
    Case("blank-node", f"task:a a pg:Task ; {EVIDENCE} ;\n  skos:note [ skos:note 1 ] .\n", 2, None, "a blank node"),
    Case("blank-node", f"task:a a pg:Task ; {EVIDENCE} ;\n  skos:note [ a pg:Task ] .\n", 2, None, "a blank node"),
    Case(
        "file-length",
        "\n" * LONGEST_FILE + SOUND,
        LONGEST_FILE + 4,
        None,
        f"has {LONGEST_FILE + 4} lines, more than 600",
    ),
    Case("unknown-term", f"task:a\n    a pg:Task ;\n    pg:nothing 1 ;\n    {EVIDENCE} .\n", 3, "task:a", "pg:nothing"),
    Case(
        "unknown-term",
        f"task:a\n    a pg:Task ;\n    <http://x/p> 1 ;\n    {EVIDENCE} .\n",
        3,
        "task:a",
        "http://x/p is in no namespace",
    ),
    Case(
        "datatype",
        f'task:a\n    a pg:Task ;\n    skos:note 1 ;\n    pg:asPrinted "1"^^xsd:int ;\n    {EVIDENCE} .\n',
        4,
        "task:a",
        '"1"^^<http://www.w3.org/2001/XMLSchema#int>',
    ),
    Case(
        "datatype",
        f'task:a\n    a pg:Task ;\n    pg:asPrinted "2022-02-30"^^xsd:date ;\n    {EVIDENCE} .\n',
        3,
        "task:a",
        "'2022-02-30' is not a value of xsd:date",
    ),
    Case(
        "dangling-reference",
        f"task:a\n    a pg:Task ;\n    pg:isTaskOf document:none ;\n    {EVIDENCE} .\n",
        3,
        "task:a",
        "document:none",
    ),
    Case(
        "dangling-reference",
        f"task:a\n    a pg:Task ;\n    skos:related <{CONCEPT}stage/none> ;\n    {EVIDENCE} .\n",
        3,
        "task:a",
        "stage:none",
    ),
    Case(
        "document-number",
        f'number:jhf-2022-43\n    a pg:DocumentNumber ;\n    pg:normalForm "晋环发〔2022〕43号" ;\n    {EVIDENCE} .\n',
        1,
        "number:jhf-2022-43",
        "jin-huan-fa-2022-43-664b73af53d1",
    ),
    Case(
        "document-number",
        "number:jin-huan-fa-2022-43-664b73af53d1\n    a pg:DocumentNumber ;\n"
        f'    pg:normalForm "晋环发〔2022〕43号" ;\n    pg:serialNumber 44 ;\n    {EVIDENCE} .\n',
        4,
        "number:jin-huan-fa-2022-43-664b73af53d1",
        "pg:serialNumber is '44', but 晋环发〔2022〕43号 has '43'",
    ),
    Case(
        "document-number",
        "number:jin-huan-fa-2022-43-664b73af53d1\n    a pg:DocumentNumber ;\n"
        f'    pg:asPrinted "GHF [2022] No.43" ;\n    pg:normalForm "晋环发〔2022〕43号" ;\n    {EVIDENCE} .\n',
        3,
        "number:jin-huan-fa-2022-43-664b73af53d1",
        "'GHF [2022] No.43' can't be a spelling of 晋环发〔2022〕43号",
    ),
    Case(
        "document-number",
        f'number:x\n    a pg:DocumentNumber ;\n    pg:normalForm "43" ;\n    {EVIDENCE} .\n',
        3,
        "number:x",
        "the normal form can't be read",
    ),
    Case("iri", "<http://x/a>\n    skos:note 1 .\n", 1, "http://x/a", "<http://x/a> is not an IRI of a thing"),
    Case(
        "slug",
        f"\n<https://w3id.org/policygraph/id/task/Big_Task>\n    a pg:Task ;\n    {EVIDENCE} .\n",
        2,
        "task:Big_Task",
        "'Big_Task'",
    ),
    Case(
        "kind", f"\ndocument:a\n    a pg:Task ;\n    {EVIDENCE} .\n", 2, "document:a", "which is for pg:PolicyDocument"
    ),
    Case(
        "kind",
        f"\n<https://w3id.org/policygraph/id/thing/a>\n    a pg:Task ;\n    {EVIDENCE} .\n",
        2,
        f"{ID}thing/a",
        "which is for nothing: there is no such kind",
    ),
    Case("no-evidence", f"{SOUND}\ntask:b\n    a pg:SpecialTask .\n", 6, "task:b", "nothing says where"),
    Case(
        "passage-iri",
        "\npassage:s-0-5\n    a pg:Passage ; pg:inSource source:s ; pg:startOffset 0 ; pg:endOffset 6 .\n",
        2,
        "passage:s-0-5",
        "source and offsets give passage:s-0-6, not passage:s-0-5",
    ),
    Case(
        "anchor",
        "passage:s-0-5 a pg:Passage ; pg:inSource source:s ; pg:startOffset 0 ; pg:endOffset 5 ;\n"
        f'  pg:anchorPhrase "{" ".join("w" * 13)}"@en .\n',
        1,
        "passage:s-0-5",
        "it has 13 words, more than 12",
    ),
)


def check(ontology: TurtleFile, *files: TurtleFile) -> list[tuple[str, str, int | None, str | None]]:
    found = check_contract([ontology, *files])
    return [(f.rule, f.location.file.name, f.location.line, f.node) for f in found if f.location]


@pytest.fixture
def passages(make_file: MakeFile) -> TurtleFile:
    return make_file(PASSAGE, "passages.ttl")


def test_a_sound_file_has_no_finding(ontology: TurtleFile, passages: TurtleFile, make_file: MakeFile) -> None:
    assert check(ontology, passages, make_file(SOUND)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_fires_alone_at_its_place(
    ontology: TurtleFile, passages: TurtleFile, make_file: MakeFile, case: Case
) -> None:
    (found,) = check_contract([ontology, passages, make_file(case.text, "bad.ttl")])
    assert found.rule == case.rule
    assert found.location is not None
    assert (found.location.file.name, found.location.line) == ("bad.ttl", case.line)
    assert (shorten(found.node) if found.node else None) == case.node
    assert case.words in found.message
    assert found.remedy


def test_a_thing_described_in_two_files_is_named_in_the_second(
    ontology: TurtleFile, passages: TurtleFile, make_file: MakeFile
) -> None:
    second = make_file(f"\n{SOUND}", "second.ttl")
    found = check(ontology, passages, make_file(SOUND, "first.ttl"), second)
    assert found == [("described-twice", "second.ttl", 2, f"{ID}task/a")]


def test_another_file_may_add_to_a_thing(ontology: TurtleFile, passages: TurtleFile, make_file: MakeFile) -> None:
    assert check(ontology, passages, make_file(SOUND), make_file('task:a pg:asPrinted "A" .', "more.ttl")) == []


def test_a_file_that_is_not_turtle_is_a_finding(workspace: Workspace) -> None:
    path = workspace.root / "data" / "sources" / "example-notice" / "notice.ttl"
    path.write_text("task:a a pg:Task .", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_files(workspace)
    (found,) = raised.value.findings
    assert (found.rule, str(found.location)) == ("turtle-syntax", f"{path}:1:1")


@pytest.mark.parametrize(
    "text",
    [
        f"task:a a pg:SpecialTask ; {EVIDENCE} .",
        "task:a a pg:Task ; pg:restsOn task:a .",
        "source:t a pg:Source .",
        "qudt-unit:PERCENT skos:note 1 .",
        "<https://w3id.org/policygraph/concept/stage> a skos:ConceptScheme .",
        f"task:a a pg:Task ; {EVIDENCE} ; pg:byRule <https://w3id.org/policygraph/id/task/none> .",
        f"task:a-1-b2 a pg:Task ; {EVIDENCE} .",
    ],
)
def test_what_is_allowed_has_no_finding(
    ontology: TurtleFile, passages: TurtleFile, make_file: MakeFile, text: str
) -> None:
    assert check(ontology, passages, make_file(text)) == []


def test_concepts_need_no_evidence(ontology: TurtleFile, make_file: MakeFile) -> None:
    concept = make_file("<https://w3id.org/policygraph/concept/stage/a> a pg:Task .", "c.ttl", "concepts")
    assert check(ontology, concept) == []


def test_generated_divisions_may_be_long(ontology: TurtleFile, make_file: MakeFile) -> None:
    text = "\n" * (LONGEST_FILE + 1) + "source:t a pg:Source .\n"
    assert check(ontology, make_file(text, "divisions/big.ttl", "reference")) == []


def test_a_file_of_exactly_the_longest_length_may_stand(ontology: TurtleFile, make_file: MakeFile) -> None:
    assert check(ontology, make_file("source:t a pg:Source .".ljust(40) + "\n" * LONGEST_FILE)) == []


def test_every_kind_has_a_class_of_the_ontology(small_bundle: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (small_bundle / "ontology").glob("*.ttl"))
    declared = set(re.findall(r"^pg:(\w+)\n    a owl:Class", text, re.MULTILINE))
    assert set(_CLASSES_OF_KIND) == set(KINDS.values())
    assert frozenset().union(*_CLASSES_OF_KIND.values()) <= declared


def test_the_contract_names_every_rule_and_no_other() -> None:
    documented = re.findall(r"`\[([a-z-]+)\]`", (CHECKOUT / "data" / "FORMAT.md").read_text(encoding="utf-8"))
    sources = (
        Path(str(module.__file__)) for module in (contract_module, evidence_module, numbers_module, assemble_module)
    )
    emitted = re.compile(r'(?:Finding\(\s*|Fault\(|yield )"([a-z]+(?:-[a-z]+)*)",')
    names = {name for path in sources for name in emitted.findall(path.read_text(encoding="utf-8"))}
    assert sorted(documented) == sorted(names)


def test_every_rule_has_a_test() -> None:
    documented = set(re.findall(r"`\[([a-z-]+)\]`", (CHECKOUT / "data" / "FORMAT.md").read_text(encoding="utf-8")))
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert {name for name in documented if f'"{name}"' not in tests} == set()
