"""How the groups stand, looked at again and again beside the window: reading, judging and drawing never hold it up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from exports.picture.scene import Scene, scene
from infra_builder.catalogue import Catalogue
from infra_builder.evaluate import GoOn, Stopped
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.room.collecting import look
from infra_builder.room.looks import Look, Room
from infra_builder.room.workshop import Workshop
from infra_builder.saving import is_there
from ui.canvas.web import Web
from ui.document import settled
from ui.errands import Errands

LOOK_MS = 2000
"""How often the folder is looked at where nothing is told, as on many network drives."""
SETTLE_MS = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture of a group's first option, its plan as it was read, and the same with a place for everything."""

    plan: Plan
    placed: Plan
    scene: Scene

    def of(self, option: Option, catalogue: Catalogue) -> Scene:
        """The picture of one of its options."""
        return self.scene if option is self.placed.options[0] else _picture(self.placed, option, catalogue)


@dataclass(frozen=True)
class Seen:
    """What was seen last: the room, and pictures by the ids of groups, as far as there is something to draw."""

    room: Room
    pictures: Mapping[str, Drawn] = field(default_factory=dict)


class Looking(QObject):
    """Looks at the plans of all groups as long as somebody wants to know. What it saw last is `last`."""

    seen = Signal()
    """Something is otherwise than it was."""

    def __init__(self, folder: Path, knowledge: Knowledge, workshop: Callable[[], Workshop], parent: QObject) -> None:
        """`workshop` gives the workshop as it is now."""
        super().__init__(parent)
        self.folder, self.knowledge, self._workshop = folder, knowledge, workshop
        self.last: Seen | None = None
        """None until everything was looked at once."""
        self._again, self._stopped = False, False
        self._errands = Errands("looking", self)
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.look)
        self._often = QTimer(self)
        self._often.setInterval(LOOK_MS)
        self._often.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._soon.start)
        self._watcher.directoryChanged.connect(self._soon.start)

    def begin(self) -> None:
        """Look now, and go on looking."""
        if not self._often.isActive() and not self._stopped:
            self._often.start()
            self.look()

    def look(self) -> None:
        """Look once more; where a look is under way, right after it."""
        if self._stopped:
            return
        if self._errands.busy:
            self._again = True
            return
        self._again = False
        self._watch()
        folder, workshop, knowledge, last = self.folder, self._workshop(), self.knowledge, self.last
        self._errands.instead(
            lambda errand: _seen(folder, workshop, knowledge, last, errand.go_on), self._take, failed=self._fail
        )

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        self._errands.stop()
        self._often.stop()
        self._soon.stop()

    def _take(self, seen: Seen) -> None:
        before, self.last = self.last, seen
        if before is None or _marks(before.room) != _marks(seen.room):
            self.seen.emit()
        if self._again:
            self.look()

    def _fail(self, error: Exception) -> None:
        """An error of the program is told once, not every two seconds: it is looked again when something changes."""
        self._often.stop()
        raise error

    def _watch(self) -> None:
        """A file that was replaced is another one, which has to be watched anew."""
        wanted = {self.folder, *(self.folder / group.plan for group in self._workshop().groups)}
        there = {str(place) for place in wanted if is_there(place)}
        if new := there - {*self._watcher.files(), *self._watcher.directories()}:
            self._watcher.addPaths(sorted(new))


def _seen(folder: Path, workshop: Workshop, knowledge: Knowledge, last: Seen | None, go_on: GoOn) -> Seen:
    """One look, which takes over what is as it was. Raises Stopped where `go_on` says so."""
    room = look(folder, workshop, knowledge, last.room if last else None, go_on=go_on)
    before = last.pictures if last else {}
    pictures = {}
    for one in room.looks:
        if one.plan is None:
            continue
        known = before.get(one.group.id)
        if known is None or known.plan is not one.plan:
            known = _drawn(one.plan, knowledge, go_on)
        pictures[one.group.id] = known
    return Seen(room, pictures)


def _drawn(plan: Plan, knowledge: Knowledge, go_on: GoOn) -> Drawn:
    if not go_on():
        raise Stopped
    placed = settled(plan, knowledge)
    return Drawn(plan, placed, _picture(placed, placed.options[0], knowledge.catalogue))


def _picture(plan: Plan, option: Option, catalogue: Catalogue) -> Scene:
    return scene(plan, option, catalogue, quick=len(option.flows) > Web.FEW)


def _marks(room: Room) -> object:
    """What has to be otherwise for a look to be news."""
    return room.problem, room.strangers, [mark(one) for one in room.looks]


def mark(one: Look) -> object:
    """What has to be otherwise for a group to stand otherwise than before."""
    lead = int(one.ahead) // 60
    return one.group, one.state, one.digest, one.changed, lead, one.holder, one.copies, one.problems, id(one.report)
