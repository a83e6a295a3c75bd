"""A vote that is going on: on what, which slips are in so far. It lives in the open workshop, not on a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from infra_builder.plan import Slip, Vote
from infra_builder.room.voting import silent

Way = Literal["alone", "paper"]
"""Each person alone at the keyboard, or slips of paper that somebody types in."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is voted on, and the slips. Nobody sees them before they are `revealed`."""

    group: str
    option: str
    group_name: str
    option_name: str
    way: Way
    slips: tuple[Slip, ...] = ()
    revealed: bool = False

    def with_slip(self, slip: Slip) -> Ballot:
        """With a slip more; the order in which they were cast is forgotten at once."""
        return replace(self, slips=silent((*self.slips, slip)))

    def without(self, place: int) -> Ballot:
        """Without the slip at a place, which was typed in wrongly."""
        return replace(self, slips=(*self.slips[:place], *self.slips[place + 1 :]))

    def opened(self) -> Ballot:
        """With its slips on the table."""
        return replace(self, revealed=True)

    def reopened(self) -> Ballot:
        """To be added to, openly: what was revealed is known."""
        return replace(self, way="paper", revealed=False)

    def vote(self, date: str) -> Vote:
        """The vote as the plan keeps it."""
        return Vote(option=self.option, date=date, slips=self.slips)
