"""Running the rules of a request one by one, so that one which takes too long does not lose the others."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policygraph.audit import RuleRun, audit, run_rule
from policygraph.audit.scope import scope_of
from policygraph.errors import QueryError, QueryTimeoutError
from policygraph.web.inquiries import conduct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.audit import AuditReport, FindingRule
    from policygraph.audit.scope import Scope
    from policygraph.sources import Texts
    from policygraph.web.audit.request import AuditRequest
    from policygraph.web.serving import Served

__all__ = ["TOGETHER", "Budget", "run_rules"]

TOGETHER = 4
"""Times as long as one query may take is what all rules of a request may take."""


class Budget(NamedTuple):
    """On whose behalf rules are run, and the seconds that each may take."""

    client: str
    seconds: float


class _Common(NamedTuple):
    """What holds for every rule of a request."""

    texts: Texts | None
    scope: Scope | None
    limit: int


async def run_rules(
    rules: Iterable[FindingRule], asked: AuditRequest, texts: Texts | None, served: Served, budget: Budget
) -> AuditReport:
    """Run rules over a release; one that fails, or for which no time is left, has an error in the report.

    Raises:
        PolicygraphError: What the audit is to be about cannot be found out, or the store cannot be used.
    """
    client, seconds = budget
    end = asyncio.get_running_loop().time() + TOGETHER * seconds
    scope = None
    if asked.focus:
        scope = await conduct(scope_of(asked.focus), served.pool, client, seconds=seconds)
    empty = await conduct(audit((), scope=scope, release=served.release.id), served.pool, client, seconds=seconds)
    common = _Common(texts, scope, asked.limit)
    runs = [await _run(rule, common, served, budget, end) for rule in rules]
    return replace(empty, runs=tuple(runs))


async def _run(rule: FindingRule, common: _Common, served: Served, budget: Budget, end: float) -> RuleRun:
    loop = asyncio.get_running_loop()
    started = loop.time()
    try:
        if started > end:
            raise QueryTimeoutError(
                f"no time was left for it: all rules together may take {TOGETHER * budget.seconds:g} seconds",
                remedy="ask for this rule alone, or for fewer rules",
            )
        inquiry = run_rule(rule, texts=common.texts, scope=common.scope, most=common.limit)
        return await conduct(inquiry, served.pool, budget.client, seconds=budget.seconds)
    except QueryError as error:
        return RuleRun(rule, 0, (), {}, {}, loop.time() - started, error)
