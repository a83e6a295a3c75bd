"""Facts about a workload and the blocks that serve it."""

from __future__ import annotations

from infra_builder.design import Design
from infra_builder.facts.registry import NUMBER, TRUTH, fact, field_fact, many, word, words
from infra_builder.facts.reliance import asked
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


TRAINING = frozenset({
    "fine_tuning", "large_scale_training", "simulation_ai", "safety_evaluation", "embedding_generation",
})  # fmt: skip
"""Work that prepares or tests a model; nobody waits for its answers."""
ACCESS_TO_A_MODEL = frozenset({"enterprise_ai_tool", "prebuilt_ai_api", "managed_model_api"})
SERVING = frozenset({
    "app_service", "nocode_platform", "edge_inference", "self_hosted_model", "managed_model_api", "prebuilt_ai_api",
})  # fmt: skip


@fact("workload.own_system", TRUTH)
def own_system(design: Design, workload: Workload) -> bool:
    """Whether something of one's own runs for it, more than a bought tool or bare access to a model for drafting."""
    bought = ACCESS_TO_A_MODEL if workload.kind == "productivity_tool" else {"enterprise_ai_tool"}
    categories = {block.kind: design.catalogue.kind(block).category for block in design.serving(workload)}
    return any(
        kind not in bought and kind != "laptop"
        for kind, category in categories.items()
        if category in ("hosting", "compute")
    )


@fact("workload.own_service", TRUTH, asks=lambda _design, workload: [(workload.id, "workload.kind")])
def own_service(design: Design, workload: Workload) -> bool | None:
    """Whether others use its answers, and something of one's own gives them: no bought tool, no mere training."""
    if not own_system(design, workload) or workload.kind in TRAINING:
        return False
    if workload.kind is None and not any(block.kind in SERVING for block in design.serving(workload)):
        return None
    return True


@fact("workload.has_fallback", TRUTH)
def has_fallback(design: Design, workload: Workload) -> bool:
    """Whether anything takes over when it is away: a fallback that covers its blocks, or a link that falls back."""
    mine = {block.id for block in design.serving(workload)} | {workload.id}
    return "fallback" in controls(design, workload) or any(
        flow.kind == "falls_back_to" and flow.source in mine for flow in design.option.flows
    )


ANSWERING = MODEL_HOSTS - {"batch_job", "training_job", "notebook_environment"}


@fact("workload.answers_in", words("environment"))
def answers_in(design: Design, workload: Workload) -> tuple[str, ...]:
    """The environments in which a model answers for it, other than in scheduled runs and trials."""
    zones = (design.zone_of(block.id) for block in design.serving(workload) if block.kind in ANSWERING)
    return tuple(sorted({zone.environment for zone in zones if zone}))


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


@fact("workload.hand_overs", NUMBER)
def hand_overs(design: Design, workload: Workload) -> int:
    """How many calls on the way of a single request lead from one zone into another."""
    on_the_way = asked(design, workload)
    calls = (flow for flow in design.option.flows if flow.kind == "calls" and flow.source in on_the_way)
    zones = ((design.zone_of(flow.source), design.zone_of(flow.target)) for flow in calls)
    return sum(1 for one_end, other in zones if one_end and other and one_end.id != other.id)
