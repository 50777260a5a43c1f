"""Markdown says what the report says, and no text of the data is read as markup."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from policygraph.audit import AuditFinding, AuditReport, RuleRun
from policygraph.audit.markdown import markdown_text
from policygraph.audit.scope import Scope
from policygraph.errors import QueryTimeoutError
from policygraph.things import Evidence, Name
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.audit import FindingRule


def report_of(rule: FindingRule, message: str, words: str | None = None) -> AuditReport:
    passage = Evidence(f"{ID}passage/s-0-4", "s", 0, 4, "0" * 64, "anchor", words)
    finding = AuditFinding(
        "a-1", rule.id, "low", f"{ID}task/a", (), {}, message, f"{message}（中文）", ("s",), (passage,)
    )
    return AuditReport((RuleRun(rule, 1, (finding,), {}, {}, 0.1),), "abc")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("plain, 3.5 (three)", "plain, 3.5 (three)"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[a](http://b) <script>", r"\[a\](http://b) \<script\>"),
        ("a\n# heading", r"a \# heading"),
        ("a | b ~~c~~ &amp; $x$ !", r"a \| b \~\~c\~\~ \&amp; \$x\$ \!"),
        ("back\\slash", r"back\\slash"),
        ("- item", r"\- item"),
        ("12. item", r"12\. item"),
        ("\x1b[2J bell\x07", r"\[2J bell"),
        ("《生态环境保护条例》", "《生态环境保护条例》"),
    ],
)
def test_a_text_is_read_as_itself(rule_of: Callable[..., FindingRule], said: str, written: str) -> None:
    text = "".join(markdown_text(report_of(rule_of(), said, words=said), "en"))
    assert f"\n- {written}\\\n" in text


def test_words_or_else_the_anchor_are_quoted(rule_of: Callable[..., FindingRule]) -> None:
    rule = rule_of()
    assert "  - s 0–4: “the *words*”".replace("*", r"\*") in "".join(
        markdown_text(report_of(rule, "m", "the *words*"), "en")
    )
    assert "  - s 0–4: “…anchor…”\n" in "".join(markdown_text(report_of(rule, "m"), "en"))


def test_chinese_is_chosen(rule_of: Callable[..., FindingRule]) -> None:
    text = "".join(markdown_text(report_of(rule_of(), "m"), "zh"))
    assert text.startswith("# 审计发现\n\n- 范围: 整个图谱\n- 发布版本: `abc`\n- 低: 1\n\n## 没有编号的任务\n")
    assert "\n- m（中文）\\\n" in text


def test_the_scope_is_named(rule_of: Callable[..., FindingRule]) -> None:
    about = replace(
        report_of(rule_of(), "m"), scope=Scope(f"{ID}task/a", "task", frozenset()), focus=Name("Clean *it*", "清理")
    )
    assert "- about: Clean \\*it\\* (`task:a`)\n" in "".join(markdown_text(about, "en"))
    assert "- 范围: 清理 (`task:a`)\n" in "".join(markdown_text(about, "zh"))
    assert "- about: task:a (`task:a`)\n" in "".join(markdown_text(replace(about, focus=None), "en"))


def test_rules_that_found_nothing_or_failed_are_named(rule_of: Callable[..., FindingRule]) -> None:
    silent = RuleRun(rule_of(name="silent"), 0, (), {}, {}, 0.1)
    failed = RuleRun(rule_of(name="failed"), 0, (), {}, {}, 0.1, QueryTimeoutError("too *slow*", remedy="wait"))
    text = "".join(markdown_text(AuditReport((silent, failed), "abc"), "en"))
    assert "low · `failed` · 0\n" in text
    assert "**no answer**: too \\*slow\\*\n" in text
    assert text.endswith("\nnothing found by: `silent`\n")
