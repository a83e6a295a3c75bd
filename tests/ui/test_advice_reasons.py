"""What the pages of advice unfold to, and that they show the same sums as the bill."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from infra_builder.advice.cost import cost_advice
from infra_builder.advice.spans import Span
from tests.ui.test_advice import COST, HOW_FAR, NEXT, STAGES, Opened, check, page, texts
from ui.advice.cost_page import DEAREST, RangeBars
from ui.advice.panel import Panel
from ui.advice.unfolding import Unfolding
from ui.panels.fold import Fold

LEFT = Qt.MouseButton.LeftButton


def unfold(panel: Panel) -> None:
    """Open every line that can be opened."""
    for line in panel.findChildren(Unfolding):
        if line.isVisibleTo(panel) and not line.head.isChecked():
            line.head.click()


def amounts(says: str) -> Iterator[Span]:
    """The amounts of money in a text: one number or two."""
    for low, high in re.findall(r"([\d,]+)(?: to ([\d,]+))? €", says):
        ends = [int(end.replace(",", "")) for end in (low, high or low)]
        yield Span(*ends)


def test_a_page_of_opened_lines_ends_where_they_end(opened: Opened, qtbot: QtBot) -> None:
    panel = page(check(opened("first-prototype")), HOW_FAR, qtbot)
    unfold(panel)
    inside = panel.widget()
    qtbot.waitUntil(lambda: inside.height() == panel.body.heightForWidth(inside.width()))


def test_a_value_that_keeps_the_verdict_says_that_its_reasons_are_others(opened: Opened, qtbot: QtBot) -> None:
    panel = page(check(opened("first-prototype")), HOW_FAR, qtbot)
    assert "Overbuilt as now, but for other reasons" in texts(panel)


def test_how_far_unfolds_to_the_facts_of_what_is_found_then(opened: Opened, qtbot: QtBot) -> None:
    panel = page(check(opened("rag-assistant-pilot")), HOW_FAR, qtbot)
    before = texts(panel)
    unfold(panel)
    said = [text for text in texts(panel) if text not in before]
    place = said.index("Then new: If a change to Support assistant goes wrong, there is no way back")
    assert said[place + 1].startswith("•  Support assistant is at this stage: production")


def test_what_has_to_be_decided_at_a_stage_says_why_it_is_asked(opened: Opened, qtbot: QtBot) -> None:
    panel = page(check(opened("rag-assistant-pilot")), STAGES, qtbot)
    lines = [line for line in panel.findChildren(Unfolding) if line.body.count() == 0]
    assert not lines


def test_what_can_wait_says_until_when(opened: Opened, qtbot: QtBot) -> None:
    panel = page(check(opened("rag-assistant-pilot")), NEXT, qtbot)
    assert any("Not before this is so: Data class of Support assistant: personal" in text for text in texts(panel))


def test_the_smaller_amounts_open_with_their_heading(opened: Opened, qtbot: QtBot) -> None:
    panel = page(check(opened("first-prototype")), COST, qtbot)
    [fold] = panel.findChildren(Fold)
    inside = fold.findChildren(Unfolding)
    assert inside
    assert not any(line.isVisibleTo(panel) for line in inside)
    lines = cost_advice(panel.document.plan, panel.document.option, panel.document.knowledge).now.lines
    assert len(inside) == len(lines) - DEAREST
    QTest.mouseClick(fold.head, LEFT)
    assert all(line.isVisibleTo(panel) for line in inside)


@pytest.mark.parametrize("name", ["first-prototype", "pattern-b-retrain"])
def test_the_amounts_shown_add_up_to_the_sum_shown(name: str, opened: Opened, qtbot: QtBot) -> None:
    panel = page(check(opened(name)), COST, qtbot)
    rows = [tuple(amounts(bars.accessibleName())) for bars in panel.findChildren(RangeBars)]
    shown = texts(panel)
    place = shown.index("All together")
    sums = [next(amounts(text)) for text in shown[place + 1 : place + 3]]
    assert rows
    for column, whole in enumerate(sums):
        spans = [row[column] for row in rows]
        assert sum(span.low for span in spans) == pytest.approx(whole.low, abs=len(rows))
        assert sum(span.high for span in spans) == pytest.approx(whole.high, abs=len(rows))
