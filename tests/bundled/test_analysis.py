"""The analyses of the bundled graph agree with what the reports say, counted another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.analysis import analyse_documents, analyse_responsibility, find_paths, profile_agent
from policygraph.model.inquiry import conduct
from policygraph.vocab import expand, shorten

if TYPE_CHECKING:
    from policygraph.store import EmbeddedStore

TASKS_OF_AGENTS = """PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?agent (COUNT(DISTINCT ?task) AS ?tasks) {
  ?task a pg:Task . ?act pg:hasAssignment/pg:assignsTo ?agent .
  { ?act pg:isPartOfMeasure*/pg:isMeasureOf ?task } UNION { ?task pg:hasAssignment/pg:assignsTo ?agent }
} GROUP BY ?agent"""


def test_agents_have_the_tasks_that_a_query_counts(bundled_store: EmbeddedStore) -> None:
    rows = bundled_store.select(TASKS_OF_AGENTS).rows
    counted = {row["agent"].value: int(row["tasks"].value) for row in rows}
    found = conduct(analyse_responsibility(), bundled_store.select)
    assert {one.agent.iri: one.load.kinds["task"] for one in found.standings if "task" in one.load.kinds} == counted


def test_the_department_that_reports_has_a_part_in_most_tasks(bundled_store: EmbeddedStore) -> None:
    # the Shanxi report is the department's own, on the tasks that it leads or takes part in
    found = conduct(analyse_responsibility(), bundled_store.select)
    most = max(found.standings, key=lambda one: one.load.kinds.get("task", 0))
    assert shorten(most.agent.iri) == "unit:shanxi-department-of-ecology-and-environment"


def test_departments_that_recommended_a_pilot_together_are_partners(bundled_store: EmbeddedStore) -> None:
    # the pilots were recommended by development and reform, housing and construction, water, and ecology together
    found = conduct(profile_agent(expand("unit:shanxi-department-of-water-resources")), bundled_store.select)
    together = {shorten(one.agent.iri) for one in found.partners if "recommender with recommender" in one.roles}
    assert together == {
        "unit:shanxi-department-of-ecology-and-environment",
        "unit:shanxi-department-of-housing-and-urban-rural-development",
        "unit:shanxi-development-and-reform-commission",
    }


def test_most_documents_lead_back_to_the_work_report(bundled_store: EmbeddedStore) -> None:
    # the Shanxi report tells of documents that came about in carrying out the work report of 2022
    found = conduct(analyse_documents(), bundled_store.select)
    assert shorten(found.papers[0].document.iri) == "document:shanxi-government-work-report-2022"
    assert found.papers[0].relied_on > 20


def test_two_tasks_of_a_report_meet_in_the_documents_that_set_and_report_them(bundled_store: EmbeddedStore) -> None:
    ends = (expand("task:shanxi-2022-01"), expand("task:shanxi-2022-07"))
    found = conduct(find_paths(*ends), bundled_store.select)
    assert {shorten(route.steps[0].end) for route in found.paths} == {
        "document:shanxi-2022-progress-report", "document:shanxi-government-work-report-2022",
    }  # fmt: skip
