"""Numbers and names of the two reports, as people write them, lead to the things that are meant."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.identifiers import from_iri
from policygraph.model.inquiry import conduct
from policygraph.resolver import NameIndex, Resolution, read_names, resolve
from policygraph.vocab import ID, PG, PREFIXES

if TYPE_CHECKING:
    from policygraph.store import EmbeddedStore

MEASURES = "document/shanxi-emission-trading-measures-2022"
WORK_PLAN = {
    "document/inner-mongolia-mid-term-assessment-work-plan",
    "document/inner-mongolia-mid-term-assessment-work-plan-notice",
}
SHANXI_ECOLOGY = "unit/shanxi-department-of-ecology-and-environment"
RESERVE = "instrument/shanxi-provincial-government-emission-rights-reserve"
INNER_ECOLOGY = "unit/inner-mongolia-department-of-ecology-and-environment"


@pytest.fixture(scope="module")
def names(bundled_store: EmbeddedStore) -> NameIndex:
    """Every name of the bundled graph."""
    return NameIndex(conduct(read_names(), bundled_store.select))


def ask(store: EmbeddedStore, names: NameIndex, text: str, *kinds: str) -> Resolution:
    return conduct(resolve(text, kinds=kinds, index=names), store.select)


def things(found: Resolution) -> list[str]:
    return [match.iri.removeprefix(ID) for match in found.matches]


NUMBERS = [
    "JHF [2022] No.43",
    "JHF (2022) 43",
    "JHF（2022）43",
    "JHF 【2022】 43号",
    "JHF 2022-43",
    "JHF-2022-43",
    "jhf 2022 43",
    "J.H.F. [2022] No. 43",
    "JHF No. 43 of 2022",
    "JHF 43/2022",
    "ＪＨＦ［２０２２］４３",
    "Jin Huan Fa [2022] No. 43",
    "Jinhuanfa No. [2022] 43",
    "jin huan fa 2022 no 43",
    "JIN HUAN FA 2022 43",
    "Jìn Huán Fā (2022) 43",
    "晋环发〔2022〕43号",
    "晋环发[2022]43号",
    "晋环发（2022）43号",
    "晋环发〔2022〕第043号",
    "晋环发２０２２ ４３",
    "晋环发2022 43号",
    "晋环发2022-43",
    "晋环发2022年第43号",
    "晋环发〔2022〕四十三号",
    "晋环发〔二〇二二〕43号",
    "晉環發〔2022〕43號",
    "晋 环 发 〔2022〕 43 号",
    "文号：晋环发〔2022〕43号",
    "“晋环发〔2022〕43号”",
    "（晋环发〔2022〕43号）",
    "晋环发〔2022〕43号文件",
    "根据晋环发〔2022〕43号的规定",
    "the measures (Document No.: JHF [2022] No.43)",
]


@pytest.mark.parametrize("written", NUMBERS)
def test_the_emission_trading_measures_have_one_number(
    bundled_store: EmbeddedStore, names: NameIndex, written: str
) -> None:
    found = ask(bundled_store, names, written)
    assert (found.outcome, things(found)) == ("found", [MEASURES])
    match = found.matches[0]
    assert (match.how, match.matched) == ("document-number", "晋环发〔2022〕43号")
    assert match.via == f"{ID}document-number/jin-huan-fa-2022-43-664b73af53d1"


@pytest.mark.parametrize(
    "written",
    [
        "Nei Fa Gui Wei Zi [2023] No. 1",
        "NFGWZ (2023) 1",
        "内发规委字〔2023〕1号",
        "內發規委字2023-1",
        "nei fa gui wei zi 2023 1",
        "Neifaguiweizi [2023] 1",
        "内发规委字〔2023〕一号",
    ],
)
def test_a_notice_and_the_plan_that_it_distributes_share_a_number(
    bundled_store: EmbeddedStore, names: NameIndex, written: str
) -> None:
    found = ask(bundled_store, names, written)
    assert (found.outcome, set(things(found))) == ("ambiguous", WORK_PLAN)


@pytest.mark.parametrize(
    ("written", "thing", "how"),
    [
        ("Shanxi Provincial Department of Ecology and Environment", SHANXI_ECOLOGY, "label"),
        ("Department of Ecology and Environment of Shanxi Province", SHANXI_ECOLOGY, "printed-name"),
        ("Department of Ecology & Environment of Shanxi Province", SHANXI_ECOLOGY, "folded"),
        ("department of ecology and environment of shanxi province", SHANXI_ECOLOGY, "folded"),
        ("our department", SHANXI_ECOLOGY, "printed-name"),
        ("山西省生态环境厅", SHANXI_ECOLOGY, "label"),
        ("山西省生態環境廳", SHANXI_ECOLOGY, "folded"),
        ("山西省 生态环境厅", SHANXI_ECOLOGY, "folded"),
        ("内蒙古自治区生态环境厅", INNER_ECOLOGY, "label"),
        ("內蒙古自治區生態環境廳", INNER_ECOLOGY, "folded"),
        ("SthjtNmgGovCn", INNER_ECOLOGY, "printed-name"),
        (
            "Taiyuan Central Sub-branch of the People’s Bank of China",
            "unit/peoples-bank-of-china-taiyuan-sub-branch",
            "folded",
        ),
        ("STATE COUNCIL", "unit/state-council", "folded"),
        ("中华人民共和国国务院", "unit/state-council", "label"),
        ("Ministry of Agriculture and Rural Areas", "unit/ministry-of-agriculture-and-rural-affairs", "printed-name"),
        ("forestry and grass", "unit/shanxi-forestry-and-grassland-bureau", "printed-name"),
        ("12Gemeng City", "region/inner-mongolia-leagues-and-cities", "printed-name"),
        ("Hung Yen League", "region/inner-mongolia-hinggan", "printed-name"),
        ("Xing'an League", "region/inner-mongolia-hinggan", "printed-name"),
        ("Xing’an League", "region/inner-mongolia-hinggan", "folded"),
        ("兴安盟", "region/inner-mongolia-hinggan", "label"),
        ("興安盟", "region/inner-mongolia-hinggan", "folded"),
        ("Hulunbergenhe City", "region/inner-mongolia-hulunbuir-genhe", "printed-name"),
        ("yuanqu", "region/shanxi-yuncheng-yuanqu", "printed-name"),
        ("Xixian", "region/shanxi-linfen-xi", "printed-name"),
        ("Damaoqi of Baotou City", "region/inner-mongolia-baotou-darhan-muminggan-united", "printed-name"),
        ("Wuhai and Surrounding Areas", "region/wuhai-and-surrounding-areas", "folded"),
        ("黄河流域", "region/yellow-river-basin", "label"),
        ("Yellow River Basin in our province", "region/shanxi-yellow-river-basin", "printed-name"),
        ("太原市", "region/shanxi-taiyuan", "label"),
        ("140100", "region/shanxi-taiyuan", "division-code"),
        ("1401", "region/shanxi-taiyuan", "division-code"),
        ("15", "region/inner-mongolia", "division-code"),
        ("region:shanxi-taiyuan", "region/shanxi-taiyuan", "prefixed-name"),
        ("region/shanxi-taiyuan", "region/shanxi-taiyuan", "kind/slug"),
        (f"{ID}region/shanxi-taiyuan", "region/shanxi-taiyuan", "iri"),
        ("the measures", MEASURES, "printed-name"),
        ("Measures for the Management of Emission Trading in Shanxi Province", MEASURES, "printed-name"),
        (
            "provincial government reserve of emission rights",
            RESERVE,
            "printed-name",
        ),
    ],
)
def test_a_name_leads_to_its_thing(
    bundled_store: EmbeddedStore, names: NameIndex, written: str, thing: str, how: str
) -> None:
    found = ask(bundled_store, names, written)
    assert (found.outcome, things(found), found.matches[0].how) == ("found", [thing], how)


@pytest.mark.parametrize(
    ("written", "kinds", "expected"),
    [
        ("城区", (), {f"region/{slug}-urban" for slug in (
            "guangdong-shanwei", "shanxi-changzhi", "shanxi-datong", "shanxi-jincheng", "shanxi-yangquan")}),
        ("Wuhai", (), {"region/inner-mongolia-wuhai", "region/wuhai-built-up-area"}),
        ("BAOTOU", (), {"region/inner-mongolia-baotou", "region/baotou-built-up-area"}),
        ("implementation plans for carbon peaking", (), {
            f"document/inner-mongolia-carbon-peak-plan-{part}"
            for part in ("construction", "energy", "industry", "transportation")}),
        ("山西省排污权交易管理办法", (), {MEASURES, "document/shanxi-emission-trading-measures-earlier"}),
        ("关于深入打好污染防治攻坚战的实施意见", (), {
            "document/inner-mongolia-implementation-opinions-pollution-battle",
            "document/shanxi-implementation-opinions-pollution-battle"}),
        ("企业", ("group",), {
            "agent-group/governance-enterprises",
            "agent-group/inner-mongolia-low-carbon-innovators",
            "agent-group/inner-mongolia-rural-investing-enterprises"}),
        ("Response to climate change", (), {
            "task/inner-mongolia-2023-2-03", "task-element/inner-mongolia-2-03-climate-response"}),
    ],
)  # fmt: skip
def test_a_name_of_several_things_leads_to_none_of_them(
    bundled_store: EmbeddedStore, names: NameIndex, written: str, kinds: tuple[str, ...], expected: set[str]
) -> None:
    found = ask(bundled_store, names, written, *kinds)
    assert (found.outcome, set(things(found))) == ("ambiguous", expected)


def test_what_tells_things_of_one_name_apart_is_given(bundled_store: EmbeddedStore, names: NameIndex) -> None:
    where = [match.context[0].name.en for match in ask(bundled_store, names, "城区").matches]
    assert where == ["Shanwei City", "Changzhi City", "Datong City", "Jincheng City", "Yangquan City"]


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("山西生态环境厅", SHANXI_ECOLOGY),
        ("山西省生态环境局", SHANXI_ECOLOGY),
        ("Shanxi Department of Ecology and Environment", SHANXI_ECOLOGY),
        ("Department of Ecologi and Enviroment of Shanxi Province", SHANXI_ECOLOGY),
        ("shanxi sheng shengtai huanjing ting", SHANXI_ECOLOGY),
        ("太源市", "region/shanxi-taiyuan"),
        ("taiyuan shi", "region/shanxi-taiyuan"),
        ("Tayuan City", "region/shanxi-taiyuan"),
        ("Xilingol", "region/inner-mongolia-xilingol"),
        ("emission rights reserve, provincial government", RESERVE),
        ("task/shanxi-2022-2", "task/shanxi-2022-02"),
        ("taks/shanxi-2022-02", "task/shanxi-2022-02"),
        ("measure:shanxi-2022-02", "task/shanxi-2022-02"),
        ("晋环发〔2022〕34号", MEASURES),
        ("晋环发〔2021〕43号", MEASURES),
        ("晋环函〔2022〕43号", MEASURES),
        ("JHF 2022-44", MEASURES),
    ],
)  # fmt: skip
def test_what_is_not_there_offers_what_comes_nearest(
    bundled_store: EmbeddedStore, names: NameIndex, written: str, first: str
) -> None:
    found = ask(bundled_store, names, written)
    assert (found.outcome, found.matches) == ("not-found", ())
    assert found.near[0].iri.removeprefix(ID) == first
    assert len(found.near) <= 10
    assert list(found.near) == sorted(found.near, key=lambda match: -match.score)


@pytest.mark.parametrize("written", ["xyzzy", "?!", "🙂", "task:none", "国发〔2021〕23号"])
def test_what_is_far_from_everything_offers_nothing(
    bundled_store: EmbeddedStore, names: NameIndex, written: str
) -> None:
    found = ask(bundled_store, names, written)
    assert (found.outcome, found.near) == ("not-found", ())


NEAR = re.findall(
    r"^\| `([^`]+)` \| `([^`]+)`.* \| ([0-9.]+) \|$",
    (Path(__file__).parents[2] / "docs" / "resolver.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("written", "near", "score"), NEAR)
def test_the_near_misses_of_the_documentation_are_true(
    bundled_store: EmbeddedStore, names: NameIndex, written: str, near: str, score: str
) -> None:
    first = ask(bundled_store, names, written).near[0]
    assert first.score == float(score)
    assert near in (first.matched, f"{first.kind}/{first.matched}")


def test_the_documentation_has_examples_of_near_misses() -> None:
    assert len(NEAR) == 5


def test_an_unknown_number_says_whose_code_it_is_and_what_there_is(
    bundled_store: EmbeddedStore, names: NameIndex
) -> None:
    (number,) = ask(bundled_store, names, "晋环发2022-99").numbers
    (code,) = number.codes
    assert (number.normal_form, code.code) == ("晋环发〔2022〕99号", "晋环发")
    assert {iri: name.en for iri, name in code.units.items()} == {
        f"{ID}{SHANXI_ECOLOGY}": "Shanxi Provincial Department of Ecology and Environment"
    }
    assert code.held == ("晋环发〔2022〕43号",)


def test_an_unknown_number_in_letters_gives_all_that_its_code_can_stand_for(
    bundled_store: EmbeddedStore, names: NameIndex
) -> None:
    (number,) = ask(bundled_store, names, "JHF 2022-99").numbers
    assert [code.code for code in number.codes] == ["交海发", "京环发", "津环发", "冀环发", "晋环发", "吉环发"]
    assert [code.code for code in number.codes if code.held] == ["晋环发"]


def test_every_name_leads_to_its_thing_or_to_candidates_with_it(bundled_store: EmbeddedStore, names: NameIndex) -> None:
    rows = bundled_store.select(f"""SELECT ?thing ?name {{
      {{ ?thing <{PREFIXES["skos"]}prefLabel>|<{PREFIXES["skos"]}altLabel>|<{PG}reconstructedName> ?name }} UNION
      {{ ?thing <{PG}hasPrintedName>/<{PG}asPrinted> ?name }} }}""").rows
    named: dict[str, set[str]] = {}
    for row in rows:
        named.setdefault(row["name"].value, set()).add(row["thing"].value)
    assert len(named) > 11_000
    wrong = {}
    for name, expected in named.items():
        found = ask(bundled_store, names, name)
        given_things = {m.iri for m in found.matches} | {m.via for m in found.matches if m.via}
        right = "found" if len(found.matches) == 1 else "ambiguous"
        if found.outcome != right or not expected <= given_things:
            wrong[name] = (expected, found.outcome, given_things)
    assert wrong == {}


HELD = ["jin-huan-fa-2022-43-664b73af53d1", "nei-fa-gui-wei-zi-2023-1-518553d189c459d45b57"]
BRACKETS = ["〔{}〕", "[{}]", "（{}）", "【{}】", " {} ", " {}-", "{}年", "﹝{}﹞"]
SERIALS = ["{}号", "第{}号", " No. {}", " {}", "0{}号", "{} hao"]
FULL_WIDTH = {digit: digit + 0xFEE0 for digit in range(ord("0"), ord("9") + 1)}


@given(
    held=st.sampled_from(HELD),
    written=st.sampled_from(list(product(("han", "spaced", "pinyin", "lower", "initials"), BRACKETS, SERIALS))),
    digits=st.sampled_from([{}, FULL_WIDTH]),
    margin=st.sampled_from(["", " ", "　", "\n"]),
)
def test_any_spelling_of_a_number_leads_to_what_carries_it(
    bundled_store: EmbeddedStore,
    names: NameIndex,
    held: str,
    written: tuple[str, str, str],
    digits: dict[int, int],
    margin: str,
) -> None:
    number = from_iri(f"{ID}document-number/{held}")
    script, bracket, serial = written
    syllables = held.split("-")[: len(number.agency_code)]
    code = {
        "han": number.agency_code,
        "spaced": " ".join(number.agency_code),
        "pinyin": " ".join(map(str.capitalize, syllables)),
        "lower": "".join(syllables),
        "initials": "".join(syllable[0] for syllable in syllables).upper(),
    }[script]
    text = code + bracket.format(number.year) + serial.format(number.serial)
    found = ask(bundled_store, names, margin + text.translate(digits) + margin)
    assert set(things(found)) == ({MEASURES} if number.agency_code == "晋环发" else WORK_PLAN)
