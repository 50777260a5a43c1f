"""A release of a few things with all that a trace can meet, and a server over it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.serving import release, serve

from policygraph.vocab import GRAPH, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

TEXT = "(I) Plant trees. The department issued the Rules <No. 1> on planting & trees in May. 植树造林。"
EVIL = "<script>document.title='run'</script>"
_DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def _passage(start: int, end: int, anchor: str) -> str:
    digest = hashlib.sha256(TEXT[start:end].encode()).hexdigest()
    return f"""passage:notice-{start}-{end} a pg:Passage ; pg:inSource source:notice ; pg:startOffset {start} ;
      pg:endOffset {end} ; pg:passageDigest "{digest}" ; pg:anchorPhrase "{anchor}" ."""


NOTICE = f"""
source:notice a pg:Source ; skos:prefLabel "The notice"@en ; pg:textFile "notice.txt" ; pg:textDigest "{_DIGEST}" ;
  pg:textLength {len(TEXT)} .
{_passage(0, 16, "Plant trees")}
{_passage(17, 84, "issued the Rules <No. 1>")}
task:trees a pg:Task ; skos:prefLabel "Planting trees"@en , "植树造林"@zh-Hans ; pg:numberAsPrinted "(I)" ;
  pg:isTaskOf document:plan ; pg:notStated pg:hasResponsibleUnit ; pg:statedIn passage:notice-0-16 .
document:plan a pg:PolicyDocument ; skos:prefLabel "The plan"@en ; pg:statedIn passage:notice-0-16 .
measure:rules a pg:Measure ; skos:prefLabel "Writing rules"@en ; pg:isMeasureOf task:trees ;
  pg:producesDocument document:rules ; pg:statedIn passage:notice-17-84 .
document:rules a pg:PolicyDocument ; skos:prefLabel "{EVIL}"@en ; pg:statedIn passage:notice-17-84 .
unit:植树办 a pg:Unit ; skos:prefLabel "植树办公室"@zh-Hans ; pg:statedIn passage:notice-0-16 .
<https://w3id.org/policygraph/id/unit/%E5%8A%9E> a pg:Unit ; skos:prefLabel "Encoded"@en .
document:old a pg:PolicyDocument ; skos:prefLabel "The old rules"@en ; owl:deprecated true ;
  dcterms:isReplacedBy document:rules .
"""
ONTOLOGY = 'pg:Task pg:mintsUnder "task" .'
CONCEPTS = '<https://w3id.org/policygraph/concept/stage/issued> a skos:Concept ; skos:prefLabel "issued"@en .'


def as_nquads(**graphs: str) -> str:
    """Write Turtle texts as N-Quads, each in the named graph of its keyword."""
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    quads = [
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(GRAPH + name))
        for name, text in graphs.items()
        for q in ox.parse((head + text).encode(), format=ox.RdfFormat.TURTLE)
    ]
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode()


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the release, and with the text of its source."""
    root = tmp_path_factory.mktemp("planted")
    release(root, "0123abcd", as_nquads(notice=NOTICE, concepts=CONCEPTS, ontology=ONTOLOGY))
    (root / "sources").mkdir()
    (root / "sources" / "notice.txt").write_text(TEXT, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def tracing(planted: Path) -> Iterator[httpx.Client]:
    """A server that allows 5 steps and 50 things, and shows no passage in full."""
    with serve(planted, workers=2, trace_depth=5, trace_limit=50) as client:
        yield client


@pytest.fixture(scope="session")
def showing(planted: Path) -> Iterator[httpx.Client]:
    """A server that shows passages in full."""
    with serve(planted, workers=1, show_passages="on") as client:
        yield client
