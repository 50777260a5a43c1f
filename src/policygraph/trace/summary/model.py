"""The questions of an auditor, and the shape of their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from policygraph.trace.model import Basis, Fact

__all__ = ["QUESTIONS", "Answer", "Question", "State", "Summary"]

State = Literal["answered", "not-stated", "open"]


class Question(NamedTuple):
    """A question.

    Attributes:
        id: A short name for it that does not change.
        en: The question in English.
        zh: The question in Chinese.
    """

    id: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a thing, or that the source does not state one.

    Attributes:
        about: IRI of the thing of which it is true, such as the document that has the number.
        property: IRI of the property that leads to the answer.
        node: IRI of the thing that answers; None where a reading looked for one and the source does not state it.
        qualities: What says how it is meant: a role, a stage, a status, a modality.
        basis: How it is known.
        evidence: IRIs of the passages that say so.
    """

    about: str
    property: str
    node: str | None
    qualities: tuple[Fact, ...]
    basis: Basis
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A question with its answers.

    Attributes:
        question: The question.
        answers: The answers in the order of the trace, each once.
        focus: IRI of the thing that the trace starts from.
    """

    question: Question
    answers: tuple[Answer, ...]
    focus: str

    @property
    def state(self) -> State:
        """Whether a thing answers it, or the source does not state it, or the trace has nothing on it.

        What is said of the focus decides, where anything is: the issuer of a report does not answer for a draft in it.
        """
        told = [answer for answer in self.answers if answer.about == self.focus] or self.answers
        if any(answer.node for answer in told):
            return "answered"
        return "not-stated" if told else "open"


QUESTIONS = (
    Question("ordered-by", "What ordered it?", "由何事项或文件要求？"),
    Question("document", "In which document?", "出自哪份文件？"),
    Question("number", "With which number?", "文号是什么？"),
    Question("issued-by", "Issued by whom, in which role?", "由谁发布，以何种身份？"),
    Question("took-part", "Who else took part, and when?", "还有谁参与，处于哪个阶段？"),
    Question("basis", "On which basis?", "依据是什么？"),
    Question("responsible", "Who answers for it?", "由谁负责？"),
    Question("supervised-by", "Who supervises it?", "由谁监督？"),
    Question("done", "What was done?", "做了什么？"),
    Question("measured", "What was measured or counted?", "测得或统计到什么结果？"),
    Question("accepted", "What was accepted?", "验收销号情况如何？"),
    Question("planned", "What is only planned or prescribed?", "哪些仅为计划或规定？"),
    Question("not-stated", "What is not stated?", "哪些未载明？"),
    Question("defects", "What is damaged in the text?", "原文有哪些缺陷？"),
)
"""The questions in the order in which they are asked."""
