"""Lining up, spacing evenly, tidying up and moving to another zone, for what is selected on a desk.

Each is one step; where nothing would move, the person is told why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from exports.picture.looks import Looker
from exports.picture.scene import places, sizes
from infra_builder.arranging import Direction, Side, aligned, distributed
from infra_builder.edits import Change, Move, Together
from infra_builder.layout import Rect, arranged
from infra_builder.plan import Block
from ui.chooser import Chooser
from ui.document import PlanDocument
from ui.widgets import counted

if TYPE_CHECKING:
    from ui.desk import Desk

translate = QCoreApplication.translate
NOWHERE = ""
"""Stands for no zone in the list of zones."""


def standing(document: PlanDocument) -> dict[str, Rect]:
    """The rectangle of every workload, zone and block of the option that is looked at."""
    plan, option, catalogue = document.plan, document.option, document.knowledge.catalogue
    looker = Looker(catalogue)
    layout = arranged(plan, option, catalogue, sizes=sizes(plan, option, looker))
    return {**places(plan, option, looker, layout), **layout.zones}


def align(desk: Desk, side: Side) -> None:
    """Line up what is selected."""
    move = aligned(desk.document.option, standing(desk.document), desk.selection.ids, side)
    label = translate("arrange", "line up {n} items").format(n=len(desk.selection.ids))
    few = translate("arrange", "Select at least two things to line them up.")
    _do(desk, move, label, few if len(desk.selection.ids) < 2 else "")


def distribute(desk: Desk, direction: Direction) -> None:
    """Put even gaps between what is selected."""
    move = distributed(desk.document.option, standing(desk.document), desk.selection.ids, direction)
    label = translate("arrange", "space {n} items evenly").format(n=len(desk.selection.ids))
    few = translate("arrange", "Select at least three things to space them evenly.")
    _do(desk, move, label, few if len(desk.selection.ids) < 3 else "")


def tidy(desk: Desk, *, selected: bool = False) -> None:
    """Tidy up the whole option, or only what is selected."""
    from infra_builder.tidying import tidied

    document, ids = desk.document, desk.selection.ids if selected else ()
    plan, option, catalogue = document.plan, document.option, document.knowledge.catalogue
    few = translate("arrange", "Select at least two blocks of a zone to tidy them up.")
    if selected and len(ids) < 1:
        desk.said.emit(few)
        return
    measures = sizes(plan, option, Looker(catalogue))
    move = tidied(plan, option, catalogue, measures, standing(document), ids)
    _do(desk, move, translate("arrange", "tidy up"), "")
    if move and not selected:
        desk.canvas.fit()


def _do(desk: Desk, move: Move | None, label: str, few: str) -> None:
    if move is None:
        desk.said.emit(few or translate("arrange", "Everything stands there already."))
    else:
        desk.canvas.do(move, label)


def zones(desk: Desk) -> list[tuple[str, str]]:
    """Where the selected blocks could go: ids and names of zones, and NOWHERE."""
    option, catalogue = desk.document.option, desk.document.knowledge.catalogue
    named = [(zone.id, zone.name or catalogue.environments[zone.environment].name) for zone in option.zones]
    return [*named, (NOWHERE, translate("arrange", "No zone"))]


def move_to_zone(desk: Desk, zone_id: str) -> None:
    """Put the selected blocks into a zone, each on a free place there, as one step."""
    option = desk.document.option
    chosen = [option.by_id.get(id_) for id_ in desk.selection.ids]
    moving = [item for item in chosen if isinstance(item, Block) and item.zone != (zone_id or None)]
    if not moving:
        desk.said.emit(translate("arrange", "Select the blocks that shall stand in another zone."))
        return
    changes = {"zone": zone_id or None, "at": None}
    edit = Together(edits=tuple(Change(option=option.id, id=block.id, changes=changes) for block in moving))
    one = translate("arrange", "move to another zone")
    many = translate("arrange", "move {n} blocks to another zone")
    desk.canvas.do(edit, counted(len(moving), one, many))


def ask_zone(desk: Desk) -> None:
    """Ask into which zone the selected blocks shall go: the way by keyboard."""
    if not any(isinstance(desk.document.option.by_id.get(id_), Block) for id_ in desk.selection.ids):
        desk.said.emit(translate("arrange", "Select the blocks that shall stand in another zone."))
        return
    chooser = Chooser(translate("arrange", "Move to zone"), zones(desk), desk)
    chooser.chosen.connect(lambda zone_id: move_to_zone(desk, zone_id))
    chooser.open()
