"""Types of administrative divisions, told from code and Chinese name, with their English type words."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from policygraph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PEOPLES", "DivisionType", "division_type", "level_of"]

PEOPLES: Mapping[str, str] = MappingProxyType(
    {
        "各族": "Various Nationalities",
        "满族": "Manchu",
        "回族": "Hui",
        "蒙古族": "Mongol",
        "蒙古": "Mongol",
        "朝鲜族": "Korean",
        "达斡尔族": "Daur",
        "畲族": "She",
        "土家族": "Tujia",
        "苗族": "Miao",
        "侗族": "Dong",
        "瑶族": "Yao",
        "壮族": "Zhuang",
        "仫佬族": "Mulao",
        "毛南族": "Maonan",
        "黎族": "Li",
        "藏族": "Tibetan",
        "羌族": "Qiang",
        "彝族": "Yi",
        "布依族": "Buyei",
        "仡佬族": "Gelao",
        "水族": "Sui",
        "傣族": "Dai",
        "景颇族": "Jingpo",
        "傈僳族": "Lisu",
        "哈尼族": "Hani",
        "拉祜族": "Lahu",
        "佤族": "Va",
        "布朗族": "Blang",
        "白族": "Bai",
        "普米族": "Pumi",
        "独龙族": "Derung",
        "怒族": "Nu",
        "纳西族": "Naxi",
        "土族": "Tu",
        "撒拉族": "Salar",
        "保安族": "Bonan",
        "东乡族": "Dongxiang",
        "裕固族": "Yugur",
        "哈萨克族": "Kazakh",
        "哈萨克": "Kazakh",
        "柯尔克孜": "Kyrgyz",
        "塔吉克": "Tajik",
        "锡伯": "Xibe",
        "维吾尔": "Uygur",
    }
)
"""Names of peoples as they stand in names of divisions, in English."""

# Levels by the zeros at the end of a code; the type words of a level, the longer before the shorter.
_TYPES = {
    "province": {
        "特别行政区": ("Special Administrative Region", "special-administrative-region"),
        "自治区": ("Autonomous Region", "autonomous-region"),
        "省": ("Province", "province"),
        "市": ("Municipality", "municipality"),
    },
    "prefecture": {
        "自治州": ("Autonomous Prefecture", "autonomous-prefecture"),
        "地区": ("Prefecture", "prefecture"),
        "盟": ("League", "league"),
        "市": ("City", "prefecture-level-city"),
    },
    "county": {
        "自治县": ("Autonomous County", "autonomous-county"),
        "自治旗": ("Autonomous Banner", "autonomous-banner"),
        "县": ("County", "county"),
        "旗": ("Banner", "banner"),
        "市": ("City", "county-level-city"),
        "区": ("District", "district"),
    },
}

# Type words that look like the end of ordinary names (清新区, 碑林区) hold for these codes only.
_RARE = {
    "120116": ("新区", "New Area", "district"),
    "130107": ("矿区", "Mining District", "district"),
    "130406": ("矿区", "Mining District", "district"),
    "130804": ("矿区", "Mining District", "district"),
    "150206": ("矿区", "Mining District", "district"),
    "210113": ("新区", "New District", "district"),
    "310115": ("新区", "New Area", "district"),
    "429021": ("林区", "Forestry District", "forestry-district"),
    "520203": ("特区", "Special District", "special-district"),
}


@dataclass(frozen=True, slots=True)
class DivisionType:
    """What a Chinese name says of a division.

    Attributes:
        stem: The name without its type word: 延边朝鲜族 of 延边朝鲜族自治州.
        words: The English type word, such as `Autonomous Prefecture`.
        type: Slug of the concept in the scheme `division-type`.
    """

    stem: str
    words: str
    type: str

    @property
    def names_peoples(self) -> bool:
        """Whether the name may carry names of peoples: autonomous units do, and districts such as 管城回族区."""
        return self.type.startswith("autonomous-") or (self.type == "district" and self.stem.endswith("族"))


def level_of(code: str) -> str:
    """Give the level that a six-digit code of GB/T 2260 stands for: province, prefecture or county."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def division_type(code: str, zh: str) -> DivisionType:
    """Tell the type of a division.

    Args:
        code: Its six-digit code.
        zh: Its Chinese name.

    Raises:
        DataError: The name ends in no type word of its level.
    """
    if code in _RARE:
        ending, words, slug = _RARE[code]
        if zh.endswith(ending):
            return DivisionType(zh.removesuffix(ending), words, slug)
    for ending, (words, slug) in _TYPES[level_of(code)].items():
        if zh.endswith(ending) and zh != ending:
            return DivisionType(zh.removesuffix(ending), words, slug)
    raise DataError(
        f"{zh} ({code}) ends in no type word of the level {level_of(code)}",
        remedy="add the type word to tools/division_types.py, or the code to the rows that are left out",
    )
