"""Write the table of docs/settings.md anew from the declarations of the settings."""

from __future__ import annotations

import re
from pathlib import Path

from policygraph.settings import documented_table

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"


def main() -> None:
    """Replace the one table of the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(
        re.sub(r"(?:^\|.*\n)+", lambda _: documented_table(), text, count=1, flags=re.MULTILINE), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
