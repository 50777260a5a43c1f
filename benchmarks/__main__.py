"""`python -m benchmarks [lookup|validation]`: one of them, or both where none is named."""

import sys

from benchmarks import lookup, validation

RUNS = {"lookup": lookup.main, "validation": validation.main}

name = sys.argv[1] if len(sys.argv) > 1 else ""
if name in ("-h", "--help"):
    sys.exit(f"usage: python -m benchmarks [{'|'.join(RUNS)}] [options]; each explains its options with --help")
if name and name not in RUNS:
    sys.exit(f"no benchmark is named {name!r}: there are {' and '.join(RUNS)}")
for run in [RUNS[name]] if name else RUNS.values():
    run(sys.argv[2:])
