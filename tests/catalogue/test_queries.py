"""Saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.catalogue import Catalogue, load_catalogue
from policygraph.errors import DataError, NotFoundError
from policygraph.graph.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

HEADER = {
    "title": "Outlets",
    "question": "How many?",
    "question_zh": "多少？",
    "description": "The count.",
    "tags": "[look-up, trace]",
}
QUERY = "SELECT * { ?s ?p ?o }\n"


def written(folder: Path, name: str, **changes: str | None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.rq"
    header = {key: value for key, value in (HEADER | changes).items() if value is not None}
    path.write_text("".join(f"#+ {key}: {value}\n" for key, value in header.items()) + QUERY, encoding="utf-8")
    return path


def test_a_query_is_read_with_its_header(tmp_path: Path) -> None:
    path = written(tmp_path, "outlets")
    found = load_catalogue([path]).get("outlets")
    assert (found.name, found.title, found.question, found.question_zh) == ("outlets", "Outlets", "How many?", "多少？")
    assert (found.description, found.tags, found.path) == ("The count.", ("look-up", "trace"), path)
    assert found.text.endswith(QUERY)
    assert found.expected == tmp_path / "expected" / "outlets.csv"


def test_the_catalogue_is_in_the_order_of_names(tmp_path: Path) -> None:
    catalogue = load_catalogue([written(tmp_path, name) for name in ("b", "c", "a")])
    assert [query.name for query in catalogue] == ["a", "b", "c"]


@pytest.mark.parametrize("key", sorted(HEADER))
def test_a_missing_key_is_named_with_the_file(tmp_path: Path, key: str) -> None:
    path = written(tmp_path, "outlets", **{key: None})
    with pytest.raises(DataError, match=f"the header lacks {key} →") as raised:
        load_catalogue([path])
    assert str(raised.value.location) == f"{path}:1"


def test_tags_are_a_list(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the tags 'look-up' are not a list"):
        load_catalogue([written(tmp_path, "outlets", tags="look-up")])


def test_a_header_that_is_not_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "outlets", question="How many: of what?")
    with pytest.raises(DataError, match="the header is not YAML") as raised:
        load_catalogue([path])
    assert str(raised.value.location) == f"{path}:2"


@pytest.mark.parametrize(("name", "hint"), [("outlet", "did you mean outlets?"), ("zzz", "`policygraph query --list`")])
def test_an_unknown_name_gets_the_nearest(tmp_path: Path, name: str, hint: str) -> None:
    catalogue = load_catalogue([written(tmp_path, "outlets"), written(tmp_path, "emission-reserve")])
    with pytest.raises(NotFoundError, match=f"no saved query is called '{name}'") as raised:
        catalogue.get(name)
    assert raised.value.remedy.startswith(hint)


def test_an_empty_catalogue_has_no_hint() -> None:
    with pytest.raises(NotFoundError) as raised:
        Catalogue({}).get("a")
    assert raised.value.remedy == "`policygraph query --list` names them all"


def test_a_query_of_the_workspace_replaces_a_bundled_one(tmp_path: Path) -> None:
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    written(bundled / "queries", "outlets", title="Bundled")
    written(bundled / "queries", "other", title="Other")
    written(own / "queries", "outlets", title="Own")
    catalogue = load_catalogue(Workspace.of(own, bundled).query_files())
    assert [(query.name, query.title) for query in catalogue] == [("other", "Other"), ("outlets", "Own")]
