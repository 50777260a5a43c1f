"""Refuse, before evaluation, what must never run: SERVICE, LOAD, updates, and what is too large for the engine.

The engine offers no switch for any of these: SERVICE makes it open connections from inside the network, and a query
that nests deep or chains many operators overflows its stack and ends the process. The guard looks at a query once,
without recursion, and where the engine could read a text in two ways it refuses rather than guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, cast

from policygraph.errors import Position, QueryRefusedError
from policygraph.store.federation.allowlist import AllowList
from policygraph.store.federation.calls import ServiceCall
from policygraph.store.guard.clauses import from_clauses, glued_clause
from policygraph.store.guard.glance import glance
from policygraph.store.guard.limits import QueryLimits
from policygraph.store.guard.outline import Outline
from policygraph.store.guard.tokens import resolve_escapes, resolve_iri, tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.store.guard.tokens import Token

__all__ = ["Form", "Query", "QueryLimits", "inspect"]

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

NOWHERE = AllowList()
FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

# An IRI that ends in a host with a port or in an address in brackets: with a local name behind it, it may be none.
_ENDS_IN_PORT = re.compile(r"(?:[^:/?#]+:)?//[^/?#]*[:\]][^/?#]*")


@dataclass(frozen=True, slots=True)
class Query:
    """A query that the guard has let through; it may still break the grammar, which the engine will say.

    Attributes:
        text: The text to evaluate, codepoint escapes outside IRIs and strings resolved.
        form: What kind of query it is; absent where the text has none and so is not a query.
        volatile: Whether a second evaluation over the same data may give something else.
        prologue: The declarations before the query form.
        from_graphs: What its FROM clauses name, as written: an IRI in brackets or a prefixed name.
        from_named: The same of its FROM NAMED clauses.
        calls: Its calls of SERVICE, all to endpoints that are allowed.
    """

    text: str
    form: Form | None
    volatile: bool
    prologue: str
    from_graphs: tuple[str, ...]
    from_named: tuple[str, ...]
    calls: tuple[ServiceCall, ...] = ()


def inspect(text: str, limits: QueryLimits, allowed: AllowList = NOWHERE) -> Query:
    """Look a query over before it is evaluated.

    It takes some 10 microseconds for a short query; at most 60 milliseconds for one of 100,000 characters, which is
    therefore for another thread to do.

    Args:
        text: The query.
        limits: How large it may be.
        allowed: The endpoints that SERVICE may ask.

    Raises:
        QueryRefusedError: The query passes a limit, is an update, uses LOAD, or SERVICE with what is not allowed.
        QuerySyntaxError: A string has no end, in a query that has the word SERVICE in it.
    """
    if len(text) > limits.length:
        raise QueryRefusedError(
            f"the query is {len(text)} characters long, the limit is {limits.length}",
            remedy="shorten it, or ask in several queries",
        )
    seen = glance(text, limits)
    if seen is not None:
        return Query(
            text, cast("Form", seen.form), volatile=False, prologue=text[: seen.start], from_graphs=(), from_named=()
        )
    text = resolve_escapes(text)
    outline = Outline(text, limits, federated=bool(allowed))
    if outline.form is None:
        return Query(text, None, outline.volatile, "", (), ())
    word, start = outline.form
    _check_prologue(text, start)
    graphs, named = _dataset(text, start, outline.where) if outline.dataset else ((), ())
    calls = _calls(text, start, outline.calls, allowed) if outline.calls else ()
    form = next((form for form in FORMS if word.startswith(form)), None)
    return Query(text, form, outline.volatile or bool(calls), text[:start], graphs, named, calls)


def _check_prologue(text: str, end: int) -> None:
    """Refuse a prefix that makes no IRI of a local name: the engine then reads the name as the start of something else.

    With `PREFIX e: <http://host:80>` it reads `e:SERVICE` as `e:` and SERVICE.
    """
    if ":" not in text[:end]:
        return
    declared = ""
    based = False
    for token in tokenise(text, 0, end):
        iri = resolve_iri(token.text) if token.kind == "iri" else ""
        if declared == "BASE":
            based = _ENDS_IN_PORT.fullmatch(iri) is not None
        elif token.kind == "iri" and (_ENDS_IN_PORT.fullmatch(iri) or (based and not iri)):
            place = Position.of(text, token.offset)
            raise QueryRefusedError(
                f"the prefix {token.text} at {place} ends in a port, to which no name can be added",
                remedy="end it with `/` or `#`",
                position=place,
            )
        declared = token.text.upper() if token.kind == "word" else ""


def _dataset(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    tokens = [token for token in tokenise(text, start, end) if token.kind != "comment"]
    glued = glued_clause(tokens)
    if glued is not None:
        place = Position.of(text, glued.offset)
        raise QueryRefusedError(
            f"{glued.text} at {place} can be a name or a FROM clause",
            remedy="write a space behind FROM",
            position=place,
        )
    return from_clauses(tokens)


def _calls(text: str, start: int, terms: Sequence[tuple[Token, bool]], allowed: AllowList) -> tuple[ServiceCall, ...]:
    """Look up the endpoints of SERVICE among those that are allowed."""
    prefixes = _prefixes(text, start)
    calls = []
    for term, silent in terms:
        iri = _expand(term, prefixes)
        try:
            allowed.destination(iri)
        except QueryRefusedError as refused:
            place = Position.of(text, term.offset)
            raise QueryRefusedError(f"{refused.message}, at {place}", remedy=refused.remedy, position=place) from None
        calls.append(ServiceCall(term.offset, len(term.text), iri, silent))
    return tuple(calls)


def _prefixes(text: str, end: int) -> dict[str, str]:
    tokens = [token for token in tokenise(text, 0, end) if token.kind != "comment"]
    return {
        name.text.removesuffix(":"): resolve_iri(iri.text)
        for name, iri in pairwise(tokens)
        if name.kind == "name" and iri.kind == "iri"
    }


def _expand(term: Token, prefixes: dict[str, str]) -> str:
    """Give the IRI that a term stands for; the term itself where its prefix is not declared."""
    if term.kind == "iri":
        return resolve_iri(term.text)
    prefix, _, local = term.text.partition(":")
    return prefixes[prefix] + local.replace("\\", "") if prefix in prefixes else term.text
