"""The smallest repair: the steps of least effort after which an option is balanced.

What only a person can give, a name, a reason, skills, is never claimed. The repair assumes that it will be decided, and
lists it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from infra_builder.advice.due import paid_in_all
from infra_builder.advice.moves import Move, last_resort
from infra_builder.advice.spans import Span
from infra_builder.advice.states import Space, State
from infra_builder.advice.verdicts import deciding
from infra_builder.design import Design
from infra_builder.edits import Edit, Refused, Together
from infra_builder.evaluate import GoOn, Stopped, judge
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.report import Finding, OpenQuestion, OptionReport

Progress = Callable[[int, float], None]
"""Told, now and then, how many designs were judged so far, and the days of the best repair found."""
MOST_JUDGED = 1_500


@dataclass(frozen=True)
class Step:
    """One edit of a repair, with its effort in working days and what it did to the findings at its place in the row.

    `toward`: where it clears nothing by itself, the findings that would be left without it.
    """

    says: str
    days: float
    edit: Edit
    clears: tuple[Finding, ...]
    raises: tuple[Finding, ...]
    toward: tuple[Finding, ...] = ()

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """The findings for the sake of which it is done."""
        return self.clears or self.toward


@dataclass(frozen=True)
class ToDecide:
    """Something that only a person can settle: a finding, or a question that the repair raises. `days`: its effort."""

    says: str
    days: float
    finding: Finding | None = None
    question: OpenQuestion | None = None


@dataclass(frozen=True)
class Repair:
    """How an option becomes balanced.

    `proven`: no other choice among the steps on offer takes fewer days; otherwise it is the best that was found.
    Of repairs that take the same days, it leans to the cheaper. `after`: how the option is judged when the steps are
    done; its findings are those that `decisions` settle. `monthly` is what is paid out a month in euros, before and
    after, as far as the plan says enough to know.
    """

    option: str
    steps: tuple[Step, ...]
    decisions: tuple[ToDecide, ...]
    proven: bool
    before: OptionReport
    after: OptionReport
    monthly: tuple[Span, Span]
    judged: int

    @property
    def days(self) -> float:
        """The working days of all steps and decisions."""
        return sum(step.days for step in self.steps) + sum(decision.days for decision in self.decisions)

    @property
    def edit(self) -> Together | None:
        """All steps as one edit; None where there are none."""
        return Together(edits=tuple(step.edit for step in self.steps)) if self.steps else None


def repair(
    plan: Plan,
    option: Option,
    knowledge: Knowledge,
    *,
    go_on: GoOn | None = None,
    progress: Progress | None = None,
    most: int = MOST_JUDGED,
) -> Repair:
    """The repair of an option that takes the fewest working days.

    Where `go_on` says False, or when `most` designs have been judged, it is the best found so far.
    """
    search = _Search(Space(deciding(knowledge), go_on), progress or (lambda _judged, _days: None), most)
    chosen, proven = search.run(plan, option)
    needed = _needed(plan, option, knowledge, chosen)
    return _told(plan, option, knowledge, needed, proven=proven, judged=search.space.judged)


@dataclass
class _Search:
    space: Space
    progress: Progress
    most: int
    best: State | None = None

    def run(self, plan: Plan, option: Option) -> tuple[tuple[Move, ...], bool]:
        """The moves of the best repair found, and whether no other can be better."""
        at: State | None = None
        try:
            start = at = self.space.start(plan, option)
            while at.left:
                at = self._straight_on(at)
            self.best = at
            proven = self._prove(start)
        except Stopped:
            proven = False
        reached = self.best or at
        return (reached.chosen if reached else ()), proven

    def _straight_on(self, state: State) -> State:
        """One step further, to what promises most."""
        self._keep_going()
        return min(self.space.next(state), key=lambda one: one.order)

    def _prove(self, start: State) -> bool:
        """From the cheapest state on, until none that is left could lead to less than the best; False at the limit."""
        number = count()
        waiting = [(start.order, next(number), start)]
        seen: dict[frozenset[str], float] = {}
        while waiting:
            _, _, state = heapq.heappop(waiting)
            if not self._better(state) or seen.get(state.marks, float("inf")) <= state.days:
                continue
            seen[state.marks] = state.days
            if not state.left:
                self.best = state
                continue
            if self.space.judged >= self.most:
                return False
            self._keep_going()
            for made in filter(self._better, self.space.next(state)):
                heapq.heappush(waiting, (made.order, next(number), made))
        return True

    def _better(self, state: State) -> bool:
        return self.best is None or state.days + state.ahead < self.best.days

    def _keep_going(self) -> None:
        self.progress(self.space.judged, self.best.days if self.best else float("inf"))
        if self.space.go_on is not None and not self.space.go_on():
            raise Stopped


def _needed(plan: Plan, option: Option, knowledge: Knowledge, chosen: Sequence[Move]) -> tuple[Move, ...]:
    """The moves without those that turned out not to matter."""
    kept = list(chosen)
    left = _open(plan, option, knowledge, kept)
    for move in sorted(chosen, key=lambda one: -one.days):
        fewer = [one for one in kept if one is not move]
        try:
            if move.edit is not None and _open(plan, option, knowledge, fewer) <= left:
                kept = fewer
        except Refused:
            continue
    return tuple(kept)


def _open(plan: Plan, option: Option, knowledge: Knowledge, moves: Sequence[Move]) -> set[str]:
    """The keys of the findings after some moves."""
    for move in moves:
        plan = move.edit.apply(plan) if move.edit else plan
    return {found.key for found in judge(plan, plan.option(option.id), knowledge, stages=False).findings}


def _told(
    plan: Plan, option: Option, knowledge: Knowledge, chosen: Sequence[Move], *, proven: bool, judged: int
) -> Repair:
    """The repair as it is shown: each edit with what it does to the findings, and what is left to people."""
    before = report = judge(plan, option, knowledge, stages=False)
    costs = _monthly(plan, option, knowledge)
    toward = partial(_toward, plan, option, knowledge)
    steps: list[Step] = []
    for move in chosen:
        if move.edit is None:
            continue
        plan = move.edit.apply(plan)
        was, report = report, judge(plan, plan.option(option.id), knowledge, stages=False)
        clears, raises = _fewer(was, report), _fewer(report, was)
        steps.append(Step(move.says, move.days, move.edit, clears, raises))
    steps = [step if step.clears else replace(step, toward=toward(step, steps, report)) for step in steps]
    decided = {move.finding: move for move in chosen if move.edit is None}
    decisions = [_by_person(found, decided) for found in report.findings]
    asked = {question.key for question in before.questions}
    new = (question for question in report.questions if question.key not in asked)
    decisions += (ToDecide(question.says, 0.0, question=question) for question in new)
    return Repair(
        option.id,
        tuple(steps),
        tuple(decisions),
        proven,
        before,
        report,
        (costs, _monthly(plan, option, knowledge)),
        judged,
    )


def _toward(
    plan: Plan, option: Option, knowledge: Knowledge, step: Step, steps: Sequence[Step], after: OptionReport
) -> tuple[Finding, ...]:
    """What is left when all steps but one are done; where the others hang on it, what those after it clear."""
    try:
        for other in steps:
            plan = plan if other is step else other.edit.apply(plan)
    except Refused:
        return tuple(found for other in steps[steps.index(step) + 1 :] for found in other.clears)
    return _fewer(judge(plan, plan.option(option.id), knowledge, stages=False), after)


def _monthly(plan: Plan, option: Option, knowledge: Knowledge) -> Span:
    """What is paid out a month for the option of a plan."""
    return paid_in_all(Design(plan, plan.option(option.id), knowledge.catalogue))


def _by_person(found: Finding, decided: Mapping[str, Move]) -> ToDecide:
    move = decided.get(found.key) or last_resort(found)
    return ToDecide(move.says, move.days, finding=found)


def _fewer(one: OptionReport, other: OptionReport) -> tuple[Finding, ...]:
    """The findings of one report that the other does not have."""
    there = {found.key for found in other.findings}
    return tuple(found for found in one.findings if found.key not in there)
