"""What lies beside the plans of groups: copies that other programs made of them, strangers, locks."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from infra_builder.planfile import SUFFIX
from infra_builder.room.workshop import Group, Workshop
from infra_builder.room.workshopfile import same_name

_LOCK_LINES = 3
_LONGEST_LOCK = 2_000


def copies(group: Group, workshop: Workshop, names: Sequence[str]) -> tuple[str, ...]:
    """The files that look like other versions of a group's plan: `group-1 (2)`, `group-1-conflict…`, `Copy of group-1`.

    A name that begins with those of two groups belongs to the longer one.
    """
    return tuple(name for name in _loose(workshop, names) if _owner(name, workshop.groups) is group)


def strangers(workshop: Workshop, names: Sequence[str]) -> tuple[str, ...]:
    """The plan files that belong to no group and look like no copy of one."""
    return tuple(name for name in _loose(workshop, names) if _owner(name, workshop.groups) is None)


def holder(plan: Path) -> str:
    """The computer on which a plan is open, by the lock that lies beside it; "" where none does or it says nothing."""
    with contextlib.suppress(OSError):
        with plan.with_name(f".{plan.name}.lock").open("rb") as stream:
            lines = stream.read(_LONGEST_LOCK).decode("utf-8", "replace").splitlines()
        if len(lines) >= _LOCK_LINES:
            _pid, _program, host = lines[:_LOCK_LINES]
            return host.strip()
    return ""


def _loose(workshop: Workshop, names: Sequence[str]) -> Iterable[str]:
    known = {same_name(group.plan) for group in workshop.groups}
    return (name for name in names if same_name(name) not in known)


def _owner(name: str, groups: Iterable[Group]) -> Group | None:
    stem = same_name(name).removesuffix(SUFFIX)
    fitting = [group for group in groups if _continues(stem, same_name(group.plan).removesuffix(SUFFIX))]
    return max(fitting, key=lambda group: len(group.plan), default=None)


def _continues(stem: str, of: str) -> bool:
    """Whether a name is another one with something before or behind it that does not go on with its word or number."""
    behind, before = stem.removeprefix(of), stem.removesuffix(of)
    return (behind != stem and not behind[:1].isalnum()) or (before != stem and not before[-1:].isalnum())
