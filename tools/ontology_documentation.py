"""Write the ontology's documentation as one HTML page.

pyLODE renders the modules of `ontology/`, the alignments left out; nothing is fetched from the network:

    python tools/ontology_documentation.py               write site/ontology.html
    python tools/ontology_documentation.py --out FILE    write another file
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import DCTERMS, OWL, RDF, RDFS, Graph, Literal, URIRef

from policygraph.errors import DataError, HostError, PolicygraphError
from policygraph.graph.files import read_text
from policygraph.graph.turtle import as_graph, triples_of
from policygraph.vocab import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "render", "write"]

_ROOT = Path(__file__).resolve().parent.parent
_ALIGNMENTS = "alignments.ttl"


def render(folder: Path) -> str:
    """Render the modules in a folder as an HTML page.

    Raises:
        DataError: A module is not Turtle, the header lacks a title, or pyLODE can't make a page of them.
        HostError: pyLODE is not installed.
    """
    files = sorted(path for path in folder.glob("*.ttl") if path.name != _ALIGNMENTS)
    graph = as_graph(triple for path in files for triple in triples_of(path, read_text(path)))
    _join_titles(graph, folder)
    for datatype in list(graph.subjects(RDF.type, RDFS.Datatype)):
        # A datatype is a class in RDFS (RDF Schema 1.1 §2.4), and pyLODE has no chapter for datatypes alone.
        graph.add((datatype, RDF.type, OWL.Class))
    return _run_pylode(graph, folder)


def _run_pylode(graph: Graph, folder: Path) -> str:
    # A process of its own, since importing pyLODE sets up logging and leaves files open.
    with tempfile.TemporaryDirectory() as scratch:
        source, page = Path(scratch) / "ontology.ttl", Path(scratch) / "ontology.html"
        graph.serialize(source, format="turtle", encoding="utf-8")
        command = [sys.executable, "-m", "pylode", str(source), "--sort", "--outputfile", str(page)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0 and page.is_file():
            return page.read_text(encoding="utf-8")
    if "No module named" in done.stderr:
        raise HostError("pyLODE is not installed", remedy="install pylode==3.3.4 (`make docs` does)")
    last = (done.stderr.strip().splitlines() or ["no message"])[-1]
    raise DataError(f"pyLODE can't document {folder}: {last}", remedy="mend the term it names")


def write(html: str, file: Path) -> None:
    """Write the page, its folder made where it is missing.

    Raises:
        HostError: The file can't be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    except OSError as error:
        raise HostError(f"{file} can't be written: {error.strerror}", remedy="name another file with --out") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the documentation; the answer is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ontology", type=Path, default=_ROOT / "ontology", help="folder of the ontology's files")
    parser.add_argument("--out", type=Path, default=_ROOT / "site" / "ontology.html", help="file to write")
    options = parser.parse_args(arguments)
    try:
        html = render(options.ontology)
        write(html, options.out)
    except PolicygraphError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"wrote {options.out} ({len(html):,} characters)")
    return 0


def _join_titles(graph: Graph, folder: Path) -> None:
    """Make one title of the titles in each language, since the page shows only one of them, and not always the same."""
    ontology = URIRef(ONTOLOGY)
    titles = sorted(graph.objects(ontology, DCTERMS.title), key=lambda t: str(getattr(t, "language", "")))
    if not titles:
        raise DataError(f"no file in {folder} gives {ONTOLOGY} a title", remedy="add dcterms:title to policygraph.ttl")
    graph.remove((ontology, DCTERMS.title, None))
    graph.add((ontology, DCTERMS.title, Literal(" · ".join(str(title) for title in titles))))


if __name__ == "__main__":
    sys.exit(main())
