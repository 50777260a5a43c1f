"""Verifying packs: what was done to one, and what it claims of itself."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.audit.pack.conftest import HEAD

from policygraph.audit import audit
from policygraph.audit.pack import write_pack
from policygraph.audit.pack.manifest import LARGEST, file_note
from policygraph.audit.pack.verify import check_files, check_findings, check_passages
from policygraph.errors import EvidenceError, NotFoundError
from policygraph.model.inquiry import conduct
from policygraph.pipeline import Silent
from policygraph.sources import Texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

    from policygraph.audit import FindingRule
    from policygraph.audit.pack import Contents, PackOptions
    from policygraph.store import EmbeddedStore


def seal_again(pack: Path, **changes: Any) -> None:  # noqa: ANN401 - whatever a manifest may claim
    """Write the manifest and the sums anew for the files as they are, as a forger would."""
    path = pack / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for name in content["files"]:
        note = file_note(pack / name)
        content["files"][name] = {"bytes": note.bytes, "sha256": note.sha256}
    path.write_text(json.dumps(content | changes), encoding="utf-8")
    notes = {name: file_note(pack / name) for name in [*content["files"], "manifest.json"]}
    lines = [f"{note.sha256}  {name}\n" for name, note in sorted(notes.items())]
    (pack / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def faults(pack: Path) -> list[str]:
    return [fault.rule for fault in check_files(pack).faults]


def test_a_pack_as_it_was_made_holds(pack: Path) -> None:
    checked = check_files(pack)
    assert checked.faults == ()
    assert checked.seal == file_note(pack / "manifest.json").sha256
    assert checked.manifest.release["id"] == HEAD.release
    assert checked.manifest.pdf == "it was not asked for"


def test_the_sums_can_be_checked_without_policygraph(pack: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=pack, check=True)


def test_two_packs_of_one_release_are_the_same(
    pack: Path, tmp_path: Path, sample: Contents, options_of: Callable[..., PackOptions]
) -> None:
    write_pack(sample, HEAD, options_of(tmp_path / "again", sample), Silent())
    names = sorted(path.name for path in pack.iterdir())
    assert names == sorted(path.name for path in (tmp_path / "again").iterdir())
    assert [name for name in names if (pack / name).read_bytes() != (tmp_path / "again" / name).read_bytes()] == []


def _append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _link(path: Path) -> None:
    path.rename(path.parent.parent / "elsewhere")
    path.symlink_to(path.parent.parent / "elsewhere")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


FILES = ("audit.xlsx", "evidence.csv", "findings.csv", "findings.json", "report.html")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (_append, ["file-size"]),
        (_flip, ["file-digest"]),
        (Path.unlink, ["file-missing"]),
        (_link, ["file-kind"]),
        (_folder, ["file-kind"]),
        (_pipe, ["file-kind"]),
    ],
)
def test_whatever_is_done_to_a_file_is_found(
    pack: Path, name: str, tamper: Callable[[Path], None], expected: list[str]
) -> None:
    tamper(pack / name)
    assert faults(pack) == expected


@pytest.mark.parametrize(
    ("tamper", "expected"), [(_append, ["sums"]), (_flip, ["sums"]), (Path.unlink, ["file-missing"])]
)
def test_whatever_is_done_to_the_sums_is_found(pack: Path, tamper: Callable[[Path], None], expected: list[str]) -> None:
    tamper(pack / "SHA256SUMS")
    assert faults(pack) == expected


@pytest.mark.parametrize("name", ["extra.txt", ".hidden", "report.pdf", "a\nb"])
def test_a_file_that_was_added_is_found(pack: Path, name: str) -> None:
    (pack / name).write_text("x", encoding="utf-8")
    assert faults(pack) == ["file-extra"]


def test_a_manifest_that_was_changed_no_longer_fits_the_sums(pack: Path) -> None:
    path = pack / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-21T09", "2026-11-21T08"), encoding="utf-8")
    assert faults(pack) == ["sums"]


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "a/b", "..", ".", "", "manifest.json", "SHA256SUMS", "a\nb", "é", "x" * 101]
)
def test_a_manifest_that_names_files_elsewhere_is_refused(pack: Path, name: str) -> None:
    seal_again(pack, files={name: {"bytes": 1, "sha256": "0" * 64}})
    with pytest.raises(EvidenceError, match="can't be the name of a file of a pack"):
        check_files(pack)


@pytest.mark.parametrize(
    "note",
    [None, [], {}, {"bytes": -1}, {"bytes": True}, {"bytes": 1.5}, {"bytes": "1"}, {"bytes": 1, "sha256": "xyz"}],
)
def test_a_manifest_with_a_note_that_is_none_is_refused(pack: Path, note: object) -> None:
    seal_again(pack, files={"report.html": note})
    with pytest.raises(EvidenceError, match=r"the size or the digest of report\.html is none"):
        check_files(pack)


def test_a_size_beyond_all_measure_is_a_wrong_size(pack: Path) -> None:
    content = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    content["files"]["report.html"]["bytes"] = 10**300
    (pack / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    assert "file-size" in faults(pack)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it can't be read"),
        ("{", "it can't be read"),
        ("[" * 100_000, "it can't be read"),
        ('{"a": 1' + "0" * 5000 + "}", "it can't be read"),
        ("\ud800", "it can't be read"),
        ("[]", "its format is not"),
        ("{}", "its format is not"),
        ('{"format": "policygraph-audit-pack", "version": 2}', "this version of policygraph reads version 1"),
        ('{"format": "policygraph-audit-pack", "version": 1}', "it needs the keys"),
        (" " * (LARGEST + 1), "it has more than 16 MiB"),
    ],
)
def test_a_manifest_that_is_none_is_refused(pack: Path, text: str, why: str) -> None:
    (pack / "manifest.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(EvidenceError, match=f"the manifest of the pack is damaged or forged: {why}"):
        check_files(pack)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("release", {}),
        ("release", "x"),
        ("release", {"id": 1, "built": "", "inputs": ""}),
        ("scope", {"iri": 3}),
        ("scope", 3),
        ("rules", {}),
        ("rules", [1]),
        ("sources", None),
        ("parameters", []),
        ("counts", 0),
        ("files", []),
    ],
)
def test_a_part_of_a_manifest_that_is_of_another_kind_is_refused(pack: Path, key: str, value: object) -> None:
    content = json.loads((pack / "manifest.json").read_text(encoding="utf-8")) | {key: value}
    (pack / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(EvidenceError, match="damaged or forged"):
        check_files(pack)


def test_a_folder_without_a_manifest_of_its_own_is_no_pack(tmp_path: Path, pack: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "manifest.json").symlink_to(pack / "manifest.json")
    for folder in (tmp_path / "empty", tmp_path / "not-there", tmp_path / "linked"):
        with pytest.raises(NotFoundError, match="there is no audit pack here"):
            check_files(folder)


def test_every_passage_is_held_against_the_text(pack: Path, built: Built) -> None:
    checked = check_passages(pack, built.texts)
    assert (checked.held, checked.absent, checked.faults) == (5, (), ())


def test_a_text_that_is_not_at_hand_is_named(pack: Path, built: Built) -> None:
    checked = check_passages(pack, Texts(built.texts.records, ()))
    assert (checked.held, checked.absent) == (0, ("example-notice",))
    assert check_passages(pack, Texts({}, ())).absent == ("example-notice",)


@pytest.mark.parametrize(
    ("old", "new"), [(",0,39,", ",1,39,"), (",0,39,", ",0,40000,"), ("27c3f98", "17c3f98"), (",0,39,", ",39,0,")]
)
def test_a_passage_that_was_changed_is_found_even_in_a_pack_that_was_sealed_again(
    pack: Path, built: Built, old: str, new: str
) -> None:
    path = pack / "evidence.csv"
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
    seal_again(pack)
    assert faults(pack) == []
    (fault,) = check_passages(pack, built.texts).faults
    assert fault.rule == "passage-digest"
    assert fault.location is not None
    assert fault.location.line == 2


@pytest.mark.parametrize(
    "content",
    [
        b"passage\n1\n",
        b"passage,source,start,end,sha256,anchor\na,b,-1,2,c,d\n",
        b"passage,source,start,end,sha256,anchor\na,b,1,\xd9\xa2,c,d\n",
        b"passage,source,start,end,sha256,anchor\na,b,1," + b"9" * 5000 + b",c,d\n",
        b"passage,source,start,end,sha256,anchor\na,b,1\n",
        b"passage,source,start,end,sha256,anchor\na,b,1,2,c,d,e\n",
        b"passage,source,start,end,sha256,anchor\n" + b"a" * 200_000 + b"\n",
        b'passage,source,start,end,sha256,anchor\n"a"b,1\n',
        b"\xff",
    ],
)
def test_a_list_of_evidence_that_is_none_is_refused(pack: Path, built: Built, content: bytes) -> None:
    (pack / "evidence.csv").write_bytes(content)
    with pytest.raises(EvidenceError, match=r"evidence\.csv of the pack can't be read"):
        check_passages(pack, built.texts)


def _change(pack: Path, change: Callable[[list[dict[str, Any]]], object]) -> None:
    path = pack / "findings.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content["findings"])
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda _: None, []),
        (lambda findings: findings.clear(), ["finding-left-out"]),
        (lambda findings: findings.append(findings[0] | {"id": "made-up"}), ["finding-gone"]),
        (lambda findings: findings[0].update(message="all is well"), ["finding-changed"]),
        (lambda findings: findings[0].update(severity="info"), ["finding-changed"]),
        (lambda findings: findings[0]["thing"].update(iri="https://example.org/other"), ["finding-changed"]),
        (lambda findings: findings[0]["evidence"].clear(), ["finding-changed"]),
        (lambda findings: findings[0]["evidence"][0].update(words="all is well"), ["finding-changed"]),
        (lambda findings: findings[0]["evidence"][0].update(start=7), ["finding-changed"]),
        (lambda findings: findings.append(findings[0]), ["finding-twice"]),
    ],
)
def test_findings_are_held_against_what_the_rules_give_now(
    pack: Path,
    example: EmbeddedStore,
    rule_of: Callable[..., FindingRule],
    change: Callable[[list[dict[str, Any]]], object],
    expected: list[str],
) -> None:
    _change(pack, change)
    again = conduct(audit([rule_of()]), example.select)
    assert [fault.rule for fault in check_findings(pack, again)] == expected


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"findings": [{}]}', '{"findings": 1}', '{"findings": [1]}', "[" * 100_000]
)
def test_findings_that_are_none_are_refused(
    pack: Path, example: EmbeddedStore, rule_of: Callable[..., FindingRule], text: str
) -> None:
    (pack / "findings.json").write_text(text, encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"findings\.json of the pack can't be read"):
        check_findings(pack, conduct(audit([rule_of()]), example.select))
