"""The page for people: what is served, and a form to query it. Plain HTML, no script, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, NamedTuple

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
    rows = "\n".join(
        f'<tr><td><a href="{escape(graph)}">{escape(graph)}</a></td><td class="number">{size:,}</td></tr>'
        for graph, size in sorted(release.manifest.graphs.items())
    )
    html = template.substitute(
        style=style,
        release=escape(release.id),
        built=escape(release.manifest.built),
        triples=f"{release.manifest.triples:,}",
        graph_count=len(release.manifest.graphs),
        graphs=rows,
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return Page(html, policy)
