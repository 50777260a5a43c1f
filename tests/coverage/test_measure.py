"""A text against its statements: sentences, words and values, each state counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.coverage.conftest import Reading

from policygraph.coverage import Tally

if TYPE_CHECKING:
    from policygraph.coverage import Coverage

FIRST = "In 2022, 12 outlets were treated in Datong."
SECOND = "The others wait."
THIRD = 'The "one river, one plan" rule of JHF [2022] No.43 came in April.'


def sentence_states(found: Coverage) -> list[str]:
    return [sentence.state for sentence in found.sentences]


def open_words(note: Reading) -> list[list[str]]:
    return [[stretch.span.of(note.text.text) for stretch in sentence.open] for sentence in note.cover().sentences]


def test_of_a_text_without_statements_all_is_open(note: Reading) -> None:
    found = note.cover()
    assert sentence_states(found) == ["open"] * 4
    assert found.of_words() == Tally(0, 0, 0, 28)
    assert [(found.of_kind(kind).open, found.of_kind(kind).total) for kind in ("number", "date", "title", "name")] == [
        (1, 1),
        (2, 2),
        (1, 1),
        (1, 1),
    ]
    assert (found.nodes, found.passages) == (0, 0)


def test_a_statement_accounts_for_the_sentence_it_reaches_into(note: Reading) -> None:
    note.say(f"measure:a a pg:Measure ; pg:statedIn {note.at('12 outlets were treated')} .")
    assert sentence_states(note.cover()) == ["open", "accounted", "open", "open"]
    assert open_words(note)[1] == ["In 2022", "in Datong"]
    assert note.cover().sentences[1].words == Tally(4, 0, 0, 4)


@pytest.mark.parametrize("kind", ["pg:PrintedName", "pg:SourceDefect"])
def test_a_name_or_a_defect_accounts_for_no_sentence(note: Reading, kind: str) -> None:
    note.say(f"name:a a {kind} ; pg:statedIn {note.at(FIRST)} .")
    assert sentence_states(note.cover()) == ["open"] * 4


def test_a_node_of_the_reference_data_accounts_for_no_sentence(note: Reading) -> None:
    note.say(f"region:datong pg:statedIn {note.at(FIRST)} .")
    note.refer("region:datong a pg:Region .")
    assert sentence_states(note.cover()) == ["open"] * 4


def test_a_passage_of_two_sentences_accounts_for_both_and_one_of_three_for_none(note: Reading) -> None:
    note.say(f"measure:a a pg:Measure ; pg:statedIn {note.at(f'{FIRST} {SECOND}')} .")
    assert sentence_states(note.cover()) == ["open", "accounted", "accounted", "open"]
    note.say(f"measure:b a pg:Measure ; pg:statedIn {note.at(f'{FIRST} {SECOND} {THIRD}')} .")
    found = note.cover()
    assert sentence_states(found) == ["open", "accounted", "accounted", "open"]
    assert [span.of(note.text.text) for span in found.wide] == [f"{FIRST} {SECOND} {THIRD}"]


def test_a_passage_that_ends_where_a_sentence_begins_does_not_reach_it(note: Reading) -> None:
    note.say(f"measure:a a pg:Measure ; pg:statedIn {note.at(f'{SECOND} ')} .")
    assert sentence_states(note.cover()) == ["open", "open", "accounted", "open"]


def test_a_chinese_passage_of_two_sentences_does_not_reach_the_third_that_follows_at_once() -> None:
    note = Reading("一是整治。二是印发。三是验收。")
    note.say(f"measure:a a pg:Measure ; pg:statedIn {note.at('一是整治。二是印发。')} .")
    assert sentence_states(note.cover()) == ["accounted", "accounted", "open"]


def test_a_value_is_carried_by_the_node_that_prints_it_there(note: Reading) -> None:
    note.say(f"""value:a a pg:Observation ; pg:asPrinted "12" ; pg:statedIn {note.at("12 outlets")} .
        time:a a pg:TimeExpression ; pg:asPrinted "2022" ; pg:statedIn {note.at("In 2022")} .""")
    assert note.states() == {
        "2022": "own",
        "12": "own",
        "Datong": "open",
        "one river, one plan": "open",
        "JHF [2022] No.43": "open",
        "April": "open",
    }


def test_a_value_outside_the_passage_or_inside_another_number_is_not_carried() -> None:
    note = Reading("There were 12 plots and 2 wells; 12 of them dry.")
    note.say(f'value:a a pg:Observation ; pg:asPrinted "12" ; pg:statedIn {note.at("There were 12 plots")} .')
    note.say(f'value:b a pg:Observation ; pg:asPrinted "2" ; pg:statedIn {note.at("12 of them dry")} .')
    assert [item.state for item in note.cover().items] == ["own", "open", "open"]


def test_a_neighbour_carries_a_name_a_date_and_a_title_in_the_passage(note: Reading) -> None:
    note.say(f"""measure:a a pg:Measure ; pg:statedIn {note.at(FIRST)} ;
            pg:takesPlaceIn region:datong ; pg:hasTime time:a .
        time:a a pg:TimeExpression ; pg:asPrinted "2022" .
        region:datong pg:hasPrintedName name:datong .
        name:datong a pg:PrintedName ; pg:asPrinted "datong" .
        document:a a pg:PolicyDocument ; pg:asPrinted "One  river, one plan" .
        provision:a a pg:Provision ; pg:statedIn {note.at(THIRD)} .
        document:a pg:hasProvision provision:a .""")
    states = note.states()
    assert (states["2022"], states["Datong"], states["one river, one plan"]) == ("linked", "linked", "open")
    note.say('document:a pg:asPrinted "“one river, one plan”" .')
    assert note.states()["one river, one plan"] == "linked"


def test_a_neighbour_two_steps_away_carries_nothing(note: Reading) -> None:
    note.say(f"""measure:a a pg:Measure ; pg:statedIn {note.at(FIRST)} ; pg:isMeasureOf task:a .
        task:a pg:takesPlaceIn region:datong .
        region:datong pg:hasPrintedName name:datong .
        name:datong a pg:PrintedName ; pg:asPrinted "Datong" .""")
    assert note.states()["Datong"] == "open"


def test_a_bare_number_of_a_neighbour_carries_no_number_but_a_worded_one_does(note: Reading) -> None:
    note.say(f"""measure:a a pg:Measure ; pg:statedIn {note.at(FIRST)} ; pg:hasOutcome value:a .
        value:a a pg:Observation ; pg:asPrinted "12" .""")
    assert note.states()["12"] == "open"
    note.say('value:a pg:asPrinted "12 outlets" .')
    assert note.states()["12"] == "linked"


def test_a_printed_name_carries_its_own_places_and_a_defect_none(note: Reading) -> None:
    note.say(f'name:a a pg:PrintedName ; pg:asPrinted "Datong" ; pg:statedIn {note.at("in Datong.")} .')
    note.say(f'defect:a a pg:SourceDefect ; pg:asPrinted "12 outlets" ; pg:statedIn {note.at("12 outlets")} .')
    states = note.states()
    assert (states["Datong"], states["12"]) == ("own", "open")


def test_a_form_that_the_reference_data_prints_is_not_this_source_s(note: Reading) -> None:
    note.say(f"measure:a a pg:Measure ; pg:statedIn {note.at(FIRST)} ; pg:takesPlaceIn region:datong .")
    note.refer('region:datong pg:hasPrintedName name:x . name:x pg:asPrinted "Datong" .')
    assert note.states()["Datong"] == "open"


def test_a_passage_that_is_too_wide_carries_nothing(note: Reading) -> None:
    wide = note.at(f"{FIRST} {SECOND} {THIRD}")
    note.say(f'value:a a pg:Observation ; pg:asPrinted "12" ; pg:statedIn {wide} .')
    assert note.states()["12"] == "open"


def test_every_word_of_a_name_must_be_carried_and_the_rest_is_told() -> None:
    note = Reading("It was so in Datong City of Shanxi and in Northsand others.")
    note.say(f'name:a a pg:PrintedName ; pg:asPrinted "City of Shanxi" ; pg:statedIn {note.at("City of Shanxi")} .')
    note.say(f'name:b a pg:PrintedName ; pg:asPrinted "North" ; pg:statedIn {note.at("Northsand others")} .')
    city, north = note.cover().items
    assert (city.state, [part.of(note.text.text) for part in city.open]) == ("open", ["Datong"])
    assert north.state == "own"


def test_an_exclusion_leaves_out_words_and_only_what_its_kind_may(note: Reading) -> None:
    note.say(f"""exclusion:a a pg:CoverageExclusion ; pg:excludes {note.at("Progress of the tasks")}, {note.at(FIRST)} ;
        pg:hasExclusionKind exclusion-kind:heading ; pg:hasReason "only announces"@en .""")
    found = note.cover()
    assert sentence_states(found) == ["excluded", "excluded", "open", "open"]
    assert found.of_words() == Tally(0, 0, 12, 16)
    assert [(item.state, item.within) for item in found.items[:3]] == [("open", "heading")] * 3
    assert [(left.kind, left.reason) for left in found.exclusions] == [("heading", "only announces")] * 2


def test_page_furniture_leaves_out_every_kind_and_a_section_number_numbers() -> None:
    note = Reading("3 of Datong\n4 of Datong in 2022")
    note.say(f"""exclusion:a a pg:CoverageExclusion ; pg:excludes {note.at("3 of Datong")} ;
        pg:hasExclusionKind exclusion-kind:page-furniture .
        exclusion:b a pg:CoverageExclusion ; pg:excludes {note.at("4 of Datong in 2022")} ;
        pg:hasExclusionKind exclusion-kind:section-number .""")
    assert [(item.span.of(note.text.text), item.state) for item in note.cover().items] == [
        ("3", "excluded"),
        ("Datong", "excluded"),
        ("4", "excluded"),
        ("Datong", "open"),
        ("2022", "open"),
    ]


def test_what_is_stated_is_accounted_for_though_it_is_excluded(note: Reading) -> None:
    note.say(f"""measure:a a pg:Measure ; pg:asPrinted "12" ; pg:statedIn {note.at(FIRST)} .
        exclusion:a a pg:CoverageExclusion ; pg:excludes {note.at(FIRST)} ;
        pg:hasExclusionKind exclusion-kind:page-furniture .""")
    found = note.cover()
    assert found.sentences[1].state == "accounted"
    assert [(item.span.of(note.text.text), item.state) for item in found.items[:3]] == [
        ("2022", "excluded"),
        ("12", "own"),
        ("Datong", "excluded"),
    ]


def test_passages_of_other_sources_and_broken_ones_do_not_count(note: Reading) -> None:
    note.say("""measure:a a pg:Measure ; pg:statedIn passage:b, passage:c, passage:d .
        passage:b pg:inSource source:other ; pg:startOffset 0 ; pg:endOffset 40 .
        passage:c pg:inSource source:note ; pg:startOffset 0 .
        passage:d pg:inSource source:note ; pg:startOffset 0 ; pg:endOffset "x" .""")
    assert sentence_states(note.cover()) == ["open"] * 4
    assert note.cover().passages == 0


def test_a_chinese_text_is_compared_alike() -> None:
    note = Reading("一是完成12项整治；二是印发《清洁河流方案》。三是验收。")
    note.say(f'value:a a pg:Observation ; pg:asPrinted "１２项" ; pg:statedIn {note.at("完成12项整治")} .')
    found = note.cover()
    assert sentence_states(found) == ["accounted", "open", "open"]
    assert found.sentences[0].words == Tally(6, 0, 0, 2)
    assert note.states() == {"12": "own", "清洁河流方案": "open"}


def test_a_bare_number_is_dealt_out_to_one_place_a_node() -> None:
    note = Reading("Here 12 cities issued 12 plans.")
    whole = note.at("12 cities issued 12 plans")
    note.say(f'value:a a pg:Observation ; pg:asPrinted "12" ; pg:statedIn {whole} .')
    assert [item.state for item in note.cover().items] == ["own", "open"]
    note.say(f'value:b a pg:Observation ; pg:asPrinted "12" ; pg:statedIn {whole} .')
    assert [item.state for item in note.cover().items] == ["own", "own"]


@pytest.mark.parametrize(
    "passages",
    [
        ("12 cities issued 12 plans and 12 more", "12 cities issued 12 plans", "12 cities"),
        ("12 cities issued 12 plans and 12 more", "issued 12 plans", "Here 12 cities"),
    ],
)
def test_a_place_goes_to_the_claim_that_has_the_fewest_left(passages: tuple[str, ...]) -> None:
    note = Reading("Here 12 cities issued 12 plans and 12 more.")
    for number, words in enumerate(passages):
        note.say(f'value:a{number} a pg:Observation ; pg:asPrinted "12" ; pg:statedIn {note.at(words)} .')
    assert [item.state for item in note.cover().items] == ["own"] * 3


def test_a_number_with_words_is_carried_wherever_it_stands_and_so_is_a_date() -> None:
    note = Reading("It gave 12 plans, then 12 plans, in 2022 and in 2022.")
    whole = note.at("It gave 12 plans, then 12 plans, in 2022 and in 2022")
    note.say(f'value:a a pg:Observation ; pg:asPrinted "12 plans" ; pg:statedIn {whole} .')
    note.say(f'time:a a pg:TimeExpression ; pg:asPrinted "2022" ; pg:statedIn {whole} .')
    assert [item.state for item in note.cover().items] == ["own"] * 4


def test_a_number_word_is_a_bare_number_too() -> None:
    note = Reading("It ranked first in air and first in water.")
    whole = note.at("ranked first in air and first in water")
    note.say(f'value:a a pg:Observation ; pg:asPrinted "First" ; pg:statedIn {whole} .')
    assert [item.state for item in note.cover().items] == ["own", "open"]


def test_the_ending_of_a_possessive_need_not_be_printed() -> None:
    note = Reading("It is so in Shanxi's plan.")
    note.say(f'name:a a pg:PrintedName ; pg:asPrinted "Shanxi" ; pg:statedIn {note.at("in Shanxi")} .')
    assert note.states() == {"Shanxi's": "own"}


def test_a_sentence_of_which_words_are_neither_stated_nor_excluded_is_open(note: Reading) -> None:
    note.say(f"""exclusion:a a pg:CoverageExclusion ; pg:excludes {note.at("Progress of")} ;
        pg:hasExclusionKind exclusion-kind:heading .""")
    assert sentence_states(note.cover())[0] == "open"
    assert open_words(note)[0] == ["the tasks"]
