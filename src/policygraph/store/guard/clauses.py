"""Find the dataset clauses of a query in its tokens: FROM and FROM NAMED (SPARQL 1.1 Query §13.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.store.guard.tokens import Token

__all__ = ["from_clauses", "glued_clause"]


def from_clauses(tokens: Sequence[Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Collect what FROM and FROM NAMED name, as written.

    They stand before the WHERE clause, yet behind the template of a CONSTRUCT and behind expressions of a SELECT with
    braces of their own. The keyword stands nowhere else, so that no brackets need be counted. To the engine it may
    follow another one without a space: `ASKFROM<g>`.

    Args:
        tokens: Those of the query from its form on, without comments.

    Returns:
        The terms behind FROM and those behind FROM NAMED: IRIs in brackets or prefixed names.
    """
    graphs: list[str] = []
    named: list[str] = []
    target: list[str] | None = None
    for token in tokens:
        word = token.text.upper() if token.kind == "word" else ""
        if word.endswith("FROM"):
            target = graphs
        elif word.endswith("FROMNAMED") or (word == "NAMED" and target is graphs):
            target = named
        elif target is not None:
            target.append(token.text)
            target = None
    return tuple(graphs), tuple(named)


def glued_clause(tokens: Sequence[Token]) -> Token | None:
    """Find `FROMex:graph`, which is a prefixed name to the specification and a clause to the engine.

    In DESCRIBE a name in this place is what is to be described.

    Args:
        tokens: As for `from_clauses`.
    """
    if not tokens or tokens[0].text.upper() == "DESCRIBE":
        return None
    return next(
        (token for token in _head(tokens) if token.kind == "name" and token.text.upper().startswith("FROM")), None
    )


def _head(tokens: Sequence[Token]) -> Iterator[Token]:
    """Give the tokens before the WHERE clause that stand in no brackets."""
    depth = 0
    for index, token in enumerate(tokens):
        template = index == 1 and tokens[0].text.upper() == "CONSTRUCT"
        if token.text == "{" and depth == 0 and not template:
            return
        if token.kind == "punctuation":
            depth += (token.text in "({[") - (token.text in ")}]")
        if depth == 0:
            yield token
