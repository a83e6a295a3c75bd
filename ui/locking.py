"""Locks: who has a plan file open, and whose journal it is. A lock says; it never keeps anybody out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open; empty where that is not known."""

    program: str = ""
    host: str = ""
    pid: int = 0


def lock_of(path: Path) -> QLockFile:
    """The lock beside a file, not taken yet. It is lifted when it is forgotten.

    One whose program is dead counts for nothing; how old it is never matters, since a plan may be open for days.
    """
    target = Path(os.path.realpath(path))
    lock = QLockFile(str(target.with_name(f".{target.name}.lock")))
    lock.setStaleLockTime(0)
    return lock


def taken_by(lock: QLockFile) -> Holder | None:
    """Take a lock, or say who has it. Where a folder takes no lock, the file is open without one."""
    if lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
        return None
    pid, host, program = lock.getLockInfo()
    return Holder(program, host, pid) if pid else Holder()
