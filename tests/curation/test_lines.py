"""From a node to its line."""

from __future__ import annotations

import pytest

from policygraph.curation import line_of
from policygraph.vocab import ID, PG

TASK = f"{ID}task/a"

CANONICAL = """PREFIX pg: <https://w3id.org/policygraph/ontology#>

task:ab
    a pg:Task ;
    pg:isTaskOf document:a ;
.

task:a
    a pg:Task ;
    pg:asPrinted "task:ab ends." ;
    pg:isTaskOfMany document:abc ;
    pg:isTaskOf
        document:ab ,
        document:a ;
    pg:statedIn passage:s-1-234 ,
        passage:s-1-23 ;
.

task:c
    pg:value 1 ;
.
"""


@pytest.mark.parametrize(
    ("subject", "mention", "line"),
    [
        (TASK, None, 8),
        (f"{ID}task/ab", None, 3),
        (TASK, f"{PG}isTaskOf", 12),
        (TASK, f"{PG}isTaskOfMany", 11),
        (TASK, f"{ID}document/a", 14),
        (TASK, f"{ID}document/ab", 13),
        (TASK, f"{ID}passage/s-1-23", 16),
        (TASK, f"{PG}value", 8),
        (f"{ID}task/c", f"{PG}value", 20),
        (f"{ID}task/d", None, None),
        (f"{ID}document/abc", None, 11),
        (TASK, "Task:AB", 8),
        (TASK, "ENDS", 10),
    ],
)
def test_the_line_of_a_node_or_of_what_it_mentions(subject: str, mention: str | None, line: int | None) -> None:
    assert line_of(CANONICAL, subject, mention) == line


@pytest.mark.parametrize(
    ("text", "mention", "line"),
    [
        (f"<{TASK}>\n    a pg:Task .", None, 1),
        (f"# about task:a\n\n<{TASK}> a <{PG}Task> ;\n <{PG}value> 1 .", f"{PG}value", 4),
        ("x:y pg:isTaskOf task:a .\ntask:a a pg:Task .", None, 2),
        ("  task:a a pg:Task .", None, 1),
        ("x:subtask:a a pg:Task .\n\ntask:a a pg:Task .", None, 3),
        ('task:a\n pg:asPrinted "Wait is over" ;\n pg:asPrinted "It is" .', "it is", 3),
        ("x:y pg:isTaskOf task:ab ,\n task:a .", None, 2),
        ("task:a a pg:Task .\ntask:b\n pg:value 1 .", f"{PG}value", 1),
        ('task:a\n pg:asPrinted """one.\ntwo.""" ;\n pg:value 1 .', f"{PG}value", 1),
    ],
)
def test_a_text_that_is_not_canonical_gives_the_nearest_line(text: str, mention: str | None, line: int) -> None:
    assert line_of(text, TASK, mention) == line
