"""Regions: a tree of provinces, prefectures and counties with codes that no real division has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.nation.writer import concept, iri, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.nation.writer import Writer

__all__ = ["INFERENCE", "MOST_PROVINCES", "Place", "places", "write_place"]

INFERENCE = iri("inference", "by-construction")
"""What everything rests on that no synthetic source states."""

UNASSIGNED = (*range(55, 61), *range(66, 71), *range(72, 81), *range(83, 99))
MOST_PROVINCES = len(UNASSIGNED)
STEMS = tuple(
    zip("甲乙丙丁戊己庚辛壬癸", ["Jia", "Yi", "Bing", "Ding", "Wu", "Ji", "Geng", "Xin", "Ren", "Gui"], strict=True)
)
BRANCHES = tuple(
    zip(
        "子丑寅卯辰巳午未申酉戌亥",
        ["zi", "chou", "yin", "mao", "chen", "si", "wu", "wei", "shen", "you", "xu", "hai"],
        strict=True,
    )
)
PREFECTURES = (
    ("东山", "Dongshan"), ("南湖", "Nanhu"), ("西河", "Xihe"), ("北原", "Beiyuan"), ("金川", "Jinchuan"),
    ("上谷", "Shanggu"), ("下关", "Xiaguan"), ("前江", "Qianjiang"), ("后海", "Houhai"), ("高岭", "Gaoling"),
)  # fmt: skip
COUNTIES = (
    ("平", "Ping"), ("安", "An"), ("和", "He"), ("乐", "Le"), ("顺", "Shun"), ("丰", "Feng"), ("泰", "Tai"),
    ("康", "Kang"),
)  # fmt: skip
TYPES = {"province": "province", "prefecture": "prefecture-level-city", "county": "county"}


@dataclass(frozen=True, slots=True)
class Place:
    """A region.

    Attributes:
        slug: The end of its IRI, after `synthetic-`.
        code: Six digits; None for the nation.
        level: `country`, `province`, `prefecture` or `county`.
        name: Its English name.
        name_zh: Its Chinese name.
        short: The characters that stand for it in agency codes.
        parent: The place above it.
    """

    slug: str
    code: str | None
    level: str
    name: str
    name_zh: str
    short: str
    parent: Place | None

    @property
    def iri(self) -> str:
        """The region as N-Quads writes it."""
        return iri("region", self.slug)


def places(provinces: int) -> Iterator[Place]:
    """Give the nation and, province by province, everything in it; what contains a place comes before it."""
    nation = Place("nation", None, "country", "Synthetic Nation", "虚拟国", "虚", None)
    yield nation
    for number, code in enumerate(UNASSIGNED[:provinces]):
        (stem, first), (branch, second) = STEMS[number % len(STEMS)], BRANCHES[number % len(BRANCHES)]
        name, zh = first + second, stem + branch
        province = Place(name.lower(), f"{code}0000", "province", f"{name} Province", f"{zh}省", zh, nation)
        yield province
        for order, (prefecture_zh, prefecture) in enumerate(PREFECTURES, 1):
            yield from _prefecture(province, prefecture, prefecture_zh, f"{code}{order:02}")


def _prefecture(province: Place, name: str, zh: str, code: str) -> Iterator[Place]:
    slug, short = f"{province.slug}-{name.lower()}", province.short + zh[0]
    prefecture = Place(slug, f"{code}00", "prefecture", f"{name} City", f"{zh}市", short, province)
    yield prefecture
    for order, (county_zh, county) in enumerate(COUNTIES, 21):
        yield Place(
            f"{slug}-{county.lower()}", f"{code}{order}", "county",
            f"{county} County of {name}", f"{zh}{county_zh}县", short + county_zh, prefecture,
        )  # fmt: skip


def write_place(out: Writer, place: Place) -> None:
    """State what the reference data state of a division."""
    out.thing(
        place.iri, "AdministrativeDivision", place.name, place.name_zh,
        hasLevel=concept("level", place.level), restsOn=INFERENCE,
    )  # fmt: skip
    if place.code is None or place.parent is None:
        out.infer("division-code", place.iri, "lacksDivisionCode", typed("xsd:boolean", "true"))
        return
    out.say(place.iri, "isPartOf", place.parent.iri)
    out.say(place.iri, "hasDivisionType", concept("division-type", TYPES[place.level]))
    out.say(place.iri, "skos:notation", typed("pg:divisionCode", place.code))
    # a point in a grid by the code: no position of anything
    out.say(place.iri, "geo:lat", typed("xsd:decimal", f"{int(place.code[:2]) - 40}.{place.code[2:]}1"))
    out.say(place.iri, "geo:long", typed("xsd:decimal", f"{int(place.code[2:4])}.{place.code[4:]}1"))
