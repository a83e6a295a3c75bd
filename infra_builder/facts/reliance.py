"""Facts about a block that tell whether others rely on something not made for it.

Results written into other people's records, and trial set-ups that daily work has come to hang on.
"""

from __future__ import annotations

from collections.abc import Iterator

from infra_builder.design import Design
from infra_builder.facts.registry import TRUTH, fact, many
from infra_builder.plan import Block, Workload

RECORDS = frozenset({"operational_database", "data_warehouse", "data_lake", "lakehouse", "document_store"})
"""Stores whose content others take for true; an index, a bucket or a share is working material."""
NO_RECORDS = frozenset({
    "rag_assistant", "embedding_generation", "fine_tuning", "large_scale_training", "simulation_ai",
    "safety_evaluation", "computer_vision",
})  # fmt: skip
"""Workloads that answer, observe, prepare or test: what they write is their own, unless somebody says otherwise."""
PROGRAMS = frozenset({
    "app_service", "batch_job", "nocode_platform", "enterprise_ai_tool", "self_hosted_model", "managed_ml_platform",
    "edge_inference",
})  # fmt: skip
"""Hosting made for daily use, as opposed to a notebook, a training run or a bare model somewhere else."""


@fact("block.writes_unchecked", many("block"))
def writes_unchecked(design: Design, block: Block) -> tuple[Block, ...]:
    """The records of others it writes into, with no answer that results are checked first.

    Where the question is not answered: databases that neither it nor another program of its workloads reads back.
    """
    answer = block.settings.get("writes_checked")
    ids = dict.fromkeys(flow.target for flow in design.flows_of(block.id)[1] if flow.kind == "writes")
    stores = tuple(design.blocks[id_] for id_ in ids if id_ in design.blocks and design.blocks[id_].kind in RECORDS)
    if answer is None:
        served = design.serves(block)
        if not stores or (served and all(workload.kind in NO_RECORDS for workload in served)):
            return ()
        return tuple(s for s in stores if s.kind == "operational_database" and not _read_back(design, s, served))
    return () if answer else stores


def _read_back(design: Design, store: Block, served: tuple[Workload, ...]) -> bool:
    """Whether a program of some workloads reads from a store, so that it is part of their own loop."""
    readers = (design.blocks.get(flow.target) for flow in design.flows_of(store.id)[1] if flow.kind != "replicates_to")
    return any(
        reader is not None
        and design.catalogue.kind(reader).category == "hosting"
        and not {workload.id for workload in design.serves(reader)}.isdisjoint(workload.id for workload in served)
        for reader in readers
    )


@fact("block.makeshift", TRUTH)
def makeshift(design: Design, block: Block) -> bool:
    """Whether a workload hangs on it although it is a notebook, or a laptop on which a program runs."""
    if block.kind == "notebook_environment":
        return any(_serves_as_program(design, block, workload) for workload in design.serves(block))
    return block.kind == "laptop" and any(_hangs_on(design, program) for program in _on_laptop(design, block))


def _serves_as_program(design: Design, notebook: Block, workload: Workload) -> bool:
    """Whether a notebook does what a program should: it is asked, it is all there is, or only it writes results."""
    kinds = design.once("programs", workload.id, lambda: {b.kind for b in design.serving(workload)} & PROGRAMS)
    writes = any(flow.kind == "writes" for flow in design.flows_of(notebook.id)[1])
    return notebook.id in asked(design, workload) or not kinds or (writes and kinds == {"app_service"})


def _hangs_on(design: Design, program: Block) -> bool:
    """Whether a workload asks a program, as far as the drawing shows what it asks."""
    reached = [asked(design, workload) for workload in design.serves(program)]
    return program.kind in PROGRAMS and any(program.id in ids or not ids for ids in reached)


def _on_laptop(design: Design, laptop: Block) -> Iterator[Block]:
    """The programs that run on a laptop: linked with it, or beside it in a zone with no other machine."""
    zone = design.blocks_in(laptop.zone) if laptop.zone else ()
    alone = all(block is laptop or design.catalogue.kind(block).category != "compute" for block in zone)
    linked = [flow.source for flow in design.flows_of(laptop.id)[0] if flow.kind == "runs_on"]
    near = {id_: design.blocks[id_] for id_ in linked if id_ in design.blocks} | {block.id: block for block in zone}
    for block in near.values():
        machines = {flow.target for flow in design.flows_of(block.id)[1] if flow.kind == "runs_on"}
        beside = alone and not machines and "laptop" in design.catalogue.kind(block).stands_on
        if design.catalogue.kind(block).category == "hosting" and (laptop.id in machines or beside):
            yield block


def asked(design: Design, workload: Workload) -> frozenset[str]:
    """What a workload reaches by using, calling, reading and running on; empty where it is not drawn."""

    def compute() -> frozenset[str]:
        found: set[str] = set()
        queue = [workload.id]
        while queue:
            into, out = design.flows_of(queue.pop())
            ends = {flow.target for flow in out if flow.kind in ("uses", "calls", "runs_on")}
            ends |= {flow.source for flow in into if flow.kind == "reads"}
            queue += ends - found
            found |= ends
        return frozenset(found)

    return design.once("asked", workload.id, compute)
