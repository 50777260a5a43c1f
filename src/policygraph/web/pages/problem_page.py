"""The page of a problem, with the query in its form and the mistake in it marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.web.pages.query_line import lines_around
from policygraph.web.pages.templates import lines_of_form, templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.web.pages.asked import AskedQuery

__all__ = ["write_problem_page"]


def write_problem_page(members: Mapping[str, object], home: str, asked: AskedQuery | None) -> str:
    """Write the page of a problem.

    Args:
        members: The members of the problem as JSON: `title`, `status`, `detail` and `remedy`, and `line` and `column`
            where it lies in the query.
        home: The start page, as seen from where the problem arose.
        asked: What was asked, where that is known.
    """
    line, column = members.get("line"), members.get("column")
    lines = (
        lines_around(asked.query, line, column) if asked and isinstance(line, int) and isinstance(column, int) else []
    )
    title = str(members["title"])
    return templates().render(
        "problem",
        title=title,
        status=members["status"],
        detail=str(members["detail"]).removeprefix(f"{title[:1].lower()}{title[1:]}: "),
        remedy=members["remedy"],
        home=home,
        local=home,
        asked=asked,
        form_rows=lines_of_form(asked.query) if asked else 0,
        lines=lines,
    )
