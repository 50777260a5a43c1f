"""`python -m benchmarks`: look-up latency over HTTP beside the Oxigraph server."""

import sys

from benchmarks.lookup import main

main(sys.argv[1:])
