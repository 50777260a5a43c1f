from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from policygraph.web.pages.saved import group_queries, load_saved, text_for_form

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HEADER = """\
#+ title: {name}
#+ question: What of {name}?
#+ question_zh: 关于{name}的什么？
#+ description: A row a thing.
#+ tags: {tags}
"""


def save(root: Path, name: str, tags: str, text: str = "SELECT * { ?s ?p ?o }\n") -> None:
    (root / "queries").mkdir(exist_ok=True)
    (root / "queries" / f"{name}.rq").write_text(HEADER.format(name=name, tags=tags) + text, encoding="utf-8")


def test_queries_of_the_workspace_stand_beside_the_bundled_ones(tmp_path: Path) -> None:
    save(tmp_path, "mine", "[look-up]")
    names = {query.name for query in load_saved(tmp_path)}
    assert {"mine", "emission-reserve"} <= names


def test_one_that_cannot_be_read_is_logged_and_the_others_are_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save(tmp_path, "mine", "[look-up]")
    (tmp_path / "queries" / "broken.rq").write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        names = {query.name for query in load_saved(tmp_path)}
    assert "mine" in names
    assert "broken" not in names
    assert "broken.rq" in caplog.text


def test_queries_are_grouped_by_their_first_tag_known_kinds_first(tmp_path: Path) -> None:
    save(tmp_path, "one", "[zebra]")
    save(tmp_path, "two", "[gap, look-up]")
    save(tmp_path, "three", "[ant]")
    groups = group_queries(load_saved(tmp_path))
    assert groups[0].title == "Look-ups"
    assert [group.title for group in groups][-2:] == ["Ant", "Zebra"]
    gaps = next(group for group in groups if group.title == "Gaps")
    assert gaps.title_zh == "空缺"
    assert "two" in [query.name for query in gaps.queries]
    assert sum(len(group.queries) for group in groups) == len(load_saved(tmp_path).queries)


def test_every_kind_of_the_bundled_queries_has_a_title(tmp_path: Path) -> None:
    assert all(group.title_zh for group in group_queries(load_saved(tmp_path)))


def test_the_text_for_the_form_has_the_questions_in_place_of_the_header(tmp_path: Path) -> None:
    save(tmp_path, "mine", "[gap]", "PREFIX e: <http://e/>\n# kept\nASK {}\n\n")
    assert text_for_form(load_saved(tmp_path).get("mine")) == (
        "# What of mine?\n# 关于mine的什么？\n\nPREFIX e: <http://e/>\n# kept\nASK {}\n"
    )
