"""What things without a name of their own are called in sentences."""

from __future__ import annotations

import pytest
from builders import block, catalogue, design, plan, zone

from infra_builder.rules.wording import lowered, name, word_label


def test_one_cloud_is_just_the_cloud() -> None:
    made = design(plan(zones=[zone("cloud", "public_cloud", provider="Alpha")]))
    assert name(made, "cloud") == "Public cloud"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"provider": "Alpha"}, {"provider": "Beta"}, "Public cloud Beta"),
        ({"provider": "Alpha", "region": "North"}, {"provider": "Alpha", "region": "South"}, "Public cloud South"),
        ({"provider": "Alpha"}, {}, "Public cloud two"),
        ({"name": "Shop"}, {}, "Public cloud"),
        ({"name": "Shop"}, {"name": "Office"}, "Office"),
    ],
)
def test_two_clouds_are_told_apart(first: dict[str, str], second: dict[str, str], said: str) -> None:
    made = design(plan(zones=[zone("one", "public_cloud", **first), zone("two", "public_cloud", **second)]))
    assert name(made, "two") == said


def test_two_blocks_of_a_kind_are_told_apart_by_where_they_stand() -> None:
    zones = [zone("house", "on_premises"), zone("cloud", "public_cloud")]
    blocks = [block("app_service", "here", zone="house"), block("app_service", "there", zone="cloud")]
    made = design(plan(zones=zones, blocks=blocks))
    assert [name(made, one) for one in ("here", "there")] == [
        "App service (Own premises)",
        "App service (Public cloud)",
    ]


def test_blocks_of_a_kind_in_one_place_keep_the_name_of_their_kind() -> None:
    made = design(
        plan(
            zones=[zone("house", "on_premises")], blocks=[block("app_service", one, zone="house") for one in ("a", "b")]
        )
    )
    assert name(made, "a") == "App service"


def test_a_block_with_a_name_of_its_own_needs_no_place() -> None:
    zones = [zone("house", "on_premises"), zone("cloud", "public_cloud")]
    blocks = [block("app_service", "here", zone="house", name="Till"), block("app_service", "there", zone="cloud")]
    made = design(plan(zones=zones, blocks=blocks))
    assert [name(made, one) for one in ("here", "there")] == ["Till", "App service"]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("GPU operations", "GPU operations"),
        ("Simulation with AI", "simulation with AI"),
        ("No-code flow", "no-code flow"),
    ],
)
def test_what_is_written_in_capitals_stays_so_in_a_sentence(label: str, said: str) -> None:
    assert lowered(label) == said


def test_an_environment_is_said_by_its_name() -> None:
    assert word_label(catalogue(), "environment", "hpc") == "supercomputer (HPC)"
