"""How a trace looks in a terminal in short: the questions of an auditor, and what answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.cli.trace_lines import numbers, show_passages, text, write_hanging
from policygraph.trace.drawing.outline import Quote
from policygraph.trace.summary import summarise
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from policygraph.cli.trace_lines import Part
    from policygraph.trace import Trace
    from policygraph.trace.drawing import Words
    from policygraph.trace.summary import Answer

__all__ = ["show_summary"]

_MOST = 12
"""Answers that are shown to one question; the others are counted."""
_QUOTED = 3
"""Passages that an answer refers to; an ellipsis stands for the others."""


def show_summary(console: Console, trace: Trace, words: Words) -> None:
    """Write every question with its answers, each with its passages by number, and the passages at the end."""
    report = _Report(console, trace, words)
    report.head()
    for summary in summarise(trace):
        question = summary.question.zh if words.language == "zh" else summary.question.en
        console.print(text(("", "")))
        console.print(text((question, "bold blue")), highlight=False)
        for answer in summary.answers[:_MOST]:
            report.answer(answer)
        if len(summary.answers) > _MOST:
            console.print(text((f"  {words.more(len(summary.answers) - _MOST)}", "italic")))
        if not summary.answers:
            console.print(text((f"  {words.phrase('nothing')}", "dim")))
    show_passages(console, list(report.quotes.values()), words)


class _Report:
    """What has been written so far, and the passages that it refers to."""

    def __init__(self, console: Console, trace: Trace, words: Words) -> None:
        self.quotes: dict[str, Quote] = {}
        self._console = console
        self._trace = trace
        self._words = words

    def head(self) -> None:
        """Write what the trace is of, and whether a limit left answers out."""
        node = self._trace.nodes[self._trace.focus]
        about = f"{self._words.type(node)}  ·  {shorten(node.iri)}"
        write_hanging(self._console, text(*self._thing(node.iri)), "", "")
        write_hanging(self._console, text((about, "dim")), "", "")
        if not self._trace.complete:
            write_hanging(self._console, text((self._words.phrase("shortened"), "yellow")), "", "")

    def answer(self, answer: Answer) -> None:
        """Write an answer: the thing, how it is meant and known, of what it is true, and who says so."""
        words = self._words
        parts = [*(self._thing(answer.node) if answer.node else self._unstated(answer))]
        meant = [words.fact(fact) for fact in answer.qualities]
        if answer.node and answer.basis.kind in {"inferred", "derived"}:
            meant.append(words.basis(answer.basis))
        if meant:
            parts.append((f"  {words.phrase('comma').join(meant)}", "magenta"))
        if answer.about != self._trace.focus:
            about = words.label(self._trace.nodes[answer.about])
            parts.append((f"  {words.phrase('of', label=about)}", "dim"))
        parts.append((f"  {numbers(self._numbers(answer))}{' …' * (len(answer.evidence) > _QUOTED)}", "green"))
        write_hanging(self._console, text(*parts), "  • ", "    ")

    def _thing(self, iri: str) -> Iterator[Part]:
        node = self._trace.nodes[iri]
        label, second = self._words.labels(node)
        yield label, "bold"
        if second:
            yield f"  {second}", ""

    def _unstated(self, answer: Answer) -> Iterator[Part]:
        yield f"{self._words.name(answer.property)}  ", ""
        yield self._words.phrase("not-stated"), "black on yellow"

    def _numbers(self, answer: Answer) -> Iterator[int]:
        for iri in answer.evidence[:_QUOTED]:
            quote = Quote(len(self.quotes) + 1, self._trace.passages[iri])
            yield self.quotes.setdefault(iri, quote).number
