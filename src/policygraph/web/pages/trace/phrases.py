"""What the page of a trace says of itself, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.trace.drawing import Language

__all__ = ["PHRASES"]

PHRASES: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "trace": "Trace",
            "in-short": "In short",
            "steps": "Step by step",
            "passages": "The words",
            "up": "up: where it comes from",
            "down": "down: what comes of it",
            "both": "in both directions",
            "direction": "Direction",
            "depth": "Steps at most",
            "limit": "Things at most",
            "language": "Language",
            "show": "Trace",
            "as": "As",
            "query": "Ask the graph",
            "findings": "Audit findings",
            "of": "of",
            "nothing": "nothing in this trace",
            "more": "{} more",
            "defects": "Damage in the text",
            "notes": "Notes",
            "why": "Why",
            "beyond": "Left out by a limit",
            "cut": "A limit leaves things out: raise the number of steps or of things to see the rest.",
            "no-steps": "No step leads on from here.",
            "no-passages": "No passage: what is traced here is a definition, or was inferred without one.",
            "anchors-only": "A few words of each passage and its place are shown; its full text is not open here.",
            "absent": "The full text of this source is not at hand.",
            "characters": "characters",
            "digest": "SHA-256",
            "release": "Release",
            "things": "{} things",
            "cited": "{} passages",
            "legend": (
                "printed: a source says so; inferred: a reader or a rule concluded it; derived: computed from printed"
                " figures; defined: by the vocabulary or the reference data"
            ),
        },
        "zh": {
            "trace": "溯源",
            "in-short": "概要",
            "steps": "逐步溯源",
            "passages": "原文",
            "up": "向上：追溯来源",
            "down": "向下：追踪结果",
            "both": "双向",
            "direction": "方向",
            "depth": "最多步数",
            "limit": "最多事物数",
            "language": "语言",
            "show": "溯源",
            "as": "其他格式",
            "query": "查询图谱",
            "findings": "审计发现",
            "of": "关于",
            "nothing": "本次溯源中没有",
            "more": "另有{}项",
            "defects": "原文缺陷",
            "notes": "注释",
            "why": "理由",
            "beyond": "受限额所限未列出",
            "cut": "受限额所限未全部列出：提高步数或事物数上限可查看其余部分。",
            "no-steps": "由此没有下一步。",
            "no-passages": "没有原文段落：此处所述为定义，或为没有原文的推断。",
            "anchors-only": "仅显示原文的少量词语及其位置；运营方未开放全文。",
            "absent": "该来源的全文不在本地。",
            "characters": "字符",
            "digest": "SHA-256",
            "release": "发布版本",
            "things": "{}项事物",
            "cited": "{}段原文",
            "legend": "原文载明：来源如此表述；推断：由读者或规则得出；推算：由原文数字计算；定义：来自词表或参考数据",
        },
    }
)
"""Language → key of a phrase → the phrase."""
