"""Amounts that are known from one end to the other, and reckoning with them: low never exceeds high."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, slots=True)
class Span:
    """Every amount from `low` to `high`, neither below zero. Raises ValueError where the ends are crossed."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"no span: {self.low} to {self.high}")

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Span) -> Span:
        return Span(self.low * other.low, self.high * other.high)

    def per(self, other: Span) -> Span | None:
        """What one of `other` comes to; None where there may be none of it."""
        return Span(self.low / other.high, self.high / other.low) if other.low > 0 else None

    def or_(self, other: Span) -> Span:
        """Everything from the lower of the two to the higher."""
        return Span(min(self.low, other.low), max(self.high, other.high))


NOTHING = Span(0, 0)
ONE = Span(1, 1)


def exactly(amount: float) -> Span:
    """An amount that is known."""
    return Span(amount, amount)


def total(spans: Iterable[Span]) -> Span:
    """The sum of some spans."""
    found = tuple(spans)
    return Span(fsum(span.low for span in found), fsum(span.high for span in found))
