"""From what a person writes to the one thing that is meant, or to an error that says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import NotFoundError, UsageError
from policygraph.model.inquiry import conduct
from policygraph.resolver import resolve_one
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store import EmbeddedStore

NOTICE = "document/sample-clean-rivers-notice"


def one(store: EmbeddedStore, text: str, *kinds: str) -> str:
    return conduct(resolve_one(text, kinds=kinds), store.select)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f"{ID}task/sample-clean-rivers", "task/sample-clean-rivers"),
        (f"<{ID}task/sample-clean-rivers>", "task/sample-clean-rivers"),
        ("task:sample-clean-rivers", "task/sample-clean-rivers"),
        ("event:sample-clean-rivers-notice-issued", "lifecycle-event/sample-clean-rivers-notice-issued"),
        ("event/sample-clean-rivers-notice-issued", "lifecycle-event/sample-clean-rivers-notice-issued"),
        ("task/sample-clean-rivers", "task/sample-clean-rivers"),
        ("/id/task/sample-clean-rivers", "task/sample-clean-rivers"),
        (" task/sample-clean-rivers ", "task/sample-clean-rivers"),
        ("Clean the rivers", "task/sample-clean-rivers"),
        ("clean THE rivers", "task/sample-clean-rivers"),
        ("清洁河流", "task/sample-clean-rivers"),
        ("清潔河流", "task/sample-clean-rivers"),
        ("样本县水利局", "unit/sample-county-water-bureau"),
        ("YXZF [2024] No. 7", NOTICE),
        ("yxzf 2024-7", NOTICE),
        ("number/yxzf-2024-7", "document-number/yxzf-2024-7"),
    ],
)
def test_a_name_in_any_form_leads_to_the_thing(example: EmbeddedStore, written: str, found: str) -> None:
    assert one(example, written) == ID + found


@pytest.mark.parametrize(
    "name", ["nothing of that name", "thing/unknown-kind", 'quo"te', "a\\b", "task:not-there", "https://example.org/x"]
)
def test_a_name_that_nothing_has_is_refused(example: EmbeddedStore, name: str) -> None:
    with pytest.raises(NotFoundError, match="nothing in the graph is called"):
        one(example, name)


def test_a_name_of_several_things_lists_them(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a='unit:b skos:prefLabel "Bureau"@en . unit:a skos:altLabel "Bureau"@en .')
    with pytest.raises(UsageError, match=r"2 things are called 'Bureau': unit:a “a” \(unit\), unit:b “Bureau”"):
        one(store, "Bureau")


def test_a_thing_that_has_a_name_twice_is_one_thing(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a='unit:a skos:prefLabel "Bureau"@en ; skos:altLabel "bureau"@en .', b='unit:a skos:altLabel "BUREAU"@en .'
    )
    assert one(store, "bUREAU") == f"{ID}unit/a"


@pytest.mark.parametrize(("part", "thing"), [("RIVERS", "task:sample-clean-rivers"), ("水利", "unit:")])
def test_a_part_of_a_name_gets_the_things_that_have_it(example: EmbeddedStore, part: str, thing: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        one(example, part)
    assert raised.value.remedy.startswith("did you mean")
    assert thing in raised.value.remedy


def test_a_thing_of_another_kind_is_named(example: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError, match="'Clean the rivers' is no unit, but task:sample-clean-rivers") as raised:
        one(example, "Clean the rivers", "unit")
    assert raised.value.remedy == "name a thing of the kind unit"
    assert one(example, "Clean the rivers", "unit", "task") == f"{ID}task/sample-clean-rivers"


def test_a_deprecated_thing_is_refused_with_its_successor(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a='unit:old skos:prefLabel "Old"@en ; owl:deprecated true ; dcterms:isReplacedBy unit:new . '
        'unit:new skos:prefLabel "New"@en .'
    )
    with pytest.raises(NotFoundError, match=r"unit:old “Old” \(unit\) is deprecated; it is replaced by unit:new") as e:
        one(store, "unit:old")
    assert e.value.remedy == "ask for unit:new"


@pytest.mark.parametrize("text", ["", "  ", "\x00\n", "x" * 501, "\ud800", "a\udfffb"])
def test_what_is_no_name_is_a_mistake_of_use(example: EmbeddedStore, text: str) -> None:
    with pytest.raises(UsageError):
        one(example, text)


def test_an_unknown_kind_is_a_mistake_of_use(example: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="'nonsense' is no kind of thing"):
        one(example, "Clean the rivers", "nonsense")
