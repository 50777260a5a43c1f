"""Drawing a trace: each form is a pure function of the trace and of the words for it."""

from policygraph.trace.drawing.forms import FORMS, Form
from policygraph.trace.drawing.phrases import Language
from policygraph.trace.drawing.words import Words, read_words

__all__ = ["FORMS", "Form", "Language", "Words", "read_words"]
