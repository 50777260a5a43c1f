from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from policygraph.errors import UsageError
from policygraph.settings import RANGES, Settings, variable
from policygraph.store import QueryLimits
from policygraph.store.pool import PoolLimits

TABLE = Path(__file__).parents[1] / "docs" / "settings.md"


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_env({"PATH": "/bin", "POLICYGRAPH_PORT": ""}) == Settings()


def test_every_variable_is_read() -> None:
    values = {
        "root": Path("/srv"), "host": "::1", "port": 1, "workers": 3, "query_seconds": 1.5, "query_memory": 65,
        "query_length": 101, "query_depth": 4, "queue_length": 5, "result_size": 6, "spool_size": 7,
    }  # fmt: skip
    environment = {variable(name): str(value) for name, value in values.items()}
    assert Settings.from_env(environment) == Settings(**values)  # type: ignore[arg-type]
    assert values.keys() == {field.name for field in fields(Settings)}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "http", r"POLICYGRAPH_PORT is 'http' → set it to a whole number"),
        ("PORT", "65536", r"POLICYGRAPH_PORT is 65536 → set it to a number from 0 to 65535"),
        ("WORKERS", "0", "POLICYGRAPH_WORKERS is 0"),
        ("WORKERS", "1.5", "POLICYGRAPH_WORKERS is '1.5'"),
        ("QUERY_SECONDS", "soon", "POLICYGRAPH_QUERY_SECONDS is 'soon' → set it to a number"),
        ("QUERY_SECONDS", "nan", "POLICYGRAPH_QUERY_SECONDS is nan"),
        ("QUERY_SECONDS", "inf", "POLICYGRAPH_QUERY_SECONDS is inf"),
        ("QUERY_MEMORY", "-1", "POLICYGRAPH_QUERY_MEMORY is -1"),
    ],
)
def test_a_wrong_value_names_variable_value_and_remedy(name: str, value: str, says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)):
        Settings.from_env({f"POLICYGRAPH_{name}": value})


def test_limits_reach_pool_and_guard_in_their_units() -> None:
    settings = Settings(
        workers=3, query_seconds=2, query_memory=64, result_size=2, queue_length=9, spool_size=1, query_length=200,
        query_depth=7,
    )  # fmt: skip
    assert settings.pool_limits == PoolLimits(3, 2, 64 << 20, 2 << 20, 9, 1 << 20)
    assert settings.query_limits == QueryLimits(200, 7)


def test_the_documented_table_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    documented = {name: (default, limits) for name, default, limits in rows}
    expected = {}
    for field in fields(Settings):
        bounds = RANGES.get(field.name)
        limits = "a folder" if field.name == "root" else "an address"
        expected[variable(field.name)] = (
            "the processors, at least 2" if field.name == "workers" else f"`{_written(field.default)}`",
            limits if bounds is None else f"{bounds[0]:g} – {bounds[1]:.0f}",
        )
    assert documented == expected


def _written(default: object) -> str:
    return f"{default:g}" if isinstance(default, float) else str(default)
