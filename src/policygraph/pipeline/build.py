"""Build a release: assemble, check, infer, validate, write, switch."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rdflib import OWL, URIRef

from policygraph import __version__
from policygraph.errors import StoreError
from policygraph.export import write_dumps
from policygraph.graph.dataset import content_id
from policygraph.pipeline.check import Checked, check_graph
from policygraph.release import Manifest, Release, ReleaseWriter, current_release
from policygraph.store import create_store
from policygraph.store.engine import engine_version
from policygraph.vocab import ONTOLOGY

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.graph.workspace import Workspace
    from policygraph.pipeline.progress import Progress
    from policygraph.sources import Texts

__all__ = ["Build", "BuildOptions", "build_release"]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build.

    Attributes:
        force: Build even if nothing has changed since the current release.
        require_texts: Fail where the text of a source is not at hand.
    """

    force: bool = False
    require_texts: bool = False


@dataclass(frozen=True, slots=True)
class Build:
    """What a build has come to.

    Attributes:
        release: The release that is current now.
        fresh: Whether it was built just now; False where nothing had changed.
    """

    release: Release
    fresh: bool


def build_release(workspace: Workspace, texts: Texts, progress: Progress, options: BuildOptions | None = None) -> Build:
    """Build the graph of a workspace and make it the current release.

    A build that fails, or is killed at any moment, leaves the current release as it is.

    Raises:
        DataError: A file is broken or against the contract.
        EvidenceError: A passage does not agree with its text.
        ValidationError: The graph breaks a shape.
        HostError: The workspace is not writable, or another build is running in it.
    """
    options = options or BuildOptions()
    inputs = _inputs(workspace, texts)
    fresh = options.force or (options.require_texts and bool(texts.absent()))
    if not fresh and (unchanged := _unchanged(workspace, inputs)):
        return Build(unchanged, fresh=False)
    with ReleaseWriter(workspace.root) as writer:
        checked = check_graph(workspace, texts, progress, require_texts=options.require_texts)
        with progress.step("write the release"):
            manifest = _write(writer, checked, workspace, inputs)
            release = writer.publish(manifest)
            progress.note(f"release {release.id}, {manifest.triples:,} triples")
    return Build(release, fresh=True)


def _write(writer: ReleaseWriter, checked: Checked, workspace: Workspace, inputs: str) -> Manifest:
    lines = checked.dataset.canonical_lines()
    plain = writer.folder / "quads.nq"
    plain.write_bytes(b"".join(lines))
    size = create_store(writer.folder / "store", plain)
    plain.unlink()
    write_dumps(lines, writer.folder / "dumps")
    checked.validation.report.serialize(writer.folder / "validation.ttl", format="turtle", encoding="utf-8")
    return Manifest(
        release=content_id(lines),
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        software=__version__,
        engine=engine_version(),
        ontology=_ontology_version(checked),
        commit=_commit(workspace.layers[-1]),
        inputs=inputs,
        triples=size.triples,
        graphs=checked.dataset.graphs(),
        classes=checked.dataset.classes(),
        shapes=checked.validation.figures.node_shapes,
        warnings=len(checked.validation.warnings),
        evidence=checked.evidence.checked,
        files=writer.digests(),
    )


def _unchanged(workspace: Workspace, inputs: str) -> Release | None:
    try:
        release = current_release(workspace.root)
    except StoreError:
        return None
    there = release.manifest
    same = (there.inputs, there.software, there.engine) == (inputs, __version__, engine_version())
    return release if same else None


def _inputs(workspace: Workspace, texts: Texts) -> str:
    """Digest what a release is made from: purpose, name and content of each file, and which texts are at hand."""
    digest = hashlib.sha256()
    files = [(file.graph, file.path) for file in workspace.graph_files()]
    files += [("shapes", path) for path in workspace.shape_files()]
    files += [("rules", path) for path in workspace.rule_files()]
    for purpose, path in files:
        digest.update(f"{purpose}\0{path.name}\0{hashlib.sha256(_content(path)).hexdigest()}\n".encode())
    for source in sorted(texts.records):
        digest.update(f"{source}\0{texts.find(source) is not None}\n".encode())
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """Give a file's bytes; of one that can't be read none, since reading it for the graph names the fault."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _ontology_version(checked: Checked) -> str:
    stated = ((s, p, o) for file in checked.files for s, p, o in file.triples)
    found = (str(o) for s, p, o in stated if (s, p) == (URIRef(ONTOLOGY), OWL.versionInfo))
    return next(found, "unknown")


def _commit(folder: Path) -> str | None:
    """Give the last git commit that changed something in a folder, None where git does not track it.

    A commit followed by `+changes` was not all that the folder held.
    """
    commit = _git(folder, "log", "-1", "--format=%H", "--", ".")
    return commit and commit + ("+changes" if _git(folder, "status", "--porcelain", "--", ".") else "")


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        found = subprocess.run(  # noqa: S603 - the commands are this module's; the folder is one argument
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git is found by the machine's PATH
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return None
    return found.stdout.strip() or None
