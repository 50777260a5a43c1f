from __future__ import annotations

import pytest

from policygraph.store.guard.tokens import resolve_escapes, tokenise

CASES = {
    "SELECT*{?s a:b.c <http://e/#x>}": "SELECT * { ?s a:b.c <http://e/#x> }",
    "1.5e3 .5 1SERVICE": "1.5e3 .5 1 SERVICE",
    "'it''s' '''a'b''' \"x\"@en-US": "'it' 's' '''a'b''' \"x\" @en-US",
    "# a comment\rASK": "# a comment|ASK",
    "e:a.SERVICE e:.SERVICE _:b.c": "e:a.SERVICE e: . SERVICE _:b.c",
    "?a < ?b #> x": "?a < ?b #> x",
    "<http://e/\\u4EFB>": "<http://e/\\u4EFB>",
    'a "open ASK': 'a "',
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_tokens_are_cut_where_the_engine_cuts(text: str, expected: str) -> None:
    tokens = [token.text for token in tokenise(text)]
    assert tokens == (expected.split("|") if "|" in expected else _split(expected))


def _split(expected: str) -> list[str]:
    """Split at spaces, except in a comment, which runs to the end."""
    head, mark, comment = expected.partition("#> ")
    return [*head.split(), *([mark + comment] if mark else [])]


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        (r"\u0053ELECT", "SELECT"),
        (r"A\U00000053K", "ASK"),
        (r"<http://e/\u0041>", r"<http://e/\u0041>"),
        (r'"\u0022"', r'"\u0022"'),
        (r"# \u0041", r"# \u0041"),
        (r"\u0022a\u0022 \u0053", '"a" S'),
        (r"\u005cu0031 \U0000005Cu0031", r"\u005cu0031 \U0000005Cu0031"),
        (r"\uD800", r"\uD800"),
        (r"\U00110000", r"\U00110000"),
    ],
)
def test_escapes_are_resolved_outside_strings_iris_and_comments(text: str, resolved: str) -> None:
    assert resolve_escapes(text) == resolved


@pytest.mark.parametrize("unit", ["a.", '"""\\\n', '\\"""\n', "'''x:\\'", "<a", ".", ":", "\\u0022", '"a\n', "# \\\n"])
def test_a_long_text_of_anything_takes_time_in_proportion(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert sum(1 for _ in tokenise(resolve_escapes(text))) <= len(text)
