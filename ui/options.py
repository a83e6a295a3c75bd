"""The options of a plan as tabs: look at one, add, copy, name, reorder and delete them by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QTabBar, QWidget

from infra_builder.edits import AddOption, Edit, MoveOption, Refused, RemoveOption, RenameOption, new_option_id
from infra_builder.plan import Option
from ui.document import PlanDocument
from ui.judgement import colour_of
from ui.painting import qicon
from ui.selection import Selection
from ui.theming import scaled

ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NARROWEST, WIDEST = 110, 260
"""Of a tab, in pixels at 100 %."""
LONGEST = 120
"""So many letters of a name can be written on a tab."""


class OptionTabs(QTabBar):
    """A tab an option, with the sign of its verdict. Dragging a tab, or Ctrl+Shift and an arrow, moves it."""

    said = Signal(str)

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.document, self.selection, self.colours = document, selection, colours
        self.setExpanding(False)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.setIconSize(QSize(scaled(18), scaled(18)))
        self.setAccessibleName(self.tr("Options"))
        self.field: _Name | None = None
        self._icons: dict[str, QIcon] = {}
        self._dragged = False
        self.currentChanged.connect(self._chosen)
        document.judged.connect(self.fill)
        document.changed.connect(self.fill)
        document.option_changed.connect(self.fill)
        self.fill()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        self._icons.clear()
        self.fill()

    # What is shown

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as the name, within reason."""
        hint = super().tabSizeHint(index)
        return QSize(min(hint.width(), scaled(WIDEST)), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Wide enough to tell the options apart; where there is no room for all, the bar scrolls."""
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), scaled(NARROWEST)), hint.height())

    def fill(self) -> None:
        """Show the options as they are now, unless a tab is just being dragged."""
        if self._dragged:
            return
        options = self.document.plan.options
        self.blockSignals(True)
        while self.count() > len(options):
            self.removeTab(self.count() - 1)
        while self.count() < len(options):
            self.addTab("")
        for index, option in enumerate(options):
            self._show(index, option)
        self.setCurrentIndex(self._index(self.document.option.id))
        self.blockSignals(False)

    def _show(self, index: int, option: Option) -> None:
        sign, words = self._verdict(option)
        name = option.name or option.id
        self.setTabData(index, option.id)
        self.setTabText(index, name.replace("&", "&&"))
        self.setTabIcon(index, self._icon(sign))
        self.setTabToolTip(index, f"{name}\n{words}")
        self.setAccessibleTabName(index, f"{name}: {words}")

    def _icon(self, sign: str) -> QIcon:
        if sign not in self._icons:
            self._icons[sign] = qicon(f"verdict_{sign}", self.colours, colour_of(sign), scaled(18))
        return self._icons[sign]

    def _verdict(self, option: Option) -> tuple[str, str]:
        """The sign of an option and its verdict in words."""
        judged = next((judged for judged in self.document.report.options if judged.id == option.id), None)
        if judged is None or judged.empty:
            return "question", self.tr("Nothing to judge yet")
        if judged.veiled:
            return "note", self.tr("The verdict is shown later")
        flags = judged.flags or ("balanced",)
        return flags[0], ", ".join(self.document.knowledge.catalogue.label("flag", flag) for flag in flags)

    def _index(self, option_id: str) -> int:
        return next(i for i, option in enumerate(self.document.plan.options) if option.id == option_id)

    def _chosen(self, index: int) -> None:
        if 0 <= index < self.count() and not self._dragged:
            self.show_option(str(self.tabData(index)))

    def show_option(self, option_id: str) -> None:
        """Look at an option."""
        self.selection.hold_up("")
        self.document.show_option(option_id)
        self.fill()

    def step(self, by: int) -> None:
        """Look at the next option, or the one before; after the last comes the first."""
        options = self.document.plan.options
        self.show_option(options[(self._index(self.document.option.id) + by) % len(options)].id)

    # What can be done

    def add_option(self) -> None:
        """Add an empty option and look at it."""
        id_ = new_option_id(self.document.plan)
        option = Option(id=id_, name=self.tr("Option {letter}").format(letter=id_.upper()))
        self._do_and_show(AddOption(option=option), id_, self.tr("add an option"))

    def duplicate(self) -> None:
        """Put a copy of the option that is looked at beside it, and look at the copy."""
        option, id_ = self.document.option, new_option_id(self.document.plan)
        copy = option.but(id=id_, name=self._copy_name(option.name or option.id)[:LONGEST])
        edit = AddOption(option=copy, to=self._index(option.id) + 1)
        self._do_and_show(edit, id_, self.tr("duplicate the option"))

    def _copy_name(self, name: str) -> str:
        """A name for a copy that no option has; a copy of a copy is named after the first original."""
        first, further = self.tr("Copy of {name}"), self.tr("Copy {n} of {name}")
        before, _, after = first.partition("{name}")
        if name.startswith(before) and name.endswith(after):
            name = name.removeprefix(before).removesuffix(after)
        taken = {option.name for option in self.document.plan.options}
        number, wanted = 1, first.format(name=name)
        while wanted in taken:
            number += 1
            wanted = further.format(n=number, name=name)
        return wanted

    def remove(self) -> None:
        """Delete the option that is looked at."""
        option = self.document.option
        if self._do(RemoveOption(option=option.id), self.tr("delete the option")):
            self.said.emit(self.tr("“{name}” is deleted. Undo brings it back.").format(name=option.name or option.id))

    def shift(self, by: int) -> None:
        """Bring the option that is looked at further to the right, or to the left."""
        option = self.document.option
        to = self._index(option.id) + by
        if 0 <= to < len(self.document.plan.options):
            self._do(MoveOption(option=option.id, to=to), self.tr("move the option"))

    def rename(self) -> None:
        """Write another name on the tab of the option that is looked at."""
        self._leave()
        option = self.document.option
        self.field = _Name(option.name, self)
        self.field.setAccessibleName(self.tr("Name of the option"))
        tab = self.tabRect(self.currentIndex())
        wide = min(self.width(), max(tab.width(), scaled(NARROWEST) * 2))
        self.field.setGeometry(max(0, min(tab.x(), self.width() - wide)), tab.y() + 3, wide, tab.height() - 3)
        self.field.editingFinished.connect(lambda: self._named(option.id))
        self.field.given_up.connect(self._leave)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _named(self, option_id: str) -> None:
        if self.field is None:
            return
        name = self.field.text().strip()
        self._leave()
        self._do(RenameOption(option=option_id, name=name), self.tr("rename the option"))

    def _leave(self) -> None:
        field, self.field = self.field, None
        if field is not None:
            had_focus = field.hasFocus()
            field.hide()
            field.deleteLater()
            if had_focus:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, edit: Edit, label: str) -> bool:
        """Make an edit; where it is refused, say why. Whether it was made."""
        try:
            self.document.do(edit, label)
        except Refused as refusal:
            self.said.emit(str(refusal))
            return False
        return True

    def _do_and_show(self, edit: Edit, option_id: str, label: str) -> None:
        if self._do(edit, label):
            self.show_option(option_id)

    # Mouse and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A tab that is dragged changes its place here first."""
        self._dragged = bool(event.buttons() & Qt.MouseButton.LeftButton)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tab that was dragged stays where it was let go, as one step."""
        super().mouseReleaseEvent(event)
        self._dragged = False
        order = [self.tabData(index) for index in range(self.count())]
        if order != [option.id for option in self.document.plan.options]:
            index = self.currentIndex()
            self._do(MoveOption(option=order[index], to=index), self.tr("move the option"))
        self.fill()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Name the option; beside the tabs, add one."""
        if self.tabAt(event.position().toPoint()) < 0:
            self.add_option()
        else:
            self.rename()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the option under the pointer, or with the one looked at."""
        index = self.tabAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        if index >= 0:
            self.setCurrentIndex(index)
        place = event.globalPos() if index < 0 else self.mapToGlobal(self.tabRect(index).bottomLeft())
        self.menu().popup(place)

    def menu(self) -> QMenu:
        """What can be done with the option that is looked at."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        several, index = self.count() > 1, self.currentIndex()
        for text, do, possible in (
            (self.tr("Rename"), self.rename, True),
            (self.tr("Duplicate"), self.duplicate, True),
            (self.tr("New option"), self.add_option, True),
            (self.tr("Move left"), lambda: self.shift(-1), index > 0),
            (self.tr("Move right"), lambda: self.shift(1), index < self.count() - 1),
            (self.tr("Delete"), self.remove, several),
        ):
            action = menu.addAction(text)
            action.setEnabled(possible)
            action.triggered.connect(lambda _on=False, do=do: do())
        return menu

    def event(self, event: QEvent) -> bool:
        """While a tab has the focus, F2 and Delete are about the option rather than about what is selected."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.hasFocus():
            moving = event.key() in ARROWS and event.modifiers() == MOVING
            if moving or event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Name, delete and move by keyboard."""
        key = event.key()
        if key == Qt.Key.Key_F2:
            self.rename()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key in ARROWS and event.modifiers() == MOVING:
            self.shift(ARROWS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)


class _Name(QLineEdit):
    """The field on a tab. Esc gives up."""

    given_up = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setMaxLength(LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
