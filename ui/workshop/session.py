"""The open workshop of the one who runs it: the value, the one way to change it, its file, its time.

Every change is written at once, since the groups follow the file. Where it cannot be written the room goes on, says
so, and tries again until it can.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from infra_builder.knowledge import Knowledge
from infra_builder.problems import Unusable
from infra_builder.room.running import begin, ended
from infra_builder.room.workshop import FILE, Hidden, Locked, Part, Workshop
from infra_builder.room.workshopfile import read, write
from ui.workshop.ballot import Ballot
from ui.workshop.countdown import Countdown
from ui.workshop.following import Following
from ui.workshop.looking import Looking
from ui.workshop.recorder import Recorder

TRY_MS = 2000
Design = tuple[str, str]
"""A group and one of its options, by their ids."""
NO_DESIGN: Design = ("", "")


class Session(QObject):
    """A workshop that is being run. Views listen to `changed`; the time they ask `countdown` for."""

    changed = Signal()
    """The workshop is another one: its agenda, its running part, what is hidden or locked, its groups."""
    timed = Signal()
    """The time was set, paused or went on."""
    said = Signal(str)
    wall_changed = Signal()
    """Something else is to be seen on the wall."""

    def __init__(
        self,
        folder: Path,
        workshop: Workshop,
        knowledge: Knowledge,
        countdown: Countdown | None = None,
        lock: QLockFile | None = None,
    ) -> None:
        super().__init__()
        self.folder, self.knowledge = folder, knowledge
        self.countdown = countdown or Countdown()
        self.trouble = ""
        """Why the workshop cannot be written just now; "" where it can."""
        self.finished = False
        """Whether the agenda was gone through to its end since it was opened."""
        self.on_wall = ""
        """The id of the group whose plan is on the wall; "" for the agenda."""
        self.option_on_wall = ""
        """Which of its options; "" for the first."""
        self.beside_on_wall: Design = NO_DESIGN
        """The design that stands beside it."""
        self._workshop, self._lock = workshop, lock
        self._again = QTimer(self)
        self._again.setInterval(TRY_MS)
        self._again.timeout.connect(self._write)
        self._following = Following(self.path, self)
        self._following.changed.connect(self._changed_by_others)
        self.looking = Looking(folder, knowledge, lambda: self._workshop, self)
        """How the groups stand, once somebody has asked."""
        self.ballot: Ballot | None = None
        """The vote that is going on."""
        self.recorder = Recorder(self)
        if workshop.clock is not None:
            self.countdown.take_up(workshop.clock)

    @property
    def path(self) -> Path:
        """The file of the workshop."""
        return self.folder / FILE

    @property
    def workshop(self) -> Workshop:
        """The workshop as it is now."""
        return self._workshop

    @property
    def part(self) -> Part | None:
        """The part that runs."""
        running, agenda = self._workshop.running, self._workshop.agenda
        return agenda[running] if running is not None and running < len(agenda) else None

    @property
    def next_part(self) -> Part | None:
        """The part after it, or the first where none runs yet."""
        place = 0 if self._workshop.running is None else self._workshop.running + 1
        return self._workshop.agenda[place] if place < len(self._workshop.agenda) else None

    def change(self, workshop: Workshop) -> None:
        """Go on with another value, for the groups too."""
        if workshop != self._workshop:
            self._workshop = workshop
            self._write()
            self.changed.emit()

    # What the facilitator does

    def begin(self, part: int) -> None:
        """Let a part run from its beginning; what is hidden and locked follows from it."""
        if not 0 <= part < len(self._workshop.agenda):
            return
        self.countdown.set(self._workshop.agenda[part].minutes * 60, paused=False)
        self.countdown.doubtful, self.finished = False, False
        self.change(begin(self._workshop, part).but(clock=self.countdown.clock()))
        self.timed.emit()

    def step(self, by: int) -> None:
        """Go on to the next part, or back to the one before. After the last the agenda is done."""
        running = self._workshop.running
        if running is None:
            self.begin(0)
        elif running + by < len(self._workshop.agenda):
            self.begin(running + by)
        else:
            self.end()

    def end(self) -> None:
        """The agenda is done: no part runs, and nothing is hidden or locked."""
        self.countdown.set(0, paused=True)
        self.finished = True
        self.change(ended(self._workshop).but(clock=None))
        self.timed.emit()

    def pause(self) -> None:
        """Let the time stand still, or go on."""
        self._timed(self.countdown.go_on if self.countdown.paused else self.countdown.pause)

    def add(self, minutes: int) -> None:
        """Leave so many minutes more."""
        self._timed(lambda: self.countdown.add(minutes * 60))

    def _timed(self, set_it: Callable[[], None]) -> None:
        if self.part is None:
            return
        set_it()
        self.change(self._workshop.but(clock=self.countdown.clock()))
        self.timed.emit()

    def hide(self, what: Hidden, on: bool) -> None:
        """Hide something from the groups, or show it."""
        kept = tuple(one for one in self._workshop.hidden if one != what)
        self.change(self._workshop.but(hidden=(*kept, what) if on else kept))

    def hold_fast(self, what: Locked, on: bool) -> None:
        """Lock something for the groups, or let them change it."""
        kept = tuple(one for one in self._workshop.locked if one != what)
        self.change(self._workshop.but(locked=(*kept, what) if on else kept))

    def show_on_wall(self, group: str, option: str = "", beside: Design = NO_DESIGN) -> None:
        """Show a group's plan on the wall, and another one beside it where there is one; "" for the agenda."""
        if (group, option, beside) != (self.on_wall, self.option_on_wall, self.beside_on_wall):
            self.on_wall, self.option_on_wall, self.beside_on_wall = group, option, beside
            self.wall_changed.emit()

    def close(self) -> None:
        """Let the workshop go. What could not be written is tried once more."""
        if self.trouble:
            self._write()
        self._again.stop()
        self.looking.stop()
        self._following.deleteLater()
        if self._lock is not None:
            self._lock.unlock()

    # The file

    def _write(self) -> None:
        before = self.trouble
        try:
            write(self.path, self._workshop)
        except Unusable as unusable:
            self.trouble = str(unusable.problems[0])
            self._again.start()
        else:
            self.trouble = ""
            self._again.stop()
            self._following.know()
        if self.trouble != before:
            self.changed.emit()

    def _changed_by_others(self) -> None:
        """Somebody else wrote the file: what they wrote holds, unless it cannot be read or ours is still to come."""
        if self.trouble:
            return
        try:
            workshop = read(self.path)
        except Unusable:
            if not self.path.exists():
                self._write()
            else:
                self.said.emit(self.tr("The file of the workshop was changed outside and cannot be read now."))
            return
        owed = tuple(one for one in self.recorder.owed if one not in workshop.waiting)
        if owed:
            workshop = workshop.but(waiting=(*workshop.waiting, *owed))
        if workshop != self._workshop:
            self._go_on_with(workshop)
        if owed:
            # Who wrote did not know of these votes, or wrote them into their plans: there nothing is written twice.
            self._write()
            self.recorder.try_all()

    def _go_on_with(self, workshop: Workshop) -> None:
        """Take over what somebody else wrote."""
        if workshop.clock is not None and workshop.clock != self._workshop.clock:
            self.countdown.take_up(workshop.clock)
        self._workshop = workshop
        self.said.emit(self.tr("The workshop was changed by another program. What that wrote holds now."))
        self.changed.emit()
        self.timed.emit()
