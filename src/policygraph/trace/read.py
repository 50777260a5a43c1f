"""What a trace asks of the graph about one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import EvidenceError, NotFoundError
from policygraph.model.evidence import Span, digest
from policygraph.model.terms import iri
from policygraph.trace.model import Evidence, Fact, Node
from policygraph.vocab import GRAPH, ID, PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.model.terms import Row, Term
    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore
    from policygraph.trace.routes import Route

__all__ = ["Reader"]

_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("pg", "skos", "rdf"))
_SAYS = f"""{_HEAD}SELECT ?focus ?property ?value ?graph WHERE {{ GRAPH ?graph {{ ?focus ?property ?value }} }}
ORDER BY ?property ?value"""
_CONCEPTS = f"""{_HEAD}SELECT ?focus ?property ?label WHERE {{
  ?focus ?property ?concept . ?concept skos:inScheme ?scheme ; skos:prefLabel ?label . FILTER (LANG(?label) = "en")
}} ORDER BY ?property ?label"""
_EVIDENCE = f"""{_HEAD}SELECT ?focus ?passage ?source ?start ?end ?digest ?anchor WHERE {{
  ?focus pg:statedIn ?passage .
  ?passage pg:inSource ?source ; pg:startOffset ?start ; pg:endOffset ?end ; pg:passageDigest ?digest ;
    pg:anchorPhrase ?anchor .
}} ORDER BY ?source ?start ?end"""
_INFERENCES = f"""{_HEAD}SELECT ?focus ?definition ?certainty WHERE {{
  ?focus pg:restsOn ?inference . ?inference skos:definition ?definition . FILTER (LANG(?definition) = "en")
  OPTIONAL {{ ?inference pg:hasCertainty/skos:prefLabel ?certainty . FILTER (LANG(?certainty) = "en") }}
}} ORDER BY ?definition"""
_LITERALS = frozenset(
    PG + name
    for name in (
        *("asPrinted", "value", "ordinal", "numberAsPrinted", "normalForm", "agencyCode", "numberYear", "serialNumber"),
        *("timeValue", "notBefore", "notAfter", "enumeratedCount"),
    )
)
_LABEL = PREFIXES["skos"] + "prefLabel"
_RECONSTRUCTED = PG + "reconstructedName"
_TYPE = PREFIXES["rdf"] + "type"


class Reader:
    """Reads nodes and steps from a release's store, and passages from the texts at hand."""

    def __init__(self, store: EmbeddedStore, texts: Texts | None = None) -> None:
        self._store = store
        self._texts = texts

    def node(self, thing: str) -> Node:
        """Read everything a trace shows of a thing.

        Raises:
            NotFoundError: The graph says nothing about it.
        """
        rows = self._store.select(_SAYS, focus=iri(thing)).rows
        if not rows:
            raise NotFoundError(
                f"the graph says nothing about <{thing}>",
                remedy="check the IRI; `policygraph query` finds things by their labels",
            )
        chinese = next((r["value"] for r in rows if _is(r, _LABEL, "zh-hans")), None)
        rebuilt = next((r["value"] for r in rows if _is(r, _RECONSTRUCTED, "zh-hans")), None)
        english = next((r["value"] for r in rows if _is(r, _LABEL, "en")), None)
        named = chinese or rebuilt
        return Node(
            iri=thing,
            type=_type(rows),
            label=str(english or named or thing.rsplit("/", 1)[-1]),
            label_zh=str(named) if named else None,
            reconstructed=chinese is None and rebuilt is not None,
            facts=self._facts(thing, rows),
            evidence=self._evidence(thing),
            inferences=tuple(map(_inference, self._store.select(_INFERENCES, focus=iri(thing)).rows)),
            not_stated=tuple(str(r["value"]) for r in rows if str(r["property"]) == f"{PG}notStated"),
        )

    def steps(self, thing: str, routes: Sequence[Route]) -> list[tuple[Route, str, str]]:
        """Give the steps that lead from a thing along some routes: route, graph that states it, where it leads."""
        found = {inverse: self._neighbours(thing, routes, inverse=inverse) for inverse in (False, True)}
        order = {route: place for place, route in enumerate(routes)}
        steps = [((prop, inverse), graph, other) for inverse, rows in found.items() for prop, graph, other in rows]
        first: dict[tuple[Route, str], str] = {}
        for route, graph, other in sorted(steps, key=lambda s: (order[s[0]], s[2], "inferred-" in s[1], s[1])):
            first.setdefault((route, other), graph)
        return [(route, graph, other) for (route, other), graph in first.items()]

    def _neighbours(self, thing: str, routes: Sequence[Route], *, inverse: bool) -> list[tuple[str, str, str]]:
        names = " ".join(f"<{name}>" for name, against in routes if against is inverse)
        pattern = "?other ?property ?focus" if inverse else "?focus ?property ?other"
        query = f"""SELECT ?focus ?property ?graph ?other WHERE {{
          VALUES ?property {{ {names} }} GRAPH ?graph {{ {pattern} }} FILTER (ISIRI(?other)) }}"""
        rows = self._store.select(query, focus=iri(thing)).rows
        return [(str(r["property"]), str(r["graph"]), str(r["other"])) for r in rows]

    def _facts(self, thing: str, rows: Sequence[Row]) -> tuple[Fact, ...]:
        concepts = self._store.select(_CONCEPTS, focus=iri(thing)).rows
        literals = [Fact(str(r["property"]), str(r["value"])) for r in rows if str(r["property"]) in _LITERALS]
        units = [Fact(str(r["property"]), self._unit(r["value"])) for r in rows if str(r["property"]) == f"{PG}inUnit"]
        found = [*literals, *units, *(Fact(str(r["property"]), str(r["label"])) for r in concepts)]
        return tuple(dict.fromkeys(found))

    def _unit(self, unit: Term) -> str:
        query = f'{_HEAD}SELECT ?focus ?label WHERE {{ ?focus skos:prefLabel ?label FILTER (LANG(?label) = "en") }}'
        rows = self._store.select(query, focus=unit).rows
        return str(rows[0]["label"]) if rows else str(unit)

    def _evidence(self, thing: str) -> tuple[Evidence, ...]:
        return tuple(self._passage(row) for row in self._store.select(_EVIDENCE, focus=iri(thing)).rows)

    def _passage(self, row: Row) -> Evidence:
        source = str(row["source"]).removeprefix(f"{ID}source/")
        span = Span(int(str(row["start"])), int(str(row["end"])))
        expected = str(row["digest"])
        return Evidence(
            passage=str(row["passage"]),
            source=source,
            start=span.start,
            end=span.end,
            digest=expected,
            anchor=str(row["anchor"]),
            words=self._words(source, span, expected),
        )

    def _words(self, source: str, span: Span, expected: str) -> str | None:
        try:
            text = self._texts.find(source) if self._texts else None
        except (NotFoundError, EvidenceError):
            return None
        words = span.of(text.text) if text else None
        return words if words and digest(words) == expected else None


def _is(row: Row, prop: str, language: str) -> bool:
    return str(row["property"]) == prop and row["value"].language == language


def _type(rows: Sequence[Row]) -> str:
    typed = [row for row in rows if str(row["property"]) == _TYPE and str(row["value"]).startswith(PG)]
    stated = [row for row in typed if not str(row["graph"]).startswith(f"{GRAPH}inferred-")] or typed
    return str(stated[0]["value"]).removeprefix(PG) if stated else "Resource"


def _inference(row: Row) -> str:
    certainty = f" ({row['certainty']})" if "certainty" in row else ""
    return f"{row['definition']}{certainty}"
