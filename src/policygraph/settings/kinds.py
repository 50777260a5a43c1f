"""The kinds of values that settings take: how each is read, checked, written and described."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from policygraph.errors import UsageError
from policygraph.store.federation import AllowList

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Kind",
    "Network",
    "choice",
    "endpoints",
    "folder",
    "networks",
    "number",
    "path_prefix",
    "switch",
    "text",
    "whole",
    "words",
]

T = TypeVar("T")
Network = IPv4Network | IPv6Network

ON, OFF = "on", "off"
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


def _anything(_: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What values a setting takes.

    Attributes:
        limits: The values it takes, as the table of the documentation says it.
        remedy: The same behind "set it to".
        placeholder: What stands for a value in the help of a command.
        read: Reads a text; raises a `ValueError` where it is of another kind.
        allows: Whether a value that was read lies within the limits.
        write: Writes a value as `read` reads it.
    """

    limits: str
    remedy: str
    placeholder: str
    read: Callable[[str], T]
    allows: Callable[[T], bool] = _anything
    write: Callable[[T], str] = str


def whole(lowest: int, highest: int) -> Kind[int]:
    """Whole numbers from the lowest to the highest."""
    return Kind(
        limits=f"{lowest} – {highest}",
        remedy=f"a whole number from {lowest} to {highest}",
        placeholder="NUMBER",
        read=int,
        allows=lambda value: lowest <= value <= highest,
    )


def number(lowest: float, highest: float) -> Kind[float]:
    """Numbers from the lowest to the highest, both included."""
    return Kind(
        limits=f"{lowest:.15g} – {highest:.15g}",
        remedy=f"a number from {lowest:.15g} to {highest:.15g}",
        placeholder="NUMBER",
        read=float,
        allows=lambda value: not math.isnan(value) and lowest <= value <= highest,
        write=lambda value: f"{value:.15g}",
    )


def text(what: str, placeholder: str = "TEXT") -> Kind[str]:
    """Any text; `what` says what is meant, such as `an address`."""
    return Kind(limits=what, remedy=what, placeholder=placeholder, read=str)


def folder() -> Kind[Path]:
    """A folder, which need not exist yet."""
    return Kind(limits="a folder", remedy="a folder", placeholder="FOLDER", read=Path)


def choice(*values: str) -> Kind[str]:
    """One of a few words."""
    listed = f"{', '.join(values[:-1])} or {values[-1]}"
    quoted = ", ".join(f"`{value}`" for value in values)
    return Kind(
        limits=quoted, remedy=listed, placeholder="|".join(values), read=str, allows=lambda value: value in values
    )


def switch() -> Kind[bool]:
    """`on` or `off`."""

    def read(value: str) -> bool:
        if value not in {ON, OFF}:
            raise ValueError(value)
        return value == ON

    return Kind(
        limits=f"`{ON}`, `{OFF}`",
        remedy=f"{ON} or {OFF}",
        placeholder=f"{ON}|{OFF}",
        read=read,
        write=lambda value: ON if value else OFF,
    )


def words(what: str, pattern: str) -> Kind[tuple[str, ...]]:
    """Words with commas between, each of which matches a pattern; `what` says what they are, such as `host names`."""
    return Kind(
        limits=f"{what}, commas between",
        remedy=f"{what} with commas between",
        placeholder="LIST",
        read=_split,
        allows=lambda values: all(re.fullmatch(pattern, value) for value in values),
        write=",".join,
    )


def networks() -> Kind[tuple[Network, ...]]:
    """IP addresses and networks with commas between."""
    return Kind(
        limits="addresses and networks, commas between",
        remedy="addresses such as 127.0.0.1 and networks such as 10.0.0.0/8, with commas between",
        placeholder="LIST",
        read=lambda value: tuple(ip_network(part) for part in _split(value)),
        write=lambda values: ",".join(str(network) for network in values),
    )


def endpoints() -> Kind[tuple[str, ...]]:
    """Other endpoints that may be asked, with commas between, as `AllowList.parse` reads them."""

    def allows(values: tuple[str, ...]) -> bool:
        try:
            AllowList.parse(values)
        except UsageError:
            return False
        return True

    return Kind(
        limits="hosts, each with a port if need be, addresses and networks, commas between",
        remedy="hosts such as dbpedia.org or example.org:8890, addresses and networks such as 10.1.0.0/16, with commas"
        " between; names in other scripts as xn--…",
        placeholder="LIST",
        read=_split,
        allows=allows,
        write=",".join,
    )


def path_prefix() -> Kind[str]:
    """A path of plain segments, each behind a `/`; empty for none. A slash at its end is dropped."""
    return Kind(
        limits="a path",
        remedy="a path that begins with /, such as /graph",
        placeholder="PATH",
        read=lambda value: value.rstrip("/"),
        allows=lambda value: _PREFIX.fullmatch(value) is not None,
    )


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
