"""The group's side of a workshop: what it may not see yet is nowhere, what it may not change stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QTabBar, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from infra_builder.edits import ChangePlan, KeepMilestone, Refused
from infra_builder.room.workshop import FILE
from tests.ui.conftest import Hands
from tests.ui.rooms import room, store
from tests.ui.test_steps import go, workspace
from ui.steps.situation import SituationStep
from ui.window import MainWindow
from ui.workshop import rules as room_rules
from ui.workshop.following import Following

VERDICTS = ("Overbuilt", "Fragile", "Accidental hybrid", "Balanced", "1 finding", " findings")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return room(tmp_path / "room")


@pytest.fixture
def group(window: MainWindow, folder: Path) -> Hands:
    """A group whose plan lies in the room; the plan is overbuilt."""
    assert window.files.open(folder / "north.infraplan")
    QApplication.processEvents()
    return Hands(window)


def follow(window: MainWindow) -> None:
    """The workshop is looked at now, rather than within two seconds."""
    workspace(window).rules.look()
    QApplication.processEvents()


def allow(group: Hands, folder: Path, **changes: object) -> None:
    store(folder, **changes)
    follow(group.window)


def said(window: QWidget) -> Iterator[str]:
    """Everything that can be read in a window, with eyes or without."""
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        match widget:
            case QLabel():
                yield widget.text()
            case QListWidget():
                for row in range(widget.count()):
                    yield from (widget.item(row).text(), widget.item(row).toolTip())
            case QTabBar():
                for tab in range(widget.count()):
                    yield from (widget.tabText(tab), widget.tabToolTip(tab), widget.accessibleTabName(tab))
            case QTreeView():
                yield from _rows(widget)


def _rows(tree: QTreeView) -> Iterator[str]:
    model = tree.model()
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    while waiting:
        index = waiting.pop()
        yield str(index.data())
        yield str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        waiting += [model.index(row, 0, index) for row in range(model.rowCount(index))]


def leaks(window: QWidget) -> list[str]:
    """What tells of the verdict."""
    return [text for text in said(window) for word in VERDICTS if word in text]


# The verdict


def test_a_plan_outside_of_any_room_shows_its_verdict(group: Hands) -> None:
    assert group.verdict == "Overbuilt"
    assert leaks(group.window)


def test_a_hidden_verdict_is_said_calmly_and_stands_nowhere_else(group: Hands, folder: Path) -> None:
    group.desk.selection.choose([group.document.option_report.findings[0].about])
    allow(group, folder, hidden=("verdict",))
    assert group.verdict == "The verdict is shown later"
    group.desk.side.show_outline(True)
    QApplication.processEvents()
    assert leaks(group.window) == []
    assert group.document.option_report.stages == ()


def test_a_hidden_verdict_is_not_in_the_situation_nor_on_the_projector(group: Hands, folder: Path) -> None:
    allow(group, folder, hidden=("verdict",))
    go(group.window, "situation")
    assert leaks(group.window) == []
    QTest.keyClick(group.window, Qt.Key.Key_F11)
    QApplication.processEvents()
    assert group.window.projector is not None
    assert leaks(group.window.projector) == []


def test_edits_keep_the_verdict_hidden_and_it_is_right_when_it_is_shown(group: Hands, folder: Path) -> None:
    allow(group, folder, hidden=("verdict",))
    group.document.do(ChangePlan(changes={"title": "Ours"}), "change the title")
    assert group.verdict == "The verdict is shown later"
    allow(group, folder, hidden=())
    assert group.verdict == "Overbuilt"


def test_nothing_is_exported_while_the_verdict_is_hidden(group: Hands, folder: Path) -> None:
    export = group.window.commands.by_name["export"]
    assert export.isEnabled()
    allow(group, folder, hidden=("verdict",))
    assert not export.isEnabled()
    assert "later" in export.toolTip()


# Steps


def test_a_hidden_step_comes_later_and_cannot_be_opened(group: Hands, folder: Path) -> None:
    allow(group, folder, hidden=("check",))
    bar = workspace(group.window).bar
    assert bar.buttons["check"].note == "comes later"
    QTest.mouseClick(bar.buttons["check"], Qt.MouseButton.LeftButton)
    assert workspace(group.window).step == "build"
    assert bar.buttons["build"].isChecked()
    assert group.window.statusBar().currentMessage() == "The facilitator opens this later."
    QTest.keyClick(group.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert workspace(group.window).step == "build"
    go(group.window, "plan")


def test_a_step_that_is_hidden_while_it_is_open_gives_way_to_the_canvas(group: Hands, folder: Path) -> None:
    go(group.window, "check")
    allow(group, folder, hidden=("check",))
    assert workspace(group.window).step == "build"


def test_a_milestone_is_not_compared_with_while_compare_comes_later(group: Hands, folder: Path) -> None:
    group.document.do(KeepMilestone(name="Before lunch", made="2026-03-01T12:00:00"), "keep a milestone")
    allow(group, folder, hidden=("compare",))
    workspace(group.window).compare_with(group.document.plan.milestones[0])
    assert workspace(group.window).step == "build"


def test_the_judging_steps_come_with_the_verdict(group: Hands, folder: Path) -> None:
    allow(group, folder, hidden=("verdict",))
    assert workspace(group.window).rules.closed == ("check", "compare", "plan")
    allow(group, folder, hidden=())
    assert group.window.statusBar().currentMessage() == "The facilitator has opened: Check, Compare, Plan"
    go(group.window, "check")


# Locks


def test_a_locked_title_is_refused_and_cannot_be_brought_back_by_undo(group: Hands, folder: Path) -> None:
    before = group.document.plan.title
    group.document.do(ChangePlan(changes={"title": "Ours"}), "change the title")
    allow(group, folder, locked=("title",))
    with pytest.raises(Refused, match="Title"):
        group.document.do(ChangePlan(changes={"title": "Theirs"}), "change the title")
    group.window.commands.run("undo")
    assert group.document.plan.title == "Ours"
    assert "Title" in group.window.statusBar().currentMessage()
    assert group.document.undo_label == "change the title"
    allow(group, folder, locked=())
    group.window.commands.run("undo")
    assert group.document.plan.title == before


def test_locked_fields_are_shown_locked(group: Hands, folder: Path) -> None:
    go(group.window, "situation")
    allow(group, folder, locked=("title", "workloads"))
    step = workspace(group.window).steps["situation"]
    assert isinstance(step, SituationStep)
    assert not step.names["title"].isEnabled()
    assert not any(sheet.isEnabled() for sheet in step.workloads.values())
    assert step.fields["people"].isEnabled()
    assert step.locks.isVisible()
    allow(group, folder, locked=())
    assert step.names["title"].isEnabled()
    assert not step.locks.isVisible()


def test_locked_options_are_neither_added_nor_moved(group: Hands, folder: Path) -> None:
    allow(group, folder, locked=("options",))
    count = len(group.document.plan.options)
    assert not group.desk.option_row.more.isEnabled()
    group.desk.tabs.duplicate()
    assert len(group.document.plan.options) == count
    names = ("option_new", "option_duplicate", "option_delete", "option_right")
    assert not any(group.window.commands.by_name[name].isEnabled() for name in names)
    assert group.window.commands.by_name["option_next"].isEnabled()


def test_what_is_not_locked_goes_on_being_edited_on_the_canvas(group: Hands, folder: Path) -> None:
    allow(group, folder, locked=("title", "situation", "workloads", "options"))
    blocks = len(group.document.option.blocks)
    group.click(group.document.option.blocks[0].id)
    group.key(Qt.Key.Key_Delete)
    assert len(group.document.option.blocks) == blocks - 1


# The file


def test_the_plan_follows_the_room_by_itself(group: Hands, folder: Path, qtbot: QtBot) -> None:
    store(folder, hidden=("verdict",))
    qtbot.waitUntil(lambda: group.document.veiled, timeout=5000)


def test_a_drive_that_tells_nothing_is_looked_at_every_now_and_then(folder: Path, qtbot: QtBot) -> None:
    following = Following(folder / FILE, every=30)
    following._watcher.blockSignals(True)
    with qtbot.waitSignal(following.changed, timeout=3000):
        store(folder, title="Other")


def test_a_room_that_is_gone_hides_nothing_and_says_so_once(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_rules, "DOUBT_MS", 20)
    store(folder, hidden=("verdict",), locked=("title",))
    assert window.files.open(folder / "north.infraplan")
    document = window.document
    assert document is not None
    assert document.veiled
    (folder / FILE).write_text("half a fi", encoding="utf-8")
    workspace(window).rules.look()
    assert document.veiled
    qtbot.waitUntil(lambda: not document.veiled, timeout=3000)
    assert document.locked == ()
    assert "nothing is hidden" in window.statusBar().currentMessage()
    told: list[str] = []
    workspace(window).rules.said.connect(told.append)
    follow(window)
    (folder / FILE).unlink()
    follow(window)
    assert told == []


def test_a_plan_saved_outside_of_the_room_is_free(group: Hands, folder: Path, tmp_path: Path) -> None:
    allow(group, folder, hidden=("verdict",))
    saver = group.window.files.saver
    assert saver is not None
    group.document.became_file(tmp_path / "elsewhere.infraplan", None)
    assert not group.document.veiled


def test_the_verdict_is_hidden_from_the_first_moment(window: MainWindow, folder: Path) -> None:
    store(folder, hidden=("verdict",))
    assert window.files.open(folder / "south.infraplan")
    assert Hands(window).verdict == "The verdict is shown later"
    assert leaks(window) == []
