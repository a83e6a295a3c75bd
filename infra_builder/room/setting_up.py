"""Setting up the room: the folder of a workshop with a plan for each group. Nothing that is there is written over."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from infra_builder.catalogue import Catalogue
from infra_builder.plan import Plan
from infra_builder.planfile import read, to_content
from infra_builder.problems import Problem, Unusable, unknown
from infra_builder.room import workshopfile
from infra_builder.room.workshop import FILE, Group, Workshop
from infra_builder.room.workshopfile import same_name
from infra_builder.saving import write_new
from infra_builder.starting import begun, scenarios

WINDOWS_PATH = 259
"""So many characters a path may have on Windows as it comes."""
NAMED = 5
"""So many files that are in the way are named."""


def set_up(folder: Path, workshop: Workshop, catalogue: Catalogue) -> tuple[Path, ...]:
    """Make the folder of a workshop, and give the files made: a plan a group, the workshop itself last.

    Raises Unusable, with nothing made, where one of them is there already or one cannot be written.
    """
    start = starter(workshop, catalogue)
    contents = {
        folder / group.plan: to_content(_begin(start, workshop, group), group.plan) for group in workshop.groups
    }
    contents[folder / FILE] = workshopfile.to_content(workshop, str(folder / FILE))
    if problems := [*_no_groups(folder, workshop), *_there(folder, [path.name for path in contents])]:
        raise Unusable(problems)
    made: list[Path] = []
    try:
        made += _make_folder(folder)
        for path, content in contents.items():
            write_new(path, content)
            made.append(path)
    except OSError as error:
        _unmake(made)
        raise Unusable([Problem(str(error.filename or folder), _reason(error, contents))]) from None
    return tuple(contents)


def starter(workshop: Workshop, catalogue: Catalogue) -> Plan:
    """What all groups begin with, nobody's name on it. Raises Unusable where that case cannot be used."""
    if not workshop.starter:
        return begun()
    known = {scenario.id: scenario for scenario in scenarios()}
    if workshop.starter not in known:
        raise Unusable([Problem(FILE, unknown("case to start from", workshop.starter, known), field="starter")])
    return read(known[workshop.starter].path, catalogue)


_THERE = "there is such a file already; choose another folder or move it away first"


def _begin(start: Plan, workshop: Workshop, group: Group) -> Plan:
    """A plan as that of a group: its name behind the title, so that papers on one table can be told apart."""
    title = " – ".join(part for part in (start.title or workshop.title, group.name) if part)
    return start.but(title=title, organisation=workshop.organisation or start.organisation)


def _no_groups(folder: Path, workshop: Workshop) -> Iterator[Problem]:
    if not workshop.groups:
        yield Problem(str(folder), "a workshop needs at least one group")


def _there(folder: Path, names: Sequence[str]) -> Iterator[Problem]:
    """The files to be made that are there already, under whatever capitals; of many only the first."""
    wanted = {same_name(name) for name in names}
    try:
        there = [path for path in sorted(folder.iterdir()) if same_name(path.name) in wanted]
        yield from (Problem(str(path), _THERE) for path in there[:NAMED])
        if len(there) > NAMED:
            yield Problem(str(folder), f"{len(there) - NAMED} more of the files to be made are there already")
    except FileNotFoundError:
        return
    except NotADirectoryError:
        yield Problem(str(folder), "this is a file, not a folder")
    except OSError as error:
        yield Problem(str(folder), _reason(error, [folder / name for name in names]))


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder with those it lies in, as far as they are missing; gives those made, the outermost first."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()][::-1]
    made: list[Path] = []
    try:
        for place in missing:
            place.mkdir()
            made.append(place)
    except OSError:
        _unmake(made)
        raise
    return made


def _unmake(made: Sequence[Path]) -> None:
    """Take away what was made, as far as that goes; a folder in which something else lies by now stays."""
    for path in reversed(made):
        with contextlib.suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)


def _reason(error: OSError, paths: Iterable[Path]) -> str:
    if isinstance(error, FileExistsError):
        return _THERE
    longest = max((len(str(path)) for path in paths), default=0)
    if error.errno == errno.ENAMETOOLONG or (os.name == "nt" and longest > WINDOWS_PATH):
        return f"the names of folder and files together are too long ({longest} characters); choose a folder less deep"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "nothing may be written in this folder; choose another one"
    if error.errno == errno.ENOSPC:
        return "there is no room left on this disk"
    return f"the folder cannot be set up: {error.strerror or error}"
