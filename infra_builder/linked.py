"""Which workloads each block is linked with: by what follows what along the flows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from infra_builder.graphs import circles, pieces
from infra_builder.plan import Flow

NEEDS_TARGET = frozenset({"calls", "writes", "uses", "runs_on"})
NEEDS_SOURCE = frozenset({"reads", "trains_on"})
"""Which end of a flow depends on the other: a caller needs the model, a reader the store it reads from.

A model that was deployed goes on when what trained it is gone.
"""


def linked(nodes: Sequence[str], workloads: Sequence[str], flows: Iterable[Flow]) -> dict[str, int]:
    """For each node, the workloads that reach it: over what they need, write, copy or log to, and so on.

    A node that none reaches that way belongs to those it is joined with by flows in whichever direction, such as
    the job that trains a model for them. Bit n stands for the n-th workload.
    """
    ways: dict[str, list[str]] = {node: [] for node in nodes}
    either: dict[str, list[str]] = {node: [] for node in nodes}
    for flow in flows:
        if flow.kind in NEEDS_SOURCE:
            ways[flow.target].append(flow.source)
        elif flow.kind != "deploys_to":
            ways[flow.source].append(flow.target)
        either[flow.source].append(flow.target)
        either[flow.target].append(flow.source)
    own = {workload: 1 << place for place, workload in enumerate(workloads)}
    reaching = dict.fromkeys(nodes, 0) | own
    for circle in reversed(circles(ways)):
        together = 0
        for node in circle:
            together |= reaching[node]
        for node in circle:
            reaching[node] = together
            for there in ways[node]:
                reaching[there] |= together
    for piece in pieces(either):
        if loose := [node for node in piece if not reaching[node]]:
            joined = sum(own[node] for node in piece if node in own)
            reaching.update(dict.fromkeys(loose, joined))
    return reaching
