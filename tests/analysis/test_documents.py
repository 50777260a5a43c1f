"""The document network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.analysis import analyse_documents
from policygraph.analysis.references import read_references
from policygraph.errors import NotFoundError
from policygraph.model.inquiry import conduct
from policygraph.vocab import expand, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store import EmbeddedStore

PAPERS = """
document:law a pg:PolicyDocument ; skos:prefLabel "Law"@en ; pg:hasDocumentStatus document-status:issued .
document:plan a pg:Plan ; skos:prefLabel "Plan"@en ; pg:isBasedOn document:law ; pg:hasLifecycleEvent event:issue .
event:issue pg:isBasedOn document:letter .
document:letter a pg:PolicyDocument ; pg:hasProvision provision:top .
provision:top pg:hasSubprovision provision:low .
provision:low pg:concerns document:law .
task:t pg:isTaskOf document:plan , document:report .
document:report a pg:Report ; skos:prefLabel "Report"@en ; pg:reportsOn document:plan .
measure:m pg:isMeasureOf task:t ; pg:producesDocument document:notice ; pg:isBasedOn document:letter .
document:notice a pg:PolicyDocument ; pg:isBasedOn document:law .
document:study pg:isBasedOn assessment:a .
assessment:a pg:assesses document:plan .
document:lone pg:hasDocumentKind document-kind:notice .
"""


@pytest.fixture
def papers(store_of: Callable[..., EmbeddedStore]) -> EmbeddedStore:
    return store_of(papers=PAPERS)


def test_every_way_from_a_document_to_another_is_found(papers: EmbeddedStore) -> None:
    found = conduct(read_references(), papers.select).references
    assert {(*(shorten(iri) for iri in one[:2]), *one[2:4], shorten(one.via)) for one in found} == {
        ("document:plan", "document:law", "isBasedOn", "stated", ""),
        ("document:notice", "document:law", "isBasedOn", "stated", ""),
        ("document:report", "document:plan", "reportsOn", "stated", ""),
        ("document:plan", "document:letter", "isBasedOn", "part", "event:issue"),
        ("document:letter", "document:law", "concerns", "part", "provision:low"),
        ("document:notice", "document:letter", "isBasedOn", "act", "measure:m"),
        ("document:notice", "document:plan", "producesDocument", "act", "measure:m"),
        ("document:study", "document:plan", "assesses", "act", "assessment:a"),
        ("document:report", "document:notice", "producesDocument", "report", "measure:m"),
        ("document:report", "document:letter", "isBasedOn", "report", "measure:m"),
    }


def test_documents_that_many_rely_on_come_first(papers: EmbeddedStore) -> None:
    # to the law lead plan, notice and letter; to the plan report, notice and study; to the letter plan, notice, report
    found = conduct(analyse_documents(), papers.select)
    ranked = {shorten(one.document.iri): (one.relied_on, one.leads_to) for one in found.papers}
    assert ranked == {
        "document:law": (3, 0), "document:plan": (3, 2), "document:letter": (3, 1), "document:notice": (1, 3),
        "document:report": (0, 3), "document:study": (0, 1), "document:lone": (0, 0),
    }  # fmt: skip
    assert shorten(found.papers[0].document.iri) == "document:law"
    assert (found.documents, found.references, found.properties["isBasedOn"]) == (7, 10, 5)
    assert found.structure.components == (6, 1)
    assert found.circles == ()


def test_betweenness_follows_documents_back(papers: EmbeddedStore) -> None:
    # shortest chains: report to law over plan, letter or notice (1/3 each); study to law and to letter over the plan;
    # that is plan 2 1/3, letter 1/3, notice 1/3 of the 6 * 5 ordered pairs of the others
    found = {shorten(one.document.iri): one.betweenness for one in conduct(analyse_documents(), papers.select).papers}
    assert found["document:plan"] == pytest.approx(7 / 3 / 30)
    assert found["document:letter"] == pytest.approx(1 / 3 / 30)
    assert found["document:law"] == 0


def test_a_scope_has_what_it_leads_back_to_and_what_leads_back_to_it(papers: EmbeddedStore) -> None:
    found = conduct(analyse_documents(expand("document:notice")), papers.select)
    assert {shorten(one.document.iri) for one in found.papers} == {
        "document:notice", "document:law", "document:letter", "document:plan", "document:report",
    }  # fmt: skip


def test_a_scope_that_is_no_document_is_explained(papers: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError, match="task:t is no document"):
        conduct(analyse_documents(expand("task:t")), papers.select)


def test_documents_that_rest_on_themselves_are_told(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        circles="""document:a pg:isBasedOn document:b . document:b pg:revises document:a .
        document:c pg:amends document:c ; pg:isBasedOn document:a ."""
    )
    found = conduct(analyse_documents(), store.select)
    circles = [{shorten(node.iri) for node in circle} for circle in found.circles]
    assert circles == [{"document:a", "document:b"}, {"document:c"}]


def test_several_references_between_two_are_one_link(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(two="document:a pg:isBasedOn document:b ; pg:revises document:b . document:b a pg:Plan .")
    found = conduct(analyse_documents(), store.select)
    assert [(one.relied_on, one.leads_to) for one in found.papers] == [(1, 0), (0, 1)]
    assert found.references == 2
