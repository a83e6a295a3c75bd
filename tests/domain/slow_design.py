"""What a design says of reach, supports and data, said once more by trying everything out: for comparison only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from infra_builder.design import Design, brings_data
from infra_builder.linked import NEEDS_SOURCE
from infra_builder.vocabulary import highest


def linked(of: Design) -> Mapping[str, set[str]]:
    """The workloads of each node: those that reach it, else those it is joined with in whichever direction."""
    forward, either = [], []
    for flow in of.option.flows:
        ends = (flow.target, flow.source) if flow.kind in NEEDS_SOURCE else (flow.source, flow.target)
        forward += [ends] if flow.kind != "deploys_to" else []
        either += [ends, ends[::-1]]
    there = {workload: _spread(workload, forward) for workload in of.workloads}
    joined = {workload: _spread(workload, either) for workload in of.workloads}
    return {
        node: {w for w in of.workloads if node in there[w]} or {w for w in of.workloads if node in joined[w]}
        for node in of.nodes
    }


def _spread(start: str, steps: Iterable[tuple[str, str]]) -> set[str]:
    found, before = {start}, set[str]()
    while found != before:
        before = set(found)
        found |= {there for here, there in steps if here in found}
    return found


def standing(of: Design, gone: frozenset[str]) -> frozenset[str]:
    """The nodes that still work, by letting fall what has to, round after round."""
    down = set(gone)
    substitutes: dict[str, set[str]] = {node: set() for node in of.nodes}
    for flow in of.option.flows:
        if flow.kind == "falls_back_to":
            substitutes[flow.source].add(flow.target)
    caught = {b.id for b in of.option.blocks if any(c.kind == "fallback" for c in of.covers.over(b))}
    while True:
        fallen = {
            node
            for node in of.nodes
            if node not in down
            and any(
                need in down
                and not caught & {need, node}
                and not substitutes[need] - down
                and not substitutes[node] - down
                for need in of.needs[node]
            )
        }
        if not fallen:
            return frozenset(of.nodes) - down
        down |= fallen


def holdings(of: Design) -> Mapping[str, str | None]:
    """The most sensitive unmasked data at each node, by letting them flow until nothing changes."""
    held: dict[str, str | None] = dict.fromkeys(of.nodes)
    flows = [flow for flow in of.option.flows if brings_data(flow) and not of.masked(flow)]
    for flow in flows:
        held[flow.source] = highest("sensitivity", (held[flow.source], flow.data))
    before = None
    while held != before:
        before = dict(held)
        for flow in flows:
            held[flow.target] = highest("sensitivity", (held[flow.target], flow.data or held[flow.source]))
    return held
