"""Earlier versions of plan files: the last good contents, kept in the user's data folder, a folder a file."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from infra_builder.planfile import SUFFIX
from infra_builder.saving import digest, write_whole

MOST = 10
LARGEST = 20_000_000
"""Bytes; no plan is as large, so what is larger is no earlier version of one."""
_NAME = re.compile(rf"(\d{{13,}})-([0-9a-f]{{64}}){re.escape(SUFFIX)}\Z")


@dataclass(frozen=True, slots=True)
class Version:
    """A content that a file had. `when`: when it was kept, in seconds since 1970."""

    path: Path
    when: float
    digest: str


def versions(folder: Path, file: Path) -> tuple[Version, ...]:
    """What is kept of a file, the newest first."""
    found = []
    with contextlib.suppress(OSError):
        for path in _place(folder, file).iterdir():
            if match := _NAME.match(path.name):
                found.append(Version(path, int(match[1]) / 1000, match[2]))
    return tuple(sorted(found, key=lambda version: version.when, reverse=True))


def keep(folder: Path, file: Path, data: bytes) -> None:
    """Keep a content of a file as the newest one, and no more than the last ten. Raises OSError."""
    known, mark = versions(folder, file), digest(data)
    if known and known[0].digest == mark:
        return
    place = _place(folder, file)
    place.mkdir(parents=True, exist_ok=True)
    # The newest is the last even where two are kept within a moment or the clock was turned back.
    now = max(int(time.time() * 1000), int(known[0].when * 1000) + 1 if known else 0)
    write_whole(place / f"{now:013}-{mark}{SUFFIX}", data)
    older = [version for version in known if version.digest != mark]
    for version in [v for v in known if v.digest == mark] + older[MOST - 1 :]:
        with contextlib.suppress(OSError):
            version.path.unlink()


def _place(folder: Path, file: Path) -> Path:
    name = os.path.realpath(file)
    return folder / hashlib.sha256(os.fsencode(name)).hexdigest()[:24]
