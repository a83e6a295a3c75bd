"""One option of a plan as a graph, and what follows from the graph alone.

A `Design` lives as long as one evaluation. Everything it computes it computes once, when first asked. Nodes are the
ids of workloads and blocks, edges the flows (keyed by flow id). See DESIGN.md section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

import networkx as nx

from infra_builder.catalogue import Catalogue
from infra_builder.plan import Block, Flow, Option, Plan, Situation, Workload, Zone
from infra_builder.vocabulary import SUPPORT_FLOWS, highest

Subject = Situation | Option | Workload | Zone | Block | Flow
Result = TypeVar("Result")

NEEDS_TARGET = frozenset({"calls", "writes", "uses", "runs_on"})
NEEDS_SOURCE = frozenset({"reads", "trains_on"})
"""Which end of a flow depends on the other: a caller needs the model, a reader the store it reads from.

A model that was deployed goes on when what trained it is gone.
"""


class Design:
    """An option with its plan and the catalogue it is read by."""

    def __init__(self, plan: Plan, option: Option, catalogue: Catalogue) -> None:
        self.plan, self.option, self.catalogue = plan, option, catalogue
        self.workloads = {workload.id: workload for workload in plan.workloads}
        self.zones = {zone.id: zone for zone in option.zones}
        self.blocks = {block.id: block for block in option.blocks}
        self.flows = {flow.id: flow for flow in option.flows}
        self._memo: dict[tuple[str, str], Any] = {}

    def once(self, name: str, subject: str, compute: Callable[[], Result]) -> Result:
        """What `compute` gives, kept under a name and the id of a subject."""
        key = (name, subject)
        if key not in self._memo:
            self._memo[key] = compute()
        result: Result = self._memo[key]
        return result

    def subjects(self, sort: str) -> tuple[Subject, ...]:
        """Every subject of a sort: situation, option, workload, zone, block, flow."""
        match sort:
            case "situation":
                return (self.plan.situation,)
            case "option":
                return (self.option,)
            case "workload":
                return self.plan.workloads
            case "zone":
                return self.option.zones
            case "block":
                return self.option.blocks
            case "flow":
                return self.option.flows
        raise KeyError(sort)

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """All workloads and blocks, linked by all flows in their own direction."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(self.workloads)
        graph.add_nodes_from(self.blocks)
        for flow in self.option.flows:
            graph.add_edge(flow.source, flow.target, key=flow.id, flow=flow)
        return graph

    @cached_property
    def needs(self) -> Mapping[str, frozenset[str]]:
        """For each node, what it cannot work without (fallbacks aside)."""
        needs: dict[str, set[str]] = {node: set() for node in self.graph}
        for flow in self.option.flows:
            if flow.kind in NEEDS_TARGET:
                needs[flow.source].add(flow.target)
            elif flow.kind in NEEDS_SOURCE:
                needs[flow.target].add(flow.source)
        return {node: frozenset(others) for node, others in needs.items()}

    @cached_property
    def _linked(self) -> Mapping[str, frozenset[str]]:
        """For each block, the workloads that reach it: over what they need, write, copy or log to, and so on.

        A block that none reaches that way belongs to those it is joined with by flows in whichever direction, such as
        the job that trains a model for them.
        """
        ways: nx.DiGraph[str] = nx.DiGraph()
        ways.add_nodes_from(self.graph)
        for flow in self.option.flows:
            if flow.kind in NEEDS_SOURCE:
                ways.add_edge(flow.target, flow.source)
            elif flow.kind != "deploys_to":
                ways.add_edge(flow.source, flow.target)
        reached: dict[str, set[str]] = {node: set() for node in self.graph}
        for workload in self.workloads:
            for node in (workload, *nx.descendants(ways, workload)):
                reached[node].add(workload)
        for component in nx.weakly_connected_components(self.graph):
            joined = component & self.workloads.keys()
            for node in component:
                reached[node] = reached[node] or set(joined)
        return {node: frozenset(workloads) for node, workloads in reached.items()}

    def linked(self, block: Block) -> bool:
        """Whether any chain of flows joins the block with a workload."""
        return bool(self._linked[block.id])

    def serves(self, block: Block) -> tuple[Workload, ...]:
        """The workloads a block is there for: those it is linked with, or all of them where the drawing does not say.

        A governance block without flows serves those of the blocks it covers.
        """

        def compute() -> tuple[Workload, ...]:
            ids = set(self._linked[block.id])
            if not ids and self.catalogue.kind(block).category == "governance":
                ids = {id_ for other in self.covered(block) if other != block.id for id_ in self._linked.get(other, ())}
            return tuple(w for w in self.plan.workloads if w.id in ids) or self.plan.workloads

        return self.once("serves", block.id, compute)

    def serving(self, workload: Workload) -> tuple[Block, ...]:
        """The blocks that are there for a workload."""
        return self.once(
            "serving",
            workload.id,
            lambda: tuple(block for block in self.option.blocks if workload in self.serves(block)),
        )

    def covered(self, control: Block) -> frozenset[str]:
        """The ids of the blocks a governance block protects.

        Without `covers` it protects the zone it stands in, or the whole plan where it stands in none.
        """

        def compute() -> frozenset[str]:
            if control.covers:
                named = set(control.covers)
                return frozenset(b.id for b in self.option.blocks if b.id in named or b.zone in named)
            return frozenset(b.id for b in self.option.blocks if control.zone is None or b.zone == control.zone)

        return self.once("covered", control.id, compute)

    @cached_property
    def controls(self) -> tuple[Block, ...]:
        """The governance blocks."""
        return tuple(b for b in self.option.blocks if self.catalogue.kind(b).category == "governance")

    @cached_property
    def covering(self) -> Mapping[str, tuple[Block, ...]]:
        """For each block, the governance blocks that protect it."""
        by_block: dict[str, list[Block]] = {block.id: [] for block in self.option.blocks}
        for control in self.controls:
            for id_ in self.covered(control):
                by_block[id_].append(control)
        return {id_: tuple(controls) for id_, controls in by_block.items()}

    def covers_zone(self, control: Block, zone: Zone) -> bool:
        """Whether a governance block protects a zone as a whole."""
        if control.covers:
            return zone.id in control.covers
        return control.zone is None or control.zone == zone.id

    def flows_of(self, node: str) -> tuple[tuple[Flow, ...], tuple[Flow, ...]]:
        """The flows into a node and out of it."""

        def compute() -> tuple[tuple[Flow, ...], tuple[Flow, ...]]:
            into = tuple(data["flow"] for _, _, data in self.graph.in_edges(node, data=True))
            out = tuple(data["flow"] for _, _, data in self.graph.out_edges(node, data=True))
            return into, out

        return self.once("flows_of", node, compute)

    def zone_of(self, node: str) -> Zone | None:
        """The zone a block stands in; None for workloads and for blocks outside every zone."""
        block = self.blocks.get(node)
        return self.zones.get(block.zone) if block and block.zone else None

    def standing(self, gone: frozenset[str]) -> frozenset[str]:
        """The nodes that still work when some are gone.

        A node stops when something it needs has stopped and nothing takes over: a `falls_back_to` of either of the two
        that still stands, or a fallback control that covers the missing part or the one that needs it.
        """
        down = set(gone)
        substitutes: dict[str, set[str]] = {node: set() for node in self.graph}
        for flow in self.option.flows:
            if flow.kind == "falls_back_to":
                substitutes[flow.source].add(flow.target)
        caught = {id_ for id_, controls in self.covering.items() if any(c.kind == "fallback" for c in controls)}
        while True:
            fallen = {
                node
                for node in self.graph
                if node not in down
                and any(
                    need in down
                    and need not in caught
                    and node not in caught
                    and not (substitutes[need] - down)
                    and not (substitutes[node] - down)
                    for need in self.needs[node]
                )
            }
            if not fallen:
                return frozenset(self.graph) - down
            down |= fallen

    @cached_property
    def holdings(self) -> Mapping[str, str | None]:
        """For each block, the most sensitive class of unmasked data that the flows bring to it or take from it.

        A flow that states no class carries what its source holds. None where no flow says anything.
        """
        held: dict[str, str | None] = dict.fromkeys(self.graph)
        flows = [flow for flow in self.option.flows if flow.kind not in SUPPORT_FLOWS]
        for flow in flows:
            if flow.data and not self.masked(flow):
                held[flow.source] = highest("sensitivity", (held[flow.source], flow.data))
        for _ in range(len(self.graph)):
            before = dict(held)
            for flow in flows:
                if not self.masked(flow):
                    carried = flow.data or held[flow.source]
                    held[flow.target] = highest("sensitivity", (held[flow.target], carried))
            if held == before:
                break
        return held

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
            return True if any(self._masks(control) for control in self.covering[source.id]) else None
        return flow.masked

    def _masks(self, control: Block) -> bool:
        return control.kind == "masking" and (bool(control.covers) or not self.graph.degree(control.id))
