"""Where the W3C SPARQL 1.1 tests are, which are no part of the repository, and what their manifests say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "POLICYGRAPH_W3C_TESTS"
CHECKOUT = Path(__file__).resolve().parents[2]


def w3c_folder() -> Path | None:
    """Find the suite: its folder `sparql11`, where `VARIABLE` says, else in `../shared/w3c` beside the checkout."""
    named = os.environ.get(VARIABLE)
    places = (*([Path(named)] if named else []), CHECKOUT.parent / "shared" / "w3c")
    return next((place / "sparql11" for place in places if (place / "sparql11").is_dir()), None)


needs_w3c = pytest.mark.skipif(
    w3c_folder() is None, reason=f"no W3C SPARQL 1.1 tests in ../shared/w3c; name their folder in {VARIABLE}"
)
