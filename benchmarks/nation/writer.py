"""Statements as lines of N-Quads: formatted as text, since millions are written."""

from __future__ import annotations

from functools import cache

from policygraph.vocab import CONCEPT, GRAPH, ID, KINDS, PG, expand

__all__ = ["Value", "Writer", "chinese", "concept", "day", "decimal", "english", "iri", "typed", "whole", "year"]

Value = str | tuple[str, ...]
"""One object of a statement as N-Quads writes it, or several."""

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUPERCLASSES = {
    "AdministrativeDivision": ("Region", "Entity"),
    "DeclaredTotal": ("ValueStatement", "Entity"),
    "Observation": ("ValueStatement", "Entity"),
    "Plan": ("PolicyDocument", "Entity"),
    "PrescribedValue": ("ValueStatement", "Entity"),
    "Report": ("PolicyDocument", "Entity"),
    "Target": ("ValueStatement", "Entity"),
    "Unit": ("Agent", "Entity"),
    "Inference": (),
    "MeasurementUnit": (),
    "Passage": (),
    "Source": (),
}
"""What the ontology says of the classes used here; any other is directly below `pg:Entity`."""


class Writer:
    """The statements of one named graph, with what the inference rules conclude from them in the rules' graphs.

    Attributes:
        lines: The statements so far, each a line of N-Quads.
    """

    def __init__(self, graph: str) -> None:
        self.lines: list[str] = []
        self._concluded: set[str] = set()
        self._end = f" <{GRAPH}{graph}> .\n"

    def thing(self, subject: str, kind: str, label: str, zh: str, **properties: Value) -> None:
        """Describe an entity: its class and those above it, its labels, and properties of the ontology."""
        self.typed(subject, kind)
        self.say(subject, "skos:prefLabel", english(label))
        if zh:
            self.say(subject, "skos:prefLabel", chinese(zh))
        for name, value in properties.items():
            self.say(subject, name, value)

    def typed(self, subject: str, kind: str) -> None:
        """State the class of a thing, and those above it as inferred."""
        self.say(subject, "a", _predicate(kind))
        for wider in SUPERCLASSES.get(kind, ("Entity",)):
            self.infer("subclass", subject, "a", _predicate(wider))

    def say(self, subject: str, name: str, value: Value) -> None:
        """State one property, of the ontology or with a prefix of the project."""
        predicate = _predicate(name)
        for one in (value,) if isinstance(value, str) else value:
            self.lines.append(f"{subject} {predicate} {one}{self._end}")

    def infer(self, rule: str, subject: str, name: str, value: str) -> None:
        """State what a rule concludes, in the graph of that rule, once however often it is concluded."""
        line = f"{subject} {_predicate(name)} {value} <{GRAPH}inferred-{rule}> .\n"
        if line not in self._concluded:
            self._concluded.add(line)
            self.lines.append(line)


def iri(kind: str, slug: str) -> str:
    """Give the IRI of a synthetic thing by the prefix of its kind, as N-Quads writes it."""
    return f"<{ID}{KINDS[kind]}/synthetic-{slug}>"


@cache
def concept(scheme: str, name: str) -> str:
    """Give the IRI of a concept."""
    return f"<{CONCEPT}{scheme}/{name}>"


def english(text: str) -> str:
    """Write an English text."""
    return f'"{text}"@en'


def chinese(text: str) -> str:
    """Write a text in simplified Chinese; the store writes language tags in lower case."""
    return f'"{text}"@zh-hans'


def whole(number: int) -> str:
    """Write an integer."""
    return f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer>'


def decimal(tenths: int) -> str:
    """Write a decimal number of so many tenths, in its canonical form."""
    text = str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
    return f'"{text}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def day(text: str) -> str:
    """Write a date."""
    return typed("xsd:date", text)


def year(number: int) -> str:
    """Write a year."""
    return typed("xsd:gYear", str(number))


def typed(datatype: str, text: str) -> str:
    """Write a literal of any datatype."""
    return f'"{text}"^^{_predicate(datatype)}'


@cache
def _predicate(name: str) -> str:
    if name == "a":
        return TYPE
    return f"<{expand(name) if ':' in name else PG + name}>"
