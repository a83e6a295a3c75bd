"""The states of the search for a repair: an option after some moves, judged anew, and what can be done next.

On offer in a state is what its findings offer, and what those of the states before it did. For a finding only the moves
count that can make its condition answer otherwise; which do is taken from what each alone changes in the leaves of the
condition (see `touching`). Whatever clears the finding has one of them in it, so no other need be tried there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from infra_builder.advice.due import paid_in_all
from infra_builder.advice.moves import Mark, Move, last_resort, moves
from infra_builder.advice.spans import Span
from infra_builder.advice.touching import Compared
from infra_builder.design import Design
from infra_builder.edits import Refused
from infra_builder.evaluate import GoOn, judge
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.report import Finding, OptionReport
from infra_builder.rules.rule import Rule

Offers = Mapping[Mark, Move]
DEEPEST = 100
"""After so many moves the rest is left to people: remedies of a pack may call for each other for ever."""


@dataclass
class State:
    """The plan after some moves, and how its option is judged then.

    `left`: the findings that nobody is to decide. `offers`: what can be done, each with the days of the largest of the
    findings there that offer it.
    """

    plan: Plan
    option: Option
    chosen: tuple[Move, ...]
    marks: frozenset[Mark]
    report: OptionReport
    left: tuple[Finding, ...]
    offers: Offers
    days: float
    monthly: Span
    """What is paid out for it, in euros a month."""
    design: Design
    ahead: float = 0.0
    """The days that the findings left take at the least."""

    @property
    def order(self) -> tuple[float, float, float]:
        """What to look at first: what may take the fewest days, of equals the nearest to the end, then the cheapest."""
        return self.days + self.ahead, self.ahead, self.monthly.low + self.monthly.high


@dataclass
class Space:
    """All states that can be reached, made when asked for. Raises Stopped as soon as `go_on` says False."""

    knowledge: Knowledge
    go_on: GoOn | None = None
    judged: int = 0
    _states: dict[frozenset[Mark], State | None] = field(default_factory=dict)
    _touching: dict[tuple[str, Mark], bool] = field(default_factory=dict)
    _compared: dict[tuple[frozenset[Mark], Mark], Compared | None] = field(default_factory=dict)
    _ways: dict[tuple[frozenset[Mark], str], tuple[Move, ...]] = field(default_factory=dict)

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.knowledge.rules}

    def start(self, plan: Plan, option: Option) -> State:
        """The plan as it is."""
        return self._judged(plan, option.id, None, ())

    def after(self, state: State, move: Move) -> State | None:
        """The state after a further move; None where the edit is refused."""
        marks = state.marks | {move.mark}
        if marks not in self._states:
            self._states[marks] = self._made(state, move)
        known = self._states[marks]
        if known is not None and state.days + move.days < known.days:
            known = replace(known, chosen=(*state.chosen, move), days=state.days + move.days)
            self._states[marks] = known
        return known

    def _made(self, state: State, move: Move) -> State | None:
        chosen = (*state.chosen, move)
        if move.edit is None:
            left = tuple(found for found in state.left if found.key != move.finding)
            marks, days = state.marks | {move.mark}, state.days + move.days
            return self._bound(replace(state, chosen=chosen, marks=marks, left=left, days=days, ahead=0.0))
        try:
            plan = move.edit.apply(state.plan)
        except Refused:
            return None
        return self._judged(plan, state.option.id, state, chosen)

    def _judged(self, plan: Plan, option_id: str, before: State | None, chosen: tuple[Move, ...]) -> State:
        self.judged += 1
        catalogue, option = self.knowledge.catalogue, plan.option(option_id)
        report = judge(plan, option, self.knowledge, stages=False, go_on=self.go_on)
        design = Design(plan, option, catalogue)
        decided = {move.finding for move in chosen if move.edit is None}
        left = tuple(found for found in report.findings if found.key not in decided)
        made = State(
            plan=plan,
            option=option,
            chosen=chosen,
            marks=frozenset(move.mark for move in chosen),
            report=report,
            left=left,
            offers={},
            days=sum(move.days for move in chosen),
            monthly=paid_in_all(design),
            design=design,
        )
        offers: dict[Mark, Move] = {}
        done = {move.key for move in chosen}
        for found in left:
            for move in moves(found, plan, option, catalogue):
                if move.key in done and move.adds:
                    continue
                name = move.mark
                if name not in offers or offers[name].days < move.days:
                    offers[name] = move
        made.offers = {**(before.offers if before else {}), **offers}
        return self._bound(made)

    def next(self, state: State) -> Iterator[State]:
        """The states one move further, about the finding that leaves the least choice."""
        found = min(state.left, key=lambda one: len(self.ways(state, one)))
        ways = self.ways(state, found) if len(state.chosen) < DEEPEST else ()
        reached = [made for move in ways if (made := self.after(state, move))]
        if not reached and (made := self.after(state, last_resort(found))):
            reached = [made]
        yield from reached

    def ways(self, state: State, found: Finding) -> tuple[Move, ...]:
        """The moves that can help against a finding, alone or with others."""
        key = state.marks, found.key
        if key not in self._ways:
            there = ((name, move) for name, move in state.offers.items() if name not in state.marks)
            self._ways[key] = tuple(move for name, move in there if self._touches(state, move, name, found))
        return self._ways[key]

    def _touches(self, state: State, move: Move, name: Mark, found: Finding) -> bool:
        if move.edit is None:
            return move.finding == found.key
        key = found.key, name
        if key not in self._touching:
            compared = self._compare(state, move, name)
            rule = self._rules[found.rule]
            about = "" if rule.text.about == "situation" else found.about
            self._touching[key] = compared is not None and about in compared.touched(rule.when)
        return self._touching[key]

    def _compare(self, state: State, move: Move, name: Mark) -> Compared | None:
        key = state.marks, name
        if key not in self._compared:
            assert move.edit is not None
            try:
                plan = move.edit.apply(state.plan)
                after = Design(plan, plan.option(state.option.id), self.knowledge.catalogue)
                self._compared[key] = Compared(state.design, after)
            except Refused:
                self._compared[key] = None
        return self._compared[key]

    def _bound(self, state: State) -> State:
        """The state with the least that its findings take.

        Each finding takes its share of the days of the moves that can help against it; what one has taken, no other
        can, so that a move that helps against several is counted once.
        """
        ways = [(self.ways(state, found), found) for found in state.left]
        days = {move.mark: move.days for moves_, _ in ways for move in moves_}
        for helping, found in sorted(ways, key=lambda pair: (len(pair[0]), -last_resort(pair[1]).days)):
            share = min((days[move.mark] for move in helping), default=last_resort(found).days)
            state.ahead += share
            for move in helping:
                days[move.mark] -= share
        return state
