"""Verifying a pack: that it is whole and unchanged, that its passages hold, and that its findings come out again.

A pack comes from outside: its manifest, its lists and its file names are read as such. A manifest proves nothing about
itself; that it is the one that was made is proved by its digest, where somebody has kept it apart.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policygraph.audit.document import json_text
from policygraph.audit.pack.listing import EVIDENCE_FIELDS
from policygraph.audit.pack.manifest import MANIFEST, SUMS, FileNote, PackManifest, file_note, sums
from policygraph.errors import EvidenceError, Finding, Location, NotFoundError
from policygraph.model.evidence import Span, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from policygraph.audit.model import AuditReport
    from policygraph.sources import Texts

__all__ = ["Checked", "PassageCheck", "check_files", "check_findings", "check_passages"]

LARGEST = 512 << 20
"""Largest list that is read into memory, in bytes."""

_OFFSET = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the files.

    Attributes:
        manifest: What the pack says of itself.
        seal: SHA-256 of the manifest's file.
        faults: What is wrong.
    """

    manifest: PackManifest
    seal: str
    faults: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PassageCheck:
    """What became of the passages.

    Attributes:
        held: How many were held against a text.
        absent: Ids of the sources whose text is not at hand.
        faults: What is wrong.
    """

    held: int
    absent: tuple[str, ...]
    faults: tuple[Finding, ...]


def check_files(folder: Path) -> Checked:
    """Hold every file of a pack against the manifest, and the sums too.

    Raises:
        NotFoundError: There is no pack.
        EvidenceError: The manifest is damaged or forged.
    """
    manifest = PackManifest.read(folder)
    seal = file_note(folder / MANIFEST)
    faults = [*_names(folder, manifest), *_contents(folder, manifest), *_sums(folder, manifest, seal)]
    return Checked(manifest, seal.sha256, tuple(faults))


def _names(folder: Path, manifest: PackManifest) -> Iterator[Finding]:
    expected = {*manifest.files, MANIFEST, SUMS}
    there = {entry.name: entry for entry in os.scandir(folder)}
    for name in sorted(expected - there.keys()):
        yield _fault("file-missing", folder / name, f"{name} is missing")
    for name in sorted(there.keys() - expected):
        yield _fault("file-extra", folder / name, f"{name!r} is not part of the pack")
    for name in sorted(expected & there.keys()):
        if not there[name].is_file(follow_symlinks=False):
            yield _fault("file-kind", folder / name, f"{name} is no file of its own but a link, a folder or a device")


def _contents(folder: Path, manifest: PackManifest) -> Iterator[Finding]:
    for name, note in sorted(manifest.files.items()):
        path = folder / name
        if not _regular(path):
            continue
        if path.stat().st_size != note.bytes:
            yield _fault("file-size", path, f"{name} has {path.stat().st_size:,} bytes, not {note.bytes:,}")
        elif (found := file_note(path)) != note:
            yield _fault("file-digest", path, f"{name} has SHA-256 {found.sha256}, not {note.sha256}")


def _sums(folder: Path, manifest: PackManifest, seal: FileNote) -> Iterator[Finding]:
    path = folder / SUMS
    if not _regular(path):
        return
    expected = sums({**manifest.files, MANIFEST: seal}).encode()
    if path.stat().st_size != len(expected) or path.read_bytes() != expected:
        yield _fault("sums", path, f"{SUMS} does not have the digests of the manifest and of its file")


def check_passages(folder: Path, texts: Texts) -> PassageCheck:
    """Hold every passage that a pack cites against the text, where that is at hand. The files must be sound.

    Raises:
        EvidenceError: The list of evidence can't be read.
    """
    path = folder / "evidence.csv"
    held, absent, faults = 0, dict[str, None](), list[Finding]()
    for line, row in enumerate(_rows(path), 2):
        source, expected = row["source"], row["sha256"]
        text = _text(texts, source)
        if text is None:
            absent[source] = None
            continue
        span = Span(int(row["start"]), int(row["end"]))
        held += 1
        if not 0 <= span.start < span.end <= len(text) or digest(span.of(text)) != expected:
            message = f"{source} has other words at {span.start}–{span.end} than those that the pack cites"
            faults.append(_fault("passage-digest", path, message, line))
    return PassageCheck(held, tuple(absent), tuple(faults))


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    reader = csv.DictReader(io.StringIO(_read(path), newline=""), strict=True)
    try:
        for row in reader:
            if tuple(row) != EVIDENCE_FIELDS or not all(_OFFSET.fullmatch(row[key] or "") for key in ("start", "end")):
                raise _unreadable(path, f"line {reader.line_num} is no passage")
            yield row
    except csv.Error as error:
        raise _unreadable(path, f"line {reader.line_num}: {error}") from error


def _text(texts: Texts, source: str) -> str | None:
    try:
        found = texts.find(source)
    except (NotFoundError, EvidenceError):
        return None
    return found.text if found else None


def check_findings(folder: Path, again: AuditReport) -> tuple[Finding, ...]:
    """Hold the findings of a pack against those that the same rules give now. The files must be sound.

    Raises:
        EvidenceError: The findings can't be read.
    """
    path = folder / "findings.json"
    try:
        listed = [_essence(finding) for finding in json.loads(_read(path))["findings"]]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(path, f"{type(error).__name__} in what should be findings") from error
    there = dict(listed)
    now = dict(map(_essence, json.loads("".join(json_text(again)))["findings"]))
    return (
        *(
            _fault("finding-gone", path, f"the release does not give the finding {i!r}")
            for i in sorted(there.keys() - now)
        ),
        *(
            _fault("finding-left-out", path, f"the pack leaves out the finding {i!r}")
            for i in sorted(now.keys() - there)
        ),
        *(
            _fault("finding-changed", path, f"the release says something else of the finding {i!r}")
            for i in sorted(there.keys() & now)
            if there[i] != now[i]
        ),
        *(
            _fault("finding-twice", path, f"the pack has the finding {i!r} {count} times")
            for i, count in sorted(Counter(i for i, _ in listed).items())
            if count > 1
        ),
    )


def _essence(finding: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Give the id of a finding, and all of it that must come out the same.

    Words are there where the text was at hand when the pack was made: they count by whether the digest is theirs.
    """
    evidence = [
        passage | {"words": words is None or digest(str(words)) == passage["digest"]}
        for passage in finding["evidence"]
        for words in (passage["words"],)
    ]
    return str(finding["id"]), {**finding, "evidence": evidence}


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(path, f"it has more than {LARGEST >> 20} MiB")
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error


def _regular(path: Path) -> bool:
    return os.path.lexists(path) and stat.S_ISREG(path.lstat().st_mode)


def _unreadable(path: Path, why: str) -> EvidenceError:
    return EvidenceError(
        f"{path.name} of the pack can't be read: {why}",
        remedy="ask whoever gave you the pack for it again",
        location=Location(path),
    )


def _fault(rule: str, path: Path, message: str, line: int | None = None) -> Finding:
    return Finding(rule, message, "ask whoever gave you the pack for it again", Location(path, line))
