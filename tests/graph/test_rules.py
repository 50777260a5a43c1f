"""Each rule of the project, on a graph of a few triples."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import infer, load_rules
from policygraph.graph.turtle import triples_of
from policygraph.vocab import PREFIXES

RULES = Path(__file__).resolve().parents[2] / "queries" / "rules"
PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


class Case(NamedTuple):
    """What is said, and what the rule adds to it."""

    said: str
    added: str


ASSIGNED = "pg:hasAssignment assignment:a . assignment:a pg:assignsTo unit:u ; pg:hasRole role:"

CASES = {
    "acts-in": Case(f"task:t {ASSIGNED}supervising .", "unit:u pg:actsIn task:t ."),
    "alternative-label": Case(
        """unit:u pg:hasPrintedName name:n, name:m, name:k ; skos:prefLabel "Water Bureau"@en .
        name:n pg:asPrinted "the bureau" . name:m pg:asPrinted "水利局"@zh-hans .
        name:k pg:asPrinted "Water Bureau" .""",
        'unit:u skos:altLabel "the bureau"@en , "水利局"@zh-hans .',
    ),
    "division-code": Case(
        """region:lake a pg:NaturalArea . region:park a pg:SpecialArea . region:both a pg:RegionGroup .
        region:country a pg:AdministrativeDivision ; pg:hasLevel level:country .
        region:village a pg:AdministrativeDivision ; pg:hasLevel level:township .
        region:coded a pg:NaturalArea ; skos:notation "140000"^^pg:divisionCode .""",
        "region:lake pg:lacksDivisionCode true . region:park pg:lacksDivisionCode true . "
        "region:both pg:lacksDivisionCode true . region:country pg:lacksDivisionCode true .",
    ),
    "document-identifier": Case(
        'document:d pg:hasNumber number:n . number:n pg:normalForm "JHF [2022] No. 43" .',
        'document:d dcterms:identifier "JHF [2022] No. 43" .',
    ),
    "enumerated-count": Case(
        """value:some a pg:DeclaredTotal . value:none a pg:DeclaredTotal . value:other a pg:Observation .
        problem:a pg:isCountedIn value:some . problem:b pg:isCountedIn value:some .
        problem:c pg:isCountedIn value:other .""",
        "value:some pg:enumeratedCount 2 . value:none pg:enumeratedCount 0 .",
    ),
    "inverse": Case(
        """pg:hasTask owl:inverseOf pg:isTaskOf . pg:foreign owl:inverseOf dcterms:isPartOf .
        document:d pg:hasTask task:a . task:b pg:isTaskOf document:d . task:c pg:foreign document:d .""",
        "task:a pg:isTaskOf document:d . document:d pg:hasTask task:b .",
    ),
    "issuer": Case(
        f"""document:d pg:hasLifecycleEvent event:issued, event:drafted .
        event:issued pg:atStage stage:issued ; {ASSIGNED}issuer .
        event:issued pg:hasAssignment assignment:b . assignment:b pg:assignsTo unit:w ; pg:hasRole role:supervising .
        event:drafted pg:atStage stage:drafted ; pg:hasAssignment assignment:c .
        assignment:c pg:assignsTo unit:v ; pg:hasRole role:issuer .""",
        "document:d pg:isIssuedBy unit:u .",
    ),
    "organiser": Case(
        f"inspection:i {ASSIGNED}organiser . meeting:m pg:hasAssignment assignment:b . "
        "assignment:b pg:assignsTo unit:v ; pg:hasRole role:participant .",
        "inspection:i pg:isOrganisedBy unit:u .",
    ),
    "responsible-unit": Case(
        f"task:t {ASSIGNED}responsible . task:t pg:hasAssignment assignment:b , assignment:c . "
        "assignment:b pg:assignsTo unit:v ; pg:hasRole role:lead . "
        "assignment:c pg:assignsTo unit:w ; pg:hasRole role:supervising .",
        "task:t pg:hasResponsibleUnit unit:u , unit:v .",
    ),
    "subclass": Case(
        """pg:City rdfs:subClassOf pg:Region . pg:Region rdfs:subClassOf pg:Entity , prov:Entity .
        region:r a pg:City . region:s a pg:Entity .""",
        "region:r a pg:Region , pg:Entity .",
    ),
    "subproperty": Case(
        """pg:leads rdfs:subPropertyOf pg:answersFor . pg:answersFor rdfs:subPropertyOf pg:actsIn , dcterms:relation .
        unit:u pg:leads task:t .""",
        "unit:u pg:answersFor task:t ; pg:actsIn task:t .",
    ),
    "supervising-unit": Case(
        f"task:t {ASSIGNED}supervising . task:t pg:hasAssignment assignment:b . "
        "assignment:b pg:assignsTo unit:v ; pg:hasRole role:lead .",
        "task:t pg:hasSupervisingUnit unit:u .",
    ),
    "web-annotation": Case(
        """passage:p a pg:Passage ; pg:inSource source:s ; pg:startOffset 3 ; pg:endOffset 9 ;
          pg:anchorPhrase "a few"@en .
        passage:q a pg:Passage ; pg:inSource source:s .""",
        """passage:p a oa:SpecificResource ; oa:hasSource source:s ; prov:wasQuotedFrom source:s ;
          oa:hasSelector <https://w3id.org/policygraph/id/passage/p#position> ,
            <https://w3id.org/policygraph/id/passage/p#quote> .
        <https://w3id.org/policygraph/id/passage/p#position> a oa:TextPositionSelector ; oa:start 3 ; oa:end 9 .
        <https://w3id.org/policygraph/id/passage/p#quote> a oa:TextQuoteSelector ; oa:exact "a few"@en .""",
    ),
}


def statements(turtle: str) -> set[tuple[str, ...]]:
    return {tuple(term.n3() for term in triple) for triple in triples_of(Path("case.ttl"), PREFIX + turtle)}


def test_every_rule_has_a_case() -> None:
    assert {path.stem for path in RULES.glob("*.rq")} == set(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_rule_adds_what_follows_and_nothing_else(name: str) -> None:
    dataset = Dataset()
    dataset.load(PREFIX + CASES[name].said, "g:said", "g:")
    said = {tuple(term.n3() for term in triple) for triple in dataset.triples()}
    added = infer(dataset, load_rules([RULES / f"{name}.rq"]))
    graph = f"https://w3id.org/policygraph/graph/inferred-{name}"
    described = {t for t in dataset.triples() if "inference/rule-" in str(t[0]) or str(t[0]) == graph}
    found = {tuple(term.n3() for term in triple) for triple in set(dataset.triples()) - described} - said
    assert found == statements(CASES[name].added)
    assert added == {name: len(found)}
