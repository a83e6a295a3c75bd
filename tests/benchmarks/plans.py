"""Plans of any size for measuring."""

from __future__ import annotations

import random

from infra_builder.knowledge import Knowledge
from infra_builder.plan import Block, Flow, Option, Plan, Workload, Zone, flow_id

IN_ZONE, COLUMNS = 50, 10
STEP = (300.0, 130.0)


def large_plan(knowledge: Knowledge, blocks: int) -> Plan:
    """A plan of so many blocks in zones of fifty, with half as many links again, most between neighbours."""
    luck = random.Random(7)
    kinds = [kind for kind, entry in knowledge.catalogue.blocks.items() if entry.category in ("data", "hosting")]
    zones, made = [], []
    for number in range(-(-blocks // IN_ZONE)):
        left, top = 400 + (number % 5) * (COLUMNS * STEP[0] + 200), (number // 5) * (5 * STEP[1] + 220)
        inside = min(IN_ZONE, blocks - number * IN_ZONE)
        size = (COLUMNS * STEP[0], 5 * STEP[1] + 80)
        zones.append(
            Zone(id=f"z{number}", environment="public_cloud", name=f"Zone {number}", at=(left, top), size=size)
        )
        made += [
            Block(
                id=f"b{number * IN_ZONE + i}", kind=luck.choice(kinds), name=f"Block {number * IN_ZONE + i}",
                owner="IT", zone=f"z{number}",
                at=(left + 28 + (i % COLUMNS) * STEP[0], top + 84 + (i // COLUMNS) * STEP[1]),
            )
            for i in range(inside)
        ]  # fmt: skip
    pairs: dict[tuple[int, int], None] = {(0, n): None for n in range(1, 9)}
    while len(pairs) < blocks * 3 // 2:
        one = luck.randrange(blocks)
        other = min(blocks - 1, max(0, one + luck.choice((-COLUMNS, -2, -1, 1, 2, COLUMNS))))
        if one != other:
            pairs[one, other] = None
    flows = tuple(
        Flow(
            id=flow_id(f"b{a}", f"b{b}", "reads"),
            source=f"b{a}",
            target=f"b{b}",
            kind="reads",
            data="internal",
            masked=False,
        )
        for a, b in pairs
    )
    workload = Workload(id="w", kind="rag_assistant", stage="pilot", users=20, at=(24.0, 24.0))
    option = Option(id="a", zones=tuple(zones), blocks=tuple(made), flows=flows)
    return Plan(workloads=(workload,), options=(option,))
