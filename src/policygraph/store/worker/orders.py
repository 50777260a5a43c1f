"""How a loader and its parent talk: messages of one size, the process they are about in them.

parent → loader   FORK      start a process; its end of the socket and the file for its errors come along
                  KILL      end it
loader → parent   LOADED    the store is in memory, or need not be
                  STARTED   the id that the system gave the process
                  REFUSED   the process could not be started: the system's error number
                  ENDED     how the process ended, as `waitpid` says it
                  FAULT     the store cannot be loaded: the bytes of JSON that follow, message and remedy
"""

from __future__ import annotations

import struct

__all__ = ["ENDED", "FAULT", "FORK", "KILL", "LOADED", "ORDER", "REFUSED", "REPORT", "STARTED"]

FORK, KILL = b"F", b"K"
LOADED, STARTED, REFUSED, ENDED, FAULT = b"L", b"S", b"R", b"E", b"X"

ORDER = struct.Struct("!cI")
"""Kind and number of the process, which the parent gives it."""
REPORT = struct.Struct("!cIi")
"""Kind, number of the process, and the value that the kind wants."""
