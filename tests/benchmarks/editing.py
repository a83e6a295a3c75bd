"""What an edit of one thing costs in a large plan, and what it takes to find places."""

from __future__ import annotations

from collections.abc import Iterator

from infra_builder.catalogue import Catalogue
from infra_builder.edits import Add, Change, Move, Remove
from infra_builder.knowledge import load
from infra_builder.layout import arranged
from infra_builder.placing import placed
from infra_builder.plan import Block, Plan
from tests.benchmarks.companies import company
from tests.benchmarks.table import Row, best

FRAME = 16.0
"""Milliseconds of one frame on a screen."""


def measure() -> Iterator[Row]:
    """Rows for a thousand and for five thousand blocks, each against a frame on a screen."""
    catalogue = load().catalogue
    for blocks in (1000, 5000):
        yield from _rows(catalogue, blocks)


def _rows(catalogue: Catalogue, blocks: int) -> Iterator[Row]:
    drawn = company(catalogue, blocks)
    plan: Plan = placed(_unplaced(drawn), catalogue)
    option = plan.options[0]
    one = option.blocks[0].id
    many = {block.id: (5.0, 5.0) for block in option.blocks[:100]}
    larger = Add(option="a", blocks=(Block(id="new", kind="laptop"),))
    short = larger.apply(plan)
    done = {
        "move one block": lambda: Move(option="a", at={one: (5.0, 5.0)}).apply(plan),
        "move 100 blocks": lambda: Move(option="a", at=many).apply(plan),
        "change one block": lambda: Change(option="a", id=one, changes={"name": "x"}).apply(plan),
        "add one block": lambda: larger.apply(plan),
        "remove one block": lambda: Remove(option="a", ids=(one,)).apply(plan),
        "look for what has no place, in vain": lambda: placed(plan, catalogue),
        "find a place for one block": lambda: placed(short, catalogue),
        "arrange what is placed": lambda: arranged(plan, option, catalogue),
        "arrange everything afresh": lambda: arranged(plan, option, catalogue, afresh=True),
    }
    for name, do in done.items():
        yield Row(f"{name} ({blocks:,}); a frame", best(do, 5), FRAME)


def _unplaced(plan: Plan) -> Plan:
    option = plan.options[0]
    zones = tuple(zone.but(at=None, size=None) for zone in option.zones)
    blocks = tuple(block.but(at=None) for block in option.blocks)
    workloads = tuple(workload.but(at=None) for workload in plan.workloads)
    return plan.but(workloads=workloads, options=(option.but(zones=zones, blocks=blocks),))
