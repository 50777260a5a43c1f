"""The throughput ratios as a plot: one SVG, the same bytes for the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks.figures import OURS, OXIGRAPH, against

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

    from benchmarks.figures import Figures
    from benchmarks.ratios import Spread

__all__ = ["draw"]

COLOURS: Final = dict(zip(OURS, ("#2b6ca3", "#c8782a"), strict=True))
HEIGHT: Final = 0.38


def draw(figures: Figures, path: Path) -> None:
    """Draw the ratios to the Oxigraph server's throughput with their ranges, a panel for each number of clients."""
    clients = sorted({number for _, number in figures.loads})
    names = list(dict.fromkeys(name for name, _ in figures.loads))
    with mpl.rc_context({"svg.hashsalt": "policygraph", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(9.5, 1.4 + 0.36 * len(names)), layout="constrained")
        panels = figure.subplots(1, len(clients), sharex=True, sharey=True, squeeze=False)[0]
        for panel, number in zip(panels, clients, strict=True):
            for place, mode in enumerate(OURS):
                found = {name: against(figures.loads.get((name, number), {}), mode, OXIGRAPH) for name in names}
                _draw_bars(panel, place, mode, found)
            panel.axvline(1.0, color="#444444", linewidth=0.8)
            panel.set_title(f"{number} client{'s' if number > 1 else ''}")
            panel.set_xlabel("throughput, Oxigraph = 1")
        panels[0].set_yticks(range(len(names)), names)
        panels[0].invert_yaxis()
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})


def _draw_bars(panel: Axes, place: int, mode: str, found: dict[str, Spread | None]) -> None:
    known = [(row, one) for row, one in enumerate(found.values()) if one]
    if known:
        panel.barh(
            [row + (place - 0.5) * HEIGHT for row, _ in known],
            [one.median for _, one in known],
            HEIGHT,
            xerr=(
                [one.median - one.least for _, one in known],
                [one.greatest - one.median for _, one in known],
            ),
            color=COLOURS[mode],
            ecolor="#444444",
            error_kw={"linewidth": 0.8},
            label=f"policygraph, {mode}",
        )
