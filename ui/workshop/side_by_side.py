"""Plans of several groups beside each other, as in the step Compare; all of them are only looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication

from infra_builder.knowledge import Knowledge
from infra_builder.matching import Side
from infra_builder.plan import Plan
from ui.compare.sides import Offer, offers
from ui.document import PlanDocument
from ui.steps.compare import CompareStep
from ui.workshop.looking import Seen
from ui.workshop.session import Design


class SideBySide(CompareStep):
    """Compare, with every option of every group on offer."""

    def __init__(self, knowledge: Knowledge, colours: Mapping[str, str]) -> None:
        super().__init__(PlanDocument(knowledge), colours)
        self._groups: Mapping[Design, Offer] = {}

    def offers(self) -> tuple[Offer, ...]:
        """The designs of the groups, and those of files that were chosen besides."""
        return (*self._groups.values(), *offers(Plan(), self.files))

    def compare_groups(self, seen: Seen, first: str, second: str) -> None:
        """Put the first options of two groups beside each other."""
        self._groups = dict(_of_groups(seen))
        self._wanted = [
            next((offer.key for (group, _), offer in self._groups.items() if group == wanted), None)
            for wanted in (first, second)
        ]
        self.refresh()

    def designs(self) -> tuple[Design, ...]:
        """The groups and options that are compared, as far as they are of this room."""
        known = {offer.key: design for design, offer in self._groups.items()}
        return tuple(known[offer.key] for offer in self.chosen() if offer.key in known)


def _of_groups(seen: Seen) -> Iterator[tuple[Design, Offer]]:
    for look in seen.room.looks:
        if (drawn := seen.pictures.get(look.group.id)) is None:
            continue
        for option in drawn.placed.options:
            design, name = (look.group.id, option.id), _name(look.group.name, option.name)
            yield design, Offer(f"group {design}", name, "file", Side(drawn.placed, option))


def _name(group: str, option: str) -> str:
    if not option:
        return group
    return QCoreApplication.translate("groups", "{group}: {option}").format(group=group, option=option)
