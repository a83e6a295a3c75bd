"""The time of a part: it runs by a clock that nobody sets, and goes on after the program was closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from infra_builder.room.workshop import Clock
from ui.workshop.countdown import Countdown
from ui.workshop.face import figures

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Clocks:
    """The two clocks of a computer, to be turned by hand."""

    def __init__(self) -> None:
        self.ticks, self.now = 1000.0, NOON

    def pass_by(self, seconds: float) -> None:
        self.ticks += seconds
        self.now += timedelta(seconds=seconds)

    def countdown(self, left: float = 0, *, paused: bool = False) -> Countdown:
        return Countdown(left, paused=paused, ticks=lambda: self.ticks, now=lambda: self.now)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def test_time_runs_while_the_clock_on_the_wall_is_set_by_somebody(clocks: Clocks) -> None:
    time = clocks.countdown(600)
    clocks.now += timedelta(hours=5)
    clocks.ticks += 60
    assert time.left == 540


def test_paused_time_stands_still_and_then_goes_on(clocks: Clocks) -> None:
    time = clocks.countdown(600)
    time.pause()
    clocks.pass_by(100)
    assert time.left == 600
    time.go_on()
    clocks.pass_by(100)
    assert time.left == 500


def test_time_that_is_over_counts_on(clocks: Clocks) -> None:
    time = clocks.countdown(60)
    clocks.pass_by(180)
    assert time.left == -120


def test_minutes_added_to_time_that_is_over_count_from_now(clocks: Clocks) -> None:
    time = clocks.countdown(60)
    clocks.pass_by(180)
    time.add(300)
    assert time.left == 300


def test_time_went_on_while_the_program_was_closed(clocks: Clocks) -> None:
    written = clocks.countdown(600).clock()
    clocks.pass_by(200)
    time = clocks.countdown()
    time.take_up(written)
    assert (time.left, time.paused, time.doubtful) == (400, False, False)


def test_paused_time_is_taken_up_as_it_stood_however_long_ago(clocks: Clocks) -> None:
    written = clocks.countdown(600, paused=True).clock()
    clocks.pass_by(10**6)
    time = clocks.countdown()
    time.take_up(written)
    assert (time.left, time.paused, time.doubtful) == (600, True, False)


@pytest.mark.parametrize("at", ["2026-03-01T13:00:00Z", "2025-01-01T00:00:00Z"])
def test_a_clock_that_cannot_be_right_lets_the_time_stand_still(clocks: Clocks, at: str) -> None:
    time = clocks.countdown()
    time.take_up(Clock(left=300, at=at))
    clocks.pass_by(60)
    assert (time.left, time.paused, time.doubtful) == (300, True, True)
    time.go_on()
    assert not time.doubtful


def test_what_is_written_down_holds_whatever_the_time(clocks: Clocks) -> None:
    time = clocks.countdown(60)
    clocks.pass_by(10**6)
    assert time.clock().left == -86_400


@pytest.mark.parametrize(
    ("left", "text"), [(1500, "25:00"), (59.2, "1:00"), (0.4, "0:01"), (0, "0:00"), (-125.7, "+2:05"), (4000, "66:40")]
)
def test_figures_tell_minutes_and_seconds(left: float, text: str) -> None:
    assert figures(left) == text
