"""docs/audit-pack.md names what there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from typer.main import get_command

from policygraph.audit.belonging import AUDITED
from policygraph.audit.pack.head import Limits
from policygraph.audit.pack.wording import KINDS, SEVERITY, THEME, WORDS
from policygraph.cli.audit import app

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.audit.pack.values import Phrase

PAGE = (Path(__file__).parents[3] / "docs" / "audit-pack.md").read_text(encoding="utf-8")
HTML = Path(__file__).parents[3] / "src" / "policygraph" / "audit" / "pack" / "html"


def test_every_file_of_a_pack_is_described(pack: Path) -> None:
    written = {path.name for path in pack.iterdir()} | {"report.pdf"}
    table = PAGE.split("## The folder")[1].split("\n\n")[1]
    assert set(re.findall(r"`([\w.]+)`", "".join(line.split("|")[1] for line in table.splitlines()))) == written


def test_the_options_of_packs_are_described() -> None:
    audit = get_command(app)
    known = {name for option in audit.params for name in (*option.opts, *option.secondary_opts)}
    verify = getattr(audit, "commands", {})["verify"]
    known |= {name for option in verify.params for name in option.opts}
    named = set(re.findall(r"--[a-z][a-z-]*", PAGE)) - {"--no-install-recommends"}
    assert named - known == set()
    assert {"--for", "--pack", "--force", "--no-pdf", "--words", "--lang", "--seal", "--root"} <= named


def test_whatever_can_be_audited_is_defined() -> None:
    table = PAGE.split("## What belongs to an audit")[1].split("\n\n")[1]
    first = " ".join(line.split("|")[1] for line in table.splitlines()[2:])
    assert [kind for kind in AUDITED if kind not in first] == []
    assert KINDS.keys() == {*AUDITED, "release"}


def test_how_much_a_report_shows_is_as_it_is() -> None:
    assert f"{Limits().findings} findings at most, of a table {Limits().rows} rows" in PAGE


def test_every_word_of_a_pack_is_there_in_both_languages() -> None:
    tables: tuple[Mapping[str, Phrase], ...] = (WORDS, SEVERITY, THEME, KINDS)
    empty = [key for table in tables for key, phrase in table.items() if not (phrase.en and phrase.zh)]
    assert empty == []


def test_every_word_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in [*HTML.glob("*.html"), *HTML.parent.glob("*.py")])
    used = set(re.findall(r"""(?:t\(|WORDS\[)["']([\w-]+)["']""", code))
    outline = {"in-brief", "how-to-read", "evidence", "annex-rules"}
    assert WORDS.keys() - used - outline == set()
