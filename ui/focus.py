"""Where the keyboard is: the order in which Tab walks a form, the field to come back to, and the next panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget

Place = tuple[str, str]
"""A field by what it asks, and by the text of the button in it."""


def fields(layout: QLayout) -> Iterator[QWidget]:
    """What can take the focus in a layout, in the order in which it is read."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from fields(inner)
        elif (widget := item.widget()) is not None:
            yield from _in(widget)


def _in(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    elif (layout := widget.layout()) is not None:
        yield from fields(layout)


def walk_after(widget: QWidget, layout: QLayout) -> None:
    """Let Tab go from a widget through the fields of a layout, one after the other."""
    for field in fields(layout):
        QWidget.setTabOrder(widget, field)
        widget = field


def place_in(layout: QLayout) -> Place | None:
    """Which field of a layout has the focus."""
    focused = QApplication.focusWidget()
    return next((_place(field) for field in fields(layout) if field is focused), None)


def return_to(place: Place | None, layout: QLayout) -> None:
    """Give the focus to the field that asks the same as the one that had it."""
    for field in fields(layout) if place else ():
        if _place(field) == place:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def _place(field: QWidget) -> Place:
    text = field.text() if hasattr(field, "text") and not hasattr(field, "setPlaceholderText") else ""
    named: QWidget | None = field
    while named is not None and not named.accessibleName():
        named = named.parentWidget()
    return (named.accessibleName() if named else "", text)


def step_panel(panels: Sequence[QWidget], by: int) -> None:
    """Go on to the next panel, or back to the one before: to the first field in it, or to itself."""
    focused = QApplication.focusWidget()
    holding = [n for n, panel in enumerate(panels) if focused and (panel is focused or panel.isAncestorOf(focused))]
    here = holding[0] if holding else (-1 if by > 0 else 0)
    for distance in range(1, len(panels) + 1):
        panel = panels[(here + by * distance) % len(panels)]
        if panel.isVisible() and (target := _entrance(panel)) is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _entrance(panel: QWidget) -> QWidget | None:
    """What takes the focus when a panel is entered."""
    widget = panel.nextInFocusChain()
    while widget is not None and widget is not panel:
        if panel.isAncestorOf(widget) and _takes_focus(widget):
            return widget
        widget = widget.nextInFocusChain()
    return panel if _takes_focus(panel) else None


def _takes_focus(widget: QWidget) -> bool:
    wanted = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wanted and widget.isEnabled() and widget.isVisible()
