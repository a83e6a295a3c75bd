"""Naming in place: a field over the item on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

LEAST_WIDTH = 160


class NameField(QLineEdit):
    """Enter takes the name, Esc leaves it as it was; going elsewhere takes it."""

    named = Signal(str)

    def __init__(self, parent: QWidget, name: str, hint: str, place: QRect) -> None:
        super().__init__(name, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setPlaceholderText(hint)
        self.setAccessibleName(self.tr("Name"))
        self.setProperty("role", "naming")
        high = self.sizeHint().height()
        wide = min(max(place.width(), LEAST_WIDTH), parent.width())
        left = min(max(place.x(), 0), parent.width() - wide)
        top = min(max(place.center().y() - high // 2, 0), parent.height() - high)
        self.setGeometry(left, top, wide, high)
        self._before, self._over = name, parent
        self.selectAll()
        self.installEventFilter(self)
        self.editingFinished.connect(self._take)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc belongs to the field, not to the canvas or the menus."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.setText(self._before)
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        self.editingFinished.disconnect(self._take)
        text = self.text().strip()
        self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close()
        if text != self._before:
            self.named.emit(text)
