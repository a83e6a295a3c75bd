"""Facts about a block: where it stands, whom it serves, what protects it, who can run it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infra_builder.catalogue import SkillNeed
from infra_builder.design import Design, brings_data
from infra_builder.facts import zone as zone_facts
from infra_builder.facts.registry import FACTS, NUMBER, TRUTH, Unanswered, fact, field_fact, many, one, word, words
from infra_builder.plan import Block, Flow, Workload, Zone
from infra_builder.vocabulary import highest

field_fact("block.kind", word("block_kind"), "The kind of block, from the catalogue.")


KEEP_DATA = frozenset({"data_residency", "sensitive_data", "low_connectivity"})
"""Reasons for a place that keep data there."""


def _open(name: str) -> Any:
    """The served workloads that leave a field open."""

    def asks(design: Design, block: Block) -> Iterator[Unanswered]:
        for workload in design.serves(block):
            if getattr(workload, name) is None:
                yield workload.id, f"workload.{name}"

    return asks


def _open_stages(design: Design, block: Block) -> Iterator[Unanswered]:
    return ((workload.id, "workload.stage") for workload in design.serves(block) if not design.stages[workload.id])


def _unclear_reasons(design: Design, block: Block) -> Iterator[Unanswered]:
    place = design.zone_of(block.id)
    if place:
        yield from FACTS["zone.sound_reasons"].unanswered(design, place)


@fact("block.bound_to_its_place", TRUTH, asks=_unclear_reasons)
def bound_to_its_place(design: Design, block: Block) -> bool | None:
    """Whether a stated constraint that its workloads have keeps their data where it stands.

    A reason of its zone: residency, protection, a poor line, or nearness for work in real time. A pressure of the
    situation counts where the data are confidential.
    """
    place = design.zone_of(block.id)
    reasons = zone_facts.sound_reasons(design, place) if place else ()
    near = {"latency"} if "realtime" in (timing(design, block) or ()) else set()
    if reasons and set(reasons) & (KEEP_DATA | near):
        return True
    pressures = set(design.plan.situation.pressures or ()) & {"data_residency", "sensitive_data"}
    if pressures and sensitivity(design, block) == "confidential":
        return True
    return None if reasons is None else False


@fact("block.category", word("category"))
def category(design: Design, block: Block) -> str:
    """Data, hosting, compute or governance."""
    return design.catalogue.kind(block).category


@fact("block.effort", word("effort"))
def effort(design: Design, block: Block) -> str:
    """The effort to run a block of this kind month by month: low, medium or high."""
    return design.catalogue.kind(block).effort


@fact("block.zone", one("zone"))
def zone(design: Design, block: Block) -> Zone | None:
    """The zone it stands in."""
    return design.zone_of(block.id)


@fact("block.environment", word("environment"), asks=lambda _design, block: [(block.id, "block.zone")])
def environment(design: Design, block: Block) -> str | None:
    """The environment of the zone it stands in."""
    place = design.zone_of(block.id)
    return place.environment if place else None


@fact("block.has_owner", TRUTH)
def has_owner(_design: Design, block: Block) -> bool:
    """Whether somebody is named who answers for it."""
    return bool(block.owner.strip())


@fact("block.controls", words("block_kind"))
def controls(design: Design, block: Block) -> tuple[str, ...]:
    """The kinds of governance that protect it."""
    return design.covers.kinds((block,))


@fact("block.linked", TRUTH)
def linked(design: Design, block: Block) -> bool:
    """Whether any chain of flows joins it with a workload."""
    return design.linked(block)


@fact("block.serves", many("workload"))
def serves(design: Design, block: Block) -> tuple[Workload, ...]:
    """The workloads it is there for."""
    return design.serves(block)


@fact("block.stage", word("stage"), asks=_open_stages)
def stage(design: Design, block: Block) -> str | None:
    """The furthest stage among the workloads it is there for."""
    return highest("stage", (design.stages[workload.id] for workload in design.serves(block)))


@fact("block.users", NUMBER, asks=_open("users"))
def users(design: Design, block: Block) -> int | None:
    """How many people use the workloads it is there for, together."""
    known = [workload.users for workload in design.serves(block) if workload.users is not None]
    return sum(known) if known else None


@fact("block.usage", words("usage"), asks=_open("usage"))
def usage(design: Design, block: Block) -> tuple[str, ...] | None:
    """How the workloads it is there for are used, together."""
    return tuple(sorted({w.usage for w in design.serves(block) if w.usage})) or None


@fact("block.timing", words("timing"), asks=_open("timing"))
def timing(design: Design, block: Block) -> tuple[str, ...] | None:
    """How soon the workloads it is there for need an answer."""
    return tuple(sorted({w.timing for w in design.serves(block) if w.timing})) or None


@fact("block.workload_kinds", words("workload_kind"), asks=_open("kind"))
def workload_kinds(design: Design, block: Block) -> tuple[str, ...] | None:
    """The kinds of work it is there for."""
    return tuple(sorted({w.kind for w in design.serves(block) if w.kind})) or None


@fact("block.data_gb", NUMBER, asks=_open("data_gb"))
def data_gb(design: Design, block: Block) -> float | None:
    """How much data the workloads it is there for work on, together, in GB."""
    known = [workload.data_gb for workload in design.serves(block) if workload.data_gb is not None]
    return sum(known) if known else None


@fact("block.sensitivity", word("sensitivity"), asks=_open("sensitivity"))
def sensitivity(design: Design, block: Block) -> str | None:
    """The most sensitive class at this block: what its flows carry unmasked, else that of its workloads."""
    return design.holdings[block.id] or highest("sensitivity", (w.sensitivity for w in design.serves(block)))


def _unstated(design: Design, block: Block) -> Iterator[Unanswered]:
    for flow in incoming(design, block):
        if design.carries(flow) is None:
            yield flow.id, "flow.data"


@fact("block.receives", word("sensitivity"), asks=_unstated)
def receives(design: Design, block: Block) -> str | None:
    """The most sensitive class of unmasked data that flows into it."""
    return highest("sensitivity", (design.carries(f) for f in incoming(design, block) if not design.masked(f)))


def _unclear(design: Design, block: Block) -> Iterator[Unanswered]:
    into = incoming(design, block)
    if not into or not all(design.masked(flow) for flow in into):
        yield from _open("sensitivity")(design, block)


@fact("block.handles", word("sensitivity"), asks=_unclear)
def handles(design: Design, block: Block) -> str | None:
    """The class of data it is given: unmasked as its links say, else what its workloads handle; masked is internal."""
    into = incoming(design, block)
    if into and all(design.masked(flow) for flow in into):
        return "internal"
    return receives(design, block) or highest("sensitivity", (w.sensitivity for w in design.serves(block)))


@fact("block.incoming", many("flow"))
def incoming(design: Design, block: Block) -> tuple[Flow, ...]:
    """The data links that end at it."""
    return tuple(flow for flow in design.flows_of(block.id)[0] if brings_data(flow))


@fact("block.outgoing", many("flow"))
def outgoing(design: Design, block: Block) -> tuple[Flow, ...]:
    """The data links that begin at it."""
    return tuple(flow for flow in design.flows_of(block.id)[1] if brings_data(flow))


@fact("block.runs", many("block"))
def runs(design: Design, block: Block) -> tuple[Block, ...]:
    """The blocks that run on it."""
    into = design.flows_of(block.id)[0]
    return tuple(design.blocks[f.source] for f in into if f.kind == "runs_on" and f.source in design.blocks)


@fact("block.runs_on", many("block"))
def runs_on(design: Design, block: Block) -> tuple[Block, ...]:
    """The blocks it runs on."""
    out = design.flows_of(block.id)[1]
    return tuple(design.blocks[f.target] for f in out if f.kind == "runs_on" and f.target in design.blocks)


SMALL = frozenset({"laptop", "small_vm", "cpu_server"})
"""Machines without GPUs."""


@fact("block.on_small_machine", TRUTH)
def on_small_machine(design: Design, block: Block) -> bool:
    """Whether it runs on a machine without GPUs: as its links say, else as all machines drawn for its workloads are."""
    machines = runs_on(design, block) or tuple(
        other
        for workload in design.serves(block)
        for other in design.serving(workload)
        if design.catalogue.kind(other).category == "compute"
    )
    return bool(machines) and all(machine.kind in SMALL for machine in machines)


@fact("block.copies", many("block"))
def copies(design: Design, block: Block) -> tuple[Block, ...]:
    """The stores that hold a copy of the same data: everything joined with it by 'replicates to', in any direction."""
    found, queue = {block.id}, [block.id]
    while queue:
        into, out = design.flows_of(queue.pop())
        for flow in (*into, *out):
            if flow.kind == "replicates_to":
                fresh = {flow.source, flow.target} - found
                found |= fresh
                queue += fresh
    return tuple(design.blocks[id_] for id_ in sorted(found - {block.id}) if id_ in design.blocks)


@fact("block.repeated_reads", many("flow"))
def repeated_reads(design: Design, block: Block) -> tuple[Flow, ...]:
    """The links that bring it data it also reads from another copy; the copy that counts, or the first, is spared."""
    reads = [f for f in design.flows_of(block.id)[0] if f.kind == "reads" and f.source in design.blocks]
    reads.sort(key=lambda flow: design.blocks[flow.source].settings.get("authoritative") is not True)
    seen: set[str] = set()
    found: list[Flow] = []
    for flow in reads:
        if flow.source in seen:
            found.append(flow)
        seen |= {flow.source, *(copy.id for copy in copies(design, design.blocks[flow.source]))}
    return tuple(found)


@fact("block.single_point_of_failure", TRUTH)
def single_point_of_failure(design: Design, block: Block) -> bool:
    """Whether some workload stops when this block alone is gone, and nothing takes over."""
    return block.id in design.keystones


@fact("block.skills_missing", words("skill"), asks=lambda _design, _block: [("", "situation.skills")])
def skills_missing(design: Design, block: Block) -> tuple[str, ...] | None:
    """The skills it takes to run this block where it stands, which the team lacks. Any one of several may do."""
    skills = design.plan.situation.skills
    if skills is None:
        return None
    kind, place = design.catalogue.kind(block), environment(design, block)
    wanted: tuple[SkillNeed, ...] = kind.skills
    wanted += next((needs for name, needs in kind.skills_by_environment.items() if name == place), ())
    missing: list[str] = []
    for need in wanted:
        choices = (need,) if isinstance(need, str) else need
        if not set(choices) & set(skills) and choices[0] not in missing:
            missing.append(choices[0])
    return tuple(missing)
