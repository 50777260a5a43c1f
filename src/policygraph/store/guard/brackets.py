"""What stands open at one place of a query, and what has been counted in it."""

from __future__ import annotations

from enum import Enum, auto

__all__ = ["Bracket", "Kind"]


class Kind(Enum):
    """What a bracket encloses."""

    HEAD = auto()  # nothing: what stands in no bracket
    GROUP = auto()  # a group of patterns
    NODE = auto()  # a blank node's properties
    LIST = auto()  # a collection or a part of a path
    EXPRESSION = auto()  # an expression or a function's arguments
    DATA = auto()  # the variables or rows of VALUES
    TEMPLATE = auto()  # what CONSTRUCT builds


class Bracket:
    """An open bracket.

    Attributes:
        kind: What it encloses.
        outer: The innermost group around it; of the head itself, none.
        apart: Whether it is a group that is planned by itself, such as that of OPTIONAL.
        fresh: Whether the next term begins another pattern.
        counted: Whether terms side by side are counted here.
        select: Whether a SELECT stands in it, so that its round brackets hold expressions.
        doubled: Whether the engine reads what it encloses twice.
        remote: Whether it is what SERVICE asks another endpoint.
        joined: Patterns and groups that are joined in a group.
        size: Triple patterns in it and in all groups inside.
        effort: What it takes to plan the groups inside that are planned by themselves.
    """

    __slots__ = (
        "_before",
        "_last",
        "_union",
        "apart",
        "counted",
        "doubled",
        "effort",
        "fresh",
        "joined",
        "kind",
        "outer",
        "remote",
        "select",
        "size",
    )

    def __init__(self, kind: Kind, outer: Bracket | None = None, *, apart: bool = False, doubled: bool = False) -> None:
        self.kind = kind
        self.outer = outer
        self.apart = apart
        self.doubled = doubled
        self.remote = False
        self.fresh = kind is Kind.GROUP or kind is Kind.NODE
        self.counted = kind is Kind.LIST
        self.select = kind is Kind.HEAD
        self.joined = 0
        self.size = 0
        self.effort = 0
        self._before = 0
        self._last = 0
        self._union = False

    @property
    def total(self) -> int:
        """What it takes to plan a group that is complete, with all that is inside."""
        return self.joined**3 * self.size + self.effort

    def take(self, group: Bracket) -> None:
        """Count a group that is complete among those of this one; planning joins it to what stands around it."""
        self.size += group.size
        self._last = group.total
        if self._union or group.apart:
            self.effort += self._last
        if self._union:  # one more branch of what was counted already
            self._union = False
            return
        self._before = self.joined
        self.joined += 1 if group.apart else group.joined

    def unite(self) -> None:
        """Take the group before UNION for a branch, and the next one for another."""
        if self.joined > self._before:
            self.joined = self._before + 1
            self.effort += self._last
        self._before = self.joined
        self._union = True
