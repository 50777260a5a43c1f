"""Words that stand before an agency code in running text and never belong to it."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["NOT_CODES", "ORGAN_ENDINGS", "PLACE_ENDINGS", "SINGLE_WORDS", "words_end"]

_WORDS = (
    "根据 依据 按照 依照 遵照 参照 对照 比照 参考 参见 参阅 详见 请见 另见 引用 援引 印发 转发 下发 颁发 发布 公布 "
    "颁布 刊发 批转 制发 发文 制定 制订 修订 修改 废止 失效 取代 替代 代替 替换 执行 贯彻 落实 遵守 违反 符合 适用 "
    "实施 施行 按 关于 有关 相关 对于 以及 并且 或者 同时 其中 分别 包括 包含 涉及 属于 依托 通过 经过 结合 针对 "
    "围绕 收到 收悉 报送 上报 抄送 主送 报请 呈报 批准 同意 原则 通知 意见 办法 规定 方案 细则 决定 决议 通报 批复 "
    "文件 文号 字号 编号 号文 文档 附件 附表 标题 来源 名称 索引 原文 全文 正文 如下 以下 下列 上述 前述 所述 以上 "
    "目前 已经 现行 现将 先后 随后 此前 最新 新的 重新 更新 创新 国内 省内 市内 年内 以内 境内 之内 区内 月内 日内 "
    "期间 继续 自行 依法 严格 认真 参加 关联 联合 会同 配合 见于 载于 出自 规划 计划 纲要 条例 公报 标准 项目 资料 "
    "信息 政策 法规 规章 规范性文件 意思 内容 精神 要求 的 了 是 为 被 把 于 之 其 该 此 也 就 都 还 等 及 并按 如 "
    "若 则 且"
)
_PATTERN: Final = re.compile("|".join(sorted(map(re.escape, _WORDS.split()), key=len, reverse=True)))

SINGLE_WORDS: Final = frozenset("按据照见和与或以由经在对从到将凭即至因同附含报呈送批转查引阅原现系用依循即因而则据关")
"""Characters that are words of their own just before a code; a code of an unlisted place never begins after them."""

ORGAN_ENDINGS: Final = frozenset("部厅局委院会署室组所处司社行心队办府省")
"""Characters that end the name of a body: what stands before a code after its issuer's name."""

PLACE_ENDINGS: Final = frozenset("市县区旗州盟")

_EVERYDAY: Final = (
    "公函 来函 去函 回函 复函 信函 开发 研发 批发 印发 转发 下发 颁发 公办 民办 主办 承办 督办 文字 数字 水电 商法 "
    "民法 司法 教师 农村 农业 城市 建设 教材 文艺 商业 水利 水运 交运 法办"
)
NOT_CODES: Final = frozenset(_EVERYDAY.split())
"""Everyday words that happen to be built like codes."""


def words_end(run: str) -> int:
    """Give the offset behind the last word of prose in a run of Han characters, 0 where there is none."""
    ends = [match.end() for match in _PATTERN.finditer(run)]
    return ends[-1] if ends else 0
