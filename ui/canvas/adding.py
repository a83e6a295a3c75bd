"""What comes onto the canvas when a block or a zone is added: its id, its zone and its place."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from exports.picture.block import BlockLook, block_size
from exports.picture.looks import Looker, Marks
from exports.picture.zone import ZoneLook
from infra_builder.edits import Add, new_id
from infra_builder.layout import BLOCK, EMPTY_ZONE, Rect
from infra_builder.plan import Block, Zone
from ui.canvas.board import Board
from ui.canvas.gestures import snapped

ZONE = "zone:"
"""Before the environment of a zone, where a block would be named by its kind."""


def addition(board: Board, what: str, at: QPointF | None = None) -> tuple[Add, str]:
    """The edit that adds a block of a kind or a zone, at a point or where it fits; and the id it will have."""
    option, plan = board.document.option, board.document.plan
    taken = tuple(plan.ids(option))
    if what.startswith(ZONE):
        environment = what.removeprefix(ZONE)
        id_ = new_id(environment, taken)
        place = {"at": (snapped(at.x()), snapped(at.y()))} if at else {}
        zone = Zone.model_validate({"id": id_, "environment": environment, **place})
        return Add(option=option.id, zones=(zone,)), id_
    id_ = new_id(what, taken)
    spot = (snapped(at.x() - BLOCK[0] / 2), snapped(at.y() - BLOCK[1] / 2)) if at else None
    zone_id = board.zone_at(at.x(), at.y()) if at else fitting_zone(board, what)
    return Add(option=option.id, blocks=(Block(id=id_, kind=what, zone=zone_id, at=spot),)), id_


def fitting_zone(board: Board, kind: str) -> str | None:
    """Where a block goes that nobody dropped anywhere: the chosen zone, else the first that suits its kind."""
    option = board.document.option
    chosen = option.by_id.get(board.selection.only)
    if isinstance(chosen, Zone):
        return chosen.id
    entry = board.document.knowledge.catalogue.blocks[kind]
    if entry.category == "governance":
        return None
    if isinstance(chosen, Block) and chosen.zone:
        return chosen.zone
    suiting = [zone.id for zone in option.zones if zone.environment in entry.environments]
    return suiting[0] if suiting else None


def name_of(board: Board, what: str) -> str:
    """What is added, by its name."""
    catalogue = board.document.knowledge.catalogue
    if what.startswith(ZONE):
        return catalogue.environments[what.removeprefix(ZONE)].name  # type: ignore[index]
    return catalogue.blocks[what].name


def ghost(board: Board, what: str, at: QPointF) -> tuple[BlockLook | ZoneLook, Rect]:
    """How and where it would stand if it were dropped here."""
    edit, id_ = addition(board, what, at)
    if edit.zones:
        rect = Rect(*(edit.zones[0].at or (0.0, 0.0)), *EMPTY_ZONE)
        return Looker(board.document.knowledge.catalogue).zone(edit.zones[0], rect), rect
    look = Looker(board.document.knowledge.catalogue, Marks(states={id_: "added"})).block(edit.blocks[0])
    return look, Rect(*(edit.blocks[0].at or (0.0, 0.0)), *block_size(look))
