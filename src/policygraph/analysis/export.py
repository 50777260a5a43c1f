"""Networks as files that Gephi and other programs open."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from policygraph.errors import UsageError
from policygraph.graph.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SUFFIXES", "check_suffix", "write_graph"]


def write_graph(graph: nx.Graph[str], file: Path) -> None:
    """Write a graph as GraphML, GEXF 1.2 or node-link JSON, by the file's suffix; the file is complete or not there.

    Args:
        graph: As `read_graph` gives it.
        file: Its suffix is one of `SUFFIXES`.

    Raises:
        UsageError: The suffix is none of these.
        HostError: The file can't be written.
    """
    write_text(file, SUFFIXES[check_suffix(file)](graph))


def check_suffix(file: Path) -> str:
    """Give the suffix of a file that a network can be written to.

    Raises:
        UsageError: It is none of `SUFFIXES`.
    """
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"{file.name!r} ends in no format that a network can be written in",
            remedy=f"end it in {', '.join(SUFFIXES)}",
        )
    return suffix


def _graphml(graph: nx.Graph[str]) -> str:
    return _document("\n".join(nx.generate_graphml(graph, named_key_ids=True)))


def _gexf(graph: nx.Graph[str]) -> str:
    """Leave out the day of writing, so that the same network is the same file."""
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    return _document(re.sub(r' lastmodifieddate="[0-9-]*"', "", text, count=1))


def _document(text: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _node_link(graph: nx.Graph[str]) -> str:
    content: dict[str, Any] = nx.node_link_data(graph, edges="links")
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


SUFFIXES: Final = {".graphml": _graphml, ".gexf": _gexf, ".json": _node_link}
"""Suffix of a file → what writes it."""
