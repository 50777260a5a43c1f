"""Running rules until none adds anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import DataError
from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import INFERENCES, Rule, infer, load_rules

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "#+ title: A\n#+ title_zh: 甲\n#+ description: B.\n#+ description_zh: 乙。\n"
CHAIN = "<x:1> <x:next> <x:2> . <x:2> <x:next> <x:3> . <x:3> <x:next> <x:4> ."


def rules(folder: Path, **queries: str) -> tuple[Rule, ...]:
    paths = [folder / f"{name}.rq" for name in queries]
    for path in paths:
        text = queries[path.stem]
        path.write_text(text if text.startswith("#+") else HEADER + text, encoding="utf-8")
    return load_rules(paths)


def dataset(turtle: str) -> Dataset:
    found = Dataset()
    found.load(turtle, "g:data", "g:")
    return found


def triples(data: Dataset, graph: str) -> set[str]:
    lines = (line.decode() for line in data.canonical_lines())
    return {line.removesuffix(f" <{graph}> .\n") for line in lines if line.endswith(f"<{graph}> .\n")}


def test_a_rule_is_run_until_it_adds_nothing(tmp_path: Path) -> None:
    data = dataset(CHAIN)
    added = infer(data, rules(tmp_path, far="CONSTRUCT { ?a <x:next> ?c } { ?a <x:next> ?b . ?b <x:next> ?c }"))
    assert added == {"far": 3}
    assert triples(data, "https://w3id.org/policygraph/graph/inferred-far") == {
        "<x:1> <x:next> <x:3>",
        "<x:2> <x:next> <x:4>",
        "<x:1> <x:next> <x:4>",
    }


def test_a_rule_feeds_one_that_was_run_before_it(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        first="CONSTRUCT { ?a <x:third> ?b } { ?a <x:second> ?b }",
        later="CONSTRUCT { ?a <x:second> ?b } { ?a <x:next> ?b }",
    )
    assert infer(dataset(CHAIN), found) == {"first": 3, "later": 3}


def test_what_is_said_already_is_not_inferred(tmp_path: Path) -> None:
    data = dataset("<x:1> <x:next> <x:2> ; <x:second> <x:2> .")
    assert infer(data, rules(tmp_path, r="CONSTRUCT { ?a <x:second> ?b } { ?a <x:next> ?b }")) == {"r": 0}


def test_a_later_stratum_sees_the_final_state(tmp_path: Path) -> None:
    count = "CONSTRUCT { <x:all> <x:count> ?n } { SELECT (COUNT(*) AS ?n) { ?a <x:next> ?b } }"
    found = rules(
        tmp_path,
        count=f"{HEADER}#+ stratum: 2\n{count}",
        far="CONSTRUCT { ?a <x:next> ?c } { ?a <x:next> ?b . ?b <x:next> ?c }",
    )
    data = dataset(CHAIN)
    infer(data, found)
    assert triples(data, "https://w3id.org/policygraph/graph/inferred-count") == {
        '<x:all> <x:count> "6"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }


def test_the_graph_of_a_rule_leads_to_its_explanation(tmp_path: Path) -> None:
    data = dataset(CHAIN)
    infer(data, rules(tmp_path, r="CONSTRUCT { ?a <x:second> ?b } { ?a <x:next> ?b }"))
    base, pg = "https://w3id.org/policygraph/", "https://w3id.org/policygraph/ontology#"
    skos = "http://www.w3.org/2004/02/skos/core#"
    rule = f"<{base}id/inference/rule-r>"
    assert triples(data, INFERENCES) == {
        f"<{base}graph/inferred-r> <{pg}restsOn> {rule}",
        f"{rule} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{pg}Inference>",
        f'{rule} <{skos}prefLabel> "A"@en',
        f'{rule} <{skos}prefLabel> "甲"@zh-hans',
        f'{rule} <{skos}definition> "B."@en',
        f'{rule} <{skos}definition> "乙。"@zh-hans',
        f"{rule} <{pg}hasBasis> <{base}concept/inference-basis/rule>",
        f"{rule} <{pg}hasCertainty> <{base}concept/certainty/certain>",
        f"{rule} <{pg}byRule> <{base}graph/inferred-r>",
    }


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p }", "INSERT DATA { <x:a> <x:b> <x:c> }"])
def test_a_rule_that_constructs_nothing_is_refused_with_its_file(tmp_path: Path, query: str) -> None:
    with pytest.raises(DataError, match="not a CONSTRUCT query") as raised:
        infer(dataset(CHAIN), rules(tmp_path, r=query))
    assert str(raised.value.location) == str(tmp_path / "r.rq")


def test_a_rule_without_end_is_stopped_and_named(tmp_path: Path) -> None:
    endless = "CONSTRUCT { ?b <x:next> ?c } { ?a <x:next> ?b BIND (IRI(CONCAT(STR(?b), 'x')) AS ?c) }"
    still = "CONSTRUCT { <x:a> <x:b> <x:c> } {}"
    with pytest.raises(DataError, match="still add triples after 50 rounds: endless →"):
        infer(dataset("<x:1> <x:next> <x:2> ."), rules(tmp_path, endless=endless, still=still))


@pytest.mark.parametrize("key", ["title", "title_zh", "description", "description_zh"])
def test_a_missing_key_of_the_header_is_named(tmp_path: Path, key: str) -> None:
    header = "".join(line for line in HEADER.splitlines(keepends=True) if not line.startswith(f"#+ {key}:"))
    with pytest.raises(DataError, match=f"the header lacks {key} →") as raised:
        rules(tmp_path, r=f"{header}CONSTRUCT {{}} {{}}")
    assert str(raised.value.location) == f"{tmp_path / 'r.rq'}:1"


@pytest.mark.parametrize("stratum", ["0", "-1", "two", "1.5"])
def test_a_stratum_is_a_whole_number_from_1(tmp_path: Path, stratum: str) -> None:
    with pytest.raises(DataError, match="is not a whole number from 1"):
        rules(tmp_path, r=f"{HEADER}#+ stratum: {stratum}\nCONSTRUCT {{}} {{}}")


def test_of_two_rules_of_one_name_the_later_wins(tmp_path: Path) -> None:
    for folder in ("bundled", "own"):
        (tmp_path / folder).mkdir()
        query = f"{HEADER}CONSTRUCT {{ <x:1> <x:made> <x:{folder}> }} WHERE {{}}"
        (tmp_path / folder / "rule.rq").write_text(query, encoding="utf-8")
    data = dataset(CHAIN)
    infer(data, load_rules([tmp_path / "bundled" / "rule.rq", tmp_path / "own" / "rule.rq"]))
    assert [line.split()[2] for line in triples(data, "https://w3id.org/policygraph/graph/inferred-rule")] == [
        "<x:own>"
    ]
