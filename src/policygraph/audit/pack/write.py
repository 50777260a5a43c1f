"""Writing a pack: every file, the manifest over them, and the folder in one step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.audit.pack.folder import FolderWriter
from policygraph.audit.pack.head import Limits
from policygraph.audit.pack.listing import evidence_csv, findings_csv
from policygraph.audit.pack.manifest import MANIFEST, SUMS, PackManifest, describe_pack, file_note, sums
from policygraph.audit.pack.page import render_report
from policygraph.audit.pack.pdf import NoPdf, PdfMade, make_pdf
from policygraph.audit.pack.workbook import write_workbook

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from policygraph.audit.pack.contents import Contents
    from policygraph.audit.pack.head import Head
    from policygraph.audit.run import Watcher

__all__ = ["PackOptions", "Written", "write_pack"]

_NOT_WANTED = "it was not asked for"


@dataclass(frozen=True, slots=True)
class PackOptions:
    """How a pack is written.

    Attributes:
        folder: Where it is to be.
        made: What it says about when it was made.
        inputs: SHA-256 over the files that the release was built from.
        findings: The findings as JSON.
        pdf: Whether there is to be a PDF.
        force: Whether a pack that is there is replaced.
        limits: How much the report shows.
    """

    folder: Path
    made: datetime
    inputs: str
    findings: str
    pdf: bool = True
    force: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Written:
    """A pack that has been written.

    Attributes:
        manifest: Its manifest.
        seal: SHA-256 of the manifest's file: who keeps it apart can prove that the pack is the one that was made.
        no_pdf: Why there is no PDF although one was asked for; None otherwise.
        missing: Characters that no font on this machine can show in the PDF.
    """

    manifest: PackManifest
    seal: str
    no_pdf: NoPdf | None
    missing: str


def write_pack(contents: Contents, head: Head, options: PackOptions, watcher: Watcher) -> Written:
    """Write a pack.

    Raises:
        UsageError: There is something in the folder that may not be replaced.
        HostError: It can't be written there.
    """
    with FolderWriter(options.folder, force=options.force) as writer:
        folder = writer.folder
        with watcher.step("write the report"):
            html = render_report(contents, head, options.limits)
            (folder / "report.html").write_text(html, encoding="utf-8")
        with watcher.step("lay out the PDF"):
            made = _pdf(html, wanted=options.pdf)
            watcher.note(_told(made))
            if isinstance(made, PdfMade):
                (folder / "report.pdf").write_bytes(made.content)
        with watcher.step("write the workbook"):
            write_workbook(folder / "audit.xlsx", contents, head)
        with watcher.step("write the lists"):
            (folder / "findings.json").write_text(options.findings, encoding="utf-8")
            (folder / "findings.csv").write_bytes(findings_csv(contents))
            (folder / "evidence.csv").write_bytes(evidence_csv(contents))
        with watcher.step("seal and move"):
            notes = {path.name: file_note(path) for path in sorted(folder.iterdir())}
            why = made.reason if isinstance(made, NoPdf) else None
            manifest = describe_pack(contents, head, options.inputs, notes, why, options.made)
            (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
            seal = file_note(folder / MANIFEST)
            (folder / SUMS).write_text(sums(notes | {MANIFEST: seal}), encoding="utf-8")
            writer.publish()
    failed = made if isinstance(made, NoPdf) and options.pdf else None
    return Written(manifest, seal.sha256, failed, made.missing if isinstance(made, PdfMade) else "")


def _pdf(html: str, *, wanted: bool) -> PdfMade | NoPdf:
    if not wanted:
        return NoPdf(_NOT_WANTED, "leave out --no-pdf")
    try:
        return make_pdf(html)
    except NoPdf as reason:
        return reason


def _told(made: PdfMade | NoPdf) -> str:
    if isinstance(made, NoPdf):
        return "none"
    return f"{len(made.missing)} characters have no glyph" if made.missing else f"{len(made.content):,} bytes"
