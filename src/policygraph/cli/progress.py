"""Progress in a terminal: a line a step, with its time and what it gave."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

__all__ = ["TerminalProgress"]


class TerminalProgress:
    """Shows the running step with a spinner, where the terminal has one, and each ended step as a line."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._note = ""

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Show a step while it runs and, when it has gone well, its time and note."""
        started = time.monotonic()
        self._note = ""
        with self._console.status(f"{title} …"):
            yield
        seconds = time.monotonic() - started
        self._console.print(
            f"[green]✓[/] {title:26} [dim]{seconds:5.1f} s[/]  {self._note}", highlight=False, soft_wrap=True
        )

    def note(self, text: str) -> None:
        """Keep what the running step has given for its line."""
        self._note = text
