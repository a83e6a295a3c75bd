"""Whether a window can open here, found out before Qt would end the process over it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import socket
import sys
from pathlib import Path


def missing_display() -> str:
    """Why no window can open, as one sentence, or an empty text where one can."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    try:
        from PySide6 import QtWidgets  # noqa: F401
    except ImportError as error:
        return f"a system library that windows need is missing ({_library(error)}; see README)"
    if platform and platform not in ("xcb", "wayland"):
        return ""
    if not platform and _answers(_wayland()):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "there is no display"
    host, _, number = display.partition(":")
    if host in ("", "unix") and not _answers(f"/tmp/.X11-unix/X{number.partition('.')[0]}"):
        return f"the display {display} does not answer"
    return _missing_plugin_library()


def _wayland() -> str:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return str(Path(os.environ.get("XDG_RUNTIME_DIR", "/run")) / name) if name else ""


def _answers(path: str) -> bool:
    """Whether a display server listens on a local socket."""
    if not path:
        return False
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False


def _missing_plugin_library() -> str:
    """Qt ends the process where its X11 plugin cannot load, so load it first and ask what is missing."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return ""
    plugin = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists():
        return ""
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return f"a system library that windows need is missing ({_library(error)}; see README)"
    return ""


def _library(error: Exception) -> str:
    return str(error).partition(":")[0]
