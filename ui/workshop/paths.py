"""What a path that somebody opens stands for. Knows no Qt."""

from __future__ import annotations

from pathlib import Path

from infra_builder.room.workshop import FILE
from infra_builder.saving import is_there


def workshop_at(path: Path) -> Path | None:
    """The folder of the workshop that a path stands for: itself where it is a folder, or that of a workshop.yaml."""
    if is_there(path) and path.is_dir():
        return path
    return path.parent if path.name.casefold() == FILE else None
