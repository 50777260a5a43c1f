"""A trace as JSON and as JSON-LD."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pyoxigraph as ox
import pytest

import policygraph.trace
from policygraph.model.inquiry import conduct
from policygraph.things import Evidence
from policygraph.trace import Basis, Fact, Hop, Node, Omission, Reason, Trace, as_json, as_json_ld, trace
from policygraph.trace.summary import Answer
from policygraph.vocab import GRAPH, ID, PG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Built

    from policygraph.store import EmbeddedStore

SCHEMA = json.loads((Path(policygraph.trace.__file__).parent / "trace.schema.json").read_text(encoding="utf-8"))
DOCS = Path(__file__).parents[2] / "docs" / "trace.md"
VALUE = f"{ID}value/sample-surveyed-outlets"


def objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "trace", schema
    yield from schema["$defs"].items()


def quads(document: dict[str, Any]) -> set[ox.Quad]:
    return set(ox.parse(json.dumps(document).encode(), format=ox.RdfFormat.JSON_LD))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("name", "part"), list(objects(SCHEMA)))
def test_the_schema_describes_every_member_and_allows_no_other(name: str, part: dict[str, Any]) -> None:
    assert part["additionalProperties"] is False
    assert part["required"] == list(part["properties"])
    bare = [member for member, about in part["properties"].items() if not about.get("description")]
    assert (name, bare) == (name, [])


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("trace", Trace),
        ("node", Node),
        ("hop", Hop),
        ("fact", Fact),
        ("basis", Basis),
        ("reason", Reason),
        ("omission", Omission),
        ("passage", Evidence),
        ("answer", Answer),
    ],
)
def test_members_are_called_as_in_the_library(name: str, model: type) -> None:
    members = {field.name for field in fields(model)} - {"statements"}
    assert set(dict(objects(SCHEMA))[name]["properties"]) - {"schema", "summary"} == members


@pytest.mark.parametrize(("name", "part"), list(objects(SCHEMA)))
def test_every_member_is_documented(name: str, part: dict[str, Any]) -> None:
    page = DOCS.read_text(encoding="utf-8")
    missing = [member for member in part["properties"] if f"| `{member}` |" not in page]
    assert (name, missing) == (name, [])


@pytest.mark.parametrize("depth", [0, 1, 8])
def test_a_trace_as_json_fits_the_schema(example: EmbeddedStore, built: Built, depth: int) -> None:
    found = conduct(trace(VALUE, release="r", depth=depth, texts=built.texts), example.select)
    document = json.loads(json.dumps(as_json(found)))
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert document["schema"] == "policygraph-trace-1"
    assert list(document["nodes"])[0] == VALUE  # noqa: RUF015 # the order is what is promised
    assert document["nodes"][VALUE]["facts"][0] == {
        "property": f"{PG}asPrinted",
        "value": "12",
        "label": None,
        "label_zh": None,
        "datatype": "http://www.w3.org/2001/XMLSchema#string",
        "language": None,
        "graphs": [f"{GRAPH}example-notice"],
    }
    assert document["passages"][f"{ID}passage/example-notice-244-298"]["words"].endswith("had been surveyed.")


def test_json_that_lacks_a_member_or_has_another_does_not_fit(example: EmbeddedStore) -> None:
    document = as_json(conduct(trace(VALUE, release="r"), example.select))
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert not validator.is_valid({name: value for name, value in document.items() if name != "hops"})
    assert not validator.is_valid(document | {"more": 1})
    document["hops"][0]["way"] = "sideways"
    assert not validator.is_valid(document)


def test_json_ld_holds_statements_of_the_release_in_their_graphs(example: EmbeddedStore) -> None:
    found = conduct(trace(VALUE, release="r"), example.select)
    every = quads(as_json_ld(found))
    assert {quad for quad in every if quad not in example._store} == set()
    outcome = ox.Quad(
        ox.NamedNode(f"{ID}measure/sample-survey-outlets"),
        ox.NamedNode(f"{PG}hasOutcome"),
        ox.NamedNode(VALUE),
        ox.NamedNode(f"{GRAPH}example-notice"),
    )
    assert outcome in every
    told = {(str(quad.subject), quad.predicate.value.removeprefix(PG)) for quad in every}
    passage = f"<{ID}passage/example-notice-244-298>"
    assert {(f"<{VALUE}>", "value"), (f"<{VALUE}>", "statedIn"), (passage, "anchorPhrase")} <= told


def test_json_ld_of_a_short_trace_is_as_written(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        notice="""task:t a pg:Task ; skos:prefLabel "T"@en ; pg:ordinal 1 ; pg:notStated pg:hasDeadline ;
          pg:isTaskOf document:d ; pg:restsOn inference:i . document:d pg:asPrinted "D" .""",
        reference='inference:i skos:definition "So."@en .',
    )
    found = conduct(trace(f"{ID}task/t", release="r"), store.select)
    assert as_json_ld(found) == {
        "@context": {
            "document": f"{ID}document/",
            "graph": GRAPH,
            "inference": f"{ID}inference/",
            "pg": PG,
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "task": f"{ID}task/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": [
            {
                "@id": "graph:notice",
                "@graph": [
                    {
                        "@id": "task:t",
                        "@type": ["pg:Task"],
                        "skos:prefLabel": [{"@value": "T", "@language": "en"}],
                        "pg:isTaskOf": [{"@id": "document:d"}],
                        "pg:notStated": [{"@id": "pg:hasDeadline"}],
                        "pg:ordinal": [{"@value": "1", "@type": "xsd:integer"}],
                        "pg:restsOn": [{"@id": "inference:i"}],
                    },
                    {"@id": "document:d", "pg:asPrinted": ["D"]},
                ],
            },
            {
                "@id": "graph:reference",
                "@graph": [{"@id": "inference:i", "skos:definition": [{"@value": "So.", "@language": "en"}]}],
            },
        ],
    }


def test_an_iri_that_looks_like_a_short_name_stays_itself(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""document:d a pg:Plan . task:t pg:isTaskOf document:d .
        <task:t> a pg:Task ; pg:isTaskOf <graph:x> , document:d ."""
    )
    found = conduct(trace(f"{ID}document/d", release="r"), store.select)
    every = quads(as_json_ld(found))
    assert {str(quad.subject) for quad in every} == {"<task:t>", f"<{ID}task/t>", f"<{ID}document/d>"}
    assert {quad for quad in every if quad not in store._store} == set()
