"""Makes the stand-alone bundle: one folder that runs without Python, without a network and without this checkout.

    uv run --group bundle python build_spec.py            builds dist/infra-builder and checks it
    uv run --group bundle python build_spec.py --check    checks what lies there already

The bundle runs on the system it was made on, and on Linux from that release of the C library upwards. It has one
start, with a console, for window and commands alike. On Windows a second one without a console would be wanted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
NAME = "infra-builder"
START = BUILD / f"{NAME}.py"
PROGRAM = DIST / NAME / (f"{NAME}.exe" if sys.platform == "win32" else NAME)
SCENARIO = ROOT / "knowledge" / "scenarios" / "rag-assistant-pilot.infraplan"

DATA = ("knowledge", "assets")
QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qxdgdesktopportal",),
    "wayland-decoration-client": ("bradient",),
    "wayland-shell-integration": ("xdg-shell",),
}
"""The plugins of Qt that are used, by kind. PNG needs none; input contexts are how other scripts are typed."""
UNUSED = (
    "tkinter", "_tkinter", "unittest", "test", "lib2to3", "pydoc_data", "sqlite3", "curses", "readline",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest",
    "hypothesis", "mypy", "pluggy", "pygments", "pytest", "_pytest", "rich", "setuptools",
    "pydantic.mypy", "PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingtk",
)  # fmt: skip
"""Modules that libraries name, some of them only to be tested, and that no part of this program comes to."""
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
LACKING = {"PySide6_Essentials": _LGPL, "shiboken6": _LGPL, "graphlay": ("Apache-2.0.txt",)}
"""Libraries that come without the text of their licence, and ours of it in assets/licences.

The LGPL 3 is written as additions to the GPL 3, so that both belong together.
"""
STAYS_UP = 4.0
"""Seconds that the window has to stay open before it counts as started."""


def main() -> int:
    """Build, unless only a check is asked for, then check. The exit status is 1 where a check fails."""
    if sys.argv[1:] not in ([], ["--check"]):
        print(__doc__)
        return 2
    if not sys.argv[1:]:
        build()
    if not PROGRAM.exists():
        print(f"Nothing lies at {PROGRAM}", file=sys.stderr)
        return 1
    failed = check()
    print(f"{PROGRAM.parent}: {_megabytes(PROGRAM.parent):.0f} MB")
    for complaint in failed:
        print(f"FAILED {complaint}", file=sys.stderr)
    return 1 if failed else 0


def build() -> None:
    """Make dist/infra-builder anew."""
    import PyInstaller.__main__

    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    START.write_text("import sys\n\nfrom ui.cli import main\n\nsys.exit(main())\n", encoding="utf-8")
    _collect_only_these_plugins()
    PyInstaller.__main__.run([
        str(START), "--name", NAME, "--onedir", "--console", "--noconfirm", "--noupx", "--log-level", "WARN",
        "--paths", str(ROOT), "--icon", str(ROOT / "assets" / "icons" / "app.ico"),
        "--distpath", str(DIST), "--workpath", str(BUILD / "work"), "--specpath", str(BUILD),
        *_each("--add-data", (f"{_without_code(folder)}{os.pathsep}{folder}" for folder in DATA)),
        "--add-data", f"{ROOT / 'LICENSE'}{os.pathsep}.",
        "--add-data", f"{_licences()}{os.pathsep}licences",
        *_each("--exclude-module", UNUSED),
    ])  # fmt: skip


def _licences() -> Path:
    """A folder with the licences of Python and of every library that is bundled, a folder each."""
    made = BUILD / "licences"
    for name, texts in {"Python": [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"], **_bundled()}.items():
        (made / name).mkdir(parents=True)
        for text in texts:
            shutil.copy(text, made / name)
    return made


def _bundled() -> dict[str, list[Path]]:
    """The libraries this program needs, and those they need, each with the files of its licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, list[Path]] = {}
    wanted = list(_wanted(project["dependencies"]))
    while wanted:
        library = metadata.distribution(wanted.pop())
        name = library.metadata["Name"]
        if name not in found:
            ours = [ROOT / "assets" / "licences" / text for text in LACKING.get(name, ())]
            found[name] = ours or list(_own_licences(library))
            wanted += _wanted(library.requires or ())
    return found


def _wanted(requirements: Iterable[str]) -> Iterator[str]:
    """The names of what is required on this system."""
    for requirement in map(Requirement, requirements):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name


def _own_licences(library: metadata.Distribution) -> Iterator[Path]:
    for file in library.files or ():
        about = any(word in str(file).upper() for word in ("LICEN", "COPYING", "NOTICE"))
        if about and file.parts[0].endswith(".dist-info"):
            yield Path(str(file.locate()))


def _collect_only_these_plugins() -> None:
    """Keep the other plugins from PyInstaller's Qt hooks, and with them the libraries that only they need."""
    from PyInstaller.utils.hooks.qt import pyside6_library_info as qt

    collect = qt.collect_plugins

    def chosen(kind: str) -> list[tuple[str, str]]:
        names = QT_PLUGINS.get(kind, ())
        return [(file, folder) for file, folder in collect(kind) if Path(file).stem.removeprefix("lib") in names]

    qt.collect_plugins = chosen


def _without_code(folder: str) -> Path:
    """A copy of a folder of data without the Python files in it and the pictures of the README."""
    copied = BUILD / "data" / folder
    shutil.copytree(ROOT / folder, copied, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    shutil.rmtree(copied / "pictures", ignore_errors=True)
    return copied


def _each(option: str, values: Iterable[str]) -> list[str]:
    return [part for value in values for part in (option, value)]


def check() -> list[str]:
    """Try the bundle where nothing of this checkout or of a home is at hand, and say what went wrong."""
    with tempfile.TemporaryDirectory() as name:
        away = Path(name)
        (away / "home").mkdir()
        plan = str(shutil.copy(SCENARIO, away))
        title = yaml.safe_load(SCENARIO.read_text(encoding="utf-8"))["title"]
        return [
            *_lack_licences(),
            *_says(away, f"Infra Builder {_version()}", "--version"),
            *_says(away, title, "check", plan),
            *(
                complaint
                for ending in ("pdf", "svg", "png", "json")
                for complaint in _exports(away, plan, away / f"exported.{ending}")
            ),
            *_stays_open(away, plan),
        ]


def _lack_licences() -> list[str]:
    folder = next(PROGRAM.parent.rglob("licences/Python"), PROGRAM).parent
    names = ("Python", *_bundled())
    return [f"licences: none of {name}" for name in names if not any((folder / name).glob("*"))]


def _says(away: Path, expected: str, *arguments: str) -> list[str]:
    began = time.monotonic()
    ended = subprocess.run([PROGRAM, *arguments], cwd=away, env=_bare(away), capture_output=True, encoding="utf-8")
    command = " ".join(Path(argument).name for argument in arguments)
    print(f"{command}: {time.monotonic() - began:.2f} s")
    if ended.returncode in (0, 1) and expected in ended.stdout:
        return []
    return [f"{command}: exit {ended.returncode}, not '{expected}' but\n{ended.stdout}{ended.stderr}"]


def _exports(away: Path, plan: str, file: Path) -> list[str]:
    complaints = _says(away, "", "export", plan, "-o", str(file))
    return complaints if file.exists() and file.stat().st_size else [*complaints, f"export: {file.name} was not made"]


def _stays_open(away: Path, plan: str) -> list[str]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        window = subprocess.Popen([PROGRAM, plan], cwd=away, env=_bare(away), stdout=said, stderr=said)
        try:
            window.wait(STAYS_UP)
        except subprocess.TimeoutExpired:
            window.kill()
            window.wait()
            said.seek(0)
            words = said.read()
            return [f"window: it says\n{words}"] if words else []
        said.seek(0)
        return [f"window: it closed with {window.returncode}\n{said.read()}"]


def _bare(away: Path) -> dict[str, str]:
    """An environment with an empty home and no screen."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    home = str(away / "home")
    own = {"HOME": home, "USERPROFILE": home, "PATH": os.defpath, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    return {**kept, **own}


def _version() -> str:
    from infra_builder import __version__

    return __version__


def _megabytes(folder: Path) -> float:
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
