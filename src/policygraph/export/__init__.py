"""The graph as files for others."""

from policygraph.export.dumps import write_dumps

__all__ = ["write_dumps"]
