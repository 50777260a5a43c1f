"""docs/conformance.md says what the tests hold."""

from __future__ import annotations

import re
from collections import Counter

from tests.conformance.w3c import CHECKOUT, QUERY_GROUPS, cases, expected_failures, needs_w3c, w3c_folder

PAGE = (CHECKOUT / "docs" / "conformance.md").read_text(encoding="utf-8")


def test_every_expected_failure_stands_there_with_its_reason() -> None:
    rows = re.findall(r"^\| `([^`]+/[^`]+)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert dict(rows) == expected_failures()


@needs_w3c
def test_the_numbers_of_every_group_are_those_of_the_suite() -> None:
    tests = Counter(case.name.partition("/")[0] for case in cases(*QUERY_GROUPS))
    failures = Counter(name.partition("/")[0] for name in expected_failures())
    expected = [(group, tests[group], tests[group] - failures[group]) for group in QUERY_GROUPS]
    expected += [("all", tests.total(), tests.total() - failures.total())]
    rows = re.findall(r"^\| ([\w-]+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
    assert [(group, int(total), int(alone)) for group, total, alone, _ in rows] == expected
    assert all(alone == ours for _, _, alone, ours in rows)


@needs_w3c
def test_the_number_of_updates_is_that_of_the_suite() -> None:
    folder = w3c_folder()
    assert folder is not None
    assert f"All {len(list(folder.rglob('*.ru')))} update requests are refused" in PAGE
