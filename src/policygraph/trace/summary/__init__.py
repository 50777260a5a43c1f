"""A trace in short: the questions of an auditor, each with what the trace answers and the words that say so."""

from policygraph.trace.summary.model import QUESTIONS, Answer, Question, Summary
from policygraph.trace.summary.summarise import summarise

__all__ = ["QUESTIONS", "Answer", "Question", "Summary", "summarise"]
