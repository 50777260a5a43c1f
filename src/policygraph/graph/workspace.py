"""Which files a graph is made of: the bundled ones, and those of a workspace beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import NotFoundError
from policygraph.graph.batch import refuse_interrupted
from policygraph.vocab import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["GraphFile", "Workspace"]


@dataclass(frozen=True, slots=True, order=True)
class GraphFile:
    """A Turtle file and the named graph that its triples belong to.

    Attributes:
        path: The file.
        graph: IRI of the named graph.
        source: Id of the source it is curated from; None for ontology, concepts and reference data.
    """

    path: Path
    graph: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders that hold `ontology/`, `data/`, `shapes/` and `queries/`: the bundled ones first.

    Attributes:
        root: The folder in which releases are written and `sources/` is looked for.
        layers: The folders that files are taken from, in order.
    """

    root: Path
    layers: tuple[Path, ...]

    @classmethod
    def of(cls, root: Path, bundled: Path) -> Workspace:
        """Make the workspace of a root beside the bundled files; a root that holds no files of its own adds none.

        Raises:
            NotFoundError: The root is not a folder.
        """
        if not root.is_dir():
            raise NotFoundError(
                f"the workspace {root} is not a folder", remedy=f"make one with `policygraph init {root}`"
            )
        own = root.resolve()
        return cls(root, (bundled,) if own == bundled.resolve() else (bundled, root))

    def graph_files(self) -> tuple[GraphFile, ...]:
        """Give the Turtle files of the graph: ontology, concepts, reference data, and one folder a source.

        Raises:
            DataError: A change of several files was interrupted.
        """
        for layer in self.layers:
            refuse_interrupted(layer / "data")
        return tuple(file for layer in self.layers for file in _files_of(layer))

    def shape_files(self) -> tuple[Path, ...]:
        """Give the SHACL files that the graph is validated against, so without the shapes over the ontology itself."""
        return tuple(
            path for layer in self.layers for path in _turtle(layer / "shapes") if path.name != "ontology-style.ttl"
        )

    def query_files(self) -> tuple[Path, ...]:
        """Give the files of the saved queries."""
        return tuple(path for layer in self.layers for path in sorted((layer / "queries").glob("*.rq")))

    def rule_files(self) -> tuple[Path, ...]:
        """Give the files of the inference rules."""
        return tuple(path for layer in self.layers for path in sorted((layer / "queries" / "rules").glob("*.rq")))

    def finding_files(self) -> tuple[Path, ...]:
        """Give the files of the audit's rules: those in `queries/findings/` of the bundle, `findings/` of the root."""
        folders = (_findings(layer, bundled=layer == self.layers[0]) for layer in self.layers)
        return tuple(path for folder in folders for path in sorted(folder.glob("*.rq")))

    @property
    def findings_folder(self) -> Path:
        """Where a rule of one's own is written."""
        return _findings(self.layers[-1], bundled=len(self.layers) == 1)


def _findings(layer: Path, *, bundled: bool) -> Path:
    return layer / "queries" / "findings" if bundled else layer / "findings"


def _files_of(layer: Path) -> Iterable[GraphFile]:
    for path in _turtle(layer / "ontology"):
        yield GraphFile(path, f"{GRAPH}ontology")
    for name in ("concepts", "reference"):
        for path in _turtle(layer / "data" / name):
            yield GraphFile(path, f"{GRAPH}{name}")
    for folder in sorted(path for path in (layer / "data" / "sources").glob("*") if path.is_dir()):
        for path in _turtle(folder):
            yield GraphFile(path, f"{GRAPH}{folder.name}", folder.name)


def _turtle(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.ttl") if "migrations" not in path.parts)
