"""Decisions on paper: on page one, in the record, and the lists of who does what."""

from __future__ import annotations

from exports.pdf import FULL, Choice
from infra_builder.plan import Decision
from tests.pdf.printed_plans import Printed, finding, flagged, judged, plan, question, report


def accepted(number: int, until: str) -> Decision:
    """A finding of `flagged` that is accepted as it is."""
    return Decision(finding=f"rule_{number}:", status="accepted", reason="For now.", review_by=until)


def printed(section: str, *decisions: Decision, count: int = 3) -> str:
    return Printed(plan(decisions=decisions), flagged(count), choice=Choice((section,))).text


def test_page_one_says_what_was_accepted_and_until_when() -> None:
    text = printed("decision", accepted(1, "2025-06-01"))
    assert "Fragile, one accepted until 1 June 2025" in text
    assert "Close 3 gaps first" in text
    assert "accepted" not in printed("decision")


def test_page_one_says_that_a_review_date_has_passed() -> None:
    text = printed("decision", accepted(1, "2025-06-01"), accepted(2, "2025-03-01"))
    assert "Fragile, 2 accepted, the first until 1 March 2025, which has passed" in text


def test_the_record_begins_with_what_should_have_been_looked_at_again() -> None:
    text = printed("record", accepted(1, "2025-06-01"), accepted(2, "2025-03-01"))
    late, later = text.index("1 March 2025, which has passed", text.index("ACCEPTED RISKS")), text.index("1 June 2025")
    assert late < later
    assert "Past decisions".upper() not in text


def test_decisions_about_what_is_no_more_are_kept_in_the_record() -> None:
    gone = Decision(finding="gone:b1", status="done", owner="Ines", about="Nobody signs in at Part 2")
    text = printed("record", accepted(1, "2025-06-01"), gone)
    _, _, past = text.partition("PAST DECISIONS")
    assert "Nobody signs in at Part 2 Done Ines" in past
    assert "Weak spot 1" not in past


def test_who_does_what_is_a_list_a_function_with_room_for_names_and_dates() -> None:
    found = [finding(1, falls_to="security"), finding(2, falls_to="it"), finding(3, falls_to="it")]
    judged_ = judged(found, questions=[question(1, "fragile")])
    decided = Decision(finding="rule_2:", status="in_progress", owner="Ines")
    text = Printed(plan(decisions=(decided,)), report(judged_), choice=Choice(("duties",))).text
    places = [text.index(f"FALLS TO {name}") for name in ("MANAGEMENT", "IT", "SECURITY")]
    assert places == sorted(places)
    management, it, security = text[places[0] : places[1]], text[places[1] : places[2]], text[places[2] :]
    assert "How often is thing 1 used?" in management
    assert "Weak spot 2" in it
    assert "Weak spot 3" in it
    assert "In progress, by Ines" in it
    assert "No. What Owner By" in security
    assert "DATA OWNERS" not in text


def test_everything_on_paper_has_the_lists_of_who_does_what() -> None:
    assert "duties" in FULL
