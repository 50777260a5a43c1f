"""The start page: what is served, a form to query it, and the saved queries."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from policygraph.errors import NotFoundError, did_you_mean
from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.vocab import PREFIXES
from policygraph.web.pages.asked import AskedQuery
from policygraph.web.pages.holdings import class_counts, graph_sizes
from policygraph.web.pages.saved import group_queries, load_saved, text_for_form
from policygraph.web.pages.templates import HERE, lines_of_form, templates
from policygraph.web.pages.trace.links import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.catalogue import SavedQuery
    from policygraph.release import Release
    from policygraph.settings import Settings
    from policygraph.things import Name

__all__ = ["StartPage", "ThingName"]

LEAST_LINES = 14
EXAMPLE = f"""\
PREFIX pg: <{PREFIXES["pg"]}>
PREFIX skos: <{PREFIXES["skos"]}>

# The tasks: their names, the numbers printed before them, and words that state them
SELECT ?task ?name ?chinese ?number ?words
WHERE {{
  ?task a pg:Task ; skos:prefLabel ?name ; pg:statedIn/pg:anchorPhrase ?words .
  OPTIONAL {{ ?task pg:reconstructedName ?chinese }}
  OPTIONAL {{ ?task pg:numberAsPrinted ?number }}
  FILTER(LANG(?name) = "en")
}}
ORDER BY ?task
LIMIT 20
"""


class ThingName(NamedTuple):
    """A thing and what it is called."""

    iri: str
    name: Name


class StartPage:
    """The start page of one release.

    Making one reads the saved queries, so it is done off the event loop.

    Args:
        settings: The limits that the page tells, and the workspace that the saved queries are read from.
        release: What is served.
        examples: Things whose traces are worth a look.
    """

    def __init__(self, settings: Settings, release: Release, examples: Sequence[ThingName] = ()) -> None:
        self.release = release
        self._catalogue = load_saved(settings.root)
        manifest = release.manifest
        sources, others, inferred = graph_sizes(manifest)
        self._values = {
            "home": HERE,
            "local": "",
            "release": release.id,
            "manifest": manifest,
            "built": f"{datetime.fromisoformat(manifest.built):%Y-%m-%d %H:%M} UTC",
            "sources": sources,
            "others": others,
            "inferred": inferred,
            "classes": class_counts(manifest),
            "saved_count": len(self._catalogue.queries),
            "groups": group_queries(self._catalogue),
            "prefixes": PREFIXES,
            "solution_formats": SOLUTION_FORMATS,
            "graph_formats": GRAPH_FORMATS,
            "settings": settings,
            "examples": [(one, address_of(one.iri)) for one in examples],
        }

    def asked(self, name: str) -> AskedQuery:
        """Give what a saved query asks.

        Raises:
            NotFoundError: There is none of that name.
        """
        return AskedQuery(text_for_form(self._find(name)))

    def write(self, base: str, saved: str | None = None) -> str:
        """Write the page.

        Args:
            base: The address under which the client sees `/`, without the slash at its end.
            saved: Name of the saved query that stands in the form.

        Raises:
            NotFoundError: There is no saved query of that name.
        """
        query = None if saved is None else self._find(saved)
        asked = AskedQuery(EXAMPLE if query is None else text_for_form(query))
        return templates().render(
            "home",
            **self._values,
            base=base,
            saved=query,
            asked=asked,
            form_rows=max(LEAST_LINES, lines_of_form(asked.query)),
        )

    def _find(self, name: str) -> SavedQuery:
        try:
            return self._catalogue.get(name)
        except NotFoundError as error:
            near = did_you_mean(name, self._catalogue.queries)
            raise NotFoundError(error.message, remedy=f"{near}the start page lists them all") from None
