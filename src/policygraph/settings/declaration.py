"""How a setting is declared, and what follows from that: its variable, its option, reading and checking it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar

from policygraph.errors import UsageError

if TYPE_CHECKING:
    from policygraph.settings.kinds import Kind

__all__ = ["PREFIX", "Declared", "check", "declared", "option", "read", "setting", "variable"]

PREFIX = "POLICYGRAPH_"
KEY = "setting"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting.

    Attributes:
        name: Its name in the code, from which those of its variable and its option follow.
        kind: What values it takes.
        meaning: What it means, in one line of the documentation.
        default: Its value where nothing is set.
        common: Whether the help of `policygraph serve` lists its option.
        shown: The default as the documentation says it, where it is not the same everywhere.
    """

    name: str
    kind: Kind[Any]
    meaning: str
    default: object
    common: bool
    shown: str

    @property
    def default_shown(self) -> str:
        """The default in words or as it would be set."""
        return self.shown or self.kind.write(self.default)


def setting(default: T, kind: Kind[T], meaning: str, *, common: bool = False, shown: str = "") -> T:
    """Declare a setting as a field of a dataclass; see `Declared` for the arguments."""
    declaration = Declared("", kind, meaning, default, common, shown)
    return field(default=default, metadata={KEY: declaration})


def declared(settings: type[Any]) -> tuple[Declared, ...]:
    """List the settings of a dataclass in order."""
    given = ((one.name, one.metadata[KEY]) for one in fields(settings))
    return tuple(Declared(name, d.kind, d.meaning, d.default, d.common, d.shown) for name, d in given)


def variable(name: str) -> str:
    """Give the environment variable of a setting."""
    return PREFIX + name.upper()


def option(name: str) -> str:
    """Give the command line option of a setting."""
    return "--" + name.replace("_", "-")


def read(one: Declared, text: str, where: str) -> object:
    """Read a setting.

    Args:
        one: The setting.
        text: What was given.
        where: The variable or option that it was given by.

    Raises:
        UsageError: It is of another kind or out of its limits.
    """
    try:
        value: object = one.kind.read(text)
    except ValueError:
        raise UsageError(f"{where} is {text!r}", remedy=f"set it to {one.kind.remedy}") from None
    check(one, value, where)
    return value


def check(one: Declared, value: object, where: str) -> None:
    """See that a value lies within the limits of a setting.

    Raises:
        UsageError: It does not.
    """
    if not one.kind.allows(value):
        raise UsageError(f"{where} is {one.kind.write(value)}", remedy=f"set it to {one.kind.remedy}")
