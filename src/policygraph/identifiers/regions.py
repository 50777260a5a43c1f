"""The provinces of China and the characters that stand for them at the head of an agency code.

The two-digit codes are those of GB/T 2260 (the first two digits of the six-digit code of the province). A province may
own two characters (贵 and 黔 for Guizhou); 青 stands for Qinghai, though the city of Qingdao uses it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

__all__ = ["REGIONS", "Region", "region_of", "regions_by_character"]


@dataclass(frozen=True, slots=True)
class Region:
    """A province, municipality or autonomous region.

    Attributes:
        code: GB/T 2260 code, two digits.
        characters: Every character that stands for it in agency codes, the usual one first.
        name: Short Chinese name.
        english: Usual English name.
    """

    code: str
    characters: str
    name: str
    english: str


REGIONS: Final[tuple[Region, ...]] = (
    Region("11", "京", "北京", "Beijing"),
    Region("12", "津", "天津", "Tianjin"),
    Region("13", "冀", "河北", "Hebei"),
    Region("14", "晋", "山西", "Shanxi"),
    Region("15", "内蒙", "内蒙古", "Inner Mongolia"),
    Region("21", "辽", "辽宁", "Liaoning"),
    Region("22", "吉", "吉林", "Jilin"),
    Region("23", "黑", "黑龙江", "Heilongjiang"),
    Region("31", "沪", "上海", "Shanghai"),
    Region("32", "苏", "江苏", "Jiangsu"),
    Region("33", "浙", "浙江", "Zhejiang"),
    Region("34", "皖", "安徽", "Anhui"),
    Region("35", "闽", "福建", "Fujian"),
    Region("36", "赣", "江西", "Jiangxi"),
    Region("37", "鲁", "山东", "Shandong"),
    Region("41", "豫", "河南", "Henan"),
    Region("42", "鄂", "湖北", "Hubei"),
    Region("43", "湘", "湖南", "Hunan"),
    Region("44", "粤", "广东", "Guangdong"),
    Region("45", "桂", "广西", "Guangxi"),
    Region("46", "琼", "海南", "Hainan"),
    Region("50", "渝", "重庆", "Chongqing"),
    Region("51", "川", "四川", "Sichuan"),
    Region("52", "黔贵", "贵州", "Guizhou"),
    Region("53", "云滇", "云南", "Yunnan"),
    Region("54", "藏", "西藏", "Tibet"),
    Region("61", "陕", "陕西", "Shaanxi"),
    Region("62", "甘陇", "甘肃", "Gansu"),
    Region("63", "青", "青海", "Qinghai"),
    Region("64", "宁", "宁夏", "Ningxia"),
    Region("65", "新", "新疆", "Xinjiang"),
)


_CODE_LENGTHS: Final = (2, 4, 6)


@cache
def regions_by_character() -> dict[str, Region]:
    """Give the region of every character that can head a code."""
    return {character: region for region in REGIONS for character in region.characters}


def region_of(code: str) -> Region | None:
    """Give the region with a GB/T 2260 code: two digits, or the four or six digits of a place inside it."""
    if not (code.isascii() and code.isdigit() and len(code) in _CODE_LENGTHS):
        return None
    return next((region for region in REGIONS if code.startswith(region.code)), None)
