from __future__ import annotations

from itertools import pairwise

import pytest
from drawn_plans import COMPOUND, looker, support_plan

from exports.picture.block import BlockLook, block_shapes, block_size, inset, silhouette
from exports.picture.card import CardLook, card_shapes, card_size
from exports.picture.flow import FlowLook, labels
from exports.picture.icons import icon
from exports.picture.marks import DASH_RING, initials, pips
from exports.picture.measure import shortened, width, wrap
from exports.picture.shapes import Path, Text, bent, bounds, text_box
from exports.picture.zone import DASHES, ZoneLook, head, zone_shapes
from infra_builder.layout import Rect

CATEGORIES = ("data", "hosting", "compute", "governance")


def look(**changes: object) -> BlockLook:
    fields = {"name": "Manual index", "kind": "Vector index", "category": "data", "icon": "vector_index", **changes}
    return BlockLook(**fields)  # type: ignore[arg-type]


def texts(shapes: tuple[Path | Text, ...]) -> list[Text]:
    return [shape for shape in shapes if isinstance(shape, Text)]


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("name", ["Index", "Assistant web app for the field service of all regions", COMPOUND])
def test_all_words_of_a_block_stand_inside_it_and_clear_of_the_owner(name: str, category: str) -> None:
    block = look(name=name, kind="Notebook environment with a long kind", category=category, owner="Quality team")
    wide, high = block_size(block)
    words = [text_box(text) for text in texts(block_shapes(block)) if text.text != "QT"]
    assert all(box.y >= 0 and box.bottom <= high and box.right < wide - 34 for box in words)


def test_a_long_name_makes_the_block_higher_and_a_short_one_does_not() -> None:
    assert block_size(look()) == (208, 64)
    assert block_size(look(name=COMPOUND))[1] > 64


def test_lines_of_a_name_do_not_overlap() -> None:
    words = [text_box(text) for text in texts(block_shapes(look(name=COMPOUND, kind="Kind of two long lines here")))]
    lines = sorted((box for box in words if box.x == 54), key=lambda box: box.y)
    assert len(lines) > 3
    assert all(upper.bottom <= lower.y + 1 for upper, lower in pairwise(lines))


def test_a_compound_word_is_broken_with_a_hyphen_and_loses_no_letter() -> None:
    lines = wrap(COMPOUND, 14, 600, 120, 9)
    assert all(width(line, 14, 600) <= 120 for line in lines)
    assert "".join(line.removesuffix("-") for line in lines) == COMPOUND


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert shortened("Assistant web app", 14, 600, 60).endswith("…")
    assert shortened("App", 14, 600, 60) == "App"


def test_letters_that_the_fonts_lack_still_have_a_width() -> None:
    assert width("漢字", 10) == 20
    assert width("Ωß漢", 10) > 20


def test_an_unowned_block_shows_the_dashed_ring_with_a_question_mark() -> None:
    unowned, owned = block_shapes(look()), block_shapes(look(owner="IT"))
    assert any(isinstance(shape, Path) and shape.dash == DASH_RING for shape in unowned)
    assert "?" in [text.text for text in texts(unowned)]
    assert not any(isinstance(shape, Path) and shape.dash == DASH_RING for shape in owned)
    assert "IT" in [text.text for text in texts(owned)]


@pytest.mark.parametrize(("owner", "letters"), [("IT", "IT"), ("Quality team", "QT"), ("Product", "PR"), ("–", "?")])
def test_owners_have_two_letters(owner: str, letters: str) -> None:
    assert initials(owner) == letters


def test_categories_differ_in_silhouette_and_edge_mark_without_any_colour() -> None:
    rect = Rect(0, 0, 208, 64)
    assert len({silhouette(category, rect) for category in CATEGORIES}) == 4
    drawings = {tuple(s.commands for s in block_shapes(look(category=c)) if isinstance(s, Path)) for c in CATEGORIES}
    assert len(drawings) == 4


def test_states_differ_in_more_than_colour() -> None:
    marks = {
        state: [(s.commands, s.dash, s.width) for s in block_shapes(look(state=state)) if isinstance(s, Path)]
        for state in ("normal", "added", "removed")
    }
    assert marks["normal"] != marks["added"] != marks["removed"]


def test_links_end_at_the_silhouette_and_not_at_the_rectangle() -> None:
    rect = Rect(0, 0, 208, 64)
    assert inset("data", "R", rect, (208, 32)) == pytest.approx(0, abs=0.5)
    assert inset("data", "R", rect, (208, 10)) > 5
    assert inset("hosting", "R", rect, (208, 10)) == 0


def test_what_is_not_known_of_a_workload_is_said() -> None:
    plan, _ = support_plan()
    card = looker().card(plan.workloads[0].but(users=None, timing=None))
    said = [text.text for text in texts(card_shapes(card))]
    assert "users not known yet" in said
    assert "data class not known yet" in said


def test_all_words_of_a_card_stand_inside_it() -> None:
    card = CardLook(
        "Workload", f"{COMPOUND} {COMPOUND}", COMPOUND, "Production", COMPOUND, (COMPOUND, COMPOUND), COMPOUND, 4
    )
    wide, high = card_size(card)
    assert all(
        box.x >= 0 and box.right <= wide and box.bottom <= high - 5
        for box in (text_box(text) for text in texts(card_shapes(card)))
    )


def zone(**changes: object) -> ZoneLook:
    fields = {
        "width": 264.0, "height": 200.0, "environment": "public_cloud", "name": "EU region",
        "details": ("Public cloud", "Provider A", "owner IT"), "reasons": ("speed", "latency", "data residency"),
        "missing": ("no owner yet",), "covers": ("backups", "encryption", "masking"), **changes,
    }  # fmt: skip
    return ZoneLook(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("wide", [264.0, 300.0, 420.0, 624.0])
@pytest.mark.parametrize("name", ["EU", "EU region", COMPOUND])
def test_the_head_of_a_zone_never_collides(wide: float, name: str) -> None:
    drawn = head(zone(width=wide, name=name))
    words = [text_box(text) for text in texts(drawn.shapes)]
    assert all(box.x >= 0 and box.right <= wide for box in words)
    assert not any(a.overlaps(b) for i, a in enumerate(words) for b in words[i + 1 :])


@pytest.mark.parametrize("wide", [264.0, 624.0])
def test_a_missing_owner_is_never_left_out_of_the_head(wide: float) -> None:
    assert "no owner yet" in [text.text for text in texts(head(zone(width=wide)).shapes)]


def test_the_outline_of_a_zone_says_the_environment() -> None:
    assert DASHES["public_cloud"] != DASHES["saas"] != DASHES["edge"]
    plain, double = zone_shapes(zone(environment="on_premises")), zone_shapes(zone(environment="hpc"))
    assert sum(isinstance(s, Path) and s.stroke == "zone_line" for s in plain) == 1
    assert sum(isinstance(s, Path) and s.stroke == "zone_line" for s in double) == 2


def test_a_masked_flow_shows_the_mask_in_all_but_the_shortest_label() -> None:
    plain, masked = (FlowLook("reads", rank=2, data="confidential", masked=m) for m in (False, True))
    for bare, hidden in zip(labels(plain)[:-1], labels(masked)[:-1], strict=True):
        assert len(hidden.shapes) > len(bare.shapes)


def test_support_links_carry_no_pips() -> None:
    (label, *_) = labels(FlowLook("runs on", support=True, rank=2))
    assert not any(isinstance(shape, Path) for shape in label.shapes)


def test_pips_tell_classes_apart_by_height() -> None:
    assert len({tuple(s.commands for s in pips(rank, 0, 0) if isinstance(s, Path)) for rank in range(5)}) == 5


def test_a_missing_icon_is_a_plain_square() -> None:
    assert bounds(icon("no_such_icon", 10, 10, 24, "ink")).holds(22, 22)


def test_a_bend_is_never_larger_than_the_stretches_beside_it() -> None:
    box = bounds([Path(bent([(0, 0), (6, 0), (6, 4), (40, 4)], 8), None, "ink", 0)])
    assert (box.x, box.y, box.right, box.bottom) == (0, 0, 40, 4)
