"""What a zone carries, edited where it stands: name, provider, owner, and why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QFrame, QWidget

from infra_builder.edits import Change
from infra_builder.plan import Zone
from infra_builder.vocabulary import Pressure
from ui.widgets import Chips, TextField, label

if TYPE_CHECKING:
    from ui.canvas.canvas import Canvas

WIDTH = 380
CLOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class ZoneCard(QFrame):
    """A small form below the head of a zone; each answer is a step, Esc or a click elsewhere closes it."""

    def __init__(self, canvas: Canvas, zone: Zone) -> None:
        super().__init__(canvas)
        self.canvas, self.zone_id = canvas, zone.id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("callout")
        self.setAccessibleName(self.tr("Zone"))
        form = self.form = QFormLayout(self)
        form.setContentsMargins(16, 14, 16, 14)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        catalogue = canvas.document.knowledge.catalogue
        self.name = self._text("name", zone.name, catalogue.environments[zone.environment].name)
        self.provider = self._text("provider", zone.provider, self.tr("Who runs it"))
        self.owner = self._text("owner", zone.owner, self.tr("Who is responsible for it"))
        words = [(word, catalogue.label("pressure", word)) for word in get_args(Pressure)]
        self.reasons = Chips(words)
        self.reasons.show_value(zone.reasons)
        self.reasons.chosen.connect(lambda value: self._change("reasons", tuple(value or ())))
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Name"), self.name), (self.tr("Provider"), self.provider), (self.tr("Owner"), self.owner),
        )  # fmt: skip
        for text, field in rows:
            field.setAccessibleName(text)
            form.addRow(text, field)
        form.addRow(label(self.tr("Why is it there?"), "caption"))
        form.addRow(self.reasons)
        self.setFixedWidth(max(WIDTH, form.minimumSize().width()))

    def _text(self, field: str, value: str, hint: str) -> TextField:
        made = TextField(hint)
        made.show_value(value)
        made.chosen.connect(lambda text: self._change(field, text or ""))
        return made

    def _change(self, field: str, value: object) -> None:
        edit = Change(option=self.canvas.board.option_id, id=self.zone_id, changes={field: value})
        self.canvas.do(edit, self.tr("change the zone"), burst=f"{self.zone_id} {field}")

    def open_at(self, corner: QPoint) -> None:
        """Show the card with its top left at a point of the canvas, or as near as there is room."""
        high = self.form.heightForWidth(self.width())
        self.setFixedHeight(high if high > 0 else self.sizeHint().height())
        room = self.canvas.viewport().geometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.raise_()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()
        QApplication.instance().focusChanged.connect(self._focus_went)  # type: ignore[union-attr]

    def _focus_went(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.close()

    def event(self, event: QEvent) -> bool:
        """Esc and Enter belong to the card while it is open, not to the canvas or the menus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in CLOSING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes, once the field has taken its text; Esc closes."""
        if event.key() in CLOSING:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
