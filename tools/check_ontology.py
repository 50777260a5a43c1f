"""Check the ontology: consistent and without unsatisfiable class under HermiT, and true to its own style.

The modules are merged once as they stand and once without the alignments, and each graph goes through HermiT. The
graph with the alignments is held against `shapes/ontology-style.ttl`. Every fault is told with file, term and remedy:

    python tools/check_ontology.py              check the repository this script stands in
    python tools/check_ontology.py --root DIR   check another folder that holds ontology/ and shapes/

Needs Java (11 or newer) on the path, at check time only.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import owlready2
from rdflib import OWL, RDF, Graph, URIRef

from policygraph.errors import DataError, Finding, HostError, Location, PolicygraphError, ValidationError
from policygraph.graph.files import read_text
from policygraph.graph.turtle import as_graph, triples_of
from policygraph.validation import read_shapes, validate
from policygraph.vocab import PG, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["ALIGNMENTS", "Reasoning", "check", "find_java", "main", "merge", "read_modules", "reason", "style_findings"]

ALIGNMENTS = "alignments.ttl"
_STYLE = Path("shapes") / "ontology-style.ttl"
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What HermiT says of a graph.

    Attributes:
        consistent: Whether a model exists.
        unsatisfiable: IRIs of the classes that can have no member; empty where the graph is inconsistent.
        seconds: How long reasoning took.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    seconds: float


def read_modules(folder: Path) -> dict[Path, Graph]:
    """Read every Turtle file of the ontology's folder.

    Raises:
        DataError: There is none, or one is not Turtle.
    """
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise DataError(f"{folder} holds no Turtle file", remedy="name the root of the repository with --root")
    return {file: as_graph(triples_of(file, read_text(file))) for file in files}


def merge(modules: Mapping[Path, Graph], *without: str) -> Graph:
    """Put modules into one graph, the files of the names given left out."""
    return as_graph(triple for file, graph in modules.items() if file.name not in without for triple in graph)


def find_java(look: Callable[[str], str | None] = shutil.which) -> str:
    """Find the Java that runs the reasoner.

    Raises:
        HostError: There is none on the path.
    """
    if (java := look("java")) is not None:
        return java
    raise HostError(
        "there is no `java` on the path, and the reasoner HermiT runs on Java",
        remedy="install a Java runtime, version 11 or newer (Debian, Ubuntu: `apt-get install default-jre-headless`; "
        "macOS: `brew install openjdk`), and put it on PATH",
    )


def reason(graph: Graph) -> Reasoning:
    """Run HermiT over a graph.

    Raises:
        HostError: Java is missing.
        DataError: The reasoner refuses the graph, since it is not OWL 2 DL.
    """
    owlready2.JAVA_EXE = find_java()
    with tempfile.TemporaryDirectory() as folder:
        # owlready2 reads N-Triples and RDF/XML only.
        file = Path(folder) / "ontology.nt"
        graph.serialize(file, format="nt", encoding="utf-8")
        world = owlready2.World()
        try:
            return _reason(world, file)
        finally:
            world.close()


def _reason(world: owlready2.World, file: Path) -> Reasoning:
    ontology = world.get_ontology(file.as_uri()).load()
    start = time.perf_counter()
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Reasoning(consistent=False, unsatisfiable=(), seconds=time.perf_counter() - start)
    except owlready2.OwlReadyJavaError as error:
        first = next((line for line in str(error).splitlines()[1:] if line.strip()), str(error))
        raise DataError(
            f"HermiT refuses the ontology: {first.strip()}",
            remedy="keep to OWL 2 DL: declare every term, use OWL 2 datatypes, no cardinality on transitives",
        ) from error
    found = sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)
    return Reasoning(consistent=True, unsatisfiable=tuple(found), seconds=time.perf_counter() - start)


def style_findings(modules: Mapping[Path, Graph], shapes: Path) -> tuple[Finding, ...]:
    """Hold the merged ontology against the style shapes; each finding names the file of its term."""
    graph = merge(modules)
    result = validate(graph, read_shapes([shapes]), graph)
    found = []
    for one in result.findings:
        term = (one.value or "").strip("<>")
        subject = term if term.startswith(PG) and not one.focus.startswith(PG) else one.focus
        found.append(one.as_finding(_place(modules, subject)))
    return tuple(found)


def check(root: Path, say: Callable[[str], None]) -> tuple[Finding, ...]:
    """Check the ontology of a repository and give everything that is wrong.

    Args:
        root: The folder that holds `ontology/` and `shapes/`.
        say: Takes each line of figures.

    Raises:
        PolicygraphError: A file can't be read, or the reasoner can't be run.
    """
    modules = read_modules(root / "ontology")
    say(_figures(merge(modules, ALIGNMENTS)))
    found: list[Finding] = []
    for name, without in (("without alignments", (ALIGNMENTS,)), ("with alignments", ())):
        result = reason(merge(modules, *without))
        verdict = "consistent" if result.consistent else "INCONSISTENT"
        say(f"HermiT {name}: {verdict}, {len(result.unsatisfiable)} unsatisfiable, {result.seconds:.1f} s")
        # What is wrong without the alignments is wrong with them: it is explained once.
        found += [] if found else _logic_findings(modules, result, without)
    style = style_findings(modules, root / _STYLE)
    say(f"style shapes: {len(style)} findings")
    return (*found, *style)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check; the answer is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parent.parent
    parser.add_argument("--root", type=Path, default=root, help="folder that holds ontology/ and shapes/")
    options = parser.parse_args(arguments)
    try:
        findings = check(options.root, partial(print, flush=True))
    except PolicygraphError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for finding in findings:
        print(finding, file=sys.stderr)
    return ValidationError.exit_code if findings else 0


def _figures(graph: Graph) -> str:
    counts = (len(_own(graph, kind)) for kind in _KINDS)
    words = ("classes", "object properties", "datatype properties", "annotation properties")
    terms = ", ".join(f"{count} {word}" for count, word in zip(counts, words, strict=True))
    return f"ontology: {terms}, {len(graph)} triples"


def _own(graph: Graph, kind: URIRef) -> set[str]:
    return {str(term) for term in graph.subjects(RDF.type, kind) if str(term).startswith(PG)}


def _logic_findings(modules: Mapping[Path, Graph], result: Reasoning, without: tuple[str, ...]) -> list[Finding]:
    if not result.consistent:
        return [_inconsistency(modules, without)]
    return [
        Finding(
            "unsatisfiable-class",
            f"{shorten(iri)} can have no member",
            "look for two disjoint classes above it, or for a restriction that its properties' ranges exclude",
            _place(modules, iri),
            iri,
        )
        for iri in result.unsatisfiable
    ]


def _inconsistency(modules: Mapping[Path, Graph], without: tuple[str, ...]) -> Finding:
    """Name the files that take part in a contradiction: without any one of them there is none."""
    used = [file for file in modules if file.name not in without]
    parts = [file for file in used if reason(merge(modules, *without, file.name)).consistent]
    names = ", ".join(file.name for file in parts) or "more than one file by itself"
    return Finding(
        "inconsistent-ontology",
        f"the ontology contradicts itself; the contradiction needs {names}",
        "look there for an individual in two disjoint classes, or a value outside its property's range",
        Location(parts[0]) if parts else None,
    )


def _place(modules: Mapping[Path, Graph], iri: str) -> Location | None:
    """Give the first file that describes a term, and the line on which its description begins."""
    for file, graph in modules.items():
        if (URIRef(iri), None, None) in graph:
            starts = (shorten(iri), f"<{iri}>")
            lines = enumerate(read_text(file).splitlines(), 1)
            return Location(file, next((n for n, line in lines if line.split(" ")[0] in starts), None))
    return None


if __name__ == "__main__":
    sys.exit(main())
