"""How long work tells where it is."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

__all__ = ["Progress", "Silent"]


class Progress(Protocol):
    """Someone who is told which step has begun and what it gave."""

    def step(self, title: str) -> AbstractContextManager[None]:
        """Begin a step that ends with the context."""
        ...

    def note(self, text: str) -> None:
        """Say what the running step has given."""
        ...


class Silent:
    """A progress that nobody watches."""

    def step(self, title: str) -> AbstractContextManager[None]:
        """Begin a step."""
        del title
        return nullcontext()

    def note(self, text: str) -> None:
        """Take a note and drop it."""
        del text
