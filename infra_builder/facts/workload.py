"""Facts about a workload and the blocks that serve it."""

from __future__ import annotations

from infra_builder.design import Design
from infra_builder.facts.registry import NUMBER, TRUTH, fact, field_fact, many, word, words
from infra_builder.plan import Block, Workload

field_fact("workload.kind", word("workload_kind"), "What sort of work the AI does.")
field_fact("workload.stage", word("stage"), "How far it has come: experiment, pilot or production.")
field_fact("workload.users", NUMBER, "How many people use it.")
field_fact("workload.timing", word("timing"), "How soon an answer is needed.")
field_fact("workload.usage", word("usage"), "How much and how evenly it is used.")
field_fact("workload.sensitivity", word("sensitivity"), "The most sensitive class of data it handles.")
field_fact("workload.data_gb", NUMBER, "How much data it works on, in GB.")

MODEL_HOSTS = frozenset({
    "enterprise_ai_tool", "prebuilt_ai_api", "managed_model_api", "managed_ml_platform", "self_hosted_model",
    "edge_inference", "batch_job", "training_job", "notebook_environment",
})  # fmt: skip


@fact("workload.blocks", many("block"))
def blocks(design: Design, workload: Workload) -> tuple[Block, ...]:
    """The blocks that are there for this workload."""
    return design.serving(workload)


@fact("workload.controls", words("block_kind"))
def controls(design: Design, workload: Workload) -> tuple[str, ...]:
    """The kinds of governance that protect at least one block of this workload."""
    kinds = {c.kind for b in design.serving(workload) for c in design.covering[b.id]}
    return tuple(sorted(kinds))


@fact("workload.block_kinds", words("block_kind"))
def block_kinds(design: Design, workload: Workload) -> tuple[str, ...]:
    """The kinds of all blocks that are there for this workload."""
    return tuple(sorted({block.kind for block in design.serving(workload)}))


@fact("workload.linked", TRUTH)
def linked(design: Design, workload: Workload) -> bool:
    """Whether any flow joins the workload with a block."""
    into, out = design.flows_of(workload.id)
    return bool(into or out)


@fact("workload.model_named", TRUTH)
def model_named(design: Design, workload: Workload) -> bool:
    """Whether some block that serves it can run a model."""
    return any(block.kind in MODEL_HOSTS for block in design.serving(workload))


@fact("workload.environments", words("environment"))
def environments(design: Design, workload: Workload) -> tuple[str, ...]:
    """The environments its blocks stand in."""
    zones = (design.zone_of(block.id) for block in design.serving(workload))
    return tuple(sorted({zone.environment for zone in zones if zone}))


@fact("workload.crossings", NUMBER)
def crossings(design: Design, workload: Workload) -> int:
    """How many data links between its blocks leave one zone for another."""
    mine = {block.id for block in design.serving(workload)}
    return sum(
        1
        for flow in design.option.flows
        if flow.source in mine
        and flow.target in mine
        and flow.kind not in ("uses", "runs_on", "falls_back_to")
        and design.zone_of(flow.source) is not None
        and design.zone_of(flow.target) is not None
        and design.zone_of(flow.source) != design.zone_of(flow.target)
    )
