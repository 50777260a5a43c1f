"""The options of `policygraph audit`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from policygraph.audit import Severity, Theme

__all__ = ["FailOn", "For", "Force", "Lang", "Layout", "Least", "Pack", "Pdf", "RuleIds", "ThemeOnly", "Words"]

For = Annotated[
    str | None,
    typer.Option("--for", metavar="NAME", help="Only what concerns this plan, report, document, task, unit or region."),
]
RuleIds = Annotated[
    list[str] | None, typer.Option("--rule", metavar="ID", help="Only this rule, in full; may be repeated.")
]
Least = Annotated[Severity, typer.Option(help="Only what is at least as grave as this.")]
ThemeOnly = Annotated[Theme | None, typer.Option(help="Only rules of this theme.")]
Layout = Annotated[
    Literal["table", "json", "markdown"],
    typer.Option("--format", help="A table for people, JSON for tools, or Markdown for a document."),
]
Lang = Annotated[Literal["en", "zh"], typer.Option(help="Language of the table, of Markdown and of a pack.")]
Words = Annotated[
    bool | None,
    typer.Option(
        "--words/--no-words",
        help="Give passages in full where the text is at hand.",
        show_default="in full, except in a pack",
    ),
]
Pack = Annotated[Path | None, typer.Option("--pack", metavar="DIR", help="Write an audit pack into a new folder.")]
Pdf = Annotated[bool, typer.Option("--pdf/--no-pdf", help="Lay the pack's report out as PDF too.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the pack that is in the folder.")]
FailOn = Annotated[
    Severity | None, typer.Option("--fail-on", help="Fail where anything at least as grave as this is found.")
]
