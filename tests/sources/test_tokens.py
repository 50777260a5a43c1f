"""What a reader would look up, of every kind and once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygraph.sources.tokens import tokens

TEXT = (
    "On 3 March 2024 the Water Bureau of Sample County issued the Measures (Document No.: JHF [2022] No.43). "
    'In 2024, PM2.5 fell by 9.4% in four towns, as the "Plan of Sample County (2021-2025)" asks; 见晋环发〔2022〕43号.'
)


def test_every_kind_is_found_once_and_in_order() -> None:
    assert [(token.kind, token.span.of(TEXT)) for token in tokens(TEXT)] == [
        ("date", "3 March 2024"),
        ("name", "Water Bureau of Sample County"),
        ("name", "Measures"),
        ("document-number", "JHF [2022] No.43"),
        ("date", "2024"),
        ("name", "PM2.5"),
        ("number", "9.4"),
        ("number", "four"),
        ("title", "Plan of Sample County (2021-2025)"),
        ("date", "2021-2025"),
        ("document-number", "晋环发〔2022〕43号"),
    ]


def test_a_name_has_its_words_as_parts_and_all_else_is_one_part() -> None:
    parts = {token.span.of(TEXT): [part.of(TEXT) for part in token.parts] for token in tokens(TEXT)}
    assert parts["Water Bureau of Sample County"] == ["Water", "Bureau", "Sample", "County"]
    assert parts["Plan of Sample County (2021-2025)"] == ["Plan of Sample County (2021-2025)"]


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.span.start < token.span.end <= len(text)
        assert all(token.span.start <= part.start < part.end <= token.span.end for part in token.parts)
