from __future__ import annotations

from itertools import pairwise

from exports.picture.routes import Link, route, route_all
from exports.picture.terrain import Points
from infra_builder.layout import Rect


def block(x: float, y: float) -> Rect:
    return Rect(x, y, 208, 64)


def passes(points: Points, rect: Rect) -> bool:
    return any(
        min(a[0], b[0]) < rect.right and rect.x < max(a[0], b[0]) + 0.01
        and min(a[1], b[1]) < rect.bottom and rect.y < max(a[1], b[1]) + 0.01
        for a, b in pairwise(points)
    )  # fmt: skip


def test_blocks_side_by_side_are_joined_by_one_straight_line() -> None:
    assert route(block(0, 0), block(360, 0)).points == ((208.0, 32.0), (360.0, 32.0))


def test_every_stretch_is_level_or_upright() -> None:
    points = route(block(0, 0), block(500, 300), [block(250, 150)]).points
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


def test_a_link_goes_around_a_third_block_between_the_two() -> None:
    middle = block(360, 0)
    for target in (block(720, 0), block(720, 60), block(720, -40)):
        assert not passes(route(block(0, 0), target, [middle]).points, middle)


def test_a_link_goes_around_a_block_above() -> None:
    middle = block(0, 120)
    assert not passes(route(block(0, 0), block(0, 240), [middle]).points, middle)


def test_a_link_goes_around_the_words_of_a_zone() -> None:
    head = Rect(-12, 120, 330, 36)
    assert not passes(route(block(0, 0), block(0, 200), [], [head]).points, head)


def test_links_at_one_side_keep_apart() -> None:
    items = {"a": block(0, 120), "b": block(360, 0), "c": block(360, 120), "d": block(360, 240)}
    routes = route_all([Link(name, "a", name) for name in "bcd"], items)
    starts = sorted(routes[name].points[0] for name in "bcd")
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) >= 8 for a, b in pairwise(starts))


def test_links_between_the_same_blocks_do_not_cover_each_other() -> None:
    items = {"a": block(0, 0), "b": block(360, 200)}
    one, other = route_all([Link("1", "a", "b"), Link("2", "b", "a")], items).values()
    assert not set(pairwise(one.points)) & {(b, a) for a, b in pairwise(other.points)}


def test_routes_are_the_same_each_time() -> None:
    items = {str(n): block(n % 4 * 360, n // 4 * 120) for n in range(12)}
    links = [Link(f"{a}{b}", str(a), str(b)) for a in range(12) for b in range(a + 1, 12, 4)]
    assert route_all(links, items) == route_all(links, items)


def test_blocks_that_touch_or_overlap_still_get_a_line() -> None:
    for target in (block(208, 0), block(100, 20), block(0, 0)):
        assert len(route(block(0, 0), target).points) >= 2
