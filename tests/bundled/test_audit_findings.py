"""What the rules of the audit find in the bundled graph, against what a person found in the two reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.audit import load_rules, run_rule
from policygraph.graph.workspace import Workspace
from policygraph.model.inquiry import conduct
from policygraph.resources import bundled
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from policygraph.store import EmbeddedStore

BOOK = load_rules(Workspace.of(bundled(), bundled()).finding_files())

TASKS = [
    *(f"task:inner-mongolia-2023-2-0{number}" for number in range(1, 9)),
    *(f"task:inner-mongolia-2023-3-0{number}" for number in range(1, 7)),
    *(f"task:shanxi-2022-0{number}" for number in range(1, 9)),
]
"""Eight tasks reported and six arranged in Inner Mongolia, eight tasks in Shanxi: none names a responsible unit."""

FOUND = {
    "acceptance-without-body": ["acceptance:shanxi-warning-film-problems"],
    "assessed-without-targets": [
        "document:inner-mongolia-ecological-environmental-protection-plan-14th-five-year",
    ],
    "assessed-without-value": ["indicator:construction-land-safe-use", "indicator:non-fossil-energy-share"],
    "assessment-basis-of-another-plan": [
        "assessment:inner-mongolia-ecological-environmental-protection-plan-2023",
    ],
    # arranged by a plan that is being submitted; what key points and opinions are to bring about is only an aim
    "basis-not-issued": ["measure:shanxi-outlets-arrangements"],
    "batch-without-size": ["batch:ecological-civilisation-demonstration-zones-sixth"],
    "change-without-base": [
        "value:inner-mongolia-air-improvement-baotou",
        "value:inner-mongolia-air-improvement-hohhot",
        "value:inner-mongolia-air-rank-baotou",
        "value:inner-mongolia-air-rank-hohhot",
        "value:inner-mongolia-chahannaoer-basin-trend",
        "value:inner-mongolia-daihai-lake-water-quality",
        "value:inner-mongolia-hulun-lake-water-quality",
        # the best level in history: since when, and beside which figures, is not stated
        "value:inner-mongolia-wuhai-good-air-days-rank",
        "value:shanxi-ozone-decrease-2022",
        "value:shanxi-ozone-peak-reduction-effect",
    ],
    "completed-measure-without-result": [
        "measure:inner-mongolia-water-one-source-one-file",
        # accounts and draft belong to other measures; the system that was explored is nowhere shown
        "measure:shanxi-2022-01-accounting-system-exploration",
        # asked for; that it was held is not stated
        "measure:shanxi-construction-land-conference-request",
        "measure:shanxi-ozone-emergency-control-formulation",
        "measure:shanxi-ozone-regular-control-formulation",
        "measure:shanxi-polluted-farmland-expert-groups",
        "measure:shanxi-polluted-farmland-sampling-arranged",
        "measure:shanxi-polluted-farmland-urging",
        # handed in; the answer is not stated
        "measure:shanxi-warning-film-plans-submitted",
        "measure:shanxi-wetland-test-parameters",
    ],
    "designation-without-batch": [
        "designation:inner-mongolia-darhan-muminggan-demonstration-zone",
        "designation:inner-mongolia-hohhot-demonstration-zone",
        "designation:inner-mongolia-xilingol-demonstration-zone",
        "designation:shanxi-jincheng-reclaimed-water-recycling",
        "designation:shanxi-yuncheng-reclaimed-water-recycling",
    ],
    "document-requested-not-issued": [
        "document:shanxi-eco-committee-key-points-2022",
        "document:shanxi-implementation-opinions-pollution-battle",
    ],
    # two notices on tailings reservoirs stand in the text without a verb
    "document-stage-not-stated": [
        "document:shanxi-tailings-ecological-impact-notice",
        "document:shanxi-tailings-eia-management-notice",
    ],
    "document-submitted-not-issued": [
        "document:shanxi-central-inspection-implementation-report",
        "document:shanxi-outlets-implementation-plan",
        "document:shanxi-warning-film-rectification-ledger",
        "document:shanxi-warning-film-rectification-plan",
    ],
    "indicator-not-assessed": ["result:inner-mongolia-non-fossil-share-not-assessed"],
    "inspection-without-findings": [
        "inspection:shanxi-provincial-supervision",
        "inspection:shanxi-provincial-supervision-last-ten-counties",
        "inspection:shanxi-provincial-supervision-taiyuan-machinery",
    ],
    "issuer-only-inferred": ["document:shanxi-emission-trading-measures-2022"],
    "measure-result-not-looked-for": [],
    "number-of-two-documents": ["document:inner-mongolia-mid-term-assessment-work-plan"],
    "observation-without-area": ["value:shanxi-ozone-peak-reduction-effect"],
    # the only aim with a period, guidance for the work of 2022, is told after that year
    "planned-period-passed": [],
    # in Shanxi only the problems of the warning film are reported as accepted and cancelled
    "problem-without-acceptance": [
        "problem:inner-mongolia-central-problems",
        "problem:inner-mongolia-hazardous-waste-problems",
        "problem:inner-mongolia-look-back-problems",
        "problem:inner-mongolia-second-round-problems",
        "problem:inner-mongolia-tumuji-problems",
        "problem:shanxi-central-inspection-problems",
    ],
    # 491, 17 and 23
    "problems-only-counted": [
        "problem:inner-mongolia-hazardous-waste-problems",
        "problem:shanxi-central-inspection-problems",
        "problem:shanxi-warning-film-problems",
    ],
    "rectification-done-without-acceptance": [
        "rectification:inner-mongolia-central",
        "rectification:inner-mongolia-hazardous-waste",
        "rectification:inner-mongolia-look-back",
        "rectification:inner-mongolia-tumuji",
    ],
    # for the warning film "10 supervisory units"
    "rectification-without-supervising-unit": [
        "rectification:inner-mongolia-central",
        "rectification:inner-mongolia-hazardous-waste",
        "rectification:inner-mongolia-look-back",
        "rectification:inner-mongolia-second-round",
        "rectification:inner-mongolia-tumuji",
        "rectification:shanxi-central-inspection",
    ],
    # before the end of April every year
    "recurring-duty-unreported": [
        "provision:shanxi-emission-reserve-report",
        "provision:shanxi-emission-reserve-verification",
    ],
    # 7.4 % for the province and for two of its cities
    "same-figure-for-part-and-whole": ["value:shanxi-autumn-winter-pm25-datong-xinzhou"],
    "target-without-observation": [
        "value:shanxi-wetlands-ammonia-nitrogen-class",
        "value:shanxi-wetlands-cod-class",
        "value:shanxi-wetlands-total-phosphorus-class",
    ],
    "task-without-responsible-unit": TASKS,
    # some indicators and individual tasks of the plan are to be adjusted
    "total-without-number": ["value:inner-mongolia-plan-changed-indicators", "value:inner-mongolia-plan-changed-tasks"],
    # generic names of groups, and a list beside the list that it revises, are no suspicion
    "two-agents-of-one-name": [],
    "two-documents-of-one-name": ["document:inner-mongolia-implementation-opinions-pollution-battle"],
    "unit-in-many-tasks": ["unit:shanxi-department-of-ecology-and-environment", "unit:shanxi-provincial-government"],
    # decreased by 1.
    "value-lost-in-damage": ["value:shanxi-ozone-decrease-2022"],
    # nothing of the kind stands in the reports
    "agency-code-of-no-issuer": [],
    "more-named-than-declared": [],
    "one-figure-entered-twice": [],
    "parts-do-not-add-up": [],
    "rank-beyond-field": [],
    "share-out-of-range": [],
    "stages-out-of-order": [],
    "subset-larger-than-whole": [],
    "values-contradict": [],
}
"""Rule → the things that it finds, as read from the reports by hand."""

COMPARED = {
    # a fall over a winter beside a level of a calendar year
    "different-statistics": [("value:shanxi-autumn-winter-pm25", "value:inner-mongolia-pm25-2022")],
    "different-parts-of-the-year": [("value:inner-mongolia-pm25-2022", "value:shanxi-autumn-winter-pm25")],
    # 634 villages in 2022, 874 villages at some time
    "period-stated-on-one-side": [
        ("value:shanxi-rural-sewage-villages-2022", "value:inner-mongolia-soil-village-sewage"),
    ],
    # 3, 3 and 16 coking enterprises in Inner Mongolia, and 28 main works in Shanxi
    "similar-counts-of-different-scope": [
        (f"value:inner-mongolia-air-coking-{count}", "value:shanxi-ultra-low-emission-coking-main-works")
        for count in ("completed", "dry-quenching", "total")
    ],
}
"""Rule → the pairs of figures that it tells not to compare."""


@pytest.mark.parametrize("rule", FOUND)
def test_a_rule_finds_what_a_reader_finds(rule: str, bundled_store: EmbeddedStore) -> None:
    findings = conduct(run_rule(BOOK.rules[rule]), bundled_store.select).findings
    assert [shorten(finding.thing) for finding in findings] == FOUND[rule]


@pytest.mark.parametrize("rule", COMPARED)
def test_a_rule_tells_which_figures_not_to_compare(rule: str, bundled_store: EmbeddedStore) -> None:
    findings = conduct(run_rule(BOOK.rules[rule]), bundled_store.select).findings
    pairs = [(finding.thing, next(iri for iri in finding.related if "/value/" in iri)) for finding in findings]
    assert [(shorten(one), shorten(other)) for one, other in pairs] == COMPARED[rule]


def test_names_of_units_are_told_as_printed(bundled_store: EmbeddedStore) -> None:
    findings = conduct(run_rule(BOOK.rules["printed-under-several-names"]), bundled_store.select).findings
    messages = {shorten(finding.thing): finding.message for finding in findings}
    assert messages["unit:shanxi-department-of-natural-resources"] == (
        "Shanxi Provincial Department of Natural Resources is printed under 2 names, such as "
        "“Provincial Department of Natural Resources” and “natural resources”."
    )


def test_a_recurring_duty_is_told_with_the_issue_of_its_rule(bundled_store: EmbeddedStore) -> None:
    findings = conduct(run_rule(BOOK.rules["recurring-duty-unreported"]), bundled_store.select).findings
    assert [finding.message_zh for finding in findings] == [
        f"“{duty}”须周期性履行（每年；每年4月底前（4月30日系推断）；规定印发时间：2022年11月底（年份系推断）），"
        "没有来源报告任何时期的履行情况。"
        for duty in ("上报上一年度新形成的政府储备排污权信息", "初步核定上一年度新形成的政府储备排污权")
    ]


def test_no_rule_fails_on_the_bundled_graph(bundled_store: EmbeddedStore) -> None:
    runs = [conduct(run_rule(rule), bundled_store.select) for rule in BOOK.rules.values()]
    assert [run.rule.id for run in runs if run.error] == []
