"""Which links make sense between two ends, the likeliest first, or why none does."""

from __future__ import annotations

from infra_builder.catalogue import Catalogue
from infra_builder.plan import Block, Flow, Option, Plan
from infra_builder.vocabulary import FlowKind

_RECORDS = frozenset({"logging_audit", "monitoring", "cost_tracking"})
_LEARNS = frozenset({"training_job", "managed_ml_platform", "notebook_environment", "batch_job", "hpc_allocation"})
_SERVES = frozenset({"self_hosted_model", "edge_inference", "app_service", "managed_ml_platform", "edge_device"})
_BETWEEN: dict[tuple[str, str], tuple[FlowKind, ...]] = {
    ("data", "data"): ("reads", "replicates_to", "falls_back_to"),
    ("data", "hosting"): ("reads", "trains_on"),
    ("data", "compute"): ("runs_on", "reads"),
    ("hosting", "data"): ("writes",),
    ("hosting", "hosting"): ("calls", "deploys_to", "falls_back_to"),
    ("hosting", "compute"): ("runs_on",),
    ("compute", "compute"): ("runs_on", "falls_back_to"),
    ("compute", "data"): ("writes",),
}


class NoLink(Exception):  # noqa: N818 - named for what the user meets
    """Why two ends cannot be linked, for the person who tried."""


def sensible(plan: Plan, option: Option, catalogue: Catalogue, source: str, target: str) -> tuple[FlowKind, ...]:
    """The kinds of link that make sense from one id to another, the likeliest first. Raises NoLink with the reason."""
    workloads = {workload.id for workload in plan.workloads}
    if source == target:
        raise NoLink("A block cannot be linked with itself.")
    if target in workloads:
        raise NoLink("A link with a workload starts at the workload: it uses the block.")
    end = option.by_id.get(target)
    if not isinstance(end, Block):
        raise NoLink("A link leads from block to block.")
    if source in workloads:
        return ("uses",)
    start = option.by_id.get(source)
    if not isinstance(start, Block):
        raise NoLink("A link leads from block to block.")
    kinds = tuple(kind for kind in _kinds(start, end, catalogue) if not _linked(option, source, target, kind))
    if not kinds:
        if any(flow.source == source and flow.target == target for flow in option.flows):
            raise NoLink("These two are linked already.")
        raise NoLink(_why_not(start, end, catalogue))
    return kinds


def partners(plan: Plan, option: Option, catalogue: Catalogue, source: str) -> dict[str, FlowKind]:
    """The kinds of block that a link from here could lead to, each with the likeliest kind of link."""
    if any(workload.id == source for workload in plan.workloads):
        return {kind: "uses" for kind, entry in catalogue.blocks.items() if entry.category == "hosting"}
    start = option.by_id.get(source)
    if not isinstance(start, Block):
        return {}
    found = {kind: _kinds(start, Block(id="new", kind=kind), catalogue) for kind in catalogue.blocks}
    return {kind: links[0] for kind, links in found.items() if links}


def _kinds(start: Block, end: Block, catalogue: Catalogue) -> tuple[FlowKind, ...]:
    one, other = catalogue.kind(start).category, catalogue.kind(end).category
    if end.kind in _RECORDS and one != "governance":
        return ("logs_to",)
    if end.kind == "backups" and one in ("data", "hosting"):
        return ("replicates_to",)
    if "masking" in (start.kind, end.kind) and {one, other} & {"data", "hosting"}:
        return ("reads", "calls", "writes")
    if "fallback" in (end.kind,) and one != "governance":
        return ("falls_back_to",)
    if one == "governance" or other == "governance":
        return ("deploys_to",) if start.kind in ("ci_cd_pipeline", "model_registry") and other == "hosting" else ()
    kinds = _BETWEEN.get((one, other), ())
    if "trains_on" in kinds:
        return ("trains_on", "reads") if end.kind in ("training_job",) else kinds if end.kind in _LEARNS else ("reads",)
    if "deploys_to" in kinds and start.kind in _LEARNS and end.kind in _SERVES:
        return ("deploys_to", "calls", "falls_back_to")
    return tuple(kind for kind in kinds if kind != "deploys_to")


def _why_not(start: Block, end: Block, catalogue: Catalogue) -> str:
    if "governance" in (catalogue.kind(start).category, catalogue.kind(end).category):
        return "Governance protects without links: select it and choose what it covers."
    if catalogue.kind(start).category == "compute":
        return "Compute carries: draw the link from what runs to the machine it runs on."
    return "No kind of link makes sense from here to there."


def _linked(option: Option, source: str, target: str, kind: str) -> bool:
    return any((flow.source, flow.target, flow.kind) == (source, target, kind) for flow in option.flows)


def link(option: Option, source: str, target: str, kind: FlowKind, plan: Plan) -> Flow:
    """A new link; a data link starts with the class of what it is there for, where only one can be meant."""
    from infra_builder.edits import new_flow

    classes = {workload.sensitivity for workload in plan.workloads}
    known = classes.pop() if len(classes) == 1 else None
    data = known if kind not in ("uses", "runs_on", "falls_back_to", "logs_to", "deploys_to") else None
    return new_flow(option, source, target, kind, data=data)
