"""The simplified view of a large plan: which links it shows, and that all of it stands on its page."""

from __future__ import annotations

import random

import pytest
from printed_plans import KINDS, Printed, catalogue, flow, judged, plan, report

from exports.pdf import Choice
from exports.pdf.strands import Strand, main, strands
from infra_builder.design import Design
from infra_builder.plan import Block, Flow, Option, Workload, Zone

ZONES = ("north", "south", "east")


def option(*flows: Flow, zones: tuple[str, ...] = ZONES) -> Option:
    """Two apps in each zone, called by the zone's letter."""
    blocks = tuple(Block(id=f"{zone[0]}{n}", kind="app_service", zone=zone) for zone in zones for n in (1, 2))
    return Option(
        id="a", zones=tuple(Zone(id=zone, environment="public_cloud") for zone in zones), blocks=blocks, flows=flows
    )


def merged(*flows: Flow) -> tuple[Strand, ...]:
    """The strands between the zones."""
    drawn = option(*flows)
    home = {block.id: block.zone or "" for block in drawn.blocks} | {"work": "work"}
    return strands(Design(plan(drawn), drawn, catalogue()), home)


def carrying(source: str, target: str, data: str | None = None, gb: float | None = None) -> Flow:
    """A flow of data."""
    return flow(source, target).but(data=data, gb_per_month=gb)


def test_links_between_the_same_zones_are_one_strand() -> None:
    (strand,) = merged(carrying("n1", "s1", "internal", 2), carrying("n2", "s2", "personal", 3), flow("n1", "n2"))
    assert (strand.ends, strand.count, strand.back) == (("north", "south"), 2, False)
    assert (strand.data, strand.gb) == ("personal", 5)


def test_links_in_both_directions_are_one_strand_with_a_way_back() -> None:
    (strand,) = merged(flow("n1", "s1"), flow("s2", "n2"))
    assert (strand.count, strand.back) == (2, True)


def test_a_strand_without_data_is_one_of_support() -> None:
    first, second = merged(flow("n1", "s1", "runs_on"), flow("n1", "e1"))
    assert (first.support, second.support) == (True, False)


def test_what_leads_to_what_a_workload_needs_is_served() -> None:
    served, idle = merged(flow("work", "n1", "uses"), flow("n1", "s1", "calls"), flow("e1", "s2"))[1:]
    assert (served.served, idle.served) == (True, False)


def strand(ends: str, **changes: object) -> Strand:
    """A strand between two places with names of one letter."""
    fields = {"count": 1, "back": False, "data": None, "gb": 0.0, "support": False, "served": False} | changes
    return Strand((ends[0], ends[1]), **fields)  # type: ignore[arg-type]


def test_the_most_protected_data_and_the_most_gigabytes_are_always_shown() -> None:
    protected, heavy, lesser = strand("ab", data="regulated"), strand("bc", gb=900.0), strand("cd", data="internal")
    assert set(main([lesser, heavy, protected], ["w"])) == {protected, heavy}


def test_the_links_of_workloads_are_always_shown() -> None:
    users = [strand(f"w{place}", served=True) for place in "abcdefghijkl"]
    assert set(users) <= set(main(users, ["w"]))


def test_links_on_the_way_to_a_workload_are_shown_up_to_as_many_as_there_are_places() -> None:
    every = [strand(f"{a}{b}", served=True) for a in "abcdefgh" for b in "abcdefgh" if a < b]
    assert len(main(every, ())) == 8


def test_nothing_linked_is_nothing_shown() -> None:
    assert main([], ["w"]) == ()


@pytest.mark.parametrize("zones", [1, 7, 40])
def test_every_place_and_no_word_below_seven_points_stands_on_the_page(zones: int) -> None:
    luck = random.Random(zones)
    names = [f"Site {number:02}" for number in range(zones)]
    placed = tuple(Zone(id=name, environment="edge", name=name) for name in names)
    blocks = tuple(
        Block(id=f"b{n}", kind=KINDS[n % len(KINDS)], name=f"A block with a long name {n}", zone=luck.choice(names))
        for n in range(120)
    )
    flows = {(luck.choice(blocks).id, luck.choice(blocks).id) for _ in range(60)}
    linked = tuple(flow(a, b, "calls") for a, b in sorted(flows) if a != b)
    large = plan(Option(id="a", zones=placed, blocks=blocks, flows=(*linked, flow("work", "b0", "uses"))))
    printed = Printed(large, report(judged()), choice=Choice(("picture_short",)))
    assert len(printed.pages) == 1
    assert "simplified" in printed.pages[0]
    assert all(name in printed.pages[0] for name in names)
    high = float(printed.reader.pages[0].mediabox.height)
    for word in printed.every_word():
        assert word.size >= 7 - 1e-6
        assert 25 < word.y < high - 36


def test_workloads_that_share_no_link_stand_there_too() -> None:
    alone = Workload(id="alone", name="Forecast", kind="forecasting")
    drawn = tuple(Block(id=f"b{n}", kind=KINDS[n % len(KINDS)], name="W" * 60, zone="z") for n in range(90))
    large = plan(
        Option(id="a", zones=(Zone(id="z", environment="saas", name="Suite"),), blocks=drawn), workloads=(alone,)
    )
    page = Printed(large, report(judged()), choice=Choice(("picture_short",))).pages[0]
    assert "Forecast" in page
    assert "Suite" in page
