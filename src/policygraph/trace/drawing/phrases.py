"""What a drawing says of itself, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PHRASES", "Language"]

Language = Literal["en", "zh"]

PHRASES: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "trace-of": {"en": "Trace of {label}", "zh": "溯源：{label}"},
        "aside": {"en": "{said} ({aside})", "zh": "{said}（{aside}）"},
        "said-of": {"en": "{what}: {said}", "zh": "{what}：{said}"},
        "comma": {"en": ", ", "zh": "，"},
        "release": {"en": "release", "zh": "发布版本"},
        "up": {"en": "up, to where it comes from", "zh": "向上：追溯来源"},
        "down": {"en": "down, to what comes of it", "zh": "向下：追踪结果"},
        "both": {"en": "in both directions", "zh": "双向"},
        "legend": {"en": "Legend", "zh": "图例"},
        "printed": {"en": "printed", "zh": "原文载明"},
        "inferred": {"en": "inferred", "zh": "推断"},
        "derived": {"en": "derived", "zh": "推算"},
        "defined": {"en": "defined", "zh": "参考数据定义"},
        "not-stated": {"en": "not stated", "zh": "原文未载明"},
        "reconstructed": {"en": "reconstructed", "zh": "据译文还原"},
        "rule": {"en": "rule", "zh": "规则"},
        "see-above": {"en": "see above", "zh": "见上"},
        "see-elsewhere": {"en": "see elsewhere", "zh": "见他处"},
        "one-more": {"en": "and 1 more", "zh": "另有1项"},
        "more": {"en": "and {count} more", "zh": "另有{count}项"},
        "also": {"en": "also", "zh": "另见"},
        "looks": {
            "en": "solid: printed, dashed: inferred, dotted: derived, grey: defined, yellow: not stated",
            "zh": "实线：原文载明；虚线：推断；点线：推算；灰色：参考数据定义；黄色：原文未载明",
        },
        "of": {"en": "of {label}", "zh": "对象：{label}"},
        "nothing": {"en": "nothing found in this trace", "zh": "本次溯源中未见记载"},
        "passages": {"en": "Passages", "zh": "原文段落"},
        "shortened": {
            "en": "shortened by a limit: give a greater depth or limit to see the rest",
            "zh": "受限额所限未全部显示：提高深度或数量上限可查看其余部分",
        },
    }
)
"""Key of a phrase → the phrase in each language."""
