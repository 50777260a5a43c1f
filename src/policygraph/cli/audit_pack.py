"""`policygraph audit --pack` and `policygraph audit verify`: packs, written and verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from policygraph import __version__
from policygraph.audit import audit, load_rules
from policygraph.audit.scope import scope_of
from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.progress import TerminalProgress
from policygraph.cli.report import counted, printable
from policygraph.errors import EvidenceError, NotFoundError, StoreError, UsageError
from policygraph.model.evidence import digest
from policygraph.model.inquiry import conduct
from policygraph.release import current_release, has_release, open_release
from policygraph.release.folder import RELEASES
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from policygraph.audit import AuditReport, RuleBook, Severity, Theme
    from policygraph.audit.message import Language
    from policygraph.audit.pack import PackManifest
    from policygraph.audit.pack.verify import Checked
    from policygraph.errors import Finding
    from policygraph.release import Release
    from policygraph.sources import Texts

__all__ = ["PackRequest", "Selection", "check_request", "verify", "write"]


@dataclass(frozen=True, slots=True)
class Selection:
    """How rules were chosen: by their ids, their severity at least, their theme."""

    rules: tuple[str, ...]
    severity: Severity
    theme: Theme | None

    def items(self) -> tuple[tuple[str, str], ...]:
        """Give what was asked for, leaving out what leaves nothing out."""
        parts = {"rules": ", ".join(self.rules), "severity": self.severity, "theme": self.theme or ""}
        return tuple((key, value) for key, value in parts.items() if value and (key, value) != ("severity", "info"))


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What was asked for: where the pack is to be, and how it is to be made."""

    folder: Path
    language: Language
    selection: Selection
    texts: Texts | None
    pdf: bool
    force: bool


def check_request(folder: Path | None, layout: str, *, pdf: bool, force: bool) -> None:
    """Refuse options that would do nothing, and a folder that may not be written, before any work is done."""
    if folder is None:
        if force or not pdf:
            raise UsageError(
                f"{'--force' if force else '--no-pdf'} is for packs, and none is asked for",
                remedy="name a folder with --pack, or leave the option out",
            )
        return
    if layout != "table":
        raise UsageError(
            f"--format {layout} and --pack exclude each other: a pack has the findings in every form",
            remedy="leave out one of them",
        )
    from policygraph.audit.pack.folder import FolderWriter  # noqa: PLC0415 - a pack alone needs it

    FolderWriter(folder, force=force).check()


def write(report: AuditReport, release: Release, request: PackRequest) -> None:
    """Write a pack of a report, and tell its seal and what it could not hold."""
    from policygraph.audit.document import json_text  # noqa: PLC0415 - a pack alone needs what these load
    from policygraph.audit.pack import Head, PackOptions, read_contents, write_pack  # noqa: PLC0415 - as above

    console = Console(stderr=True)
    progress = TerminalProgress(console)
    with progress.step("read the tables"):
        contents = conduct(read_contents(report, request.texts), EmbeddedStore.open(release.store).select)
        progress.note(
            f"{sum(len(table.rows) for table in contents.tables):,} rows, {len(contents.evidence):,} passages"
        )
    head = Head(
        release=release.id,
        built=datetime.fromisoformat(release.manifest.built),
        software=__version__,
        language=request.language,
        words=request.texts is not None,
        selection=request.selection.items(),
    )
    options = PackOptions(
        folder=request.folder,
        made=datetime.now(UTC),
        inputs=release.manifest.inputs,
        findings="".join(json_text(report)),
        pdf=request.pdf,
        force=request.force,
    )
    written = write_pack(contents, head, options, progress)
    if written.no_pdf:
        why = escape(printable(written.no_pdf.reason))
        console.print(f"[yellow]no PDF:[/] {why} → {escape(written.no_pdf.remedy)}", highlight=False, soft_wrap=True)
    if written.missing:
        shown, number = escape(printable(written.missing[:40])), counted(len(written.missing), "character")
        console.print(
            f"[yellow]the PDF lacks {number}[/] ({shown}) that no font here can show "
            "→ install fonts that have Chinese, on Debian: apt-get install fonts-noto-cjk",
            highlight=False,
            soft_wrap=True,
        )
    typer.echo(f"{request.folder}: {counted(report.count, 'finding')}, manifest SHA-256 {written.seal}")


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of an audit pack.")],
    seal: Annotated[
        str | None, typer.Option("--seal", metavar="SHA-256", help="Digest that the manifest must have.")
    ] = None,
    root: Root = Path(),
) -> None:
    """Prove that an audit pack is whole and unchanged, as far as that can be done here.

    Every file is held against the manifest. Where the texts are at hand, every passage is held against them; where the
    release is, the same rules are run again and must give the same findings. What could not be checked is told.
    A manifest proves nothing about itself: --seal compares it with the digest that was kept when the pack was made.

    Exit codes: 0 all that could be checked holds, 5 something does not hold, 6 there is no pack.

    Example: `policygraph audit verify shanxi-audit`
    """
    from policygraph.audit.pack.verify import check_files, check_passages  # noqa: PLC0415 - a pack alone needs it

    checked = check_files(folder)
    typer.echo(f"manifest SHA-256 {checked.seal}, release {printable(checked.manifest.release['id'])}")
    if seal is not None and seal.strip().lower() != checked.seal:
        raise EvidenceError(
            f"the manifest has SHA-256 {checked.seal}, not {printable(seal)}",
            remedy="this is another pack, or a forged one: ask whoever made it",
        )
    _raise(checked.faults, "the pack is not as it was made")
    typer.echo(
        f"files: {counted(len(checked.manifest.files), 'file')} as the manifest states, none missing, none added"
    )
    workspace = workspace_of(root)
    texts = texts_of(workspace)
    passages = check_passages(folder, texts)
    absent = f"; the text of {printable(', '.join(passages.absent))} is not at hand" if passages.absent else ""
    faults = list(passages.faults)
    typer.echo(f"passages: {passages.held:,} held against the text, {counted(len(faults), 'fault')}{absent}")
    faults += _again(folder, checked, root, load_rules(workspace.finding_files()))
    _raise(faults, "the pack does not agree with its release or its texts")


def _again(folder: Path, checked: Checked, root: Path, book: RuleBook) -> tuple[Finding, ...]:
    """Run the audit of a pack again where its release is at hand, and tell what was compared."""
    from policygraph.audit.pack.verify import check_findings  # noqa: PLC0415 - as above

    manifest = checked.manifest
    release = _release(root, manifest.release["id"])
    if release is None:
        typer.echo("findings: not compared, the release is not at hand")
        return ()
    rules = {rule.id: rule for rule in book}
    known = {note.get("id"): note.get("sha256") for note in manifest.rules}
    other = [i for i, sha256 in known.items() if i not in rules or digest(rules[i].text) != sha256]
    if other:
        names = printable(", ".join(map(str, other)))
        typer.echo(f"findings: not compared, other rules are at hand than the pack's: {names}")
        return ()
    faults = check_findings(folder, _audited(release, manifest, book))
    typer.echo(f"findings: the rules were run again, {counted(len(faults), 'fault')}")
    return faults


def _audited(release: Release, manifest: PackManifest, book: RuleBook) -> AuditReport:
    select = EmbeddedStore.open(release.store).select
    try:
        scope = conduct(scope_of(str(manifest.scope["iri"])), select) if manifest.scope else None
    except (UsageError, NotFoundError) as error:
        raise EvidenceError(
            f"the release has nothing of what the pack claims to be about: {printable(error.message)}",
            remedy="ask whoever gave you the pack for it again, and for the digest of its manifest",
        ) from error
    wanted = {note["id"] for note in manifest.rules}
    return conduct(audit([rule for rule in book if rule.id in wanted], scope=scope, release=release.id), select)


def _release(root: Path, name: str) -> Release | None:
    """Find a release of the workspace by its id."""
    if not has_release(root):
        return None
    for folder in sorted((root / RELEASES).glob("[!.]*")):
        try:
            found = open_release(folder)
        except StoreError:
            continue
        if found.id == name:
            return found
    current = current_release(root)
    return current if current.id == name else None


def _raise(faults: list[Finding] | tuple[Finding, ...], message: str) -> None:
    if faults:
        raise EvidenceError(
            f"{message}: {counted(len(faults), 'fault')}",
            remedy="ask whoever gave you the pack for it again, and for the digest of its manifest",
            findings=faults,
        )
