"""Verify the evidence of sources without building anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.curation import Verifier
from policygraph.graph.assemble import read_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.curation import PassageFault, SourceCheck
    from policygraph.errors import Finding
    from policygraph.graph.workspace import Workspace
    from policygraph.pipeline.progress import Progress
    from policygraph.sources import Texts

__all__ = ["Verification", "verify_evidence"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying sources has shown.

    Attributes:
        sources: One entry a source, in the order asked for.
        strangers: Passages that lie in no registered source; looked for where every source is verified.
    """

    sources: tuple[SourceCheck, ...]
    strangers: tuple[PassageFault, ...]

    @property
    def faults(self) -> tuple[PassageFault, ...]:
        """Every passage that does not hold."""
        return (*self.strangers, *(fault for check in self.sources for fault in check.faults))

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is wrong with the texts without touching a passage."""
        return tuple(warning for check in self.sources for warning in check.warnings)

    @property
    def absent(self) -> tuple[str, ...]:
        """The sources whose text is not at hand, so that their passages were held against nothing."""
        return tuple(check.record.id for check in self.sources if check.text is None)


def verify_evidence(
    workspace: Workspace, texts: Texts, progress: Progress, sources: Sequence[str] = ()
) -> Verification:
    """Hold every passage of sources against the texts at hand; nothing is written.

    Args:
        workspace: Where the files are.
        texts: The source texts at hand.
        progress: Who is told of the steps.
        sources: Ids of the sources, every registered one where none is named.

    Raises:
        DataError: A file can't be read.
        EvidenceError: A text at hand is not UTF-8.
        NotFoundError: No source has one of the ids.
    """
    chosen = [texts.record(source).id for source in dict.fromkeys(sources)] or sorted(texts.records)
    with progress.step("read the files"):
        verifier = Verifier(read_files(workspace), texts)
        progress.note(f"{len(verifier.files)} files")
    checks = []
    for source in chosen:
        with progress.step(source):
            checks.append(verifier.check(source))
            progress.note(_note(checks[-1]))
    return Verification(tuple(checks), () if sources else verifier.strangers())


def _note(check: SourceCheck) -> str:
    if check.text is None:
        return f"the text is not at hand: {check.passages} passages were held against nothing"
    return f"{check.passages} passages, {len(check.faults)} of them do not hold; {len(check.statements)} statements"
