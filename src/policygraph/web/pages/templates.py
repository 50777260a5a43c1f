"""The templates of the pages, their one style sheet, and the policy that lets a browser use nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from policygraph import __version__
from policygraph.visible import visible

__all__ = ["HERE", "Templates", "lines_of_form", "templates"]

HERE = "./"
"""The start page, seen from itself and from the endpoint."""

LEAST_LINES, MOST_LINES = 4, 16
PAGES = ("audit", "home", "problem", "resolve", "result", "trace")


class Templates:
    """Fills templates in. Everything that is put into one is escaped, and what is missing is an error.

    Attributes:
        policy: The `Content-Security-Policy` that the pages need: they hold no script, and name nothing outside.
        design: Tells these pages from those of another version, whose style the policy would refuse.
    """

    def __init__(self) -> None:
        folder = files("policygraph.web") / "pages" / "html"
        texts = {
            file.name: file.read_text(encoding="utf-8")
            for file in folder.iterdir()
            if file.name.endswith((".html", ".css"))
        }
        style = texts["page.css"]
        self._environment = Environment(
            loader=PackageLoader("policygraph.web", "pages/html"),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["style"] = style
        self._environment.filters["visible"] = visible
        self._pages = {name: self._environment.get_template(f"{name}.html") for name in PAGES}
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
        self.policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        self.design = hashlib.sha256(repr((__version__, sorted(texts.items()))).encode()).hexdigest()[:16]

    def render(self, name: str, **values: object) -> str:
        """Fill in the template of a page."""
        return self._pages[name].render(values)


@cache
def templates() -> Templates:
    """Give the templates, which are read once; that takes some hundredths of a second."""
    return Templates()


def lines_of_form(query: str) -> int:
    """Give the lines that a form shows of a query."""
    return min(max(query.count("\n") + 1, LEAST_LINES), MOST_LINES)
