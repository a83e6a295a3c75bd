"""Earlier versions of a file: the last ten good contents."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from infra_builder.versions import MOST, keep, versions

FILE = Path("/plans/support.infraplan")


def contents(folder: Path, file: Path = FILE) -> list[bytes]:
    return [version.path.read_bytes() for version in versions(folder, file)]


def test_the_last_ten_are_kept_the_newest_first(tmp_path: Path) -> None:
    for number in range(15):
        keep(tmp_path, FILE, b"%d" % number)
    assert contents(tmp_path) == [b"%d" % number for number in range(14, 14 - MOST, -1)]


def test_the_same_content_is_kept_once_and_is_the_newest_again(tmp_path: Path) -> None:
    for content in (b"a", b"b", b"b", b"a"):
        keep(tmp_path, FILE, content)
    assert contents(tmp_path) == [b"a", b"b"]


def test_a_clock_that_was_turned_back_changes_no_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, FILE, b"first")
    monkeypatch.setattr(time, "time", lambda: 1_000.0)
    keep(tmp_path, FILE, b"second")
    assert contents(tmp_path) == [b"second", b"first"]


def test_files_of_one_name_in_two_folders_have_their_own(tmp_path: Path) -> None:
    keep(tmp_path, FILE, b"here")
    keep(tmp_path, FILE.with_name("other") / FILE.name, b"there")
    assert contents(tmp_path) == [b"here"]


def test_a_link_and_its_file_have_the_same(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.touch()
    link.symlink_to(file)
    keep(tmp_path / "kept", link, b"content")
    assert contents(tmp_path / "kept", file) == [b"content"]


def test_strange_files_in_the_folder_are_no_versions(tmp_path: Path) -> None:
    keep(tmp_path, FILE, b"content")
    [version] = versions(tmp_path, FILE)
    (version.path.parent / "notes.txt").touch()
    assert contents(tmp_path) == [b"content"]
