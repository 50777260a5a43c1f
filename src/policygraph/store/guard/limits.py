"""How large a query may be, and keeping count of it.

docs/decisions/0008-guard-limits.md has what was measured: at which size the engine ends its process or plans for longer
than a second. The defaults lie well below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from policygraph.errors import Position, QueryRefusedError

__all__ = ["REREAD", "QueryLimits", "Tally"]

REREAD = 1_000_000
"""Characters that the engine may read again because of functions whose arguments it reads twice: about 0.2 seconds."""


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How large a query may be.

    Attributes:
        length: Characters of the query text.
        depth: Levels of brackets of any kind. The engine ends its process at 800 levels of aggregates, the first
            construct to fail.
        operators: Operators, brackets and triple patterns; rows of VALUES do not count. The engine ends its process at
            2,600 of BIND, MINUS or SELECT expressions, the first constructs to fail.
        patterns: Patterns joined in one group: triple patterns, steps of a path, blocks and groups of any kind. Groups
            that together take the engine as much planning count alike. It plans for a second at 100.
    """

    length: int = 100_000
    depth: int = 200
    operators: int = 1_000
    patterns: int = 64


class Tally:
    """The count of what grows in one query.

    Args:
        text: The query.
        limits: The limits.
    """

    __slots__ = ("_limits", "_operators", "_reread", "_text")

    def __init__(self, text: str, limits: QueryLimits) -> None:
        self._text = text
        self._limits = limits
        self._reread = 0
        self._operators = 0

    def check_depth(self, depth: int, offset: int) -> None:
        """Refuse brackets that lie too deep; errors as in `add`."""
        if depth > self._limits.depth:
            self._refuse(
                f"the query nests deeper than {self._limits.depth} levels of brackets",
                offset,
                "flatten it: fewer nested groups, sub-selects or function calls",
            )

    def add(self, count: int, offset: int) -> None:
        """Count operators, brackets and triple patterns.

        Raises:
            QueryRefusedError: There are more than the limit.
        """
        self._operators += count
        if self._operators > self._limits.operators:
            self._refuse(
                f"the query has more than {self._limits.operators} operators, brackets and triple patterns",
                offset,
                "use IN or VALUES instead of long chains, or ask in several queries",
            )

    def check_effort(self, effort: int, offset: int) -> None:
        """Refuse a group that takes more planning than one that joins as many triple patterns as the limit.

        Errors as in `add`.

        Args:
            effort: The sum over what is planned by itself: the cube of the patterns and groups joined there, times the
                triple patterns in all of them.
            offset: Where the group ends.
        """
        if effort > self._limits.patterns**4:
            self._refuse(
                f"the query joins more than {self._limits.patterns} patterns, or takes as much planning, in the group"
                " that ends",
                offset,
                "join fewer, or ask in several queries",
            )

    def read_again(self, characters: int, offset: int) -> None:
        """Count what the engine reads more than once; errors as in `add`."""
        self._reread += characters
        if self._reread > REREAD:
            self._refuse(
                "the query nests too many calls of REGEX, SUBSTR, REPLACE and GROUP_CONCAT, or sequences of a path,"
                " whose parts the engine reads twice at each level,",
                offset,
                "give an inner value a name with BIND",
            )

    def _refuse(self, what: str, offset: int, remedy: str) -> NoReturn:
        place = Position.of(self._text, offset)
        raise QueryRefusedError(f"{what} at {place}", remedy=remedy, position=place)
