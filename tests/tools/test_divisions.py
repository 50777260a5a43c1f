from __future__ import annotations

import subprocess
import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS
from tools.divisions import check, library_table, main, render

from policygraph.graph.canonical import canonical_text
from policygraph.graph.turtle import as_graph, triples_of
from policygraph.vocab import expand

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "reference" / "divisions"
DIVISION = URIRef(expand("pg:AdministrativeDivision"))
PARENT = URIRef(expand("pg:isPartOf"))
LEVEL = URIRef(expand("pg:hasLevel"))
TYPE = URIRef(expand("pg:hasDivisionType"))
CHINA = URIRef(expand("region:china"))


def has_library() -> bool:
    try:
        return version("cpca") == "0.5.5"
    except PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Give all committed files as one graph."""
    files = sorted(FOLDER.glob("*.ttl"))
    return as_graph(triple for path in files for triple in triples_of(path, path.read_text(encoding="utf-8")))


@pytest.fixture
def small(tmp_path: Path) -> list[str]:
    """Give the arguments that write a table of one province to the folder `out`."""
    table, names = tmp_path / "adcodes.csv", tmp_path / "names.csv"
    table.write_text("adcode,name,longitude,latitude\n370000000000,山东省,117.0,36.6\n", encoding="utf-8")
    names.write_text("code,zh,en,note\n", encoding="utf-8")
    return ["--table", str(table), "--names", str(names), "--output", str(tmp_path / "out")]


def code_of(graph: Graph, division: Node) -> str:
    return str(graph.value(division, SKOS.notation))


def count(graph: Graph, predicate: URIRef, prefix: str = "") -> Counter[str]:
    """Count the divisions whose code begins with the prefix, by the last segment of the property's value."""
    return Counter(
        str(value).rsplit("/", 1)[-1]
        for division, value in graph.subject_objects(predicate)
        if code_of(graph, division).startswith(prefix)
    )


def test_the_country_has_34_provinces_334_prefectures_and_2848_counties(graph: Graph) -> None:
    assert count(graph, LEVEL) == {"country": 1, "province": 34, "prefecture": 334, "county": 2848}


def test_the_types_are_as_many_as_the_statistics_of_2016_have(graph: Graph) -> None:
    types = count(graph, TYPE)

    assert {name: types[name] for name in ("province", "autonomous-region", "municipality")} == {
        "province": 23,
        "autonomous-region": 5,
        "municipality": 4,
    }
    assert types["special-administrative-region"] == 2
    assert (types["prefecture"], types["autonomous-prefecture"], types["league"]) == (8, 30, 3)
    assert (types["autonomous-county"], types["banner"], types["autonomous-banner"]) == (117, 49, 3)
    assert (types["forestry-district"], types["special-district"]) == (1, 1)


def test_shanxi_has_11_cities_and_119_counties_cities_and_districts(graph: Graph) -> None:
    assert count(graph, TYPE, "14") == {
        "province": 1,
        "prefecture-level-city": 11,
        "district": 23,
        "county-level-city": 11,
        "county": 85,
    }


def test_inner_mongolia_has_9_cities_3_leagues_and_103_units_below(graph: Graph) -> None:
    assert count(graph, TYPE, "15") == {
        "autonomous-region": 1,
        "prefecture-level-city": 9,
        "league": 3,
        "district": 23,
        "county-level-city": 11,
        "county": 17,
        "banner": 49,
        "autonomous-banner": 3,
    }


def test_every_division_but_the_country_has_one_parent_whose_code_begins_its_own(graph: Graph) -> None:
    wrong = []
    for division in set(graph.subjects(RDF.type, DIVISION)) - {CHINA}:
        parents = list(graph.objects(division, PARENT))
        prefixes = ["" if parent == CHINA else code_of(graph, parent).rstrip("0") for parent in parents]
        if len(parents) != 1 or not code_of(graph, division).startswith(prefixes[0]):
            wrong.append(str(division))

    assert wrong == []
    assert list(graph.objects(CHINA, PARENT)) == []


def test_every_division_hangs_on_the_country(graph: Graph) -> None:
    below = set(graph.transitive_subjects(PARENT, CHINA))

    assert below == set(graph.subjects(RDF.type, DIVISION))


def test_no_two_divisions_share_a_code(graph: Graph) -> None:
    codes = Counter(str(code) for code in graph.objects(None, SKOS.notation))

    assert [code for code, times in codes.items() if times > 1] == []
    assert len(codes) == 3216


@pytest.mark.parametrize(
    ("slug", "code", "en", "zh"),
    [
        ("shanxi", "140000", "Shanxi Province", "山西省"),
        ("shaanxi", "610000", "Shaanxi Province", "陕西省"),
        ("inner-mongolia", "150000", "Inner Mongolia Autonomous Region", "内蒙古自治区"),
        ("tibet", "540000", "Tibet Autonomous Region", "西藏自治区"),
        ("shanxi-taiyuan", "140100", "Taiyuan City", "太原市"),
        ("shanxi-linfen-houma", "141081", "Houma City", "侯马市"),
        ("shanxi-linfen-xi", "141031", "Xi County", "隰县"),
        ("shanxi-changzhi-pingshun", "140425", "Pingshun County", "平顺县"),
        ("shanxi-changzhi-zhangzi", "140428", "Zhangzi County", "长子县"),
        ("shanxi-linfen-hongtong", "141024", "Hongtong County", "洪洞县"),
        ("shanxi-luliang-liulin", "141125", "Liulin County", "柳林县"),
        ("shanxi-yuncheng-ruicheng", "140830", "Ruicheng County", "芮城县"),
        ("inner-mongolia-hinggan", "152200", "Hinggan League", "兴安盟"),
        ("inner-mongolia-xilingol", "152500", "Xilingol League", "锡林郭勒盟"),
        ("inner-mongolia-hulunbuir-genhe", "150785", "Genhe City", "根河市"),
        ("inner-mongolia-hulunbuir-old-barag", "150725", "Old Barag Banner", "陈巴尔虎旗"),
        ("inner-mongolia-hulunbuir-oroqen", "150723", "Oroqen Autonomous Banner", "鄂伦春自治旗"),
        ("inner-mongolia-ordos-hanggin", "150625", "Hanggin Banner", "杭锦旗"),
        ("inner-mongolia-bayannur-wuyuan", "150821", "Wuyuan County", "五原县"),
        ("inner-mongolia-tongliao-naiman", "150525", "Naiman Banner", "奈曼旗"),
        (
            "inner-mongolia-baotou-darhan-muminggan-united",
            "150223",
            "Darhan Muminggan United Banner",
            "达尔罕茂明安联合旗",
        ),
        ("xinjiang-urumqi", "650100", "Urumqi City", "乌鲁木齐市"),
        ("gansu-linxia-dongxiang", "622926", "Dongxiang Autonomous County", "东乡族自治县"),
        ("henan-luohe", "411100", "Luohe City", "漯河市"),
        ("hainan-wuzhishan", "469001", "Wuzhishan City", "五指山市"),
    ],
)
def test_a_division_is_found_by_slug_code_and_both_names(graph: Graph, slug: str, code: str, en: str, zh: str) -> None:
    division = URIRef(expand(f"region:{slug}"))

    assert code_of(graph, division) == code
    assert set(graph.objects(division, SKOS.prefLabel)) == {Literal(en, lang="en"), Literal(zh, lang="zh-Hans")}


def test_a_point_is_given_as_in_the_library_and_left_out_where_it_has_none(graph: Graph) -> None:
    latitude, longitude = URIRef(expand("geo:lat")), URIRef(expand("geo:long"))
    xinfu, dingzhou = URIRef(expand("region:shanxi-xinzhou-xinfu")), URIRef(expand("region:hebei-dingzhou"))

    assert (str(graph.value(xinfu, latitude)), str(graph.value(xinfu, longitude))) == ("38.404242", "112.746046")
    assert graph.value(dingzhou, latitude) is None


def test_every_division_says_how_its_name_was_made(graph: Graph) -> None:
    ways = {URIRef(expand(f"inference:division-names-{way}")) for way in ("pinyin", "by-hand")}
    made = {division: set(graph.objects(division, URIRef(expand("pg:restsOn")))) for division in divisions(graph)}

    assert [division for division, found in made.items() if len(found) != 1 or not found <= ways] == []
    assert made[URIRef(expand("region:inner-mongolia-hohhot"))] == {URIRef(expand("inference:division-names-by-hand"))}


def test_a_division_has_at_most_eleven_statements(graph: Graph) -> None:
    assert max(len(list(graph.predicate_objects(division))) for division in divisions(graph)) == 11


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttl")), ids=lambda path: path.name)
def test_every_file_is_canonical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert canonical_text(path, text) == text


@pytest.mark.skipif(not has_library(), reason="the table comes from cpca 0.5.5, which is not installed")
def test_the_committed_files_are_byte_for_byte_what_is_written() -> None:
    check(render(library_table(), FOLDER / "names.csv"), FOLDER)


def test_check_passes_after_writing(small: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(small) == 0
    assert main([*small, "--check"]) == 0
    assert "2 files are up to date" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["37-shandong.ttl", "99-elsewhere.ttl"])
def test_check_names_a_file_that_differs_or_does_not_belong(
    small: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    main(small)
    (tmp_path / "out" / name).write_text("", encoding="utf-8")

    assert main([*small, "--check"]) == 4
    assert name in capsys.readouterr().err


def test_a_table_that_is_not_there_is_an_error_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--table", str(tmp_path / "none.csv")]) == 3
    assert "none.csv" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_an_error_in_plain_words(
    small: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")

    assert main(small) == 9
    assert "can't be written" in capsys.readouterr().err


def test_the_script_runs_from_the_root_and_explains_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.divisions", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "--names" in done.stdout


def divisions(graph: Graph) -> set[Node]:
    return set(graph.subjects(RDF.type, DIVISION))
