"""Plan: the pages are seen as they will be printed, their sections chosen and ordered, saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from exports.pdf import logo_is_broken, write_pdf
from infra_builder.edits import ChangePlan
from infra_builder.evaluate import Stopped
from tests.ui.conftest import Hands
from ui.printing import print_pages
from ui.steps.paper import Made, PaperMaker, page_count, page_image, page_size
from ui.steps.plan import PlanStep

LONG_MS = 30_000


@pytest.fixture
def hands(opened: Callable[[str], Hands]) -> Hands:
    """A small plan, its last step open."""
    made = opened("office-assistant")
    assert made.window.workspace is not None
    made.window.workspace.show_step("plan")
    return made


@pytest.fixture
def step(hands: Hands, qtbot: QtBot) -> PlanStep:
    """The step once its pages are there."""
    assert hands.window.workspace is not None
    found = hands.window.workspace.steps["plan"]
    assert isinstance(found, PlanStep)
    pages(found, qtbot)
    return found


def pages(step: PlanStep, qtbot: QtBot) -> Made:
    """The pages of what is chosen now, waited for."""
    qtbot.waitUntil(lambda: step.made is not None and step.made.order.choice == step.choice, timeout=LONG_MS)
    assert step.made is not None
    return step.made


def press(button: QPushButton) -> None:
    """Click a button."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def text_of(made: Made) -> str:
    """All words on the pages."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(made.data)).pages)


def test_the_first_page_is_seen_as_it_will_be_printed(step: PlanStep, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not step.preview.sheet.image.isNull(), timeout=LONG_MS)
    image = step.preview.sheet.image
    assert image.height() > image.width() > 100
    assert step.preview.where.text() == f"Page 1 of {pages(step, qtbot).pages}"


def test_a_board_gets_at_most_six_pages_about_one_option(step: PlanStep, hands: Hands, qtbot: QtBot) -> None:
    press(step.sections.board)
    made = pages(step, qtbot)
    assert made.pages <= 6
    assert made.order.choice.option == hands.document.option.id


def test_a_section_that_is_not_ticked_is_not_printed(step: PlanStep, qtbot: QtBot) -> None:
    assert "Governance baseline" in text_of(pages(step, qtbot))
    item = step.sections.list.findItems("Governance baseline", Qt.MatchFlag.MatchExactly)[0]
    step.sections.list.setFocus()
    step.sections.list.setCurrentItem(item)
    QTest.keyClick(step.sections.list, Qt.Key.Key_Space)
    assert "Governance baseline" not in text_of(pages(step, qtbot))


def test_sections_are_moved_by_keyboard(step: PlanStep, qtbot: QtBot) -> None:
    first, second = step.sections.chosen[:2]
    step.sections.list.setCurrentRow(0)
    QTest.keyClick(step.sections.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert pages(step, qtbot).order.choice.sections[:2] == (second, first)


def test_pages_are_turned_over_by_keyboard(step: PlanStep, qtbot: QtBot) -> None:
    step.preview.sheet.setFocus()
    QTest.keyClick(step.preview.sheet, Qt.Key.Key_PageDown)
    assert step.preview.where.text().startswith("Page 2 of")
    QTest.keyClick(step.preview.sheet, Qt.Key.Key_PageUp)
    assert step.preview.page == 0
    assert not step.preview.before.isEnabled()


def test_a_large_plan_is_seen_before_its_advice_is_there(
    step: PlanStep, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Made] = []
    maker = PaperMaker(step.document.knowledge)
    maker.made.connect(told.append)
    monkeypatch.setattr("ui.steps.paper.SMALL", 0)
    maker.want(pages(step, qtbot).order)
    qtbot.waitUntil(lambda: not maker.busy and len(told) == 2, timeout=LONG_MS)
    first, second = told
    assert (first.whole, second.whole) == (False, True)
    assert first.pages < second.pages


def test_letters_that_cannot_be_printed_are_told_before(step: PlanStep, hands: Hands) -> None:
    hands.document.do(ChangePlan(changes={"title": "東 plan"}), "rename")
    assert any("東" in text for text, _ in step.missing())


def test_a_footer_is_written_and_printed_as_one_step(step: PlanStep, hands: Hands, qtbot: QtBot) -> None:
    step.letterhead.footer.setFocus()
    QTest.keyClicks(step.letterhead.footer, "Confidential, Graz")
    QTest.keyClick(step.letterhead.footer, Qt.Key.Key_Return)
    assert hands.document.plan.footer == "Confidential, Graz"
    qtbot.waitUntil(lambda: step.made is not None and step.made.order.plan is hands.document.plan, timeout=LONG_MS)
    assert text_of(pages(step, qtbot)).count("Confidential, Graz") == pages(step, qtbot).pages
    hands.document.undo()
    assert hands.document.plan.footer == ""


def test_a_logo_is_chosen_seen_and_removed(
    step: PlanStep, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (400, 100), "teal").save(tmp_path / "logo.jpg")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "logo.jpg"), ""))
    press(step.letterhead.choose)
    assert not logo_is_broken(hands.document.plan.logo)
    assert hands.document.plan.logo
    assert step.letterhead.shown.pixmap().width() == 4 * step.letterhead.shown.pixmap().height()
    press(step.letterhead.remove)
    assert hands.document.plan.logo == ""
    assert not step.letterhead.remove.isVisible()


def test_a_file_that_is_no_picture_is_refused_with_a_word(
    step: PlanStep, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.png").write_text("no picture")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "notes.png"), ""))
    press(step.letterhead.choose)
    assert hands.document.plan.logo == ""
    assert hands.window.statusBar().currentMessage().startswith("notes.png cannot be used as a logo.")


def test_a_logo_that_cannot_be_read_is_told_where_it_is_mended(step: PlanStep, hands: Hands) -> None:
    hands.document.do(ChangePlan(changes={"logo": "AAAA"}), "break the logo")
    text = "The logo cannot be read, so it is not printed."
    assert (text, "plan") in list(step.missing())
    (mend,) = (made for made in step.findChildren(QPushButton) if made.accessibleName() == f"Mend it: {text}")
    press(mend)
    assert step.letterhead.choose.hasFocus()


def test_pages_that_nobody_wants_any_more_are_not_laid_out_to_the_end(step: PlanStep, qtbot: QtBot) -> None:
    order = pages(step, qtbot).order
    asked = iter([True, True, False])
    with pytest.raises(Stopped):
        write_pdf(
            BytesIO(), order.plan, order.report, step.document.knowledge, printed=order.printed,
            go_on=lambda: next(asked),
        )  # fmt: skip


def test_nothing_ticked_is_nothing_to_print(step: PlanStep, qtbot: QtBot) -> None:
    step.sections.choose(())
    qtbot.waitUntil(lambda: step.preview.state.text() == "No section is ticked.", timeout=LONG_MS)
    assert not step.save.isEnabled()
    assert not step.print.isEnabled()


def test_what_is_saved_is_what_was_seen(step: PlanStep, qtbot: QtBot, tmp_path: Path) -> None:
    made = pages(step, qtbot)
    step.write(tmp_path / "plan.pdf", made)
    assert (tmp_path / "plan.pdf").read_bytes() == made.data


def test_each_page_is_printed_the_way_up_it_lies(step: PlanStep, qtbot: QtBot, tmp_path: Path) -> None:
    press(step.sections.board)
    made = pages(step, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_pages(printer, made)
    printed = PdfReader(tmp_path / "printed.pdf").pages
    lying = [page_size(made.data, page)[0] > page_size(made.data, page)[1] for page in range(made.pages)]
    assert [page.mediabox.width > page.mediabox.height for page in printed] == lying
    assert any(lying)


def test_pictures_of_pages_are_as_large_as_asked_for(step: PlanStep, qtbot: QtBot) -> None:
    made = pages(step, qtbot)
    wide, high = page_size(made.data, 0)
    image = page_image(made.data, 0, 0.5)
    assert abs(image.width() - wide / 2) <= 1
    assert abs(image.height() - high / 2) <= 1
    assert page_count(made.data) == made.pages
