"""How long the smallest repair takes to be proven, beside judging every choice among its steps."""

from __future__ import annotations

from collections.abc import Iterator

from infra_builder.advice.repair import repair
from infra_builder.edits import Remove
from infra_builder.evaluate import judge
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Plan
from tests.benchmarks.companies import company
from tests.benchmarks.table import Row, best

BLOCKS = 50
CONTROLS_LEFT = 5


def bare_company(knowledge: Knowledge) -> Plan:
    """A company that draws some thirty blocks and forgets most of its controls."""
    plan = company(knowledge.catalogue, BLOCKS)
    [option] = plan.options
    controls = [block.id for block in option.blocks if knowledge.catalogue.kind(block).category == "governance"]
    return Remove(option=option.id, ids=tuple(controls[CONTROLS_LEFT:])).apply(plan)


def measure() -> Iterator[Row]:
    """Repair against judging once, and against judging every subset of the steps that it found."""
    knowledge = load()
    plan = bare_company(knowledge)
    [option] = plan.options
    found = repair(plan, option, knowledge)
    once = best(lambda: judge(plan, option, knowledge, stages=False))
    whole = best(lambda: repair(plan, option, knowledge))
    findings, steps = len(found.before.findings), len(found.steps)
    proven = "proven least" if found.proven else "not proven"
    what = f"repair, {len(option.blocks)} blocks, {findings} findings, {proven}"
    yield Row(f"{what} / one judgement", whole, once)
    yield Row(f"{what} / all subsets of {steps} steps", whole, once * 2**steps, goal=1)
