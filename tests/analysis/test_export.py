"""Networks as files: read back by networkx, and held against what the formats demand."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from policygraph.analysis import Choice, Network, read_graph, write_graph
from policygraph.analysis.export import SUFFIXES
from policygraph.errors import HostError, NotFoundError, UsageError
from policygraph.model.inquiry import conduct
from policygraph.vocab import expand, shorten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.store import EmbeddedStore

GEXF = "{http://www.gexf.net/1.2draft}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF_TYPES = {"integer", "long", "double", "float", "boolean", "liststring", "string", "anyURI"}
GRAPHML_TYPES = {"boolean", "int", "long", "float", "double", "string"}

PAPERS = """
document:a a pg:Plan ; skos:prefLabel "Plan A"@en , "规划甲"@zh-hans ; pg:isBasedOn document:b ; pg:revises document:b .
document:b a pg:PolicyDocument ; skos:prefLabel "\\u0001Law \\u0008B <&> 𠀀"@en ; pg:isBasedOn document:b .
document:lone pg:hasDocumentKind document-kind:notice .
"""


def read_back(file: Path) -> nx.Graph[str]:
    if file.suffix == ".json":
        content = json.loads(file.read_text(encoding="utf-8"))
        graph: nx.Graph[str] = nx.node_link_graph(content, edges="links")
        return graph
    found: nx.Graph[str] = nx.read_graphml(file) if file.suffix == ".graphml" else nx.read_gexf(file)
    return found


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("network", Network)
def test_what_is_written_is_read_back(office: EmbeddedStore, tmp_path: Path, suffix: str, network: Network) -> None:
    graph = conduct(read_graph(network), office.select)
    write_graph(graph, tmp_path / f"network{suffix}")
    found = read_back(tmp_path / f"network{suffix}")
    assert set(found) == set(graph)
    assert found.is_directed() == graph.is_directed()
    for node, attributes in graph.nodes(data=True):
        assert {name: found.nodes[node][name] for name in attributes} == attributes
    assert sorted(_link(*link) for link in found.edges(data=True)) == sorted(
        _link(*link) for link in graph.edges(data=True)
    )


def test_agents_and_things_are_linked_by_roles(office: EmbeddedStore) -> None:
    graph = conduct(read_graph(Network.RESPONSIBILITY), office.select)
    assert graph.nodes[expand("task:one")] == {
        "side": "thing", "label": "Task one", "label_zh": "任务一", "type": "Task",
    }  # fmt: skip
    assert graph.edges[expand("unit:bei"), expand("task:one")] == {
        "weight": 2, "roles": "cooperating responsible", "basis": "printed reading", "certainty": "likely",
        "acts": f"{expand('measure:m')} {expand('measure:step')}",
    }  # fmt: skip


def test_agents_are_linked_by_what_they_share(office: EmbeddedStore) -> None:
    graph = conduct(read_graph(Network.AGENTS), office.select)
    assert {tuple(sorted(map(shorten, link))) for link in graph.edges} == {
        ("unit:ada", "unit:bei"), ("unit:bei", "unit:cai"),
    }  # fmt: skip
    assert graph.nodes[expand("group:dui")] == {
        "things": 1, "parts": 1, "alone": 1, "label": "Dui", "label_zh": "", "type": "AgentGroup",
    }  # fmt: skip


def test_two_properties_between_two_documents_are_two_links(store_of: Callable[..., EmbeddedStore]) -> None:
    graph = conduct(read_graph(Network.DOCUMENTS), store_of(papers=PAPERS).select)
    links = [(shorten(a), shorten(b), link["property"]) for a, b, link in graph.edges(data=True)]
    assert sorted(links) == [
        ("document:a", "document:b", "isBasedOn"), ("document:a", "document:b", "revises"),
        ("document:b", "document:b", "isBasedOn"),
    ]  # fmt: skip
    assert graph.degree(expand("document:lone")) == 0


def test_a_scope_and_roles_narrow_a_network(office: EmbeddedStore) -> None:
    choice = Choice(expand("document:plan"), frozenset({"lead"}), acts=True)
    graph = conduct(read_graph(Network.RESPONSIBILITY, choice), office.select)
    assert {shorten(node) for node in graph} == {"unit:ada", "task:one", "unit:bei", "task:two"}
    with pytest.raises(NotFoundError):
        conduct(read_graph(Network.DOCUMENTS, Choice("https://example.org/none")), office.select)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_characters_that_xml_has_not_are_replaced(
    store_of: Callable[..., EmbeddedStore], tmp_path: Path, suffix: str
) -> None:
    write_graph(conduct(read_graph(Network.DOCUMENTS), store_of(papers=PAPERS).select), tmp_path / f"n{suffix}")
    assert read_back(tmp_path / f"n{suffix}").nodes[expand("document:b")]["label"] == "\ufffdLaw \ufffdB <&> 𠀀"


def test_a_gexf_file_is_as_its_schema_wants(store_of: Callable[..., EmbeddedStore], tmp_path: Path) -> None:
    # GEXF 1.2 schema: declared attributes with a type of its list, ids that are there and different, known edge types
    write_graph(conduct(read_graph(Network.DOCUMENTS), store_of(papers=PAPERS).select), tmp_path / "n.gexf")
    root = ET.parse(tmp_path / "n.gexf").getroot()  # noqa: S314 - as above
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.2")
    (graph,) = root.iter(f"{GEXF}graph")
    assert (graph.get("defaultedgetype"), graph.get("mode")) == ("directed", "static")
    for kind in ("node", "edge"):
        (declared,) = (one for one in graph.iter(f"{GEXF}attributes") if one.get("class") == kind)
        assert {one.get("type") for one in declared} <= GEXF_TYPES
        known = {one.get("id") for one in declared}
        used = [value.get("for") for one in graph.iter(f"{GEXF}{kind}") for value in one.iter(f"{GEXF}attvalue")]
        assert used
        assert set(used) <= known
        ids = [one.get("id") for one in graph.iter(f"{GEXF}{kind}")]
        assert len(ids) == len(set(ids)) == 3
    nodes = {one.get("id"): one.get("label") for one in graph.iter(f"{GEXF}node")}
    assert all(nodes.values())
    assert {one.get(end) for one in graph.iter(f"{GEXF}edge") for end in ("source", "target")} <= set(nodes)
    assert "None" not in (tmp_path / "n.gexf").read_text(encoding="utf-8")


def test_a_graphml_file_declares_what_it_uses(store_of: Callable[..., EmbeddedStore], tmp_path: Path) -> None:
    write_graph(conduct(read_graph(Network.DOCUMENTS), store_of(papers=PAPERS).select), tmp_path / "n.graphml")
    root = ET.parse(tmp_path / "n.graphml").getroot()  # noqa: S314 - as above
    keys = {one.get("id"): one.get("attr.type") for one in root.iter(f"{GRAPHML}key")}
    assert set(keys.values()) == {"string", "long"}
    assert set(keys.values()) <= GRAPHML_TYPES
    assert {one.get("key") for one in root.iter(f"{GRAPHML}data")} == set(keys)
    edges = [one.get("id") for one in root.iter(f"{GRAPHML}edge")]
    assert len(edges) == len(set(edges)) == 3


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_network_is_the_same_file(office: EmbeddedStore, tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        write_graph(conduct(read_graph(Network.RESPONSIBILITY), office.select), tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("network", Network)
def test_an_empty_network_is_a_file_too(
    store_of: Callable[..., EmbeddedStore], tmp_path: Path, suffix: str, network: Network
) -> None:
    write_graph(conduct(read_graph(network), store_of(empty="task:a a pg:Task .").select), tmp_path / f"n{suffix}")
    assert len(read_back(tmp_path / f"n{suffix}")) == 0


@pytest.mark.parametrize("name", ["network", "network.svg", "gexf", ".gexf"])
def test_an_unknown_suffix_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="ends in no format"):
        write_graph(nx.Graph(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "n.gexf").mkdir()
    with pytest.raises(HostError, match="can't be written"):
        write_graph(nx.Graph(), tmp_path / "n.gexf")
    assert [one.name for one in tmp_path.iterdir()] == ["n.gexf"]


def _link(start: str, end: str, attributes: dict[str, object]) -> tuple[object, ...]:
    own = {name: value for name, value in attributes.items() if name not in {"id", "networkx_key", "key"}}
    return (start, end, sorted(own.items()))
