"""What holds for every printed page: fonts, margins, sizes, bytes, words of users."""

from __future__ import annotations

import datetime
import getpass
from functools import partial
from pathlib import Path

import pytest
from printed_plans import PRINTED, SHORT, Printed, finding, flagged, judged, option, plan, question, report, shipped

from exports.pdf import Words, missing_glyphs, write_pdf
from exports.picture.measure import width
from infra_builder.plan import Decision

WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
MARGIN = 39.0
Short = partial(Printed, choice=SHORT)


@pytest.fixture(scope="module")
def large() -> Printed:
    """A plan of sixty blocks with many findings."""
    found = [finding(n, ("fragile", "overbuilt", "accidental_hybrid")[n % 3], subject=f"b{n}") for n in range(12)]
    asked = [question(n, *(("fragile",) if n < 2 else ())) for n in range(4)]
    return Printed(plan(option(60)), report(judged(found, asked)))


def test_every_font_is_embedded_and_none_is_helvetica(large: Printed) -> None:
    fonts = large.fonts()
    assert fonts
    assert all("InfraSans" in name for name in fonts)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts.values())
    assert b"Helvetica" not in large.bytes


def test_no_word_is_below_seven_points(large: Printed) -> None:
    assert min(word.size for word in large.every_word()) >= 7 - 1e-6


def test_a_large_plan_is_split_and_every_block_is_on_some_piece(large: Printed) -> None:
    pieces = [page for page in large.pages if "Part 1 of" in page or "continues on page" in page]
    assert len(pieces) > 1
    assert "Each dashed frame stands enlarged on the page it names." in large.text
    for number in range(1, 61):
        assert any(f"Part {number} " in page for page in pieces)


def test_pieces_name_each_other(large: Printed) -> None:
    first = next(number for number, page in enumerate(large.pages, 1) if "Part 1 of" in page)
    assert f"continues on page {first + 1}" in large.pages[first - 1]
    assert f"continues on page {first}" in large.pages[first]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_nothing_reaches_into_the_margins(paper: str) -> None:
    printed = Short(plan(title="W" * 200, organisation="W" * 300), flagged(3), paper=paper)
    for number, page in enumerate(printed.reader.pages):
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        for word in printed.words(number):
            weight = WEIGHTS[word.font.rpartition("-")[2]]
            assert MARGIN <= word.x <= wide - MARGIN
            assert word.x + width(word.text, word.size, weight) <= wide - MARGIN + 1, word
            assert 28 <= word.y <= high - 39


def test_pages_are_as_large_as_the_paper() -> None:
    sizes = {"A4": (595, 842), "Letter": (612, 792)}
    for paper, (wide, high) in sizes.items():
        pages = Short(plan(), flagged(), paper=paper).reader.pages
        found = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages}
        assert found == {(wide, high), (high, wide)}


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert Printed(plan(), flagged()).bytes == Printed(plan(), flagged()).bytes


def test_the_file_says_what_it_is_and_nothing_about_the_computer(tmp_path: Path) -> None:
    target = tmp_path / "secret-folder" / "plan.pdf"
    target.parent.mkdir()
    write_pdf(target, plan(), flagged(), shipped(), printed=PRINTED)
    printed = Printed(plan(), flagged())
    assert target.read_bytes() == printed.bytes
    info, root = printed.reader.metadata, printed.reader.trailer["/Root"]
    assert info is not None
    assert (info.title, info.author) == ("Support assistant", "Alpine Tools GmbH")
    assert info.subject == "Plan for decision, printed on 21 May 2025, knowledge base 0123456789ab"
    assert info.creation_date == datetime.datetime(2025, 5, 21, tzinfo=datetime.UTC)
    assert root["/Lang"] == "en"
    said = " ".join(str(value) for value in info.values())
    assert "secret-folder" not in said
    assert getpass.getuser() not in said.split()


def test_markup_is_printed_as_it_was_typed() -> None:
    odd = plan(option(name="<i>x</i>"), title="<b>&</b> &amp; <para>", organisation="A&B <GmbH>")
    found = finding(1, says='<a href="http://x">&nbsp;</font>', why="1 < 2 & 3 > 2")
    printed = Short(odd, report(judged([found], name="<i>x</i>")))
    assert "<b>&</b> &amp; <para>" in printed.pages[0]
    assert "“<i>x</i>”" in printed.pages[0]
    assert "A&B <GmbH>" in printed.pages[0]
    assert '<a href="http://x">&nbsp;</font>' in printed.text
    assert "1 < 2 & 3 > 2" in printed.text


def test_only_https_and_mailto_become_links() -> None:
    why = "See https://example.org/a?b=1&c=<2>, http://plain.example, file:///etc/x or mailto:info@example.org."
    printed = Short(plan(), report(judged([finding(1, why=why)])))
    addresses = {
        str(note.get_object()["/A"]["/URI"])
        for page in printed.reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object() and "/URI" in note.get_object()["/A"]
    }
    assert addresses == {"https://example.org/a?b=1&c=", "mailto:info@example.org"}


def test_greek_and_cyrillic_can_be_read_back() -> None:
    printed = Short(plan(title="Βοηθός Помощник"), flagged())
    assert "Βοηθός Помощник" in printed.pages[0]
    assert missing_glyphs(plan(title="Βοηθός Помощник"), flagged()) == []


def test_letters_that_the_fonts_lack_are_boxes_and_are_told() -> None:
    odd = plan(title="東京 plan \u200d😀\ufe0f")
    assert missing_glyphs(odd, flagged()) == ["京", "東", "😀"]
    assert "□□ plan □" in Short(odd, flagged()).pages[0]


def test_other_words_print_in_place_of_the_english_ones() -> None:
    words = Words(language="de", kind_of_paper="Plan zur Entscheidung", the_findings="Befunde")
    printed = Printed(plan(), flagged(), words=words)
    assert "Plan zur Entscheidung" in printed.pages[0]
    assert "Befunde" in printed.outline()
    assert printed.reader.trailer["/Root"]["/Lang"] == "de"


def test_a_decision_of_the_group_stands_with_its_finding() -> None:
    said = {"status": "accepted", "owner": "Board", "reason": "Only for May.", "review_by": "2025-06-01"}
    decided = Decision.model_validate({"finding": "rule_1", **said})
    printed = Short(plan(decisions=(decided,)), flagged(1))
    assert "Accepted as it is, by Board; review by 1 June 2025. Only for May." in printed.text
