"""The saved queries, as the start page shows them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from policygraph.catalogue import Catalogue, load_catalogue
from policygraph.errors import PolicygraphError
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygraph.catalogue import SavedQuery

__all__ = ["SavedGroup", "group_queries", "load_saved", "text_for_form"]

_TITLES = {
    "look-up": ("Look-ups", "查询", "what a document says of one thing"),
    "trace": ("Traces", "溯源", "from a statement to the document it came from"),
    "path": ("Paths", "路径", "from one thing to another over several steps"),
    "aggregation": ("Counts and sums", "统计", "how many, how much"),
    "comparison": ("Comparisons", "比较", "between places, years and kinds"),
    "consistency": ("Consistency", "一致性", "where a source disagrees with itself"),
    "gap": ("Gaps", "空缺", "what a source does not state"),
    "trap": ("Easily confused", "易混淆", "things that look alike and are not the same"),
}


class SavedGroup(NamedTuple):
    """Saved queries of one kind: titles in English and Chinese, what they ask, and the queries."""

    title: str
    title_zh: str
    about: str
    queries: list[SavedQuery]


def load_saved(root: Path) -> Catalogue:
    """Read the saved queries, the bundled ones and those of a workspace.

    One that cannot be read is logged and left out: the server answers queries all the same.
    """
    found: dict[str, SavedQuery] = {}
    try:
        paths = Workspace.of(root, bundled()).query_files()
    except PolicygraphError as error:
        logging.getLogger("policygraph.web").warning("no saved queries: %s", error)
        return Catalogue({})
    for path in paths:
        try:
            found |= load_catalogue([path]).queries
        except PolicygraphError as error:
            logging.getLogger("policygraph.web").warning("a saved query is left out: %s", error)
    return Catalogue(found)


def group_queries(catalogue: Catalogue) -> list[SavedGroup]:
    """Group queries by the first of their tags: known kinds in the order of the table, then others by name."""
    groups: dict[str, list[SavedQuery]] = {}
    for query in catalogue:
        groups.setdefault(query.tags[0] if query.tags else "other", []).append(query)
    known = [kind for kind in _TITLES if kind in groups]
    others = sorted(groups.keys() - _TITLES.keys())
    return [SavedGroup(*_TITLES[kind], groups[kind]) for kind in known] + [
        SavedGroup(kind.capitalize(), "", "", groups[kind]) for kind in others
    ]


def text_for_form(saved: SavedQuery) -> str:
    """Give the text of a saved query with its question above it, in place of the header."""
    lines = [line for line in saved.text.splitlines() if not line.startswith("#+")]
    return "\n".join((*_comments(saved), "", *lines)).rstrip() + "\n"


def _comments(saved: SavedQuery) -> Iterator[str]:
    for question in (saved.question, saved.question_zh):
        yield f"# {' '.join(question.split())}"
