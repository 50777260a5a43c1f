"""Work in a process of its own, so that its memory is its own and nothing is warm."""

from __future__ import annotations

import multiprocessing
import resource
import time
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

__all__ = ["Cost", "cost_of"]


class Cost(NamedTuple):
    """What a piece of work took.

    Attributes:
        seconds: How long.
        memory: MiB that the process held at most, those of the libraries it loads included.
        result: What it gave.
    """

    seconds: float
    memory: float
    result: Any


def cost_of(work: Callable[..., object], *arguments: object) -> Cost:
    """Carry out work in a fresh process.

    Args:
        work: A function of a module; importing that module is not timed.
        arguments: Its arguments, which can be pickled, as its result can.

    Raises:
        EOFError: The work failed; the process has said how.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(there, work, arguments))
    child.start()
    there.close()
    try:
        return Cost(*here.recv())
    finally:
        child.join()


def _work(answer: Connection, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    began = time.perf_counter()
    result = work(*arguments)
    seconds = time.perf_counter() - began
    answer.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, result))
