"""The pages of the help: a short manual, every kind of thing on the canvas, every word of the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from PySide6.QtCore import QCoreApplication

from infra_builder.catalogue import BlockKind, Catalogue
from infra_builder.plan import Block, Flow, Workload, Zone
from infra_builder.vocabulary import SUPPORT_FLOWS, Category, FlowKind
from ui.panels.explained import Section, of_block, of_data_class, of_environment, of_skill, of_workload

FIRST = "manual:start"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the group it is listed in, its title, a line on what it is, its parts."""

    group: str
    title: str
    line: str = ""
    parts: tuple[Section, ...] = ()

    @property
    def text(self) -> str:
        """Everything it says, to search in."""
        said = (text for part in self.parts for text in (part.title, *part.says))
        return " ".join((self.title, self.line, *said))


def page_of(item: object) -> str:
    """The id of the page about an item of a plan; that of the first page where there is none."""
    match item:
        case Block():
            return f"block:{item.kind}"
        case Zone():
            return f"zone:{item.environment}"
        case Flow():
            return f"flow:{item.kind}"
        case Workload() if item.kind:
            return f"workload:{item.kind}"
    return FIRST


def pages(catalogue: Catalogue, keys: Iterable[tuple[str, str]]) -> Mapping[str, Page]:
    """Every page by id. `keys`: what is done by which keys."""
    return {
        FIRST: _start(catalogue),
        "manual:keys": _keys(keys),
        **dict(_blocks(catalogue)),
        **dict(_places(catalogue)),
        **dict(_people_and_data(catalogue)),
        **{f"flow:{flow}": _flow(flow, catalogue) for flow in get_args(FlowKind)},
        **dict(_terms(catalogue)),
    }


def _blocks(catalogue: Catalogue) -> Iterator[tuple[str, Page]]:
    """The kinds of block, category by category."""
    group = QCoreApplication.translate("pages", "Blocks: {category}")
    categories = get_args(Category)
    for id_, kind in sorted(catalogue.blocks.items(), key=lambda pair: categories.index(pair[1].category)):
        category = catalogue.label("category", kind.category).lower()
        parts = (*of_block(kind, catalogue), *_questions(kind), *_standing(kind, catalogue))
        yield f"block:{id_}", Page(group.format(category=category), kind.name, kind.purpose, parts)


def _questions(kind: BlockKind) -> tuple[Section, ...]:
    asked = tuple(setting.question for setting in kind.settings.values())
    return (Section("settings", QCoreApplication.translate("pages", "Say about it"), asked),) if asked else ()


def _standing(kind: BlockKind, catalogue: Catalogue) -> tuple[Section, ...]:
    names = ", ".join(catalogue.environments[word].name for word in kind.environments)
    return (Section("environments", QCoreApplication.translate("pages", "Where it can stand"), (names,)),)


def _places(catalogue: Catalogue) -> Iterator[tuple[str, Page]]:
    """The environments, and the kinds of workload."""
    group = QCoreApplication.translate("pages", "Zones")
    for word, environment in catalogue.environments.items():
        parts = of_environment(environment, catalogue)
        yield f"zone:{word}", Page(group, environment.name, environment.purpose, parts)
    group = QCoreApplication.translate("pages", "Workloads")
    for id_, sort in catalogue.workloads.items():
        yield f"workload:{id_}", Page(group, sort.name, sort.purpose, of_workload(sort, catalogue))


def _people_and_data(catalogue: Catalogue) -> Iterator[tuple[str, Page]]:
    """The skills of a team, and the classes of data."""
    group = QCoreApplication.translate("pages", "Skills")
    for skill, entry in catalogue.skills.items():
        word = catalogue.words["skill"][skill]
        yield f"skill:{skill}", Page(group, word.label, word.meaning, of_skill(entry))
    group = QCoreApplication.translate("pages", "Classes of data")
    for name, data in catalogue.data_classes.items():
        word = catalogue.words["sensitivity"][name]
        yield f"data:{name}", Page(group, word.label, word.meaning, of_data_class(data))


def _terms(catalogue: Catalogue) -> Iterator[tuple[str, Page]]:
    """The words of the field by the alphabet."""
    group = QCoreApplication.translate("pages", "Glossary")
    also = QCoreApplication.translate("pages", "Also written")
    for id_, term in sorted(catalogue.glossary.items(), key=lambda pair: pair[1].term.casefold()):
        parts = (Section("also", also, (", ".join(term.also),)),) if term.also else ()
        yield f"term:{id_}", Page(group, term.term, term.says, parts)


def _flow(flow: FlowKind, catalogue: Catalogue) -> Page:
    title = catalogue.label("flow", flow)
    supports = QCoreApplication.translate("pages", "A support link: no data travel along it, so none is asked for.")
    carries = QCoreApplication.translate(
        "pages",
        "A data link: it points the way the data travel. Say which data, how much, and whether masked.",
    )
    says = supports if flow in SUPPORT_FLOWS else carries
    group = QCoreApplication.translate("pages", "Links")
    return Page(
        group, title[:1].upper() + title[1:], catalogue.words["flow"][flow].meaning, (Section("says", "", (says,)),)
    )


def _keys(keys: Iterable[tuple[str, str]]) -> Page:
    lines = tuple(f"{key}: {text}" for text, key in keys)
    on_canvas = (
        QCoreApplication.translate("pages", "Tab walks from item to item; the arrow keys move what is selected."),
        QCoreApplication.translate("pages", "With Shift the arrow keys move in fine steps."),
        QCoreApplication.translate("pages", "Enter names what is selected. Esc calls off what is under way."),
        QCoreApplication.translate("pages", "Hold the space key and drag, or use the middle button, to move the view."),
    )
    return Page(
        QCoreApplication.translate("pages", "Manual"),
        QCoreApplication.translate("pages", "Keys"),
        QCoreApplication.translate("pages", "Everything can be done by keyboard."),
        (
            Section("canvas", QCoreApplication.translate("pages", "On the canvas"), on_canvas),
            Section("keys", QCoreApplication.translate("pages", "Everywhere"), lines),
        ),
    )


def _start(catalogue: Catalogue) -> Page:
    steps = (
        QCoreApplication.translate(
            "pages", "Describe what the AI does: click the dark card and answer what you know. Leave the rest open."
        ),
        QCoreApplication.translate(
            "pages",
            "Put a zone on the canvas, such as a public cloud or your server room, then blocks into it: drag them from "
            "the left, double-click them, or press Enter.",
        ),
        QCoreApplication.translate(
            "pages", "Link them: drag from the dot at the right of a block to another one, or press Ctrl+L."
        ),
        QCoreApplication.translate(
            "pages", "Read the verdict below. A finding says what is missing or too much, why, and what helps."
        ),
        QCoreApplication.translate("pages", "Export the plan as a PDF for those who decide and were not in the room."),
    )
    flags = tuple(
        f"{catalogue.label('flag', flag)}: {catalogue.words['flag'][flag].meaning}"
        for flag in ("balanced", "overbuilt", "fragile", "accidental_hybrid", "question")
    )
    more = (
        QCoreApplication.translate("pages", "Select something and press F1: this page then tells about it."),
        QCoreApplication.translate(
            "pages", "Words with dots below them are explained where the pointer rests on them."
        ),
        QCoreApplication.translate("pages", "Ctrl+Shift+P finds every action, block and word by a few letters."),
    )
    return Page(
        QCoreApplication.translate("pages", "Manual"),
        QCoreApplication.translate("pages", "From an idea to a plan"),
        QCoreApplication.translate("pages", "Find the smallest foundation that carries your next safe step."),
        (
            Section("steps", QCoreApplication.translate("pages", "Step by step"), steps),
            Section("flags", QCoreApplication.translate("pages", "What the verdict means"), flags),
            Section("more", QCoreApplication.translate("pages", "Finding your way"), more),
        ),
    )
