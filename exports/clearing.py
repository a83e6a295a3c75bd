"""How a finding clears, as lines under their labels: what would do, and what would with another kind of work."""

from __future__ import annotations

from collections.abc import Iterable

from exports.words import Common
from infra_builder.report import Way, apart

Labelled = tuple[str, tuple[str, ...]]


def clearing(ways: Iterable[Way], words: Common) -> tuple[Labelled, Labelled]:
    """The ways to clear a finding by a label each: first those to go, then those that lie in the work, if any."""
    first, rest = apart(ways)
    label = words.clears_if if len(first) == 1 else words.clears_if_one
    return (label, _lines(first, words)), (words.other_work, _lines(rest, words))


def clearing_lines(ways: Iterable[Way], words: Common) -> tuple[str, ...]:
    """The same as one list, for a single cell."""
    (_, first), (_, rest) = clearing(ways, words)
    return (*first, *(words.with_other_work.format(says=says) for says in rest))


def _lines(ways: Iterable[Way], words: Common) -> tuple[str, ...]:
    return tuple(_line(way, words) for way in ways)


def _line(way: Way, words: Common) -> str:
    says = [need.says for need in way.needs]
    return says[0] if len(says) == 1 else words.all_together.format(needs="; ".join(says))
