"""What the workshop beside a plan lets its group see and change just now.

It follows `workshop.yaml` while the plan is open. Where there is none, or none that can be read, nothing is hidden and
nothing is locked: a room that breaks down never keeps a group from its work.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from infra_builder.plan import Plan
from infra_builder.problems import Unusable
from infra_builder.room.running import allowed
from infra_builder.room.workshop import FILE, Hidden, Locked
from infra_builder.room.workshopfile import read
from ui.document import PlanDocument
from ui.workshop.following import Following

JUDGING = ("check", "compare", "plan")
"""Steps that show a judgement in every part of them: they come with it."""

DOUBT_MS = 1000


class RoomRules(QObject):
    """What holds for the group of one open plan. Tells when it becomes otherwise."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, document: PlanDocument, parent: QObject | None = None, *, follows: bool = True) -> None:
        super().__init__(parent)
        self.document = document
        self.hidden: tuple[Hidden, ...] = ()
        self.locked: tuple[Locked, ...] = ()
        self._following: Following | None = None
        self._broken = False
        self._doubted = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DOUBT_MS)
        self._later.timeout.connect(self.look)
        document.guard = self._forbidden
        if follows:
            document.state_changed.connect(self._follow_file)
            self._follow_file()
        else:
            self._hold((), ())

    @property
    def closed(self) -> tuple[str, ...]:
        """The steps that cannot be opened yet."""
        return tuple(step for step in JUDGING if step in self.hidden or "verdict" in self.hidden)

    def later(self) -> str:
        """Why something is not to be had now, as a sentence."""
        return self.tr("The facilitator opens this later.")

    def _forbidden(self, before: Plan, after: Plan) -> str:
        return allowed(before, after, self.locked) if self.locked else ""

    def _follow_file(self) -> None:
        """Look beside the file of the plan, which gets another place when it is saved as another file."""
        path = self.document.path.parent / FILE if self.document.path else None
        if path == (self._following.path if self._following else None):
            return
        if self._following is not None:
            self._following.deleteLater()
        self._following = Following(path, self) if path else None
        self._hold((), ())
        if self._following is not None:
            self._following.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Read what holds now. What held stays for a moment longer where the file is not to be read all at once."""
        path = self._following.path if self._following else None
        if path is None:
            self._hold((), ())
            return
        try:
            workshop = read(path) if path.exists() else None
        except Unusable:
            self._doubt(broken=True)
            return
        if workshop is None:
            self._doubt(broken=False)
            return
        self._broken = False
        self._later.stop()
        self._hold(workshop.hidden, workshop.locked)

    def _doubt(self, *, broken: bool) -> None:
        """The file is gone or broken. Drives that are slow show it so for a moment while it is being replaced."""
        held = bool(self.hidden or self.locked)
        if held and not self._doubted:
            self._doubted = True
            self._later.start()
            return
        self._hold((), ())
        if (broken or held) and not self._broken:
            text = self.tr("The file of the workshop cannot be read just now, so nothing is hidden or locked.")
            self.said.emit(text)
        self._broken = broken or held

    def _hold(self, hidden: tuple[Hidden, ...], locked: tuple[Locked, ...]) -> None:
        self._doubted = False
        self.document.locked = locked
        self.document.veil("verdict" in hidden)
        if (hidden, locked) != (self.hidden, self.locked):
            self.hidden, self.locked = hidden, locked
            self.changed.emit()
