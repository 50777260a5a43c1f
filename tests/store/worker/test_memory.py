"""What memory there is, on machines made of a few files, and whether a store fits into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.store.worker.memory import PER_STATEMENT, MemoryPlan, available_memory, estimate_memory, plan_memory

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1 << 20
MACHINE = {"proc/meminfo": "MemTotal:  16384 kB\nMemFree:  100 kB\nMemAvailable:  8192 kB\n"}
UNLIMITED = "9223372036854771712"


def machine(root: Path, files: dict[str, str]) -> Path:
    for name, content in (MACHINE | files).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="ascii")
    return root


def group(folder: str, limit: str, used: int, cached: int) -> dict[str, str]:
    """A control group of version 2."""
    return {
        f"sys/fs/cgroup/{folder}/memory.max": f"{limit}\n",
        f"sys/fs/cgroup/{folder}/memory.current": f"{used}\n",
        f"sys/fs/cgroup/{folder}/memory.stat": f"anon 1\ninactive_file {cached}\nactive_file 7\n",
    }


def old_group(folder: str, limit: str, used: int, cached: int) -> dict[str, str]:
    """A control group of version 1."""
    return {
        f"sys/fs/cgroup/memory/{folder}/memory.limit_in_bytes": f"{limit}\n",
        f"sys/fs/cgroup/memory/{folder}/memory.usage_in_bytes": f"{used}\n",
        f"sys/fs/cgroup/memory/{folder}/memory.stat": f"inactive_file 1\ntotal_inactive_file {cached}\n",
    }


@pytest.mark.parametrize(
    ("files", "mebibytes"),
    [
        ({}, 8),
        ({"proc/self/cgroup": "0::/a/b\n"}, 8),
        ({"proc/self/cgroup": "0::/a/b\n"} | group("a/b", "max", 1, 1), 8),
        ({"proc/self/cgroup": "0::/a/b\n"} | group("a/b", str(5 * MIB), 3 * MIB, MIB), 3),
        ({"proc/self/cgroup": "0::/a/b\n"} | group("a/b", "max", 1, 1) | group("a", str(4 * MIB), 2 * MIB, 0), 2),
        ({"proc/self/cgroup": "0::/outside\n"} | group(".", str(5 * MIB), MIB, 0), 4),
        ({"proc/self/cgroup": "0::/a\n"} | group("a", str(MIB), 2 * MIB, 0), 0),
        ({"proc/self/cgroup": "3:cpu:/\n4:memory:/a\n"} | old_group("a", str(5 * MIB), 2 * MIB, MIB), 4),
        ({"proc/self/cgroup": "4:hugetlb,memory:/a\n"} | old_group("a", UNLIMITED, 2 * MIB, MIB), 8),
        ({"proc/meminfo": "MemTotal: 1 kB\n"}, 0),
    ],
)
def test_what_is_left_is_the_least_that_machine_and_control_groups_leave(
    tmp_path: Path, files: dict[str, str], mebibytes: int
) -> None:
    assert available_memory(machine(tmp_path, files)) == mebibytes * MIB


def test_where_the_system_does_not_tell_nothing_is_available(tmp_path: Path) -> None:
    assert available_memory(tmp_path) == 0


def test_this_machine_tells() -> None:
    assert available_memory() > 100 * MIB


def test_a_store_is_estimated_by_its_statements_and_an_older_one_by_its_files(small: Path, tmp_path: Path) -> None:
    assert estimate_memory(small) == 7 * PER_STATEMENT
    (tmp_path / "policygraph-store.json").write_text(
        (small / "policygraph-store.json").read_text(encoding="utf-8").replace('"statements": 7', '"statements": 0'),
        encoding="utf-8",
    )
    (tmp_path / "1.sst").write_bytes(bytes(1000))
    (tmp_path / "LOG").write_bytes(bytes(1000))
    assert estimate_memory(tmp_path) == 2500


def test_each_process_may_come_to_have_a_store_of_its_own(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policygraph.store.worker.memory.available_memory", lambda: 40_000)
    plan = plan_memory(small, workers=3, share=0.25)
    assert plan == MemoryPlan(needed=4 * 7 * PER_STATEMENT, allowed=10_000, copies=4)
    assert plan.fits
    assert plan.room == 2500
    assert not plan_memory(small, workers=4, share=0.25).fits
