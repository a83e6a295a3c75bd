"""Writing votes into the plans of groups: at once where the plan is free, as soon as it is where somebody has it open.

A vote that cannot be written waits in the file of the workshop, so it is not lost when the room is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from infra_builder.edits import Refused
from infra_builder.plan import Vote
from infra_builder.problems import Unusable
from infra_builder.room.recording import keep_waiting, record_vote
from infra_builder.room.workshop import Waiting
from infra_builder.saving import digest_of
from ui.locking import lock_of, taken_by

if TYPE_CHECKING:
    from ui.workshop.session import Session


TRY_MS = 10_000
"""How often it is tried although nothing was seen to change: locks come and go unseen."""


class Recorder(QObject):
    """Keeps the votes of an open workshop. `reasons` says of each that waits why it does."""

    written = Signal(str)
    """A vote that waited is in the plan of the group with this id now."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.reasons: dict[Waiting, str] = {}
        self.owed: set[Waiting] = set()
        """Those that were cast here and are not written yet: no other program that runs the room may drop them."""
        self._tried: dict[Waiting, str] = {}
        """What the file held when it was tried last in vain."""
        session.looking.seen.connect(self.try_all)
        self._often = QTimer(self)
        self._often.timeout.connect(self.try_all)
        self._often.start(TRY_MS)
        if session.workshop.waiting:
            session.looking.begin()

    def record(self, group: str, vote: Vote) -> str:
        """Write a vote; where that cannot be done now it waits, and the reason is given. "" where it is written."""
        reason = self._write(group, vote, anyway=False)
        if reason:
            self.owed.add(waiting := Waiting(group=group, vote=vote))
            self.reasons[waiting] = reason
            self.session.change(keep_waiting(self.session.workshop, group, vote))
            self.session.looking.begin()
        return reason

    def try_all(self) -> None:
        """Try those that wait, unless nothing has changed since they were tried last."""
        for waiting in self.session.workshop.waiting:
            plan = self._plan(waiting.group)
            mark = digest_of(self.session.folder / plan) if plan else ""
            if self._tried.get(waiting) != mark:
                self.try_one(waiting)

    def try_one(self, waiting: Waiting, *, anyway: bool = False) -> bool:
        """Try one that waits; `anyway`: although somebody has the plan open. Whether it is written."""
        reason = self._write(waiting.group, waiting.vote, anyway=anyway)
        if reason:
            self.reasons[waiting] = reason
            return False
        self.reasons.pop(waiting, None)
        self.owed.discard(waiting)
        workshop = self.session.workshop
        self.session.change(workshop.but(waiting=tuple(one for one in workshop.waiting if one != waiting)))
        self.written.emit(waiting.group)
        return True

    def _plan(self, group: str) -> str:
        return next((one.plan for one in self.session.workshop.groups if one.id == group), "")

    def _write(self, group: str, vote: Vote, *, anyway: bool) -> str:
        """Write a vote under the lock of its plan; gives why it cannot be written."""
        plan, waiting = self._plan(group), Waiting(group=group, vote=vote)
        if not plan:
            return self.tr("There is no such group any more.")
        path = self.session.folder / plan
        lock = lock_of(path)
        holder = taken_by(lock)
        if holder is not None and not anyway:
            text = self.tr("The plan is open on the computer {computer}.")
            return text.format(computer=holder.host) if holder.host else self.tr("Another program has the plan open.")
        try:
            record_vote(path, vote, self.session.knowledge.catalogue)
        except Unusable as unusable:
            self._tried[waiting] = digest_of(path)
            return str(unusable.problems[0])
        except Refused as refused:
            self._tried[waiting] = digest_of(path)
            return str(refused)
        finally:
            if holder is None:
                lock.unlock()
        return ""
