"""What values are given in and for: measurement units, indicators and years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.nation.places import INFERENCE
from benchmarks.nation.writer import chinese, concept, day, english, iri, year

if TYPE_CHECKING:
    from benchmarks.nation.writer import Writer

__all__ = [
    "ASPECTS",
    "INDICATORS",
    "THEMES",
    "YEARS",
    "indicator",
    "indicator_unit",
    "unit",
    "write_scale",
    "year_time",
]

YEARS: Final = range(2011, 2026)
THEMES: Final = (
    ("air", "空气"), ("surface water", "地表水"), ("groundwater", "地下水"), ("soil", "土壤"), ("forest", "森林"),
    ("solid waste", "固体废物"), ("energy", "能源"), ("carbon", "碳排放"),
)  # fmt: skip
ASPECTS: Final = (
    ("concentration", "浓度", "MilliGM-PER-L", "lower-is-better"),
    ("share", "比例", "PERCENT", "higher-is-better"),
    ("area", "面积", "HA", "higher-is-better"),
    ("volume", "总量", "TONNE", "neutral"),
    ("index", "指数", "UNITLESS", "neutral"),
)
"""What is measured of a theme: English, Chinese, unit, direction."""

INDICATORS: Final = len(THEMES) * len(ASPECTS)
UNITS: Final = {
    "MilliGM-PER-L": ("milligram per litre", "毫克/升"),
    "PERCENT": ("percent", "百分比"),
    "HA": ("hectare", "公顷"),
    "TONNE": ("tonne", "吨"),
    "UNITLESS": ("without unit", "无量纲"),
}


def indicator(number: int) -> str:
    """Give the IRI of an indicator."""
    return iri("indicator", str(number))


def indicator_unit(number: int) -> str:
    """Give the unit of an indicator's values."""
    return unit(ASPECTS[number % len(ASPECTS)][2])


def unit(name: str) -> str:
    """Give the IRI of a measurement unit by its name in QUDT."""
    return f"<http://qudt.org/vocab/unit/{name}>"


def year_time(number: int) -> str:
    """Give the IRI of the time expression of a year."""
    return iri("time", f"year-{number}")


def write_scale(out: Writer) -> None:
    """State what the reference data state of indicators, units, years, and of the inference behind all of it."""
    out.typed(INFERENCE, "Inference")
    out.say(INFERENCE, "skos:prefLabel", (english("Made by the generator"), chinese("由生成程序构造")))
    out.say(INFERENCE, "skos:definition", english("Nothing here is real: the generator made it for measuring."))
    out.say(INFERENCE, "skos:definition", chinese("此处内容均非真实，由生成程序为性能测试而构造。"))
    out.say(INFERENCE, "hasBasis", concept("inference-basis", "reading"))
    out.say(INFERENCE, "hasCertainty", concept("certainty", "certain"))
    for name, (label, zh) in UNITS.items():
        out.thing(unit(name), "MeasurementUnit", label, zh)
    for number in range(INDICATORS):
        _write_indicator(out, number)
    for number in YEARS:
        out.thing(
            year_time(number), "TimeExpression", f"The year {number}", f"{number}年",
            hasPrecision=concept("precision", "year"), notAfter=day(f"{number}-12-31"),
            notBefore=day(f"{number}-01-01"), restsOn=INFERENCE, timeValue=year(number),
        )  # fmt: skip


def _write_indicator(out: Writer, number: int) -> None:
    theme, theme_zh = THEMES[number // len(ASPECTS)]
    aspect, aspect_zh, measured, direction = ASPECTS[number % len(ASPECTS)]
    out.thing(
        indicator(number), "Indicator", f"{theme.capitalize()}: {aspect}", theme_zh + aspect_zh,
        hasDefaultUnit=unit(measured), hasDirection=concept("direction", direction), restsOn=INFERENCE,
    )  # fmt: skip
