"""The question that the graph was founded on, by trace and over the files of the release."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

from policygraph.model.inquiry import conduct
from policygraph.resolver import resolve_one
from policygraph.trace import Trace, trace
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from policygraph.release import Release
    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore


def _reserve(store: EmbeddedStore, release: Release, texts: Texts) -> Trace:
    thing = conduct(resolve_one("provincial government reserve of emission rights"), store.select)
    return conduct(trace(thing, release=release.id, direction="up", texts=texts), store.select)


def test_the_reserve_is_found_by_its_printed_name(bundled_store: EmbeddedStore) -> None:
    found = conduct(resolve_one("provincial government reserve of emission rights"), bundled_store.select)
    assert found == f"{ID}instrument/shanxi-provincial-government-emission-rights-reserve"


def test_the_trace_leads_from_the_reserve_to_document_number_issuers_share_task_and_report(
    bundled_store: EmbeddedStore, bundled_release: Release, bundled_texts: Texts
) -> None:
    reached = {iri.removeprefix(ID) for iri in _reserve(bundled_store, bundled_release, bundled_texts).nodes}
    assert {
        "provision/shanxi-emission-reserve",
        "document/shanxi-emission-trading-measures-2022",
        "document-number/jin-huan-fa-2022-43-664b73af53d1",
        "value/shanxi-emission-reserve-provincial-share",
        "task/shanxi-2022-02",
        "document/shanxi-2022-progress-report",
        "unit/shanxi-development-and-reform-commission",
        "unit/shanxi-department-of-finance",
        "unit/shanxi-administration-for-market-regulation",
        "unit/shanxi-administrative-examination-and-approval-bureau",
        "unit/shanxi-taxation-bureau",
        "unit/peoples-bank-of-china-taiyuan-sub-branch",
        "unit/shanxi-department-of-ecology-and-environment",
    } <= reached


def test_everything_in_the_trace_has_a_passage_or_an_inference(
    bundled_store: EmbeddedStore, bundled_release: Release, bundled_texts: Texts
) -> None:
    nodes = _reserve(bundled_store, bundled_release, bundled_texts).nodes.values()
    bare = [node.iri for node in nodes if not node.evidence and not node.basis.reasons and node.type != "Source"]
    assert bare == []


def test_the_share_is_stated_in_the_words_that_print_it(
    bundled_store: EmbeddedStore, bundled_release: Release, bundled_texts: Texts
) -> None:
    found = _reserve(bundled_store, bundled_release, bundled_texts)
    share = found.nodes[f"{ID}value/shanxi-emission-reserve-provincial-share"]
    assert (f"{PG}value", "20") in [(fact.property, fact.value) for fact in share.facts]
    assert (f"{PG}asPrinted", "20%") in [(fact.property, fact.value) for fact in share.facts]
    words = [found.passages[passage].words for passage in share.evidence]
    if bundled_texts.find("shanxi-2022-report") is None:
        assert words == [None]
    else:
        assert [w.split()[0] for w in words if w] == ["20%"]


def test_the_release_holds_the_dumps_that_its_id_is_made_of(bundled_release: Release) -> None:
    lines = gzip.decompress((bundled_release.dumps / "policygraph.nq.gz").read_bytes())
    assert hashlib.sha256(lines).hexdigest().startswith(bundled_release.id)
