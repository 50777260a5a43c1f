"""What properties, classes, concepts and things are called in a drawing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.trace.drawing.traces import MEASURE, small, words

from policygraph.model.inquiry import conduct
from policygraph.trace.drawing import Words, read_words
from policygraph.trace.drawing.phrases import PHRASES
from policygraph.trace.model import Basis, Fact, Node, Reason
from policygraph.vocab import CONCEPT, ID, PG

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store import EmbeddedStore
    from policygraph.trace.drawing import Language


@pytest.mark.parametrize("key", PHRASES)
def test_every_phrase_is_given_in_both_languages(key: str) -> None:
    english, chinese = PHRASES[key]["en"], PHRASES[key]["zh"]
    assert english.isascii() == (english.strip() != chinese.strip())
    assert english.count("{") == chinese.count("{")


@pytest.mark.parametrize(
    ("language", "iri", "name"),
    [
        ("en", f"{PG}isMeasureOf", "is measure of"),
        ("zh", f"{PG}isMeasureOf", "所属任务"),
        ("zh", f"{PG}hasLifecycleEvent", "has lifecycle event"),
        ("en", f"{CONCEPT}certainty/very-likely", "very likely"),
    ],
)
def test_a_term_is_called_by_its_label_else_by_the_end_of_its_iri(language: Language, iri: str, name: str) -> None:
    assert words(language).name(iri) == name


@pytest.mark.parametrize(
    ("language", "node", "labels"),
    [
        ("en", Node("i", "Task", "Clean", "清洁"), ("Clean", "清洁")),
        ("zh", Node("i", "Task", "Clean", "清洁"), ("清洁", "Clean")),
        ("en", Node("i", "Task", "Clean", "清洁", reconstructed=True), ("Clean", "清洁 (reconstructed)")),
        ("zh", Node("i", "Task", "Clean", "清洁", reconstructed=True), ("清洁（据译文还原）", "Clean")),
        ("en", Node("i", "Task", "清洁", "清洁", reconstructed=True), ("清洁 (reconstructed)", None)),
        ("zh", Node("i", "Task", "Clean"), ("Clean", None)),
    ],
)
def test_the_label_in_the_language_comes_first(language: Language, node: Node, labels: tuple[str, str | None]) -> None:
    assert words(language).labels(node) == labels


@pytest.mark.parametrize(
    ("language", "fact", "said"),
    [
        ("en", Fact(f"{PG}hasRole", "iri", "issuer", "发布"), "has role: issuer"),
        ("zh", Fact(f"{PG}hasRole", "iri", "issuer", "发布"), "has role：发布"),
        ("zh", Fact(f"{PG}hasRole", "iri", "issuer"), "has role：issuer"),
        ("en", Fact(f"{PG}asPrinted", "12"), "as printed: “12”"),
        ("en", Fact(f"{PG}value", "12"), "value: 12"),
    ],
)
def test_a_fact_says_its_property_and_its_value(language: Language, fact: Fact, said: str) -> None:
    assert words(language).fact(fact) == said


_REASON = Reason(f"{ID}inference/i", "So it reads.", "读来如此。", "reading", "likely")


@pytest.mark.parametrize(
    ("language", "basis", "said"),
    [
        ("en", Basis("printed"), "printed"),
        ("en", Basis("inferred", "inverse"), "inferred (rule inverse)"),
        ("en", Basis("inferred", None, (_REASON, _REASON), "likely"), "inferred (reading, likely)"),
        (
            "en",
            Basis("inferred", "issuer", (replace(_REASON, basis="rule"),), "certain"),
            "inferred (rule issuer, certain)",
        ),
        ("zh", Basis("inferred", "inverse", (_REASON,), "likely"), "推断（规则 inverse，文意解读，很可能）"),
    ],
)
def test_a_basis_says_rule_ground_and_certainty(language: Language, basis: Basis, said: str) -> None:
    assert words(language).basis(basis) == said


def test_a_reasoning_is_given_in_the_language_where_it_is() -> None:
    assert words("en").reasoning(_REASON) == "So it reads."
    assert words("zh").reasoning(_REASON) == "读来如此。"
    assert words("zh").reasoning(Reason("i", "So.")) == "So."


@pytest.mark.parametrize(("count", "said"), [(1, "and 1 more"), (1200, "and 1,200 more")])
def test_more_is_counted(count: int, said: str) -> None:
    assert words().more(count) == said


@pytest.mark.parametrize(
    ("iri", "link"),
    [
        (MEASURE, "http://localhost:8000/id/measure/m"),
        ("https://example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", None),
        ("urn:x:y", None),
    ],
)
def test_a_drawing_links_to_the_web_only_and_to_another_home_where_told(iri: str, link: str | None) -> None:
    assert Words(home="http://localhost:8000/").link(iri) == link


def test_names_are_read_of_everything_that_is_no_thing_of_the_trace(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        ontology="""pg:isMeasureOf rdfs:label "is measure of"@en , "所属任务"@zh-hans .
        pg:Measure rdfs:label "measure"@en . pg:hasOutcome rdfs:label "has outcome"@en .
        pg:ordinal rdfs:label "ordinal"@en . certainty:likely skos:prefLabel "likely"@en , "很可能"@zh-hans .
        inference-basis:arithmetic skos:prefLabel "arithmetic"@en . source:report skos:prefLabel "The report"@en .
        task:t skos:prefLabel "not asked for"@en ."""
    )
    found = conduct(read_words(small(), "zh"), store.select)
    assert found.language == "zh"
    assert {iri: (name.en, name.zh) for iri, name in found.names.items()} == {
        f"{PG}isMeasureOf": ("is measure of", "所属任务"),
        f"{PG}Measure": ("measure", None),
        f"{PG}hasOutcome": ("has outcome", None),
        f"{PG}ordinal": ("ordinal", None),
        f"{CONCEPT}certainty/likely": ("likely", "很可能"),
        f"{CONCEPT}inference-basis/arithmetic": ("arithmetic", None),
        f"{ID}source/report": ("The report", None),
    }
