"""A comparison on paper: the question first, both verdicts, what differs in words, every difference, the costs."""

from __future__ import annotations

import datetime
from functools import cache
from io import BytesIO

import pytest
from printed_plans import shipped
from pypdf import PdfReader

from exports.comparison import Comparison, comparison
from exports.pdf.comparison import printed_comparison
from infra_builder.matching import Side
from infra_builder.places import SCENARIOS
from infra_builder.plan import Option, Plan
from infra_builder.planfile import read

PRINTED = datetime.date(2026, 1, 2)


def scenario(name: str) -> Plan:
    return read(SCENARIOS / f"{name}.infraplan", shipped().catalogue)


@cache
def options() -> Comparison:
    """The two options of one plan."""
    plan = scenario("first-prototype")
    first, second = (Side(plan, option) for option in plan.options)
    return comparison(("first.infraplan",) * 2, first, second, shipped(), with_stages=True)


@cache
def groups() -> Comparison:
    """The plans of two groups."""
    first, second = (scenario(name) for name in ("rag-assistant-pilot", "customer-feature"))
    sides = Side(first, first.options[0]), Side(second, second.options[0])
    return comparison(("some/where/one.infraplan", "two.infraplan"), *sides, shipped(), with_stages=True)


def pages(*comparisons: Comparison, paper: str = "A4") -> list[str]:
    made = printed_comparison(comparisons, paper=paper, printed=PRINTED)  # type: ignore[arg-type]
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


@cache
def printed() -> tuple[str, ...]:
    return tuple(pages(options(), groups()))


def test_page_one_asks_the_question_and_gives_both_verdicts_and_what_differs() -> None:
    first = printed()[0]
    for text in (
        "Which is the smaller step that still works?", "Over-built", "Right-sized", "Overbuilt", "Balanced",
        "A model that you run yourselves.", "A model that is called at its provider.", "The same in both: Work, Data.",
    ):  # fmt: skip
        assert text in first


def test_numbers_in_the_pictures_of_page_one_are_explained_below_them() -> None:
    catalogue = shipped().catalogue
    assert "1 Offer web app · 2 " in printed()[0]
    for side in options().sides:
        for block in side.option.blocks:
            assert catalogue.name_of(block) in printed()[0]


def test_every_difference_and_what_it_does_to_the_findings_is_listed() -> None:
    text = " ".join(printed())
    for entry in options().entries:
        assert entry.says in text, entry
        assert all(detail in text for detail in entry.details if entry.group in ("changed", "moved")), entry
    assert "added 2, removed 11, changed 3, moved 0." in text


def test_costs_stand_on_one_scale() -> None:
    page = next(page for page in printed() if "Cost a month" in page)
    assert page.count("Over-built") == page.count("Right-sized") == 1
    assert "1,000 €" in page


def test_plans_of_two_groups_are_named_with_their_files_and_no_folder() -> None:
    page = next(page for page in printed() if "What was seen differently" in page)
    assert "Support assistant: Managed first" in page
    assert "From one.infraplan." in page
    assert not any("some/where" in each for each in printed())


def test_both_stand_in_one_picture_with_the_marks_explained() -> None:
    page = next(page for page in printed() if "Both in one picture" in page)
    for text in ("Kubernetes cluster", "Small server", "added", "taken away", "changed"):
        assert text in page


def test_a_design_against_itself_says_that_nothing_differs() -> None:
    plan = scenario("rag-assistant-pilot")
    side = Side(plan, plan.options[0])
    found = pages(comparison(("a", "a"), side, side, shipped()), paper="Letter")
    assert "The two designs do not differ." in found[0]
    assert not any("Both in one picture" in page for page in found)


def test_an_empty_design_is_compared_without_a_picture() -> None:
    plan = scenario("rag-assistant-pilot")
    empty = plan.but(options=(Option(id="a", name="Nothing yet"),))
    found = pages(comparison(("a", "b"), Side(empty, empty.options[0]), Side(plan, plan.options[0]), shipped()))
    assert "Nothing yet" in found[0]


def test_the_same_comparison_gives_the_same_bytes() -> None:
    one, other = (printed_comparison([options()], printed=PRINTED) for _ in range(2))
    assert one == other


def test_nothing_cannot_be_printed() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        printed_comparison([], printed=PRINTED)
