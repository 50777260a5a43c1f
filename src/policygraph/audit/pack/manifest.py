"""The manifest of a pack: what it was made from and how, and a digest of each file, by which it can be verified."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from policygraph.errors import EvidenceError, Location, NotFoundError
from policygraph.model.evidence import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from policygraph.audit.pack.contents import Contents
    from policygraph.audit.pack.head import Head

__all__ = ["LARGEST", "MANIFEST", "SUMS", "FileNote", "PackManifest", "describe_pack", "file_note", "sums"]

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
FORMAT = "policygraph-audit-pack"
VERSION = 1
LARGEST = 16 << 20
"""Largest manifest that is read, in bytes."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file of a pack: its size in bytes, and the SHA-256 of these."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackManifest:
    """What a pack says of itself.

    Attributes:
        release: Id of the release, when it was built, and the SHA-256 of the files that it was built from.
        scope: IRI and kind of what it is about, and how many things belong to it; None for the whole release.
        parameters: How it was made: language, whether passages are given in full, how rules were chosen.
        rules: Each rule that was asked: id, severity, the SHA-256 of its file, how many findings, and why it gave none.
        sources: Id and registered SHA-256 of each text that is cited.
        counts: Findings by severity, rows by table, passages.
        files: Each file but this one and the sums, by name.
        pdf: Why there is no PDF; None where there is one.
        software: Version of policygraph that made it.
        made: When it was made, ISO 8601 in UTC. Two packs of the same release and parameters differ in this alone.
    """

    release: Mapping[str, str]
    scope: Mapping[str, str | int] | None
    parameters: Mapping[str, Any]
    rules: Sequence[Mapping[str, Any]]
    sources: Sequence[Mapping[str, str]]
    counts: Mapping[str, Any]
    files: Mapping[str, FileNote]
    pdf: str | None
    software: str
    made: str

    def to_json(self) -> str:
        """Write the manifest as JSON, keys sorted."""
        content = {"format": FORMAT, "version": VERSION} | asdict(self)
        return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, folder: Path) -> PackManifest:
        """Read the manifest of a pack; it comes from outside and nothing in it is trusted.

        Raises:
            NotFoundError: The folder does not exist, or has no manifest.
            EvidenceError: The manifest is not one.
        """
        path = folder / MANIFEST
        try:
            if path.is_symlink() or not path.is_file():
                raise NotFoundError(
                    "there is no audit pack here: the folder has no manifest.json of its own",
                    remedy="name a folder that `policygraph audit --pack` has written",
                    location=Location(folder),
                )
            if path.stat().st_size > LARGEST:
                raise _broken(path, f"it has more than {LARGEST >> 20} MiB")
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise _broken(path, f"it can't be read: {type(error).__name__}") from error
        return _checked(cls, content, path)


def _checked(kind: type[PackManifest], content: object, path: Path) -> PackManifest:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _broken(path, f"its format is not {FORMAT}")
    if content.get("version") != VERSION:
        raise _broken(path, f"this version of policygraph reads version {VERSION} of the format")
    wanted = {field.name for field in fields(kind)}
    if content.keys() - {"format", "version"} != wanted:
        raise _broken(path, f"it needs the keys {', '.join(sorted(wanted))} and no others")
    notes = {name: _note(name, note, path) for name, note in _mapping(content, "files", path).items()}
    for key in ("release", "parameters", "counts"):
        _mapping(content, key, path)
    for key in ("rules", "sources"):
        if not isinstance(content[key], list) or not all(isinstance(part, dict) for part in content[key]):
            raise _broken(path, f"`{key}` is no list of objects")
    if not all(isinstance(content["release"].get(key), str) for key in ("id", "built", "inputs")):
        raise _broken(path, "`release` lacks id, built or inputs")
    scope = content["scope"]
    if scope is not None and not (isinstance(scope, dict) and isinstance(scope.get("iri"), str)):
        raise _broken(path, "`scope` has no iri")
    return kind(**{name: content[name] for name in wanted} | {"files": notes})


def _mapping(content: Mapping[str, Any], key: str, path: Path) -> Mapping[str, Any]:
    value = content[key]
    if not isinstance(value, dict):
        raise _broken(path, f"`{key}` is no object")
    return value


def _note(name: str, note: object, path: Path) -> FileNote:
    if not _NAME.fullmatch(name) or name in (MANIFEST, SUMS):
        raise _broken(path, f"{name!r} can't be the name of a file of a pack")
    size, sha256 = (note.get("bytes"), note.get("sha256")) if isinstance(note, dict) else (None, None)
    if type(size) is not int or size < 0 or not isinstance(sha256, str) or not _DIGEST.fullmatch(sha256):
        raise _broken(path, f"the size or the digest of {name} is none")
    return FileNote(size, sha256)


def _broken(path: Path, why: str) -> EvidenceError:
    return EvidenceError(
        f"the manifest of the pack is damaged or forged: {why}",
        remedy="ask whoever gave you the pack for it again, and for the digest of its manifest",
        location=Location(path),
    )


def describe_pack(
    contents: Contents, head: Head, inputs: str, files: Mapping[str, FileNote], pdf: str | None, made: datetime
) -> PackManifest:
    """Make the manifest.

    Args:
        contents: What the pack holds.
        head: What it says of itself.
        inputs: SHA-256 over the files that the release was built from.
        files: The files, by name.
        pdf: Why there is no PDF; None where there is one.
        made: When the pack is made.
    """
    scope = contents.scope
    runs = contents.report.runs
    severities = {run.rule.severity: 0 for run in runs}
    for run in runs:
        severities[run.rule.severity] += run.count
    return PackManifest(
        release={"id": head.release, "built": head.built.isoformat(), "inputs": inputs},
        scope={"iri": scope.focus, "kind": scope.kind, "things": len(scope.things)} if scope else None,
        parameters={"language": head.language, "words": head.words, "selection": dict(head.selection)},
        rules=[
            {
                "id": run.rule.id,
                "severity": run.rule.severity,
                "sha256": digest(run.rule.text),
                "findings": run.count,
                "error": run.error.message if run.error else None,
            }
            for run in runs
        ],
        sources=[{"id": source.id, "sha256": source.digest} for source in contents.sources],
        counts={
            "findings": severities,
            "rows": {table.key: len(table.rows) for table in contents.tables},
            "passages": len(contents.evidence),
        },
        files=files,
        pdf=pdf,
        software=head.software,
        made=made.isoformat(timespec="seconds"),
    )


def file_note(path: Path) -> FileNote:
    """Give size and digest of a file."""
    with path.open("rb") as file:
        return FileNote(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def sums(notes: Mapping[str, FileNote]) -> str:
    """Write digests as `sha256sum -c` reads them."""
    return "".join(f"{note.sha256}  {name}\n" for name, note in sorted(notes.items()))
