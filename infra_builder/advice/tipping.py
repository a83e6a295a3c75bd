"""Tipping points: the nearest value of each number and choice at which the verdict or a grave finding changes.

The values on both sides of each are judged. Numbers are looked for at the lines that rules draw, and in steps that
double, so that sums over several workloads are found too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from infra_builder.advice.verdicts import Supposing, Verdict
from infra_builder.asking import WHOLE_NUMBERS, present
from infra_builder.design import Design
from infra_builder.evaluate import GoOn
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.report import Finding
from infra_builder.rules.conditions import Reason
from infra_builder.rules.wording import sentence
from infra_builder.vocabulary import ORDERED, VOCABULARIES, Flag

_CHOICES = ("stage", "sensitivity", "timing", "usage")
_FARTHEST = {"users": 1e7, "people": 1e3, "monthly_budget_eur": 1e8, "data_gb": 1e9, "gb_per_month": 1e9}
"""How far a number is followed; beyond it, nothing is said."""


@dataclass(frozen=True)
class TippingPoint:
    """A value at which the verdict or a grave finding changes.

    Until `until`, which may be the value of the plan, all is as it is; at `at` the plan is told `flags` instead. Skills
    tip by one that is gained or lost. `says` puts the new value into words.
    """

    field: str
    subject: str
    now: object
    until: object
    at: object
    says: str
    flags: tuple[Flag, ...]
    appear: tuple[Finding, ...]
    vanish: tuple[Finding, ...]


@dataclass(frozen=True)
class Tipping:
    """All tipping points of an option, and the answers (field, subject) that change nothing however they are given."""

    points: tuple[TippingPoint, ...]
    steady: tuple[tuple[str, str], ...]


def tipping(plan: Plan, option: Option, knowledge: Knowledge, *, go_on: GoOn | None = None) -> Tipping:
    """The tipping points of an option. What the plan does not answer is left to the questions. Raises Stopped."""
    supposing = Supposing(plan, option, knowledge, go_on)
    design = Design(plan, option, knowledge.catalogue)
    points: list[TippingPoint] = []
    steady: list[tuple[str, str]] = []
    for field, subject in _answered(plan, option):
        found = list(_Line(supposing, design, field, subject).points())
        points += found
        if not found:
            steady.append((field, subject))
    return Tipping(tuple(points), tuple(steady))


def _answered(plan: Plan, option: Option) -> Iterator[tuple[str, str]]:
    """The answers that are tried otherwise: those that the plan gives."""
    fields = [(f"workload.{name}", one.id) for one in plan.workloads for name in ("users", "data_gb", *_CHOICES)]
    fields += [("situation.people", ""), ("situation.monthly_budget_eur", ""), ("situation.skills", "")]
    fields += [("flow.gb_per_month", flow.id) for flow in option.flows]
    return (pair for pair in fields if present(plan, option, *pair) is not None)


@dataclass(frozen=True)
class _Line:
    """One answer of a plan, tried with other values."""

    supposing: Supposing
    design: Design
    field: str
    subject: str

    @property
    def now(self) -> object:
        return present(self.supposing.plan, self.supposing.option, self.field, self.subject)

    @property
    def name(self) -> str:
        return self.field.rpartition(".")[2]

    def points(self) -> Iterator[TippingPoint]:
        now = self.now
        if self.field == "situation.skills" and isinstance(now, tuple):
            yield from self._skills(now)
        elif isinstance(now, int | float):
            yield from self._number(now)
        elif isinstance(now, str):
            yield from self._choice(now)

    def _told(self, value: object) -> Verdict | None:
        return self.supposing.verdict(self.field, self.subject, value)

    def _changed(self, value: object) -> Verdict | None:
        """The verdict with a value, where it differs from that of the plan."""
        told = self._told(value)
        return told if told is not None and not told.like(self.supposing.now) else None

    def _choice(self, now: str) -> Iterator[TippingPoint]:
        words = VOCABULARIES[self.name]
        place = words.index(now)
        ways: list[Sequence[str]] = [words[place + 1 :], words[:place][::-1]]
        if self.name not in ORDERED:
            ways = [[word] for word in words if word != now]
        for way in ways:
            until = now
            for word in way:
                if told := self._changed(word):
                    yield self._point(until, word, told, self._says(word))
                    break
                until = word

    def _skills(self, now: tuple[str, ...]) -> Iterator[TippingPoint]:
        for skill in VOCABULARIES["skill"]:
            gained = skill not in now
            other = (*now, skill) if gained else tuple(one for one in now if one != skill)
            if told := self._changed(other):
                yield self._point(now, other, told, self._says((skill,) if gained else (), wanted=(skill,)))

    def _number(self, now: float) -> Iterator[TippingPoint]:
        for way in (self._above(now), self._below(now)):
            until = now
            for value in way:
                if told := self._changed(value):
                    until, value, told = self._narrowed(until, value, told)
                    yield self._point(until, value, told, self._says(value))
                    break
                until = value

    @property
    def _whole(self) -> bool:
        return self.field in WHOLE_NUMBERS or self.field == "situation.monthly_budget_eur"

    @property
    def _lines(self) -> Iterator[float]:
        """Just below and at each line of the rules, and just above the last; the next line sees what lies between."""
        lines = self.supposing.lines.get(self.name, ())
        for line in lines:
            yield from (line - 1, line) if self._whole else (_before(line), line)
        if lines:
            yield lines[-1] + 1 if self._whole else _behind(lines[-1])

    def _above(self, now: float) -> Sequence[float]:
        most = _FARTHEST[self.name]
        doubled = (max(now, 1.0) * 2.0**step for step in range(1, 64, 1 if self._whole else 4))
        values = {value for value in (*self._lines, *doubled, most) if now < value <= most}
        return self._values(sorted(values))

    def _below(self, now: float) -> Sequence[float]:
        halved = (now / 2.0**step for step in range(1, 32, 1 if self._whole else 4))
        values = {value for value in (*self._lines, *halved, 0.0) if 0 <= value < now}
        return self._values(sorted(values, reverse=True))

    def _values(self, values: Iterable[float]) -> Sequence[float]:
        return list(dict.fromkeys(int(value) for value in values)) if self._whole else list(values)

    def _narrowed(self, same: float, other: float, told: Verdict) -> tuple[float, float, Verdict]:
        """The last value that changes nothing and the first that does, by halving what lies between."""
        for _ in range(80):
            middle = (int(same) + int(other)) // 2 if self._whole else (same + other) / 2
            if middle in (same, other):
                break
            if found := self._changed(middle):
                other, told = middle, found
            else:
                same = middle
        return same, other, told

    def _point(self, until: object, at: object, told: Verdict, says: str) -> TippingPoint:
        now = self.supposing.now
        return TippingPoint(
            field=self.field,
            subject=self.subject,
            now=self.now,
            until=until,
            at=at,
            says=says,
            flags=told.flags,
            appear=told.without(now),
            vanish=now.without(told),
        )

    def _says(self, value: object, wanted: tuple[str, ...] = ()) -> str:
        return sentence(self.design, Reason(self.field, self.subject, value, wanted))


def _before(number: float) -> float:
    return math.nextafter(number, -math.inf)


def _behind(number: float) -> float:
    return math.nextafter(number, math.inf)
