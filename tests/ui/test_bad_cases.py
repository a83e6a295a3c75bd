"""What goes wrong with files in a room full of sticks and laptops: each ends in a clear word, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from infra_builder.guarded_yaml import parse
from infra_builder.journal.reading import glance
from infra_builder.journal.writing import Base, Journal
from infra_builder.plan import Plan
from infra_builder.problems import Unusable
from tests.builders import PLAN
from tests.ui.person import Person
from ui import file_questions
from ui.recent import Memory

MINE = PLAN.replace("Support assistant", "Mine")
CANNOT, GONE = "support.infraplan cannot be saved", "support.infraplan is not there any more"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was said about saves that failed."""
    said: list[str] = []
    reason = file_questions.reason
    monkeypatch.setattr(file_questions, "reason", lambda error: said.append(reason(error)) or said[-1])
    return said


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, which can be pulled out."""
    place = tmp_path / "stick"
    place.mkdir()
    try:
        made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no command to mount with")
    if made.returncode:
        pytest.skip("file systems cannot be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], capture_output=True, check=False)


def pull(stick: Path) -> None:
    subprocess.run(["umount", "-l", stick], check=True)
    stick.rmdir()


class TestAStickThatIsPulledOut:
    @pytest.mark.parametrize("moment", ["os.fsync", "os.replace"])
    def test_in_the_middle_of_a_save_leaves_the_plan_open_and_unsaved(
        self, person: Person, stick: Path, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch, moment: str
    ) -> None:
        file = stick / "support.infraplan"
        file.write_text(PLAN)
        person.files.open(file)
        person.rename("Mine")
        step = {"os.fsync": os.fsync, "os.replace": os.replace}[moment]

        def pulled(*of: object) -> None:
            if not told and stick.exists():
                pull(stick)
            step(*of)  # type: ignore[operator]

        monkeypatch.setattr(moment, pulled)
        person.names(tmp_path / "rescued.infraplan")
        person.answers = ["Save a copy…"]
        assert person.saver.save()
        assert (person.asked, told) == ([CANNOT], ["The folder is not there any more."])
        assert (person.document.path, person.document.dirty) == (tmp_path / "rescued.infraplan", False)
        assert person.saved_title(tmp_path / "rescued.infraplan") == "Mine"

    def test_and_left_alone_has_what_was_done_in_the_journal(
        self, someone: Callable[[], Person], stick: Path, told: list[str]
    ) -> None:
        first = someone()
        file = stick / "support.infraplan"
        file.write_text(PLAN)
        first.files.open(file)
        first.rename("Mine")
        pull(stick)
        first.answers = ["Put it back", "Cancel"]
        assert not first.saver.save()
        assert (first.asked, told) == ([GONE, CANNOT], ["The folder is not there any more."])
        first.die()
        second = someone()
        [left] = second.left
        assert second.files.recover(left.path)
        assert (second.title, second.document.dirty) == ("Mine", True)

    def test_between_two_saves_is_told_and_can_be_put_in_again(self, person: Person, file: Path, qtbot: QtBot) -> None:
        person.files.open(file)
        person.rename("Mine")
        away = file.parent.with_name("pocket")
        file.parent.rename(away)
        person.saver.look()
        assert person.note is not None
        assert person.note.title == GONE
        away.rename(file.parent)
        person.saver.look()
        assert person.note is None
        assert person.saver.save()
        assert file.read_text() != PLAN

    @pytest.mark.parametrize("error", [errno.EIO, errno.ENODEV, errno.ESTALE, errno.EACCES])
    def test_leaves_a_list_of_recent_plans_that_can_be_shown(
        self, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
    ) -> None:
        memory = Memory(tmp_path / "data")
        memory.opened(file)
        stat = Path.stat

        def gone(path: Path, **how: bool) -> os.stat_result:
            if path == file:
                raise OSError(error, os.strerror(error))
            return stat(path, **how)

        monkeypatch.setattr(Path, "stat", gone)
        assert file not in memory.recent


class TestTwoLaptopsInOneFolder:
    def test_the_second_to_save_is_asked_and_both_are_kept(
        self, someone: Callable[[], Person], file: Path, tmp_path: Path
    ) -> None:
        first, second = someone(), someone()
        first.files.open(file)
        second.answers = ["Open it anyway"]
        second.files.open(file)
        assert second.asked == ["support.infraplan is open somewhere else"]
        first.rename("First")
        assert first.saver.save()
        second.rename("Second")
        second.names(tmp_path / "second.infraplan")
        second.answers = ["Save mine under another name…"]
        assert second.saver.save()
        assert second.asked[1:] == ["support.infraplan was changed by somebody else"]
        assert (second.saved_title(file), second.saved_title(tmp_path / "second.infraplan")) == ("First", "Second")

    def test_a_lock_that_was_left_by_another_laptop_is_no_end_of_the_world(self, person: Person, file: Path) -> None:
        file.with_name(f".{file.name}.lock").write_text(f"77\ninfra-builder\nlaptop-4\n{'a' * 32}\nb\n")
        person.answers = ["Open it anyway"]
        assert person.files.open(file)
        person.rename("Mine")
        assert person.saver.save()
        assert person.saved_title(file) == "Mine"


class TestAClockThatIsWrong:
    @pytest.mark.parametrize("when", [0, 4_000_000_000])
    def test_a_file_of_any_date_is_known_by_what_is_in_it(self, person: Person, file: Path, when: int) -> None:
        os.utime(file, (when, when))
        person.files.open(file)
        person.rename("Mine")
        os.utime(file, (when + 1, when + 1))
        assert person.saver.save()
        assert person.asked == []

    @pytest.mark.parametrize("when", [0, 4_000_000_000])
    def test_a_change_by_others_is_noticed_whatever_date_it_has(self, person: Person, file: Path, when: int) -> None:
        person.files.open(file)
        date = file.stat().st_mtime_ns
        file.write_text(MINE.replace("Mine", "Somebody else's"))
        os.utime(file, ns=(date, date) if not when else (when * 10**9,) * 2)
        person.rename("Mine")
        person.answers = ["Cancel"]
        assert not person.saver.save()
        assert person.asked == ["support.infraplan was changed by somebody else"]

    def test_turned_back_between_two_saves_leaves_every_earlier_version(
        self, person: Person, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        person.files.open(file)
        for title, clock in (("One", 4_000_000_000.0), ("Two", 1_000.0), ("Three", 2_000.0)):
            monkeypatch.setattr("time.time", lambda clock=clock: clock)
            person.rename(title)
            assert person.saver.save()
        monkeypatch.undo()
        kept = [parse(text, "kept").value for text in person.kept_versions(file)]
        assert [one["title"] for one in kept if isinstance(one, dict)] == ["Three", "Two", "One", "Support assistant"]


class TestAPlanOfANewerVersion:
    NEWER = PLAN.replace("infra_builder: 1", "infra_builder: 2")

    def test_is_not_opened_and_the_word_says_what_to_do(
        self, person: Person, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        monkeypatch.setattr(file_questions, "complain", lambda _p, title, why: said.extend((title, str(why))))
        person.files.open(file)
        newer = file.with_name("newer.infraplan")
        newer.write_text(self.NEWER)
        assert not person.files.open(newer)
        assert said[0] == "newer.infraplan cannot be opened"
        assert "install the newer version" in said[1]
        assert (person.title, newer.read_text()) == ("Support assistant", self.NEWER)

    def test_that_takes_the_place_of_the_open_one_is_replaced_by_nobody_unasked(
        self, person: Person, file: Path
    ) -> None:
        person.files.open(file)
        person.rename("Mine")
        file.write_text(self.NEWER)
        person.answers = ["Show theirs", "Close"]
        assert not person.saver.save()
        assert (person.title, person.document.dirty, file.read_text()) == ("Mine", True, self.NEWER)

    def test_that_is_replaced_stays_among_the_earlier_versions(self, person: Person, file: Path) -> None:
        person.files.open(file)
        person.rename("Mine")
        file.write_text(self.NEWER)
        person.answers = ["Save mine in its place"]
        assert person.saver.save()
        assert self.NEWER in person.kept_versions(file)


class TestAFolderWithoutPermission:
    def test_opens_and_says_why_nothing_can_be_saved_there(
        self, person: Person, file: Path, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        forbidden, make = file.parent, os.open

        def refuse(path: object, flags: int, *more: object, **named: object) -> int:
            if flags & os.O_CREAT and Path(os.fsdecode(str(path))).parent == forbidden:
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return make(path, flags, *more, **named)  # type: ignore[arg-type]

        monkeypatch.setattr("os.open", refuse)
        monkeypatch.setattr("ui.patience.PATIENCE_SECONDS", 0.0)
        assert person.files.open(file)
        person.rename("Mine")
        person.names(tmp_path / "mine.infraplan")
        person.answers = ["Save a copy…"]
        assert person.saver.save()
        assert person.asked == [CANNOT]
        assert "you have no permission to write there" in told[0]
        assert (file.read_text(), person.saved_title(tmp_path / "mine.infraplan")) == (PLAN, "Mine")

    def test_that_nobody_may_even_look_into_is_told(
        self, person: Person, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def closed(_path: Path, *_how: object, **_named: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        said: list[str] = []
        monkeypatch.setattr(file_questions, "complain", lambda _p, _title, why: said.append(str(why)))
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", closed)
            assert not person.files.open(file)
        assert "cannot be read: Permission denied" in said[0]


def folder_of(base: Path, length: int) -> Path:
    """A folder whose path is so many letters long."""
    folder = base
    while len(str(folder)) < length - 1:
        folder /= "x" * min(100, length - len(str(folder)) - 1)
    return folder


UMLAUTS = "Pläne für Größe – Übersicht 研究"
NAMES = (
    unicodedata.normalize("NFC", UMLAUTS), unicodedata.normalize("NFD", UMLAUTS), " with  blanks ", "100% #1 & 'co'",
)  # fmt: skip


class TestNames:
    @pytest.mark.parametrize("name", NAMES)
    def test_umlauts_and_blanks_go_all_the_way(self, someone: Callable[[], Person], tmp_path: Path, name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        self._go_all_the_way(someone, folder / f"{name}.infraplan")

    @pytest.mark.parametrize("length", [250, 259, 1_000])
    def test_long_paths_go_all_the_way(self, someone: Callable[[], Person], tmp_path: Path, length: int) -> None:
        folder = folder_of(tmp_path, length - len("/plan.infraplan"))
        folder.mkdir(parents=True)
        file = folder / "plan.infraplan"
        assert len(str(file)) == length
        self._go_all_the_way(someone, file)

    def _go_all_the_way(self, someone: Callable[[], Person], file: Path) -> None:
        """Open, lock, change, save, crash, recover, save: under this name and no other."""
        file.write_text(PLAN)
        first, second = someone(), someone()
        assert first.files.open(file)
        second.answers = ["Cancel"]
        assert not second.files.open(file)
        first.rename("One")
        assert first.saver.save()
        first.rename("Two")
        first.die()
        [left] = second.left
        assert (left.file, left.changes) == (str(file), 1)
        assert second.files.recover(left.path)
        assert second.saver.save()
        assert (second.saved_title(file), len(second.kept_versions(file))) == ("Two", 3)
        second.die()
        assert [path.name for path in file.parent.iterdir()] == [file.name]

    def test_a_name_that_is_no_text_at_all_is_opened_and_saved(self, someone: Callable[[], Person], file: Path) -> None:
        odd = Path(os.fsdecode(os.fsencode(file.parent) + b"/Pl\xe4ne.infraplan"))
        try:
            shutil.copy(file, odd)
        except OSError:
            pytest.skip("the file system takes no such names")
        first = someone()
        assert first.files.open(odd)
        first.rename("Mine")
        assert first.saver.save()
        assert first.saved_title(odd) == "Mine"
        assert len(first.kept_versions(odd)) == 2

    @pytest.mark.parametrize("length", [300, 5_000])
    def test_what_is_longer_than_the_system_takes_is_told_clearly(
        self, person: Person, file: Path, told: list[str], length: int
    ) -> None:
        person.files.open(file)
        person.rename("Mine")
        long = file.parent / ("x" * length) if length < 1_000 else folder_of(file.parent, length) / "plan"
        person.names(long)
        person.answers = ["Cancel"]
        assert not person.saver.save_as()
        assert told == ["The name or the path is too long for this system. Choose a shorter one."]
        assert (person.document.path, person.document.dirty, file.read_text()) == (file, True, PLAN)

    def test_such_a_name_is_told_clearly_when_it_is_opened(
        self, person: Person, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[Unusable] = []
        monkeypatch.setattr(file_questions, "complain", lambda _p, _title, why: said.append(why))
        assert not person.files.open(file.with_name("x" * 300))
        assert "too long" in str(said[0])

    def test_what_windows_calls_too_long_is_told_as_that(self) -> None:
        error = FileNotFoundError(errno.ENOENT, "The filename or extension is too long")
        error.winerror = 206
        assert "too long" in file_questions.reason(error)


def test_a_journal_may_name_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    odd = os.fsdecode(b"/sticks/Pl\xe4ne.infraplan")
    Journal(tmp_path / "one.journal", Base(Plan(title="Mine"), odd)).close(remove=False)
    assert glance(tmp_path / "one.journal").file == odd
