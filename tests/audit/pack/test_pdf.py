"""The report as PDF."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdf
import pytest
from tests.audit.pack.conftest import HEAD

from policygraph.audit.pack import Limits
from policygraph.audit.pack.page import render_report
from policygraph.audit.pack.pdf import NoPdf, make_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.audit.pack import Contents

BLOCKED = """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise {error}
sys.meta_path.insert(0, Finder())
from policygraph.audit.pack.pdf import NoPdf, make_pdf
try:
    make_pdf("<p>")
except NoPdf as no:
    print(no.reason, "|", no.remedy)
"""
AGAIN = """
import sys
from policygraph.audit.pack.pdf import make_pdf
sys.stdout.buffer.write(make_pdf(sys.stdin.read()).content)
"""


@pytest.fixture
def reader(sample: Contents) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(make_pdf(render_report(sample, HEAD, Limits())).content))


def test_names_in_chinese_can_be_read_and_searched(reader: pypdf.PdfReader) -> None:
    text = "".join(page.extract_text() for page in reader.pages)
    for name in ("清洁河流", "样本县水利局", "样本县人民政府", "关于清洁河流的通知"):
        assert name in text


def test_a_page_has_its_number_and_what_it_is_of(reader: pypdf.PdfReader) -> None:
    text = reader.pages[3].extract_text()
    assert f"4 / {len(reader.pages)}" in text
    assert "Release 0123456789abcdef" in text
    assert "The whole release" in text
    assert "1 / " not in reader.pages[0].extract_text()


def test_the_contents_tell_the_pages(reader: pypdf.PdfReader) -> None:
    lines = [line.replace(" .", "").split() for line in reader.pages[1].extract_text().splitlines()]
    told = {line[0]: int(line[-1]) for line in lines if line[-1].isdecimal()}
    for heading in ("Findings", "Tables", "Evidence"):
        assert heading in reader.pages[told[heading] - 1].extract_text().splitlines()


def test_the_same_page_gives_the_same_bytes_in_another_process(sample: Contents) -> None:
    html = render_report(sample, HEAD, Limits())
    again = subprocess.run([sys.executable, "-c", AGAIN], input=html.encode(), capture_output=True, check=True)
    assert make_pdf(html).content == again.stdout


def test_it_is_dated_as_the_release_and_tagged_for_readers_aloud(reader: pypdf.PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.creation_date == HEAD.built
    assert "/MarkInfo" in reader.root_object
    assert str(reader.root_object["/Lang"]) == "en"


def test_a_character_that_no_font_has_is_told() -> None:
    assert make_pdf("<p>清洁 \U000f0000</p>").missing == "\U000f0000"


def test_nothing_is_fetched(tmp_path: Path) -> None:
    bait = tmp_path / "bait.svg"
    bait.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>bait</text></svg>', encoding="utf-8")
    made = make_pdf(f"<p>page</p><img src='{bait.as_uri()}'><link rel=stylesheet href='{bait.as_uri()}'>")
    assert "bait" not in pypdf.PdfReader(io.BytesIO(made.content)).pages[0].extract_text()


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        ("ImportError('no module')", "pip install 'policygraph[pdf]'"),
        ("OSError('cannot load library libpango')", "apt-get install libpango-1.0-0"),
    ],
)
def test_where_a_library_is_missing_it_says_what_to_install(error: str, wanted: str) -> None:
    made = subprocess.run(
        [sys.executable, "-c", BLOCKED.format(error=error)], capture_output=True, text=True, check=True
    )
    reason, remedy = made.stdout.split("|")
    assert "can't be loaded" in reason
    assert wanted in remedy


def test_a_chinese_page_says_that_it_is_chinese(sample: Contents) -> None:
    html = render_report(sample, replace(HEAD, language="zh"), Limits())
    reader = pypdf.PdfReader(io.BytesIO(make_pdf(html).content))
    assert str(reader.root_object["/Lang"]) == "zh-Hans"
    assert "审计报告" in reader.pages[0].extract_text()


def test_why_there_is_none_is_an_answer_and_no_error_of_the_tree() -> None:
    assert str(NoPdf("why", "what to do")) == "why"
