from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.document import Document

from policygraph.model.inquiry import conduct
from policygraph.things import Name
from policygraph.vocab import ID
from policygraph.web.pages.page import ThingName
from policygraph.web.trace.examples import read_examples

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from policygraph.store import EmbeddedStore


def test_one_thing_of_each_kind_that_is_there_is_an_example(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        notice="""task:t skos:prefLabel "T"@en . measure:m pg:isMeasureOf task:t .
          assignment:a pg:assignsTo unit:u . unit:u skos:prefLabel "U"@zh-Hans .
          document:d pg:hasAssignment assignment:a ; pg:hasNumber number:n ."""
    )
    assert conduct(read_examples(), store.select) == (
        ThingName(f"{ID}task/t", Name("T")),
        ThingName(f"{ID}unit/u", Name(zh="U")),
    )


def test_the_start_page_leads_to_example_traces_and_to_any_thing(tracing: httpx.Client) -> None:
    page = tracing.get("/")
    document = Document(page.text)
    assert "./trace/task/trees" in document.values("href")
    assert tracing.get("/trace/task/trees").status_code == 200
    (field,) = [one for one in document.find("input") if one.attributes["name"] == "q"]
    assert field.around[-3:] == ("section", "form", "div")
    found = tracing.get("/resolve", params={"q": "Planting trees"})
    assert (found.status_code, found.headers["location"]) == (303, "trace/task/trees")
