"""Writing the page and its plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.figures import DISK, MEMORY, OXIGRAPH
from benchmarks.page import BEGIN, END, put_between, write_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.figures import Figures
    from benchmarks.load import Load


def test_only_what_stands_between_the_markers_changes() -> None:
    text = f"# Head\n\n{BEGIN}\nold\n{END}\n\nTail\n"
    assert put_between(text, "new\n") == f"# Head\n\n{BEGIN}\n\nnew\n\n{END}\n\nTail\n"
    assert put_between(put_between(text, "newer\n"), "new\n") == put_between(text, "new\n")


def test_a_page_without_markers_is_left_alone(tmp_path: Path, figures: Figures) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Head\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="has no lines"):
        write_page(page, figures)
    assert page.read_text(encoding="utf-8") == "# Head\n"


def test_the_page_shows_the_plot_that_is_written_beside_it(
    tmp_path: Path, figures: Figures, load: Callable[..., Load]
) -> None:
    page = _page(tmp_path, figures, load)
    assert "](page.svg)" in page.read_text(encoding="utf-8")
    plot = (tmp_path / "page.svg").read_text(encoding="utf-8")
    assert ">look-up</text>" in plot
    assert ">8 clients</text>" in plot


def test_the_same_figures_give_the_same_plot(tmp_path: Path, figures: Figures, load: Callable[..., Load]) -> None:
    _page(tmp_path, figures, load)
    first = (tmp_path / "page.svg").read_bytes()
    _page(tmp_path, figures, load)
    assert (tmp_path / "page.svg").read_bytes() == first


def _page(folder: Path, figures: Figures, load: Callable[..., Load]) -> Path:
    figures.rows["look-up"] = 13
    figures.loads["look-up", 8] = {
        DISK: [load(300), load(400)],
        MEMORY: [load(500), load(450)],
        OXIGRAPH: [load(1_000), load(1_000)],
    }
    page = folder / "page.md"
    page.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    write_page(page, figures)
    return page
