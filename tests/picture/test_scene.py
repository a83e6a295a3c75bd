from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest
from drawn_plans import COMPOUND, catalogue, drawn, looker, support_plan

from exports.picture.legend import legend
from exports.picture.links import drawn_links
from exports.picture.looks import Looker, Marks, covering_kinds
from exports.picture.marks import Badge
from exports.picture.scene import Scene, link_ground, option_links, places, scene
from exports.picture.shapes import Path, Text, bounds, text_box
from exports.picture.svg import to_svg
from exports.picture.theme import theme
from infra_builder.layout import Rect, arranged
from infra_builder.plan import Option, Plan

SVG = "{http://www.w3.org/2000/svg}"


def words(picture: Scene) -> list[str]:
    return [shape.text for shapes in picture.shapes() for shape in shapes if isinstance(shape, Text)]


def test_the_same_plan_gives_the_same_picture() -> None:
    assert drawn() == drawn()


def test_every_item_of_the_option_is_drawn_once() -> None:
    plan, option = support_plan()
    ids = [item.id for item in drawn().items if item.sort != "heading"]
    assert sorted(ids) == sorted([*plan.ids(option), *(flow.id for flow in option.flows)])


def test_zones_lie_below_links_and_links_below_blocks() -> None:
    sorts = [item.sort for item in drawn().items]
    assert sorts == sorted(sorts, key=["zone", "heading", "flow", "workload", "block"].index)


def test_an_empty_plan_has_an_empty_picture() -> None:
    assert scene(Plan(), Option(id="a"), catalogue()).items == ()


def test_labels_of_links_stand_clear_of_blocks_and_of_each_other() -> None:
    plan, option = support_plan()
    layout = arranged(plan, option, catalogue())
    rects = places(plan, option, looker(), layout)
    ground = link_ground(plan, option, looker(), layout.zones, rects)
    looks = {flow.id: looker().flow(flow, False) for flow in option.flows}
    labels = [one.label for one in drawn_links(option_links(option, rects), looks, ground).values()]
    assert not any(a.overlaps(b) for a, b in combinations(labels, 2))
    assert not any(label.overlaps(rect) for label in labels for rect in rects.values())


def test_words_of_different_items_do_not_overlap() -> None:
    boxes = [(item.id, text_box(shape)) for item in drawn().items for shape in item.shapes if isinstance(shape, Text)]
    clashes = [(a[0], b[0]) for a, b in combinations(boxes, 2) if a[0] != b[0] and a[1].overlaps(b[1])]
    assert clashes == []


def test_only_data_that_leave_a_zone_pass_a_gate() -> None:
    plan, option = support_plan()
    layout = arranged(plan, option, catalogue())
    rects = places(plan, option, looker(), layout)
    ground = link_ground(plan, option, looker(), layout.zones, rects)
    looks = {flow.id: looker().flow(flow, False) for flow in option.flows}
    found = drawn_links(option_links(option, rects), looks, ground)
    assert {id_ for id_, one in found.items() if one.signs} == {"docs>index:reads", "notes>model:calls"}


def test_unmasked_data_that_leave_a_zone_are_named() -> None:
    plan, option = support_plan()
    bare = option.but(flows=tuple(f.but(masked=False) if f.source == "docs" else f for f in option.flows))
    assert "unmasked" in words(scene(plan, bare, catalogue()))
    assert "unmasked" not in words(scene(plan, option, catalogue()))


def test_a_zone_without_owner_and_reason_says_so_and_a_workstation_needs_no_reason() -> None:
    _, option = support_plan()
    looks = {
        zone.id: looker().zone(zone, layout_rect(zone.id), covering_kinds(option, catalogue())[zone.id])
        for zone in option.zones
    }
    assert looks["office"].missing == ("no reason yet",)
    assert looks["bench"].missing == ("no owner yet",)
    assert looks["cloud"].missing == ()


def layout_rect(zone: str) -> Rect:
    plan, option = support_plan()
    return arranged(plan, option, catalogue()).zones[zone]


def test_a_cover_shows_in_the_head_of_the_zone_it_covers() -> None:
    _, option = support_plan()
    looks = {
        zone.id: looker().zone(zone, layout_rect(zone.id), covering_kinds(option, catalogue())[zone.id])
        for zone in option.zones
    }
    assert looks["cloud"].covers == ("logging_audit",)
    assert looks["office"].covers == ("backups",)
    assert looks["bench"].covers == ()


def test_findings_numbers_and_previews_are_marked() -> None:
    marks = Marks(
        badges={"index": (Badge("fragile", "1, 2"),), "cloud": (Badge("accidental_hybrid", "3"),)},
        numbers={"app": 7}, lit={"docs>index:reads": "fragile"}, states={"vm": "added"},
    )  # fmt: skip
    picture = drawn(marks)
    assert {"1, 2", "3", "7"} <= set(words(picture))
    roles = {shape.stroke for shape in picture.item("docs>index:reads").shapes if isinstance(shape, Path)}
    assert "fragile" in roles
    assert "accent" in {shape.stroke for shape in picture.item("vm").shapes if isinstance(shape, Path)}


def test_the_legend_explains_what_is_used_and_fits_its_width() -> None:
    plan, option = support_plan()
    item = legend(plan, option, looker(), 700)
    said = [shape.text for shape in item.shapes if isinstance(shape, Text)]
    assert {"data", "hosting", "compute", "governance", "No owner yet", "support", "masked"} <= set(said)
    assert "taken away" not in said
    assert bounds(item.shapes).right <= 701
    removed = legend(plan, option, Looker(catalogue(), Marks(states={"vm": "removed"})), 700)
    assert "taken away" in [shape.text for shape in removed.shapes if isinstance(shape, Text)]


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
def test_the_svg_is_xml_and_holds_every_name(name: str) -> None:
    root = ElementTree.fromstring(to_svg(drawn(), theme(name)))
    text = " ".join(root.itertext())
    assert root.tag == f"{SVG}svg"
    for said in ("Support assistant", "Manual index", "EU region", "Covers the whole plan", "Service manuals"):
        assert said in text


def test_markup_in_a_name_is_only_words_in_the_svg() -> None:
    bad = "<script>alert('1')</script> & \"x\" \x00\x0b"
    root = ElementTree.fromstring(to_svg(drawn(name=bad), theme("light")))
    assert root.findall(f".//{SVG}script") == []
    assert "<script>" in "".join(root.itertext())


def test_a_long_name_is_whole_in_the_description_of_the_svg() -> None:
    root = ElementTree.fromstring(to_svg(drawn(name=COMPOUND), theme("light")))
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert COMPOUND in (description.text or "")


def test_everything_lies_inside_the_svg() -> None:
    picture = drawn(Marks(selected=frozenset({"notes"}), numbers={"login": 3}))
    left, top, wide, high = (
        float(part) for part in ElementTree.fromstring(to_svg(picture, theme("light"))).attrib["viewBox"].split()
    )
    box = bounds(shape for shapes in picture.shapes() for shape in shapes)
    assert left <= box.x
    assert top <= box.y
    assert left + wide >= box.right
    assert top + high >= box.bottom
