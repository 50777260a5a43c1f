"""The second line behind the guard: a process that asks no other endpoint has no network at all."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from typing import NamedTuple

__all__ = ["forbid_network"]

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2

# Classic BPF (Linux: Documentation/userspace-api/seccomp_filter.rst): load a word, compare, return.
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF_0000, 0x0005_0000 | errno.EPERM
# Offsets in `struct seccomp_data`.
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
AF_INET, AF_INET6 = 2, 10
X32 = 0x4000_0000
"""Bit of the numbers of an older set of system calls on x86-64, none of which is needed."""


class _Machine(NamedTuple):
    """What a filter must know of a machine: the kernel's name of its architecture, and the number of `socket`."""

    architecture: int
    socket: int


MACHINES = {"x86_64": _Machine(0xC000_003E, 41), "aarch64": _Machine(0xC000_00B7, 198)}


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def forbid_network() -> bool:
    """Let this process open no internet socket any more, for good; those that it has, and local ones, stay.

    Returns:
        Whether the system does so: Linux on x86-64 and 64-bit ARM, where the kernel has filters.
    """
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    instructions = _filter(machine)
    libc = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(instructions) // 8, instructions)
    steps = ((PR_SET_NO_NEW_PRIVS, 1, 0), (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program)))
    return all(libc.prctl(option, value, further, 0, 0) == 0 for option, value, further in steps)


def _filter(machine: _Machine) -> bytes:
    """Write the filter: refuse other architectures, and `socket` for internet addresses; allow all else.

    A jump skips so many instructions where its comparison holds, and so many where it does not.
    """
    return b"".join(
        struct.pack("=HBBI", *instruction)
        for instruction in (
            (LOAD, 0, 0, ARCHITECTURE),
            (JUMP_EQUAL, 0, 7, machine.architecture),
            (LOAD, 0, 0, NUMBER),
            (JUMP_AT_LEAST, 5, 0, X32),
            (JUMP_EQUAL, 0, 3, machine.socket),
            (LOAD, 0, 0, FIRST_ARGUMENT),
            (JUMP_EQUAL, 2, 0, AF_INET),
            (JUMP_EQUAL, 1, 0, AF_INET6),
            (RETURN, 0, 0, ALLOW),
            (RETURN, 0, 0, REFUSE),
        )
    )
