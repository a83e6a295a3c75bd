"""Set up the room: one page, filled in already wherever that can be, that ends in the folder of a workshop."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from infra_builder.knowledge import Knowledge
from infra_builder.problems import Unusable
from infra_builder.room.agendas import parts_of
from infra_builder.room.filenames import named_groups
from infra_builder.room.setting_up import set_up
from infra_builder.room.workshop import Workshop
from ui import file_questions as ask
from ui.dates import DayField
from ui.patience import waiting
from ui.steps.flow import Page, Titled, Wrap
from ui.theming import scaled
from ui.widgets import CardButton, button, column, label, row
from ui.workshop.agenda import AgendaEditor
from ui.workshop.starters import Starters
from ui.workshop.stepper import Stepper
from ui.workshop.switches import Tick
from ui.workshop.words import lasting

GROUPS, MOST_GROUPS = 4, 40
DEFAULT_AGENDA = "ninety_minutes"


class SetUpDialog(QDialog):
    """Everything that a workshop begins with. Each field has something sensible in it."""

    made = Signal(Path)
    """The folder of the workshop that was set up."""

    def __init__(self, knowledge: Knowledge, colours: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Set up the room"))
        room = parent.window().size()
        self.resize(min(scaled(980), room.width() - 40), min(scaled(820), room.height() - 40))
        self.knowledge = knowledge
        self.title = QLineEdit(self.tr("AI workshop"))
        self.date = DayField()
        self.date.setDate(QDate.currentDate())
        self.organisation = QLineEdit()
        self.organisation.setPlaceholderText(self.tr("not named yet"))
        self.groups = Stepper(1, MOST_GROUPS)
        self.count = self.groups.number
        self.names: list[QLineEdit] = []
        self.starters = Starters(knowledge, colours)
        self.presets = QButtonGroup(self)
        self.editor = AgendaEditor()
        self.folder = QLineEdit()
        self._by_hand = False
        self._lay_out()
        for changed in (self.title.textChanged, self.date.dateChanged):
            changed.connect(lambda _value: self._name_folder())
        self.count.valueChanged.connect(self._show_names)
        self.count.setValue(GROUPS)
        self._name_folder()
        self.title.setFocus()
        self.title.selectAll()

    # How it is made

    def _lay_out(self) -> None:
        page = QWidget()
        body = column(page, 20, 12)
        body.addWidget(
            label(self.tr("Five minutes, and nothing here is final. Only the folder has to be right."), "quiet")
        )
        for sheet in (self._what(), self._groups(), self._start(), self._agenda()):
            body.addWidget(sheet)
        body.addStretch()
        for one in page.findChildren(QPushButton):
            one.setAutoDefault(False)  # Return in a field sets up the room.
        whole = column(self, 0, 0)
        whole.addWidget(Page(page), 1)
        whole.addWidget(self._foot())

    def _what(self) -> QWidget:
        sheet, body = _sheet(self.tr("What is it?"))
        line = QWidget()
        flow = Wrap(line, 24, 12)
        self.title.setMinimumWidth(scaled(280))
        self.organisation.setMinimumWidth(scaled(220))
        for question, field in (
            (self.tr("Title"), self.title),
            (self.tr("Date"), self.date),
            (self.tr("Organisation"), self.organisation),
        ):
            flow.addWidget(Titled(question, field))
        body.addWidget(line)
        return sheet

    def _groups(self) -> QWidget:
        sheet, body = _sheet(self.tr("How many groups?"))
        self.groups.setAccessibleName(self.tr("Number of groups"))
        body.addWidget(self.groups, alignment=Qt.AlignmentFlag.AlignLeft)
        body.addWidget(label(self.tr("Each group gets a plan of its own, called by this name."), "small"))
        part = QWidget()
        self._names = Wrap(part, 8, 8)
        body.addWidget(part)
        return sheet

    def _start(self) -> QWidget:
        sheet, body = _sheet(self.tr("What do the groups begin with?"))
        body.addWidget(self.starters)
        return sheet

    def _agenda(self) -> QWidget:
        sheet, body = _sheet(self.tr("How much time is there?"))
        line = QWidget()
        flow = Wrap(line, 8, 8, level=True)
        agendas = self.knowledge.catalogue.agendas
        for id_, agenda in agendas.items():
            made = _Preset(
                agenda.name, self.tr("{time}. {line}").format(time=lasting(agenda.minutes), line=agenda.line)
            )
            made.clicked.connect(lambda _on=False, id_=id_: self.editor.show_parts(parts_of(agendas[id_])))
            made.setChecked(id_ == DEFAULT_AGENDA)
            self.presets.addButton(made)
            flow.addWidget(made)
        if DEFAULT_AGENDA in agendas:
            self.editor.show_parts(parts_of(agendas[DEFAULT_AGENDA]))
        body.addWidget(line)
        self.change = button(self.tr("Look at the parts and change them"))
        self.change.setCheckable(True)
        self.change.toggled.connect(self.editor.setVisible)
        self.editor.setVisible(False)
        body.addWidget(self.change, alignment=Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.editor)
        return sheet

    def _foot(self) -> QWidget:
        self.pack = Tick(self.tr("Make the print pack too: agenda, a sheet a group, a blank canvas, block cards"))
        self.pack.setChecked(True)
        foot = QFrame()
        foot.setObjectName("sunken")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = column(foot, 16, 6)
        asked = label(self.tr("In which folder? It is made if it is not there."), "ask")
        asked.setBuddy(self.folder)
        self.folder.setAccessibleName(self.tr("Folder of the workshop"))
        self.folder.textEdited.connect(self._folder_edited)
        choose = button(self.tr("Choose…"))
        choose.setAccessibleName(self.tr("Choose the place of the folder"))
        choose.clicked.connect(lambda _on=False: self._choose_folder())
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.make = button(self.tr("Set up the room"), "primary")
        self.make.setDefault(True)
        self.make.clicked.connect(lambda _on=False: self.set_up())
        for other in (choose, self.cancel):
            other.setAutoDefault(False)
        line = row(self.folder, choose, spacing=8)
        line.setStretch(0, 1)
        line.addSpacing(16)
        line.addWidget(self.cancel)
        line.addWidget(self.make)
        body.addWidget(asked)
        body.addLayout(line)
        body.addWidget(self.pack)
        return foot

    def _show_names(self, count: int) -> None:
        """As many fields for names as there are groups; what was written stays for when they are more again."""
        while len(self.names) < count:
            number = len(self.names) + 1
            field = QLineEdit(self.tr("Group {n}").format(n=number))
            field.setAccessibleName(self.tr("Name of group {n}").format(n=number))
            field.setFixedWidth(scaled(160))
            self.names.append(field)
            self._names.addWidget(field)
        for number, field in enumerate(self.names, 1):
            field.setVisible(number <= count)

    # The folder

    def _folder_edited(self) -> None:
        self._by_hand = True
        self._follow_folder()

    def _follow_folder(self) -> None:
        self.make.setEnabled(bool(self.folder.text().strip()))

    def _name_folder(self) -> None:
        """Name a folder after title and date that is not there yet, in the place chosen so far."""
        if self._by_hand:
            return
        written = self.folder.text().strip()
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = Path(written).parent if written else Path(home or Path.home())
        self.folder.setText(str(self._free(place)))
        self._follow_folder()

    def _free(self, place: Path) -> Path:
        title = "".join(letter for letter in self.title.text() if letter not in '\\/:*?"<>|').strip(" .")
        stem = f"{title[:60] or self.tr('Workshop')} {self.date.date().toString(Qt.DateFormat.ISODate)}"
        free, number = place / stem, 1
        while free.exists():
            number += 1
            free = place / f"{stem} {number}"
        return free

    def _choose_folder(self) -> None:
        start = Path(self.folder.text()).parent
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where does the folder belong?"), str(start))
        if chosen:
            self._by_hand = False
            self.folder.setText(str(Path(chosen) / "-"))
            self._name_folder()

    # What it makes

    def workshop(self) -> Workshop:
        """The workshop as the page says."""
        names = [field.text() for field in self.names[: self.count.value()]]
        return Workshop(
            title=self.title.text().strip(),
            organisation=self.organisation.text().strip(),
            date=self.date.date().toString(Qt.DateFormat.ISODate),
            starter=self.starters.chosen,
            groups=named_groups(names),
            agenda=self.editor.parts,
        )

    def set_up(self) -> None:
        """Make the folder; where that cannot be done, say why and stay."""
        folder = Path(self.folder.text().strip()).expanduser().absolute()
        try:
            with waiting():
                set_up(folder, self.workshop(), self.knowledge.catalogue)
        except Unusable as unusable:
            ask.complain(self, self.tr("The room cannot be set up there"), unusable)
            self.folder.setFocus()
            return
        self.accept()
        self.made.emit(folder)


class _Preset(CardButton):
    """An agenda to begin with."""

    def __init__(self, name: str, line: str) -> None:
        super().__init__("answer-card")
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(line)
        self.setFixedWidth(scaled(280))
        self.inner.setContentsMargins(12, 8, 12, 10)
        self.inner.setSpacing(2)
        for text, role in ((name, "ask"), (line, "small")):
            words = label(text, role)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.inner.addWidget(words)
        self.inner.addStretch()


def _sheet(title: str) -> tuple[QFrame, QVBoxLayout]:
    sheet = QFrame()
    sheet.setProperty("role", "sheet")
    body = column(sheet, 16, 10)
    body.addWidget(label(title, "title"))
    return sheet, body
