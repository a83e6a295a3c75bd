"""What still works when blocks are gone or links are cut, and what carries the rest.

Beyond `standing`: a block that works offline goes on without what stands elsewhere, an index without its documents, a
fallback control that is gone itself catches nothing unless it also protects what is left, and a job that can be run
again is done later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from infra_builder.advice.grounds import Ask, ask
from infra_builder.design import Design
from infra_builder.linked import NEEDS_SOURCE, NEEDS_TARGET
from infra_builder.plan import Block, Flow, Workload
from infra_builder.standing import Support

OFFLINE = "works_offline"
REPEATABLE = ("checkpoints_kept", "rerunnable")
"""Settings of jobs, of which one suffices to be done later."""
HOLDING = frozenset({"vector_index"})
"""Kinds that keep a copy of what they are made from."""
CAN_WAIT = frozenset({"batch", "occasional"})


@dataclass(frozen=True)
class Loss:
    """What is missing: blocks by id, and flows that nothing passes along any more.

    `hopeful`: what is not known about a block is taken to be as one would wish.
    """

    design: Design
    gone: frozenset[str]
    cut: frozenset[str]
    hopeful: bool

    @cached_property
    def down(self) -> frozenset[str]:
        """The nodes that do not work any more; a cut link stands in it under the id of its flow."""
        falls_back = self._fallbacks(frozenset())
        reached = self._fallbacks(self.cut)
        needs: dict[str, set[str]] = {node: set() for node in self.design.nodes}
        caught = set(self.caught)
        for one, other, flow in self._needed():
            if self._alone(one, other) or self._holds(one, flow):
                continue
            if flow.id in self.cut:
                needs[flow.id] = set()
                needs[one].add(flow.id)
                if other in self.caught:
                    caught.add(flow.id)
                reached[flow.id] = {there for there in falls_back.get(other, ()) if self._same_side(one, there)}
            else:
                needs[one].add(other)
        return frozenset(Support(needs, reached, caught).fallen((*self.gone, *(needs.keys() & self.cut))))

    @cached_property
    def caught(self) -> frozenset[str]:
        """The nodes that a fallback control which is still of use catches."""
        return frozenset().union(*(self.design.covered(control) for control in self._catching))

    def stand_in(self, node: str) -> str:
        """What takes over for what a node lost: the id of a block that stands, or ""."""
        lost = self.lost[node]
        near = self._fallbacks(self.cut)
        here = {there for there in self._fallbacks(frozenset()).get(lost, ()) if self._same_side(node, there)}
        spares = sorted((here | near.get(lost, set()) | near.get(node, set())) - self.down)
        controls = [control.id for control in self._catching if self.design.covered(control) & {lost, node}]
        return next(iter((*spares, *controls)), "")

    @cached_property
    def lost(self) -> Mapping[str, str]:
        """For each node that still works though it lost something it needs, the first such thing."""
        found: dict[str, str] = {}
        for one, other, flow in self._needed():
            if one not in self.down and (other in self.down or flow.id in self.cut):
                found.setdefault(one, other)
        return found

    @cached_property
    def on_its_own(self) -> frozenset[str]:
        """The blocks that go on by themselves without something elsewhere that they lost."""
        return frozenset(
            one
            for one, other, flow in self._needed()
            if one in self.lost
            and (other in self.down or flow.id in self.cut)
            and (self._alone(one, other) or self._holds(one, flow))
        )

    def later(self, workload: Workload) -> tuple[str, ...]:
        """The jobs that do the work of a workload later; empty where it cannot wait or they cannot be run again."""
        waits = workload.timing in CAN_WAIT or (workload.timing is None and self.hopeful)
        direct = [node for node in self.design.needs[workload.id] if node in self.down]
        jobs = [self.design.blocks[node] for node in direct if node in self.design.blocks]
        can = waits and len(jobs) == len(direct) and all(self._repeatable(job) for job in jobs)
        return tuple(sorted(direct)) if can else ()

    def asks(self, workload: Workload, touched: Collection[str]) -> Iterator[Ask]:
        """The answers that are missing on which the fate of a workload may hang."""
        if workload.timing is None:
            yield ask(self.design, "workload.timing", workload.id)
        for id_ in sorted(set(touched) & self.design.blocks.keys()):
            block = self.design.blocks[id_]
            known = self.design.catalogue.kind(block).settings
            for name in (OFFLINE, *REPEATABLE):
                if name in known and name not in block.settings:
                    yield ask(self.design, f"block.settings.{name}", id_)

    @cached_property
    def _catching(self) -> tuple[Block, ...]:
        controls = (control for control in self.design.controls if control.kind == "fallback")
        return tuple(control for control in controls if self._of_use(control))

    def _fallbacks(self, without: Collection[str]) -> dict[str, set[str]]:
        """For each node, what it falls back to over flows that are not left out."""
        found: dict[str, set[str]] = {}
        for flow in self.design.option.flows:
            if flow.kind == "falls_back_to" and flow.id not in without:
                found.setdefault(flow.source, set()).add(flow.target)
        return found

    def _of_use(self, control: Block) -> bool:
        return control.id not in self.gone or bool(control.covers and self.design.covered(control) - self.gone)

    def _needed(self) -> Iterator[tuple[str, str, Flow]]:
        for flow in self.design.option.flows:
            if flow.kind in NEEDS_TARGET:
                yield flow.source, flow.target, flow
            elif flow.kind in NEEDS_SOURCE:
                yield flow.target, flow.source, flow

    def _alone(self, one: str, other: str) -> bool:
        """Whether a block goes on without another one, since that stands elsewhere and it works offline."""
        block = self.design.blocks.get(one)
        return block is not None and not self._same_side(one, other) and self._says(block, OFFLINE)

    def _holds(self, one: str, flow: Flow) -> bool:
        """Whether a block holds what a flow brings it, and so goes on for a while without the source."""
        return self.holds_copy(one) and flow.kind in NEEDS_SOURCE

    def holds_copy(self, node: str) -> bool:
        """Whether a node is a block that keeps a copy of what it is made from."""
        return node in self.design.blocks and self.design.blocks[node].kind in HOLDING

    def _same_side(self, one: str, other: str) -> bool:
        return self.design.zone_of(one) == self.design.zone_of(other)

    def _repeatable(self, block: Block) -> bool:
        return any(self._says(block, name) for name in REPEATABLE)

    def _says(self, block: Block, name: str) -> bool:
        known = name in self.design.catalogue.kind(block).settings
        answer = block.settings.get(name)
        return answer is True or (answer is None and known and self.hopeful)


def route(design: Design, start: str, ends: Collection[str]) -> tuple[str, ...]:
    """The shortest way over what is needed from a node to one of some others; empty where there is none."""
    before: dict[str, str] = {start: ""}
    queue = [start]
    for here in queue:
        if here in ends:
            way = [here]
            while before[way[-1]]:
                way.append(before[way[-1]])
            return tuple(reversed(way))
        for there in sorted(design.needs[here]):
            if there not in before:
                before[there] = here
                queue.append(there)
    return ()


def needed(design: Design, start: str) -> tuple[str, ...]:
    """Everything a node needs, and what that needs, the nearest first; without the node itself."""
    found = [start]
    for here in found:
        found += [there for there in sorted(design.needs[here]) if there not in found]
    return tuple(found[1:])
