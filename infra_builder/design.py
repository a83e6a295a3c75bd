"""One option of a plan as a graph, and what follows from the graph alone.

A `Design` lives as long as one evaluation. Everything it computes it computes once, when first asked. Nodes are the
ids of workloads and blocks, edges the flows. See DESIGN.md section 4.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from infra_builder.catalogue import Catalogue
from infra_builder.covers import Covers, reach
from infra_builder.linked import NEEDS_SOURCE, NEEDS_TARGET, linked
from infra_builder.plan import Block, Flow, Option, Plan, Situation, Workload, Zone
from infra_builder.standing import Support
from infra_builder.vocabulary import SUPPORT_FLOWS, VOCABULARIES, Stage, rank

Subject = Situation | Option | Workload | Zone | Block | Flow
Result = TypeVar("Result")
Unanswered = tuple[str, str]
"""An id and a field of a plan that was left open: ("assistant", "workload.stage")."""

STAGED = frozenset({"workload.stage", "block.stage", "zone.stage", "flow.stage", "option.stage"})
"""The facts that change with the stage of the workloads; no other does."""
STAGE_MARK = "stage "
"""Begins the keys of answers that hang on stages."""


def brings_data(flow: Flow) -> bool:
    """Whether data travel along a flow, as opposed to a support link."""
    return flow.kind not in SUPPORT_FLOWS


class Design:
    """An option with its plan and the catalogue it is read by."""

    def __init__(self, plan: Plan, option: Option, catalogue: Catalogue) -> None:
        self.plan, self.option, self.catalogue = plan, option, catalogue
        self.workloads = {workload.id: workload for workload in plan.workloads}
        self.zones = {zone.id: zone for zone in option.zones}
        self.blocks = {block.id: block for block in option.blocks}
        self.flows = {flow.id: flow for flow in option.flows}
        self.stages: Mapping[str, Stage | None] = {workload.id: workload.stage for workload in plan.workloads}
        self._subjects: Mapping[str, tuple[Subject, ...]] = {
            "situation": (plan.situation,),
            "option": (option,),
            "workload": plan.workloads,
            "zone": option.zones,
            "block": option.blocks,
            "flow": option.flows,
        }
        self._places: dict[str, Mapping[str, int]] = {}
        self._memo: dict[tuple[str, str], Any] = {}
        self.values: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        """What facts gave so far, by fact and subject."""
        self.by_value: dict[str, Mapping[Any, int]] = {}
        """The subjects by what plain facts say of them, kept by `rules.paths`."""
        self.answers: dict[str, Any] = {}
        """What conditions answered so far, kept by `rules.conditions`; what hangs on stages begins with STAGE_MARK."""

    def at(self, stage: Stage) -> Design:
        """The same design as if all workloads were at a stage. What does not hang on stages is shared."""
        moved = copy.copy(self)
        moved.stages = dict.fromkeys(self.stages, stage)
        moved.values = defaultdict(dict, {name: of for name, of in self.values.items() if name not in STAGED})
        moved.answers = {key: kept for key, kept in self.answers.items() if not key.startswith(STAGE_MARK)}
        return moved

    def once(self, name: str, subject: str, compute: Callable[[], Result]) -> Result:
        """What `compute` gives, kept under a name and the id of a subject. It must not hang on stages."""
        key = (name, subject)
        if key not in self._memo:
            self._memo[key] = compute()
        result: Result = self._memo[key]
        return result

    def subjects(self, sort: str) -> tuple[Subject, ...]:
        """Every subject of a sort: situation, option, workload, zone, block, flow."""
        return self._subjects[sort]

    def places(self, sort: str) -> Mapping[str, int]:
        """At which place among the subjects of its sort each id stands; the situation, which has no id, under ""."""
        if sort not in self._places:
            ids = (getattr(subject, "id", "") for subject in self.subjects(sort))
            self._places[sort] = {id_: place for place, id_ in enumerate(ids)}
        return self._places[sort]

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The ids of all workloads and blocks."""
        return (*self.workloads, *self.blocks)

    @cached_property
    def _flows_of(self) -> Mapping[str, tuple[tuple[Flow, ...], tuple[Flow, ...]]]:
        into: dict[str, list[Flow]] = {node: [] for node in self.nodes}
        out: dict[str, list[Flow]] = {node: [] for node in self.nodes}
        for flow in self.option.flows:
            into[flow.target].append(flow)
            out[flow.source].append(flow)
        return {node: (tuple(into[node]), tuple(out[node])) for node in self.nodes}

    def flows_of(self, node: str) -> tuple[tuple[Flow, ...], tuple[Flow, ...]]:
        """The flows into a node and out of it."""
        return self._flows_of[node]

    @cached_property
    def data_flows(self) -> tuple[Flow, ...]:
        """The flows along which data travel, as opposed to support links."""
        return tuple(flow for flow in self.option.flows if brings_data(flow))

    @cached_property
    def needs(self) -> Mapping[str, frozenset[str]]:
        """For each node, what it cannot work without (fallbacks aside)."""
        needs: dict[str, set[str]] = {node: set() for node in self.nodes}
        for flow in self.option.flows:
            if flow.kind in NEEDS_TARGET:
                needs[flow.source].add(flow.target)
            elif flow.kind in NEEDS_SOURCE:
                needs[flow.target].add(flow.source)
        return {node: frozenset(others) for node, others in needs.items()}

    @cached_property
    def _linked(self) -> Mapping[str, int]:
        """For each node, the workloads it is linked with; bit n stands for the n-th. See `linked`."""
        return linked(self.nodes, tuple(self.workloads), self.option.flows)

    def linked(self, block: Block) -> bool:
        """Whether any chain of flows joins the block with a workload."""
        return bool(self._linked[block.id])

    def serves(self, block: Block) -> tuple[Workload, ...]:
        """The workloads a block is there for: those it is linked with, or all of them where the drawing does not say.

        A governance block without flows serves those of the blocks it covers.
        """
        return self._serves[block.id]

    @cached_property
    def _serves(self) -> Mapping[str, tuple[Workload, ...]]:
        chosen: dict[int, tuple[Workload, ...]] = {0: self.plan.workloads}
        found = {}
        for block in self.option.blocks:
            mask = self._linked[block.id]
            if not mask and self.catalogue.kind(block).category == "governance":
                mask = self._covered_serve(block)
            if mask not in chosen:
                chosen[mask] = tuple(w for n, w in enumerate(self.plan.workloads) if mask >> n & 1)
            found[block.id] = chosen[mask]
        return found

    def _covered_serve(self, control: Block) -> int:
        """The workloads that what a governance block covers is linked with."""

        def compute() -> int:
            mask = 0
            for id_ in self.covered(control):
                mask |= self._linked[id_]
            return mask

        return self.once("covered serve", repr(reach(control)), compute)

    @cached_property
    def _serving(self) -> Mapping[str, tuple[Block, ...]]:
        serving: dict[str, list[Block]] = {id_: [] for id_ in self.workloads}
        for block in self.option.blocks:
            for workload in self._serves[block.id]:
                serving[workload.id].append(block)
        return {id_: tuple(blocks) for id_, blocks in serving.items()}

    def serving(self, workload: Workload) -> tuple[Block, ...]:
        """The blocks that are there for a workload."""
        return self._serving[workload.id]

    @cached_property
    def _standing_in(self) -> Mapping[str | None, tuple[Block, ...]]:
        """The blocks by the zone they stand in."""
        inside: dict[str | None, list[Block]] = {id_: [] for id_ in self.zones}
        for block in self.option.blocks:
            inside.setdefault(block.zone, []).append(block)
        return {id_: tuple(blocks) for id_, blocks in inside.items()}

    def blocks_in(self, zone_id: str) -> tuple[Block, ...]:
        """The blocks that stand in a zone."""
        return self._standing_in[zone_id]

    def covered(self, control: Block) -> frozenset[str]:
        """The ids of the blocks a governance block protects. See `covers`."""
        return self.covers.covered(control)

    @cached_property
    def controls(self) -> tuple[Block, ...]:
        """The governance blocks."""
        return tuple(b for b in self.option.blocks if self.catalogue.kind(b).category == "governance")

    @cached_property
    def covers(self) -> Covers:
        """What the governance blocks protect."""
        return Covers(self.controls, self._standing_in)

    def zone_of(self, node: str) -> Zone | None:
        """The zone a block stands in; None for workloads and for blocks outside every zone."""
        return self._zone_of.get(node)

    @cached_property
    def _zone_of(self) -> Mapping[str, Zone | None]:
        return {id_: self.zones.get(block.zone) if block.zone else None for id_, block in self.blocks.items()}

    @cached_property
    def _support(self) -> Support:
        falls_back: dict[str, set[str]] = {}
        for flow in self.option.flows:
            if flow.kind == "falls_back_to":
                falls_back.setdefault(flow.source, set()).add(flow.target)
        catching = (control for control in self.controls if control.kind == "fallback")
        return Support(self.needs, falls_back, frozenset().union(*map(self.covered, catching)))

    def standing(self, gone: frozenset[str]) -> frozenset[str]:
        """The nodes that still work when some are gone. See `standing`."""
        return frozenset(self.nodes) - self._support.fallen(gone)

    @cached_property
    def keystones(self) -> frozenset[str]:
        """The nodes of which each alone, when it is gone, stops some workload."""
        return self._support.keystones(self.workloads.keys())

    @cached_property
    def holdings(self) -> Mapping[str, str | None]:
        """For each block, the most sensitive class of unmasked data that the flows bring to it or take from it.

        A flow that states no class carries what its source holds. None where no flow says anything.
        """
        held = dict.fromkeys(self.nodes, -1)
        onward: dict[str, list[str]] = {}
        for flow in self.data_flows:
            if self.masked(flow):
                continue
            if flow.data is None:
                onward.setdefault(flow.source, []).append(flow.target)
                continue
            level = rank("sensitivity", flow.data)
            held[flow.source] = max(held[flow.source], level)
            held[flow.target] = max(held[flow.target], level)
        classes = VOCABULARIES["sensitivity"]
        for level in reversed(range(len(classes))):
            waiting = [node for node in onward if held[node] == level]
            while waiting:
                for there in onward.get(waiting.pop(), ()):
                    if held[there] < level:
                        held[there] = level
                        waiting.append(there)
        return {node: classes[level] if level >= 0 else None for node, level in held.items()}

    def carries(self, flow: Flow) -> str | None:
        """The class of data on a flow: as stated, or what its source holds."""
        return flow.data or self.holdings[flow.source]

    def masked(self, flow: Flow) -> bool | None:
        """Whether data on a flow are masked: it says so, it comes out of a masking block, or one covers its source.

        A masking block that data are led through masks those and, unless it says so, no others: a way around it counts.
        """
        source = self.blocks.get(flow.source)
        if flow.masked or (source is not None and source.kind == "masking"):
            return True
        if flow.masked is None and source is not None:
            return True if source.id in self._masked_at_source else None
        return flow.masked

    @cached_property
    def _masked_at_source(self) -> frozenset[str]:
        masking = (control for control in self.controls if control.kind == "masking")
        return frozenset().union(*(self.covered(control) for control in masking if self._masks(control)))

    def _masks(self, control: Block) -> bool:
        return bool(control.covers) or not any(self.flows_of(control.id))
