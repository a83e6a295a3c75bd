"""The first page says by itself what to decide, why, and what to do next."""

from __future__ import annotations

import re
from functools import partial

import pytest
from printed_plans import SHORT, Printed, finding, flagged, judged, option, plan, question, report

from exports.pdf import Choice
from exports.pdf.said import first_sentence, unlike
from exports.pdf.words import DECISIONS

Short = partial(Printed, choice=SHORT)


def test_the_word_of_the_verdict_stands_on_the_first_page() -> None:
    assert "Fragile 2 findings" in Short(plan(), flagged(2)).pages[0]


def test_a_balanced_design_is_to_go_ahead_and_says_what_is_right() -> None:
    note = finding(7, "note", says="Everything is paid by use")
    page = Short(plan(), report(judged(notes=[note]))).pages[0]
    assert "Go ahead with “Managed first” as drawn." in page
    assert "Balanced" in page
    assert "Everything is paid by use." in page
    assert "No step is needed before going on." in page


@pytest.mark.parametrize("flags", DECISIONS, ids=lambda flags: "+".join(sorted(flags)) or "balanced")
def test_every_verdict_has_its_whole_sentence(flags: frozenset[str]) -> None:
    found = [finding(n, flag) for n, flag in enumerate(sorted(flags), 1)]
    page = Short(plan(), report(judged(found))).pages[0]
    assert DECISIONS[flags].format(option="Managed first", gaps="1 gap") in page


def test_nothing_drawn_is_no_decision() -> None:
    page = Short(plan(option(0)), report(judged(empty=True))).pages[0]
    assert "There is no decision to take yet: nothing is drawn for “Managed first”." in page
    assert "Not judged yet" in page


def test_a_plan_without_options_prints() -> None:
    printed = Short(plan().but(options=()), report())
    assert "There is no decision to take yet: the plan has no option." in printed.pages[0]


def test_questions_that_may_change_the_verdict_are_said_beside_the_decision() -> None:
    asked = [question(1, "fragile"), question(2, "overbuilt"), question(3)]
    page = Short(plan(), report(judged(questions=asked))).pages[0]
    assert "2 open questions could still change the verdict" in page
    assert "3 open questions" in page


def test_steps_name_the_owner_of_what_they_are_about() -> None:
    found = [finding(1, subject="b1"), finding(2, subject="b2")]
    page = Short(plan(), report(judged(found))).pages[0]
    assert "Name somebody for weak spot 1 IT 0.5 finding 1" in page
    assert "Name somebody for weak spot 2 to be named 0.5 finding 2" in page


def test_steps_that_say_the_same_are_one_step() -> None:
    remedies = finding(1).remedies
    found = [finding(1), finding(2, remedies=remedies)]
    assert "Name somebody for weak spot 1 IT 0.5 findings 1, 2" in Short(plan(), report(judged(found))).pages[0]


def test_what_has_no_room_on_the_first_page_is_counted_there_and_stands_further_on() -> None:
    printed = Short(plan(), flagged(15))
    shown = printed.pages[0].count("Name somebody for weak spot")
    assert f"{15 - shown} further steps stand on page" in printed.pages[0]
    assert printed.text.count("All next steps") >= 1
    assert "page 1 of" in printed.pages[0]
    assert "Signature" in printed.pages[0]


def test_the_reasons_cover_every_flag_before_any_is_told_twice() -> None:
    found = [finding(1), finding(2), finding(3, "overbuilt"), finding(4, "accidental_hybrid")]
    assert [each.flag for each in unlike(found, 3)] == ["fragile", "overbuilt", "accidental_hybrid"]


def test_a_reason_is_told_in_one_sentence() -> None:
    assert first_sentence("It costs 3.5 days, e.g. of work. Then more.") == "It costs 3.5 days, e.g. of work."


def test_options_are_told_apart() -> None:
    both = plan(option(), option(id_="b", name="All ours"))
    printed = Short(both, report(judged(), judged([finding(1)], id_="b", name="All ours")))
    assert "Option 1 of 2, “Managed first”." in printed.pages[0]
    assert any("Option 2 of 2, “All ours”." in page for page in printed.pages)
    assert printed.outline()[0] == "Decision: Managed first"


def test_where_names_do_not_fit_into_the_picture_they_stand_at_its_right() -> None:
    drawn = option(20)
    drawn = drawn.but(blocks=tuple(each.but(name=f"{each.name} named at length") for each in drawn.blocks))
    words = Printed(plan(drawn), flagged(12), choice=Choice(("decision", "picture_short"))).words(0)
    (head,), (why,) = ([word for word in words if word.text == text] for text in ("THE DESIGN", "WHY THIS VERDICT"))
    names = [word for word in words if re.fullmatch(r"\d+ Part \d+ named at length", word.text)]
    assert len(names) == len(drawn.blocks)
    assert all(why.y < word.y < head.y and word.x > 200 for word in names)
    assert {str(number) for number in range(13, 21)} <= {word.text for word in words}
