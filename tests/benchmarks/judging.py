"""How long a judgement takes, how it grows, and what a rule costs beside the same condition written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infra_builder.design import Design
from infra_builder.evaluate import Judged, evaluate, judge
from infra_builder.facts.block import bound_to_its_place, has_owner, stage
from infra_builder.guarded_yaml import parse
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Block, Plan
from infra_builder.rules.rule import load_rule
from tests.benchmarks.companies import company
from tests.benchmarks.table import Row, best

FRAME = 16.0
"""Milliseconds of one frame on a screen."""
RULE = """\
rule: measured
flag: fragile
severity: low
for: block
when:
  all:
    - block.stage: {at_least: pilot}
    - block.kind: {in: [document_store, self_hosted_model, app_service, cloud_gpu, batch_job]}
    - any:
        - block.has_owner: false
        - block.bound_to_its_place: true
says: x
why: x
do: x
source: [{doc: design, section: "4"}]
"""
KINDS = frozenset({"document_store", "self_hosted_model", "app_service", "cloud_gpu", "batch_job"})
STAGES = ("experiment", "pilot", "production")


def by_hand(design: Design, block: Block) -> bool | None:
    """The condition of RULE as somebody would write it in Python, with unknown staying unknown."""
    if block.kind not in KINDS:
        return False
    here = stage(design, block)
    if here is not None and STAGES.index(here) < 1:
        return False
    if not has_owner(design, block):
        return None if here is None else True
    bound = bound_to_its_place(design, block)
    return False if bound is False else None if bound is None or here is None else True


def measure() -> Iterator[Row]:
    """Rows for one option of 50 to 5,000 blocks, and for one rule."""
    knowledge = load()
    plans = {blocks: company(knowledge.catalogue, blocks) for blocks in (50, 300, 1000, 5000)}
    times = {blocks: best(_judging(plan, knowledge), 15 if blocks == 50 else 5) for blocks, plan in plans.items()}
    yield Row("judge 50 blocks by all rules; a frame", times[50], FRAME, goal=1)
    yield Row(
        "the same with the strip of stages; a frame", best(lambda: evaluate(plans[50], knowledge), 15), FRAME, goal=1
    )
    for blocks in (300, 1000, 5000):
        # The goal is how many times as many blocks and links there are.
        yield Row(
            f"judge {blocks:,} blocks; 50 blocks",
            times[blocks],
            times[50],
            goal=_size(plans[blocks]) / _size(plans[50]),
        )
    before, renamed = Judged(plans[1000], evaluate(plans[1000], knowledge)), plans[1000].but(title="x")
    again = best(lambda: evaluate(renamed, knowledge, before=before))
    yield Row("judge 1,000 blocks again, another title; first time", again, times[1000])
    compiled, by_hand = _one_rule(plans[1000], knowledge)
    yield Row("a rule on a block; the same written by hand", compiled, by_hand, "µs", goal=2)


def _judging(plan: Plan, knowledge: Knowledge) -> Callable[[], object]:
    return lambda: judge(plan, plan.options[0], knowledge, stages=False)


def _size(plan: Plan) -> int:
    return len(plan.options[0].blocks) + len(plan.options[0].flows)


def _one_rule(plan: Plan, knowledge: Knowledge) -> tuple[float, float]:
    """Microseconds a block of a compiled rule, and of a function in Python; the facts are known to both."""
    rule = load_rule(parse(RULE, "measured.yaml"), knowledge.catalogue)
    design = Design(plan, plan.options[0], knowledge.catalogue)
    blocks = plan.options[0].blocks
    assert [rule.when.test(design, block) for block in blocks] == [by_hand(design, block) for block in blocks]
    everybody = (1 << len(blocks)) - 1

    def compiled() -> None:
        design.answers.clear()
        rule.when.ask(design, everybody)

    a_block = 1000 / len(blocks)
    return best(compiled, 25) * a_block, best(lambda: [by_hand(design, block) for block in blocks], 25) * a_block
