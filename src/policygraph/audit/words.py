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
        "rules": "Rules that found something",
        "all-rules": "all rules",
        "all": "all {count} findings",
        "none": "Nothing was found.",
        "severity": "At least",
        "theme": "Theme",
        "language": "Language",
        "show": "Show",
        "responsibility": "responsibility",
        "results": "results",
        "documents": "documents",
        "deadlines": "deadlines",
        "oversight": "oversight",
        "totals": "totals",
        "evidence": "evidence",
        "names": "names",
        "comparability": "comparability",
        "designations": "designations",
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
        "rules": "有发现的规则",
        "all-rules": "全部规则",
        "all": "全部{count}项发现",
        "none": "未发现问题。",
        "severity": "最低级别",
        "theme": "主题",
        "language": "语言",
        "show": "显示",
        "responsibility": "责任",
        "results": "成效",
        "documents": "文件",
        "deadlines": "期限",
        "oversight": "督察整改",
        "totals": "总数",
        "evidence": "依据",
        "names": "名称",
        "comparability": "可比性",
        "designations": "称号与试点",
    },
}
"""Language → what is written for a word or, with `{…}` places, for a phrase."""
