"""Saving writes all or nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra_builder.saving import (
    STALE_SECONDS,
    _prefix,
    digest,
    digest_of,
    is_there,
    other_names,
    same_place,
    sweep,
    write_whole,
)

OLD, NEW = b"the old content", b"the new content" * 1000


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A file with content; whatever happens, nothing may be left beside it."""
    path = tmp_path / "folder" / "plan.infraplan"
    path.parent.mkdir()
    path.write_bytes(OLD)
    yield path
    assert not [other for other in path.parent.iterdir() if other.suffix == ".part"]


def test_a_new_file_has_the_whole_content(file: Path) -> None:
    fresh = file.with_name("fresh")
    write_whole(fresh, NEW)
    assert fresh.read_bytes() == NEW


def test_an_old_file_is_replaced(file: Path) -> None:
    write_whole(file, NEW)
    assert file.read_bytes() == NEW
    assert [path.name for path in file.parent.iterdir()] == ["plan.infraplan"]


@pytest.mark.parametrize("step", ["os.fsync", "os.replace", "pathlib.Path.chmod"])
def test_where_a_step_fails_the_old_content_stays(file: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, NEW)
    monkeypatch.undo()
    assert file.read_bytes() == OLD


def test_where_the_person_interrupts_the_old_content_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(file, NEW)
    assert file.read_bytes() == OLD


def test_a_full_disk_leaves_the_old_content(tmp_path: Path) -> None:
    mounted = tmp_path / "disk"
    mounted.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mounted], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        path = mounted / "plan.infraplan"
        path.write_bytes(OLD)
        with pytest.raises(OSError):
            write_whole(path, b"x" * 200_000)
        assert path.read_bytes() == OLD
        assert len(list(mounted.iterdir())) == 1
    finally:
        subprocess.run(["umount", mounted], check=True)


def test_a_limit_on_the_size_of_files_leaves_the_old_content(file: Path) -> None:
    program = (
        "import resource, signal, sys, pathlib\n"
        "from infra_builder.saving import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_whole(pathlib.Path(sys.argv[1]), b'x' * 100_000)\n"
        "except OSError: sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, file], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 7
    assert file.read_bytes() == OLD


def test_a_process_killed_while_it_writes_leaves_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "plan.infraplan"
    path.write_bytes(OLD)
    program = (
        "import os, sys, pathlib\n"
        "from infra_builder.saving import write_whole\n"
        "os.fsync = lambda _handle: os.kill(os.getpid(), 9)\n"
        "write_whole(pathlib.Path(sys.argv[1]), b'x' * 100_000)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -9
    assert path.read_bytes() == OLD


def test_permissions_are_kept(file: Path) -> None:
    for mode in (0o600, 0o664):
        file.chmod(mode)
        write_whole(file, NEW)
        assert file.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_permissions_that_any_program_would_give_it(file: Path) -> None:
    write_whole(file.with_name("ours"), NEW)
    file.with_name("theirs").touch()
    assert file.with_name("ours").stat().st_mode == file.with_name("theirs").stat().st_mode


def test_a_link_is_followed_and_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(file)
    write_whole(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


def test_a_link_to_nothing_yet_makes_the_file(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(file.with_name("later"))
    write_whole(link, NEW)
    assert file.with_name("later").read_bytes() == NEW


def test_a_folder_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(OSError):
        write_whole(file.parent / "none" / "plan", NEW)


def test_a_folder_in_place_of_a_file_is_refused(file: Path) -> None:
    with pytest.raises(OSError, match="not an ordinary file"):
        write_whole(file.parent, NEW)


def test_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not an ordinary file"):
        write_whole(pipe, NEW)
    assert pipe.is_fifo()


def test_a_name_as_long_as_the_file_system_allows(file: Path) -> None:
    for name in ("x" * 255, "ü" * 127):
        path = file.with_name(name)
        write_whole(path, NEW)
        assert path.read_bytes() == NEW


def test_a_folder_without_permission_is_refused_and_nothing_changes(file: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    file.parent.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            write_whole(file, NEW)
        assert file.read_bytes() == OLD
    finally:
        file.parent.chmod(0o700)


def test_what_a_crash_left_half_written_is_swept_away(file: Path) -> None:
    mine, theirs = _prefix(file), _prefix(file.with_name("another"))
    old, new, other = (file.with_name(f"{name}.part") for name in (f"{mine}abc", f"{mine}def", f"{theirs}abc"))
    for path in (old, new, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (path.stat().st_mtime - 2 * STALE_SECONDS,) * 2)
    sweep(file)
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)
    new.unlink()
    other.unlink()


def test_what_another_computer_is_writing_stays_whatever_its_clock_says(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.node", lambda: "other-computer")
    theirs = file.with_name(f"{_prefix(file)}abc.part")
    theirs.touch()
    os.utime(theirs, (0, 0))
    monkeypatch.undo()
    sweep(file)
    assert theirs.exists()
    theirs.unlink()


def test_what_is_written_beside_a_file_makes_no_long_path_much_longer(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    replace = os.replace
    monkeypatch.setattr("os.replace", lambda old, new: (names.append(Path(old).name), replace(old, new)))
    write_whole(file.with_name("p.infraplan"), NEW)
    assert [len(name) for name in names] == [20]


@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES, errno.ESTALE, errno.ENAMETOOLONG])
def test_what_a_disk_says_nothing_about_is_not_there(file: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    def fails(_path: Path) -> None:
        raise OSError(error, os.strerror(error))

    assert is_there(file)
    monkeypatch.setattr(Path, "stat", fails)
    assert not is_there(file)


def test_two_writings_of_a_name_are_one_place_only_where_the_system_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (file.with_name(name) for name in ("Pla\u0308ne.infraplan", "pl\u00e4ne.infraplan"))
    for path in (one, other):
        path.touch()
    assert same_place(one, one)
    assert same_place(one, other) == one.samefile(other)
    monkeypatch.setattr(Path, "samefile", lambda _one, _other: True)
    assert same_place(one, other)
    assert not same_place(one, file)


def test_other_names_of_a_file_are_counted_and_keep_the_old_content(file: Path) -> None:
    assert other_names(file) == 0
    file.with_name("second").hardlink_to(file)
    assert other_names(file) == 1
    write_whole(file, NEW)
    assert (file.read_bytes(), file.with_name("second").read_bytes()) == (NEW, OLD)


def test_a_file_is_known_by_its_content_and_one_that_is_not_there_by_nothing(file: Path) -> None:
    assert digest_of(file) == digest(OLD)
    assert digest_of(file.with_name("none")) == ""
    assert digest_of(file.parent) == ""


def test_a_disk_that_can_only_be_read_leaves_the_old_content(tmp_path: Path) -> None:
    mounted = tmp_path / "disk"
    mounted.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", mounted], capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        path = mounted / "plan.infraplan"
        path.write_bytes(OLD)
        subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
        with pytest.raises(OSError, match="Read-only"):
            write_whole(path, NEW)
        assert path.read_bytes() == OLD
    finally:
        subprocess.run(["umount", mounted], check=True)
