"""Write the administrative divisions of China, down to the county, as Turtle.

Reads the table of the library cpca 0.5.5 and the hand list of English names, and writes one file a province-level
division and `china.ttl`. The same input gives the same bytes. Run it from the root of the repository:

    python -m tools.divisions            write data/reference/divisions/
    python -m tools.divisions --check    tell whether the files there are what would be written
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from tools.division_names import read_hand_names
from tools.division_records import divisions_of, read_rows
from tools.division_turtle import country_turtle, file_name, province_turtle

from policygraph.errors import HostError, NotFoundError, PolicygraphError, ValidationError
from policygraph.graph.canonical import canonical_text
from policygraph.graph.files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.division_records import Division

__all__ = ["check", "library_table", "main", "render", "write"]

_LIBRARY_VERSION = "0.5.5"
_FOLDER = Path(__file__).resolve().parent.parent / "data" / "reference" / "divisions"


def library_table() -> Path:
    """Find the table of the installed library, without importing the library.

    Raises:
        NotFoundError: The library is not installed, or in another version.
    """
    remedy = f"install cpca=={_LIBRARY_VERSION}, or name its adcodes.csv with --table"
    try:
        found = version("cpca")
    except PackageNotFoundError as error:
        raise NotFoundError("the library cpca is not installed", remedy=remedy) from error
    spec = find_spec("cpca")
    if found != _LIBRARY_VERSION or spec is None or spec.origin is None:
        raise NotFoundError(f"the library cpca is there in version {found}", remedy=remedy)
    return Path(spec.origin).parent / "resources" / "adcodes.csv"


def render(table: Path, names: Path) -> dict[str, str]:
    """Give the text of every Turtle file by its name.

    Args:
        table: The library's adcodes.csv.
        names: The hand list.

    Raises:
        DataError: Table or list are not what they should be.
    """
    divisions = divisions_of(read_rows(table), read_hand_names(names))
    files = {"china.ttl": country_turtle()}
    for _, group in groupby(divisions, key=_province):
        members = list(group)
        files[file_name(members[0])] = province_turtle(members)
    # Parsing normalises what a graph in memory does not, such as the case of language tags.
    return {name: canonical_text(Path(name), text) for name, text in files.items()}


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write the files into a folder, which is made where it is missing.

    Raises:
        HostError: The folder or a file in it can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise HostError(f"{error.filename} can't be written: {error.strerror}", remedy="check the folder") from error


def check(files: Mapping[str, str], folder: Path) -> None:
    """Hold a folder against the files that belong there.

    Raises:
        ValidationError: A file is missing, differs, or does not belong.
    """
    present = {path.name: read_text(path) for path in folder.glob("*.ttl")}
    wrong = sorted(name for name in files.keys() | present.keys() if files.get(name) != present.get(name))
    if wrong:
        raise ValidationError(
            f"missing, different or not belonging in {folder}: {', '.join(wrong)}",
            remedy="run python -m tools.divisions, and remove what does not belong",
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give the exit code, 0 or that of the error."""
    options = _parser().parse_args(arguments)
    try:
        files = render(options.table or library_table(), options.names)
        if options.check:
            check(files, options.output)
        else:
            write(files, options.output)
    except PolicygraphError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    print(f"{len(files)} files {'are up to date' if options.check else 'written'} in {options.output}")
    return 0


def _province(division: Division) -> str:
    return division.row.code[:2]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.divisions",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--table", type=Path, help="the library's adcodes.csv (default: that of the installed cpca)")
    parser.add_argument("--names", type=Path, default=_FOLDER / "names.csv", help="hand list (default: %(default)s)")
    parser.add_argument("--output", type=Path, default=_FOLDER, help="folder of the Turtle (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="write nothing, exit with 4 if a file differs")
    return parser


if __name__ == "__main__":
    sys.exit(main())
