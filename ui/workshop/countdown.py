"""The time of the part that runs. While it runs a clock counts that nobody can set; the one on the wall only says
when it was written down, so that the time goes on after the program was closed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from infra_builder.room.workshop import Clock

BELIEVED = 12 * 3600
"""Seconds: a clock that says the program was away for longer is not believed."""
FARTHEST = 86_400
_FORM = "%Y-%m-%dT%H:%M:%SZ"


def wall_clock() -> datetime:
    """What time it is by this computer."""
    return datetime.now(UTC)


class Countdown:
    """How much of a part is left, in seconds; below zero it is over and counts on."""

    def __init__(
        self,
        left: float = 0,
        *,
        paused: bool = True,
        ticks: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        self._ticks, self._now = ticks, now
        self.doubtful = False
        """Whether the clock of this computer could not be believed when the time was taken up again."""
        self.set(left, paused=paused)

    def set(self, left: float, *, paused: bool) -> None:
        """Leave so many seconds, running or standing still."""
        self._left = min(max(left, -FARTHEST), FARTHEST)
        self._since, self.paused = self._ticks(), paused

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self._left if self.paused else self._left - (self._ticks() - self._since)

    def pause(self) -> None:
        """Stand still."""
        self.set(self.left, paused=True)

    def go_on(self) -> None:
        """Run on."""
        self.set(self.left, paused=False)
        self.doubtful = False

    def add(self, seconds: float) -> None:
        """Leave more, or less. A part that is over counts from now."""
        self.set(max(self.left, 0.0) + seconds if seconds > 0 else self.left + seconds, paused=self.paused)

    def clock(self) -> Clock:
        """The time as it is written down."""
        left = round(min(max(self.left, -FARTHEST), FARTHEST))
        return Clock(left=left, at=self._now().strftime(_FORM), paused=self.paused)

    def take_up(self, clock: Clock) -> None:
        """Go on from what was written down; where this computer's clock cannot be right, stand still."""
        away = (self._now() - datetime.strptime(clock.at, _FORM).replace(tzinfo=UTC)).total_seconds()
        if clock.paused:
            self.set(clock.left, paused=True)
        elif 0 <= away <= BELIEVED:
            self.set(clock.left - away, paused=False)
        else:
            self.set(clock.left, paused=True)
            self.doubtful = True
