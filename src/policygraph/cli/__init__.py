"""The command line: it translates arguments into calls and errors into exit codes, and nothing else."""

from policygraph.cli.app import main

__all__ = ["main"]
