"""A large plan is judged beside the window: the verdict comes later, is that of the plan, and disturbs no drag."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from infra_builder.edits import Change
from infra_builder.evaluate import evaluate
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Block, Option, Plan, Workload
from ui import judging
from ui.document import PlanDocument


def plan() -> Plan:
    """A plan that is judged in the thread, once the limit is low."""
    workload = Workload(id="w", kind="rag_assistant", stage="production", users=200, sensitivity="personal")
    blocks = tuple(Block(id=f"b{n}", kind="managed_model_api") for n in range(4))
    return Plan(workloads=(workload,), options=(Option(id="a", blocks=blocks),))


@pytest.fixture
def document(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> PlanDocument:
    """A document of which even a small plan counts as large."""
    monkeypatch.setattr(judging, "AT_ONCE", 0)
    return PlanDocument(knowledge, plan())


def owned(block: str) -> Change:
    return Change(option="a", id=block, changes={"owner": "IT"})


def test_the_verdict_of_a_large_plan_comes_later_and_is_that_of_the_plan(
    document: PlanDocument, knowledge: Knowledge, qtbot: QtBot
) -> None:
    before = document.report
    with qtbot.waitSignal(document.judged):
        document.do(owned("b0"), "own")
        assert document.report is before
    assert document.report.options == evaluate(document.plan, knowledge).options


def test_of_several_quick_changes_only_the_last_is_told(document: PlanDocument, qtbot: QtBot) -> None:
    told: list[Plan] = []
    document.judged.connect(lambda: told.append(document.judge.last.plan))
    for block in ("b0", "b1", "b2", "b3"):
        document.do(owned(block), "own")
    qtbot.waitUntil(lambda: not document.judge.busy and bool(told), timeout=10_000)
    assert told == [document.plan]


def test_judging_waits_while_hands_are_at_work(document: PlanDocument, qtbot: QtBot) -> None:
    document.judge.hold(True)
    document.do(owned("b0"), "own")
    qtbot.wait(150)
    assert document.judge.busy
    with qtbot.waitSignal(document.judged):
        document.judge.hold(False)


def test_what_leaves_the_window_is_judged_as_it_is_now(document: PlanDocument, knowledge: Knowledge) -> None:
    document.judge.hold(True)
    document.do(owned("b0"), "own")
    settled = document.judge.settle(document.plan)
    document.judge.hold(False)
    assert settled.options == evaluate(document.plan, knowledge).options


def test_what_leaves_the_window_meanwhile_is_told_to_the_window_too(document: PlanDocument, qtbot: QtBot) -> None:
    document.judge.hold(True)
    document.do(owned("b0"), "own")
    with qtbot.waitSignal(document.judged):
        document.judge.settle(document.plan)
    document.judge.hold(False)
    assert not document.judge.busy
