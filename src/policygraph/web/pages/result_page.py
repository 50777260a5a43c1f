"""The page of a result: the query in its form, and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.web.pages.result_rows import write_rows
from policygraph.web.pages.result_table import make_table
from policygraph.web.pages.templates import HERE, lines_of_form, templates

if TYPE_CHECKING:
    from policygraph.store.worker.excerpt import Excerpt
    from policygraph.web.pages.asked import AskedQuery

__all__ = ["write_result_page"]

LONGEST_ADDRESS = 8_000
"""Characters of the longest address that a link may have; what is longer is asked for by a form."""

_LABELS = {
    "json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV", "turtle": "Turtle", "ntriples": "N-Triples",
    "jsonld": "JSON-LD", "rdfxml": "RDF/XML", "trig": "TriG", "nquads": "N-Quads",
}  # fmt: skip
_ENDINGS = {"json": "srj", "xml": "srx", "turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "nquads": "nq"}


def write_result_page(release: str, asked: AskedQuery, excerpt: Excerpt) -> str:
    """Write the page of a result; one of a thousand rows takes some hundredths of a second.

    Args:
        release: Id of the release that was asked.
        asked: What was asked.
        excerpt: What it gives, as far as a page shows it.
    """
    formats = GRAPH_FORMATS if excerpt.form == "triples" else SOLUTION_FORMATS
    table = make_table(excerpt)
    return templates().render(
        "result",
        home=HERE,
        local=HERE,
        release=release,
        asked=asked,
        form_rows=lines_of_form(asked.query),
        excerpt=excerpt,
        table=table,
        rows=write_rows(table),
        summary=_summary(excerpt),
        took=_took(excerpt.seconds),
        formats=[(name, _LABELS[name], _ENDINGS.get(name, name)) for name in formats],
        short=len(asked.address("ntriples")) <= LONGEST_ADDRESS,
    )


def _summary(excerpt: Excerpt) -> str:
    count = len(excerpt.rows)
    if excerpt.form == "boolean":
        return "Yes" if excerpt.answer else "No"
    kind = "statement" if excerpt.form == "triples" else "row"
    if not excerpt.complete:
        return f"The first {_counted(count, kind)}" if count else f"More than a page can show in one {kind}"
    return _counted(count, kind) if count else f"No {kind}s"


def _counted(count: int, kind: str) -> str:
    return f"{count:,} {kind}{'' if count == 1 else 's'}"


def _took(seconds: float) -> str:
    if seconds >= 1:
        return f"in {seconds:.1f} s"
    return f"in {seconds * 1000:.0f} ms" if seconds * 1000 >= 1 else "in less than 1 ms"
