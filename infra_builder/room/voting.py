"""A silent vote: from slips to what was agreed. Nobody is named who did not write a name, and no order tells who wrote.

An option is agreed when everybody agrees; it is agreed with changes when nobody says "not yet" and somebody wants a
change; one "not yet" is enough for not yet. So no majority passes over a reason that somebody had.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from infra_builder.plan import Slip, Vote

Outcome = Literal["agreed", "with_changes", "not_yet", "open"]
"""What came of a vote; open where nobody has voted."""
GRAVEST_FIRST: tuple[Literal["not_yet", "with_changes", "agreed"], ...] = ("not_yet", "with_changes", "agreed")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a vote: how many said what, and the slips that give a reason, those against it first."""

    outcome: Outcome
    agreed: int
    with_changes: int
    not_yet: int
    reasons: tuple[Slip, ...]

    @property
    def people(self) -> int:
        """How many have voted."""
        return self.agreed + self.with_changes + self.not_yet

    @property
    def dissent(self) -> tuple[Slip, ...]:
        """The reasons of those who did not simply agree."""
        return tuple(slip for slip in self.reasons if slip.answer != "agreed")


def result(vote: Vote) -> Result:
    """What came of a vote."""
    counts = {answer: sum(slip.answer == answer for slip in vote.slips) for answer in GRAVEST_FIRST}
    outcome: Outcome = next((answer for answer in GRAVEST_FIRST if counts[answer]), "open")
    reasons = tuple(slip for slip in silent(vote.slips) if slip.reason.strip())
    return Result(outcome, counts["agreed"], counts["with_changes"], counts["not_yet"], reasons)


def silent(slips: Iterable[Slip]) -> tuple[Slip, ...]:
    """Slips in an order that follows from what they say, so that it does not tell who was first."""
    return tuple(sorted(slips, key=lambda slip: (GRAVEST_FIRST.index(slip.answer), slip.reason, slip.name)))
