"""Make a workspace with a worked example."""

from __future__ import annotations

import shutil
from pathlib import Path

from policygraph.errors import HostError, Location, UsageError

__all__ = ["make_workspace"]


def make_workspace(folder: Path) -> tuple[Path, ...]:
    """Write a workspace with an invented example that builds.

    Nothing that is there already is touched: if one of the files exists, none is written.

    Returns:
        The files written, in order.

    Raises:
        UsageError: A file of the example is there already.
        HostError: The folder can't be written.
    """
    template = Path(__file__).parent / "example"
    names = sorted(path.relative_to(template) for path in template.rglob("*") if path.is_file())
    there = [folder / name for name in names if (folder / name).exists()]
    if there:
        raise UsageError(
            f"{there[0]} is there already, nothing was written",
            remedy="name an empty folder, or one that does not exist yet",
        )
    try:
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(template / name, folder / name)
    except OSError as error:
        raise HostError(
            f"the workspace can't be written: {error.strerror}",
            remedy="check the folder's permissions",
            location=Location(folder),
        ) from error
    return tuple(folder / name for name in names)
