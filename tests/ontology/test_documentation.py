"""The documentation page is made of the modules and shows every term."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from rdflib import RDFS, Graph
from tools.ontology_documentation import main, render, write

from policygraph.errors import DataError, HostError
from policygraph.vocab import ONTOLOGY, PG

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return unescape(render(root / "ontology"))


def test_page_shows_every_term_in_both_languages(page: str, ontology: Graph) -> None:
    terms = {term for term in ontology.subjects(RDFS.isDefinedBy) if str(term).startswith(PG)}
    labels = {str(label) for term in terms for label in ontology.objects(term, RDFS.label)}
    assert not {str(term) for term in terms if str(term) not in page}
    assert not {label for label in labels if label not in page}


def test_page_has_one_title_of_both_languages(page: str) -> None:
    assert "<title>policygraph ontology · 政策图谱本体</title>" in page


def test_page_leaves_the_alignments_out(page: str) -> None:
    assert "http://www.w3.org/ns/prov#Activity" not in page


def test_main_writes_the_page_into_a_new_folder(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "site" / "ontology.html"
    assert main(["--ontology", str(root / "ontology"), "--out", str(out)]) == 0
    assert ONTOLOGY in out.read_text(encoding="utf-8")


def test_folder_without_header_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="title"):
        render(tmp_path)


def test_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(HostError) as told:
        write("<html></html>", tmp_path / "file" / "ontology.html")
    assert "--out" in told.value.remedy
