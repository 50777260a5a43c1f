"""A trace as a Mermaid flowchart."""

from __future__ import annotations

import re

import pytest
from tests.trace.drawing.traces import NASTY, labelled, small, words

from policygraph.trace.drawing import FORMS
from policygraph.visible import one_line

DRAWN = """\
%%{init: {"flowchart": {"wrappingWidth": 300}}}%%
flowchart LR
  n0["task<br/>Clean the rivers<br/>清洁河流<br/>report 10–42 (+1)"]
  n1["measure<br/>Survey<br/>排查 (reconstructed)<br/>ordinal: 2<br/>as printed: “the survey”<br/>\
has measure status: completed<br/>report 10–42"]
  n2["derived value<br/>20 #37;"]
  m3["not stated"]
  o4["and 3 more"]
  n1 -.->|"is measure of<br/>inferred (rule inverse)"| n0
  n1 -.->|"has outcome<br/>derived (arithmetic, certain)"| n2
  n0 -.->|"has responsible unit"| m3
  n1 ---|"has outcome"| o4
  click n0 href "https://w3id.org/policygraph/id/task/t" _blank
  click n1 href "https://w3id.org/policygraph/id/measure/m" _blank
  click n2 href "https://w3id.org/policygraph/id/value/v" _blank
  subgraph legend["Legend"]
    direction TB
    l0["printed"]:::lookPrinted
    l1["inferred"]:::lookInferred
    l2["derived"]:::lookDerived
    l3["not stated"]:::lookNotStated
  end
  classDef lookPrinted fill:#fff,stroke:#333,color:#111
  class n0 lookPrinted
  classDef lookInferred fill:#fff,stroke:#7a3e9d,color:#111,stroke-dasharray:6 4
  class n1 lookInferred
  classDef lookDerived fill:#fff,stroke:#1f5fa8,color:#111,stroke-dasharray:2 3
  class n2 lookDerived
  classDef lookDefined fill:#f4f4f4,stroke:#999,color:#111
  classDef lookNotStated fill:#fff3b0,stroke:#8a6d00,color:#111,stroke-dasharray:6 4
  class m3 lookNotStated
  classDef lookOmitted fill:#fff,stroke:#bbb,color:#555
  class o4 lookOmitted
  style n0 stroke-width:3px
"""

_LINE = re.compile(
    r"""%%\{init:\ .*\}%%|flowchart\ LR|\ {2,4}(?:
      [nmol]\d+\["[^"]+"\](?::::\w+)?
    | [nmo]\d+\ (?:-->|-\.->|---)\|"[^"]+"\|\ [nmo]\d+
    | click\ n\d+\ href\ "[^"<>\s]+"\ _blank
    | subgraph\ legend\["[^"]+"\] | direction\ TB | end
    | (?:classDef|class|style)\ [\w,]+\ [\w:\#,.\ -]+
    )""",
    re.VERBOSE,
)


def test_a_small_trace_is_drawn_as_expected() -> None:
    assert FORMS["mermaid"].draw(small(), words()) == DRAWN


@pytest.mark.parametrize("label", NASTY)
def test_no_label_breaks_the_grammar(label: str) -> None:
    lines = FORMS["mermaid"].draw(labelled(label), words(label=label)).splitlines()
    assert [line for line in lines if not _LINE.fullmatch(line)] == []
    assert len(lines) == len(DRAWN.splitlines())


@pytest.mark.parametrize("label", NASTY)
def test_every_label_is_read_as_it_is(label: str) -> None:
    drawn = FORMS["mermaid"].draw(labelled(label), words(label=label))
    written = next(line for line in drawn.splitlines() if line.startswith("  n1["))
    assert not re.search(r"[&*;`{}|\\$~@?!']|<(?!br/>)|#(?!\d+;)|_", re.sub(r"#\d+;", "", written)[6:-2])
    text = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), written.replace("<br/>", "")).replace("\u200b", "")
    assert one_line(label).replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("1. first", "1#46; first"),
        ("2) second", "2#41; second"),
        ("- item", "#45; item"),
        ("+ item", "#43; item"),
        ("see https://example.org", "see https#58;//example.org"),
        ("fa:fa-car", "fa#58;fa-car"),
        ("$$k$$", "#36;#8203;#36;k#36;#8203;#36;"),
    ],
)
def test_what_mermaid_reads_as_markdown_icon_or_formula_is_written_as_entities(label: str, written: str) -> None:
    assert f"<br/>{written.replace('#8203;', chr(0x200B))}<br/>" in FORMS["mermaid"].draw(labelled(label), words())
