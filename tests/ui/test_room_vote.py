"""A silent vote: nobody sees what was cast before the result, nothing is lost where a plan cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infra_builder.plan import Slip, Vote
from infra_builder.planfile import read
from tests.builders import catalogue
from tests.ui.rooms import click, room, shown, store, stored, words
from ui import file_questions
from ui.locking import lock_of
from ui.window import MainWindow
from ui.workshop.decide import DecidePage
from ui.workshop.slip_form import SlipForm

Key = Qt.Key


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many slips were to be thrown away, whenever that was asked; the answer is yes."""
    questions: list[int] = []
    monkeypatch.setattr(file_questions, "ask_slips", lambda _parent, count: questions.append(count) or True)
    return questions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return room(tmp_path / "Bühne 1")


@pytest.fixture
def decide(window: MainWindow, folder: Path, qtbot: QtBot, asked: list[int]) -> Iterator[DecidePage]:
    """The page Decide, once the plans were read."""
    made = opened(window, folder, qtbot)
    yield made
    if window.room is not None:
        window.room.session.ballot = None


def opened(window: MainWindow, folder: Path, qtbot: QtBot) -> DecidePage:
    assert window.files.open(folder)
    page = shown(window, "decide", DecidePage)
    qtbot.waitUntil(page.motion.alone.isEnabled, timeout=10_000)
    return page


def form(page: DecidePage) -> SlipForm:
    assert page.ballots.form is not None
    return page.ballots.form


def press(*keys: Key) -> None:
    """Press keys wherever the keyboard is."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        QApplication.processEvents()


def type_in(text: str) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    if text.isascii():
        QTest.keyClicks(focus, text)
    else:
        focus.insert(text)  # QTest knows no keys for other letters.


def slip(number: Key, reason: str = "") -> None:
    """Fill in and hand in the slip that is shown, by keyboard."""
    press(number)
    type_in(reason)
    press(Key.Key_Return)


def votes(folder: Path, name: str = "north.infraplan") -> tuple[Vote, ...]:
    return read(folder / name, catalogue()).votes


def fields(widget: QWidget) -> str:
    return "".join(field.text() for field in widget.findChildren(QLineEdit))


def test_people_vote_alone_one_after_the_other(decide: DecidePage, folder: Path) -> None:
    click(decide.motion.alone)
    slip(Key.Key_1)
    press(Key.Key_Space)
    slip(Key.Key_3, "Keine Sicherung")
    press(Key.Key_Space)
    slip(Key.Key_1, "Klein genug")
    click(decide.ballots.reveal)
    assert "Not yet" in words(decide.outcome)
    click(decide.write)
    [vote] = votes(folder)
    assert [(one.answer, one.reason, one.name) for one in vote.slips] == [
        ("not_yet", "Keine Sicherung", ""), ("agreed", "", ""), ("agreed", "Klein genug", "")
    ]  # fmt: skip


def test_between_two_people_only_the_number_of_slips_is_seen(decide: DecidePage) -> None:
    click(decide.motion.alone)
    slip(Key.Key_3, "No backups")
    said = words(decide)
    assert "1 slip is in the box" in said
    assert "Not yet" not in said
    assert "No backups" not in said


def test_the_next_person_finds_an_empty_slip_that_undo_does_not_fill(decide: DecidePage) -> None:
    click(decide.motion.alone)
    slip(Key.Key_3, "No backups")
    press(Key.Key_Space)
    assert form(decide).answer is None
    press(Key.Key_2)
    QTest.keyClick(form(decide).reason, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert fields(form(decide)) == ""


def test_a_slip_is_cast_once_however_it_is_handed_in(decide: DecidePage) -> None:
    click(decide.motion.alone)
    press(Key.Key_1)
    handed = form(decide)
    press(Key.Key_Return)
    handed.hand_in()
    assert decide.session.ballot is not None
    assert len(decide.session.ballot.slips) == 1


def test_a_slip_without_an_answer_is_not_cast(decide: DecidePage) -> None:
    click(decide.motion.alone)
    assert not form(decide).done.isEnabled()
    press(Key.Key_Return)
    assert decide.session.ballot is not None
    assert decide.session.ballot.slips == ()


def test_digits_in_a_reason_are_letters(decide: DecidePage) -> None:
    click(decide.motion.alone)
    press(Key.Key_2)
    type_in("1 of 3 has no owner")
    assert form(decide).answer == "with_changes"
    assert form(decide).reason.text() == "1 of 3 has no owner"


def test_a_name_is_kept_only_where_one_is_given(decide: DecidePage, folder: Path) -> None:
    click(decide.motion.alone)
    press(Key.Key_1, Key.Key_Tab)
    type_in("Änne Öztürk")
    press(Key.Key_Return)
    click(decide.ballots.reveal)
    click(decide.write)
    assert votes(folder)[0].slips == (Slip(answer="agreed", name="Änne Öztürk"),)


def test_paper_slips_are_typed_in_by_keyboard_alone(decide: DecidePage, folder: Path) -> None:
    click(decide.motion.paper)
    slip(Key.Key_1)
    slip(Key.Key_2, "Name an owner")
    slip(Key.Key_1)
    click(decide.ballots.reveal)
    assert "Agreed, with changes" in words(decide.outcome)
    assert "Nobody says “not yet”, and 1 person wants something changed." in words(decide.outcome)
    click(decide.write)
    assert len(votes(folder)[0].slips) == 3


def test_a_paper_slip_that_was_typed_in_wrongly_is_taken_out(decide: DecidePage) -> None:
    click(decide.motion.paper)
    slip(Key.Key_1)
    slip(Key.Key_3, "Wrong")
    assert decide.ballots.slips is not None
    assert not decide.ballots.take_out.isEnabled()
    decide.ballots.slips.setCurrentRow(0)
    click(decide.ballots.take_out)
    assert decide.session.ballot is not None
    assert decide.session.ballot.slips == (Slip(answer="agreed"),)


def test_the_result_counts_in_words_and_gives_the_reasons(decide: DecidePage) -> None:
    click(decide.motion.paper)
    slip(Key.Key_1)
    slip(Key.Key_1)
    slip(Key.Key_3, "No backups")
    click(decide.ballots.reveal)
    said = words(decide.outcome)
    assert "2 people" in said
    assert "nobody" in said
    assert "Not yet: No backups" in said


def test_the_vote_is_shown_with_the_plan_afterwards(decide: DecidePage, qtbot: QtBot) -> None:
    click(decide.motion.paper)
    slip(Key.Key_3, "No backups")
    click(decide.ballots.reveal)
    click(decide.write)
    qtbot.waitUntil(lambda: "Not yet: No backups" in words(decide.motion), timeout=10_000)


def test_an_option_of_another_group_can_be_voted_on(decide: DecidePage, folder: Path) -> None:
    decide.motion.groups.setFocus()
    press(Key.Key_Down)
    decide.motion.options.setFocus()
    press(Key.Key_Down)
    click(decide.motion.paper)
    assert "by South" in words(decide)
    slip(Key.Key_1)
    click(decide.ballots.reveal)
    click(decide.write)
    south = read(folder / "south.infraplan", catalogue())
    assert south.votes[0].option == south.options[1].id


def test_a_plan_that_is_open_gets_its_vote_when_it_is_closed(decide: DecidePage, folder: Path, qtbot: QtBot) -> None:
    lock = lock_of(folder / "north.infraplan")
    assert lock.tryLock(0)
    click(decide.motion.paper)
    slip(Key.Key_1)
    click(decide.ballots.reveal)
    click(decide.write)
    assert votes(folder) == ()
    assert len(stored(folder).waiting) == 1
    assert "Votes that wait for their plan" in words(decide.motion)
    qtbot.wait(300)
    lock.unlock()
    decide.session.looking.look()
    qtbot.waitUntil(lambda: bool(votes(folder)), timeout=10_000)
    assert stored(folder).waiting == ()
    assert "Votes that wait for their plan" not in words(decide.motion)


def test_a_vote_that_waits_can_be_written_all_the_same(decide: DecidePage, folder: Path, qtbot: QtBot) -> None:
    lock = lock_of(folder / "north.infraplan")
    assert lock.tryLock(0)
    click(decide.motion.paper)
    slip(Key.Key_1)
    click(decide.ballots.reveal)
    click(decide.write)

    def now() -> list[QPushButton]:
        buttons = decide.motion.findChildren(QPushButton)
        return [made for made in buttons if made.text() == "Write it now" and made.isVisible()]

    qtbot.waitUntil(lambda: bool(now()), timeout=5000)
    click(now()[0])
    assert len(votes(folder)) == 1
    assert stored(folder).waiting == ()
    lock.unlock()


def test_a_vote_waits_until_the_room_is_opened_again(
    decide: DecidePage, folder: Path, window: MainWindow, qtbot: QtBot
) -> None:
    away = folder / "north.away"
    (folder / "north.infraplan").rename(away)
    click(decide.motion.paper)
    slip(Key.Key_1)
    click(decide.ballots.reveal)
    click(decide.write)
    window.files.close()
    assert len(stored(folder).waiting) == 1
    away.rename(folder / "north.infraplan")
    assert window.files.open(folder)
    qtbot.waitUntil(lambda: bool(votes(folder)), timeout=10_000)
    assert stored(folder).waiting == ()


def test_a_second_laptop_does_not_drop_a_vote_that_waits(decide: DecidePage, folder: Path, qtbot: QtBot) -> None:
    lock = lock_of(folder / "north.infraplan")
    assert lock.tryLock(0)
    click(decide.motion.paper)
    slip(Key.Key_1)
    click(decide.ballots.reveal)
    click(decide.write)
    store(folder, waiting=(), title="Changed elsewhere")
    qtbot.waitUntil(lambda: decide.session.workshop.title == "Changed elsewhere", timeout=10_000)
    assert len(stored(folder).waiting) == 1
    lock.unlock()
    decide.session.looking.look()
    qtbot.waitUntil(lambda: not stored(folder).waiting, timeout=10_000)
    assert len(votes(folder)) == 1


def test_slips_survive_another_page_and_another_size(decide: DecidePage, window: MainWindow) -> None:
    click(decide.motion.alone)
    slip(Key.Key_3, "No backups")
    window.set_scale(1.25)
    window.set_scale(1.0)
    assert window.room is not None
    page = window.room.pages["decide"]
    QApplication.processEvents()
    assert "1 slip is in the box" in words(page)


def test_closing_the_room_asks_before_slips_go(
    decide: DecidePage, window: MainWindow, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    click(decide.motion.alone)
    slip(Key.Key_3, "No backups")
    monkeypatch.setattr(file_questions, "ask_slips", lambda _parent, _count: False)
    window.files.close()
    assert window.room is not None
    assert decide.session.ballot is not None
    monkeypatch.setattr(file_questions, "ask_slips", lambda _parent, count: asked.append(count) or True)
    window.files.close()
    assert window.room is None
    assert asked == [1]


def test_a_vote_that_is_broken_off_leaves_no_trace(decide: DecidePage, folder: Path, asked: list[int]) -> None:
    click(decide.motion.paper)
    slip(Key.Key_3, "No backups")
    click(decide.ballots.stop)
    assert asked == [1]
    assert decide.session.ballot is None
    assert votes(folder) == ()
    assert "No backups" not in (folder / "workshop.yaml").read_text(encoding="utf-8")
