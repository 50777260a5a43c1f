"""Numbers in running text: where they begin and end, and what is left outside."""

from __future__ import annotations

from itertools import pairwise

import pytest

from policygraph.errors import UsageError
from policygraph.identifiers import find_numbers, parse, scan

# text | the numbers as printed, separated by ;
IN_TEXT = """
根据国发〔2021〕23号 | 国发〔2021〕23号
按照《关于印发方案的通知》（晋环发〔2022〕43号）要求 | 晋环发〔2022〕43号
印发晋政发〔2021〕7号文件 | 晋政发〔2021〕7号
生态环境部环办水体函〔2021〕275号 | 环办水体函〔2021〕275号
山西省财政厅晋财建〔2021〕12号 | 晋财建〔2021〕12号
国家发展改革委办公厅发改办环资〔2020〕316号 | 发改办环资〔2020〕316号
指南的通知国卫办妇幼函〔2020〕2号各省、自治区 | 国卫办妇幼函〔2020〕2号
转发财建〔2021〕12号的通知 | 财建〔2021〕12号
执行财建〔2021〕12号 | 财建〔2021〕12号
最新财建〔2021〕12号 | 财建〔2021〕12号
按深发改〔2021〕1005号文执行 | 深发改〔2021〕1005号
根据揭府规〔2020〕1号 | 揭府规〔2020〕1号
（揭环发〔2020〕1号） | 揭环发〔2020〕1号
铜川政发〔2021〕1号 | 铜川政发〔2021〕1号
财税〔2016〕36号、财税〔2017〕37号和财税〔2019〕39号 | 财税〔2016〕36号;财税〔2017〕37号;财税〔2019〕39号
国发〔2021〕23号国办发〔2020〕45号 | 国发〔2021〕23号;国办发〔2020〕45号
《条例》（国务院令第736号）公布 | 国务院令第736号
已对照公安部令第157号现行程序 | 公安部令第157号
根据中华人民共和国国务院令（第736号）规定 | 中华人民共和国国务院令（第736号）
（生态环境部公告2020年第1号） | 生态环境部公告2020年第1号
依据山西省人民政府令第290号 | 山西省人民政府令第290号
(Document No.: JHF [2022] No.43). In the measures | JHF [2022] No.43
The Notice Guo Fa [2021] No. 23 of the State Council | Guo Fa [2021] No. 23
the Autonomous Region (Nei Fa Gui Wei Zi [2023] No. 1), the | Nei Fa Gui Wei Zi [2023] No. 1
Shanxi issued Jin Huan Fa [2022] No. 43. | Jin Huan Fa [2022] No. 43
by Decree No. 736 of the State Council of China, | Decree No. 736 of the State Council of China
Order No. 5 of the Ministry of Finance of Vietnam | -
Royal Decree No. 799 until 30 September 2026 | -
"""
ROWS = [[cell.strip(" ") for cell in line.split(" | ")] for line in IN_TEXT.strip("\n").split("\n")]


@pytest.mark.parametrize(("text", "printed"), ROWS)
def test_words_around_a_number_stay_outside(text: str, printed: str) -> None:
    expected = [] if printed == "-" else printed.split(";")
    assert [found.printed for found in find_numbers(text)] == expected


def test_offsets_count_characters_of_the_text_given() -> None:
    (found,) = find_numbers("見𠮷（晉環發［２０２２］４３號）")
    assert (found.start, found.end, found.printed) == (3, 15, "晉環發［２０２２］４３號")


def test_a_number_may_go_on_in_the_next_line() -> None:
    (found,) = find_numbers("国发〔2021〕\n23号")
    assert found.number == parse("国发〔2021〕23号")


def test_a_line_break_ends_a_code() -> None:
    (found,) = find_numbers("山东省人民政府文件\n鲁政发〔2021〕5号")
    assert found.printed == "鲁政发〔2021〕5号"


def test_findings_never_overlap() -> None:
    findings = scan("000014349/2018-00222 晋环发〔2022〕43号 GB 3095-2012 国发23号 0351-6371234")
    places = [(item.start, item.end) for item in findings.numbers]
    places += [(item.start, item.end) for item in findings.lookalikes]
    assert all(before[1] <= after[0] for before, after in pairwise(sorted(places)))
    assert len(places) == 5


def test_parse_does_not_mind_white_space_around() -> None:
    assert parse("  晋环发〔2022〕43号\n").serial == 43


def test_parse_names_the_number_inside_other_words() -> None:
    with pytest.raises(UsageError, match="晋环发〔2022〕43号"):
        parse("根据晋环发〔2022〕43号")


@pytest.mark.parametrize("text", ["", "   ", "hello", "晋环发", "号" * 1000])
def test_parse_refuses_what_is_no_number_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert "晋环发〔2022〕43号" in caught.value.remedy
