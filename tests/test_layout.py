from __future__ import annotations

from itertools import combinations

import pytest

from infra_builder.catalogue import Catalogue
from infra_builder.layout import BLOCK, CARD, EMPTY_ZONE, START, Layout, Rect, arranged
from infra_builder.plan import Block, Flow, Option, Plan, Workload, Zone, flow_id

ENVIRONMENTS = ("public_cloud", "on_premises", "edge", "saas", "hpc", "workstation")


def plan_of(option: Option, workloads: int = 1) -> Plan:
    return Plan(workloads=tuple(Workload(id=f"w{n}") for n in range(workloads)), options=(option,))


def flow(source: str, target: str) -> Flow:
    return Flow(id=flow_id(source, target, "reads"), source=source, target=target, kind="reads")


def spread(zones: int, blocks: int) -> Option:
    """So many blocks in so many zones, each linked to the next."""
    return Option(
        id="a",
        zones=tuple(Zone(id=f"z{n}", environment=ENVIRONMENTS[n % 6]) for n in range(zones)),
        blocks=tuple(Block(id=f"b{n}", kind="small_vm", zone=f"z{n % zones}") for n in range(blocks)),
        flows=(flow("w0", "b0"), *(flow(f"b{n}", f"b{n + 1}") for n in range(blocks - 1))),
    )


def placed(option: Option, workloads: int = 1) -> Layout:
    return arranged(plan_of(option, workloads), option, Catalogue())


def rects(layout: Layout) -> list[Rect]:
    return [
        *(Rect(*spot, *BLOCK) for spot in layout.blocks.values()),
        *(Rect(*spot, *CARD) for spot in layout.workloads.values()),
    ]


@pytest.mark.parametrize(("zones", "blocks"), [(1, 1), (1, 12), (3, 11), (5, 30), (6, 60), (4, 4), (2, 120)])
def test_nothing_overlaps_when_nothing_was_placed(zones: int, blocks: int) -> None:
    layout = placed(spread(zones, blocks), workloads=3)
    assert not any(a.overlaps(b) for a, b in combinations(layout.zones.values(), 2))
    assert not any(a.overlaps(b) for a, b in combinations(rects(layout), 2))


@pytest.mark.parametrize(("zones", "blocks"), [(3, 11), (5, 30), (2, 60)])
def test_every_block_lies_in_its_zone_below_the_head(zones: int, blocks: int) -> None:
    option = spread(zones, blocks)
    layout = placed(option)
    for block in option.blocks:
        rect, zone = Rect(*layout.blocks[block.id], *BLOCK), layout.zones[block.zone or ""]
        assert zone.x + 28 <= rect.x
        assert rect.right <= zone.right - 28
        assert zone.y + 64 <= rect.y
        assert rect.bottom <= zone.bottom - 28


@pytest.mark.parametrize(("zones", "blocks"), [(3, 12), (4, 30), (6, 60)])
def test_the_whole_is_about_as_wide_as_a_screen(zones: int, blocks: int) -> None:
    all_rects = [*placed(spread(zones, blocks)).zones.values(), *rects(placed(spread(zones, blocks)))]
    whole = all_rects[0]
    for rect in all_rects:
        whole = whole.united(rect)
    assert 1.0 < whole.width / whole.height < 3.0


def test_the_same_option_is_arranged_the_same_way() -> None:
    assert placed(spread(5, 30)) == placed(spread(5, 30))


def test_what_was_placed_keeps_its_place() -> None:
    option = spread(2, 6)
    fixed = option.but(blocks=(option.blocks[0].but(at=(1000.0, 800.0)), *option.blocks[1:]))
    assert placed(fixed).blocks["b0"] == (1000.0, 800.0)
    afresh = arranged(plan_of(fixed), fixed, Catalogue(), afresh=True)
    assert afresh == placed(option)


def test_a_new_block_finds_a_free_place_beside_those_placed_by_hand() -> None:
    option = spread(1, 5)
    spots = [(52.0, 64.0), (412.0, 64.0), (52.0, 184.0), (412.0, 184.0)]
    blocks = [block.but(at=spot) for block, spot in zip(option.blocks, spots, strict=False)]
    layout = placed(option.but(blocks=(*blocks, option.blocks[4])))
    blocks_drawn = [Rect(*spot, *BLOCK) for spot in layout.blocks.values()]
    assert not any(a.overlaps(b) for a, b in combinations(blocks_drawn, 2))
    assert layout.zones["z0"].holds(*layout.blocks["b4"])


def test_a_zone_reaches_around_a_block_that_was_dragged_out() -> None:
    option = spread(1, 1)
    zone = option.zones[0].but(at=(0.0, 0.0), size=(300.0, 180.0))
    far = option.but(zones=(zone,), blocks=(option.blocks[0].but(at=(600.0, 400.0)),))
    assert placed(far).zones["z0"] == Rect(0, 0, 600 + 208 + 28, 400 + 64 + 28)


def test_a_zone_keeps_the_size_that_was_drawn() -> None:
    option = spread(1, 1)
    wide = option.but(zones=(option.zones[0].but(at=(0.0, 0.0), size=(900.0, 700.0)),))
    assert (placed(wide).zones["z0"].width, placed(wide).zones["z0"].height) == (900, 700)


def test_an_empty_zone_has_room_for_a_first_block() -> None:
    option = Option(id="a", zones=(Zone(id="z", environment="edge"),))
    zone = placed(option).zones["z"]
    assert (zone.width, zone.height) == EMPTY_ZONE


def test_what_people_touch_first_stands_left_of_what_it_leans_on() -> None:
    option = spread(1, 3)
    option = option.but(flows=(flow("w0", "b2"), flow("b2", "b0"), flow("b0", "b1")))
    blocks = placed(option).blocks
    assert blocks["b2"][0] < blocks["b0"][0] <= blocks["b1"][0]


def test_blocks_in_no_zone_stand_right_of_the_workloads_beside_the_zones() -> None:
    option = Option(
        id="a",
        zones=(Zone(id="z", environment="edge"),),
        blocks=tuple(Block(id=f"b{n}", kind="backups") for n in range(12)),
    )
    layout = placed(option, workloads=2)
    assert all(x > START[0] + CARD[0] for x, _ in layout.blocks.values())
    assert not any(a.overlaps(b) for a, b in combinations(rects(layout), 2))
    assert not any(rect.overlaps(layout.zones["z"]) for rect in rects(layout))


def test_a_block_of_unknown_zone_and_a_cycle_of_links_are_arranged_too() -> None:
    option = Option(
        id="a",
        zones=(Zone(id="z", environment="edge"),),
        blocks=(*(Block(id=f"b{n}", kind="x", zone="z") for n in range(3)), Block(id="lost", kind="x", zone="gone")),
        flows=(flow("b0", "b1"), flow("b1", "b2"), flow("b2", "b0")),
    )
    assert set(placed(option).blocks) == {"b0", "b1", "b2", "lost"}


def test_new_zones_stand_below_those_placed_by_hand() -> None:
    option = spread(3, 6)
    zones = (option.zones[0].but(at=(400.0, 40.0)), *option.zones[1:])
    layout = placed(option.but(zones=zones))
    assert not any(a.overlaps(b) for a, b in combinations(layout.zones.values(), 2))
