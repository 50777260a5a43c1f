"""A pack of the sample notice, its contents, and the contents of whatever a graph says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from policygraph.audit import audit
from policygraph.audit.document import json_text
from policygraph.audit.pack import Head, PackOptions, read_contents, write_pack
from policygraph.audit.scope import scope_of
from policygraph.model.inquiry import conduct
from policygraph.pipeline import Silent
from policygraph.vocab import expand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.audit import FindingRule
    from policygraph.audit.pack import Contents
    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore

BUILT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
MADE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HEAD = Head("0123456789abcdef", BUILT, "1.2.3")


@pytest.fixture
def contents_of(rule_of: Callable[..., FindingRule]) -> Callable[..., Contents]:
    """Read the contents of a store, or of what belongs to one thing in it, with one rule: tasks without a number."""

    def read(store: EmbeddedStore, focus: str | None = None, texts: Texts | None = None) -> Contents:
        scope = conduct(scope_of(expand(focus)), store.select) if focus else None
        report = conduct(audit([rule_of()], scope=scope, texts=texts, release=HEAD.release), store.select)
        return conduct(read_contents(report, texts), store.select)

    return read


@pytest.fixture
def sample(example: EmbeddedStore, contents_of: Callable[..., Contents]) -> Contents:
    """The contents of the sample notice."""
    return contents_of(example)


@pytest.fixture
def options_of() -> Callable[..., PackOptions]:
    """Make the options of a pack that says it was made at a fixed time."""

    def make(folder: Path, contents: Contents, *, pdf: bool = False, force: bool = False) -> PackOptions:
        findings = "".join(json_text(contents.report))
        return PackOptions(folder, MADE, "f" * 64, findings, pdf=pdf, force=force)

    return make


@pytest.fixture
def pack(tmp_path: Path, sample: Contents, options_of: Callable[..., PackOptions]) -> Path:
    """A pack of the sample notice, without PDF."""
    folder = tmp_path / "pack"
    write_pack(sample, HEAD, options_of(folder, sample), Silent())
    return folder
