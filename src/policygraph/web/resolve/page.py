"""The page of a resolution: a form, what is wrong, and the things that may be meant with what tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.resolver import KIND_NAMES, LONGEST, explain
from policygraph.vocab import shorten
from policygraph.web.pages.templates import templates
from policygraph.web.resolve.target import target_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.resolver import Match, Resolution

__all__ = ["write_resolve_page"]

EXAMPLES = ("JHF (2022) 43", "晋环发2022-43", "山西省生态环境厅", "Hinggan League", "140100")


class _Row(NamedTuple):
    """A thing in the table: its address, its names and type, what tells it apart, and the spelling that fits."""

    link: str
    short: str
    name: str
    name_zh: str
    type: str
    where: str
    matched: str
    how: str


def write_resolve_page(found: Resolution | None, home: str, title: str = "", status: int = 0) -> str:
    """Write the page.

    Args:
        found: What a text was resolved to; None where nothing was asked yet.
        home: The start page, as seen from this one.
        title: What kind of problem it is, where nothing was found.
        status: The status of the answer, where nothing was found.
    """
    why = explain(found) if found else None
    return templates().render(
        "resolve",
        home=home,
        local=home,
        asked=found.asked if found else "",
        kinds=found.kinds if found else (),
        all_kinds=KIND_NAMES,
        longest=LONGEST,
        examples=EXAMPLES,
        outcome=found.outcome if found else "",
        title=title,
        status=status,
        message=why.message if why else "",
        remedy=why.remedy if why else "",
        rows=_rows(found.matches if found else (), home),
        near=_rows(found.near if found else (), home),
        numbers=found.numbers if found and found.outcome == "not-found" else (),
    )


def _rows(matches: Iterable[Match], home: str) -> list[_Row]:
    return [
        _Row(
            link=home + target_of(match.iri),
            short=shorten(match.iri),
            name=match.name.en or match.name.best(match.iri),
            name_zh=match.name.zh or "",
            type=match.what,
            where=", ".join(context.name.best(context.iri) for context in match.context),
            matched=match.matched,
            how=f"{match.score:g} % alike" if match.how in ("near", "slug") and match.score < _SURE else match.how,
        )
        for match in matches
    ]


_SURE = 100.0
