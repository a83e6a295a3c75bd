"""Two designs in one picture: what came, went, changed and moved is told by form, and nothing lies on anything."""

from __future__ import annotations

import itertools

from builders import block, catalogue, flow, knowledge, plan, zone

from exports.picture.overlay import Overlay, overlay
from exports.picture.scene import Item
from exports.picture.shapes import Path, Text
from infra_builder.comparing import compared
from infra_builder.edits import Change, Edit, Move, Remove, Together
from infra_builder.matching import Side
from infra_builder.places import SCENARIOS
from infra_builder.plan import Plan
from infra_builder.planfile import read
from ui.document import settled

ZONES = [zone("on_premises"), zone("public_cloud")]


def start() -> Plan:
    blocks = [block("document_store", zone="on_premises"), block("app_service", zone="public_cloud")]
    made = plan(zones=ZONES, blocks=blocks, flows=[flow("document_store", "reads", "app_service")])
    return settled(made, knowledge())


def edited(*edits: Edit) -> Overlay:
    before = start()
    after = settled(Together(edits=edits).apply(before), knowledge())
    return between(before, after)


def between(before: Plan, after: Plan) -> Overlay:
    sides = Side(before, before.options[0]), Side(after, after.options[-1])
    return overlay(compared(*sides), catalogue())


def texts(item: Item) -> list[str]:
    return [shape.text for shape in item.shapes if isinstance(shape, Text)]


def dashes(item: Item) -> set[tuple[float, ...]]:
    return {shape.dash for shape in item.shapes if isinstance(shape, Path) and shape.dash}


def test_equal_designs_have_no_marks() -> None:
    assert not edited().marks.states


def test_what_went_stays_in_its_place_dotted_and_its_links_carry_a_minus() -> None:
    drawn = edited(Remove(option="a", ids=("document_store",)))
    at = start().options[0].blocks[0].at
    item = drawn.scene.item("document_store")
    assert (item.rect.x, item.rect.y) == at
    assert (2, 3.5) in dashes(item)
    assert drawn.marks.states["document_store"] == "removed"
    assert "−" in texts(drawn.scene.item("document_store>app_service:reads"))


def test_what_came_is_dashed_and_what_changed_is_not() -> None:
    before, after = plan(blocks=[block("laptop")]), plan(blocks=[block("laptop", owner="IT"), block("app_service")])
    drawn = between(before, after)
    assert drawn.marks.states == {"app_service": "added", "laptop": "changed"}
    assert (7, 4) in dashes(drawn.scene.item("app_service"))
    assert (7, 4) not in dashes(drawn.scene.item("laptop"))


def test_a_block_that_moved_leaves_an_outline_and_an_arrow_leads_from_it() -> None:
    drawn = edited(Change(option="a", id="document_store", changes={"zone": "public_cloud", "at": None}))
    ghost = drawn.ghosts["document_store"]
    assert drawn.option.by_id[ghost].zone == "on_premises"  # type: ignore[union-attr]
    assert drawn.marks.states[ghost] == "left"
    assert drawn.marks.states["document_store"] == "moved"
    assert drawn.items("document_store") == ("document_store", ghost)
    assert drawn.scene.item("moved:document_store").sort == "mark"


def test_moving_on_the_canvas_alone_is_no_move() -> None:
    assert not edited(Move(option="a", at={"document_store": (900.0, 900.0)})).ghosts


def test_a_zone_that_went_is_struck_out_with_what_stood_in_it() -> None:
    drawn = edited(Remove(option="a", ids=("on_premises", "document_store")))
    assert drawn.marks.states["on_premises"] == "removed"
    assert drawn.option.by_id["document_store"].zone == "on_premises"  # type: ignore[union-attr]


def test_an_id_that_means_another_sort_of_thing_on_either_side_is_shown_twice() -> None:
    drawn = between(plan(zones=[zone("x", "edge")]), plan(blocks=[block("laptop", "x")]))
    assert drawn.marks.states["x"] == "added"
    assert drawn.marks.states[drawn.before["x"]] == "removed"
    assert drawn.before["x"] != "x"


def test_blocks_of_designs_by_different_people_do_not_lie_on_each_other() -> None:
    made = settled(read(SCENARIOS / "first-prototype.infraplan", catalogue()), knowledge())
    drawn = overlay(compared(Side(made, made.options[0]), Side(made, made.options[1])), catalogue())
    standing = [item for item in drawn.scene.items if item.sort in ("block", "workload")]
    for one, other in itertools.combinations(standing, 2):
        assert not one.rect.overlaps(other.rect), (one.id, other.id)


def test_any_two_scenarios_can_be_put_into_one_picture() -> None:
    plans = [read(path, catalogue()) for path in sorted(SCENARIOS.glob("*.infraplan"))]
    for one, other in itertools.pairwise(plans):
        differences = compared(Side(one, one.options[0]), Side(other, other.options[0]))
        drawn = overlay(differences, catalogue(), quick=True)
        shown = {item.id for item in drawn.scene.items}
        assert {match.after for match in differences.matches if match.sort != "flow"} <= shown
        assert {drawn.before[gone.id] for gone in differences.removed if gone.sort != "flow"} <= shown
