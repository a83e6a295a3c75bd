"""What a user is given: a wheel with all its content, pinned libraries, and two commands that are the ones we run."""

from __future__ import annotations

import os
import re
import tomllib
import zipfile
from fnmatch import fnmatch

import pytest
from hatchling.builders.wheel import WheelBuilder

from infra_builder.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = PROJECT["tool"]["uv"]["constraint-dependencies"]
OPEN = "pip install uv && uv run infra-builder knowledge/scenarios/rag-assistant-pilot.infraplan"
TEST = "pip install uv && uv run pytest"
ONLY_FOR_READERS = ("assets/pictures/*", "assets/fonts/cut_fonts.py")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all files in a wheel made now."""
    wheel = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"]))
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_of(folder: str) -> set[str]:
    """Everything in a folder that is neither compiled nor only for those who read the repository."""
    paths = (path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file())
    return {
        path
        for path in paths
        if "__pycache__" not in path and not any(fnmatch(path, pattern) for pattern in ONLY_FOR_READERS)
    }


@pytest.mark.parametrize("folder", ["infra_builder", "exports", "ui", "knowledge", "assets"])
def test_a_wheel_holds_every_file_of_the_folder(shipped: set[str], folder: str) -> None:
    assert files_of(folder) == {name for name in shipped if name.startswith(f"{folder}/")}


def test_a_wheel_holds_nothing_beside_the_program_and_its_description(shipped: set[str]) -> None:
    assert {name.partition("/")[0] for name in shipped} == {
        *PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"],
        f"infra_builder-{PROJECT['project']['version']}.dist-info",
    }


def test_the_version_is_stated_alike_in_the_package_and_in_the_project() -> None:
    from infra_builder import __version__

    assert PROJECT["project"]["version"] == __version__


def test_every_library_is_pinned_to_one_version() -> None:
    assert [pin for pin in PINS if not re.fullmatch(r"[a-z0-9-]+==[0-9.]+", pin)] == []
    named = [PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"].values()]
    names = {re.split(r"[^a-z0-9-]", requirement, maxsplit=1)[0] for group in named for requirement in group}
    assert names <= {pin.partition("==")[0] for pin in PINS}


@pytest.mark.parametrize("command", [OPEN, TEST])
def test_readme_has_the_command_on_a_line_of_its_own(command: str) -> None:
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def test_ci_ends_with_the_test_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").splitlines()[-1] == TEST
    assert os.access(script, os.X_OK)
