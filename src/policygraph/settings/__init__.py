"""The settings of a server: where they are declared, read, checked and listed."""

from policygraph.settings.declaration import Declared, declared, option, variable
from policygraph.settings.kinds import Kind, Network
from policygraph.settings.server import OFF, Settings
from policygraph.settings.table import Effective, documented_table, effective, unknown

__all__ = [
    "OFF",
    "Declared",
    "Effective",
    "Kind",
    "Network",
    "Settings",
    "declared",
    "documented_table",
    "effective",
    "option",
    "unknown",
    "variable",
]
