"""The small widgets that forms are made of. Each shows a value and says when a person changed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLocale, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.glossary import Explained

RUNNING = ("", "quiet")
"""The roles of running text."""


def label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """A text in one of the roles of the style sheet. Never read as markup. Words of the field are explained in it."""
    made = Explained(text) if wrap and role in RUNNING else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("role", "line")
    return line


def button(text: str, role: str = "") -> QPushButton:
    """A button in one of the roles of the style sheet."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    return made


def counted(count: int, one: str, many: str) -> str:
    """The sentence for one, or that for several with {n} filled in. Both are whole, so that both can be translated."""
    return one if count == 1 else many.format(n=count)


class CardButton(QPushButton):
    """A button that holds other widgets and is as large as they need."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.inner = QVBoxLayout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts that break differently at another width need another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the layout likes, as high as its texts need at the present width."""
        hint = self.inner.sizeHint()
        wide = max(self.width(), self.inner.minimumSize().width())
        return QSize(
            hint.width(), self.inner.totalHeightForWidth(wide) if self.inner.hasHeightForWidth() else hint.height()
        )

    def minimumSizeHint(self) -> QSize:
        """As high as the texts need."""
        return QSize(self.inner.minimumSize().width(), self.sizeHint().height())


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def column(parent: QWidget | None = None, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    """A column of widgets."""
    layout = QVBoxLayout(parent) if parent else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(*widgets: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def text_button(text: str, role: str = "link-card") -> CardButton:
    """A button whose text may take several lines."""
    made = CardButton(role)
    made.setAccessibleName(text)
    made.inner.setContentsMargins(4, 4, 4, 4)
    words = label(text)
    words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made.inner.addWidget(words)
    return made


class TextField(QLineEdit):
    """A line of text, taken over when the person leaves it or presses Return. Empty ones are dashed."""

    chosen = Signal(str)

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self._value = ""
        self.editingFinished.connect(self._finished)

    def show_value(self, value: str) -> None:
        """Show a value, unless the person is in the middle of writing one."""
        if self.hasFocus() and self.isModified() and value == self._value:
            return
        self._value = value
        if self.text() != value:
            self.setText(value)
        self.setProperty("missing", not value)
        self.style().unpolish(self)
        self.style().polish(self)

    def _finished(self) -> None:
        text = self.text().strip()
        if text != self._value:
            self._value = text
            self.chosen.emit(text)


class NumberField(QLineEdit):
    """A number, or nothing where it is not known. Takes the decimal comma of the locale as well as a point."""

    chosen = Signal(object)

    def __init__(self, placeholder: str, *, whole: bool = True) -> None:
        super().__init__()
        self.whole = whole
        self.setPlaceholderText(placeholder)
        self._value: float | None = None
        self.editingFinished.connect(self._finished)

    def show_value(self, value: float | None) -> None:
        """Show a number, or the placeholder for None."""
        self._value = value
        text = "" if value is None else f"{value:g}" if value < 1e6 else f"{value:.0f}"
        if self.text() != text and not (self.hasFocus() and self.isModified()):
            self.setText(text)
        self.setProperty("missing", value is None)
        self.style().unpolish(self)
        self.style().polish(self)

    def taken(self) -> float | None:
        """What is typed, taken over now and not only when the person leaves the field."""
        self._finished()
        return self._value

    def _finished(self) -> None:
        text = self.text().strip().replace("\u202f", "").replace(" ", "")
        value: float | None = None
        if text:
            number, understood = QLocale().toDouble(text)
            if not understood:
                number, understood = QLocale.c().toDouble(text)
            if not understood or number < 0 or number > 1e12:
                self.setText("" if self._value is None else f"{self._value:g}")
                return
            value = round(number) if self.whole else number
        if value != self._value:
            self._value = value
            self.chosen.emit(value)


class Choice(QComboBox):
    """One of some words, or "don't know yet"."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[str, str]], unknown: str = "") -> None:
        super().__init__()
        if unknown:
            self.addItem(unknown, None)
        for word, text in options:
            self.addItem(text, word)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    def show_value(self, value: object) -> None:
        """Show a word, or the first entry."""
        index = next((i for i in range(self.count()) if self.itemData(i) == value), 0)
        self.setCurrentIndex(index)
        self.setProperty("missing", self.itemData(index) is None)
        self.style().unpolish(self)
        self.style().polish(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that passes over a form changes nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow that style sheets leave out."""
        super().paintEvent(event)
        draw_arrow(self)


def draw_arrow(field: QWidget) -> None:
    """Draw, while it paints, the arrow of a field that opens downwards."""
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(field.palette().color(QPalette.ColorRole.WindowText), 1.75))
    x, y = field.width() - 17, field.height() / 2
    painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
    painter.end()


class Answers(QWidget):
    """Yes, no or don't know yet, side by side; the last as easy to take as the others."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]], unknown: str) -> None:
        super().__init__()
        layout = row(spacing=0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.setLayout(layout)
        self.group = QButtonGroup(self)
        self.buttons: dict[object, QPushButton] = {}
        for value, text in (*options, (None, unknown)):
            made = button(text, "unknown" if value is None else "answer")
            made.setCheckable(True)
            made.clicked.connect(lambda _on, value=value: self.chosen.emit(value))
            self.group.addButton(made)
            self.buttons[value] = made
            layout.addWidget(made)
        layout.addStretch()

    def show_value(self, value: object) -> None:
        """Mark an answer."""
        self.buttons.get(value, self.buttons[None]).setChecked(True)


class Chips(QWidget):
    """Several of some words, or at most one of them; a second click takes a choice back."""

    chosen = Signal(object)

    def __init__(
        self, options: Sequence[tuple[str, str]], tips: dict[str, str] | None = None, *, several: bool = True
    ) -> None:
        super().__init__()
        self.several = several
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = FlowLayout(self)
        self.buttons: dict[str, QPushButton] = {}
        for word, text in options:
            made = button(text, "chip")
            made.setCheckable(True)
            made.setToolTip((tips or {}).get(word, ""))
            made.clicked.connect(lambda on, word=word: self._clicked(word, on))
            self.buttons[word] = made
            layout.addWidget(made)

    def show_value(self, words: Iterable[str] | None) -> None:
        """Mark these words."""
        chosen = set(words or ())
        for word, made in self.buttons.items():
            made.setChecked(word in chosen)

    def _clicked(self, word: str, on: bool) -> None:
        if on and not self.several:
            self.show_value((word,))
        self.chosen.emit(tuple(word for word, made in self.buttons.items() if made.isChecked()))


class FlowLayout(QLayout):
    """Widgets in lines, as many in each as fit."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """See QLayout."""
        self._items.append(item)

    def count(self) -> int:
        """See QLayout."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """See QLayout."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """See QLayout."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """See QLayout."""
        return True

    def heightForWidth(self, width: int) -> int:
        """See QLayout."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """See QLayout."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """See QLayout."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """See QLayout."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x + hint.width() > rect.right() + 1 and x > rect.x():
                x, y, high = rect.x(), y + high + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            high = max(high, hint.height())
        return y + high - rect.y()
