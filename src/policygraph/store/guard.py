"""Refuse, before evaluation, what must never run: SERVICE, LOAD, updates, what is too long and what nests too deep.

The engine offers no switch for any of these: SERVICE makes it open connections from inside the network, and deep
nesting overflows its stack and ends the process. The guard walks over the tokens once, without recursion, and where
the engine could read a text in two ways it refuses rather than guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policygraph.errors import Position, QueryRefusedError
from policygraph.store.clauses import from_clauses, glued_clause
from policygraph.store.tokens import Token, resolve_escapes, tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Form", "Query", "QueryLimits", "inspect"]

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
# SPARQL 1.1 Query §17: the functions whose value changes from one evaluation to the next.
VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID"})

# `<?b#>` after an operand is an IRI, or "less than ?b" and a comment; only `scheme://` can be nothing but an IRI.
_TWO_READINGS = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*://)[^>]*[#'][^>]*>")
_OPERANDS = frozenset({"variable", "string", "number", "name", "iri", "word", "language", "label"})


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How large a query may be.

    Attributes:
        length: Characters of the query text.
        depth: Levels of brackets of any kind. The engine ends its process at 950 levels of function calls, the first
            construct to fail.
    """

    length: int = 100_000
    depth: int = 200


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
    """

    text: str
    form: Form | None
    volatile: bool
    prologue: str
    from_graphs: tuple[str, ...]
    from_named: tuple[str, ...]


def inspect(text: str, limits: QueryLimits) -> Query:
    """Look a query over before it is evaluated.

    Raises:
        QueryRefusedError: The query is too long, nests too deep, is an update, or uses SERVICE or LOAD.
    """
    if len(text) > limits.length:
        raise QueryRefusedError(
            f"the query is {len(text)} characters long, the limit is {limits.length}",
            remedy="shorten it, or ask in several queries",
        )
    text = resolve_escapes(text)
    tokens = [token for token in tokenise(text) if token.kind != "comment"]
    _check_depth(text, tokens, limits.depth)
    start = _form_index(tokens)
    _check_update(text, tokens, start)
    if "service" in text.lower():
        _check_service(text, tokens)
    form = None if start is None else _form(tokens[start])
    _check_clauses(text, tokens[start or 0 :])
    graphs, named = from_clauses(tokens[start or 0 :])
    return Query(
        text=text,
        form=form,
        volatile=any(token.kind == "word" and token.text.upper() in VOLATILE for token in tokens),
        prologue=text[: tokens[start].offset] if start is not None else "",
        from_graphs=graphs,
        from_named=named,
    )


def _check_depth(text: str, tokens: Sequence[Token], limit: int) -> None:
    depth = 0
    for token in tokens:
        if token.kind == "punctuation":
            if token.text in "({[":
                depth += 1
            elif token.text in ")}]":
                depth -= 1
            if depth > limit:
                place = Position.of(text, token.offset)
                raise QueryRefusedError(
                    f"the query nests deeper than {limit} levels of brackets at {place}",
                    remedy="flatten it: fewer nested groups, sub-selects or function calls",
                    position=place,
                )


def _form(token: Token) -> Form | None:
    return next((form for form in FORMS if token.text.upper().startswith(form)), None)


def _form_index(tokens: Sequence[Token]) -> int | None:
    """Find the first keyword behind the declarations: the query form, or what stands in its place."""
    for index, token in enumerate(tokens):
        if token.kind == "word" and token.text.upper() not in {"PREFIX", "BASE", "VERSION"}:
            return index
        if token.kind == "punctuation":
            return None
    return None


def _check_update(text: str, tokens: Sequence[Token], start: int | None) -> None:
    if start is None:
        return
    word = tokens[start].text.upper()
    if any(word.startswith(update) for update in UPDATES):
        place = Position.of(text, tokens[start].offset)
        raise QueryRefusedError(
            f"{word} at {place} is an update, and this store is read-only",
            remedy="ask with SELECT, ASK, CONSTRUCT or DESCRIBE; data changes through the files it is built from",
            position=place,
        )


def _check_service(text: str, tokens: Sequence[Token]) -> None:
    depth = 0
    for index, token in enumerate(tokens):
        if token.kind == "punctuation":
            depth += (token.text in "({[") - (token.text in ")}]")
        if _is_service(tokens, index, depth):
            place = Position.of(text, token.offset)
            raise QueryRefusedError(
                f"SERVICE at {place}: this endpoint does not query others on behalf of a client",
                remedy="remove the SERVICE clause; query the other endpoint yourself and join the results",
                position=place,
            )
        if _is_ambiguous(tokens, index):
            place = Position.of(text, token.offset)
            raise QueryRefusedError(
                f"{token.text} at {place} can be an IRI or a comparison followed by a comment",
                remedy="write the comparison with spaces around `<`, or the IRI in full",
                position=place,
            )


def _check_clauses(text: str, tokens: Sequence[Token]) -> None:
    glued = glued_clause(tokens)
    if glued is not None:
        place = Position.of(text, glued.offset)
        raise QueryRefusedError(
            f"{glued.text} at {place} can be a name or a FROM clause",
            remedy="write a space behind FROM",
            position=place,
        )


def _is_service(tokens: Sequence[Token], index: int, depth: int) -> bool:
    """Tell whether the engine could read the keyword SERVICE here.

    It wants no space behind a keyword: `SERVICEex:a {` and `SERVICE:a {` are calls, though they look like prefixed
    names. Inside a group a name is followed by a brace in no other place than behind GRAPH.
    """
    token = tokens[index]
    if token.kind == "word":
        return "service" in token.text.lower()
    if token.kind != "name" or depth == 0 or "service" not in token.text.partition(":")[0].lower():
        return False
    braced = index + 1 < len(tokens) and tokens[index + 1].text == "{"
    return braced and not (tokens[index - 1].kind == "word" and tokens[index - 1].text.upper() == "GRAPH")


def _is_ambiguous(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind == "stray":
        return True
    if token.kind != "iri" or index == 0 or not _TWO_READINGS.fullmatch(token.text):
        return False
    before = tokens[index - 1]
    declared = index > 1 and tokens[index - 2].text.upper() == "PREFIX"
    return not declared and (before.kind in _OPERANDS or before.text in ")]}")
