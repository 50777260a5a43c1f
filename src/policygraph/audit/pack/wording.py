"""What a pack says in its own words, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from policygraph.audit.pack.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "NOTES", "SEVERITY", "THEME", "WORDS"]

WORDS: Mapping[str, Phrase] = MappingProxyType(
    {
        "about": Phrase("What this is about", "审计对象"),
        "address": Phrase("Published at", "发布地址"),
        "all-rows": Phrase("All of them are in audit.xlsx.", "全部见 audit.xlsx。"),
        "also-cited": Phrase("Passages", "原文依据"),
        "anchor": Phrase("Anchor phrase", "定位短语"),
        "annex-rules": Phrase("Annex: the rules and their queries", "附录：规则及其查询"),
        "audit": Phrase("Audit", "审计"),
        "audit-report": Phrase("Audit report", "审计报告"),
        "built": Phrase("Built", "构建时间"),
        "cited": Phrase("Cited", "引用次数"),
        "contents": Phrase("Contents", "目录"),
        "digest": Phrase("SHA-256", "SHA-256"),
        "evidence": Phrase("Evidence", "证据"),
        "explanation": Phrase("What it means", "含义"),
        "failed": Phrase("Rules that gave no answer", "未得出结果的规则"),
        "finding": Phrase("Finding", "发现"),
        "findings": Phrase("Findings", "审计发现"),
        "how-to-read": Phrase("How to read this report", "阅读说明"),
        "in-brief": Phrase("In brief", "摘要"),
        "iri": Phrase("IRI", "IRI"),
        "length": Phrase("Characters", "字符数"),
        "machine-translated": Phrase("machine translation", "机器翻译"),
        "message-other": Phrase("In Chinese", "英文表述"),
        "name": Phrase("Name", "名称"),
        "name-zh": Phrase("Name in Chinese", "英文名称"),
        "no-evidence": Phrase("no passage: it rests on an inference or a rule", "无原文段落：依据推断或规则"),
        "no-findings": Phrase("The rules found nothing here.", "规则在此未发现任何问题。"),
        "no-rows": Phrase("There are none in scope.", "范围内没有。"),
        "number": Phrase("No.", "序号"),
        "offsets": Phrase("Characters from–to", "字符起止"),
        "passages": Phrase("Passages", "原文段落"),
        "release": Phrase("Release", "版本"),
        "remedy": Phrase("What to do next", "后续核查"),
        "rule": Phrase("Rule", "规则"),
        "rules": Phrase("Rules", "规则"),
        "severity": Phrase("Severity", "严重程度"),
        "shown-first": Phrase("Shown here are the first", "此处仅列出前"),
        "software": Phrase("Made with", "生成软件"),
        "source": Phrase("Source", "来源"),
        "sources": Phrase("Sources", "来源文本"),
        "start": Phrase("Start", "起"),
        "end": Phrase("End", "止"),
        "theme": Phrase("Theme", "主题"),
        "things": Phrase("Things in scope", "范围内对象数"),
        "related": Phrase("Related things", "相关对象"),
        "ungrouped": Phrase("Not named under a task or a rectification", "未列入任何任务或整改"),
        "values": Phrase("Values", "数值"),
        "whole-release": Phrase("The whole release", "整个版本"),
        "words": Phrase("Words of the passage", "段落原文"),
        "read-me": Phrase("Read me", "说明"),
        "finding-id": Phrase("Finding id", "发现标识"),
        "tables": Phrase("Tables", "数据表"),
        "sparql": Phrase("SPARQL", "SPARQL"),
    }
)
"""Headings and short texts by key."""

SEVERITY: Mapping[str, Phrase] = MappingProxyType(
    {
        "high": Phrase("High", "高"),
        "medium": Phrase("Medium", "中"),
        "low": Phrase("Low", "低"),
        "info": Phrase("Worth knowing", "提示"),
    }
)

THEME: Mapping[str, Phrase] = MappingProxyType(
    {
        "responsibility": Phrase("Responsibility", "责任"),
        "results": Phrase("Results", "成效"),
        "documents": Phrase("Documents", "文件"),
        "deadlines": Phrase("Deadlines", "期限"),
        "oversight": Phrase("Oversight", "督察整改"),
        "totals": Phrase("Totals", "总数"),
        "evidence": Phrase("Evidence", "证据"),
        "names": Phrase("Names", "名称"),
        "comparability": Phrase("Comparability", "可比性"),
        "designations": Phrase("Designations", "称号与试点"),
    }
)

KINDS: Mapping[str, Phrase] = MappingProxyType(
    {
        "plan": Phrase(
            "A plan: its tasks with all that hangs below them, the documents in its line, and the assessments and "
            "reports on it.",
            "规划：其任务及任务之下的全部内容，与其相承接的文件，以及对它的评估和报告。",
        ),
        "report": Phrase(
            "A report: everything that its text states, and its tasks with all that hangs below them.",
            "报告：其文本载明的全部内容，以及其任务和任务之下的全部内容。",
        ),
        "document": Phrase(
            "A document: its provisions, tasks and events, and what rests on it.",
            "文件：其规定、任务和过程，以及以其为依据的内容。",
        ),
        "task": Phrase(
            "A task: its elements, measures, results and documents, and who answers for them.",
            "任务：其要素、措施、成效和文件，以及责任主体。",
        ),
        "unit": Phrase(
            "A unit and those below it: what they answer for, act in or are addressed by, with all that hangs below.",
            "单位及其下级单位：其负责、参与或被要求办理的事项，以及这些事项之下的全部内容。",
        ),
        "region": Phrase(
            "A region and those below it: the units that serve it, the documents that apply to it, the measures that "
            "take place in it, the values for it and the designations held in it, with all that hangs below.",
            "地域及其下级地域：为其服务的单位、适用于它的文件、在其中实施的措施、针对它的数值和在其中持有的称号，"
            "以及这些之下的全部内容。",
        ),
        "release": Phrase("Everything that the release holds.", "该版本的全部内容。"),
    }
)
"""What is audited → what is in scope."""

NOTES: tuple[tuple[Phrase, Phrase], ...] = (
    (
        Phrase("Printed", "载明"),
        Phrase(
            "A source says so. The passage is given by its source, its first and last character and a digest of the "
            "words between them, so that anybody with the text can look it up and prove that it is unchanged.",
            "来源文本如此表述。段落以来源、起止字符位置及其间文字的摘要值给出，持有文本者均可查到并证明其未被改动。",
        ),
    ),
    (
        Phrase("Inferred", "推断"),
        Phrase(
            "A reader added it, with a reason that the graph records. Rows that rest on an inference, or have a "
            "part that does, are marked with †.",
            "由读者补充，图谱中记有理由。本身或部分内容依据推断的行以 † 标示。",
        ),
    ),
    (
        Phrase("Derived", "推导"),
        Phrase(
            "It was computed from other values or by a rule of the build. It is never shown as printed.",
            "由其他数值或构建规则计算得出，从不作为原文载明的内容显示。",
        ),
    ),
    (
        Phrase("Not stated", "未载明"),
        Phrase(
            "A reading looked for it and the source is silent. A dash means only that the graph says nothing about it.",
            "经查找，来源文本没有说明。短横线仅表示图谱对此没有任何陈述。",
        ),
    ),
    (
        Phrase("What a finding is", "何为审计发现"),
        Phrase(
            "A question for an auditor, not a verdict. Not stated is not the same as not done; drafted or submitted is "
            "not issued; planned is not carried out; not assessed is not failed. Other sources may answer it.",
            "审计发现是向审计人员提出的问题，而非结论。未载明不等于未办理；起草或上报不等于印发；计划不等于实施；"
            "未评估不等于未达标。其他来源可能有答案。",
        ),
    ),
    (
        Phrase("Names", "名称"),
        Phrase(
            "Names in Chinese stand beside the English ones. One with ° is reconstructed from a translation: it is "
            "neither printed in a source nor certain.",
            "英文名称与中文名称并列。带 ° 的中文名称系由译文还原，既未见于来源文本，也不确定。",
        ),
    ),
)
"""How to read a pack: what a word means, and the explanation."""
