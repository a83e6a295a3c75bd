"""What holds for every page of every scenario, as its words and their places are read back from the file."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from functools import cache

import pytest
from printed_plans import PRINTED, shipped
from pypdf import PdfReader
from readable import Read

from exports.pdf import Paper, preset, write_pdf
from exports.pdf.choice import Preset
from exports.pdf.words import ENGLISH
from infra_builder.advice.advise import Advice, advise
from infra_builder.evaluate import evaluate
from infra_builder.places import SCENARIOS
from infra_builder.plan import Plan
from infra_builder.planfile import read
from infra_builder.report import Report

NAMES = tuple(path.stem for path in sorted(SCENARIOS.glob("*.infraplan")))
FULL, BOARD = "full", "board"


class Scenario(Read):
    """A scenario on paper."""

    def __init__(self, plan: Plan, report: Report, advice: dict[str, Advice], sort: Preset, paper: Paper) -> None:
        self.plan, self.report = plan, report
        stream = io.BytesIO()
        choice = preset(sort)
        write_pdf(stream, plan, report, shipped(), advice=advice, choice=choice, paper=paper, printed=PRINTED)
        super().__init__(stream.getvalue())


@cache
def judged(name: str) -> tuple[Plan, Report, tuple[tuple[str, Advice], ...]]:
    """A scenario with its judgement and all advice."""
    plan = read(SCENARIOS / f"{name}.infraplan", shipped().catalogue)
    advice = tuple((option.id, advise(plan, option, shipped())) for option in plan.options)
    return plan, evaluate(plan, shipped()), advice


@cache
def printed(name: str, sort: Preset, paper: Paper = "A4") -> Scenario:
    """A scenario on paper, printed once for all tests."""
    plan, report, advice = judged(name)
    return Scenario(plan, report, dict(advice), sort, paper)


every = pytest.mark.parametrize("name", NAMES)
both = pytest.mark.parametrize("sort", [FULL, BOARD])


@every
@both
def test_no_word_reaches_into_the_margins(name: str, sort: Preset) -> None:
    printed(name, sort).stays_inside()


@every
@both
def test_every_letter_can_be_read(name: str, sort: Preset) -> None:
    printed(name, sort).can_be_read()


@every
@both
def test_the_file_is_sound_and_its_fonts_are_embedded_as_far_as_they_are_used(name: str, sort: Preset) -> None:
    printed(name, sort).is_sound()
    assert len(printed(name, sort).bytes) < 2_000_000


@every
@both
def test_what_is_counted_is_what_the_report_counts(name: str, sort: Preset) -> None:
    scenario = printed(name, sort)
    for judged_ in scenario.report.options if sort == FULL else scenario.report.options[:1]:
        first = next(page for page in scenario.texts if f"“{judged_.name}”" in page and "We ask the board" in page)
        for flag in judged_.flags:
            assert ENGLISH.found(len(judged_.of_flag(flag))) in first
        assert ENGLISH.several(ENGLISH.one_question, ENGLISH.questions, len(judged_.questions)) in first or (
            not judged_.questions and ENGLISH.no_questions in first
        )
    if sort == FULL:
        titles = [str(entry.title) for entry in _entries(PdfReader(io.BytesIO(scenario.bytes)).outline)]
        said = [finding.says for option in scenario.report.options for finding in option.findings]
        assert sorted(title.split(" ", 1)[1] for title in titles if title[0].isdigit()) == sorted(said)


def _entries(outline: object) -> Iterator[object]:
    for entry in outline if isinstance(outline, list) else ():
        if isinstance(entry, list):
            yield from _entries(entry)
        else:
            yield entry


@every
def test_a_board_reads_six_pages_at_most(name: str) -> None:
    assert len(printed(name, BOARD).pages) <= 6


@every
def test_every_link_leads_to_a_page(name: str) -> None:
    reader = PdfReader(io.BytesIO(printed(name, BOARD).bytes), strict=True)
    numbers = {page.indirect_reference.idnum for page in reader.pages}
    for page in reader.pages:
        for note in page.get("/Annots", []):
            assert note.get_object()["/Dest"][0].idnum in numbers


@every
def test_the_contents_name_the_page_on_which_each_section_stands(name: str) -> None:
    reader = PdfReader(io.BytesIO(printed(name, FULL).bytes))
    contents = next(page for page in printed(name, FULL).texts if page.partition("Contents")[2])
    for entry in reader.outline:
        if not isinstance(entry, list) and entry.title != "Contents":
            assert f"{entry.title} {reader.get_destination_page_number(entry) + 1}" in contents


def test_letter_paper_holds_the_same_words_as_a4() -> None:
    name = "rag-assistant-pilot"
    printed(name, FULL, "Letter").stays_inside()
    for wide, high, _ in printed(name, FULL, "Letter").pages:
        assert {round(wide), round(high)} == {612, 792}


def test_thirty_blocks_in_full_are_less_than_two_megabytes() -> None:
    plan, _, _ = judged("pattern-b-retrain")
    option = plan.options[0]
    more = tuple(block.but(id=f"{block.id}_more", at=None) for block in option.blocks[:10])
    larger = plan.but(options=(option.but(blocks=(*option.blocks, *more)),))
    assert len(larger.options[0].blocks) == 30
    stream = io.BytesIO()
    write_pdf(stream, larger, evaluate(larger, shipped()), shipped(), printed=datetime.date(2026, 1, 1))
    assert len(stream.getvalue()) < 2_000_000
