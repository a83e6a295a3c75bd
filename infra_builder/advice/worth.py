"""Open questions by their worth: what each possible answer would make of the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from infra_builder.advice.verdicts import Supposing, Verdict
from infra_builder.amounts import number
from infra_builder.asking import WHOLE_NUMBERS, form
from infra_builder.design import Design
from infra_builder.evaluate import GoOn
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.report import Finding, OpenQuestion
from infra_builder.rules.conditions import Reason
from infra_builder.rules.wording import sentence
from infra_builder.vocabulary import Flag


@dataclass(frozen=True)
class Answered:
    """One possible answer: the value, or the least of a range of numbers that come to the same, in words, and the flags
    it leads to. `changes`: the flags or the grave findings are others than now; `appear` and `vanish`: which findings
    come and go then."""

    value: object
    says: str
    flags: tuple[Flag, ...]
    changes: bool
    appear: tuple[Finding, ...] = ()
    vanish: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Worth:
    """An open question and what its answers lead to; none where it asks for something that is not drawn."""

    question: OpenQuestion
    answers: tuple[Answered, ...]

    @property
    def decides(self) -> bool:
        """Whether some answer alone changes the verdict; others may still do so together with further answers."""
        return any(answer.changes for answer in self.answers)


def worth(
    plan: Plan, option: Option, knowledge: Knowledge, questions: Sequence[OpenQuestion], *, go_on: GoOn | None = None
) -> tuple[Worth, ...]:
    """The open questions of an option, first those of which an answer alone changes the verdict. Raises Stopped."""
    supposing = Supposing(plan, option, knowledge, go_on)
    design = Design(plan, option, knowledge.catalogue)
    found = [Worth(question, tuple(_answers(supposing, design, question))) for question in questions]
    return tuple(sorted(found, key=lambda one: (not one.decides, not one.question.may_raise)))


def _answers(supposing: Supposing, design: Design, question: OpenQuestion) -> Iterator[Answered]:
    last: Verdict | None = None
    for value in _values(supposing, question):
        told = supposing.verdict(question.field, question.subject, value)
        range_goes_on = isinstance(value, int | float) and not isinstance(value, bool) and last and told
        if told is None or (range_goes_on and last and told.like(last)):
            continue
        last = told
        now = supposing.now
        changes, appear, vanish = not told.like(now), told.without(now), now.without(told)
        yield Answered(value, _says(design, question, value), told.flags, changes, appear, vanish)


def _values(supposing: Supposing, question: OpenQuestion) -> Sequence[object]:
    """The answers worth trying: each word, yes and no, a number between any two lines that rules draw."""
    taken = form(question.field, question.subject, supposing.option, supposing.knowledge.catalogue)
    match taken and taken.sort:
        case "yes_no":
            return (True, False)
        case "one" if taken:
            return [choice.value for choice in taken.choices]
        case "several" if taken:
            words = tuple(choice.value for choice in taken.choices)
            return [(), *((word,) for word in words), words]
        case "number":
            return _numbers(supposing, question.field)
    return ()


def _numbers(supposing: Supposing, field: str) -> Sequence[float]:
    """A number from every stretch between lines, ascending."""
    lines = supposing.lines.get(field.rpartition(".")[2], ())
    if field in WHOLE_NUMBERS:
        return sorted({int(number) for line in lines for number in (0, line - 1, line, line + 1) if number >= 0})
    stretches = [
        (one + other) / 2 for one, other in zip((0.0, *lines), (*lines, 2 * max(lines, default=1)), strict=True)
    ]
    return sorted({0.0, *lines, *stretches})


def _says(design: Design, question: OpenQuestion, value: object) -> str:
    """An answer in words: as a reason is said, else the label of the word that was chosen."""
    if question.field == "block.zone":
        value = design.zones[str(value)]
    wanted = value if isinstance(value, tuple) else ()
    said = sentence(design, Reason(question.field, question.subject, value, wanted))
    if said:
        return said
    taken = form(question.field, question.subject, design.option, design.catalogue)
    labels = {choice.value: choice.label for choice in taken.choices} if taken else {}
    return labels.get(str(value), number(value) if isinstance(value, int | float) else str(value))
