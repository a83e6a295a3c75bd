"""Keeping the journal of an open plan.

What is written is with the operating system when a call returns, so it outlives the program; it is forced onto the disk
by a thread at most `SYNC_SECONDS` later, so that the computer losing its power costs no more than that.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

from infra_builder.edits import Edit
from infra_builder.journal.lines import edit_data, plan_data, to_line
from infra_builder.plan import Plan
from infra_builder.saving import write_whole

FORMAT = 1
SYNC_SECONDS = 1.0
LONG = 1_000_000
"""Bytes of steps after which a journal begins anew from the present plan, if they also are four times as many as it."""
TITLE = 200
"""Letters of a title that are kept with every step, for lists."""
MANY = 1_000
"""Steps after which it does so as well, so that following them never takes long."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a journal begins with. `file` is the path of the plan file, `digest` that of its content; "" for none.

    `steps` counts what was done to the plan since that content; 0 where they are the same. `replaces` names the journal
    that this one takes the place of: a crash may come before that one is removed.
    """

    plan: Plan
    file: str = ""
    digest: str = ""
    steps: int = 0
    replaces: str = ""


class Journal:
    """The journal of one open plan. Every method that writes raises OSError; the next one then begins anew."""

    def __init__(self, path: Path, base: Base) -> None:
        self.path = path
        self._base = base
        self._back = self._forth = self._steps = self._records = self._lines = self._size = self._full = 0
        """`_back`, `_forth`: steps since the base that whoever reads this journal can take back or do again."""
        self._handle = -1
        self._due = False
        self._disk = threading.Lock()
        """Held while lines are forced onto the disk or the file is replaced; never while a line is added."""
        self.begin_anew(base)

    def did(self, edit: Edit, label: str, after: Plan, *, joined: bool = False) -> None:
        """An edit was done, with this plan as the result. A `joined` one is one step with the edit before it."""
        if edit.record:
            self._records += 1
            self._add({"do": edit_data(edit), "record": 1, "at": time.time()}, after)
            return
        if joined and not self._back:
            # The step it is part of began before this journal did.
            self._jump(after)
            return
        if not joined:
            self._back, self._steps = self._back + 1, self._steps + 1
        self._forth = 0
        self._add({"do": edit_data(edit), "label": label, "joined": joined, "at": time.time()}, after)

    def undid(self, after: Plan) -> None:
        """A step was taken back."""
        if not self._back:
            self._jump(after)
            return
        self._back, self._forth, self._steps = self._back - 1, self._forth + 1, self._steps - 1
        self._add({"undo": 1, "at": time.time()}, after)

    def redid(self, after: Plan) -> None:
        """A step that was taken back was done again."""
        if not self._forth:
            self._jump(after)
            return
        self._back, self._forth, self._steps = self._back + 1, self._forth - 1, self._steps + 1
        self._add({"redo": 1, "at": time.time()}, after)

    def saving(self, file: str, digest: str, plan: Plan) -> None:
        """A file is about to be written whose content has this digest; if it gets that far, nothing here is needed."""
        self._add({"saving": digest, "file": file, "at": time.time()}, plan)

    def begin_anew(self, base: Base) -> None:
        """Replace everything by a new beginning, all or nothing."""
        head = {
            "journal": FORMAT,
            "file": base.file,
            "digest": base.digest,
            "steps": base.steps,
            "replaces": base.replaces,
            "at": time.time(),
            "plan": plan_data(base.plan),
        }
        line = to_line(head)
        with self._disk:
            self._let_go()
            write_whole(self.path, line)
            self._handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        self._base, self._size, self._full = base, len(line), len(line) + max(LONG, 4 * len(line))
        self._back, self._forth, self._lines, self._steps, self._records = 0, 0, 0, base.steps, 0

    def sync(self) -> None:
        """Force what was written onto the disk."""
        self._due = False
        with self._disk, contextlib.suppress(OSError):
            if self._handle >= 0:
                os.fsync(self._handle)

    def close(self, *, remove: bool) -> None:
        """Stop writing; `remove` where nothing in it is needed any more."""
        with self._disk:
            self._let_go()
            if remove:
                with contextlib.suppress(OSError):
                    self.path.unlink(missing_ok=True)

    def _jump(self, after: Plan) -> None:
        """Go to a plan that reading this journal would not lead to, since it began after it."""
        self.begin_anew(replace(self._base, plan=after, steps=self._steps + self._records + 1))

    def _add(self, data: dict[str, object], after: Plan) -> None:
        line = to_line({**data, "title": after.title[:TITLE]})
        self._lines += 1
        if self._handle < 0 or self._lines > MANY or self._size + len(line) > self._full:
            self.begin_anew(replace(self._base, plan=after, steps=max(self._steps + self._records, 1)))
            return
        try:
            _write(self._handle, line)
        except OSError:
            # Nothing may stand behind half a line, so the next step begins anew.
            with self._disk:
                self._let_go()
            raise
        self._size += len(line)
        if not self._due:
            self._due = True
            timer = threading.Timer(SYNC_SECONDS, self.sync)
            timer.daemon = True
            timer.start()

    def _let_go(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
