"""Where the files that travel with the package lie: ontology, data, shapes and queries.

In a wheel they stand in `policygraph/bundled/`; in a checkout installed in place they are the folders at the top.
"""

from __future__ import annotations

from pathlib import Path

from policygraph.errors import StoreError

__all__ = ["FOLDERS", "bundled"]

FOLDERS = ("ontology", "data", "shapes", "queries")


def bundled() -> Path:
    """Give the folder that holds `ontology/`, `data/`, `shapes/` and `queries/`.

    Raises:
        StoreError: The installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "bundled", package.parent.parent):
        if all((candidate / folder).is_dir() for folder in FOLDERS):
            return candidate
    raise StoreError(
        f"the installation at {package} lacks one of the folders {', '.join(FOLDERS)}",
        remedy="install policygraph again from its wheel, or from a complete checkout with `pip install -e .`",
    )
