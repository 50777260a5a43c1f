"""The page for people: what is served, and a form to query it. Plain HTML, no script, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from policygraph.release import Release

__all__ = ["Page", "render_page"]


class Page(NamedTuple):
    """A page and the content security policy that it needs."""

    html: str
    policy: str


def render_page(release: Release) -> Page:
    """Write the page of a release."""
    folder = files("policygraph.web") / "pages"
    style = (folder / "query.css").read_text(encoding="utf-8")
    template = Template((folder / "query.html").read_text(encoding="utf-8"))
    rows = "\n".join(_row(graph, size) for graph, size in sorted(release.manifest.graphs.items()))
    html = template.substitute(
        style=style,
        release=escape(release.id),
        built=f"{datetime.fromisoformat(release.manifest.built):%Y-%m-%d %H:%M} UTC",
        triples=f"{release.manifest.triples:,}",
        graph_count=len(release.manifest.graphs),
        graphs=rows,
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return Page(html, policy)


def _row(graph: str, size: int) -> str:
    """Write a graph's row; its name leads to the first statements of the graph."""
    query = f"SELECT * WHERE {{ GRAPH <{graph}> {{ ?subject ?predicate ?object }} }} LIMIT 100"
    target = escape(f"/sparql?{urlencode({'query': query, 'output': 'tsv'})}")
    return f'<tr><td><a href="{target}">{escape(graph)}</a></td><td class="number">{size:,}</td></tr>'
