"""How errors and findings look in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from policygraph.vocab import shorten

if TYPE_CHECKING:
    from rich.console import Console

    from policygraph.errors import Finding, PolicygraphError

__all__ = ["show_error", "show_finding"]

_SHOWN = 50


def show_error(console: Console, error: PolicygraphError) -> None:
    """Write an error: its findings first, then what is wrong and what to do, last, where the eye is."""
    for finding in error.findings[:_SHOWN]:
        show_finding(console, finding)
    if len(error.findings) > _SHOWN:
        console.print(f"… and {len(error.findings) - _SHOWN} more findings", highlight=False)
    where = f"{escape(str(error.location))}: " if error.location else ""
    console.print(f"[bold red]error:[/] {where}{escape(error.message)}", highlight=False, soft_wrap=True)
    console.print(f"  [green]→[/] {escape(error.remedy)}", highlight=False, soft_wrap=True)


def show_finding(console: Console, finding: Finding) -> None:
    """Write one finding: where and which rule, what, remedy."""
    where = f"{escape(str(finding.location))}: " if finding.location else ""
    node = f" [cyan]{escape(shorten(finding.node))}[/]" if finding.node else ""
    console.print(f"{where}[yellow]{escape(f'[{finding.rule}]')}[/]{node}", highlight=False, soft_wrap=True)
    console.print(f"  {escape(finding.message)}", highlight=False, soft_wrap=True)
    console.print(f"  [green]→[/] {escape(finding.remedy)}", highlight=False, soft_wrap=True)
