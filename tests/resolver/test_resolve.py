"""What a text means, over graphs of a few statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.identifiers import DocumentNumber, Script, parse
from policygraph.model.inquiry import conduct
from policygraph.resolver import NameIndex, Resolution, explain, read_names, resolve
from policygraph.vocab import ID, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store import EmbeddedStore


def number(form: str, document: str = "") -> str:
    """Write a number as the graph holds it, with the document that carries it."""
    it: DocumentNumber = parse(form)
    year = "" if it.year is None else f'pg:numberYear "{it.year}"^^xsd:gYear ; '
    carried = f"document:{document} pg:hasNumber <{it.iri}> ; skos:prefLabel '{document}'@en . " if document else ""
    return (
        f'<{it.iri}> pg:normalForm "{it.normal_form}" ; pg:agencyCode "{it.agency_code}" ; {year}'
        f"pg:serialNumber {it.serial} . {carried}"
    )


def ask(store: EmbeddedStore, text: str, *kinds: str) -> Resolution:
    return conduct(resolve(text, kinds=kinds), store.select)


def things(found: Resolution) -> list[str]:
    return [shorten(match.iri) for match in found.matches]


def near(found: Resolution) -> list[str]:
    return [shorten(match.iri) for match in found.near]


def test_a_code_that_stands_for_several_gives_every_document(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a=number("晋环发〔2022〕43号", "shanxi") + number("冀环发〔2022〕43号", "hebei"))
    found = ask(store, "JHF 2022 43")
    assert (found.outcome, things(found)) == ("ambiguous", ["document:hebei", "document:shanxi"])
    assert explain(found) == (
        "2 documents have numbers that can be written as 'JHF 2022 43'",
        "name one of them by its IRI",
    )
    assert things(ask(store, "jin huan fa 2022 43")) == ["document:shanxi"]


def test_a_number_in_letters_that_the_graph_could_not_resolve_is_found_by_its_characters(
    store_of: Callable[..., EmbeddedStore],
) -> None:
    store = store_of(a=number("JHF [2022] No. 43", "unresolved") + number("JHF [2022] No. 44", "other"))
    assert things(ask(store, "津环发〔2022〕43号")) == ["document:unresolved"]
    assert things(ask(store, "Jin Huan Fa [2022] No. 44")) == ["document:other"]


def test_the_very_number_wins_over_those_that_it_can_be_written_as(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a=number("JHF [2022] No. 43", "letters") + number("晋环发〔2022〕43号", "characters"))
    assert things(ask(store, "晋环发2022-43")) == ["document:characters"]
    assert things(ask(store, "JHF 2022-43")) == ["document:letters"]


def test_a_code_that_is_not_listed_is_compared_by_its_letters(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a=number("揭环发〔2020〕5号", "jieyang"))
    assert things(ask(store, "JHF 2020 5")) == ["document:jieyang"]


def test_an_order_needs_no_year(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a=number("国务院令第736号", "permits"))
    assert things(ask(store, "Decree No. 736 of the State Council")) == ["document:permits"]
    assert things(ask(store, "国令第736号")) == ["document:permits"]
    assert ask(store, "国务院令735").outcome == "not-found"


def test_a_number_that_no_document_carries_is_given_itself(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a=number("国发〔2021〕23号"))
    found = ask(store, "国发2021-23")
    assert (found.outcome, found.matches[0].kind, found.matches[0].documents) == ("found", "document-number", ())


def test_near_numbers_stand_in_the_order_of_their_likeness(store_of: Callable[..., EmbeddedStore]) -> None:
    held = [
        "晋环发〔2022〕34号",
        "晋环发〔2022〕42号",
        "晋环发〔2021〕43号",
        "晋环函〔2022〕43号",
        "晋环发〔2020〕917号",
        "国发〔2022〕43号",
    ]
    store = store_of(a="".join(number(form, f"d{place}") for place, form in enumerate(held)))
    found = ask(store, "晋环发〔2022〕43号")
    # Of four that are one error away, the nearest year comes first, then the nearest serial.
    assert [match.matched for match in found.near] == [
        "晋环函〔2022〕43号",
        "晋环发〔2022〕42号",
        "晋环发〔2022〕34号",
        "晋环发〔2021〕43号",
        "国发〔2022〕43号",
        "晋环发〔2020〕917号",
    ]
    assert [match.score for match in found.near] == [91.7, 91.7, 91.7, 91.7, 83.3, 69.2]
    assert [match.how for match in found.near] == ["near"] * 6


def test_the_codes_of_an_unknown_number_are_explained(store_of: Callable[..., EmbeddedStore]) -> None:
    unit = 'unit:ecology skos:prefLabel "Ecology"@en ; pg:hasAgencyCode "晋环发" . '
    store = store_of(a=unit + number("晋环发〔2022〕10号") + number("晋环发〔2022〕9号") + number("晋环发〔2021〕11号"))
    why = explain(ask(store, "JHF 2022 99"))
    assert why is not None
    assert why.message == (
        "no document with the number JHF [2022] No. 99 is in the graph; the code 晋环发 is that of Ecology, "
        "and the graph has 晋环发〔2021〕11号, 晋环发〔2022〕9号, 晋环发〔2022〕10号"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "国发2021-23",
            "the code 国发 is read as 国 the State Council, 发 document, and the graph has no number with it",
        ),
        (
            "JHF 2022 1",
            "its code can stand for 交海发, 京环发, 津环发, 冀环发, 晋环发, 吉环发, and the graph has no number",
        ),
    ],
)
def test_a_code_of_which_the_graph_has_nothing_is_explained(
    store_of: Callable[..., EmbeddedStore], text: str, said: str
) -> None:
    why = explain(ask(store_of(a='unit:a skos:prefLabel "A"@en .'), text))
    assert why is not None
    assert said in why.message


def test_a_deprecated_thing_gives_way_to_what_replaces_it(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a='unit:old skos:prefLabel "Bureau"@en ; dcterms:isReplacedBy unit:new . unit:new skos:prefLabel "Bureau"@en .'
    )
    assert (ask(store, "Bureau").outcome, things(ask(store, "Bureau"))) == ("found", ["unit:new"])
    assert (ask(store, "unit:old").outcome, near(ask(store, "unit:old"))) == ("deprecated", ["unit:new"])


def test_a_deprecated_thing_that_nothing_replaces_is_called_so(store_of: Callable[..., EmbeddedStore]) -> None:
    found = ask(store_of(a='unit:old skos:prefLabel "Bureau"@en ; owl:deprecated true .'), "Bureau")
    assert (found.outcome, things(found), found.near) == ("deprecated", ["unit:old"], ())
    assert explain(found) == (
        "unit:old “Bureau” (unit) is deprecated, and nothing replaces it",
        "look for another thing by its name",
    )


def test_two_things_that_replace_each_other_are_two_candidates(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a='unit:a skos:prefLabel "Bureau"@en ; dcterms:isReplacedBy unit:b . '
        'unit:b skos:prefLabel "Bureau"@en ; dcterms:isReplacedBy unit:a .'
    )
    assert (ask(store, "Bureau").outcome, things(ask(store, "Bureau"))) == ("ambiguous", ["unit:a", "unit:b"])


def test_a_name_letter_by_letter_wins_over_one_but_for_writing(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a='unit:a skos:prefLabel "Bureau"@en . unit:b skos:prefLabel "BUREAU"@en .')
    assert things(ask(store, "Bureau")) == ["unit:a"]
    assert (ask(store, "bureau").outcome, things(ask(store, "bureau"))) == ("ambiguous", ["unit:a", "unit:b"])


def test_a_printed_name_leads_to_its_thing_and_not_to_itself(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a='unit:a pg:hasPrintedName name:n . name:n pg:asPrinted "our bureau" . value:v pg:asPrinted "12" .'
    )
    found = ask(store, "our bureau")
    assert (things(found), found.matches[0].how) == (["unit:a"], "printed-name")
    assert ask(store, "12").outcome == "not-found"


def test_more_things_than_can_be_listed_are_counted(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a="".join(f'unit:u{n:03} skos:prefLabel "Bureau"@en . ' for n in range(120)))
    found = ask(store, "Bureau")
    assert (found.outcome, len(found.matches), found.omitted) == ("ambiguous", 100, 20)
    why = explain(found)
    assert why is not None
    assert why.message.startswith("120 things are called 'Bureau'")


@pytest.mark.parametrize(
    "text",
    [
        '"} UNION { ?thing ?p ?name',
        "\\",
        '\\"',
        "\\u0022 } { ?thing ?p ?name } #",
        "a\\u005C",
        "'''",
        "?thing",
        "line\u2028separator",
        "\U0001f642",
    ],
)
def test_no_text_gets_out_of_its_quotation_marks(store_of: Callable[..., EmbeddedStore], text: str) -> None:
    literal = text.replace("\\", "\\\\").replace('"', '\\"')
    store = store_of(a=f'unit:a skos:prefLabel "{literal}"@en . unit:b skos:prefLabel "other"@en .')
    assert things(ask(store, text)) == ["unit:a"]


def test_the_names_of_a_kind_are_read_once_each(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a='unit:a skos:prefLabel "Bureau"@en , "局"@zh-hans ; skos:altLabel "bureau"@en . '
        'unit:b skos:prefLabel "Bureau"@en . region:a skos:prefLabel "Bureau"@en . '
        'role:r skos:prefLabel "role"@en . pg:Term rdfs:label "term"@en . '
        '<https://e.example/x> skos:prefLabel "elsewhere"@en .'
    )
    index = NameIndex(conduct(read_names(), store.select))
    assert list(zip(index.keys, index.names, index.kinds, strict=True)) == [
        ("bureau", "Bureau", "region"),
        ("bureau", "Bureau", "unit"),
        ("bureau", "bureau", "unit"),
        ("elsewhere", "elsewhere", ""),
        ("role", "role", "concept"),
        ("term", "term", "term"),
        ("局", "局", "unit"),
    ]
    assert index.alike("BUREAU!") == ("Bureau", "bureau")
    assert index.alike("?") == ()
    assert [list(part) for part in index.sounds] == [["ju"], [6]]


def test_a_graph_without_names_knows_nothing(store_of: Callable[..., EmbeddedStore]) -> None:
    found = ask(store_of(a="<http://e/a> <http://e/p> 1 ."), "anything")
    assert (found.outcome, found.near) == ("not-found", ())


def test_slugs_of_concepts_and_terms_come_near(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="role:issuer skos:inScheme <https://w3id.org/policygraph/concept/role> . "
        "pg:Task rdfs:isDefinedBy <http://e/> . "
        'pg:Unit pg:mintsUnder "unit" . unit:bureau a pg:Unit .'
    )
    assert near(ask(store, "role:isuer")) == ["role:issuer"]
    assert near(ask(store, "pg:Taks")) == ["pg:Task"]
    assert near(ask(store, "unit/burau")) == ["unit:bureau"]
    assert near(ask(store, "units/bureau")) == ["unit:bureau"]


def test_a_printed_name_is_told_as_such_although_a_rule_makes_it_a_label(
    store_of: Callable[..., EmbeddedStore],
) -> None:
    store = store_of(
        a='region:r skos:prefLabel "Right"@en ; pg:hasPrintedName name:n . name:n pg:asPrinted "Wrong"@en .',
        inferred_alternative_label='region:r skos:altLabel "Wrong"@en .',
    )
    assert [ask(store, name).matches[0].how for name in ("Right", "Wrong")] == ["label", "printed-name"]


def test_a_slug_without_its_kind_comes_near_and_is_not_chosen(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a='task:clean-rivers skos:prefLabel "A"@en . problem:clean-rivers skos:prefLabel "B"@en .')
    found = ask(store, "clean-rivers")
    assert (found.outcome, near(found)) == ("not-found", ["problem:clean-rivers", "task:clean-rivers"])


def test_a_thing_in_use_is_found_by_the_iri_of_its_number(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a=number("国发〔2021〕23号", "notice"))
    iri = DocumentNumber("国发", Script.HAN, 2021, 23).iri
    found = ask(store, iri)
    assert (things(found), found.matches[0].documents) == ([shorten(iri)], (f"{ID}document/notice",))
