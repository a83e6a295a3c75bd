"""The agenda as it is made and changed: parts added, taken out, put elsewhere, and what each of them holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget

from infra_builder.room.workshop import Part
from ui.steps.bar import STEPS, step_title
from ui.steps.flow import Page, Titled, Wrap
from ui.theming import scaled
from ui.widgets import Chips, Choice, button, column, label, row
from ui.workshop.session import Session
from ui.workshop.stepper import Stepper
from ui.workshop.words import HIDDEN, LOCKED, hidden_name, lasting, locked_name, part_line

NEW_MINUTES = 10


class AgendaEditor(QWidget):
    """The parts at the left, the one that is looked at beside them. `fixed` cannot be taken out: it runs."""

    changed = Signal()

    def __init__(self, parts: Sequence[Part] = (), fixed: int | None = None) -> None:
        super().__init__()
        self._parts: list[Part] = []
        self._fixed: int | None = None
        self.list = _Parts()
        self.list.setAccessibleName(self.tr("Parts of the agenda"))
        self.list.moved.connect(self.move_part)
        self.list.setFixedHeight(scaled(300))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.total = label("", "small")
        self.form = PartForm()
        self.form.setEnabled(False)
        self._make_buttons()
        left = QWidget()
        body = column(left, 0, 8)
        body.addWidget(self.list)
        body.addWidget(self.total)
        keys = QWidget()
        flow = Wrap(keys, 8, 8)
        for made in (self.add, self.remove, self.up, self.down):
            flow.addWidget(made)
        body.addWidget(keys)
        body.addStretch()
        line = row(spacing=20)
        line.addWidget(left, 4)
        line.addWidget(self.form, 6)
        self.setLayout(line)
        self.list.currentRowChanged.connect(self._look_at)
        self.form.changed.connect(self._take)
        self.show_parts(parts, fixed)

    def _make_buttons(self) -> None:
        def made(text: str, do: Callable[[], object]) -> QPushButton:
            one = button(text)
            one.clicked.connect(lambda _on=False: do())
            return one

        self.add = made(self.tr("Add a part"), self.add_part)
        self.remove = made(self.tr("Remove"), self.remove_part)
        self.up = made(self.tr("Earlier"), lambda: self.move_part(-1))
        self.down = made(self.tr("Later"), lambda: self.move_part(1))
        self.up.setToolTip(self.tr("Alt+Up in the list"))
        self.down.setToolTip(self.tr("Alt+Down in the list"))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The agenda as it is now."""
        return tuple(self._parts)

    @property
    def fixed(self) -> int | None:
        """The place of the part that runs, wherever it was put."""
        return self._fixed

    def show_parts(self, parts: Sequence[Part], fixed: int | None = None) -> None:
        """Begin with these."""
        self._parts, self._fixed = list(parts), fixed
        self._fill(fixed or 0)

    def _fill(self, at: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for place, part in enumerate(self._parts):
            self.list.addItem(part_line(place + 1, part))
        self.list.setCurrentRow(min(at, len(self._parts) - 1))
        self.list.blockSignals(False)
        self._look_at(self.list.currentRow())
        self._count()

    def _count(self) -> None:
        self.total.setText(self.tr("{time} in all").format(time=lasting(sum(part.minutes for part in self._parts))))

    def _look_at(self, place: int) -> None:
        there = 0 <= place < len(self._parts)
        self.form.setEnabled(there)
        if there:
            self.form.show_part(self._parts[place])
        self.remove.setEnabled(there and place != self._fixed)
        self.up.setEnabled(there and place > 0)
        self.down.setEnabled(there and place < len(self._parts) - 1)

    def _take(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self._parts):
            self._parts[place] = part = self.form.part(self._parts[place])
            self.list.item(place).setText(part_line(place + 1, part))
            self._count()
            self.changed.emit()

    def add_part(self) -> None:
        """Put a new part behind the one that is looked at."""
        place = self.list.currentRow() + 1
        self._parts.insert(place, Part(title=self.tr("New part"), minutes=NEW_MINUTES))
        if self._fixed is not None and self._fixed >= place:
            self._fixed += 1
        self._fill(place)
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.title.selectAll()
        self.changed.emit()

    def remove_part(self) -> None:
        """Take the part out that is looked at."""
        place = self.list.currentRow()
        if 0 <= place < len(self._parts) and place != self._fixed:
            del self._parts[place]
            if self._fixed is not None and self._fixed > place:
                self._fixed -= 1
            self._fill(place)
            self.changed.emit()

    def move_part(self, by: int) -> None:
        """Bring the part that is looked at further up or down."""
        place = self.list.currentRow()
        to = place + by
        if place < 0 or not 0 <= to < len(self._parts):
            return
        self._parts[place], self._parts[to] = self._parts[to], self._parts[place]
        if self._fixed in (place, to):
            self._fixed = to if self._fixed == place else place
        self._fill(to)
        self.changed.emit()


class _Parts(QListWidget):
    """The list of the parts; Alt and an arrow puts one elsewhere."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up, Alt+Down."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
        else:
            super().keyPressEvent(event)


class PartForm(QWidget):
    """What one part of the agenda holds."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.time = Stepper(1, 600, 5)
        self.minutes = self.time.number
        self.minutes.setSuffix(self.tr(" min"))
        self.says, self.notes = _Long(), _Long()
        self.step = Choice([(step, step_title(step)) for step in STEPS], self.tr("Nowhere in particular"))
        self.hides = Chips([(what, hidden_name(what)) for what in HIDDEN])
        self.locks = Chips([(what, locked_name(what)) for what in LOCKED])
        body = column(self, 0, 10)
        first = QWidget()
        flow = Wrap(first, 16, 10)
        self.title.setMinimumWidth(scaled(260))
        flow.addWidget(Titled(self.tr("What is this part called?"), self.title))
        flow.addWidget(Titled(self.tr("How long?"), self.time))
        body.addWidget(first)
        body.addWidget(Titled(self.tr("What do the groups read on the wall?"), self.says))
        body.addWidget(Titled(self.tr("Notes for you"), self.notes))
        body.addWidget(Titled(self.tr("Where do the groups work?"), self.step))
        body.addWidget(Titled(self.tr("What is hidden meanwhile?"), self.hides))
        body.addWidget(Titled(self.tr("What is locked meanwhile?"), self.locks))
        body.addStretch()
        for signal in (self.title.textEdited, self.minutes.valueChanged, self.says.textChanged, self.notes.textChanged):
            signal.connect(lambda *_: self._said())
        for chosen in (self.step.chosen, self.hides.chosen, self.locks.chosen):
            chosen.connect(lambda _value: self._said())
        self._showing = False

    def _said(self) -> None:
        if not self._showing:
            self.changed.emit()

    def show_part(self, part: Part) -> None:
        """Show this part."""
        self._showing = True
        self.title.setText(part.title)
        self.minutes.setValue(part.minutes)
        self.says.setPlainText(part.says)
        self.notes.setPlainText(part.notes)
        self.step.show_value(part.step)
        self.hides.show_value(part.hides)
        self.locks.show_value(part.locks)
        self._showing = False

    def part(self, before: Part) -> Part:
        """The part as the form says; what it does not show stays."""
        return before.but(
            title=self.title.text().strip()[:LONGEST],
            minutes=self.minutes.value(),
            says=self.says.toPlainText()[:LONGEST],
            notes=self.notes.toPlainText()[:LONGEST],
            step=self.step.currentData(),
            hides=tuple(what for what in HIDDEN if self.hides.buttons[what].isChecked()),
            locks=tuple(what for what in LOCKED if self.locks.buttons[what].isChecked()),
        )


LONGEST = 4000
"""So many letters a text of the agenda may have."""


class _Long(QPlainTextEdit):
    """A text of several lines; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(scaled(84))


def change_agenda(session: Session, parent: QWidget) -> None:
    """Change the agenda of a workshop that is set up already."""
    dialog = AgendaDialog(session, parent)
    dialog.open()


class AgendaDialog(QDialog):
    """The agenda in a window of its own. The part that runs stays the one that runs."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Agenda"))
        self.resize(min(scaled(900), parent.window().width() - 40), min(scaled(680), parent.window().height() - 40))
        self.session = session
        self.editor = AgendaEditor(session.workshop.agenda, session.workshop.running)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        take = self.buttons.button(kinds.Ok)
        take.setText(self.tr("Take this agenda"))
        take.setProperty("role", "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        body = column(self, 16, 12)
        page = QWidget()
        column(page, 4).addWidget(self.editor)
        body.addWidget(Page(page), 1)
        body.addWidget(self.buttons)

    def accept(self) -> None:
        """Take the agenda over."""
        self.session.change(self.session.workshop.but(agenda=self.editor.parts, running=self.editor.fixed))
        super().accept()
