"""Readings of the characters that codes use."""

from __future__ import annotations

import pytest

from policygraph.identifiers.bodies import LOCAL, NATIONAL
from policygraph.identifiers.marks import MARKS
from policygraph.identifiers.regions import REGIONS
from policygraph.identifiers.romanisation import initials, spelled, syllables
from policygraph.identifiers.syllables import is_syllable, segmentations


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("晋环发", "jin huan fa"),
        ("内发规委字", "nei fa gui wei zi"),
        ("重庆市人民政府令", "chong qing shi ren min zheng fu ling"),
        ("工信厅联重装", "gong xin ting lian zhong zhuang"),
        ("长政发", "chang zheng fa"),
        ("财会", "cai hui"),
        ("财会计", "cai kuai ji"),
        ("中国人民银行令", "zhong guo ren min yin hang ling"),
        ("藏政发", "zang zheng fa"),
        ("文旅发", "wen lv fa"),
        ("自然资调查", "zi ran zi diao cha"),
        ("河长办", "he zhang ban"),
        ("厦府规", "xia fu gui"),
        ("沪经信都市", "hu jing xin du shi"),
        ("京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫", "jing jin ji jin nei liao ji hei hu su zhe wan min gan lu yu"),
        (
            "鄂湘粤桂琼渝川贵云藏陕甘青宁新蒙滇黔陇",
            "e xiang yue gui qiong yu chuan gui yun zang shan gan qing ning xin meng dian qian long",
        ),
    ],
)
def test_a_code_is_read_as_its_bodies_read_it(code: str, written: str) -> None:
    assert " ".join(syllables(code)) == written


def test_initials_are_the_first_letters() -> None:
    assert initials("环办水体函") == "HBSTH"


def test_every_character_of_the_tables_has_a_reading_that_is_a_syllable() -> None:
    texts = [body.code + body.parts for body in (*NATIONAL, *LOCAL)] + [
        *MARKS,
        *(region.characters for region in REGIONS),
    ]
    characters = sorted(set("".join(texts)) - {" "})
    assert all(is_syllable(syllable) for character in characters for syllable in spelled(character))


@pytest.mark.parametrize(
    ("word", "first"),
    [("jinhuanfa", "jin huan fa"), ("jinganfa", "jin gan fa"), ("ehuanfa", "e huan fa"), ("shaanxi", "shaan xi")],
)
def test_a_word_falls_into_syllables_by_orthography(word: str, first: str) -> None:
    assert " ".join(segmentations(word)[0]) == first


@pytest.mark.parametrize("word", ["notice", "document", "x", "", "jhf"])
def test_other_words_do_not(word: str) -> None:
    assert segmentations(word) == ()
