"""Facts about a workload and the blocks that serve it."""

from __future__ import annotations

from infra_builder.design import Design, brings_data
from infra_builder.facts.registry import NUMBER, TRUTH, fact, field_fact, many, word, words
from infra_builder.facts.reliance import asked
from infra_builder.plan import Block, Flow, Workload

field_fact("workload.kind", word("workload_kind"), "What sort of work the AI does.")
field_fact("workload.users", NUMBER, "How many people use it.")
field_fact("workload.timing", word("timing"), "How soon an answer is needed.")
field_fact("workload.usage", word("usage"), "How much and how evenly it is used.")
field_fact("workload.sensitivity", word("sensitivity"), "The most sensitive class of data it handles.")
field_fact("workload.data_gb", NUMBER, "How much data it works on, in GB.")

MODEL_HOSTS = frozenset({
    "enterprise_ai_tool", "prebuilt_ai_api", "managed_model_api", "managed_ml_platform", "self_hosted_model",
    "edge_inference", "batch_job", "training_job", "notebook_environment",
})  # fmt: skip


@fact("workload.stage", word("stage"))
def stage(design: Design, workload: Workload) -> str | None:
    """How far it has come: experiment, pilot or production."""
    return design.stages[workload.id]


@fact("workload.blocks", many("block"))
def blocks(design: Design, workload: Workload) -> tuple[Block, ...]:
    """The blocks that are there for this workload."""
    return design.serving(workload)


@fact("workload.controls", words("block_kind"))
def controls(design: Design, workload: Workload) -> tuple[str, ...]:
    """The kinds of governance that protect at least one block of this workload."""
    return design.covers.kinds(design.serving(workload))


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
    return not MODEL_HOSTS.isdisjoint(block_kinds(design, workload))


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
    known = design.catalogue.blocks
    return any(
        kind not in bought and kind != "laptop" and known[kind].category in ("hosting", "compute")
        for kind in block_kinds(design, workload)
    )


@fact("workload.own_service", TRUTH, asks=lambda _design, workload: [(workload.id, "workload.kind")])
def own_service(design: Design, workload: Workload) -> bool | None:
    """Whether others use its answers, and something of one's own gives them: no bought tool, no mere training."""
    if not own_system(design, workload) or workload.kind in TRAINING:
        return False
    if workload.kind is None and SERVING.isdisjoint(block_kinds(design, workload)):
        return None
    return True


@fact("workload.has_fallback", TRUTH)
def has_fallback(design: Design, workload: Workload) -> bool:
    """Whether anything takes over when it is away: a fallback that covers its blocks, or a link that falls back."""
    mine = (*(block.id for block in design.serving(workload)), workload.id)
    return "fallback" in controls(design, workload) or any(
        flow.kind == "falls_back_to" for id_ in mine for flow in design.flows_of(id_)[1]
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
    between = (flow for id_ in mine for flow in design.flows_of(id_)[1] if flow.target in mine)
    return sum(1 for flow in between if brings_data(flow) and _leads_over(design, flow))


@fact("workload.hand_overs", NUMBER)
def hand_overs(design: Design, workload: Workload) -> int:
    """How many calls on the way of a single request lead from one zone into another."""
    out = (flow for id_ in asked(design, workload) for flow in design.flows_of(id_)[1])
    return sum(1 for flow in out if flow.kind == "calls" and _leads_over(design, flow))


def _leads_over(design: Design, flow: Flow) -> bool:
    """Whether both ends of a flow stand in zones, and in different ones."""
    one_end, other = design.zone_of(flow.source), design.zone_of(flow.target)
    return one_end is not None and other is not None and one_end.id != other.id
