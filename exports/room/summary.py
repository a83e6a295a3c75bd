"""What a workshop came to, in values: a row a group, what several groups met, what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from infra_builder.advice.cost import cost_advice
from infra_builder.advice.spans import Span
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Decision, Option, Plan, Vote
from infra_builder.report import OptionReport, Report
from infra_builder.room.looks import Look, Room
from infra_builder.room.voting import Result, result


@dataclass(frozen=True)
class Row:
    """How a group stands; `option` is the design it is spoken of by, None where none could be read.

    `monthly` is the cost in euros a month where anything of it is known. `decision` is its vote on that design.
    """

    look: Look
    option: Option | None = None
    judged: OptionReport | None = None
    monthly: Span | None = None
    vote: Vote | None = None

    @property
    def plan(self) -> Plan:
        """The plan of the group; an empty one where none could be read."""
        return self.look.plan or Plan()

    @property
    def report(self) -> Report:
        """The judgement of the plan. Only where there is a design."""
        assert self.look.report is not None
        return self.look.report

    @property
    def name(self) -> str:
        """What the group is called."""
        return self.look.group.name

    @property
    def result(self) -> Result | None:
        """What came of its vote; None where there was none."""
        return result(self.vote) if self.vote else None

    @property
    def drawn(self) -> bool:
        """Whether there is a design to judge."""
        return self.judged is not None and not self.judged.empty

    @property
    def accepted(self) -> tuple[Decision, ...]:
        """What the group accepts as it is."""
        return tuple(each for each in self.plan.decisions if each.status == "accepted")


@dataclass(frozen=True)
class InCommon:
    """A rule that found something in two groups or more, in the words of the first; `groups` are their names."""

    says: str
    do: str
    flag: str
    groups: tuple[str, ...]


def rows(room: Room, knowledge: Knowledge, groups: Iterable[str] | None = None) -> tuple[Row, ...]:
    """A row for each group, or for those of some ids, in the order of the workshop."""
    wanted = None if groups is None else set(groups)
    return tuple(_row(seen, knowledge) for seen in room.looks if wanted is None or seen.group.id in wanted)


def _row(seen: Look, knowledge: Knowledge) -> Row:
    if seen.plan is None or seen.report is None or not seen.plan.options:
        return Row(seen)
    option, vote = spoken_of(seen.plan)
    costs = cost_advice(seen.plan, option, knowledge).now
    return Row(seen, option, seen.report.option(option.id), costs.monthly if costs.lines else None, vote)


def spoken_of(plan: Plan) -> tuple[Option, Vote | None]:
    """The design that a plan is spoken of by, with its vote: the last that was voted on, agreed ones first, else the
    first of the plan. The plan has an option.
    """
    there = {option.id: option for option in plan.options}
    votes = [vote for vote in plan.votes if vote.option in there]
    agreed = [vote for vote in votes if result(vote).outcome in ("agreed", "with_changes")]
    last = next(iter(reversed(agreed or votes)), None)
    return (there[last.option], last) if last else (plan.options[0], None)


def in_common(found: Iterable[Row]) -> tuple[InCommon, ...]:
    """What was found in two groups or more, the most frequent first; each rule counts once a group."""
    met: dict[str, list[tuple[str, InCommon]]] = {}
    for row in found:
        for finding in {each.rule: each for each in reversed(row.judged.findings)}.values() if row.judged else ():
            here = InCommon(finding.says, finding.do, finding.flag, ())
            met.setdefault(finding.rule, []).append((row.name, here))
    several = (each for each in met.values() if len(each) > 1)
    ranked = sorted(several, key=lambda each: -len(each))
    return tuple(
        InCommon(each[0][1].says, each[0][1].do, each[0][1].flag, tuple(name for name, _ in each)) for each in ranked
    )
