"""The words around findings, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.audit.message import Language

__all__ = ["WORDS"]

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "high": "high",
        "medium": "medium",
        "low": "low",
        "info": "info",
        "findings": "Audit findings",
        "release": "release",
        "about": "about",
        "everything": "everything in the graph",
        "summary": "findings: {count}, by {finding} of {rules} rules",
        "nothing": "nothing found by",
        "failed": "no answer",
        "next": "what to do",
        "says": "says",
        "with": "with",
        "reconstructed": "Chinese name reconstructed",
        "passages": "… and {count} more passages",
    },
    "zh": {
        "high": "高",
        "medium": "中",
        "low": "低",
        "info": "提示",
        "findings": "审计发现",
        "release": "发布版本",
        "about": "范围",
        "everything": "整个图谱",
        "summary": "{rules}条规则中有{finding}条共发现{count}项",
        "nothing": "未发现问题的规则",
        "failed": "未得到结果",
        "next": "下一步",
        "says": "原文",
        "with": "涉及",
        "reconstructed": "中文名称系复原",
        "passages": "…… 另有{count}段",
    },
}
"""Language → what is written for a word or, with `{…}` places, for a phrase."""
