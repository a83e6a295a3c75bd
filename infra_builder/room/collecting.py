"""How all groups of a workshop stand, from the files in its folder: looked at again and again while they change.

One file that cannot be read never stops the rest, and what was read of it last stays. Whether a file has changed is
told by its content, never by its date. Nothing in the folder is changed.
"""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from infra_builder.evaluate import GoOn, Judged, Stopped, evaluate
from infra_builder.formats import Newer
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Plan
from infra_builder.planfile import READ, SUFFIX, from_text
from infra_builder.problems import Problem, Unusable
from infra_builder.room.beside import copies, holder, strangers
from infra_builder.room.looks import Look, Room, State
from infra_builder.room.setting_up import starter
from infra_builder.room.workshop import Group, Workshop
from infra_builder.saving import digest

CLOCKS_APART = 120
"""Seconds by which the clocks of two computers may differ before anybody is told."""


def look(
    folder: Path,
    workshop: Workshop,
    knowledge: Knowledge,
    before: Room | None = None,
    *,
    now: float | None = None,
    go_on: GoOn | None = None,
) -> Room:
    """How the groups stand. `before` is what was seen last: what has not changed since is not judged again.

    `now` is the time in seconds since 1970. Raises Stopped as soon as `go_on` says False, and nothing else.
    """
    moment = time.time() if now is None else now
    names, problem = _names(folder)
    known = {seen.group.id: seen for seen in before.looks} if before is not None and before.folder == folder else {}
    given = _Given(workshop, knowledge)
    looks = []
    for group in workshop.groups:
        if go_on is not None and not go_on():
            raise Stopped
        seen = _seen(folder / group.plan, group, known.get(group.id), given, knowledge, go_on)
        looks.append(
            replace(
                seen,
                ahead=_ahead(seen.changed, moment),
                holder=holder(seen.path),
                copies=tuple(folder / name for name in copies(group, workshop, names)),
            )
        )
    return Room(folder, tuple(looks), tuple(folder / name for name in strangers(workshop, names)), problem)


def _names(folder: Path) -> tuple[tuple[str, ...], str]:
    """The plan files in a folder, and why they cannot be told where they cannot."""
    try:
        return tuple(sorted(name for name in os.listdir(folder) if name.lower().endswith(SUFFIX))), ""  # noqa: PTH208
    except FileNotFoundError:
        return (), "The folder of the workshop is not there any more. Is the stick still in its place?"
    except OSError as error:
        return (), f"The folder of the workshop cannot be read: {error.strerror or error}."


def _ahead(changed: float | None, now: float) -> float:
    lead = 0.0 if changed is None else changed - now
    return lead if lead > CLOCKS_APART else 0.0


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file held, and when it was written. `settled`: it did not change while it was read."""

    data: bytes
    changed: float
    settled: bool


def _content(path: Path) -> _Content:
    """The content of a file. Raises OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("this is not an ordinary file")
    with path.open("rb") as stream:
        first = os.fstat(stream.fileno())
        data = stream.read(READ.size + 1)
        last = os.fstat(stream.fileno())
    steady = (first.st_size, first.st_mtime_ns) == (last.st_size, last.st_mtime_ns)
    return _Content(data, last.st_mtime, steady and len(data) == min(last.st_size, READ.size + 1))


def _seen(
    path: Path, group: Group, known: Look | None, given: _Given, knowledge: Knowledge, go_on: GoOn | None
) -> Look:
    """How one group stands by its file alone."""
    last = replace(known, group=group, path=path) if known is not None else Look(group, path)
    try:
        content = _content(path)
    except FileNotFoundError:
        return last.without("missing", (Problem(str(path), "there is no such file"),))
    except OSError as error:
        return last.without("unreadable", (Problem(str(path), f"the file cannot be read: {error.strerror or error}"),))
    mark = digest(content.data)
    dated = replace(last, changed=content.changed, digest=mark)
    if mark == last.digest and last.read and last.report is not None and last.report.knowledge == knowledge.digest:
        return dated
    try:
        plan = _plan(content.data, path, knowledge)
    except Newer as newer:
        return dated.without("newer", newer.problems)
    except Unusable as unusable:
        whole = content.settled and _whole(content.data)
        return dated.without("unreadable" if whole else "half_written", unusable.problems)
    earlier = Judged(last.plan, last.report) if last.plan is not None and last.report is not None else None
    report = evaluate(plan, knowledge, before=earlier, go_on=go_on)
    state: State = "untouched" if given.still(plan) else "fine"
    return replace(dated, state=state, problems=(), plan=plan, report=report)


def _plan(data: bytes, path: Path, knowledge: Knowledge) -> Plan:
    if len(data) > READ.size:
        raise Unusable([Problem(str(path), f"the file is too large; at most {READ.size / 1e6:.0f} MB are read", 1)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unusable([Problem(str(path), "the file is not UTF-8 text", line)]) from None
    return from_text(text, str(path), knowledge.catalogue)


def _whole(data: bytes) -> bool:
    """Whether a file looks as if its last byte has been written: ours end with a line; a torn one is often zeroes."""
    return data.endswith(b"\n") and b"\0" not in data


class _Given:
    """What the groups were given to begin with, read at most once a look."""

    def __init__(self, workshop: Workshop, knowledge: Knowledge) -> None:
        self._workshop, self._knowledge = workshop, knowledge

    def still(self, plan: Plan) -> bool:
        """Whether a plan is no more than that; places on the canvas are no work."""
        return self._work is not None and _work(plan) == self._work

    @cached_property
    def _work(self) -> object:
        try:
            return _work(starter(self._workshop, self._knowledge.catalogue))
        except Unusable:
            return None


def _work(plan: Plan) -> object:
    return _without_places(plan.model_dump(exclude={"title", "organisation"}))


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_places(inner) for name, inner in value.items() if name not in ("at", "size")}
    if isinstance(value, list | tuple):
        return [_without_places(inner) for inner in value]
    return value
