"""The pages in a real browser: it renders them under their own policy, and runs nothing of what the data says."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import pytest
from tests.web.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import httpx

NAMES = ("chromium", "chromium-browser", "google-chrome")
EVIL = "</td></table></textarea><script>document.title='run'</script><img src=x onerror=document.title='run'>"
DATA = (
    f'<http://e/1> <http://e/label> "{EVIL}" <http://e/g> .\n'
    '<http://e/1> <http://e/label> "推进土壤生态环境保护"@zh-hans <http://e/g> .\n'
    "<http://e/1> <http://e/link> <javascript:document.title='run'> <http://e/g> .\n"
    "<http://e/1> <http://e/link> <https://e.example/'onmouseover='document.title=1> <http://e/g> .\n"
    "<http://e/1> <http://e/link> \"<b onclick='document.title=2'>\"@en <http://e/g> .\n"
)
ALL = "SELECT * { ?s ?p ?o }"


class Shown(NamedTuple):
    """What a browser made of a page: its document, written out, and what it complained of."""

    document: str
    complaints: list[str]


class Chromium:
    """A headless browser."""

    def __init__(self, program: str, profile: Path) -> None:
        self._program = program
        self._profile = profile

    def show(self, address: str) -> Shown:
        """Show a page."""
        document, log = self._run("--dump-dom", address)
        return Shown(document, re.findall(r"CONSOLE.*", log))

    def photograph(self, address: str, picture: Path, *flags: str) -> None:
        """Write what a page looks like to a PNG file."""
        self._run(*flags, f"--screenshot={picture}", address)

    def _run(self, *arguments: str) -> tuple[str, str]:
        command = [self._program, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"]
        done = subprocess.run(
            [*command, f"--user-data-dir={self._profile}", *arguments], capture_output=True, check=True, timeout=60
        )
        return done.stdout.decode(), done.stderr.decode(errors="replace")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Chromium:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None and os.environ.get("CI"):
        pytest.fail("no Chromium is installed, and the pages must be shown to one before a change lands")
    if program is None:
        pytest.skip("no Chromium is installed")
    return Chromium(program, tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory,
    make_release: Callable[[Path, str, str], None],
    start: Callable[..., AbstractContextManager[httpx.Client]],
) -> Iterator[str]:
    """The address of a server over hostile data."""
    root = tmp_path_factory.mktemp("hostile")
    make_release(root, "0123abcd", DATA)
    with start(root, workers=1, query_depth=5) as client:
        yield str(client.base_url).rstrip("/")


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/?saved=emission-reserve",
        "/?run=emission-reserve",
        "/sparql",
        f"/sparql?query={quote(ALL)}",
        "/sparql?query=ASK{}",
        f"/sparql?query={quote('DESCRIBE <http://e/1>')}",
        f"/sparql?query={quote(ALL + EVIL)}",
        f"/sparql?query={quote('SELECT ?x { {{{{{{ ?x ?y ?z }}}}}} }')}",
        f"/sparql?query={quote(EVIL)}&output={quote(EVIL)}",
        f"/?saved={quote(EVIL)}",
        f"/{quote(EVIL)}",
        "/trace?iri=http://e/1",
        "/trace?iri=http://e/1&lang=zh&direction=up",
        f"/trace/task/{quote(EVIL, safe='')}",
        f"/trace?iri={quote(EVIL)}",
        "/audit",
        "/audit?lang=zh&theme=names&rule=",
        f"/audit?rule={quote(EVIL)}&for={quote(EVIL)}",
    ],
)
def test_a_page_is_shown_without_a_complaint_and_runs_nothing(chromium: Chromium, address: str, page: str) -> None:
    shown = chromium.show(address + page)
    assert "</main>" in shown.document
    assert [line for line in shown.complaints if "Failed to load resource" not in line] == []
    document = Document(shown.document)
    assert document.find("script") + document.find("img") == []
    assert [name for element in document.elements for name in element.attributes if name.startswith("on")] == []
    assert not [link for link in document.values("href") if re.match(r"\s*(javascript|data:text)", link, re.IGNORECASE)]
    assert "".join(document.find("title")[0].text).endswith("policygraph")


def test_a_result_is_a_table_of_what_the_data_says(chromium: Chromium, address: str) -> None:
    document = Document(chromium.show(f"{address}/sparql?query={quote(ALL)}").document)
    assert len(document.find("tr")) == 6
    texts = {"".join(element.text): element.attributes.get("lang") for element in document.find("bdi")}
    assert texts == {EVIL: None, "推进土壤生态环境保护": "zh-Hans", "<b onclick='document.title=2'>": "en"}


def test_a_mistake_is_marked_in_the_line_it_stands_in(chromium: Chromium, address: str) -> None:
    document = chromium.show(f"{address}/sparql?query={quote('SELECT * {')}%0A{quote('?s 任务 ?o }')}").document
    assert '<span class="no">2</span> ?s <mark>任务</mark> ?o }' in document


def test_the_style_sheet_is_let_in(chromium: Chromium, address: str, tmp_path: Path) -> None:
    """The page is drawn on the colour of its own paper, in the light and in the dark; without style both are white."""
    light, dark = tmp_path / "light.png", tmp_path / "dark.png"
    chromium.photograph(f"{address}/", light, "--window-size=400,300")
    chromium.photograph(f"{address}/", dark, "--window-size=400,300", "--blink-settings=preferredColorScheme=0")
    for picture in (light, dark):
        assert struct.unpack(">II", picture.read_bytes()[16:24]) == (400, 300)
    assert light.read_bytes() != dark.read_bytes()
