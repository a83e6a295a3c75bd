"""Sections chosen and ordered, and what those say that compare, advise and record."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from printed_plans import Printed, finding, flagged, judged, option, plan, question, report, shipped

from exports.pdf import Choice, preset
from infra_builder.advice.advise import Advice, advise
from infra_builder.evaluate import evaluate
from infra_builder.places import SCENARIOS
from infra_builder.plan import Decision, Plan
from infra_builder.planfile import read
from infra_builder.report import Report

ADVISED = ("repair", "costs", "drills", "carries", "roadmap")


@cache
def prototype() -> tuple[Plan, Report, tuple[tuple[str, Advice], ...]]:
    """A scenario of two options, with its advice."""
    made = read(SCENARIOS / "first-prototype.infraplan", shipped().catalogue)
    advice = tuple((each.id, advise(made, each, shipped())) for each in made.options)
    return made, evaluate(made, shipped()), advice


def chosen(*sections: str, option_id: str = "overbuilt") -> Printed:
    """Some sections of that scenario."""
    made, judged_, advice = prototype()
    return Printed(made, judged_, advice=dict(advice), choice=Choice(sections, option_id))


def advice_of(option_id: str = "overbuilt") -> Advice:
    """The advice for one of its options."""
    return dict(prototype()[2])[option_id]


def test_sections_stand_in_the_order_in_which_they_were_chosen() -> None:
    printed = Printed(plan(), flagged(), choice=Choice(("record", "findings", "decision")))
    assert [title for title in printed.outline() if not title[0].isdigit()] == [
        "Decision record and signatures", "Findings", "Decision",
    ]  # fmt: skip


def test_a_plan_may_begin_with_its_picture() -> None:
    first = Printed(plan(), flagged(), choice=Choice(("picture", "decision"))).reader.pages[0]
    assert first.mediabox.width > first.mediabox.height


def test_a_section_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        Printed(plan(), flagged(), choice=Choice(("decision", "weather")))


def test_sentences_name_no_page_of_a_section_that_was_not_chosen() -> None:
    printed = Printed(plan(), report(judged([finding(n) for n in range(9)], [question(1, "fragile")])),
                      choice=Choice(("decision",)))  # fmt: skip
    assert "further findings are not listed in this document." in printed.text
    assert "1 open question could still change the verdict." in printed.text
    assert "on page" not in printed.text


def test_a_board_is_asked_about_one_option_only() -> None:
    both = plan(option(), option(id_="b", name="All ours"))
    judged_ = report(judged(), judged([finding(1)], id_="b", name="All ours"))
    printed = Printed(both, judged_, choice=preset("board", "b"))
    assert [title for title in printed.outline() if title.startswith("Decision")] == [
        "Decision", "Decision record and signatures",
    ]  # fmt: skip
    assert "Option 2 of 2, “All ours”." in printed.pages[0]
    assert "Please agree to one of them at most." in printed.pages[0]


def test_a_large_plan_is_simplified_on_one_page_for_a_board() -> None:
    drawn = option(90)
    blocks = tuple(block.but(name=f"Archive of long contracts, {block.name}") for block in drawn.blocks)
    large = drawn.but(blocks=blocks)
    page = next(each for each in Printed(plan(large), flagged(), choice=preset("board")).pages if "simplified" in each)
    kinds = [shipped().catalogue.kind(block).category for block in large.blocks if block.zone == "office"]
    assert f"{kinds.count('hosting')} Hosting" in page
    assert f"{kinds.count('data')} Data" in page


def test_findings_in_short_are_a_row_each_and_the_rest_is_counted() -> None:
    text = Printed(plan(), flagged(15), choice=Choice(("findings_short",))).text
    assert sum(f"Weak spot {n} stays unattended" in text for n in range(1, 16)) == 12
    assert "3 further findings are not listed in this document." in text


def test_findings_are_counted_by_flag_and_severity() -> None:
    found = [finding(1), finding(2, severity="low"), finding(3, "overbuilt")]
    assert "Fragile 1 – 1 2 Overbuilt 1 – – 1" in Printed(plan(), report(judged(found))).text


def test_options_are_compared_and_what_differs_is_marked() -> None:
    text = chosen("options").text
    first, second = (each.findings for each in prototype()[1].options)
    assert f"≠ Findings together {len(first)} {len(second)}" in text
    assert "≠ The verdict Overbuilt Balanced" in text
    assert "≠ Open questions" not in text


def test_one_option_is_compared_with_nothing() -> None:
    assert "compared" not in Printed(plan(), flagged()).text


def test_what_was_accepted_stands_with_reason_and_date() -> None:
    decided = Decision(
        finding="rule_1", status="accepted", owner="Board", reason="Only for May.", review_by="2025-06-01"
    )
    planned = Decision(finding="rule_2", status="planned", owner="IT")
    text = Printed(plan(decisions=(decided, planned)), flagged(), choice=Choice(("record",))).text
    accepted, _, others = text.partition("OTHER DECISIONS")
    assert "Weak spot 1 stays unattended Accepted as it is Board Only for May. 1 June 2025" in accepted
    assert "Weak spot 2 stays unattended In progress IT" in others


def test_a_control_that_a_finding_asks_for_is_a_gap() -> None:
    made, judged_ = plan(option(2)), evaluate(plan(option(2)), shipped())
    asked = {
        block.kind
        for found in judged_.options[0].findings
        for remedy in found.remedies
        for block in getattr(remedy.edit, "blocks", ())
        if shipped().catalogue.blocks[block.kind].category == "governance"
    }
    text = Printed(made, judged_, choice=Choice(("governance",))).text
    assert asked
    for kind in asked:
        assert f"{shipped().catalogue.blocks[kind].name} not drawn yet" in text


def test_every_rule_is_told_with_what_it_found() -> None:
    made, judged_, _ = prototype()
    text = Printed(made, judged_, choice=Choice(("appendix",))).text
    raised = {found.rule for each in judged_.options for found in (*each.findings, *each.notes)}
    counted = [
        rule for rule in shipped().rules if rule.text.flag in ("fragile", "overbuilt", "accidental_hybrid", "note")
    ]
    assert f"{len(counted)} rules were checked" in text
    for rule in counted:
        said = rule.id.replace("_", " ")
        assert (f"{said} (" in text) == (rule.id in raised), said
        assert said in text


def test_only_terms_that_occur_are_explained() -> None:
    text = chosen("appendix").text
    assert "TERMS USED IN THIS PLAN" in text
    explained = [term for term in shipped().catalogue.glossary.values() if term.says in text]
    assert 0 < len(explained) < len(shipped().catalogue.glossary) / 2


def test_sections_that_need_advice_are_left_out_without_it() -> None:
    made, judged_, _ = prototype()
    assert Printed(made, judged_, choice=Choice(("decision", *ADVISED), "overbuilt")).outline() == ["Decision"]
    assert len(chosen("decision", *ADVISED).outline()) == 1 + len(ADVISED)


def test_the_repair_names_every_step_and_every_decision() -> None:
    text, repair = chosen("repair").text, advice_of().repair
    for step in repair.steps:
        assert " ".join(step.says.split()) in text
    for decision in repair.decisions:
        assert " ".join(decision.says.split()) in text
    assert f"{len(repair.steps) + len(repair.decisions)} steps" in text


def test_costs_are_ranges_with_what_was_reckoned_with() -> None:
    text, costs = chosen("costs").text, advice_of().cost
    assert costs.budget.says in text
    grounds = {ground.says for line in costs.now.lines for ground in line.because if not ground.subject}
    assert grounds
    assert all(says in text for says in grounds)


def test_every_drill_that_touches_the_plan_is_a_row() -> None:
    text = chosen("drills").text
    touching = [played for played in advice_of().drills if played.touches]
    assert touching
    assert all(played.says in text for played in touching)


def test_the_scale_of_costs_stands_on_the_page_of_its_heading() -> None:
    pages = chosen("findings", "options", "costs").pages
    (page,) = (page for page in pages if "Euros a month, from the low to the high end." in page)
    assert "What it costs" in page
    assert "At ten times the use" in page


def test_what_two_workloads_meet_in_the_same_words_is_told_once() -> None:
    made, judged_, advice = prototype()
    (played, *_) = (each for each in advice_of().drills if each.fates and each.fates[0].outcome == "stops")
    twice = replace(played, fates=played.fates * 2)
    advised = replace(advice_of(), drills=(twice,))
    text = Printed(
        made, judged_, advice={**dict(advice), "overbuilt": advised}, choice=Choice(("drills",), "overbuilt")
    ).text
    assert text.count(played.fates[0].says) == 1


def test_what_is_found_then_keeps_the_capital_of_names() -> None:
    text = chosen("carries").text
    says = [each.says for point in advice_of().tipping.points for each in (point.appear or point.vanish)[:2]]
    assert any(each.startswith("Own language model") for each in says)
    assert all(" ".join(each.split()) in text for each in says)


def test_tipping_points_tell_what_changes_the_verdict() -> None:
    text = chosen("carries").text
    assert advice_of().tipping.points
    assert all(point.says in text for point in advice_of().tipping.points)


def test_the_roadmap_has_every_task_of_now() -> None:
    text = chosen("roadmap").text
    now = [step.task.says for leg in advice_of().roadmap for step in leg.steps if step.when == "now"]
    assert now
    assert all(" ".join(says.split()) in text for says in now[:8])
