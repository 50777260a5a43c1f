"""Text from data, made fit to be shown."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.visible import in_xml, one_line, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain 清洁 مرحبا\t\n", "plain 清洁 مرحبا\t\n"),
        ("\x00\x07\x1b[31m\r", "␀␇␛[31m␍"),
        ("\x7f\x85\x9f", "␡��"),
        ("\ud800\ufffe\uffff", "���"),
        ("a\u202eb\u2066c\u2069", "a�b�c�"),
    ],
)
def test_what_can_not_be_seen_is_made_visible(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_xml_keeps_what_it_can_hold() -> None:
    assert in_xml("\x85\u202e\x0b\r") == "\x85\u202e␋␍"


def test_a_text_is_brought_on_one_line() -> None:
    assert one_line(" a\r\nb\t c\x00 ") == "a b c␀"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_text_can_be_written_into_xml_and_read_again(text: str) -> None:
    element = ET.Element("a")
    element.text = in_xml(text)
    read = ET.fromstring(ET.tostring(element, encoding="unicode"))  # noqa: S314 - written on the line itself
    assert (read.text or "") == in_xml(text)
