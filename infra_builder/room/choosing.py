"""Two versions of one group's plan: this one, the other one, or both. What is not taken is kept in the folder `kept`.

Nothing tells which of two files is newer: clocks differ and copying changes dates. Both dates are told, and people say.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from infra_builder.catalogue import Catalogue
from infra_builder.comparing import Differences, compared, opposite
from infra_builder.edits import AddOption, Refused, new_option_id
from infra_builder.guarded_yaml import read_text
from infra_builder.matching import Side
from infra_builder.plan import Option, Plan
from infra_builder.planfile import SUFFIX, from_text, to_content
from infra_builder.problems import Problem, Unusable
from infra_builder.room.filenames import named_groups
from infra_builder.room.workshop import Workshop
from infra_builder.saving import digest_of, write_new, write_whole

KEPT = "kept"
"""The folder within that of a workshop in which versions are kept that were not taken."""


@dataclass(frozen=True)
class Version:
    """A file with one version of a plan. `changed` is its date in seconds since 1970, which may be wrong."""

    path: Path
    plan: Plan
    changed: float
    digest: str


@dataclass(frozen=True)
class Choice:
    """Two versions of a plan, and what differs from this one to the other, option by option."""

    this: Version
    other: Version
    differences: tuple[Differences, ...]

    @property
    def same(self) -> bool:
        """Whether both say the very same, decisions and places on the canvas included."""
        return self.this.plan == self.other.plan


def choice(this: Path, other: Path, catalogue: Catalogue) -> Choice:
    """The choice between two files. Raises Unusable with all that is wrong with either."""
    problems: list[Problem] = []
    versions = []
    for path in (this, other):
        try:
            versions.append(_version(path, catalogue))
        except Unusable as unusable:
            problems += unusable.problems
    if problems:
        raise Unusable(problems)
    first, second = versions
    pairs = opposite(first.plan, second.plan)
    differences = tuple(compared(Side(first.plan, one), Side(second.plan, two)) for one, two in pairs)
    return Choice(first, second, differences)


def keep_this(chosen: Choice, folder: Path) -> Path:
    """Take this version; gives where the other one is kept. Raises Unusable, as all of these do, with nothing lost."""

    def take() -> Path:
        kept = _keep(chosen.other, folder)
        _take_away(chosen.other, folder)
        return kept

    return _settled(chosen, take)


def keep_other(chosen: Choice, folder: Path) -> Path:
    """Put the other version in the place of this one; gives where this one is kept."""

    def take() -> Path:
        kept = _keep(chosen.this, folder)
        write_whole(chosen.this.path, chosen.other.path.read_bytes())
        _take_away(chosen.other, folder)
        return kept

    return _settled(chosen, take)


def keep_joined(chosen: Choice, folder: Path) -> Path:
    """Add the other version's options to this one; both are kept too. Gives where the other is. Raises Refused, too."""
    content = to_content(joined(chosen), str(chosen.this.path))

    def take() -> Path:
        _keep(chosen.this, folder)
        kept = _keep(chosen.other, folder)
        write_whole(chosen.this.path, content)
        _take_away(chosen.other, folder)
        return kept

    return _settled(chosen, take)


def keep_both(chosen: Choice, folder: Path, workshop: Workshop, name: str) -> Workshop:
    """Make the other version the plan of a further group; gives the workshop with that group, not written yet."""
    [group] = named_groups([name], workshop.groups)

    def make() -> Path:
        write_new(folder / group.plan, chosen.other.path.read_bytes())
        _take_away(chosen.other, folder)
        return folder / group.plan

    _settled(chosen, make)
    return workshop.but(groups=(*workshop.groups, group))


def joined(chosen: Choice) -> Plan:
    """This plan with the other one's options behind its own. Raises Refused where the two describe other work."""
    plan, other = chosen.this.plan, chosen.other.plan
    if {workload.id for workload in plan.workloads} != {workload.id for workload in other.workloads}:
        raise Refused("The two plans have different workloads, so their options do not fit into one plan.")
    for option in other.options:
        if option not in plan.options:
            plan = AddOption(option=_renamed(option, plan)).apply(plan)
    return plan


def _renamed(option: Option, plan: Plan) -> Option:
    """An option under an id and a name that the plan has not."""
    ids, names = {one.id for one in plan.options}, {one.name for one in plan.options}
    id_ = new_option_id(plan) if option.id in ids else option.id
    name, number = option.name, 1
    while name and name in names:
        number += 1
        name = f"{option.name} ({number})"
    return option.but(id=id_, name=name)


def _version(path: Path, catalogue: Catalogue) -> Version:
    mark = digest_of(path)
    plan = from_text(read_text(path), str(path), catalogue)
    try:
        return Version(path, plan, path.stat().st_mtime, mark)
    except OSError as error:
        raise _unusable(path, error) from None


def _settled(chosen: Choice, do: Callable[[], Path]) -> Path:
    """Do something with two files that are still those which were looked at."""
    if changed := tuple(_changed(chosen)):
        raise Unusable(changed)
    try:
        return do()
    except OSError as error:
        raise _unusable(Path(error.filename or chosen.this.path), error) from None


def _changed(chosen: Choice) -> Iterator[Problem]:
    for version in (chosen.this, chosen.other):
        if digest_of(version.path) != version.digest:
            yield Problem(str(version.path), "this file has changed in the meantime; look at the two versions again")


def _keep(version: Version, folder: Path) -> Path:
    """Copy a version into the folder of what is kept, under the next number that is free."""
    place = folder / KEPT
    place.mkdir(exist_ok=True)
    data, number = version.path.read_bytes(), 0
    while True:
        number += 1
        path = place / f"{version.path.stem} {number}{SUFFIX}"
        try:
            write_new(path, data)
        except FileExistsError:
            continue
        with contextlib.suppress(OSError):
            os.utime(path, (version.changed, version.changed))
        return path


def _take_away(version: Version, folder: Path) -> None:
    """Remove a version whose content is in another file by now; one on another stick is not ours to remove."""
    if version.path.parent.resolve() == folder.resolve():
        version.path.unlink()


def _unusable(path: Path, error: OSError) -> Unusable:
    return Unusable([Problem(str(path), f"this cannot be done just now: {error.strerror or error}; nothing is lost")])
