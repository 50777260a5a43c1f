"""`python -m policygraph` is the same as the `policygraph` command."""

from policygraph.cli import main

main()
