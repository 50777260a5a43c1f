from __future__ import annotations

import re
from pathlib import Path

import pytest

from policygraph.errors import UsageError
from policygraph.settings import Settings, declared, documented_table, effective, unknown, variable
from policygraph.store import QueryLimits
from policygraph.store.pool.pool import PoolLimits, StoreMode

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"
SET = {
    "root": "/srv", "host": "::1", "port": "1", "workers": "200", "query_seconds": "1.5", "query_memory": "65",
    "query_length": "101", "query_depth": "4", "query_operators": "40", "query_patterns": "8",
    "service_hosts": "dbpedia.org,10.0.0.0/8", "service_seconds": "3", "service_size": "2",
    "queue_length": "5", "result_size": "6", "spool_size": "7",
    "client_workers": "2", "client_queue": "6", "spool_room": "8", "store": "disk", "memory_share": "0.25",
    "root_path": "/graph", "trusted_proxies": "10.0.0.0/8", "access_log": "-", "access_log_queries": "on",
    "connections": "10", "head_size": "8", "request_seconds": "9", "keep_alive_seconds": "11", "stall_seconds": "12",
    "drain_seconds": "13",
    "page_rows": "9", "trace_depth": "7", "trace_limit": "90", "show_passages": "on",
    "cache_size": "8", "cache_entries": "9", "cache_entry": "10", "fresh_seconds": "11",
}  # fmt: skip
"""A value of each setting, as it is set, that is not the default."""


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_env({"PATH": "/bin", "POLICYGRAPH_PORT": ""}) == Settings()


def test_every_setting_is_read_from_its_variable_and_from_its_option() -> None:
    by_variable = Settings.from_env({variable(name): value for name, value in SET.items()})
    by_option = Settings.from_env({}, SET)
    for one in declared(Settings):
        for settings in (by_variable, by_option):
            value = getattr(settings, one.name)
            assert value != one.default
            assert one.kind.write(value) == SET[one.name]


def test_an_option_wins_over_its_variable() -> None:
    assert Settings.from_env({"POLICYGRAPH_PORT": "1", "POLICYGRAPH_WORKERS": "7"}, {"port": "2"}).port == 2


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "http", "POLICYGRAPH_PORT is 'http' → set it to a whole number from 0 to 65535"),
        ("PORT", "65536", "POLICYGRAPH_PORT is 65536 → set it to a whole number from 0 to 65535"),
        ("WORKERS", "0", "POLICYGRAPH_WORKERS is 0"),
        ("WORKERS", "1.5", "POLICYGRAPH_WORKERS is '1.5'"),
        ("QUERY_SECONDS", "soon", "POLICYGRAPH_QUERY_SECONDS is 'soon' → set it to a number from 0.1 to 86400"),
        ("QUERY_SECONDS", "nan", "POLICYGRAPH_QUERY_SECONDS is nan"),
        ("QUERY_SECONDS", "inf", "POLICYGRAPH_QUERY_SECONDS is inf"),
        ("QUERY_MEMORY", "-1", "POLICYGRAPH_QUERY_MEMORY is -1"),
    ],
)
def test_a_wrong_value_names_variable_value_and_remedy(name: str, value: str, says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)):
        Settings.from_env({f"POLICYGRAPH_{name}": value})


def test_a_wrong_option_is_named_as_such() -> None:
    with pytest.raises(UsageError, match="--query-depth is 801 → set it to a whole number from 1 to 600"):
        Settings.from_env({}, {"query_depth": "801"})


def test_a_setting_made_in_code_is_checked_too() -> None:
    with pytest.raises(UsageError, match="POLICYGRAPH_PORT is -1"):
        Settings(port=-1)


def test_limits_reach_pool_and_guard_in_their_units() -> None:
    settings = Settings(
        workers=3, query_seconds=2, query_memory=64, result_size=2, queue_length=9, spool_size=1, query_length=200,
        query_depth=7, query_operators=70, query_patterns=9,
        client_workers=1, client_queue=4, spool_room=3, store="memory", memory_share=0.25,
    )  # fmt: skip
    memory = PoolLimits(3, 2, 64 << 20, 2 << 20, 9, 1 << 20, 1, 4, 3 << 20, StoreMode.MEMORY, 0.25)
    assert settings.pool_limits == memory
    assert settings.query_limits == QueryLimits(200, 7, 70, 9)


def test_the_documented_table_is_that_of_the_code() -> None:
    table = "".join(re.findall(r"^\|.*\n", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    assert table == documented_table()


def test_what_holds_is_told_with_where_it_comes_from() -> None:
    rows = effective({"POLICYGRAPH_PORT": "1", "POLICYGRAPH_HOST": "::1"}, {"port": "2"})
    assert len(rows) == len(declared(Settings))
    told = {row.variable: row[1:] for row in rows}
    assert told["POLICYGRAPH_PORT"] == ("2", "--port")
    assert told["POLICYGRAPH_HOST"] == ("::1", "POLICYGRAPH_HOST")
    assert told["POLICYGRAPH_QUERY_SECONDS"] == ("30", "default")


def test_a_variable_that_looks_like_a_setting_and_is_none_is_told() -> None:
    environment = {"POLICYGRAPH_PROT": "1", "POLICYGRAPH_PORT": "1", "POLICYGRAPH_SOURCES": "x", "PATH": "/bin"}
    assert unknown(environment) == ("POLICYGRAPH_PROT",)
