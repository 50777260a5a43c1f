"""Which tables a pack has, and their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.audit.pack.columns import (
    damage,
    in_other_roles,
    in_roles,
    life,
    links,
    number,
    number_of_document,
    roles_of,
    text,
    when,
)
from policygraph.audit.pack.table import Column
from policygraph.audit.pack.values import Phrase

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

__all__ = ["Kind", "kinds"]


class Kind(NamedTuple):
    """A table of a pack.

    Attributes:
        key: Its short name.
        title: Its heading.
        segments: Segments of the IRIs of the things in it, values of `policygraph.vocab.KINDS`.
        classes: Local names of their classes.
        columns: What it says of each.
        grouped: Place of the column by whose cells the report groups the rows; None where it does not.
    """

    key: str
    title: Phrase
    segments: tuple[str, ...]
    classes: tuple[str, ...]
    columns: Sequence[Column]
    grouped: int | None = None


_RESPONSIBLE = Column(Phrase("Responsible", "责任单位"), 22, in_roles("hasResponsibleUnit"))
_SUPERVISING = Column(Phrase("Supervising", "督办单位"), 18, in_roles("hasSupervisingUnit"))
_OTHERS = Column(Phrase("Others involved", "其他参与方"), 24, in_other_roles, brief=False)
_DEADLINE = Column(Phrase("Deadline", "期限"), 14, when("hasDeadline"))
_PLACE = Column(Phrase("Place", "地点"), 16, links("takesPlaceIn", "appliesTo"), brief=False)
_NOT_STATED = Column(Phrase("Looked for and not stated", "查找而未载明"), 24, links("notStated"), brief=False)
_DAMAGED = Column(Phrase("Damage in the text", "文本损坏"), 24, damage, brief=False)
_LAST = (_OTHERS, _NOT_STATED, _DAMAGED)

_TASKS = Kind(
    "tasks",
    Phrase("Tasks", "任务"),
    ("task",),
    ("Task", "RectificationTask"),
    (
        Column(Phrase("No.", "编号"), 7, text("numberAsPrinted")),
        Column(Phrase("Set or reported in", "所属文件"), 24, links("isTaskOf")),
        Column(Phrase("Status", "状态"), 13, links("hasTaskStatus")),
        _RESPONSIBLE,
        _SUPERVISING,
        _DEADLINE,
        *_LAST,
    ),
)
_MEASURES = Kind(
    "measures",
    Phrase("Measures", "措施"),
    ("measure",),
    ("Measure",),
    (
        Column(Phrase("No.", "编号"), 7, text("numberAsPrinted"), brief=False),
        Column(Phrase("Of", "所属任务"), 22, links("isMeasureOf"), brief=False),
        Column(Phrase("Part of", "所属措施"), 22, links("isPartOfMeasure"), brief=False),
        Column(Phrase("Planned or reported", "计划或报告"), 12, links("hasModality")),
        Column(Phrase("Status", "状态"), 13, links("hasMeasureStatus")),
        _RESPONSIBLE,
        _SUPERVISING._replace(brief=False),
        Column(
            Phrase("What came of it", "产出与成效"),
            26,
            links("producesDocument", "establishes", "carriesOut", "hasOutcome"),
        ),
        _DEADLINE._replace(brief=False),
        Column(Phrase("Time", "时间"), 14, when("hasTime", "hasPeriod"), brief=False),
        _PLACE,
        *_LAST,
    ),
    grouped=1,
)
_DOCUMENTS = Kind(
    "documents",
    Phrase("Documents", "文件"),
    ("document",),
    ("PolicyDocument", "Plan", "Report"),
    (
        Column(Phrase("Number", "文号"), 17, number_of_document),
        Column(Phrase("Kind", "文种"), 11, links("hasDocumentKind")),
        Column(Phrase("Furthest stage", "最终阶段"), 12, links("hasDocumentStatus")),
        Column(Phrase("Issued by", "发文机关"), 22, links("isIssuedBy")),
        Column(Phrase("Stages and dates", "各阶段与日期"), 20, life),
        Column(Phrase("Basis", "依据"), 24, links("isBasedOn"), brief=False),
        Column(Phrase("Derives from or details", "源自或细化"), 22, links("derivesFrom", "details"), brief=False),
        Column(
            Phrase("Revises, replaces or amends", "修订、替代或修正"),
            22,
            links("revises", "replaces", "amends"),
            brief=False,
        ),
        Column(Phrase("Period", "期间"), 14, when("hasPeriod"), brief=False),
        _PLACE,
        *_LAST,
    ),
)
_OBSERVATIONS = Kind(
    "observations",
    Phrase("Observations and values", "观测值与数值"),
    ("value",),
    ("Observation", "Target", "PrescribedValue", "DeclaredTotal", "DerivedValue"),
    (
        Column(Phrase("Indicator", "指标"), 20, links("ofIndicator")),
        Column(Phrase("As printed", "原文"), 16, text("asPrinted")),
        Column(Phrase("Stored", "存储值"), 11, number("value")),
        Column(Phrase("Bound", "界限"), 9, links("hasBound"), brief=False),
        Column(Phrase("Unit", "单位"), 11, links("inUnit", "countsClass")),
        Column(Phrase("Statistic", "统计类型"), 10, links("hasStatistic")),
        Column(Phrase("Enumerated", "已列举"), 11, number("enumeratedCount"), brief=False),
        Column(Phrase("Area", "区域"), 14, links("forArea")),
        Column(Phrase("Period", "期间"), 13, when("hasPeriod", "hasTime")),
        Column(Phrase("Compared with", "比较基准"), 14, links("isComparedWith"), brief=False),
        Column(Phrase("About", "统计对象"), 18, links("isAbout", "declaredFor"), brief=False),
        Column(Phrase("Derived from", "推导自"), 18, links("isDerivedFrom"), brief=False),
        *_LAST[1:],
    ),
)
_DESIGNATIONS = Kind(
    "designations",
    Phrase("Designations", "称号与试点"),
    ("designation",),
    ("Designation",),
    (
        Column(Phrase("Holder", "持有者"), 18, links("hasHolder")),
        Column(Phrase("Programme", "计划或名单"), 24, links("inProgramme")),
        Column(Phrase("Batch", "批次"), 12, links("inBatch")),
        Column(Phrase("Status", "状态"), 12, links("hasDesignationStatus")),
        Column(Phrase("By whom, in which role", "相关机构及角色"), 24, in_other_roles),
        *_LAST[1:],
    ),
)


def _units(roles: Mapping[str, Counter[str]]) -> Kind:
    return Kind(
        "units",
        Phrase("Units and their roles", "单位及其角色"),
        ("unit", "agent-group"),
        ("Unit", "AgentGroup"),
        (
            Column(Phrase("Kind", "类别"), 13, links("hasUnitKind")),
            Column(Phrase("Level", "级别"), 11, links("hasLevel")),
            Column(Phrase("Below", "上级单位"), 22, links("isSubordinateTo", "isOfficeOf")),
            Column(Phrase("Region", "地域"), 14, links("servesRegion")),
            Column(Phrase("Roles here, and how often", "在此承担的角色及次数"), 24, roles_of(roles)),
            *_LAST[1:],
        ),
    )


def kinds(roles: Mapping[str, Counter[str]]) -> tuple[Kind, ...]:
    """Give the tables in the order of a pack.

    Args:
        roles: IRI of a unit → IRI of a role → how often the unit has it in what the pack is about.
    """
    return (_TASKS, _MEASURES, _DOCUMENTS, _units(roles), _OBSERVATIONS, _DESIGNATIONS)
