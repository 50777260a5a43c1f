"""Files: texts of people read whole and strictly, written in one step; folders brought to the disk."""

from __future__ import annotations

import codecs
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from policygraph.errors import DataError, HostError, Location

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LARGEST", "read_text", "sync", "write_text"]

LARGEST = 16 << 20
"""Largest file that is read, in bytes: data, shapes and queries are texts that people write."""


def read_text(path: Path) -> str:
    """Read a text file as UTF-8.

    Raises:
        DataError: It can't be read or is not UTF-8.
    """
    try:
        return _content(path).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(
            f"byte {error.start} (0x{error.object[error.start]:02x}) is not UTF-8",
            remedy="save the file as UTF-8",
            location=Location(path, line),
        ) from error


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST:
            content = path.read_bytes()
            if content.startswith(codecs.BOM_UTF8):
                raise DataError(
                    "the file starts with a byte order mark",
                    remedy="save it as UTF-8 without a byte order mark",
                    location=Location(path, 1),
                )
            return content
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(
            f"the file can't be read: {reason}", remedy="check the file", location=Location(path)
        ) from error
    what = f"it has {status.st_size:,} bytes" if stat.S_ISREG(status.st_mode) else "it is no regular file"
    raise DataError(
        f"the file can't be read: {what}",
        remedy=f"give a text file of at most {LARGEST >> 20} MiB; split what is larger",
        location=Location(path),
    )


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8, making its folder; the old content stays until the new one is complete.

    Raises:
        HostError: It can't be written.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            raise _unwritable(path, "it is no regular file")
        fresh.write_text(text, encoding="utf-8", newline="")
        fresh.replace(path)
    except FileExistsError as error:
        raise _unwritable(path, f"{path.parent} is no folder") from error
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise _unwritable(path, error.strerror or str(error)) from error


def sync(folder: Path) -> None:
    """Have the disk take all that a folder holds, at whatever depth.

    Raises:
        OSError: It does not.
    """
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _unwritable(path: Path, reason: str) -> HostError:
    return HostError(
        f"the file can't be written: {reason}",
        remedy="check the folder, its permissions and the room on the disk",
        location=Location(path),
    )
