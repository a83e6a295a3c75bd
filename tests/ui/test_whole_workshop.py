"""A workshop of six groups as people hold it: set up, build, hide, reveal, collect, compare, vote, accept, hand out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from infra_builder.knowledge import Knowledge
from infra_builder.planfile import read
from tests.builders import catalogue
from tests.ui.conftest import Hands
from tests.ui.rooms import click, shown, stored, words
from tests.ui.test_decisions import check, choose, form_of
from tests.ui.test_steps import workspace
from ui.dates import in_words
from ui.recent import Memory
from ui.steps.decision import MONTHS_AHEAD
from ui.welcome import Welcome
from ui.window import MainWindow
from ui.workshop.decide import DecidePage
from ui.workshop.groups import GroupsPage
from ui.workshop.hand_out import HandOutPage
from ui.workshop.run import RunPage
from ui.workshop.setup import SetUpDialog

NAMES = ("Einkauf", "Büro Süd", "Übermut & Söhne", "Lager", "Support", "Vertrieb")
FIRST = "group_1"
PATIENCE = 60_000
Key = Qt.Key
Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def until(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Until:
    """Waits until something holds. No file manager is opened."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    return lambda holds: qtbot.waitUntil(holds, timeout=PATIENCE)


def set_up(window: MainWindow, folder: Path) -> None:
    """Fill in the page that asks, from the first page on."""
    welcome = window.pages.currentWidget()
    assert isinstance(welcome, Welcome)
    QTest.mouseClick(welcome.room_button, Qt.MouseButton.LeftButton)
    asked = window.findChild(SetUpDialog)
    assert asked is not None
    asked.title.setText("KI-Werkstatt")
    asked.count.setValue(len(NAMES))
    for field, name in zip(asked.names, NAMES, strict=False):
        field.setText(name)
    asked.starters.choose("first-prototype")
    asked.folder.setText(str(folder))
    QTest.mouseClick(asked.make, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def go_on_until(run: RunPage, hidden: bool) -> None:
    """Go from part to part until the verdict is hidden, or is not."""
    while ("verdict" in run.session.workshop.hidden) is not hidden:
        click(run.next if run.session.part is not None else run.pause)


def slip(key: Key, reason: str = "") -> None:
    focus = QApplication.focusWidget()
    QTest.keyClick(focus, key)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, reason)
    QTest.keyClick(field, Key.Key_Return)
    QApplication.processEvents()


def text(path: Path) -> str:
    """Everything that is printed in a file, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_six_groups_from_an_empty_folder_to_their_papers(
    window: MainWindow, knowledge: Knowledge, tmp_path: Path, qtbot: QtBot, until: Until
) -> None:
    folder = tmp_path / "Bühne am Fluß"
    set_up(window, folder)
    plans = [folder / group.plan for group in stored(folder).groups]
    assert [path.is_file() for path in plans] == [True] * len(NAMES)
    before = shown(window, "hand_out", HandOutPage)
    until(lambda: not before.making.busy)
    printed = " ".join(text(path) for path in (folder / "print").iterdir())
    assert all(name in printed for name in NAMES)

    # A group builds before it is judged.
    run = shown(window, "run", RunPage)
    go_on_until(run, hidden=True)
    memory = Memory(tmp_path / "laptop of a group")
    memory.toured = True
    laptop = MainWindow(knowledge, memory)
    qtbot.addWidget(laptop)
    laptop.show()
    assert laptop.files.open(plans[0])
    QApplication.processEvents()
    group = Hands(laptop)
    assert group.verdict == "The verdict is shown later"
    blocks = len(group.document.option.blocks)
    group.drop("backups", QPoint(120, 120))
    assert laptop.files.saver is not None
    assert laptop.files.saver.save()

    # Everybody is seen, whatever becomes of the files.
    groups = shown(window, "groups", GroupsPage)
    until(lambda: bool(groups.overview.cards) and f"{blocks + 1} blocks" in words(groups.overview.cards[FIRST]))
    whole = plans[1].read_bytes()
    plans[1].write_bytes(whole[: len(whole) // 2])
    until(lambda: "The file is half written" in words(groups.overview.cards["group_2"]))
    plans[1].write_bytes(whole)
    until(lambda: "half written" not in words(groups.overview.cards["group_2"]))
    assert all(name in words(card) for name, card in zip(NAMES, groups.overview.cards.values(), strict=True))

    # The verdict is shown, and a finding is accepted until a day.
    run = shown(window, "run", RunPage)
    click(run.switches.seen["verdict"])
    workspace(laptop).rules.look()
    QApplication.processEvents()
    assert group.verdict == "Overbuilt"
    click_shown(run, "check")
    workspace(laptop).rules.look()
    step = check(laptop)
    form = form_of(step, group.document.option_report.findings[0].key)
    choose(form, "accepted")
    QTest.keyClicks(form.reason, "The contract runs until then.")
    QTest.keyClick(form.reason, Key.Key_Return)
    assert laptop.files.saver.save()
    day = in_words(QDate.currentDate().addMonths(MONTHS_AHEAD).toString(Qt.DateFormat.ISODate))

    # Two groups are compared.
    groups = shown(window, "groups", GroupsPage)
    until(lambda: groups.session.looking.last is not None)
    click(groups.overview.cards[FIRST])
    groups.panel.with_.setFocus()
    QTest.keyClick(groups.panel.with_, Key.Key_Down)
    assert groups.side_by_side is not None
    assert [card.offer.name for card in groups.side_by_side.cards] == ["Einkauf: Over-built", "Büro Süd: Over-built"]
    click(groups.back)

    # A silent vote; the plan is still open at the table, so it waits until that is closed.
    window.activateWindow()
    decide = shown(window, "decide", DecidePage)
    until(decide.motion.alone.isEnabled)
    click(decide.motion.alone)
    slip(Key.Key_1)
    QTest.keyClick(decide.ballots.next, Key.Key_Space)
    slip(Key.Key_3, "Nobody tested the copy")
    assert "Nobody tested" not in words(decide)
    click(decide.ballots.reveal)
    assert "Not yet: Nobody tested the copy" in words(decide.outcome)
    click(decide.write)
    assert len(stored(folder).waiting) == 1
    laptop.close()
    decide.session.looking.look()
    until(lambda: not stored(folder).waiting)
    kept = read(plans[0], catalogue())
    assert [one.answer for one in kept.votes[0].slips] == ["not_yet", "agreed"]
    assert kept.decisions[0].status == "accepted"

    # Everybody takes paper home.
    hand_out = shown(window, "hand_out", HandOutPage)
    click(hand_out.make)
    until(lambda: not hand_out.making.busy)
    papers = {path.stem: text(path) for path in (folder / "handout").iterdir()}
    assert len(papers) == len(NAMES) + 1
    report = papers.pop("workshop report")
    assert all(name in report for name in NAMES)
    assert "Nobody tested the copy" in report
    assert all("Overbuilt" in told for told in papers.values())
    assert day in papers[plans[0].stem]


def click_shown(run: RunPage, step: str) -> None:
    """Let the groups see a step, where it is still hidden."""
    tick = run.switches.seen[step]
    if not tick.isChecked():
        click(tick)
