"""Writing a file all or nothing: the old bytes stay until the new ones are whole and on the disk."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import tempfile
import time
import unicodedata
from pathlib import Path

_BUSY = {errno.EBUSY, errno.ETXTBSY, errno.EAGAIN, errno.EACCES, errno.EPERM}
STALE_SECONDS = 60
"""A half-written file of this computer that is older than this was left behind by a crash."""


def write_whole(path: Path, data: bytes) -> None:
    """Replace the content of a file. Raises OSError, the file untouched, where that cannot be done.

    The new content goes to a file beside it first, so that a full disk or a crash never leaves half of it. A link is
    followed, and the permissions of a file that exists are kept. Where the file has further names (hard links), those
    go on to stand for the old content.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise OSError(f"{target.name} is a folder or a device, not an ordinary file")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            written = stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if written != len(data) or Path(name).stat().st_size != len(data):
            raise OSError(f"only {written} of {len(data)} bytes could be written")
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        os.replace(name, target)  # noqa: PTH105 - the words of its documentation: atomic
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, down to the disk. Raises OSError with no file made; FileExistsError too."""
    stream = path.open("xb")
    try:
        # Closing writes what is left, so it fails once more on a full disk.
        with stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def sweep(path: Path) -> None:
    """Remove what a crash in the middle of writing this file left beside it.

    Only what this computer wrote: the clock of another one says nothing about how old a file of ours is.
    """
    target = Path(os.path.realpath(path))
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f"{_prefix(target)}*.part"):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink(missing_ok=True)


def busy(error: OSError) -> bool:
    """Whether another program may only be holding the file for a moment, so that trying again makes sense."""
    return isinstance(error, PermissionError) or error.errno in _BUSY


def digest(data: bytes) -> str:
    """What a content is known by."""
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of a file's content; "" where there is no file or it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def is_there(path: Path) -> bool:
    """Whether a path leads to something; a disk that does not answer has nothing."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def same_place(one: Path, other: Path) -> bool:
    """Whether two paths are the same place, also where the system makes no difference between two writings of it."""
    first, second = os.path.realpath(one), os.path.realpath(other)
    if first == second:
        return True
    with contextlib.suppress(OSError):
        return _folded(first) == _folded(second) and Path(first).samefile(second)
    return False


def _folded(path: str) -> str:
    """A path without what some systems make no difference of: capitals, and whether umlauts are one letter or two."""
    return unicodedata.normalize("NFC", path).casefold()


def other_names(path: Path) -> int:
    """How many further names (hard links) a file has."""
    try:
        return path.stat().st_nlink - 1
    except OSError:
        return 0


def _prefix(target: Path) -> str:
    # Names and whole paths may be as long as the system takes, and this one should hardly be longer.
    return "." + hashlib.sha256(os.fsencode(f"{platform.node()}/{target.name}")).hexdigest()[:6]


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk as well, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
