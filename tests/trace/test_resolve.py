"""From what a person writes to the IRI of a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import NotFoundError, UsageError
from policygraph.trace import resolve
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store import EmbeddedStore


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f"{ID}task/sample-clean-rivers", "task/sample-clean-rivers"),
        (f"<{ID}task/sample-clean-rivers>", "task/sample-clean-rivers"),
        ("task:sample-clean-rivers", "task/sample-clean-rivers"),
        ("event:sample-clean-rivers-notice-issued", "lifecycle-event/sample-clean-rivers-notice-issued"),
        ("task/sample-clean-rivers", "task/sample-clean-rivers"),
        (" task/not-there ", "task/not-there"),
        ("Clean the rivers", "task/sample-clean-rivers"),
        ("clean THE rivers", "task/sample-clean-rivers"),
        ("清洁河流", "task/sample-clean-rivers"),
        ("样本县水利局", "unit/sample-county-water-bureau"),
        ("YXZF [2024] No. 7", "document-number/yxzf-2024-7"),
    ],
)
def test_a_name_in_any_form_leads_to_the_thing(example: EmbeddedStore, written: str, found: str) -> None:
    assert resolve(example, written) == ID + found


@pytest.mark.parametrize("name", ["nothing of that name", "thing/unknown-kind", 'quo"te', "", "a\\b"])
def test_a_name_that_nothing_has_is_refused(example: EmbeddedStore, name: str) -> None:
    with pytest.raises(NotFoundError, match="nothing in the graph is called"):
        resolve(example, name)


def test_a_name_of_several_things_lists_them(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a='unit:b skos:prefLabel "Bureau"@en . unit:a skos:altLabel "bureau" .')
    with pytest.raises(UsageError, match="2 things are called 'Bureau': unit:a, unit:b"):
        resolve(store, "Bureau")


def test_a_thing_that_has_a_name_twice_is_one_thing(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a='unit:a skos:prefLabel "Bureau"@en ; skos:altLabel "bureau" .', b='unit:a skos:altLabel "BUREAU" .'
    )
    assert resolve(store, "Bureau") == f"{ID}unit/a"


@pytest.mark.parametrize(("part", "things"), [("RIVERS", "task:sample-clean-rivers or document:"), ("水利", "unit:")])
def test_a_part_of_a_label_gets_the_things_that_have_it(example: EmbeddedStore, part: str, things: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        resolve(example, part)
    assert raised.value.remedy.startswith(f"did you mean {things}")
