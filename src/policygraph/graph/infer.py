"""Inference by rules: each rule is a CONSTRUCT query, and what it adds stands in a named graph of its own.

The rules are run again until none adds anything, since one may feed another. A rule that counts or negates must see
the final state of what it reads: it names a later stratum, which starts when the earlier one has come to rest.
Whoever finds a triple in `graph/inferred-<rule>` knows that the rule made it; the graph leads to a `pg:Inference` that
explains the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, SKOS, Literal, URIRef

from policygraph.errors import DataError, Location
from policygraph.graph.files import read_text
from policygraph.graph.header import read_header
from policygraph.graph.turtle import as_graph
from policygraph.vocab import CONCEPT, GRAPH, ID, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policygraph.graph.dataset import Dataset
    from policygraph.model.files import Triple

__all__ = ["INFERENCES", "Rule", "infer", "load_rules"]

INFERENCES = f"{GRAPH}inferences"
"""The graph that describes the rules."""

_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Rule:
    """An inference rule.

    Attributes:
        name: The file's name without ending.
        title: What it concludes, in a few words.
        title_zh: The same in Chinese.
        description: Why it holds.
        description_zh: The same in Chinese.
        query: The CONSTRUCT query.
        path: The file.
        stratum: Rules of a stratum start when those of the lower ones have come to rest.
    """

    name: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    query: str
    path: Path
    stratum: int = 1

    @property
    def graph(self) -> str:
        """IRI of the named graph of what the rule adds."""
        return f"{GRAPH}inferred-{self.name}"


def load_rules(paths: Iterable[Path]) -> tuple[Rule, ...]:
    """Read rules from their files; of two with one name the later wins, so a workspace can replace one.

    Raises:
        DataError: A file lacks its header or a key of it.
    """
    return tuple({path.stem: _load(path) for path in paths}.values())


def infer(dataset: Dataset, rules: Sequence[Rule]) -> dict[str, int]:
    """Add to a data set what the rules conclude.

    Returns:
        The number of triples that each rule added, by its name.

    Raises:
        DataError: A rule is not a CONSTRUCT query, or the rules never come to rest.
    """
    added: dict[str, int] = {}
    for stratum in sorted({rule.stratum for rule in rules}):
        added |= _to_rest(dataset, [rule for rule in rules if rule.stratum == stratum])
    _describe(dataset, rules)
    return added


def _to_rest(dataset: Dataset, rules: Sequence[Rule]) -> dict[str, int]:
    added = dict.fromkeys((rule.name for rule in rules), 0)
    new: dict[str, int] = {}
    for _ in range(_ROUNDS):
        new = {rule.name: _run(dataset, rule) for rule in rules}
        if not any(new.values()):
            return added
        added = {name: count + new[name] for name, count in added.items()}
    restless = ", ".join(name for name, count in new.items() if count)
    raise DataError(
        f"the rules still add triples after {_ROUNDS} rounds: {restless}",
        remedy="a rule must not mint a new IRI in each round; make what it names depend on what it reads alone",
    )


def _load(path: Path) -> Rule:
    text = read_text(path)
    header = read_header(path, text, required=("title", "title_zh", "description", "description_zh"))
    return Rule(
        name=path.stem,
        title=header["title"],
        title_zh=header["title_zh"],
        description=header["description"],
        description_zh=header["description_zh"],
        query=text,
        path=path,
        stratum=_stratum(header.get("stratum", "1"), path),
    )


def _stratum(value: str, path: Path) -> int:
    if value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    raise DataError(
        f"the stratum {value!r} is not a whole number from 1",
        remedy="write `#+ stratum: 2` for a rule that counts or negates, and nothing otherwise",
        location=Location(path, 1),
    )


def _run(dataset: Dataset, rule: Rule) -> int:
    try:
        return dataset.construct(rule.query, rule.graph)
    except (SyntaxError, TypeError) as error:
        raise DataError(
            f"the rule is not a CONSTRUCT query of SPARQL 1.1: {error}",
            remedy="mend the query; `policygraph query` tells where the engine stumbles",
            location=Location(rule.path),
        ) from error


def _describe(dataset: Dataset, rules: Iterable[Rule]) -> None:
    graph = as_graph(triple for rule in rules for triple in _description(rule))
    dataset.load(graph.serialize(format="turtle"), INFERENCES, INFERENCES)


def _description(rule: Rule) -> Iterable[Triple]:
    subject = URIRef(f"{ID}inference/rule-{rule.name}")
    yield URIRef(rule.graph), URIRef(PG + "restsOn"), subject
    yield subject, RDF.type, URIRef(PG + "Inference")
    yield subject, SKOS.prefLabel, Literal(rule.title, lang="en")
    yield subject, SKOS.prefLabel, Literal(rule.title_zh, lang="zh-Hans")
    yield subject, SKOS.definition, Literal(rule.description, lang="en")
    yield subject, SKOS.definition, Literal(rule.description_zh, lang="zh-Hans")
    yield subject, URIRef(PG + "hasBasis"), URIRef(f"{CONCEPT}inference-basis/rule")
    yield subject, URIRef(PG + "hasCertainty"), URIRef(f"{CONCEPT}certainty/certain")
    yield subject, URIRef(PG + "byRule"), URIRef(rule.graph)
