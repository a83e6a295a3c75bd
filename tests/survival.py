"""A program that is killed over and over while it edits and saves; test_survival starts it and judges what it tells.

The parent loads everything once and then, round after round, forks a child that opens the plan (or what the last crash
left of it), edits and saves as fast as it can, and says over a pipe what it has done as soon as it is done. At a random
moment the parent kills it for real, and prints one line of JSON: what was done and what can be had again.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from infra_builder.edits import ChangePlan
from infra_builder.journal.reading import replay
from infra_builder.journal.writing import Base
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Plan
from infra_builder.planfile import read, to_content
from infra_builder.saving import digest, digest_of, write_whole
from ui.document import PlanDocument, settled
from ui.keeping import Keeping
from ui.locking import lock_of, taken_by
from ui.recovery import belonging_to, discard, left_behind

LONGEST = 0.12
"""Seconds that a child lives at most, counted from its first step."""


class Child:
    """What a window does for one plan, without the window."""

    def __init__(self, folder: Path, knowledge: Knowledge, told: int) -> None:
        self.file, self.journals, self.told = folder / "plan.infraplan", folder / "journals", told
        mark, left = digest_of(self.file), belonging_to(left_behind(self.journals), self.file)
        if left:
            found = replay(left.path, lambda plan: settled(plan, knowledge))
            self.document = PlanDocument(knowledge, path=self.file, history=found.history)
        else:
            self.document = PlanDocument.opened(self.file, knowledge)
        self.document.blockSignals(True)
        lock = lock_of(self.file)
        taken_by(lock)
        steps, replaces = (1, left.path.name) if left else (0, "")
        base = Base(self.document.plan, str(self.file), mark, steps, replaces)
        self.keeping = Keeping(self.journals, base, self.file, lock)
        self.keeping.guard.begin()
        self.document.record = self.keeping.guard
        if left:
            discard(left.path)

    def work(self, number: int) -> None:
        """Number the title upwards, sometimes back and forth, and save now and then."""
        dice = random.Random(number)
        while True:
            number += 1
            self.document.do(ChangePlan(changes={"title": str(number)}), "count")
            self._say(number)
            if dice.random() < 0.1:
                os.write(self.told, b"back\n")
                self.document.undo()
                self.document.redo()
                self._say(number)
            if dice.random() < 0.2:
                self._save()

    def _save(self) -> None:
        plan = self.document.plan
        content = to_content(plan, self.file.name)
        self.keeping.guard.saving(self.file, digest(content), plan)
        write_whole(self.file, content)
        self.keeping.saved(self.file, Base(plan, str(self.file), digest(content)), None)
        self.document.became_file(self.file, plan)

    def _say(self, number: int) -> None:
        os.write(self.told, b"%d\n" % number)


def had_again(folder: Path, knowledge: Knowledge) -> tuple[Plan, Plan]:
    """The plan that a person gets back, and the one in the file. Raises Unusable where that cannot be read."""
    file = folder / "plan.infraplan"
    saved = read(file, knowledge.catalogue)
    left = belonging_to(left_behind(folder / "journals"), file)
    return (replay(left.path, lambda plan: settled(plan, knowledge)).history.plan if left else saved), saved


def main(folder: Path, rounds: int) -> None:
    """Kill `rounds` children, a line of JSON each."""
    knowledge, dice = load(), random.Random(7)
    number = 0
    for _ in range(rounds):
        ears, mouth = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ears)
            application = QCoreApplication([])
            try:
                Child(folder, knowledge, mouth).work(number)
            finally:
                del application
                os._exit(1)
        os.close(mouth)
        # Most are killed while they work, some while they open the plan.
        said = os.read(ears, 65536) if dice.random() < 0.8 else b""
        time.sleep(dice.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        while piece := os.read(ears, 65536):
            said += piece
        os.close(ears)
        lines = said.split(b"\n")[:-1]
        done = next((int(line) for line in reversed(lines) if line != b"back"), number)
        plan, saved = had_again(folder, knowledge)
        told = {
            "killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
            "before": number,
            "done": done,
            "back": lines[-1:] == [b"back"],
            "again": int(plan.title),
            "blocks": len(plan.options[0].blocks),
            "saved": int(saved.title),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        number = int(plan.title)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
