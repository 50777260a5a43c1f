"""Things by a name exactly as the graph has it: a look-up of the literal, whatever the size of the graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.resolver.kinds import is_wanted
from policygraph.resolver.matches import Hit
from policygraph.things import quote, refer
from policygraph.vocab import ID, PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.model.inquiry import Inquiry
    from policygraph.resolver.model import How

__all__ = ["NAMING", "PRINTED", "find_by_code", "find_by_names"]

_ALSO = PREFIXES["skos"] + "altLabel"
NAMING: Mapping[str, How] = {
    PREFIXES["skos"] + "prefLabel": "label",
    _ALSO: "label",
    PREFIXES["rdfs"] + "label": "label",
    PG + "reconstructedName": "reconstructed-name",
}
"""Properties whose values are names of their subjects, and how a text is said to match."""

PRINTED = PG + "hasPrintedName"
_AS_PRINTED = PG + "asPrinted"
_LANGUAGES = (None, "en", "zh-hans")
"""The language tags that names have, as the shapes demand."""

_ORDER: tuple[How, ...] = ("label", "printed-name", "reconstructed-name")
_AT_ONCE = 50
_DIVISION_CODE = re.compile(r"[1-9][0-9](?:[0-9]{2}){0,2}")
_CODE_LENGTH = 6


def find_by_names(names: Iterable[str], kinds: tuple[str, ...]) -> Inquiry[tuple[Hit, ...]]:
    """Give the things with one of some names in the order of their IRIs; once for each name, labels first.

    Args:
        names: The names, exactly as the graph has them.
        kinds: The kinds that are wanted; all where it is empty.
    """
    found: set[Hit] = set()
    ordered = tuple(dict.fromkeys(names))
    for start in range(0, len(ordered), _AT_ONCE):
        rows = (yield _question(ordered[start : start + _AT_ONCE])).rows
        printed = {(r["thing"].value, r["name"].value) for r in rows if r["p"].value == PRINTED}
        # A rule copies printed names, misprints among them, to alternative labels: that is not what they are.
        own = (r for r in rows if r["p"].value != _ALSO or (r["thing"].value, r["name"].value) not in printed)
        hits = (Hit(r["thing"].value, r["name"].value, NAMING.get(r["p"].value, "printed-name")) for r in own)
        found.update(hit for hit in hits if is_wanted(hit.iri, kinds))
    return tuple(sorted(found, key=lambda hit: (hit.iri, _ORDER.index(hit.how), hit.matched)))


def find_by_code(text: str, kinds: tuple[str, ...]) -> Inquiry[tuple[Hit, ...]]:
    """Give the divisions with a code of GB/T 2260; one of two or four digits stands for the one that ends in zeros."""
    if not _DIVISION_CODE.fullmatch(text):
        return ()
    notation, code = refer(PREFIXES["skos"] + "notation"), text.ljust(_CODE_LENGTH, "0")
    literals = f"{quote(code)} {quote(code)}^^{refer(PG + 'divisionCode')}"
    rows = (yield f"SELECT DISTINCT ?thing {{ VALUES ?code {{ {literals} }} ?thing {notation} ?code }}").rows
    regions = sorted(row["thing"].value for row in rows if row["thing"].value.startswith(f"{ID}region/"))
    return tuple(Hit(iri, code, "division-code") for iri in regions if is_wanted(iri, kinds))


def _question(names: tuple[str, ...]) -> str:
    literals = " ".join(quote(name, language) for name in names for language in _LANGUAGES)
    return f"""SELECT ?thing ?p ?name {{ VALUES ?name {{ {literals} }}
      {{ VALUES ?p {{ {" ".join(map(refer, NAMING))} }} ?thing ?p ?name }} UNION
      {{ ?printed {refer(_AS_PRINTED)} ?name . ?thing ?p ?printed FILTER(?p = {refer(PRINTED)}) }} }}"""
