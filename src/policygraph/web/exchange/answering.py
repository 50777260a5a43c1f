"""Having a request answered, whatever happens meanwhile, and answering it with what was answered before."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from policygraph.errors import PolicygraphError
from policygraph.web.exchange.methods import answer_other_method
from policygraph.web.exchange.validators import holds, without_body
from policygraph.web.problems.problem import Problem, problem_of, unexpected

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from policygraph.settings import Settings
    from policygraph.web.exchange.cache import CachedAnswer
    from policygraph.web.exchange.exchange import Exchange
    from policygraph.web.exchange.schema import Schema

__all__ = ["attend", "freshness", "is_answered", "repeat"]

METHODS = ("GET", "HEAD")


async def attend(exchange: Exchange, answer: Callable[[Exchange], Awaitable[None]], home: str) -> None:
    """Have a request answered; what goes wrong is the answer then, and what nobody foresaw is logged.

    Args:
        exchange: The request.
        answer: Answers it.
        home: The start page, as seen from the address that is asked.
    """
    try:
        await answer(exchange)
    except Problem as problem:
        await _report(exchange, problem, home)
    except PolicygraphError as error:
        await _report(exchange, problem_of(error), home)
    except ClientDisconnect:
        pass  # nobody is left to be answered
    except Exception:
        logging.getLogger("policygraph.web").exception("an unexpected error")
        if exchange.status:
            raise
        await _report(exchange, unexpected(), home)


async def is_answered(exchange: Exchange, schema: Schema | None = None) -> bool:
    """Answer what no release is needed for: a method other than GET and HEAD, a request for the schema of the answers.

    Returns:
        Whether it was either.
    """
    if exchange.method not in METHODS:
        await exchange.respond(answer_other_method(exchange, METHODS))
    elif schema is not None and schema.is_asked(exchange):
        await exchange.respond(schema.answer(exchange))
    else:
        return False
    return True


async def repeat(exchange: Exchange, known: CachedAnswer) -> None:
    """Answer with an answer that was kept."""
    if holds(exchange, known.tag):
        await exchange.answer(304, without_body(known.headers), b"")
    else:
        exchange.visit.outcome = "cached"
        await exchange.answer(200, known.headers, known.body)


async def _report(exchange: Exchange, problem: Problem, home: str) -> None:
    problem.met_by(exchange.visit)
    await exchange.respond(problem.response(exchange.header(b"accept"), home, exchange.asked))


def freshness(settings: Settings) -> str:
    """Give the `Cache-Control` of answers that change with the release only."""
    return f"public, max-age={settings.fresh_seconds}" if settings.fresh_seconds else "no-cache"
