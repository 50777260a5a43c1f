"""What the description of the service says; that it is one, and comes in every format, tests/conformance/ sees to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from policygraph.release import Manifest, Release
from policygraph.settings import Settings, declared
from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.web.sparql.description import ANNOUNCED, ServiceDescription, describe_service, limit_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from policygraph.model.terms import Triple
    from policygraph.web.sparql.description import Description

SD = "http://www.w3.org/ns/sparql-service-description#"
TERMS = "http://purl.org/dc/terms/"
# Limits of another route than this endpoint's.
OF_TRACES = {"trace_depth", "trace_limit"}
# What an operator chooses for the machine; no client meets it as a limit of its query.
OF_THE_MACHINE = {
    "port", "workers", "spool_size", "cache_size", "cache_entries", "cache_entry", "fresh_seconds",
    "keep_alive_seconds", "drain_seconds", "memory_share", "client_workers", "spool_room",
}  # fmt: skip


def a_release(folder: Path, graphs: Mapping[str, int]) -> Release:
    manifest = Manifest(
        release="0123abcd", built="2026-01-02T03:04:05Z", software="0", engine="0", ontology="0", commit=None,
        inputs="", triples=5, graphs=graphs, classes={}, shapes=0, warnings=0, evidence={}, files={},
    )  # fmt: skip
    return Release("0123abcd", folder, manifest)


@pytest.fixture
def said(tmp_path: Path) -> tuple[Triple, ...]:
    graphs = {"http://e/g1": 2, "http://e/任": 3}
    return tuple(describe_service("http://h/sparql", a_release(tmp_path, graphs), Settings(query_seconds=2.5)))


def write(service: ServiceDescription, scope: dict[str, Any], release: Release, form: str = "turtle") -> Description:
    return asyncio.run(service.write(scope, release, GRAPH_FORMATS[form]))


def values(said: tuple[Triple, ...], predicate: str) -> list[str]:
    return [triple.object.value for triple in said if triple.predicate.value == predicate]


def test_the_dataset_tells_its_version_its_licence_and_the_size_of_each_graph(said: tuple[Triple, ...]) -> None:
    assert values(said, TERMS + "hasVersion") == ["0123abcd"]
    assert values(said, TERMS + "issued") == ["2026-01-02T03:04:05Z"]
    assert values(said, TERMS + "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values(said, SD + "name") == ["http://e/g1", "http://e/任"]
    assert values(said, "http://rdfs.org/ns/void#triples") == ["5", "2", "3"]


def test_it_promises_the_union_and_never_to_fetch_anything(said: tuple[Triple, ...]) -> None:
    assert values(said, SD + "feature") == [SD + "UnionDefaultGraph"]
    assert values(said, SD + "supportedLanguage") == [SD + "SPARQL11Query"]
    assert values(said, SD + "inputFormat") == []
    assert values(said, SD + "extensionFunction") == []


def test_every_result_format_is_named(said: tuple[Triple, ...]) -> None:
    assert len(set(values(said, SD + "resultFormat"))) == len(SOLUTION_FORMATS) + len(GRAPH_FORMATS)


def test_every_limit_is_announced_with_its_value_and_its_meaning(said: tuple[Triple, ...]) -> None:
    numbers = {one.name for one in declared(Settings) if type(one.default) in {int, float}}
    assert numbers - OF_THE_MACHINE - OF_TRACES == set(ANNOUNCED)
    for one in declared(Settings):
        if one.name in ANNOUNCED:
            limit = limit_name(one.name).replace("service:", "https://w3id.org/policygraph/service#")
            given = "2.5" if one.name == "query_seconds" else one.kind.write(one.default)
            assert values(said, limit) == [given]
            assert [t.object.value for t in said if t.subject.value == limit][2] == one.meaning


@pytest.mark.parametrize(
    ("setting", "name"), [("query_seconds", "service:querySeconds"), ("queue_length", "service:queueLength")]
)
def test_a_limit_is_named_like_its_setting(setting: str, name: str) -> None:
    assert limit_name(setting) == name


@pytest.mark.parametrize(
    ("host", "endpoint"),
    [
        (b"data.example", b"https://data.example/below/sparql"),
        (b"[::1]:8000", b"https://[::1]:8000/below/sparql"),
        (b"evil>\\u003E", b"https://127.0.0.1:8001/below/sparql"),
    ],
)
def test_the_address_is_the_one_that_the_client_used_and_nothing_else(
    tmp_path: Path, host: bytes, endpoint: bytes
) -> None:
    headers = [(b"host", host)]
    scope = {"scheme": "https", "headers": headers, "server": ("127.0.0.1", 8001), "root_path": "/below"}
    description = write(ServiceDescription(Settings()), scope, a_release(tmp_path, {}), "ntriples")
    assert b"#endpoint> <" + endpoint + b"> ." in description.body
    assert b"evil" not in description.body


def test_what_was_written_is_kept_for_some_addresses_and_made_anew_for_a_release(tmp_path: Path) -> None:
    service, release = ServiceDescription(Settings()), a_release(tmp_path, {})
    scope: dict[str, Any] = {"scheme": "http", "headers": [], "server": ("::1", 80)}
    first = write(service, scope, release)
    assert write(service, scope, release) is first
    later = Release("beef", release.folder, release.manifest)
    assert write(service, scope, later).tag.startswith('W/"beef-')
    nowhere = scope | {"server": None}
    assert write(service, nowhere, release, "ntriples").body.count(b"<http://localhost/sparql>") == 1
    for number in range(200):
        write(service, scope | {"server": ("h", number)}, release)
    assert len(service._written) <= 64


def test_tags_differ_by_limits_and_formats(tmp_path: Path) -> None:
    scope, release = {"scheme": "http", "headers": [], "server": ("h", 80)}, a_release(tmp_path, {})
    tags = {
        write(ServiceDescription(settings), scope, release, form).tag
        for settings in (Settings(), Settings(query_depth=7))
        for form in ("turtle", "trig")
    }
    assert len(tags) == 4
