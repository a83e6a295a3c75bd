"""Reading what a journal holds: at a glance for a list, or step by step to the plan as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from infra_builder.edits import Refused
from infra_builder.history import History
from infra_builder.journal.lines import Torn, edit_of, from_line, plan_of
from infra_builder.journal.writing import FORMAT, Base
from infra_builder.plan import Plan

LARGEST = 200_000_000
"""Bytes; a journal begins anew long before."""


class Unreadable(Exception):  # noqa: N818 - named for what the user meets
    """A journal of which not even the beginning can be read."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a journal is about. `when`: the last step, in seconds since 1970. `steps`: how many are in no file.

    `records` counts what was recorded and is in no file, which is no step.
    `file` and `digest` are those of the file that the plan came from, "" for none. `saved` is the digest of the
    content that was being saved last, where nothing was done after that, and `saved_as` the path. `replaces` names the
    journal that this one took the place of.
    """

    path: Path
    title: str
    file: str
    digest: str
    when: float
    steps: int
    saved: str = ""
    saved_as: str = ""
    replaces: str = ""
    records: int = 0

    @property
    def changes(self) -> int:
        """How many changes are in no file."""
        return self.steps + self.records


@dataclass(frozen=True, slots=True)
class Replayed:
    """The plan as it was, with its steps. `missed` counts the lines from the first on that could not be followed."""

    base: Base
    history: History
    missed: int


def glance(path: Path) -> Glance:
    """What a journal is about, without following its steps. Raises Unreadable or OSError."""
    head, lines, _ = _read(path)
    try:
        return _glance(path, head, lines)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable(str(path)) from None


def _glance(path: Path, head: dict[str, Any], lines: list[dict[str, Any]]) -> Glance:
    back, forth, records, when, saved, saved_as = 0, 0, 0, float(head["at"]), "", ""
    title = str(head["plan"].get("title", ""))
    for line in lines:
        title = str(line.get("title", title))
        when, saved, saved_as = float(line["at"]), str(line.get("saving", "")), str(line.get("file", ""))
        if "record" in line:
            records += 1
        elif "do" in line:
            back, forth = back + (not line["joined"]), 0
        elif "undo" in line:
            back, forth = back - 1, forth + 1
        elif "redo" in line:
            back, forth = back + 1, forth - 1
    steps = int(head["steps"]) + back
    file, digest, replaces = (str(head[name]) for name in ("file", "digest", "replaces"))
    return Glance(path, title, file, digest, when, steps, saved, saved_as, replaces, records)


def replay(path: Path, settle: Callable[[Plan], Plan] = lambda plan: plan) -> Replayed:
    """The plan as far as the steps can be followed. `settle` is what happens to a plan after every edit.

    Raises Unreadable or OSError.
    """
    head, lines, missed = _read(path)
    try:
        base = Base(plan_of(head["plan"]), str(head["file"]), str(head["digest"]), int(head["steps"]))
    except (ValidationError, KeyError, TypeError, ValueError):
        raise Unreadable(str(path)) from None
    history = History(base.plan)
    for index, line in enumerate(lines):
        if not _follow(history, line, settle):
            return Replayed(base, history, missed + len(lines) - index)
    return Replayed(base, history, missed)


def _follow(history: History, line: dict[str, Any], settle: Callable[[Plan], Plan]) -> bool:
    """Take the step of a line; False where that cannot be done."""
    if "undo" in line:
        return history.undo()
    if "redo" in line:
        return history.redo()
    if "do" in line:
        try:
            edit = edit_of(line["do"])
            after = settle(edit.apply(history.plan))
        except (Refused, ValidationError, KeyError, TypeError, ValueError):
            return False
        if edit.record:
            history.keep(after)
        else:
            history.take(after, str(line["label"]), joined=bool(line["joined"]))
    return True


def _read(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]], int]:
    """First line, further lines, and how many whole lines stand from the first damaged one on."""
    if path.stat().st_size > LARGEST:
        raise Unreadable(str(path))
    # What stands behind the last line end was never finished, so nobody was told that it was done.
    whole = path.read_bytes().split(b"\n")[:-1]
    found = list(_until_torn(whole))
    if not found or found[0].get("journal") != FORMAT or not isinstance(found[0].get("plan"), dict):
        raise Unreadable(str(path))
    missed = len(whole) - len(found)
    # One damaged line at the very end is the tear of a crash, too.
    return found[0], found[1:], 0 if missed == 1 else missed


def _until_torn(lines: list[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            yield from_line(line)
        except Torn:
            return
