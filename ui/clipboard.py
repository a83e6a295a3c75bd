"""Cut, copy, paste and duplicate, between options, plans and windows; a selection pastes into a slide as a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QPointF
from PySide6.QtGui import QGuiApplication, QImage

from exports.picture.scene import Scene, made, scene
from infra_builder.catalogue import Catalogue
from infra_builder.clipping import Clipping, Pasted, clipped, corners, from_text, pasted, to_text, with_workloads
from infra_builder.edits import Refused, Remove
from infra_builder.layout import BLOCK
from infra_builder.placing import placed
from infra_builder.plan import Block, Option, Plan, Point, Workload, Zone
from infra_builder.problems import Unusable
from infra_builder.rules import wording
from ui.painting import scene_image
from ui.widgets import counted

if TYPE_CHECKING:
    from ui.desk import Desk

MIME = "application/x-infra-builder-selection"
SCALE, PIXELS = 2.0, 16_000_000
"""Of a pasted picture: dots for each pixel of the canvas, and so many dots at most."""
MOST_DRAWN = 150
"""So many things fit on a slide; of more no picture is made."""


translate = QCoreApplication.translate


def data_of(clipping: Clipping, catalogue: Catalogue) -> QMimeData:
    """A clipping for the clipboard: for us, as text and as pictures.

    Pictures are drawn at once rather than when somebody wants one: that may be when Python is gone already.
    """
    data = QMimeData()
    data.setData(MIME, QByteArray(to_text(clipping).encode()))
    data.setText(listed(clipping, catalogue))
    if clipping.count <= MOST_DRAWN:
        from exports.picture.svg import to_svg
        from exports.picture.theme import theme

        drawn = picture(clipping, catalogue)
        data.setData("image/svg+xml", QByteArray(to_svg(drawn, theme("light")).encode()))
        data.setImageData(_image(drawn))
    return data


def picture(clipping: Clipping, catalogue: Catalogue) -> Scene:
    """How a clipping looks: what was copied as it stood, without the headings of a whole plan."""
    part = placed(Plan(workloads=clipping.workloads, options=(clipping.option,)), catalogue)
    drawn = scene(part, part.options[0], catalogue)
    return made(item for item in drawn.items if item.sort != "heading")


def _image(drawn: Scene) -> QImage:
    frame = drawn.bounds.grown(24)
    return scene_image(drawn, "light", min(SCALE, (PIXELS / max(1.0, frame.width * frame.height)) ** 0.5))


def listed(clipping: Clipping, catalogue: Catalogue) -> str:
    """A clipping as a list to read: workloads, zones with their blocks, and links."""
    option = clipping.option
    lines = [_workload_line(workload, catalogue) for workload in clipping.workloads]
    for zone in option.zones:
        lines.append(_zone_line(zone, catalogue))
        lines += [f"    {_block_line(block, catalogue)}" for block in option.blocks if block.zone == zone.id]
    lines += [_block_line(block, catalogue) for block in option.blocks if block.zone is None]
    names = {workload.id: wording.workload_name(workload, catalogue) for workload in clipping.workloads}
    names |= {block.id: catalogue.name_of(block) for block in option.blocks}
    for flow in option.flows:
        lines.append(f"{names[flow.source]} → {names[flow.target]} ({catalogue.label('flow', flow.kind)})")
    return "\n".join(lines)


def _workload_line(workload: Workload, catalogue: Catalogue) -> str:
    kind = catalogue.workloads.get(workload.kind) if workload.kind else None
    return f"{workload.name} ({kind.name})" if workload.name and kind else wording.workload_name(workload, catalogue)


def _zone_line(zone: Zone, catalogue: Catalogue) -> str:
    environment = catalogue.environments[zone.environment].name
    return f"{zone.name} ({environment})" if zone.name else environment


def _block_line(block: Block, catalogue: Catalogue) -> str:
    kind = catalogue.kind(block).name
    line = f"{block.name} ({kind})" if block.name else kind
    return (
        translate("clipboard", "{block}, owner: {owner}").format(block=line, owner=block.owner) if block.owner else line
    )


def _clip(desk: Desk, ids: Iterable[str] | None = None) -> Clipping | None:
    """What is selected as a clipping; where that is nothing, the person is told."""
    clipping = clipped(desk.document.plan, desk.document.option, desk.selection.ids if ids is None else ids)
    if clipping is None:
        desk.said.emit(translate("clipboard", "Select the blocks, zones or workloads to copy."))
    return clipping


def copy(desk: Desk) -> bool:
    """Put what is selected on the clipboard. Whether there was anything."""
    clipping = _clip(desk)
    if clipping is None:
        return False
    QGuiApplication.clipboard().setMimeData(data_of(clipping, desk.document.knowledge.catalogue))
    desk.said.emit(
        counted(clipping.count, translate("clipboard", "1 item copied."), translate("clipboard", "{n} items copied."))
    )
    return True


def cut(desk: Desk) -> None:
    """Put what is selected on the clipboard and take it away, zones with their blocks, as one step."""
    option, ids = desk.document.option, desk.selection.ids
    if copy(desk):
        gone = (*ids, *(block.id for block in option.blocks if block.zone in ids and block.id not in ids))
        label = counted(len(gone), translate("clipboard", "cut"), translate("clipboard", "cut {n} items"))
        desk.selection.choose(())
        desk.canvas.do(Remove(option=option.id, ids=gone), label)


def paste(desk: Desk, at: QPointF | None = None) -> None:
    """Put what is on the clipboard into the option that is looked at: at a point of the canvas, else beside itself."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(MIME):
        desk.said.emit(translate("clipboard", "There is nothing to paste. Copy some blocks first."))
        return
    try:
        clipping = from_text(bytes(data.data(MIME).data()).decode(), desk.document.knowledge.catalogue)
    except UnicodeDecodeError:
        desk.said.emit(translate("clipboard", "What is on the clipboard cannot be read."))
    except Unusable as unusable:
        reason = unusable.problems[0].message
        desk.said.emit(translate("clipboard", "This cannot be pasted: {reason}.").format(reason=reason))
    else:
        _put(
            desk,
            desk.document.option,
            clipping,
            counted(clipping.count, translate("clipboard", "paste"), translate("clipboard", "paste {n} items")),
            at,
        )


def duplicate(desk: Desk) -> None:
    """Put a copy of what is selected beside it; the clipboard keeps what it has."""
    if clipping := _clip(desk):
        label = counted(
            clipping.count, translate("clipboard", "duplicate"), translate("clipboard", "duplicate {n} items")
        )
        _put(desk, desk.document.option, clipping, label)


def other_options(desk: Desk) -> list[tuple[str, str]]:
    """The options to which something can be copied: ids and names."""
    here = desk.document.option.id
    return [(option.id, option.name or option.id) for option in desk.document.plan.options if option.id != here]


def copy_to_option(desk: Desk, option_id: str) -> None:
    """Put a copy of what is selected into another option, with the links to the workloads that both share."""
    document = desk.document
    ids = with_workloads(document.option, document.plan, desk.selection.ids)
    clipping = _clip(desk, ids if desk.selection.ids else ())
    if clipping is None:
        return
    target = document.plan.option(option_id)
    if ids := _put(
        desk, target, clipping, translate("clipboard", "copy to “{option}”").format(option=target.name or target.id)
    ):
        one, many = (
            translate("clipboard", "1 item copied to “{option}”."),
            translate("clipboard", "{n} items copied to “{option}”."),
        )
        text = one if len(ids) == 1 else many
        desk.said.emit(text.format(n=len(ids), option=target.name or target.id))


def _put(desk: Desk, option: Option, clipping: Clipping, label: str, at: QPointF | None = None) -> tuple[str, ...]:
    """Paste as one step and select what is new, where it can be seen. Gives the new ids."""

    def zone_at(x: float, y: float) -> str | None:
        return desk.canvas.board.zone_at(x + BLOCK[0] / 2, y + BLOCK[1] / 2)

    shown = option.id == desk.document.option.id
    try:
        result = pasted(desk.document.plan, option, clipping, _way(clipping, at), zone_at if shown else None)
    except Refused as refusal:
        desk.said.emit(str(refusal))
        return ()
    if not desk.canvas.do(result.edit, label):
        return ()
    if shown:
        desk.selection.choose(result.ids)
        desk.canvas.show_item(result.ids[-1])
    _tell_left_out(desk, result)
    return result.ids


def _way(clipping: Clipping, at: QPointF | None) -> Point | None:
    """How far a clipping goes so that its upper left corner comes to a point."""
    spots = list(corners(clipping))
    if at is None or not spots:
        return None
    x, y = min(x for x, _ in spots), min(y for _, y in spots)
    return round((at.x() - x) / 8) * 8.0, round((at.y() - y) / 8) * 8.0


def _tell_left_out(desk: Desk, result: Pasted) -> None:
    if result.idle:
        names = ", ".join(desk.document.knowledge.catalogue.name_of(block) for block in result.idle)
        desk.said.emit(
            translate("clipboard", "Left out, because what it covers is not here: {names}.").format(names=names)
        )
