from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tools.division_names import HandName, name_division, read_hand_names, romanise

from policygraph.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("zh", "length", "expected"),
    [
        ("西安市", 2, "Xi'an"),
        ("淮安市", 2, "Huai'an"),
        ("普洱市", 2, "Pu'er"),
        ("兴安县", 2, "Xing'an"),
        ("长治市", 2, "Changzhi"),
        ("成都市", 2, "Chengdu"),
        ("吕梁市", 2, "Luliang"),
        ("略阳县", 2, "Lueyang"),
        ("尖草坪区", 3, "Jiancaoping"),
        ("隰县", 1, "Xi"),
        ("重庆市", 2, "Chongqing"),
        ("亳州市", 2, "Bozhou"),
        ("盱眙县", 2, "Xuyi"),
    ],
)
def test_a_name_is_romanised_as_one_word(zh: str, length: int, expected: str) -> None:
    assert romanise(zh, length) == expected


@pytest.mark.parametrize(
    ("code", "zh", "full", "type_slug"),
    [
        ("140000", "山东省", "Shandong Province", "province"),
        ("310000", "上海市", "Shanghai Municipality", "municipality"),
        ("140100", "太原市", "Taiyuan City", "prefecture-level-city"),
        ("141081", "侯马市", "Houma City", "county-level-city"),
        ("140105", "小店区", "Xiaodian District", "district"),
        ("140121", "清徐县", "Qingxu County", "county"),
        ("232700", "大兴安岭地区", "Daxing'anling Prefecture", "prefecture"),
        ("222400", "延边朝鲜族自治州", "Yanbian Korean Autonomous Prefecture", "autonomous-prefecture"),
        ("632800", "海西蒙古族藏族自治州", "Haixi Mongol and Tibetan Autonomous Prefecture", "autonomous-prefecture"),
        ("520425", "紫云苗族布依族自治县", "Ziyun Miao and Buyei Autonomous County", "autonomous-county"),
        ("520526", "威宁彝族回族苗族自治县", "Weining Yi, Hui and Miao Autonomous County", "autonomous-county"),
        ("450000", "广西壮族自治区", "Guangxi Zhuang Autonomous Region", "autonomous-region"),
        ("410104", "管城回族区", "Guancheng Hui District", "district"),
        ("441803", "清新区", "Qingxin District", "district"),
        ("610103", "碑林区", "Beilin District", "district"),
        ("120116", "滨海新区", "Binhai New Area", "district"),
        ("130107", "井陉矿区", "Jingxing Mining District", "district"),
        ("429021", "神农架林区", "Shennongjia Forestry District", "forestry-district"),
        ("520203", "六枝特区", "Liuzhi Special District", "special-district"),
        ("430781", "津市市", "Jinshi City", "county-level-city"),
    ],
)
def test_a_division_without_hand_name_is_named_by_rule(code: str, zh: str, full: str, type_slug: str) -> None:
    name = name_division(code, zh, {})

    assert (name.full, name.type, name.by_hand) == (full, type_slug, False)


@pytest.mark.parametrize(
    ("code", "zh", "proper", "full"),
    [
        ("150000", "内蒙古自治区", "Inner Mongolia", "Inner Mongolia Autonomous Region"),
        ("152222", "科尔沁右翼中旗", "Horqin Right Middle", "Horqin Right Middle Banner"),
        ("150722", "莫力达瓦达斡尔族自治旗", "Morin Dawa", "Morin Dawa Daur Autonomous Banner"),
        ("150724", "鄂温克族自治旗", "Ewenki", "Ewenki Autonomous Banner"),
        ("652800", "巴音郭楞蒙古自治州", "Bayingolin", "Bayingolin Mongol Autonomous Prefecture"),
    ],
)
def test_a_hand_name_takes_the_place_of_the_romanisation(code: str, zh: str, proper: str, full: str) -> None:
    name = name_division(code, zh, {code: HandName(zh, proper)})

    assert (name.proper, name.full, name.by_hand) == (proper, full, True)


def test_the_people_that_is_the_whole_name_is_no_addition_to_it() -> None:
    assert name_division("622926", "东乡族自治县", {}).full == "Dongxiangzu Autonomous County"


def test_a_hand_name_for_another_place_is_refused() -> None:
    with pytest.raises(DataError, match="侯马市 under 141081"):
        name_division("141081", "霍州市", {"141081": HandName("侯马市", "Houma")})


def test_a_name_without_known_type_word_is_refused() -> None:
    with pytest.raises(DataError, match="西沙群岛"):
        name_division("460321", "西沙群岛", {})


def test_the_hand_list_is_read_by_code(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("code,zh,en,note\n150100,呼和浩特市,Hohhot,established name\n", encoding="utf-8")

    assert read_hand_names(path) == {"150100": HandName("呼和浩特市", "Hohhot")}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code,en\n", 1),
        ("code,zh,en,note\n150100,呼和浩特市,,x\n", 2),
        ("code,zh,en,note\n150100,呼和浩特市,Hohhot,x\n150100,呼和浩特市,Hohhot,x\n", 3),
        ("code,zh,en,note\n150100,呼和浩特市\n", 2),
    ],
)
def test_a_broken_hand_list_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "names.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_hand_names(path)

    assert caught.value.location is not None
    assert caught.value.location.line == line
