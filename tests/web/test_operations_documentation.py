"""docs/operations.md names what there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

from policygraph.settings import Settings, declared, variable
from policygraph.web.metrics import OUTCOMES
from policygraph.web.telemetry.access import AccessLog, Record

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_setting_that_is_named_is_one() -> None:
    assert set(re.findall(r"POLICYGRAPH_\w+", PAGE)) <= {variable(one.name) for one in declared(Settings)}


def test_the_line_that_is_shown_is_like_those_that_are_written(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```json\n(.*)\n```$", PAGE, re.MULTILINE)
    log = AccessLog(str(tmp_path / "log"), queries=False)
    log.add(Record(0.0, "a-1", "192.0.2.7", "GET", "/sparql", 200, 12, 0.25, "ok", "0123abcd", "ASK {}", b"curl/8"))
    log.close()
    written = json.loads((tmp_path / "log").read_text(encoding="ascii"))
    assert list(json.loads(shown)) == list(written)
    assert {name: type(value) for name, value in json.loads(shown).items()} == {
        name: type(value) for name, value in written.items()
    }


def test_alarms_are_about_metrics_and_outcomes_that_there_are() -> None:
    listed = set(re.findall(r"^\| `(policygraph_\w+)(?:\{.*?\})?` \|", PAGE, re.MULTILINE))
    alarms = PAGE.split("Alarms worth having")[1].split("## Sizing")[0]
    named = {name.removesuffix("_bucket") for name in re.findall(r"policygraph_\w+", alarms)}
    assert named
    assert named <= listed
    assert set(re.findall(r'policygraph_queries_total\{outcome="([\w-]+)"', alarms)) <= set(OUTCOMES)
