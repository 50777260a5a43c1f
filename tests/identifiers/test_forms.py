"""Real-looking forms of numbers, each with what it says, written by hand."""

from __future__ import annotations

import pytest

from policygraph.identifiers import from_iri, parse

# printed | agency code | kinds | year | serial | normal form
HAN = """
国发〔2021〕23号 | 国发 | document | 2021 | 23 | 国发〔2021〕23号
國發〔2021〕23號 | 国发 | document | 2021 | 23 | 国发〔2021〕23号
国发[2013]37号 | 国发 | document | 2013 | 37 | 国发〔2013〕37号
国发（2015）17号 | 国发 | document | 2015 | 17 | 国发〔2015〕17号
国发【2016】31号 | 国发 | document | 2016 | 31 | 国发〔2016〕31号
国发［２０１８］２２号 | 国发 | document | 2018 | 22 | 国发〔2018〕22号
国发﹝2018﹞22号 | 国发 | document | 2018 | 22 | 国发〔2018〕22号
国发〔二〇二一〕二十三号 | 国发 | document | 2021 | 23 | 国发〔2021〕23号
国函〔2022〕12号 | 国函 | letter | 2022 | 12 | 国函〔2022〕12号
国办发〔2020〕45号 | 国办发 | office document | 2020 | 45 | 国办发〔2020〕45号
國辦發〔2020〕45號 | 国办发 | office document | 2020 | 45 | 国办发〔2020〕45号
国办函〔2021〕132号 | 国办函 | office letter | 2021 | 132 | 国办函〔2021〕132号
国发明电〔2013〕1号 | 国发明电 | document telegram | 2013 | 1 | 国发明电〔2013〕1号
国办发明电〔2025〕7号 | 国办发明电 | office document telegram | 2025 | 7 | 国办发明电〔2025〕7号
中发〔2021〕40号 | 中发 | document | 2021 | 40 | 中发〔2021〕40号
中办发〔2022〕10号 | 中办发 | office document | 2022 | 10 | 中办发〔2022〕10号
厅字〔2019〕48号 | 厅字 | office series | 2019 | 48 | 厅字〔2019〕48号
发改环资〔2021〕1381号 | 发改环资 | | 2021 | 1381 | 发改环资〔2021〕1381号
發改環資〔2021〕1381號 | 发改环资 | | 2021 | 1381 | 发改环资〔2021〕1381号
发改办环资〔2020〕316号 | 发改办环资 | office | 2020 | 316 | 发改办环资〔2020〕316号
发改价格规〔2021〕689号 | 发改价格规 | normative | 2021 | 689 | 发改价格规〔2021〕689号
财建〔2021〕12号 | 财建 | | 2021 | 12 | 财建〔2021〕12号
財建〔2021〕12號 | 财建 | | 2021 | 12 | 财建〔2021〕12号
财资环〔2022〕91号 | 财资环 | | 2022 | 91 | 财资环〔2022〕91号
财税〔2016〕36号 | 财税 | | 2016 | 36 | 财税〔2016〕36号
财办建〔2021〕13号 | 财办建 | office | 2021 | 13 | 财办建〔2021〕13号
环发〔2014〕197号 | 环发 | document | 2014 | 197 | 环发〔2014〕197号
环水体〔2018〕16号 | 环水体 | | 2018 | 16 | 环水体〔2018〕16号
环大气〔2019〕35号 | 环大气 | | 2019 | 35 | 环大气〔2019〕35号
环综合〔2022〕51号 | 环综合 | | 2022 | 51 | 环综合〔2022〕51号
环环评〔2024〕65号 | 环环评 | | 2024 | 65 | 环环评〔2024〕65号
环办水体函〔2021〕275号 | 环办水体函 | office letter | 2021 | 275 | 环办水体函〔2021〕275号
环办气候函〔2021〕492号 | 环办气候函 | office letter | 2021 | 492 | 环办气候函〔2021〕492号
国环规生态〔2022〕2号 | 国环规生态 | normative | 2022 | 2 | 国环规生态〔2022〕2号
建城〔2019〕52号 | 建城 | | 2019 | 52 | 建城〔2019〕52号
建办城函〔2021〕130号 | 建办城函 | office letter | 2021 | 130 | 建办城函〔2021〕130号
教体艺〔2021〕7号 | 教体艺 | | 2021 | 7 | 教体艺〔2021〕7号
教职成函〔2019〕14号 | 教职成函 | letter | 2019 | 14 | 教职成函〔2019〕14号
交海发〔2019〕19号 | 交海发 | document | 2019 | 19 | 交海发〔2019〕19号
水资源〔2021〕263号 | 水资源 | | 2021 | 263 | 水资源〔2021〕263号
办水保〔2018〕135号 | 办水保 | office | 2018 | 135 | 办水保〔2018〕135号
农计财发〔2021〕10号 | 农计财发 | document | 2021 | 10 | 农计财发〔2021〕10号
工信部联节〔2022〕88号 | 工信部联节 | joint | 2022 | 88 | 工信部联节〔2022〕88号
工信部信管函〔2019〕337号 | 工信部信管函 | letter | 2019 | 337 | 工信部信管函〔2019〕337号
工信厅联重装〔2024〕64 号 | 工信厅联重装 | office joint | 2024 | 64 | 工信厅联重装〔2024〕64号
人社部发〔2021〕16号 | 人社部发 | document | 2021 | 16 | 人社部发〔2021〕16号
人社厅函〔2020〕5号 | 人社厅函 | office letter | 2020 | 5 | 人社厅函〔2020〕5号
自然资规〔2019〕1号 | 自然资规 | normative | 2019 | 1 | 自然资规〔2019〕1号
自然资办发〔2022〕57号 | 自然资办发 | office document | 2022 | 57 | 自然资办发〔2022〕57号
国卫办妇幼函〔2021〕635号 | 国卫办妇幼函 | office letter | 2021 | 635 | 国卫办妇幼函〔2021〕635号
國衛辦婦幼函〔2021〕635號 | 国卫办妇幼函 | office letter | 2021 | 635 | 国卫办妇幼函〔2021〕635号
国能发新能〔2021〕25号 | 国能发新能 | document | 2021 | 25 | 国能发新能〔2021〕25号
银发〔2021〕169号 | 银发 | document | 2021 | 169 | 银发〔2021〕169号
银保监办发〔2022〕103号 | 银保监办发 | office document | 2022 | 103 | 银保监办发〔2022〕103号
公通字〔2020〕9号 | 公通字 | notice series | 2020 | 9 | 公通字〔2020〕9号
司发通〔2021〕87号 | 司发通 | document notice | 2021 | 87 | 司发通〔2021〕87号
法释〔2020〕28号 | 法释 | interpretation | 2020 | 28 | 法释〔2020〕28号
林资发〔2021〕5号 | 林资发 | document | 2021 | 5 | 林资发〔2021〕5号
安委办〔2021〕3号 | 安委办 | office | 2021 | 3 | 安委办〔2021〕3号
晋环发〔2022〕43号 | 晋环发 | document | 2022 | 43 | 晋环发〔2022〕43号
晋环发[2022]43号 | 晋环发 | document | 2022 | 43 | 晋环发〔2022〕43号
晉環發〔2022〕43號 | 晋环发 | document | 2022 | 43 | 晋环发〔2022〕43号
晋环发【2022】第043号 | 晋环发 | document | 2022 | 43 | 晋环发〔2022〕43号
晋环发　〔 2022 〕 43 号 | 晋环发 | document | 2022 | 43 | 晋环发〔2022〕43号
晋 环 发〔2022〕43号 | 晋环发 | document | 2022 | 43 | 晋环发〔2022〕43号
晋环发〔2022年〕43号 | 晋环发 | document | 2022 | 43 | 晋环发〔2022〕43号
晋环发〔2022〕No.43 | 晋环发 | document | 2022 | 43 | 晋环发〔2022〕43号
晋环函〔2021〕77号 | 晋环函 | letter | 2021 | 77 | 晋环函〔2021〕77号
晋政发〔2021〕7号 | 晋政发 | document | 2021 | 7 | 晋政发〔2021〕7号
晋政办发〔2022〕95号 | 晋政办发 | office document | 2022 | 95 | 晋政办发〔2022〕95号
晋发〔2018〕32号 | 晋发 | document | 2018 | 32 | 晋发〔2018〕32号
晋办发〔2021〕4号 | 晋办发 | office document | 2021 | 4 | 晋办发〔2021〕4号
内发规委字〔2023〕1号 | 内发规委字 | series | 2023 | 1 | 内发规委字〔2023〕1号
内政办发〔2021〕51号 | 内政办发 | office document | 2021 | 51 | 内政办发〔2021〕51号
内党办发〔2020〕9号 | 内党办发 | office document | 2020 | 9 | 内党办发〔2020〕9号
京民养老发〔2019〕160号 | 京民养老发 | document | 2019 | 160 | 京民养老发〔2019〕160号
沪府规〔2021〕1号 | 沪府规 | normative | 2021 | 1 | 沪府规〔2021〕1号
沪规划资源建〔2021〕437 号 | 沪规划资源建 | | 2021 | 437 | 沪规划资源建〔2021〕437号
苏建函建管 〔2019〕233号 | 苏建函建管 | letter | 2019 | 233 | 苏建函建管〔2019〕233号
川经信装备〔2021〕124 号 | 川经信装备 | | 2021 | 124 | 川经信装备〔2021〕124号
粤府〔2021〕28号 | 粤府 | | 2021 | 28 | 粤府〔2021〕28号
鲁政字〔2021〕50号 | 鲁政字 | series | 2021 | 50 | 鲁政字〔2021〕50号
新党办发〔2022〕34号 | 新党办发 | office document | 2022 | 34 | 新党办发〔2022〕34号
衡政办发〔2022〕27号 | 衡政办发 | office document | 2022 | 27 | 衡政办发〔2022〕27号
抚医保发〔2022〕16号 | 抚医保发 | document | 2022 | 16 | 抚医保发〔2022〕16号
铜川政发〔2021〕1号 | 铜川政发 | document | 2021 | 1 | 铜川政发〔2021〕1号
遂船府办发〔2023〕15号 | 遂船府办发 | office document | 2023 | 15 | 遂船府办发〔2023〕15号
〔1986〕环管字第201号 | 环管字 | series | 1986 | 201 | 环管字〔1986〕201号
"""

SERIES = """
国务院令第736号 | 国务院令 | order | | 736 | 国务院令第736号
国务院令 第736号 | 国务院令 | order | | 736 | 国务院令第736号
國務院令第736號 | 国务院令 | order | | 736 | 国务院令第736号
国务院令第七百三十六号 | 国务院令 | order | | 736 | 国务院令第736号
国务院第736号令 | 国务院令 | order | | 736 | 国务院令第736号
国令第736号 | 国务院令 | order | | 736 | 国务院令第736号
中华人民共和国国务院令（第736号） | 国务院令 | order | | 736 | 国务院令第736号
Decree No. 736 of the State Council | 国务院令 | order | | 736 | 国务院令第736号
State Council Decree No. 736 | 国务院令 | order | | 736 | 国务院令第736号
Decree of the State Council No. 736 | 国务院令 | order | | 736 | 国务院令第736号
中华人民共和国主席令第七十号 | 主席令 | order | | 70 | 主席令第70号
生态环境部令第11号 | 生态环境部令 | order | | 11 | 生态环境部令第11号
Order No. 11 of the Ministry of Ecology and Environment | 生态环境部令 | order | | 11 | 生态环境部令第11号
住建部令第37号 | 住房和城乡建设部令 | order | | 37 | 住房和城乡建设部令第37号
中华人民共和国教育部令第41号 | 教育部令 | order | | 41 | 教育部令第41号
交通运输部令2021年第15号 | 交通运输部令 | order | 2021 | 15 | 交通运输部令2021年第15号
国家发展改革委2021年第46号令 | 国家发展和改革委员会令 | order | 2021 | 46 | 国家发展和改革委员会令2021年第46号
山西省人民政府令第290号 | 山西省人民政府令 | order | | 290 | 山西省人民政府令第290号
太原市政府令第88号 | 太原市人民政府令 | order | | 88 | 太原市人民政府令第88号
公告2018年第48号 | 公告 | announcement | 2018 | 48 | 公告2018年第48号
生态环境部公告 2020年 第1号 | 生态环境部公告 | announcement | 2020 | 1 | 生态环境部公告2020年第1号
生态环境部公告（2020年第1号） | 生态环境部公告 | announcement | 2020 | 1 | 生态环境部公告2020年第1号
MEE Announcement No. 48 of 2018 | 生态环境部公告 | announcement | 2018 | 48 | 生态环境部公告2018年第48号
中国人民银行公告〔2021〕第16号 | 中国人民银行公告 | announcement | 2021 | 16 | 中国人民银行公告2021年第16号
农业农村部公告第250号 | 农业农村部公告 | announcement | | 250 | 农业农村部公告第250号
财政部 税务总局公告2026年第13号 | 财政部国家税务总局公告 | announcement | 2026 | 13 | 财政部国家税务总局公告2026年第13号
"""

LATIN = """
JHF [2022] No.43 | JHF | document | 2022 | 43 | JHF [2022] No. 43
JHF [2022] No. 43 | JHF | document | 2022 | 43 | JHF [2022] No. 43
JHF (2022) 43 | JHF | document | 2022 | 43 | JHF [2022] No. 43
ＪＨＦ［２０２２］Ｎｏ．４３ | JHF | document | 2022 | 43 | JHF [2022] No. 43
Jin Huan Fa [2022] No. 43 | Jin Huan Fa | document | 2022 | 43 | Jin Huan Fa [2022] No. 43
Jinhuanfa [2022] 43 | Jin Huan Fa | document | 2022 | 43 | Jin Huan Fa [2022] No. 43
Jinhuanfa No. [2022] 43 | Jin Huan Fa | document | 2022 | 43 | Jin Huan Fa [2022] No. 43
Jìn Huán Fā〔2022〕No. 43 | Jin Huan Fa | document | 2022 | 43 | Jin Huan Fa [2022] No. 43
Guo Fa [2021] No. 23 | Guo Fa | document | 2021 | 23 | Guo Fa [2021] No. 23
Guofa [2021] 23 | Guo Fa | document | 2021 | 23 | Guo Fa [2021] No. 23
GuoFa (2021) No. 23 | Guo Fa | document | 2021 | 23 | Guo Fa [2021] No. 23
GUO FA [2021] No. 023 | Guo Fa | document | 2021 | 23 | Guo Fa [2021] No. 23
Guo Fa No. 23 [2021] | Guo Fa | document | 2021 | 23 | Guo Fa [2021] No. 23
Guo Ban Fa Dian [2025] No. 7 | Guo Ban Fa Dian | office document telegram | 2025 | 7 | Guo Ban Fa Dian [2025] No. 7
Nei Fa Gui Wei Zi [2023] No. 1 | Nei Fa Gui Wei Zi | series | 2023 | 1 | Nei Fa Gui Wei Zi [2023] No. 1
Caishui [2023] No. 43 | Cai Shui | | 2023 | 43 | Cai Shui [2023] No. 43
Guoshuihan [2006] No. 1200 | Guo Shui Han | letter | 2006 | 1200 | Guo Shui Han [2006] No. 1200
Fa Gai Huan Zi [2021] No. 1381 | Fa Gai Huan Zi | | 2021 | 1381 | Fa Gai Huan Zi [2021] No. 1381
Nei Huan Fa [2022] 005 | Nei Huan Fa | document | 2022 | 5 | Nei Huan Fa [2022] No. 5
"""


def rows(*tables: str) -> list[list[str]]:
    return [[cell.strip(" ") for cell in line.split("|")] for table in tables for line in table.strip("\n").split("\n")]


FORMS = rows(HAN, SERIES, LATIN)


def test_the_table_holds_at_least_eighty_forms() -> None:
    assert len({row[0] for row in FORMS}) == len(FORMS) >= 80


@pytest.mark.parametrize(("printed", "code", "kinds", "year", "serial", "normal"), FORMS)
def test_a_printed_form_is_read(printed: str, code: str, kinds: str, year: str, serial: str, normal: str) -> None:
    number = parse(printed)
    said = " ".join(kind.value for kind in number.kinds)
    assert [number.agency_code, said, str(number.year or ""), str(number.serial)] == [code, kinds, year, serial]
    assert number.normal_form == normal


@pytest.mark.parametrize("normal", sorted({row[5] for row in FORMS}))
def test_the_normal_form_and_the_iri_lead_back_to_the_number(normal: str) -> None:
    number = parse(normal)
    assert number.normal_form == normal
    assert from_iri(number.iri) == number
