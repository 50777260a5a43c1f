"""What a pack holds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from policygraph.audit.pack.values import Missing, Phrase
from policygraph.things import Name
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.audit.pack import Contents
    from policygraph.audit.pack.table import Table
    from policygraph.store import EmbeddedStore


def table_of(contents: Contents, key: str) -> Table:
    return next(table for table in contents.tables if table.key == key)


def cells(contents: Contents, key: str, slug: str) -> dict[str, object]:
    """Give the cells of a thing by the titles of their columns, things by their names."""
    table = table_of(contents, key)
    row = next(row for row in table.rows if row.iri.endswith(f"/{slug}"))
    plain = [[part.text("en") for part in cell] if isinstance(cell, tuple) else cell for cell in row.cells]
    return {column.title.en: cell for column, cell in zip(table.columns, plain, strict=True)}


def test_a_task_has_who_answers_for_it(sample: Contents) -> None:
    found = cells(sample, "tasks", "sample-clean-rivers")
    assert found["Responsible"] == ["Water Bureau of Sample County"]
    assert found["Set or reported in"] == ["Notice on Clean Rivers"]
    assert found["Status"] == ["in progress"]
    assert found["No."] is Missing.NOTHING_SAID


def test_a_measure_has_what_came_of_it(sample: Contents) -> None:
    found = cells(sample, "measures", "sample-survey-outlets")
    assert found["No."] == "1."
    assert found["Of"] == ["Clean the rivers"]
    assert found["What came of it"] == ["Outlets surveyed by the end of June 2024"]


def test_a_document_has_its_number_issuers_and_stages(sample: Contents) -> None:
    found = cells(sample, "documents", "sample-clean-rivers-notice")
    assert found["Number"] == "YXZF [2024] No. 7"
    assert found["Issued by"] == ["People's Government of Sample County"]
    assert found["Stages and dates"] == ["issued (3 March 2024)"]


def test_a_value_stands_as_printed_and_as_stored(sample: Contents) -> None:
    found = cells(sample, "observations", "sample-treated-share")
    assert (found["As printed"], found["Stored"], found["Bound"]) == ("80%", Decimal(80), ["at least"])


def test_a_unit_has_its_roles_with_how_often(sample: Contents) -> None:
    assert cells(sample, "units", "sample-county-water-bureau")["Roles here, and how often"] == ["responsible (×1)"]
    assert cells(sample, "units", "sample-county-government")["Roles here, and how often"] == ["issuer (×1)"]


def test_what_was_looked_for_in_vain_is_told_from_what_nobody_says(
    store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents]
) -> None:
    store = store_of(g="task:a a pg:Task ; pg:notStated pg:hasResponsibleUnit . task:b a pg:Task .")
    contents = contents_of(store)
    assert cells(contents, "tasks", "a")["Responsible"] is Missing.NOT_STATED
    assert cells(contents, "tasks", "b")["Responsible"] is Missing.NOTHING_SAID


def test_every_passage_that_is_cited_is_listed_in_the_order_of_the_text(sample: Contents) -> None:
    starts = [item.evidence.start for item in sample.evidence.values()]
    assert starts == sorted(starts)
    assert [item.number for item in sample.evidence.values()] == list(range(1, len(starts) + 1))
    cited = {iri for table in sample.tables for row in table.rows for iri in row.passages}
    assert cited <= sample.evidence.keys()


def test_the_texts_have_the_digests_that_the_release_registers(sample: Contents) -> None:
    (source,) = sample.sources
    assert source.id == "example-notice"
    assert source.digest == "c9127ee695cb4c08d06bbab92d5f99201a5492b9bde4034567d764f5a119fdb7"
    assert (source.characters, source.translated, source.cited) == ("416", False, len(sample.evidence))


def test_a_scope_leaves_out_what_does_not_belong(
    store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents]
) -> None:
    store = store_of(
        g="""document:p a pg:Plan ; skos:prefLabel "Plan"@en . task:a a pg:Task ; pg:isTaskOf document:p .
        task:b a pg:Task ; pg:isTaskOf document:q . document:q a pg:Plan ."""
    )
    contents = contents_of(store, "document:p")
    assert [row.iri for row in table_of(contents, "tasks").rows] == [f"{ID}task/a"]
    assert [finding.thing for finding in contents.report.findings] == [f"{ID}task/a"]
    assert contents.name == Name("Plan")


def test_rows_that_rest_on_a_readers_inference_are_marked(
    store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents]
) -> None:
    store = store_of(g="task:a a pg:Task ; pg:restsOn inference:i . task:b a pg:Task .")
    assert {row.iri: row.inferred for row in table_of(contents_of(store), "tasks").rows} == {
        f"{ID}task/a": True,
        f"{ID}task/b": False,
    }


def test_the_measures_of_one_task_stand_together_in_the_order_of_the_text(
    store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents]
) -> None:
    passages = " ".join(
        f'passage:p{n} pg:inSource source:s ; pg:startOffset {n} ; pg:endOffset {n + 1} ; pg:passageDigest "{n}" ; '
        f'pg:anchorPhrase "{n}"@en . measure:m{n} a pg:Measure ; pg:statedIn passage:p{n} .'
        for n in range(5)
    )
    of = "measure:m0 pg:isMeasureOf task:x . measure:m2 pg:isMeasureOf task:y . measure:m3 pg:isMeasureOf task:x ."
    rows = table_of(contents_of(store_of(g=passages + of)), "measures").rows
    assert [row.iri.rsplit("/")[-1] for row in rows] == ["m0", "m3", "m2", "m1", "m4"]


def test_words_are_chosen_by_language() -> None:
    assert (Phrase("a", "甲").of("en"), Phrase("a", "甲").of("zh")) == ("a", "甲")
