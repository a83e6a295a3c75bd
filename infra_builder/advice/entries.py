"""What work begins at where no link says it: the program that nothing else calls, as far as the drawing tells.

Facts leave such work alone, since they would have to guess. Advice about outages and places would be wrong without it:
it would say that nothing touches the work.
"""

from __future__ import annotations

from infra_builder.advice.falling import needed
from infra_builder.design import Design
from infra_builder.plan import Block, Flow, Workload, flow_id

PREPARING = frozenset({"training_job", "notebook_environment"})
"""Programs that nobody waits for where there is another one."""
WAITS = frozenset({"batch", "occasional"})


def entries(design: Design, workload: Workload) -> tuple[Block, ...]:
    """The blocks at which the use of a workload may begin; none where a link of its own says it."""
    return design.once("entries", workload.id, lambda: tuple(_entries(design, workload)))


def guessed(design: Design, workload: Workload) -> tuple[Design, ...]:
    """The design as it is; where no link says what the workload uses, one with a link for each block it may use."""
    return design.once("guessed", workload.id, lambda: _guessed(design, workload))


def _entries(design: Design, workload: Workload) -> list[Block]:
    if any(design.flows_of(workload.id)):
        return []
    programs = [block for block in design.serving(workload) if design.catalogue.kind(block).category == "hosting"]
    chosen = [block for block in programs if block.kind not in PREPARING] or programs
    if workload.timing is not None and workload.timing not in WAITS:
        chosen = [block for block in chosen if block.kind != "batch_job"] or chosen
    below = {block.id: set(needed(design, block.id)) for block in chosen}
    return [one for one in chosen if not any(one.id in below[two.id] - _circle(below, one, two) for two in chosen)]


def _circle(below: dict[str, set[str]], one: Block, two: Block) -> set[str]:
    """The block itself where it needs the other one as well, so that neither comes before the other."""
    return {one.id} if one.id == two.id or two.id in below[one.id] else set()


def _guessed(design: Design, workload: Workload) -> tuple[Design, ...]:
    found = entries(design, workload)
    return tuple(_using(design, workload, block) for block in found) or (design,)


def _using(design: Design, workload: Workload, block: Block) -> Design:
    link = Flow(id=flow_id(workload.id, block.id, "uses"), source=workload.id, target=block.id, kind="uses")
    option = design.option.adding(flows=(link,))
    options = tuple(option if one.id == option.id else one for one in design.plan.options)
    return Design(design.plan.but(options=options), option, design.catalogue)
