"""What the characters at the end of an agency code say about the document."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["FINAL", "MARKS", "NAMED_SERIES", "USUAL", "Kind"]


class Kind(StrEnum):
    """What a code says a document is; one code can say several things (国办发明电: office, document, telegram)."""

    DOCUMENT = "document"
    LETTER = "letter"
    OFFICE = "office"
    NORMATIVE = "normative"
    JOINT = "joint"
    TELEGRAM = "telegram"
    SERIES = "series"
    ORDER = "order"
    ANNOUNCEMENT = "announcement"
    NOTICE = "notice"
    REPLY = "reply"
    REQUEST = "request"
    REPORT = "report"
    MINUTES = "minutes"
    APPOINTMENT = "appointment"
    INTERPRETATION = "interpretation"


MARKS: Final[dict[str, Kind]] = {
    "发": Kind.DOCUMENT,
    "函": Kind.LETTER,
    "办": Kind.OFFICE,
    "厅": Kind.OFFICE,
    "规": Kind.NORMATIVE,
    "规范": Kind.NORMATIVE,
    "联": Kind.JOINT,
    "电": Kind.TELEGRAM,
    "明电": Kind.TELEGRAM,
    "传": Kind.TELEGRAM,
    "字": Kind.SERIES,
    "通": Kind.NOTICE,
    "通字": Kind.NOTICE,
    "批": Kind.REPLY,
    "复": Kind.REPLY,
    "请": Kind.REQUEST,
    "报": Kind.REPORT,
    "纪": Kind.MINUTES,
    "任": Kind.APPOINTMENT,
    "释": Kind.INTERPRETATION,
}
"""Marks inside a code, apart from the two series that are named after their issuer."""

USUAL: Final = frozenset(("发", "函", "办", "厅", "规", "规范", "联", "电", "明电", "字", "通字"))
"""The marks that every body uses; codes in Latin letters are expanded with no others, or they would fit anything."""

FINAL: Final = frozenset(("电", "明电", "传", "字", "通字", "批", "复", "请", "报", "纪", "任", "释"))
"""Marks after which a code ends."""

NAMED_SERIES: Final[dict[str, Kind]] = {
    "令": Kind.ORDER,
    "公告": Kind.ANNOUNCEMENT,
    "通告": Kind.ANNOUNCEMENT,
}
"""Endings of the series whose code is the issuer's name and this word (国务院令); their year can be absent."""
