"""Words of the field in labels: underlined with dots, explained on hover, looked up with a click."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

if TYPE_CHECKING:
    from infra_builder.glossary import Glossary, Mark, Term


class _Spoken:
    """The glossary of the open window. Labels are made in many places, and none of them has to know it."""

    glossary: Glossary | None = None


@runtime_checkable
class Explains(Protocol):
    """A widget that can explain a word to the person, such as the window."""

    def explain(self, term_id: str) -> object:
        """Show what a word means."""
        ...


def explain_with(terms: Mapping[str, Term]) -> None:
    """Use these terms for all labels from now on."""
    from infra_builder.glossary import Glossary

    _Spoken.glossary = Glossary(terms)


def marks(text: str) -> tuple[Mark, ...]:
    """The words of a text that the glossary of the open window explains."""
    return _Spoken.glossary.marks(text) if _Spoken.glossary else ()


def explanation(term_id: str) -> str:
    """What a word means, as the rich text of a tooltip."""
    assert _Spoken.glossary is not None
    term = _Spoken.glossary.terms[term_id]
    return f"<p><b>{escape(term.term)}</b><br>{escape(term.says)}</p>"


def dotted() -> QTextCharFormat:
    """How a word looks that is explained."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return look


class Explained(QLabel):
    """A label of plain text whose words of the field are explained."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMouseTracking(True)

    def term_at(self, place: QPoint) -> str:
        """The id of the term under a point of the label, or ""."""
        room = self.contentsRect()
        at = QPointF(place - self._corner(room, layout := self._laid_out(room)))
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            if line.naturalTextRect().contains(at):
                position = line.xToCursor(at.x(), QTextLine.CursorPosition.CursorOnCharacter)
                return next((mark.id for mark in marks(self.text()) if mark.start <= position < mark.end), "")
        return ""

    def place_of(self, term_id: str) -> QPoint:
        """The middle of a term of the label. Raises StopIteration where it has none of that id."""
        mark = next(mark for mark in marks(self.text()) if mark.id == term_id)
        room = self.contentsRect()
        layout = self._laid_out(room)
        line = layout.lineForTextPosition(mark.start)
        place: Any = line.cursorToX((mark.start + mark.end) // 2)
        return self._corner(room, layout) + QPoint(round(place[0]) + 2, round(line.y() + line.height() / 2))

    def event(self, event: QEvent) -> bool:
        """Explain the word under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and marks(self.text()):
            if term_id := self.term_at(event.pos()):
                QToolTip.showText(event.globalPos(), explanation(term_id), self)
                return True
            QToolTip.hideText()
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that the word under the pointer can be looked up."""
        if marks(self.text()) and self.term_at(event.position().toPoint()):
            self.setCursor(Qt.CursorShape.WhatsThisCursor)
        else:
            self.unsetCursor()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Look up the word that was clicked."""
        term_id = self.term_at(event.position().toPoint()) if marks(self.text()) else ""
        above: QWidget | None = self.parentWidget()
        while term_id and above is not None:
            if isinstance(above, Explains):
                above.explain(term_id)
                event.accept()
                return
            above = above.parentWidget()
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, its words of the field underlined with dots."""
        heard = not self.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if not (heard and marks(self.text())):
            super().paintEvent(event)
            return
        room = self.contentsRect()
        layout = self._laid_out(room)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        layout.draw(painter, QPointF(self._corner(room, layout)))
        painter.end()

    def _laid_out(self, room: QRect) -> QTextLayout:
        """The text in the lines in which the label shows it."""
        layout = QTextLayout(self.text(), self.font(), self)
        wrap = QTextOption.WrapMode.WordWrap if self.wordWrap() else QTextOption.WrapMode.NoWrap
        option = QTextOption()
        option.setWrapMode(wrap)
        layout.setTextOption(option)
        ranges = []
        for mark in marks(self.text()):
            stretch = QTextLayout.FormatRange()
            stretch.start, stretch.length, stretch.format = mark.start, mark.end - mark.start, dotted()
            ranges.append(stretch)
        layout.setFormats(ranges)
        layout.beginLayout()
        y, step = 0.0, self.fontMetrics().lineSpacing()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, y))
            y += step
        layout.endLayout()
        return layout

    def _corner(self, room: QRect, layout: QTextLayout) -> QPoint:
        """Where the first line begins; the text stands in the middle of a label that is higher than it."""
        free = room.height() - layout.lineCount() * self.fontMetrics().lineSpacing()
        middle = bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)
        return room.topLeft() + QPoint(0, max(0, free // 2) if middle else 0)
