"""Stores to measure over: synthetic nations and the bundled graph, made once in a folder and then used again."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.nation import write_nation
from benchmarks.servers import publish

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.nation import Nation

__all__ = ["Held", "Nations", "say"]


class Held(NamedTuple):
    """A nation at hand.

    Attributes:
        triples: How many.
        sources: How many sources it has.
        root: The workspace whose current release has it.
        store: That release's store.
    """

    triples: int
    sources: int
    root: Path
    store: Path


@dataclass(frozen=True, slots=True)
class Nations:
    """Nations in a folder.

    Attributes:
        folder: Where they are kept.
    """

    folder: Path

    def open(self, triples: int, seed: int) -> Held:
        """Give a nation, making it where the folder does not have it yet."""
        root = self.folder / f"nation-{triples}-{seed}"
        note = root / "nation.json"
        if not note.exists():
            self._make(root, triples, seed)
        written = json.loads(note.read_text(encoding="utf-8"))
        return Held(written["triples"], written["sources"], root, (root / "current" / "store").resolve())

    def _make(self, root: Path, triples: int, seed: int) -> None:
        root.mkdir(parents=True)
        nation: Nation = write_nation(root / "nation.nq", triples, seed)
        publish(root, root / "nation.nq", f"nation-{triples}-{seed}")
        written = {"triples": nation.triples, "sources": nation.sources}
        (root / "nation.json").write_text(json.dumps(written), encoding="utf-8")
        say(f"{nation.triples:,} triples written")


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    print(text, file=sys.stderr, flush=True)
