"""See at a glance that a short query cannot pass any limit, which is the case with nearly all.

Counting characters is much faster than reading them as tokens. Each operator, bracket and pattern has at least one
character of its own, so a count of these characters, in strings and IRIs too, is an upper bound. Only round brackets
need a second look: those of a collection hold patterns that nothing but spaces separate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policygraph.store.guard.terminals import BASE_CHARACTER, CHARACTER, COMMENT

if TYPE_CHECKING:
    from policygraph.store.guard.limits import QueryLimits

__all__ = ["Glance", "glance"]

LONGEST = 2_000
"""Characters of the longest query that is worth a glance. Not even 8 levels of functions whose arguments the engine
reads twice make it read so few characters more than half a million times again."""

MOST_READ_TWICE = 8

# Declarations with IRIs whose host has no port, so that a local name cannot make them invalid.
_PROLOGUE = re.compile(
    rf"(?i:(?:[ \t\r\n]++|{COMMENT}|(?:PREFIX[ \t\r\n]++(?:[{BASE_CHARACTER}][{CHARACTER}]*+)?+:|BASE)[ \t\r\n]*+"
    r'<[A-Z][A-Z0-9+.\-]*+:[^\x00-\x20<>"{}|^`\\:\[\]]*+>)*+'
    rf"(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![{CHARACTER}.:]))"
)
# Where one of these words stands, whatever for, the query is read token by token.
_TELLING = ("service", "from", "now", "rand", "uuid")
_READ_TWICE = ("regex", "substr", "replace", "group_concat")
# What may stand before a round bracket that does not enclose a collection or a part of a path.
_BEFORE_EXPRESSION = frozenset(
    re.findall(
        r"\w+",
        """
        filter select by having bind values asc desc in distinct count sum min max avg sample group_concat
        str lang langmatches datatype bound iri uri bnode abs ceil floor round concat strlen substr replace ucase lcase
        encode_for_uri contains strstarts strends strbefore strafter year month day hours minutes seconds timezone tz
        md5 sha1 sha256 sha384 sha512 coalesce if strlang strdt sameterm isiri isuri isblank isliteral isnumeric regex
        """,
    )
)
_OPERATORS = ("&&", "||", "=", "<", ">", "!", "+", "-")


class Glance(NamedTuple):
    """What a glance tells: the form of the query in capitals, and the offset at which it stands."""

    form: str
    start: int


def glance(text: str, limits: QueryLimits) -> Glance | None:
    """Look at a query; None where it has to be read token by token, be that because it is long or merely unusual."""
    if len(text) > LONGEST or "\\" in text:
        return None
    found = _PROLOGUE.match(text)
    if found is None:
        return None
    form, body = found[1].upper(), text[found.end() :].lower()
    if any(word in body for word in _TELLING) or not _fits(form, body, limits):
        return None
    return Glance(form, found.start(1))


def _fits(form: str, body: str, limits: QueryLimits) -> bool:
    """Tell whether a query fits its limits whatever its characters mean.

    Args:
        form: Its form.
        body: What stands behind that, in small letters.
        limits: The limits.
    """
    round_brackets, braces = body.count("("), body.count("{")
    brackets = round_brackets + braces + body.count("[")
    subselects = body.count("select")
    # Another pattern begins behind each of these, and behind a few keywords of a sub-select.
    patterns = 2 * braces + brackets + 6 * subselects + sum(map(body.count, "./;,~")) + body.count("<<")
    if brackets > limits.depth or patterns >= limits.patterns:
        return False
    described = len(body) if form == "DESCRIBE" else 0
    if patterns + brackets + described + sum(map(body.count, "|&*+-/!^~<")) > limits.operators:
        return False
    return not round_brackets or _has_expressions_only(body)


def _has_expressions_only(body: str) -> bool:
    if "#" in body or sum(map(body.count, _READ_TWICE)) > MOST_READ_TWICE:
        return False
    where = body[body.find("{") : body.rfind("}") + 1]  # around the WHERE clause all of them enclose expressions
    return all(_opens_expression(before) for before in where.split("(")[:-1])


def _opens_expression(before: str) -> bool:
    """Tell whether a round bracket opens an expression, or the data of VALUES.

    Args:
        before: What stands before it, back to the last one.
    """
    words = before.split()
    if not words:
        return True
    last = words[-1]
    return last.lstrip("{}.") in _BEFORE_EXPRESSION or last.endswith(_OPERATORS)
