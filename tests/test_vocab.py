"""Names and their short forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.vocab import CONCEPT, CONCEPT_SCHEMES, ID, KINDS, PG, PREFIXES, expand, segment_of, shorten

PLAIN = st.text(st.characters(exclude_characters="/#?:<>", exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(st.sampled_from(sorted(PREFIXES)), PLAIN)
def test_a_short_form_leads_back_to_its_iri(prefix: str, local: str) -> None:
    iri = PREFIXES[prefix] + local
    assert expand(f"{prefix}:{local}") == iri
    assert expand(shorten(iri)) == iri


@given(st.text(max_size=40))
def test_shortening_any_text_loses_nothing(text: str) -> None:
    assert shorten(text) == text
    assert expand(shorten(f"{ID}task/{text}")) == f"{ID}task/{text}"


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("pg:Task", f"{PG}Task"),
        ("unit:a", f"{ID}unit/a"),
        ("number:a", f"{ID}document-number/a"),
        ("stage:issued", f"{CONCEPT}stage/issued"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/a"),
        ("unknown:a", "unknown:a"),
        ("words alone", "words alone"),
        ("pg:", PG),
        ("", ""),
    ],
)
def test_what_is_written_is_expanded(written: str, iri: str) -> None:
    assert expand(written) == iri


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (f"{ID}measurement-unit/outlet", "measure-unit:outlet"),
        (f"{ID}unit/a/b", f"{ID}unit/a/b"),
        (f"{ID}passage/a#quote", f"{ID}passage/a#quote"),
        (f"{ID}unit/a?b", f"{ID}unit/a?b"),
        (f"{ID}unit/a:b", f"{ID}unit/a:b"),
        (f"{ID}unit/", f"{ID}unit/"),
        ("http://qudt.org/vocab/unit/PERCENT", "qudt-unit:PERCENT"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_an_iri_is_shortened_where_a_plain_name_is_left(iri: str, short: str) -> None:
    assert shorten(iri) == short


def test_no_two_prefixes_stand_for_one_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_kinds_and_schemes_share_no_prefix() -> None:
    assert set(KINDS) & set(CONCEPT_SCHEMES) == set()


@pytest.mark.parametrize(
    ("iri", "segment"),
    [
        (f"{ID}task/shanxi-2022-02", "task"),
        (f"{ID}lifecycle-event/x/y", "lifecycle-event"),
        (f"{ID}task", ""),
        (f"{CONCEPT}role/lead", ""),
        ("https://example.org/task/a", ""),
    ],
)
def test_the_kind_of_a_thing_stands_in_its_iri(iri: str, segment: str) -> None:
    assert segment_of(iri) == segment
