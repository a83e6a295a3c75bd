"""Writing a file all or nothing: the old bytes stay until the new ones are whole and on the disk."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Replace the content of a file. Raises OSError, the file untouched, where that cannot be done.

    The new content goes to a file beside it first, so that a full disk or a crash never leaves half of it. A link is
    followed, and the permissions of a file that exists are kept.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise OSError(f"{target.name} is a folder or a device, not an ordinary file")
    # A name may be 255 bytes long, and this one must not be longer than that.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            written = stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if written != len(data):
            raise OSError(f"only {written} of {len(data)} bytes could be written")
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        os.replace(name, target)  # noqa: PTH105 - the words of its documentation: atomic
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
