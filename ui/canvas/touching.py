"""Fingers on the canvas: one is the left button, two zoom and move the view, a long press opens the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer
from PySide6.QtGui import QEventPoint, QTouchEvent

if TYPE_CHECKING:
    from ui.canvas.canvas import Canvas

STILL = 12.0
"""How far a finger may wander, in pixels, and still be taken to press on one spot."""
LONG_MS, DOUBLE_MS = 600, 400


class Touch(QObject):
    """Turns touch events of a canvas into its gestures."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self._began = QPointF()
        self._pinch: tuple[QPointF, float] | None = None
        self._moved = False
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self._pressed_long)
        self._tap: tuple[QPointF, int] = QPointF(), -DOUBLE_MS

    def handle(self, event: QTouchEvent) -> bool:
        """Take a touch event; always taken, so that no mouse events are made of it."""
        points = event.points()
        if event.type() == QEvent.Type.TouchCancel:
            self._leave()
        elif len(points) >= 2:
            self._two(points[0], points[1])
        elif self._pinch is not None:
            if event.type() == QEvent.Type.TouchEnd:
                self._pinch = None
        elif points:
            self._one(event, points[0].position())
        event.accept()
        return True

    def _one(self, event: QTouchEvent, place: QPointF) -> None:
        if event.type() == QEvent.Type.TouchBegin:
            self._began, self._moved = place, False
            self._long.start()
            self.canvas.press(place, extend=False, touch=True)
        elif event.type() == QEvent.Type.TouchUpdate:
            if (place - self._began).manhattanLength() > STILL:
                self._moved = True
                self._long.stop()
            if self._moved:
                self.canvas.follow(place)
        elif event.type() == QEvent.Type.TouchEnd:
            self._long.stop()
            self.canvas.release(place if self._moved else self._began)
            if not self._moved:
                self._tapped(place, event.timestamp())

    def _tapped(self, place: QPointF, at: int) -> None:
        """The second of two quick taps on one spot names what is there."""
        before, when = self._tap
        self._tap = place, at
        if at - when < DOUBLE_MS and (place - before).manhattanLength() < 3 * STILL:
            self.canvas.name_at(place)

    def _two(self, one: QEventPoint, other: QEventPoint) -> None:
        """The point between two fingers stays between them, and what is under each stays under it."""
        middle = (one.position() + other.position()) / 2
        apart = max(QPointF(one.position() - other.position()).manhattanLength(), 1.0)
        if self._pinch is None:
            self._leave()
        else:
            before, wide = self._pinch
            self.canvas.zoom_about(middle, apart / wide)
            self.canvas.pan(middle - before)
        self._pinch = middle, apart

    def _leave(self) -> None:
        self._long.stop()
        self.canvas.drop_gesture()

    def _pressed_long(self) -> None:
        self._leave()
        self.canvas.menu_at(self._began)
