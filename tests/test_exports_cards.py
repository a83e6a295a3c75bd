"""The cards to cut out: every kind is there, whole, and each back lies behind its front."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from builders import catalogue
from pypdf import PdfReader

from exports.cards import missing_letters, write_cards
from exports.cards.deck import Card, Part, deck
from exports.cards.faces import HIGH, SMALLEST, WIDE, back, front
from exports.cards.sheets import A_SHEET, sheet
from exports.cards.words import ENGLISH
from exports.pdf.frame import Paper
from exports.picture.shapes import Shapes, Text, text_box
from infra_builder.vocabulary import Category
from ui.cli import main

CARDS = deck(catalogue(), ENGLISH, A_SHEET)
FACES = (front, back)
SAFE = 6.0
"""Points that a knife may be off."""


def texts(shapes: Shapes) -> list[Text]:
    return [shape for shape in shapes if isinstance(shape, Text)]


def names(cards: tuple[Card, ...]) -> set[str]:
    return {card.name for card in cards if card.name}


def test_there_is_a_card_for_every_kind_environment_and_workload() -> None:
    known = catalogue()
    groups = (known.blocks, known.environments, known.workloads)
    assert names(CARDS) == {entry.name for group in groups for entry in group.values()}


def test_there_is_a_blank_card_of_each_sort_and_the_last_sheet_is_full() -> None:
    blank = {card.sort for card in CARDS if not card.name}
    assert blank == {"data", "hosting", "compute", "governance", "environment", "workload"}
    assert len(CARDS) % A_SHEET == 0


@pytest.mark.parametrize("face", FACES)
def test_every_text_of_every_card_stands_within_the_card(face: Any) -> None:
    for card in CARDS:
        for text in texts(face(card)):
            box = text_box(text)
            assert box.x >= SAFE, (card.name, text.text)
            assert box.right <= WIDE - SAFE, (card.name, text.text)
            assert box.y >= SAFE, (card.name, text.text)
            assert box.bottom <= HIGH - SAFE, (card.name, text.text)


@pytest.mark.parametrize("face", FACES)
def test_no_two_texts_of_a_card_lie_over_each_other(face: Any) -> None:
    for card in CARDS:
        boxes = sorted((text_box(text) for text in texts(face(card))), key=lambda box: box.y)
        assert not [(one, other) for one, other in pairwise(boxes) if one.overlaps(other)], card.name


@pytest.mark.parametrize("face", FACES)
def test_nothing_is_shortened_and_nothing_is_below_seven_points(face: Any) -> None:
    said = [text for card in CARDS for text in texts(face(card))]
    assert [text.text for text in said if "…" in text.text] == []
    assert min(text.size for text in said) >= SMALLEST


def test_a_back_asks_one_question_and_says_one_thing_to_watch() -> None:
    for id_, kind in catalogue().blocks.items():
        card = next(card for card in CARDS if card.icon == id_)
        said = " ".join(text.text for text in texts(back(card)))
        assert kind.ask[0] in said
        assert kind.watch_outs[0] in said
        assert kind.purpose in " ".join(text.text for text in texts(front(card)))


def test_the_figure_of_each_category_has_a_shape_of_its_own() -> None:
    outlines = set()
    for category in ("data", "hosting", "compute", "governance"):
        card = Card(category, "", "", (), ())
        outlines.add(tuple(shape.commands for shape in front(card) if not isinstance(shape, Text)))
    assert len(outlines) == 4


def long_card(sort: Category, length: int) -> Card:
    words = "rights " * length
    back_ = (
        Part("verdict_question", "ink_2", "Ask first", (words,), lines=1),
        Part("verdict_balanced", "balanced", "Right for", (words,), spare=1),
        Part("verdict_fragile", "fragile", "Watch out", (words,)),
    )
    return Card(sort, "Data", "block", ("Name", "Owner"), back_, "laptop", words, words, "Effort")


@pytest.mark.parametrize("length", [10, 30, 60, 500])
def test_a_pack_with_long_texts_gives_up_the_least_of_them_and_stays_within_the_card(length: int) -> None:
    for face in FACES:
        for text in texts(face(long_card("data", length))):
            box = text_box(text)
            assert 0 <= box.x <= box.right <= WIDE
            assert 0 <= box.y <= box.bottom <= HIGH
            assert text.size >= SMALLEST


def test_a_word_of_ten_thousand_letters_stays_within_the_card() -> None:
    card = replace(long_card("hosting", 1), name="w" * 10_000, purpose="w" * 10_000)
    assert max(text_box(text).right for face in FACES for text in texts(face(card))) <= WIDE


class Sheets:
    """The printed cards, read back: every run of letters with the page it stands on and where."""

    def __init__(self, paper: Paper) -> None:
        self.bytes = write_cards(catalogue(), paper=paper, digest="0123")
        self.reader = PdfReader(BytesIO(self.bytes))
        self.words: list[tuple[int, str, float, float, float]] = []
        for number, page in enumerate(self.reader.pages):
            page.extract_text(visitor_text=self._visit(number))

    def _visit(self, page: int) -> Any:
        def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
            if text.strip():
                x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
                self.words.append((page, text.strip(), x, y, size))

        return visit

    def cell_of(self, page: int, name: str) -> tuple[int, int]:
        """Column and row of the card on which a name stands."""
        wide, high = (float(side) for side in self.reader.pages[page].mediabox[2:])
        _, _, x, y, _ = next(word for word in self.words if word[0] == page and word[1] == name)
        return int((x - (wide - 3 * WIDE) / 2) // WIDE), int((high - y - (high - 3 * HIGH) / 2) // HIGH)


@pytest.fixture(scope="module", params=["A4", "Letter"])
def sheets(request: pytest.FixtureRequest) -> Sheets:
    return Sheets(request.param)


def test_each_back_lies_behind_its_front_when_the_sheet_is_turned_over_its_long_edge(sheets: Sheets) -> None:
    for name in ("Document store", "Data mesh", "Public cloud", "Forecasting"):
        page = next(page for page, text, *_ in sheets.words if text == name)
        column, row = sheets.cell_of(page, name)
        assert sheets.cell_of(page + 1, name) == (2 - column, row)


def test_fronts_and_backs_take_turns(sheets: Sheets) -> None:
    count = len(CARDS) // A_SHEET
    said = [text for _, text, *_ in sheets.words if text.startswith("Sheet ")]
    faces = [
        f"Sheet {n} of {count}, {face} · knowledge 0123" for n in range(1, count + 1) for face in ("front", "back")
    ]
    assert said == faces


def test_no_printed_word_is_below_seven_points_or_off_the_paper(sheets: Sheets) -> None:
    wide, high = (float(side) for side in sheets.reader.pages[0].mediabox[2:])
    assert min(size for *_, size in sheets.words) >= SMALLEST
    assert all(11 <= x <= wide - 11 and 11 <= y <= high - 11 for _, _, x, y, _ in sheets.words)


def test_every_font_is_embedded(sheets: Sheets) -> None:
    assert b"Helvetica" not in sheets.bytes
    fonts = [font.get_object() for page in sheets.reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_same_catalogue_gives_the_same_bytes(sheets: Sheets) -> None:
    paper: Paper = "A4" if float(sheets.reader.pages[0].mediabox[2]) < 600 else "Letter"
    assert write_cards(catalogue(), paper=paper, digest="0123") == sheets.bytes


def test_cards_lie_on_the_paper_with_room_for_the_marks() -> None:
    for paper in ("A4", "Letter"):
        page = sheet(paper)
        assert min(page.left, page.top) >= 20


def test_letters_that_the_fonts_lack_are_named() -> None:
    assert missing_letters(catalogue()) == ""
    laptop = catalogue().blocks["laptop"].but(name="ラップ")
    assert missing_letters(catalogue().but(blocks={"laptop": laptop})) == "ッ プ ラ"


def test_the_command_writes_the_cards(tmp_path: Any) -> None:
    assert main(["cards", "-o", str(tmp_path / "cards.pdf"), "--paper", "Letter"]) == 0
    page = PdfReader(tmp_path / "cards.pdf").pages[0]
    assert Counter(page.extract_text().split("\n"))["Owner"] == A_SHEET


def test_cards_go_into_a_pdf_only(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cards", "-o", str(tmp_path / "cards.png")]) == 2
    assert "must end in .pdf" in capsys.readouterr().err
