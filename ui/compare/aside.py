"""Pictures of large plans are drawn beside the window, so that it answers meanwhile; small ones at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ui.errands import Errands

T = TypeVar("T")
FEW = 60
"""So many links are drawn at once; the ways of more take longer than a person waits."""


class Aside(Errands):
    """Makes one thing at a time; what was asked for before is dropped."""

    def make(self, work: Callable[[], T], take: Callable[[T], object], *, large: bool) -> bool:
        """Let `take` have what `work` makes: at once, or later where it is `large`. Whether it has it already."""
        if large:
            self.instead(lambda _errand: work(), take)
        else:
            self.stop()
            take(work())
        return not large
