"""What the knowledge base says about kinds of block, environments, workloads, skills and classes of data, in sections.

Only the knowledge itself and its headings; how it is shown is for the panel that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from infra_builder.catalogue import BlockKind, Catalogue, DataClass, EnvironmentKind, SkillKind, SkillNeed, WorkloadSort
from infra_builder.vocabulary import Objective

translate = QCoreApplication.translate

NOTHING = "–"
"""What the knowledge base says where it leaves a sentence out."""


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading. `key` names the section whatever language its title is in."""

    key: str
    title: str
    says: tuple[str, ...]


def of_block(kind: BlockKind, catalogue: Catalogue) -> tuple[Section, ...]:
    """A kind of block, what to watch first."""
    return _sections(
        ("watch_outs", translate("Explained", "Watch out for"), kind.watch_outs),
        ("ask", translate("Explained", "Ask before choosing it"), kind.ask),
        ("fits", translate("Explained", "When it fits"), kind.fits),
        ("fits_not", translate("Explained", "When it does not fit"), kind.fits_not),
        ("jobs", translate("Explained", "What it does for you"), _jobs(kind.jobs, catalogue)),
        ("cost_drivers", translate("Explained", "What its cost grows with"), kind.cost_drivers),
        (
            "effort",
            translate("Explained", "What it takes to run it"),
            (*_effort(kind.effort), *_skills(kind.skills, catalogue)),
        ),
        ("lock_in", _leaving(kind.lock_in), _said(kind.lock_in_because)),
    )


def of_environment(entry: EnvironmentKind, catalogue: Catalogue) -> tuple[Section, ...]:
    """An environment, what to watch first."""
    takes = (*entry.takes, *_effort(entry.effort), *_skills(entry.skills, catalogue))
    return _sections(
        ("watch_outs", translate("Explained", "Watch out for"), entry.watch_outs),
        ("ask", translate("Explained", "Ask before choosing it"), entry.ask),
        ("fits", translate("Explained", "When it fits"), entry.fits),
        ("fits_not", translate("Explained", "When it does not fit"), entry.fits_not),
        ("takes", translate("Explained", "What it takes"), takes),
        ("jobs", translate("Explained", "What it does for you"), _jobs(entry.jobs, catalogue)),
        ("cost_drivers", translate("Explained", "What its cost grows with"), entry.cost_drivers),
        ("lock_in", _leaving(entry.lock_in), _said(entry.lock_in_because)),
    )


def of_workload(sort: WorkloadSort, catalogue: Catalogue) -> tuple[Section, ...]:
    """A kind of workload, what to watch first."""
    wants = _named((catalogue.label("category", category), says) for category, says in sort.wants.items())
    return _sections(
        ("watch_outs", translate("Explained", "Watch out for"), sort.watch_outs),
        ("start", translate("Explained", "The smallest sensible start"), _said(sort.start)),
        ("wants", translate("Explained", "What it needs"), wants),
        ("ask", translate("Explained", "Ask before beginning"), sort.ask),
        ("cost_drivers", translate("Explained", "What its cost grows with"), sort.cost_drivers),
    )


def of_skill(skill: SkillKind) -> tuple[Section, ...]:
    """A skill of the team."""
    ways = {
        "train": translate("Explained", "Learn it"),
        "hire": translate("Explained", "Hire for it"),
        "buy_in": translate("Explained", "Buy it in"),
    }
    return _sections(
        ("can", translate("Explained", "What people with it can do"), skill.can),
        (
            "gained_by",
            translate("Explained", "How to come by it"),
            _named((ways[way], says) for way, says in skill.gained_by.items()),
        ),
        ("without", translate("Explained", "What goes wrong without it"), skill.without),
        ("ask", translate("Explained", "Ask in the team"), skill.ask),
    )


def of_data_class(entry: DataClass) -> tuple[Section, ...]:
    """A class of data."""
    on = {
        "place": translate("Explained", "Where they may be"),
        "masking": translate("Explained", "What is removed"),
        "access": translate("Explained", "Who may see them"),
        "log": translate("Explained", "What is recorded"),
        "retention": translate("Explained", "How long they are kept"),
    }
    return _sections(
        ("recognised_by", translate("Explained", "How to recognise it"), (entry.recognised_by, *entry.examples)),
        (
            "demands",
            translate("Explained", "What it demands"),
            _named((on[what], says) for what, says in entry.demands.items()),
        ),
        ("watch_outs", translate("Explained", "Watch out for"), entry.watch_outs),
        ("ask", translate("Explained", "Ask before using it"), entry.ask),
    )


def _sections(*given: tuple[str, str, Iterable[str]]) -> tuple[Section, ...]:
    """The sections in which something is said."""
    made = (Section(key, title, tuple(says)) for key, title, says in given)
    return tuple(section for section in made if section.says)


def _said(sentence: str) -> tuple[str, ...]:
    return () if sentence == NOTHING else (sentence,)


def _named(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Sentences, each with the name of what it is about before it."""
    return tuple(translate("Explained", "{name}: {says}").format(name=name, says=says) for name, says in pairs)


def _jobs(jobs: Mapping[Objective, str], catalogue: Catalogue) -> tuple[str, ...]:
    return _named((catalogue.label("objective", job), says) for job, says in jobs.items())


def _effort(effort: str | None) -> Iterator[str]:
    match effort:
        case "low":
            yield translate("Explained", "Running it takes a few hours a month.")
        case "medium":
            yield translate("Explained", "Running it takes a few days a month.")
        case "high":
            yield translate("Explained", "Running it takes several people, week after week.")


def _skills(needs: Iterable[SkillNeed], catalogue: Catalogue) -> Iterator[str]:
    """The skills that it takes, each need in a sentence."""
    for need in needs:
        labels = [catalogue.label("skill", skill) for skill in ((need,) if isinstance(need, str) else need)]
        if len(labels) == 1:
            yield translate("Explained", "Somebody needs this skill: {skill}.").format(skill=labels[0])
        else:
            yield translate("Explained", "Somebody needs one of these skills: {skills}.").format(
                skills=", ".join(labels)
            )


def _leaving(lock_in: str) -> str:
    match lock_in:
        case "low":
            return translate("Explained", "Easy to leave")
        case "medium":
            return translate("Explained", "Some work to leave")
    return translate("Explained", "Hard to leave")
