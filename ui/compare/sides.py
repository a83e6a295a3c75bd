"""What can be compared: the options of the open plan, its milestones, and plans from other files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication

from infra_builder.matching import Side
from infra_builder.plan import Option, Plan

Origin = Literal["option", "milestone", "file"]


@dataclass(frozen=True)
class Offer:
    """A design that can be chosen. `key` names it as long as its origin has it; `name` says what it is called."""

    key: str
    name: str
    origin: Origin
    side: Side

    @property
    def own(self) -> bool:
        """Whether it is an option of the open plan as it is now."""
        return self.origin == "option"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Compare", text)


def offers(plan: Plan, files: Mapping[Path, Plan]) -> tuple[Offer, ...]:
    """Every design that can be chosen; `files` are other plans by their files."""
    return (*_options(plan), *_milestones(plan), *_files(files))


def _options(plan: Plan) -> Iterator[Offer]:
    for option in plan.options:
        yield Offer(f"option {option.id}", _called(option), "option", Side(plan, option))


def _milestones(plan: Plan) -> Iterator[Offer]:
    for place, milestone in enumerate(plan.milestones):
        then = plan.but(situation=milestone.situation, workloads=milestone.workloads, options=milestone.options)
        for option in then.options:
            name = _tr("“{milestone}”: {option}").format(milestone=milestone.name, option=_called(option))
            yield Offer(f"milestone {place} {milestone.made} {option.id}", name, "milestone", Side(then, option))


def _files(files: Mapping[Path, Plan]) -> Iterator[Offer]:
    """Groups that began with the same plan often have the same title; then the folder tells them apart."""
    titles = Counter(plan.title or file.name for file, plan in files.items())
    for file, plan in files.items():
        title = plan.title or file.name
        template = _tr("{plan}: {option} (in {folder})") if titles[title] > 1 else _tr("{plan}: {option}")
        for option in plan.options:
            name = template.format(plan=title, option=_called(option), folder=file.parent.name)
            yield Offer(file_key(file, option), name, "file", Side(plan, option))


def file_key(file: Path, option: Option) -> str:
    """The key of an option of a plan from another file."""
    return f"file {file} {option.id}"


def _called(option: Option) -> str:
    return option.name or option.id


def question(chosen: tuple[Offer, ...]) -> str:
    """The one question above the comparison."""
    origins = {offer.origin for offer in chosen}
    if "file" in origins:
        return _tr("What did the groups see differently, and why?")
    if "milestone" in origins:
        return _tr("What has changed since, and is it a step forward?")
    return _tr("Which is the smaller step that still works?")
