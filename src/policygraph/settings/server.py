"""The settings of a server. To add one, declare it here and write it into docs/settings.md; all else follows."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.settings.declaration import check, declared, option, read, setting, variable
from policygraph.settings.kinds import (
    Network,
    choice,
    endpoints,
    folder,
    networks,
    number,
    path_prefix,
    switch,
    text,
    whole,
)
from policygraph.store.federation import AllowList
from policygraph.store.guard.inspection import QueryLimits
from policygraph.store.pool.pool import PoolLimits, StoreMode

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OFF", "Settings"]

MIB = 1 << 20
OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server runs. Every value is checked when the settings are made; each field says what it means.

    Raises:
        UsageError: A value is out of its limits.
    """

    root: Path = setting(
        Path(), folder(), "the workspace: the folder in which `current` points to a release", common=True
    )
    host: str = setting(
        "127.0.0.1", text("an address", "ADDRESS"), "the address to listen on; `0.0.0.0` for all", common=True
    )
    port: int = setting(8000, whole(0, 65_535), "the TCP port; 0 takes a free one", common=True)
    workers: int = setting(
        max(2, os.cpu_count() or 1) + 1,
        whole(1, 256),
        "query processes, so queries evaluated at the same time",
        common=True,
        shown="the processors and one more, at least 3",
    )
    client_workers: int = setting(
        0, whole(0, 256), "query processes that one client may hold at the same time; 0 for all but one"
    )
    store: str = setting(
        StoreMode.AUTO.value,
        choice(*(mode.value for mode in StoreMode)),
        "where queries find the graph: in memory, on disk, or in memory if there is enough",
        common=True,
    )
    memory_share: float = setting(
        0.5, number(0.05, 0.9), "fraction of the memory available that `auto` may use for the graph"
    )

    query_seconds: float = setting(
        30.0, number(0.1, 86_400), "deadline of a query, and the longest wait for a process before that", common=True
    )
    query_memory: int = setting(
        1024, whole(64, 1 << 20), "MiB a query process may use beyond what it needs to open the store", common=True
    )
    query_length: int = setting(100_000, whole(100, 10_000_000), "characters of the longest query")
    query_depth: int = setting(
        200, whole(1, 600), "levels of brackets of the deepest query; the engine's own stack ends at 800"
    )
    query_operators: int = setting(
        1000,
        whole(10, 2000),
        "operators, brackets and triple patterns of a query, rows of `VALUES` apart; the engine's stack ends at 2600",
    )
    query_patterns: int = setting(
        64, whole(2, 400), "patterns that a query joins; planning takes a second at 100, and 16 times as long at 200"
    )
    service_hosts: tuple[str, ...] = setting(
        (),
        endpoints(),
        "the endpoints that `SERVICE` may ask; none where it is empty",
        shown="none",
    )
    service_seconds: float = setting(
        10.0, number(0.1, 3600), "longest wait for such an endpoint to connect, or to go on answering"
    )
    service_size: int = setting(64, whole(1, 1 << 14), "MiB that a query may fetch from such endpoints")
    queue_length: int = setting(128, whole(0, 100_000), "queries that may wait for a process; one more gets `503`")
    client_queue: int = setting(
        64, whole(0, 100_000), "queries of one client that may wait for a process; one more gets `503`"
    )
    result_size: int = setting(1024, whole(1, 1 << 20), "MiB of the longest result")
    spool_size: int = setting(
        4, whole(1, 1 << 10), "MiB of one result kept in memory; the rest goes to a temporary file"
    )
    spool_room: int = setting(
        4096,
        whole(1, 1 << 20),
        "MiB that all temporary files may hold; past it the result that holds most is broken off",
    )
    page_rows: int = setting(
        1000, whole(1, 10_000), "rows of a result that its HTML page shows; the other formats hold all"
    )
    trace_depth: int = setting(32, whole(1, 32), "steps of the deepest trace that a request may ask for")
    trace_limit: int = setting(1000, whole(1, 2000), "things of the largest trace that a request may ask for")
    show_passages: bool = setting(
        default=False,
        kind=switch(),
        meaning="whether traces quote passages in full, where the text is at hand; else a few words and the place",
        common=True,
    )
    cache_size: int = setting(64, whole(0, 1 << 20), "MiB of results kept to be sent again; 0 switches that off")
    cache_entries: int = setting(10_000, whole(1, 10_000_000), "results kept to be sent again")
    cache_entry: int = setting(4096, whole(1, 1 << 20), "KiB of the largest result that is kept to be sent again")
    fresh_seconds: int = setting(
        0, whole(0, 31_536_000), "seconds for which caches elsewhere may use an answer without asking whether it holds"
    )

    root_path: str = setting(
        "",
        path_prefix(),
        "the path below which a proxy shows the server, such as `/graph`; empty for none",
        common=True,
    )
    trusted_proxies: tuple[Network, ...] = setting(
        (), networks(), "who may say by forwarding headers on whose behalf a request comes", common=True
    )
    access_log: str = setting(
        OFF,
        text("`off`, `-` or a file", "off|-|FILE"),
        "where a line of JSON about each request goes; `-` is standard output",
        common=True,
    )
    access_log_queries: bool = setting(
        default=False, kind=switch(), meaning="whether that line holds the text of the query"
    )
    connections: int = setting(512, whole(10, 100_000), "clients connected at the same time; one more gets `503`")
    head_size: int = setting(64, whole(4, 1024), "KiB of the longest request line with its headers")
    request_seconds: float = setting(
        30.0, number(0.1, 3600), "longest time from the first byte of a request to its last"
    )
    keep_alive_seconds: float = setting(
        75.0, number(0.1, 3600), "time after which a connection without a request is closed"
    )
    stall_seconds: float = setting(
        30.0, number(0.1, 3600), "longest time for which a client may take nothing of its answer"
    )
    drain_seconds: float = setting(
        30.0, number(0, 86_400), "longest time that running queries have to finish when the server ends"
    )

    def __post_init__(self) -> None:
        """Check the limits."""
        for one in declared(type(self)):
            check(one, getattr(self, one.name), variable(one.name))

    @classmethod
    def from_env(cls, environment: Mapping[str, str], options: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Args:
            environment: Environment variables; one that is not set, or empty, keeps the default.
            options: What the command line gives, by the name of the setting; it wins.

        Raises:
            UsageError: A value cannot be read or is out of its limits; the error names variable or option.
        """
        given = options or {}
        values: dict[str, Any] = {}
        for one in declared(cls):
            if one.name in given:
                values[one.name] = read(one, given[one.name], option(one.name))
            elif text_set := environment.get(variable(one.name)):
                values[one.name] = read(one, text_set, variable(one.name))
        return cls(**values)

    @property
    def pool_limits(self) -> PoolLimits:
        """The limits of the pool of query processes."""
        return PoolLimits(
            workers=self.workers,
            deadline=self.query_seconds,
            memory=self.query_memory * MIB,
            result=self.result_size * MIB,
            queue=self.queue_length,
            spool=self.spool_size * MIB,
            client_workers=self.client_workers,
            client_queue=self.client_queue,
            spools=self.spool_room * MIB,
            mode=StoreMode(self.store),
            memory_share=self.memory_share,
            services=self.service_hosts,
            service_seconds=self.service_seconds,
            service_size=self.service_size * MIB,
        )

    @property
    def services(self) -> AllowList:
        """The endpoints that SERVICE may ask."""
        return AllowList.parse(self.service_hosts)

    @property
    def query_limits(self) -> QueryLimits:
        """The limits of a query's text."""
        return QueryLimits(self.query_length, self.query_depth, self.query_operators, self.query_patterns)
