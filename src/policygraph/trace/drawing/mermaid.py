"""A trace as a Mermaid flowchart: text that many editors and platforms draw."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.trace.drawing.captions import box_lines, concluded
from policygraph.trace.drawing.measure import wrap
from policygraph.trace.drawing.picture import picture
from policygraph.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.trace.drawing.picture import Arrow, Box, Look
    from policygraph.trace.drawing.words import Words
    from policygraph.trace.model import Trace

__all__ = ["draw_mermaid"]

_WIDTH = 34
_CLASSES: dict[Look, str] = {
    "printed": "fill:#fff,stroke:#333,color:#111",
    "inferred": "fill:#fff,stroke:#7a3e9d,color:#111,stroke-dasharray:6 4",
    "derived": "fill:#fff,stroke:#1f5fa8,color:#111,stroke-dasharray:2 3",
    "defined": "fill:#f4f4f4,stroke:#999,color:#111",
    "not-stated": "fill:#fff3b0,stroke:#8a6d00,color:#111,stroke-dasharray:6 4",
    "omitted": "fill:#fff,stroke:#bbb,color:#555",
}
_LINES: dict[Look, str] = {
    "printed": "-->",
    "inferred": "-.->",
    "derived": "-.->",
    "defined": "-->",
    "not-stated": "-.->",
    "omitted": "---",
}
_GRAMMAR = re.compile(r"[!\"#$%&*';<=>?@\\^_`{|}~]|^[-+ ]|(?<=\d)[.)](?= )|:(?=//|\w)")


def draw_mermaid(trace: Trace, words: Words) -> str:
    """Write a trace as a Mermaid flowchart with a legend."""
    drawn = picture(trace)
    lines = [
        '%%{init: {"flowchart": {"wrappingWidth": 300}}}%%',
        "flowchart LR",
        *(_box(box, box_lines(box, words, trace.passages)) for box in drawn.boxes),
        *(_arrow(arrow, words) for arrow in drawn.arrows),
        *(f'  click {box.key} href "{_url(link)}" _blank' for box in drawn.boxes if (link := _link(box, words))),
        *_legend({box.look for box in drawn.boxes} | {arrow.look for arrow in drawn.arrows}, words),
        *_classes(drawn.boxes),
        f"  style {drawn.boxes[0].key} stroke-width:3px",
    ]
    return "\n".join(lines) + "\n"


def _box(box: Box, lines: list[str]) -> str:
    return f'  {box.key}["{_label(lines)}"]'


def _arrow(arrow: Arrow, words: Words) -> str:
    label = filter(None, (words.name(arrow.property), concluded(arrow.hop, words)))
    return f'  {arrow.start} {_LINES[arrow.look]}|"{_label(label)}"| {arrow.end}'


def _legend(looks: set[Look], words: Words) -> Iterator[str]:
    yield f'  subgraph legend["{_label([words.phrase("legend")])}"]'
    yield "    direction TB"
    shown = [look for look in _CLASSES if look in looks and look != "omitted"]
    yield from (f'    l{place}["{_label([words.phrase(look)])}"]:::{_name(look)}' for place, look in enumerate(shown))
    yield "  end"


def _classes(boxes: Iterable[Box]) -> Iterator[str]:
    by_look: dict[Look, list[str]] = {}
    for box in boxes:
        by_look.setdefault(box.look, []).append(box.key)
    for look, style in _CLASSES.items():
        yield f"  classDef {_name(look)} {style}"
        if look in by_look:
            yield f"  class {','.join(by_look[look])} {_name(look)}"


def _name(look: Look) -> str:
    return "look" + look.title().replace("-", "")


def _label(lines: Iterable[str]) -> str:
    """Write a label within quotes: nothing in it is read as grammar, as an entity, as HTML or as Markdown."""
    broken = [part for line in lines for part in wrap(one_line(line), _WIDTH)]
    # Two dollar signs begin a formula even where they are written as entities; nothing seen stands between them now.
    apart = (line.replace("$$", "$\u200b$") for line in broken)
    return "<br/>".join(_GRAMMAR.sub(lambda found: f"#{ord(found[0])};", line) for line in apart)


def _link(box: Box, words: Words) -> str | None:
    return words.link(box.node.iri) if box.node else None


def _url(iri: str) -> str:
    return re.sub(r"[\"'<>`\\\s;#]", lambda found: f"%{ord(found[0]):02X}" if found[0] != "#" else "#35;", iri)
