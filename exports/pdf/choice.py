"""What goes on paper: the sections and their order, and which option is shown in detail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Preset = Literal["board", "full"]

PRESETS: Final[Mapping[Preset, tuple[str, ...]]] = MappingProxyType({
    "board": ("decision", "picture_short", "findings_short", "options", "costs", "roadmap", "record"),
    "full": (
        "decision", "picture", "blocks", "situation", "findings", "notes", "repair", "options", "costs", "drills",
        "carries", "roadmap", "steps", "duties", "governance", "checklists", "questions", "record", "appendix",
    ),
})  # fmt: skip
"""The sections of each preset. Sections that have nothing to say about a plan are left out of it."""


@dataclass(frozen=True)
class Choice:
    """The sections by id, in their order, and the `option` shown in detail.

    Where that is "", it is every option, or only the first where there is to be `one`.
    """

    sections: tuple[str, ...]
    option: str = ""
    one: bool = False

    def __contains__(self, section: str) -> bool:
        return section in self.sections


def preset(name: Preset, option: str = "") -> Choice:
    """A ready-made choice. Raises KeyError for another name."""
    return Choice(PRESETS[name], option, one=name == "board")


FULL: Final = preset("full")
