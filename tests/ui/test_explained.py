"""The inspector explains what is selected: environments, kinds of workload, classes of data, skills, kinds of block."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from infra_builder.edits import Change
from infra_builder.knowledge import Knowledge
from infra_builder.planfile import read
from ui.document import PlanDocument
from ui.panels import explained
from ui.panels.fold import Fold
from ui.panels.inspector import Inspector
from ui.selection import Selection
from ui.theming import apply_theme, theme

Choose = Callable[[str], Inspector]


@pytest.fixture
def choose(qtbot: QtBot, knowledge: Knowledge, scenarios: Path) -> Choose:
    """An inspector of the pilot of a knowledge assistant, with something of it chosen ("" for nothing)."""
    plan = read(scenarios / "rag-assistant-pilot.infraplan", knowledge.catalogue)
    selection = Selection()
    inspector = Inspector(PlanDocument(knowledge, plan), selection, theme("light"))
    inspector.resize(330, 700)
    qtbot.addWidget(inspector)
    inspector.show()
    qtbot.waitExposed(inspector)

    def chosen(id_: str) -> Inspector:
        selection.choose([id_] if id_ else [])
        QApplication.processEvents()
        return inspector

    return chosen


def fold(inspector: Inspector, title: str) -> Fold:
    """The fold with a title, of those that are not about to go."""
    [found] = [each for each in inspector.findChildren(Fold) if each.head.text() == title and not each.isHidden()]
    return found


def read_in(inspector: Inspector) -> set[str]:
    """The texts that can be read by scrolling."""
    return {each.text() for each in inspector.findChildren(QLabel) if each.isVisible()}


def change(inspector: Inspector, id_: str, **fields: object) -> None:
    document = inspector.document
    document.do(Change(option=document.option.id, id=id_, changes=fields), "change")
    QApplication.processEvents()


def test_a_zone_shows_what_to_watch_in_its_environment(choose: Choose, knowledge: Knowledge) -> None:
    assert set(knowledge.catalogue.environments["public_cloud"].watch_outs) <= read_in(choose("cloud"))


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Ask before choosing it", "ask"),
        ("When it fits", "fits"),
        ("When it does not fit", "fits_not"),
        ("What it takes", "takes"),
        ("What its cost grows with", "cost_drivers"),
    ],
)
def test_more_about_an_environment_is_a_click_away(
    choose: Choose, knowledge: Knowledge, title: str, field: str
) -> None:
    inspector = choose("cloud")
    texts = set(getattr(knowledge.catalogue.environments["public_cloud"], field))
    assert not texts & read_in(inspector)
    QTest.mouseClick(fold(inspector, title).head, Qt.MouseButton.LeftButton)
    assert texts <= read_in(inspector)


def test_a_fold_opens_and_closes_by_keyboard(choose: Choose, knowledge: Knowledge) -> None:
    inspector = choose("cloud")
    head = fold(inspector, "What it takes").head
    texts = set(knowledge.catalogue.environments["public_cloud"].takes)
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert texts <= read_in(inspector)
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert not texts & read_in(inspector)


def test_a_fold_tells_a_screen_reader_whether_it_is_open(choose: Choose) -> None:
    inspector = choose("cloud")
    said = [fold(inspector, title).head.accessibleDescription() for title in ("Watch out for", "What it takes")]
    assert said == ["Open", "Closed"]


def test_what_was_opened_stays_open_for_the_next_zone(choose: Choose, knowledge: Knowledge) -> None:
    QTest.mouseClick(fold(choose("cloud"), "What it takes").head, Qt.MouseButton.LeftButton)
    assert set(knowledge.catalogue.environments["on_premises"].takes) <= read_in(choose("office"))


def test_a_zone_in_another_environment_is_explained_anew(choose: Choose, knowledge: Knowledge, qtbot: QtBot) -> None:
    inspector = choose("cloud")
    change(inspector, "cloud", environment="hpc")
    purpose = knowledge.catalogue.environments["hpc"].purpose
    qtbot.waitUntil(lambda: purpose in read_in(inspector), timeout=2000)


def test_a_workload_shows_what_its_kind_needs(choose: Choose, knowledge: Knowledge) -> None:
    inspector = choose("assistant")
    sort = knowledge.catalogue.workloads["rag_assistant"]
    assert {sort.purpose, *sort.watch_outs} <= read_in(inspector)
    QTest.mouseClick(fold(inspector, "The smallest sensible start").head, Qt.MouseButton.LeftButton)
    assert sort.start in read_in(inspector)


def test_another_kind_of_workload_is_explained_at_once(choose: Choose, knowledge: Knowledge) -> None:
    inspector = choose("assistant")
    change(inspector, "assistant", kind="forecasting")
    assert knowledge.catalogue.workloads["forecasting"].purpose in read_in(inspector)
    assert knowledge.catalogue.workloads["rag_assistant"].purpose not in read_in(inspector)


def test_a_kind_that_is_not_known_yet_is_not_explained(choose: Choose) -> None:
    inspector = choose("assistant")
    change(inspector, "assistant", kind=None)
    assert "Watch out for" not in {each.head.text() for each in inspector.findChildren(Fold) if each.isVisible()}


def test_a_class_of_data_says_what_it_demands(choose: Choose, knowledge: Knowledge) -> None:
    inspector = choose("assistant")
    QTest.mouseClick(fold(inspector, "What “Confidential” means").head, Qt.MouseButton.LeftButton)
    entry = knowledge.catalogue.data_classes["confidential"]
    assert {entry.recognised_by, *entry.examples, *entry.watch_outs} <= read_in(inspector)
    change(inspector, "assistant", sensitivity="regulated")
    assert knowledge.catalogue.data_classes["regulated"].recognised_by in read_in(inspector)


def test_a_link_explains_the_class_of_its_data(choose: Choose) -> None:
    inspector = choose("index>app:reads")
    assert fold(inspector, "What “Confidential” means").isVisible()
    change(inspector, "index>app:reads", data=None)
    assert not [each for each in inspector.findChildren(Fold) if each.isVisible()]


def test_skills_say_how_a_small_firm_comes_by_them(choose: Choose, knowledge: Knowledge) -> None:
    inspector = choose("")
    QTest.mouseClick(fold(inspector, "What these skills mean").head, Qt.MouseButton.LeftButton)
    QTest.mouseClick(fold(inspector, "IT operations").head, Qt.MouseButton.LeftButton)
    skill = knowledge.catalogue.skills["devops"]
    assert {*skill.can, *skill.without, f"Learn it: {skill.gained_by['train']}"} <= read_in(inspector)


def test_a_block_says_what_it_takes_to_run_it(choose: Choose, knowledge: Knowledge) -> None:
    inspector = choose("model")
    QTest.mouseClick(fold(inspector, "What it takes to run it").head, Qt.MouseButton.LeftButton)
    assert "Running it takes a few hours a month." in read_in(inspector)


def test_nothing_is_wider_than_the_panel(choose: Choose) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, "light")
    for id_ in ("cloud", "assistant", "model", ""):
        inspector = choose(id_)
        for each in inspector.findChildren(Fold):
            each.head.setChecked(True)
        QApplication.processEvents()
        assert inspector.widget().width() <= inspector.viewport().width(), id_


def test_every_section_of_every_entry_says_something(knowledge: Knowledge) -> None:
    catalogue = knowledge.catalogue
    told = [explained.of_block(kind, catalogue) for kind in catalogue.blocks.values()]
    told += [explained.of_environment(entry, catalogue) for entry in catalogue.environments.values()]
    told += [explained.of_workload(sort, catalogue) for sort in catalogue.workloads.values()]
    told += [explained.of_skill(skill) for skill in catalogue.skills.values()]
    told += [explained.of_data_class(entry) for entry in catalogue.data_classes.values()]
    assert min(len(sections) for sections in told) >= 3
    for sections in told:
        assert len({section.key for section in sections}) == len(sections)
        assert all(text and text != "–" for section in sections for text in section.says)
