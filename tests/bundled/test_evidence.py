"""Every passage of the bundled graph is held against the words it points to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.release import Release
    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore

_PASSAGES = """PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?passage ?file ?start ?end ?digest WHERE {
  ?passage pg:inSource/pg:textFile ?file ; pg:startOffset ?start ; pg:endOffset ?end ; pg:passageDigest ?digest }"""
_BARE = """PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT ?thing WHERE { ?thing a pg:Entity FILTER NOT EXISTS { ?thing pg:statedIn|pg:restsOn ?ground } }"""


def test_the_build_has_checked_every_passage(bundled_release: Release, sources_folder: Path) -> None:
    assert sources_folder.is_dir()
    checked = bundled_release.manifest.evidence
    assert set(checked) == {"shanxi-2022-report", "inner-mongolia-2023-assessment"}
    assert sum(checked.values()) == bundled_release.manifest.classes["Passage"]


def test_each_digest_is_that_of_the_words(
    bundled_store: EmbeddedStore, bundled_texts: Texts, sources_folder: Path
) -> None:
    files = [record.file for record in bundled_texts.records.values()]
    texts = {file: (sources_folder / file).read_bytes().decode() for file in files}
    wrong = []
    for row in bundled_store.select(_PASSAGES).rows:
        words = texts[str(row["file"])][int(str(row["start"])) : int(str(row["end"]))]
        if hashlib.sha256(words.encode()).hexdigest() != str(row["digest"]):
            wrong.append(str(row["passage"]))
    assert wrong == []


def test_nothing_in_the_graph_is_without_a_ground(bundled_store: EmbeddedStore) -> None:
    assert bundled_store.select(_BARE).rows == ()
