"""How errors and findings look in a terminal."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from policygraph.visible import visible
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from typing import TextIO

    from policygraph.errors import Finding, Location, PolicygraphError

__all__ = ["counted", "output_console", "place", "printable", "show_error", "show_finding"]

_SHOWN = 50
_UNBROKEN = 1_000_000


def output_console(file: TextIO | None = None) -> Console:
    """Make the console of standard output: as wide as the terminal, and without line breaks of its own elsewhere.

    Args:
        file: Where to write instead, without colours.
    """
    folded = os.environ.get("COLUMNS") or (file is None and sys.stdout.isatty())
    width = None if folded else _UNBROKEN
    return Console(width=width) if file is None else Console(file=file, width=width, color_system=None)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, such as `1 row` and `1,200 rows`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """Write the control characters of a text as pictures, one for one, so that no text can steer the terminal.

    Those that turn the direction of a text round become replacement characters, as what cannot be shown does.
    """
    return visible(text.replace("\r", " "))


def place(location: Location) -> str:
    """Write a place from the current folder where it is below it, so that the line stays short."""
    here = Path.cwd()
    file = location.file.resolve()
    return str(replace(location, file=file.relative_to(here)) if file.is_relative_to(here) else location)


def show_error(console: Console, error: PolicygraphError) -> None:
    """Write an error: its findings first, then what is wrong and what to do, last, where the eye is."""
    for finding in error.findings[:_SHOWN]:
        show_finding(console, finding)
    if len(error.findings) > _SHOWN:
        console.print(f"… and {len(error.findings) - _SHOWN} more findings", highlight=False)
    where = f"{escape(place(error.location))}: " if error.location else ""
    console.print(f"[bold red]error:[/] {where}{escape(printable(error.message))}", highlight=False, soft_wrap=True)
    console.print(f"  [green]→[/] {escape(printable(error.remedy))}", highlight=False, soft_wrap=True)


def show_finding(console: Console, finding: Finding) -> None:
    """Write one finding: where and which rule, what, remedy."""
    where = f"{escape(place(finding.location))}: " if finding.location else ""
    node = f" [cyan]{escape(shorten(finding.node))}[/]" if finding.node else ""
    console.print(f"{where}[yellow]{escape(f'[{finding.rule}]')}[/]{node}", highlight=False, soft_wrap=True)
    console.print(f"  {escape(finding.message)}", highlight=False, soft_wrap=True)
    console.print(f"  [green]→[/] {escape(finding.remedy)}", highlight=False, soft_wrap=True)
