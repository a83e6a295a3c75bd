"""A page of the plan as it will be printed, one at a time, drawn in a thread."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.errands import Errands
from ui.steps.paper import Made, page_image, page_size
from ui.widgets import button, column, label, row

LATER_MS = 120
"""After the last change of its size, a page is drawn anew."""
KEYS = {
    Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}  # fmt: skip


class Preview(QWidget):
    """The page, buttons to turn it over, and what is being worked on."""

    turned = Signal(int)
    """Another page is shown, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.made: Made | None = None
        self.page = 0
        self.sheet = _Sheet(self.tr("Page as it will be printed"))
        self.before, self.after = button(self.tr("Previous page")), button(self.tr("Next page"))
        self.where = label("", "quiet", wrap=False)
        self.state = label("", "small", wrap=False)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.setAccessibleName(self.tr("The pages are being made"))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.sheet.turn_wanted.connect(self.turn)
        self.sheet.drawn.connect(self._drawn)
        line = row(self.before, self.where, self.after, self.state)
        line.setStretch(3, 1)
        body = column(self, spacing=8)
        body.addLayout(line)
        body.addWidget(self.progress)
        body.addWidget(self.sheet, 1)
        self._show()
        self.say("")

    def say(self, text: str) -> None:
        """Say what is being worked on; nothing where nothing is."""
        self.state.setText(text)
        keep = self.progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keep)
        self.progress.setVisible(bool(text))

    def show_made(self, made: Made) -> None:
        """Show pages; the same one as before, as far as there is one."""
        self.made = made
        self.page = min(self.page, made.pages - 1)
        self.say("")
        self._show()

    def turn(self, by: int) -> None:
        """Go so many pages on or back."""
        if self.made is not None and 0 <= self.page + by < self.made.pages:
            self.page += by
            self._show()
            self.turned.emit(self.page)

    def _show(self) -> None:
        pages = self.made.pages if self.made else 0
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page + 1 < pages)
        text = self.tr("Page {n} of {all}").format(n=self.page + 1, all=pages) if pages else ""
        self.where.setText(text)
        self.sheet.setAccessibleDescription(text)
        if self.made is not None:
            self.sheet.show_page(self.made.data, self.page)

    def _drawn(self) -> None:
        self.sheet.update()


class _Sheet(QWidget):
    """Paints a page as large as it fits."""

    turn_wanted = Signal(int)
    drawn = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 260)
        self._errands = Errands("pages", self)
        self._page: tuple[bytes, int] | None = None
        self._image = QImage()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._ask)

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def sizeHint(self) -> QSize:
        """About half a window."""
        return QSize(480, 620)

    def show_page(self, data: bytes, page: int) -> None:
        """Show a page as soon as it is drawn."""
        self._page = (data, page)
        self._ask()

    def _ask(self) -> None:
        if self._page is not None:
            (data, page), sharp = self._page, self.devicePixelRatioF()
            wide, high = (self.width() - 2) * sharp, (self.height() - 2) * sharp
            self._errands.instead(lambda _errand: _drawn(data, page, wide, high), self._take)

    def _take(self, image: QImage) -> None:
        self._image = image
        self.drawn.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew in a moment; until then the old picture is stretched."""
        super().resizeEvent(event)
        self._later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages over."""
        by = KEYS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turn_wanted.emit(by)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page with a hairline around it, and a stronger one while the keyboard is here."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size() - QSize(4, 4), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, 2
        painter.drawImage(self.rect().adjusted(left, top, left + size.width() - self.width(),
                                               top + size.height() - self.height()), self._image)  # fmt: skip
        role = self.palette().highlight() if self.hasFocus() else self.palette().mid()
        pen = painter.pen()
        pen.setColor(role.color())
        pen.setWidth(2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.drawRect(left - 1, top - 1, size.width() + 1, size.height() + 1)
        painter.end()


def _drawn(data: bytes, page: int, wide: float, high: float) -> QImage:
    """A page, as large as it fits into that many pixels."""
    across, down = page_size(data, page)
    return page_image(data, page, max(0.1, min(wide / across, high / down)))
