"""Lining up, spacing evenly and tidying up."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from builders import OPTION, block, catalogue, flow, plan, workload, zone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra_builder.arranging import Side, aligned, distributed
from infra_builder.edits import Move
from infra_builder.layout import BLOCK, CARD, FIRST_ROW, Rect, arranged
from infra_builder.layout import SIDE as MARGIN
from infra_builder.plan import Option, Plan
from infra_builder.tidying import tidied

RECTS = {"a": Rect(0, 0, 100, 40), "b": Rect(200, 100, 100, 80), "c": Rect(500, 300, 60, 40)}


def three() -> Option:
    return Option(id=OPTION, blocks=tuple(block("laptop", id_) for id_ in RECTS))


def after(move: Move | None) -> dict[str, tuple[float, float]]:
    """Where everything stands after a move."""
    assert move is not None
    return {id_: (rect.x, rect.y) for id_, rect in RECTS.items()} | dict(move.at)


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("left", {"a": (0, 0), "b": (0, 100), "c": (0, 300)}),
        ("centre", {"a": (230, 0), "b": (230, 100), "c": (250, 300)}),
        ("right", {"a": (460, 0), "b": (460, 100), "c": (500, 300)}),
        ("top", {"a": (0, 0), "b": (200, 0), "c": (500, 0)}),
        ("middle", {"a": (0, 150), "b": (200, 130), "c": (500, 150)}),
        ("bottom", {"a": (0, 300), "b": (200, 260), "c": (500, 300)}),
    ],
)
def test_lining_up_brings_one_side_to_the_frame_around_all(side: Side, expected: dict[str, object]) -> None:
    assert after(aligned(three(), RECTS, RECTS, side)) == expected


def test_what_stands_in_line_already_does_not_move() -> None:
    assert aligned(three(), {"a": Rect(0, 0, 9, 9), "b": Rect(0, 50, 20, 9)}, ("a", "b"), "left") is None


def test_one_thing_cannot_be_lined_up_nor_two_spaced() -> None:
    assert aligned(three(), RECTS, ("a",), "left") is None
    assert distributed(three(), RECTS, ("a", "b"), "across") is None


def test_spacing_leaves_the_ends_and_makes_gaps_even() -> None:
    across = after(distributed(three(), RECTS, RECTS, "across"))
    assert [across[id_][0] for id_ in RECTS] == [0, 250, 500]
    down = after(distributed(three(), RECTS, RECTS, "down"))
    assert [down[id_][1] for id_ in RECTS] == [0, 130, 300]


def test_a_zone_that_is_lined_up_takes_its_blocks_along_once() -> None:
    option = Option(id=OPTION, zones=(zone("edge"),), blocks=(block("laptop", "a", zone="edge"), block("laptop", "b")))
    places = {"edge": Rect(100, 100, 300, 200), "a": Rect(150, 180, 90, 40), "b": Rect(0, 500, 90, 40)}
    move = aligned(option, places, ("edge", "a", "b"), "left")
    assert move is not None
    assert dict(move.at) == {"edge": (0, 100), "a": (50, 180)}


def measured(given: Plan) -> dict[str, tuple[float, float]]:
    cards = {workload.id: CARD for workload in given.workloads}
    return cards | {block.id: BLOCK for option in given.options for block in option.blocks}


def tidy(given: Plan, *ids: str) -> Plan:
    """The plan with its first option tidied up."""
    option, sizes = given.options[0], measured(given)
    move = tidied(given, option, catalogue(), sizes, standing(given), ids)
    return move.apply(given) if move else given


def standing(given: Plan) -> dict[str, Rect]:
    """The rectangles of everything in the first option."""
    layout, sizes = arranged(given, given.options[0], catalogue(), sizes=measured(given)), measured(given)
    spots = {**layout.workloads, **layout.blocks}
    return {**layout.zones, **{id_: Rect(*spot, *sizes[id_]) for id_, spot in spots.items()}}


def chain() -> Plan:
    return plan(
        zones=(zone("cloud", "public_cloud"), zone("office", "on_premises")),
        blocks=(
            block("managed_model_api", "model", zone="cloud"),
            block("document_store", "docs", zone="office"),
            block("vector_index", "index", zone="cloud"),
            block("app_service", "app", zone="cloud"),
            block("identity_access", "sign_in"),
        ),
        flows=(
            flow("docs", "reads", "index"),
            flow("index", "reads", "app"),
            flow("app", "calls", "model"),
            flow("work", "uses", "app"),
        ),
    )


def test_data_run_from_left_to_right_in_a_zone_and_between_zones() -> None:
    places = standing(tidy(chain()))
    assert places["work"].right < places["index"].x
    assert places["index"].right < places["app"].x < places["app"].right < places["model"].x
    short = plan(
        zones=(zone("office", "on_premises"), zone("cloud", "public_cloud")),
        blocks=[block("document_store", f"docs{n}", zone="office") for n in range(4)]
        + [block("app_service", f"app{n}", zone="cloud") for n in range(4)],
        flows=[flow(f"docs{n}", "reads", f"app{n}") for n in range(4)],
    )
    places = standing(tidy(short))
    assert places["office"].right < places["cloud"].x


def test_zones_that_would_make_a_ribbon_stand_below_each_other() -> None:
    places = standing(tidy(chain()))
    assert places["office"].bottom < places["cloud"].y


def test_workloads_and_what_covers_the_plan_stand_left_of_everything() -> None:
    places = standing(tidy(chain()))
    left = max(places["work"].right, places["sign_in"].right)
    assert left < min(places[id_].x for id_ in ("cloud", "office"))


def test_zones_hold_their_blocks_with_room_for_the_head() -> None:
    places = standing(tidy(chain()))
    for block_id, zone_id in (("model", "cloud"), ("index", "cloud"), ("docs", "office")):
        inner, outer = places[block_id], places[zone_id]
        assert inner.y - outer.y >= FIRST_ROW
        assert min(inner.x - outer.x, outer.right - inner.right, outer.bottom - inner.bottom) >= MARGIN


def test_tidying_again_changes_nothing() -> None:
    once = tidy(chain())
    assert tidy(once) == once


def test_the_order_in_which_things_were_drawn_makes_no_difference() -> None:
    option = chain().options[0]
    turned = option.but(blocks=option.blocks[::-1], flows=option.flows[::-1], zones=option.zones[::-1])
    assert standing(tidy(chain().but(options=(turned,)))) == standing(tidy(chain()))


def test_only_what_is_chosen_moves_and_keeps_clear_of_the_rest() -> None:
    start = tidy(chain())
    messy = Move(option=OPTION, at={"index": (600.0, 400.0), "app": (500.0, 400.0)}).apply(start)
    places, before = standing(tidy(messy, "index", "app")), standing(messy)
    assert places["model"] == before["model"]
    assert places["docs"] == before["docs"]
    assert places["index"].right < places["app"].x
    assert not places["app"].overlaps(places["model"])


def test_one_chosen_block_alone_stays_where_it_is() -> None:
    start = tidy(chain())
    assert tidy(start, "app") == start


def busy(seed: int, blocks: int, *, near: float = 0.85) -> Plan:
    """A plan of many blocks in zones, most of their links within a zone."""
    dice = random.Random(seed)
    zones = [f"zone{number}" for number in range(max(2, blocks // 15))]
    kinds = ("document_store", "app_service", "managed_model_api", "cpu_server", "logging_audit")
    made = [
        block(dice.choice(kinds), f"block{number}", zone=dice.choice([*zones, None] if seed % 3 else zones))
        for number in range(blocks)
    ]
    flows = set()
    for _ in range(blocks * 3 // 2):
        one = dice.choice(made)
        close = [other for other in made if other.zone == one.zone]
        other = dice.choice(close if dice.random() < near else made)
        if one is not other:
            flows.add((one.id, other.id))
    return plan(
        workloads=tuple(workload(f"work{number}") for number in range(2)),
        zones=tuple(zone(id_, "public_cloud") for id_ in zones),
        blocks=made,
        flows=tuple(flow(a, "reads", b) for a, b in sorted(flows)),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), count=st.integers(0, 40), near=st.sampled_from([0.0, 0.5, 1.0]))
def test_tidying_lets_nothing_overlap(seed: int, count: int, near: float) -> None:
    start = busy(seed, count, near=near)
    done = tidy(start)
    places, option = standing(done), done.options[0]
    homes = {block.id: block.zone for block in option.blocks}
    for one, other in combinations(places, 2):
        if homes.get(one) != other and homes.get(other) != one:
            assert not places[one].overlaps(places[other]), (one, other)
    assert {(block.id, block.zone) for block in option.blocks} == {(b.id, b.zone) for b in start.options[0].blocks}


def test_a_block_in_a_ring_of_links_is_placed_like_any_other() -> None:
    ring = plan(
        blocks=tuple(block("app_service", id_) for id_ in "xyz"),
        flows=(flow("x", "calls", "y"), flow("y", "calls", "z"), flow("z", "calls", "x")),
    )
    places = standing(tidy(ring))
    assert not any(places[one].overlaps(places[other]) for one, other in combinations("xyz", 2))
