"""Handing out: each group's plan and the report about all, made and written one by one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath

from exports.pdf import preset, write_pdf
from exports.pdf.frame import Paper
from exports.room.report import workshop_report
from exports.room.summary import Row, rows
from exports.room.words import ENGLISH, Words
from infra_builder.advice.advise import advise
from infra_builder.evaluate import GoOn, Stopped
from infra_builder.knowledge import Knowledge
from infra_builder.problems import Problem, Unusable
from infra_builder.room.looks import Room
from infra_builder.room.workshop import Workshop
from infra_builder.saving import write_whole

Papers = Mapping[str, Callable[[], bytes]]
"""What makes each paper, by the name of its file."""


@dataclass(frozen=True)
class Written:
    """The files that were made, and what went wrong with the others, each named by its file."""

    made: tuple[Path, ...]
    problems: tuple[Problem, ...]


def papers(
    room: Room, workshop: Workshop, knowledge: Knowledge, *, groups: Collection[str] | None = None,
    paper: Paper = "A4", printed: datetime.date, words: Words = ENGLISH, go_on: GoOn | None = None,
) -> Papers:  # fmt: skip
    """What makes the papers: the report about all groups, and the board's plan of each group, or of those of some ids.

    Groups whose plan was never read have no plan to print; the report names them.
    """
    every = rows(room, knowledge)
    made: dict[str, Callable[[], bytes]] = {
        words.file_report: lambda: workshop_report(
            workshop, every, knowledge, paper=paper, printed=printed, words=words
        )
    }
    for row in every:
        if row.option is not None and (groups is None or row.look.group.id in groups):
            made[f"{PurePath(row.look.group.plan).stem}.pdf"] = _board_plan(row, knowledge, paper, printed, go_on)
    return made


def _board_plan(
    row: Row, knowledge: Knowledge, paper: Paper, printed: datetime.date, go_on: GoOn | None
) -> Callable[[], bytes]:
    def make() -> bytes:
        assert row.option is not None
        advice = {row.option.id: advise(row.plan, row.option, knowledge, go_on=go_on)}
        choice, made = preset("board", row.option.id), BytesIO()
        write_pdf(made, row.plan, row.report, knowledge, advice=advice, choice=choice, paper=paper, printed=printed)
        return made.getvalue()

    return make


def written(
    folder: Path,
    wanted: Papers,
    *,
    go_on: GoOn | None = None,
    done: Callable[[int, int, str], None] | None = None,
) -> Written:
    """Make every paper and write it into a folder, in place of an earlier one of that name.

    One that cannot be made or written is told, and the others are made all the same. `done` hears how many of how
    many are finished, and which comes next. Raises Stopped as soon as `go_on` says False; what was written stays.
    """
    made: list[Path] = []
    problems: list[Problem] = []
    for place, (name, make) in enumerate(wanted.items()):
        if go_on is not None and not go_on():
            raise Stopped
        if done is not None:
            done(place, len(wanted), name)
        path = folder / name
        try:
            content = make()
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
            made.append(path)
        except Unusable as unusable:
            problems += unusable.problems
        except OSError as error:
            problems.append(Problem(str(path), f"it could not be written: {error.strerror or error}"))
    if done is not None:
        done(len(wanted), len(wanted), "")
    return Written(tuple(made), tuple(problems))
