"""`python -m benchmarks`: one of the benchmarks, or a synthetic nation in a file."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import reports, validation
from benchmarks.nation import write_nation
from benchmarks.page import write_page, write_section
from benchmarks.plan import Plan
from benchmarks.questions import QUESTIONS
from benchmarks.reports import Terms
from benchmarks.speed import measure
from benchmarks.table import tables

if TYPE_CHECKING:
    from collections.abc import Callable

EPILOGUE = """\
examples:
  python -m benchmarks speed                                    a million triples, all twelve queries, some 15 minutes
  python -m benchmarks speed --triples 100000 --rounds 2        a quick look
  python -m benchmarks speed --only look-up trace --clients 8   two queries
  python -m benchmarks speed --triples 10000000 --no-rdflib     ten million; rdflib would need 20 GB
  python -m benchmarks nation 1000000 nation.nq                 the data alone
  python -m benchmarks validation                               the shapes over the bundled graph
  python -m benchmarks trace --triples 100000 --sample 50       traces of the bundled graph and of a nation
  python -m benchmarks audit --folder nations                   every rule; the nation is kept there for the next run
  python -m benchmarks analysis                                 every analysis, over a million triples and a tenth

The Oxigraph server and rdflib-endpoint come with requirements/bench.txt. Where the load generator wrk is installed
(Debian: wrk), it asks the light queries; a client in Python does so elsewhere, takes more of the processors from the
servers and so hides part of the difference between them.
"""


def main(arguments: list[str]) -> None:
    """Run what is asked for."""
    options = _parser().parse_args(arguments)
    options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure policygraph beside others, as ratios within one run.",
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="speed|trace|audit|analysis|validation|nation")
    _add_speed(commands.add_parser("speed", help="twelve queries, three servers, in turns"))
    for name, (run, about) in reports.REPORTS.items():
        _add_report(commands.add_parser(name, help=about), name, run)
    checked = commands.add_parser("validation", help="validation of the bundled graph in two ways")
    checked.add_argument("--rounds", type=int, default=3, help="validations each way (default: 3)")
    checked.set_defaults(run=lambda options: validation.main(options.rounds))
    made = commands.add_parser("nation", help="write the synthetic nation to a file")
    made.add_argument("triples", type=int)
    made.add_argument("file", type=Path)
    made.add_argument("--seed", type=int, default=1)
    made.set_defaults(run=lambda options: print(write_nation(options.file, options.triples, options.seed)))
    return parser


def _add_speed(parser: argparse.ArgumentParser) -> None:
    names, plan = [question.name for question in QUESTIONS], Plan()
    parser.add_argument("--triples", type=int, default=plan.triples, help="size of the nation (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=plan.seed, help="where chance begins (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=plan.rounds, help="turns of a server (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=plan.seconds, help="length of a turn (default: %(default)s)")
    parser.add_argument("--clients", type=int, nargs="+", default=plan.clients, help="at once (default: 1 8 32)")
    parser.add_argument("--only", nargs="+", default=(), choices=names, metavar="QUERY", help=", ".join(names))
    parser.add_argument(
        "--workers", type=int, default=plan.workers, help="query processes (default: the server's choice)"
    )
    parser.add_argument("--no-rdflib", action="store_true", help="leave rdflib-endpoint out")
    parser.add_argument("--page", type=Path, help="write the tables between the markers of this page, and a plot")
    parser.set_defaults(run=_run_speed)


def _add_report(parser: argparse.ArgumentParser, name: str, run: Callable[[Terms], str]) -> None:
    parser.add_argument("--triples", type=int, default=1_000_000, help="size of the nation (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (default: %(default)s)")
    parser.add_argument("--sample", type=int, default=200, help="traces of each class of the nation (default: 200)")
    parser.add_argument("--bundled", type=int, help="traces of each class of the bundled graph (default: all)")
    parser.add_argument("--folder", type=Path, help="keep the data here and use them again (default: a temporary one)")
    parser.add_argument("--page", type=Path, help="write the tables between the markers of this page")
    parser.set_defaults(run=lambda options: _run_report(options, name, run))


def _run_report(options: argparse.Namespace, name: str, run: Callable[[Terms], str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        text = run(Terms(folder, options.triples, options.seed, options.sample, options.bundled))
    print(text)
    if options.page:
        write_section(options.page, name, text)


def _run_speed(options: argparse.Namespace) -> None:
    plan = Plan(
        options.triples, options.seed, options.rounds, options.seconds, tuple(options.clients), tuple(options.only),
        options.workers, rdflib=not options.no_rdflib,
    )  # fmt: skip
    figures = measure(plan)
    print(tables(figures))
    if options.page:
        write_page(options.page, figures)


if __name__ == "__main__":
    main(sys.argv[1:])
