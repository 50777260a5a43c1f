"""Saved queries and their headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import DataError, Location, NotFoundError, did_you_mean
from policygraph.graph.files import read_text
from policygraph.graph.header import read_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Catalogue", "SavedQuery", "load_catalogue"]

_REQUIRED = ("title", "question", "question_zh", "description", "tags")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query.

    Attributes:
        name: The file's name without ending.
        title: A few words.
        question: The question in plain English.
        question_zh: The question in Chinese.
        description: How to read the answer.
        tags: Kinds of question: look-up, trace, aggregation, path, consistency, gap, comparison, and trap (about things
            that are easily taken for one another).
        text: The SPARQL, header included.
        path: The file.
    """

    name: str
    title: str
    question: str
    question_zh: str
    description: str
    tags: tuple[str, ...]
    text: str
    path: Path

    @property
    def expected(self) -> Path:
        """The file of the reviewed answer: CSV, IRIs as prefixed names."""
        return self.path.parent / "expected" / f"{self.name}.csv"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The saved queries of a workspace by name."""

    queries: Mapping[str, SavedQuery]

    def __iter__(self) -> Iterator[SavedQuery]:
        """Give the queries in the order of their names."""
        return iter(sorted(self.queries.values(), key=lambda query: query.name))

    def get(self, name: str) -> SavedQuery:
        """Give a query by its name.

        Raises:
            NotFoundError: There is none of that name; the error names the nearest.
        """
        if name not in self.queries:
            raise NotFoundError(
                f"no saved query is called {name!r}",
                remedy=f"{did_you_mean(name, self.queries)}`policygraph query --list` names them all",
            )
        return self.queries[name]


def load_catalogue(paths: Iterable[Path]) -> Catalogue:
    """Read the saved queries of some files; of two with one name the later wins, so a workspace can replace one.

    Raises:
        DataError: A file lacks its header or a key of it.
    """
    return Catalogue({query.name: query for query in map(_load, paths)})


def _load(path: Path) -> SavedQuery:
    text = read_text(path)
    header = read_header(path, text, required=_REQUIRED)
    tags = header["tags"]
    if not isinstance(tags, list):
        raise DataError(
            f"the tags {tags!r} are not a list", remedy="write `#+ tags: [look-up]`", location=Location(path, 1)
        )
    return SavedQuery(
        name=path.stem,
        title=header["title"],
        question=header["question"],
        question_zh=header["question_zh"],
        description=header["description"],
        tags=tuple(map(str, tags)),
        text=text,
        path=path,
    )
