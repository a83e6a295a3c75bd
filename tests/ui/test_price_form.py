"""A price of one's own, typed on the cost page: one step, counted at once, and taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from infra_builder.advice.own_prices import priced as priced_figure
from infra_builder.edits import SetPrice
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Price
from tests import builders as b
from tests.ui.conftest import Hands
from tests.ui.test_advice import COST, check, page, texts
from ui.advice.capacity_bar import CapacityBar
from ui.advice.cost_page import CostPage
from ui.advice.price_form import PriceForm
from ui.advice.unfolding import Unfolding
from ui.steps.check import CheckStep

Opened = Callable[[str], Hands]
LEFT = Qt.MouseButton.LeftButton


def cost_page(step: CheckStep, qtbot: QtBot) -> CostPage:
    """The page of the cost."""
    panel = page(step, COST, qtbot)
    assert isinstance(panel, CostPage)
    return panel


def form(panel: CostPage, figure: str) -> PriceForm:
    """The first form for a figure, the line of the graphics cards opened."""
    line = next(one for one in panel.findChildren(Unfolding) if "Graphics processors" in one.head.accessibleName())
    if not line.head.isChecked():
        QTest.mouseClick(line.head, LEFT)
    return next(one for one in line.findChildren(PriceForm) if one.figure.id == figure)


def alone(qtbot: QtBot, knowledge: Knowledge) -> PriceForm:
    """A form by itself, opened."""
    made = PriceForm(priced_figure(b.plan(), knowledge.catalogue, "gpu_hour"), opened=True)
    qtbot.addWidget(made)
    made.show()
    return made


def said(made: PriceForm) -> list[str]:
    """What a form says."""
    return [label.text() for label in made.findChildren(QLabel) if label.isVisibleTo(made)]


def priced(step: CheckStep, qtbot: QtBot, low: str, high: str, source: str = "") -> CostPage:
    """Type a price for an hour of a graphics card, and wait until the page is made anew."""
    panel = cost_page(step, qtbot)
    made = form(panel, "gpu_hour")
    QTest.mouseClick(made.ask, LEFT)
    QTest.keyClicks(made.low, low)
    QTest.keyClicks(made.high, high)
    QTest.keyClicks(made.source, source)
    QTest.keyClick(made.source, Qt.Key.Key_Return)
    return panel


def again(panel: CostPage, qtbot: QtBot, says: str) -> None:
    """Wait until the page says something."""
    qtbot.waitUntil(lambda: any(says in text for text in texts(panel)), timeout=8000)


def test_a_price_of_ones_own_is_one_step_and_stands_beside_the_figure(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    step = check(hands)
    before = hands.document.plan
    panel = priced(step, qtbot, "2", "4", "Offer of May")
    assert hands.document.plan.prices == {"gpu_hour": Price(low=2, high=4, source="Offer of May")}
    again(panel, qtbot, "Your own price: 2 to 4 US dollars an hour. Where it comes from: Offer of May")
    hands.document.undo()
    assert hands.document.plan == before


def test_one_amount_alone_is_taken_for_both_ends(qtbot: QtBot, knowledge: Knowledge) -> None:
    made = alone(qtbot, knowledge)
    QTest.keyClicks(made.low, "3")
    with qtbot.waitSignal(made.wanted) as asked:
        QTest.keyClick(made.low, Qt.Key.Key_Return)
    assert asked.args[0] == SetPrice(name="gpu_hour", price=Price(low=3, high=3))


def test_a_price_from_high_to_low_is_not_taken_and_the_form_says_why(qtbot: QtBot, knowledge: Knowledge) -> None:
    made = alone(qtbot, knowledge)
    QTest.keyClicks(made.low, "5")
    QTest.keyClicks(made.high, "4")
    with qtbot.assertNotEmitted(made.wanted):
        QTest.keyClick(made.high, Qt.Key.Key_Return)
    assert "The least is more than the most. Swap them, or mend one of them." in said(made)


def test_nothing_typed_is_no_price(qtbot: QtBot, knowledge: Knowledge) -> None:
    made = alone(qtbot, knowledge)
    with qtbot.assertNotEmitted(made.wanted):
        QTest.keyClick(made.low, Qt.Key.Key_Return)
    assert "Type what it costs at the least and at the most." in said(made)


def test_a_figure_says_its_unit_its_year_and_where_it_comes_from(qtbot: QtBot, knowledge: Knowledge) -> None:
    made = alone(qtbot, knowledge)
    assert "From 1 to 30 US dollars an hour, 2025. Source: Article on cloud architecture: compute" in said(made)


def test_a_price_of_ones_own_is_taken_back_by_a_button(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    panel = priced(check(hands), qtbot, "2", "4")
    again(panel, qtbot, "Your own price")
    QTest.mouseClick(form(panel, "gpu_hour").back, LEFT)
    assert not hands.document.plan.prices


def test_after_a_price_the_keyboard_is_at_its_figure_again(opened: Opened, qtbot: QtBot) -> None:
    step = check(opened("first-prototype"))
    panel = priced(step, qtbot, "2", "4")
    again(panel, qtbot, "Your own price")
    qtbot.waitUntil(lambda: any(one.ask.hasFocus() for one in panel.findChildren(PriceForm)))
    [there] = [one for one in panel.findChildren(PriceForm) if one.ask.hasFocus()]
    assert there.figure.id == "gpu_hour"
    qtbot.waitUntil(lambda: not there.visibleRegion().isEmpty())


def test_how_it_is_paid_is_said_in_words_beside_the_picture(opened: Opened, qtbot: QtBot) -> None:
    panel = cost_page(check(opened("rag-assistant-pilot")), qtbot)
    [bar] = panel.findChildren(CapacityBar)
    said = " ".join(label.text() for label in bar.findChildren(QLabel))
    assert "whether it is used or not" in said
    assert "follow how much it is used" in said
