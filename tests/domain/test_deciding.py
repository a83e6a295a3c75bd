"""Decisions: what they are about, what they outlive, what is said of them once that is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra_builder.deciding import Accepted, accepted, decision_about, standing, undecided
from infra_builder.edits import AddOption, Change, Decide, Edit, Move, Refused, Remove, Undecide
from infra_builder.evaluate import evaluate
from infra_builder.history import History
from infra_builder.journal.lines import edit_data, edit_of, from_line, to_line
from infra_builder.plan import Decision, Plan
from infra_builder.planfile import read
from infra_builder.report import Finding, OptionReport, Report
from tests import builders as b

TODAY = "2027-01-15"


@pytest.fixture(scope="module")
def plan(scenarios: Path) -> Plan:
    """A plan with findings about blocks, zones and the whole option."""
    return read(scenarios / "first-prototype.infraplan", b.catalogue())


def report(plan: Plan) -> Report:
    return evaluate(plan, b.knowledge())


def judged(plan: Plan) -> OptionReport:
    return report(plan).options[0]


def about_a_block(plan: Plan) -> Finding:
    """A finding about one block of the first option."""
    blocks = {block.id for block in plan.options[0].blocks}
    return next(found for found in judged(plan).findings if found.about in blocks)


def accept(found: Finding, until: str = "2027-03-01") -> Decide:
    decision = undecided(found).but(status="accepted", reason="The contract runs until then.", review_by=until)
    return Decide(decision=decision)


def keys(plan: Plan) -> list[str]:
    """What the decisions are about that are not past."""
    return [one.entry.key for one in standing(plan, report(plan), TODAY).present]


def test_a_decision_keeps_what_was_found_when_it_was_made(plan: Plan) -> None:
    found = about_a_block(plan)
    [decision] = accept(found).apply(plan).decisions
    assert (decision.finding, decision.question, decision.about) == (found.key, "", found.says)


def test_deciding_again_replaces_what_was_decided_and_nothing_else(plan: Plan) -> None:
    first, second = judged(plan).findings[:2]
    twice = accept(second).apply(accept(first).apply(plan))
    changed = Decide(decision=undecided(first).but(status="in_progress", owner="IT")).apply(twice)
    assert [(one.finding, one.status) for one in changed.decisions] == [
        (first.key, "in_progress"), (second.key, "accepted"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "accepted", "reason": "Fine."}, "needs a reason, and a date"),
        ({"status": "accepted", "review_by": "2027-03-01"}, "needs a reason, and a date"),
        ({"status": "accepted", "review_by": "2027-03-01", "reason": "  "}, "needs a reason, and a date"),
        ({"status": "not_applicable", "review_by": "2027-03-01"}, "Say why it does not apply"),
        ({"status": "accepted", "reason": "Fine.", "review_by": "2027-02-30"}, "no day 2027-02-30"),
    ],
)
def test_a_decision_that_does_not_say_enough_is_refused(plan: Plan, fields: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        Decide(decision=undecided(about_a_block(plan)).but(**fields)).apply(plan)


def test_a_decision_is_about_one_thing(plan: Plan) -> None:
    for decision in (Decision(status="done"), Decision(finding="a:b", question="c:d", status="done")):
        with pytest.raises(Refused, match="one finding or one question"):
            Decide(decision=decision).apply(plan)


def test_taking_a_decision_back_leaves_the_others(plan: Plan) -> None:
    first, second = judged(plan).findings[:2]
    both = accept(second).apply(accept(first).apply(plan))
    assert [one.finding for one in Undecide(key=first.key).apply(both).decisions] == [second.key]
    for key in (first.key, ""):
        with pytest.raises(Refused, match="Nothing was decided"):
            Undecide(key=key).apply(plan)


def test_decisions_survive_renaming_moving_and_judging_again(plan: Plan) -> None:
    found = about_a_block(plan)
    edits: tuple[Edit, ...] = (
        Change(option=plan.options[0].id, id=found.about, changes={"name": "Quite another name"}),
        Move(option=plan.options[0].id, at={found.about: (900.0, 20.0)}),
    )
    edited = accept(found).apply(plan)
    for edit in edits:
        edited = edit.apply(edited)
    [now] = standing(edited, report(edited), TODAY).present
    assert now.entry.key == found.key
    assert "Quite another name" in now.entry.says


def test_a_copy_of_an_option_has_the_decisions_about_its_blocks(plan: Plan) -> None:
    found = about_a_block(plan)
    copy = plan.options[0].but(id="copy", name="Copy")
    copied = AddOption(option=copy).apply(accept(found).apply(plan))
    options = [one.option for one in standing(copied, report(copied), TODAY).present]
    assert options == [plan.options[0].id, "copy"]


def test_what_is_deleted_leaves_a_past_decision_and_undo_brings_it_back(plan: Plan) -> None:
    found = about_a_block(plan)
    history = History(accept(found).apply(plan))
    history.take(Remove(option=plan.options[0].id, ids=(found.about,)).apply(history.plan), "delete")
    gone = standing(history.plan, report(history.plan), TODAY)
    assert gone.present == ()
    assert [one.about for one in gone.past] == [found.says]
    assert history.undo()
    assert keys(history.plan) == [found.key]
    assert history.redo()
    assert len(standing(history.plan, report(history.plan), TODAY).past) == 1


def test_decisions_survive_saving_and_loading(plan: Plan) -> None:
    decided = accept(about_a_block(plan)).apply(plan)
    assert b.reread(decided).decisions == decided.decisions


def test_decisions_are_in_the_journal_as_they_were_made(plan: Plan) -> None:
    for edit in (accept(about_a_block(plan)), Undecide(key="no_backups:work")):
        assert edit_of(from_line(to_line(edit_data(edit))[:-1])) == edit


def test_a_question_has_decisions_of_its_own() -> None:
    asked = b.plan(blocks=[b.block("managed_model_api", zone="public_cloud")], zones=[b.zone("public_cloud")])
    question = judged(asked).questions[0]
    decided = Decide(decision=undecided(question).but(status="in_progress", owner="Ines")).apply(asked)
    decision = decision_about(decided.decisions, judged(decided).questions[0])
    assert decision is not None
    assert (decision.question, decision.owner) == (question.key, "Ines")


def test_a_decision_about_a_whole_rule_is_about_each_of_its_findings(plan: Plan) -> None:
    found = about_a_block(plan)
    whole = Decision(finding=found.rule, status="in_progress", owner="IT")
    own = accept(found).decision
    assert decision_about((whole,), found) == whole
    assert decision_about((own, whole), found) == own


def test_what_should_have_been_looked_at_again_comes_first_the_oldest_before_others(plan: Plan) -> None:
    first, second, third = judged(plan).findings[:3]
    decided = plan
    for found, until in ((first, "2027-03-01"), (second, "2027-01-14"), (third, "2026-12-01")):
        decided = accept(found, until).apply(decided)
    now = standing(decided, report(decided), TODAY)
    assert [one.entry.key for one in now.overdue] == [third.key, second.key]
    assert [one.entry.key for one in now.present] == [third.key, second.key, first.key]


def test_a_review_date_has_not_passed_on_its_day(plan: Plan) -> None:
    decided = accept(about_a_block(plan), TODAY).apply(plan)
    assert standing(decided, report(decided), TODAY).overdue == ()
    assert len(standing(decided, report(decided), "2027-01-16").overdue) == 1


def test_accepted_is_not_cured(plan: Plan) -> None:
    first, second = judged(plan).findings[:2]
    decided = accept(second, "2027-02-01").apply(accept(first, "2027-03-01").apply(plan))
    now = judged(decided)
    assert now.flags == judged(plan).flags
    assert now.findings == judged(plan).findings
    assert accepted(decided.decisions, now, TODAY) == Accepted(2, "2027-02-01", passed=False)
    assert accepted(decided.decisions, now, "2027-02-02").words == "several_passed"
    assert accepted((), now, TODAY).words == "none"


def test_a_judgement_that_is_kept_back_makes_no_decision_a_past_one(plan: Plan) -> None:
    decided = accept(about_a_block(plan)).apply(plan)
    now = standing(decided, report(decided).under_veil(), TODAY)
    assert (now.present, now.past) == ((), ())


def test_every_finding_and_question_falls_to_one_function(plan: Plan) -> None:
    now = judged(plan)
    functions = ("management", "it", "data", "product", "security")
    told = [entry.key for function in functions for entry in now.of_function(function)]
    assert sorted(told) == sorted(entry.key for entry in (*now.findings, *now.questions))
    assert len({found.falls_to for found in now.findings}) > 1
