"""What a plan is asked, and the edits that answer it."""

from __future__ import annotations

import pytest

from infra_builder.asking import answer, answered_by_guide, asked, form, present
from infra_builder.evaluate import evaluate
from infra_builder.plan import Plan
from tests import builders as b


def drawn() -> Plan:
    return b.plan(
        workloads=[b.workload("work", kind="rag_assistant", stage="pilot")],
        zones=[b.zone("public_cloud"), b.zone("on_premises")],
        blocks=[b.block("document_store", "docs", zone="on_premises"), b.block("managed_model_api", "api")],
        flows=[b.flow("work", "uses", "api"), b.flow("docs", "reads", "api")],
    )


def test_every_question_counts_once_a_workload() -> None:
    plan = b.plan(workloads=[b.workload("one", users=3), b.workload("two")], situation={"people": 0})
    answered = [(one.field, one.subject) for one in asked(plan) if one.answered]
    assert answered == [("situation.people", ""), ("workload.users", "one")]
    assert len(asked(plan)) == 5 + 2 * 7


def test_nothing_ticked_is_an_answer_and_nothing_said_is_none() -> None:
    said = [one for one in asked(b.plan(situation={"skills": ()})) if one.field == "situation.skills"]
    unsaid = [one for one in asked(b.plan()) if one.field == "situation.skills"]
    assert said[0].answered
    assert not unsaid[0].answered


def test_whatever_the_judgement_asks_of_a_field_can_be_answered() -> None:
    plan = drawn()
    option, catalogue = plan.options[0], b.catalogue()
    questions = [q for q in evaluate(plan, b.knowledge()).options[0].questions if "." in q.field]
    assert {q.field.partition(".")[0] for q in questions} >= {"situation", "workload", "block", "flow"}
    for question in questions:
        asks = form(question.field, question.subject, option, catalogue)
        assert asks is not None, question.field
        assert present(plan, option, question.field, question.subject) is None
        value: object = {"number": 3, "yes_no": True}.get(asks.sort, asks.choices[0].value if asks.choices else None)
        value = (value,) if asks.sort == "several" else value
        after = answer(option.id, question.field, question.subject, value).apply(plan)
        assert present(after, after.options[0], question.field, question.subject) == value
        keys = {q.key for q in evaluate(after, b.knowledge()).options[0].questions}
        assert question.key not in keys, question.key


def test_what_the_drawing_lacks_is_no_field() -> None:
    plan = drawn()
    assert form("some_rule", "api", plan.options[0], b.catalogue()) is None
    assert form("block.zone", "api", b.plan(blocks=[b.block("laptop")]).options[0], b.catalogue()) is None


@pytest.mark.parametrize("several", [False, True])
def test_a_guide_answers_the_plan_only_where_one_workload_can_be_meant(several: bool) -> None:
    plan = b.plan(workloads=[b.workload("one"), b.workload("two")] if several else [b.workload("one")])
    question = next(
        q for q in b.catalogue().guides["hosting_path"].questions.values() if q.known_from == "workload.sensitivity"
    )
    edit = answered_by_guide(question, ("internal",), plan, b.OPTION)
    if several:
        assert edit is None
    else:
        assert edit is not None
        assert edit.apply(plan).workloads[0].sensitivity == "internal"


def test_a_guide_that_asks_in_its_own_words_leaves_the_plan_alone() -> None:
    guide = b.catalogue().guides["hosting_path"]
    own = next(q for q in guide.questions.values() if not q.known_from)
    assert answered_by_guide(own, (next(iter(own.answers)),), b.plan(), b.OPTION) is None
