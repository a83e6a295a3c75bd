"""`infra-builder workshop`: how the groups of a workshop stand, as a table for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from exports.pdf.frame import Paper
from exports.room.handing_out import Written, papers, written
from exports.room.pack import print_pack
from exports.room_json import room_to_json
from infra_builder.catalogue import Catalogue
from infra_builder.knowledge import Knowledge
from infra_builder.problems import clipped
from infra_builder.room.collecting import look
from infra_builder.room.looks import Look, Room, State
from infra_builder.room.workshop import FILE, Workshop
from infra_builder.room.workshopfile import read
from ui.terminal import WIDTH

Papers = Literal["print", "handout"]
"""What a workshop prints: before it, and after it. Also the folder beside it in which they are made."""
_COLUMNS = (24, 30, 9, 8, 8)
"""Letters for group, verdict, answers, blocks and questions; the last change takes the rest."""
_HEAD = ("Group", "Verdict", "Answers", "Blocks", "Open", "Last change")
_STATES: Mapping[State, str] = {
    "fine": "",
    "untouched": "as it was set up",
    "missing": "the file is missing",
    "half_written": "half written",
    "unreadable": "cannot be read",
    "newer": "of a newer version",
}


def told(place: Path, knowledge: Knowledge, *, as_json: bool) -> tuple[str, Room]:
    """What to print of a workshop, and how its groups stand. `place` is the folder or the file; raises Unusable."""
    path = place / FILE if place.is_dir() else place
    workshop = read(path)
    room = look(path.parent, workshop, knowledge)
    if as_json:
        return room_to_json(str(path), workshop, room), room
    return "\n".join(_lines(str(path), workshop, room, knowledge.catalogue)), room


def on_paper(place: Path, room: Room, knowledge: Knowledge, kind: Papers, paper: Paper) -> Written:
    """Make the papers of a kind in a folder of that name beside the workshop. Raises Unusable."""
    path = place / FILE if place.is_dir() else place
    workshop, today = read(path), date.today()
    if kind == "print":
        return written(path.parent / kind, print_pack(workshop, knowledge, paper=paper, printed=today))
    return written(path.parent / kind, papers(room, workshop, knowledge, paper=paper, printed=today))


def _lines(path: str, workshop: Workshop, room: Room, catalogue: Catalogue) -> Iterator[str]:
    yield " · ".join(part for part in (workshop.title or "Untitled workshop", workshop.date) if part)
    yield path
    if workshop.running is not None:
        part = workshop.agenda[workshop.running]
        yield f"Now: {part.title} (part {workshop.running + 1} of {len(workshop.agenda)}, {part.minutes} minutes)"
    yield ""
    yield _row(_HEAD)
    for one in room.looks:
        yield _row(_cells(one, catalogue))
    for one in room.looks:
        yield from _remarks(one)
    if room.strangers:
        yield ""
        yield from _wrapped("Plans here that belong to no group: ", ", ".join(path.name for path in room.strangers))


def _row(cells: tuple[str, ...]) -> str:
    fixed = (clipped(cell, width - 2).ljust(width) for cell, width in zip(cells, _COLUMNS, strict=False))
    return "".join((*fixed, cells[-1])).rstrip()


def _cells(one: Look, catalogue: Catalogue) -> tuple[str, ...]:
    verdict = _STATES[one.state] or _verdict(one, catalogue)
    if one.plan is None:
        return one.group.name, verdict, "", "", "", _when(one)
    done = one.progress
    return one.group.name, verdict, f"{done.answered}/{done.asked}", str(done.blocks), str(one.questions), _when(one)


def _verdict(one: Look, catalogue: Catalogue) -> str:
    if not one.progress.blocks:
        return "nothing drawn yet"
    return ", ".join(catalogue.label("flag", flag) for flag in one.flags or ("balanced",))


def _when(one: Look) -> str:
    return "" if one.changed is None else f"{datetime.fromtimestamp(one.changed):%Y-%m-%d %H:%M}"


def _remarks(one: Look) -> Iterator[str]:
    """What has to be said of a group beyond its row."""
    said = [str(problem) for problem in one.problems]
    if one.plan is not None and not one.current:
        said.append("The numbers are those of the plan that could be read last.")
    if one.ahead:
        said.append("The date of the file lies in the future: the clock of some computer is wrong.")
    if one.holder:
        said.append(f"The plan is marked as open on {one.holder}.")
    if one.copies:
        said.append(f"There are further versions: {', '.join(path.name for path in one.copies)}")
    if said:
        yield ""
    for text in said:
        yield from _wrapped(f"{one.group.name}: ", text)


def _wrapped(start: str, text: str) -> list[str]:
    return textwrap.wrap(start + text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)
