"""Units: a government a region, and the departments below it, with the codes by which they number documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.nation.places import INFERENCE
from benchmarks.nation.writer import concept, iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.nation.places import Place
    from benchmarks.nation.writer import Writer

__all__ = ["Body", "bodies", "write_body"]

DEPARTMENTS: Final = (
    ("Ecology and Environment", "生态环境", "环发"),
    ("Water Resources", "水利", "水发"),
    ("Agriculture and Rural Affairs", "农业农村", "农发"),
    ("Finance", "财政", "财发"),
    ("Natural Resources", "自然资源", "资发"),
    ("Forestry and Grassland", "林业和草原", "林发"),
    ("Transport", "交通运输", "交发"),
    ("Housing and Construction", "住房和城乡建设", "建发"),
    ("Industry", "工业", "工发"),
    ("Statistics", "统计", "统发"),
)
STAFF: Final = {"country": 10, "province": 10, "prefecture": 5, "county": 0}
WORDS: Final = {
    "country": ("Ministry", "部", "ministry"),
    "province": ("Department", "厅", "department"),
    "prefecture": ("Bureau", "局", "bureau"),
    "county": ("Bureau", "局", "bureau"),
}
"""Level of a region → what its departments are called in English and in Chinese, and their unit kind."""


@dataclass(frozen=True, slots=True)
class Body:
    """A unit.

    Attributes:
        iri: As N-Quads writes it.
        name: Its English name.
        name_zh: Its Chinese name.
        code: The agency code of its documents.
        kind: Its unit kind.
        place: The region it serves.
        above: IRI of the unit it is subordinate to; empty for the national government.
    """

    iri: str
    name: str
    name_zh: str
    code: str
    kind: str
    place: Place
    above: str


def bodies(place: Place) -> Iterator[Body]:
    """Give the government of a region and then its departments."""
    parent = _government(place.parent) if place.parent else ""
    government = _government(place)
    yield Body(
        government, f"Government of {place.name}", f"{place.name_zh}人民政府", f"{place.short}政发", "government",
        place, parent,
    )  # fmt: skip
    word, word_zh, kind = WORDS[place.level]
    for number, (name, zh, mark) in enumerate(DEPARTMENTS[: STAFF[place.level]]):
        yield Body(
            iri("unit", f"{place.slug}-department-{number}"), f"{word} of {name} of {place.name}",
            f"{place.name_zh}{zh}{word_zh}", place.short + mark, kind, place, government,
        )  # fmt: skip


def write_body(out: Writer, body: Body) -> None:
    """State what the reference data state of a unit."""
    out.thing(
        body.iri, "Unit", body.name, body.name_zh,
        hasAgencyCode=f'"{body.code}"', hasLevel=concept("level", body.place.level),
        hasUnitKind=concept("unit-kind", body.kind), restsOn=INFERENCE, servesRegion=body.place.iri,
    )  # fmt: skip
    if body.above:
        out.say(body.iri, "isSubordinateTo", body.above)


def _government(place: Place) -> str:
    return iri("unit", f"{place.slug}-government")
