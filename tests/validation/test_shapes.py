"""Shapes as files: read, refused where broken, and looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from policygraph.errors import DataError
from policygraph.validation.shapes import message_of, named, path_text, read_shapes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.validation.conftest import Read

EX = "https://example.org/"
NODE_SHAPE = "PREFIX sh: <http://www.w3.org/ns/shacl#>\n<https://example.org/%s> a sh:NodeShape .\n"


def test_files_of_shapes_become_one_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(NODE_SHAPE % "A", encoding="utf-8")
    (tmp_path / "b.ttl").write_text(NODE_SHAPE % "B", encoding="utf-8")
    assert named(read_shapes(sorted(tmp_path.iterdir())), SH.NodeShape) == {URIRef(f"{EX}A"), URIRef(f"{EX}B")}


def test_broken_turtle_is_a_data_error_with_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(NODE_SHAPE % "A" + "<https://example.org/B> a .\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_shapes([broken])
    assert caught.value.location is not None
    assert (caught.value.location.file, caught.value.location.line) == (broken, 3)


def test_a_file_that_is_not_there_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="can't be read"):
        read_shapes([tmp_path / "absent.ttl"])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("ex:a", f"{EX}a"),
        ("[ sh:inversePath ex:a ]", f"^<{EX}a>"),
        ("[ sh:zeroOrMorePath ex:a ]", f"<{EX}a>*"),
        ("[ sh:oneOrMorePath ex:a ]", f"<{EX}a>+"),
        ("[ sh:zeroOrOnePath ex:a ]", f"<{EX}a>?"),
        ("[ sh:alternativePath ( ex:a ex:b ) ]", f"(<{EX}a>|<{EX}b>)"),
        ("( [ sh:zeroOrMorePath ex:a ] ex:b )", f"(<{EX}a>*/<{EX}b>)"),
        ("[ sh:alternativePath ( [ sh:inversePath ex:a ] ex:b ) ]", f"(^<{EX}a>|<{EX}b>)"),
    ],
)
def test_a_path_is_written_in_sparql_s_syntax(read: Read, path: str, text: str) -> None:
    shapes = read(f"ex:P sh:path {path} .")
    (node,) = shapes.objects(URIRef(f"{EX}P"), SH.path)
    assert path_text(shapes, node) == text


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-hans"])
def test_a_message_is_found_however_its_language_tag_is_written(read: Read, tag: str) -> None:
    shapes = read(f'ex:P sh:message "wrong → mend"@en , "错误 → 改正"@{tag} .')
    assert message_of(shapes, URIRef(f"{EX}P"), "zh-Hans") == "错误 → 改正"


def test_a_shape_without_a_message_has_an_empty_one() -> None:
    assert message_of(Graph(), URIRef(f"{EX}P"), "en") == ""
