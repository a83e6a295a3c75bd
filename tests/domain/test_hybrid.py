"""Environments: what counts as one, whether its reasons are real, and what is not known about them."""

from __future__ import annotations

from typing import Any

import pytest
from builders import block, design, flow, ids, value, workload, zone

from infra_builder.design import Design
from infra_builder.facts import FACTS
from infra_builder.plan import Workload, Zone


def with_app(*zones: Zone, workloads: list[Workload] | None = None, flows: list[Any] | None = None) -> Design:
    """A design with an application of one's own in each zone."""
    blocks = [block("app_service", f"app_{place.id}", zone=place.id) for place in zones]
    return design(zones=zones, blocks=blocks, workloads=workloads, flows=flows or [])


class TestCounting:
    def count(self, *zones: Zone) -> int:
        return int(value(with_app(*zones), "option.environments"))

    def test_two_regions_of_one_provider_are_one(self) -> None:
        regions = [
            zone(id_, "public_cloud", provider=name, region=id_) for id_, name in (("a", "Acme"), ("b", " acme"))
        ]
        assert self.count(*regions) == 1
        assert value(with_app(*regions), "option.is_hybrid") is False

    def test_two_clouds_are_two(self) -> None:
        clouds = [zone(id_, "public_cloud", provider=id_) for id_ in ("a", "b")]
        assert self.count(*clouds) == 2
        assert value(with_app(*clouds), "option.is_hybrid") is True

    def test_two_clouds_of_which_nobody_says_whose_they_are_count_as_one(self) -> None:
        assert self.count(zone("a", "public_cloud"), zone("b", "public_cloud")) == 1

    def test_a_workstation_never_counts(self) -> None:
        assert self.count(zone("public_cloud"), zone("workstation")) == 1
        assert self.count(zone("workstation")) == 0

    def test_own_premises_that_are_a_desk_with_a_laptop_do_not_count(self) -> None:
        of = design(
            zones=[zone("public_cloud"), zone("on_premises")],
            blocks=[block("app_service", zone="public_cloud"), block("laptop", zone="on_premises")],
        )
        assert value(of, "option.environments") == 1

    def test_own_premises_with_a_server_count(self) -> None:
        assert self.count(zone("public_cloud"), zone("on_premises")) == 2

    def test_a_zone_with_nothing_but_governance_does_not_count(self) -> None:
        of = design(
            zones=[zone("public_cloud"), zone("private_cloud")],
            blocks=[block("app_service", zone="public_cloud"), block("backups", zone="private_cloud")],
        )
        assert ids(value(of, "option.operating_zones")) == ("public_cloud",)

    def test_saas_beside_a_cloud_is_none(self) -> None:
        of = design(
            zones=[zone("public_cloud"), zone("saas")],
            blocks=[block("app_service", zone="public_cloud"), block("enterprise_ai_tool", zone="saas")],
            flows=[flow("app_service", "calls", "enterprise_ai_tool")],
        )
        assert value(of, "option.environments") == 1

    def test_saas_that_exchanges_data_with_own_premises_is_one(self) -> None:
        blocks = [block("file_share", zone="on_premises"), block("enterprise_ai_tool", zone="saas")]
        places = [zone("on_premises"), zone("saas")]
        exchanging = design(zones=places, blocks=blocks, flows=[flow("file_share", "reads", "enterprise_ai_tool")])
        beside = design(zones=places, blocks=blocks)
        assert value(exchanging, "option.environments") == 2
        assert value(beside, "option.environments") == 1

    def test_a_supplier_that_is_only_called_and_has_an_owner_is_none(self) -> None:
        def count(owner: str) -> Any:
            of = design(
                zones=[
                    zone("home", "public_cloud", provider="X"),
                    zone("api", "public_cloud", provider="Y", owner=owner),
                ],
                blocks=[block("app_service", zone="home"), block("managed_model_api", zone="api")],
            )
            return value(of, "option.environments")

        assert (count("Product"), count("")) == (1, 2)

    def test_a_cloud_that_is_only_called_but_reads_from_own_premises_is_one(self) -> None:
        of = design(
            zones=[zone("public_cloud", owner="IT"), zone("on_premises")],
            blocks=[block("managed_model_api", zone="public_cloud"), block("file_share", zone="on_premises")],
            flows=[flow("file_share", "reads", "managed_model_api")],
        )
        assert value(of, "option.environments") == 2


class TestReasons:
    @pytest.mark.parametrize(
        ("reason", "fields", "sound"),
        [
            ("latency", {"timing": "interactive"}, True),
            ("latency", {"timing": "realtime"}, True),
            ("latency", {"timing": "batch"}, False),
            ("latency", {"timing": "occasional"}, False),
            ("latency", {}, None),
            ("data_residency", {"sensitivity": "internal"}, True),
            ("data_residency", {"sensitivity": "public"}, False),
            ("data_residency", {}, None),
            ("sensitive_data", {"sensitivity": "confidential"}, True),
            ("sensitive_data", {"sensitivity": "internal"}, False),
            ("burst_compute", {"usage": "spiky"}, True),
            ("burst_compute", {"kind": "fine_tuning"}, True),
            ("burst_compute", {"kind": "forecasting", "usage": "low"}, False),
            ("burst_compute", {"kind": "forecasting"}, None),
            ("cost_control", {"usage": "steady_high"}, True),
            ("cost_control", {"usage": "low"}, False),
            ("specialised_hardware", {"kind": "fine_tuning"}, False),
            ("legacy_systems", {}, True),
            ("transition", {}, True),
        ],
    )
    def test_a_stated_reason_counts_where_the_workload_has_it(
        self, reason: str, fields: dict[str, str], sound: bool | None
    ) -> None:
        of = with_app(zone("private_cloud", reasons=(reason,)), workloads=[workload(**fields)])
        expected = {True: (reason,), False: (), None: None}[sound]
        assert value(of, "zone.sound_reasons") == expected
        assert value(of, "zone.needed") == sound

    def test_special_hardware_is_a_reason_where_it_stands(self) -> None:
        of = design(
            workloads=[workload(kind="fine_tuning")],
            zones=[zone("hpc", reasons=("specialised_hardware",))],
            blocks=[block("hpc_allocation", zone="hpc")],
        )
        assert value(of, "zone.needed") is True

    @pytest.mark.parametrize("reason", ["speed", "skills_gap"])
    def test_a_reason_that_only_makes_a_place_pleasant_does_not_make_it_necessary(self, reason: str) -> None:
        of = with_app(zone("private_cloud", reasons=(reason,)))
        assert value(of, "zone.sound_reasons") == (reason,)
        assert value(of, "zone.needed") is False

    def test_one_workload_that_has_it_is_enough(self) -> None:
        of = with_app(
            zone("edge", reasons=("latency",)),
            workloads=[workload("a", timing="batch"), workload("b", timing="realtime")],
        )
        assert value(of, "zone.needed") is True

    def test_an_open_field_keeps_it_open_unless_another_reason_holds(self) -> None:
        open_ = with_app(zone("edge", reasons=("latency", "speed")))
        settled = with_app(zone("edge", reasons=("latency", "legacy_systems")))
        assert value(open_, "zone.sound_reasons") == ("speed",)
        assert value(settled, "zone.sound_reasons") == ("legacy_systems",)

    def test_no_reason_is_no_open_question(self) -> None:
        assert value(with_app(zone("edge")), "zone.needed") is False

    def test_low_connectivity_speaks_for_own_ground_only(self) -> None:
        assert value(with_app(zone("edge", reasons=("low_connectivity",))), "zone.needed") is True
        assert value(with_app(zone("public_cloud", reasons=("low_connectivity",))), "zone.needed") is False


class TestUnexplained:
    def unexplained(self, *zones: Zone, **fields: str) -> Any:
        return value(with_app(*zones, workloads=[workload(**fields)]), "option.unexplained_environments")

    def test_a_home_needs_no_reason(self) -> None:
        assert self.unexplained(zone("public_cloud")) == 0

    def test_a_second_environment_without_a_reason_is_unexplained(self) -> None:
        assert self.unexplained(zone("public_cloud"), zone("on_premises")) == 1

    def test_a_second_environment_with_a_real_reason_is_explained(self) -> None:
        assert self.unexplained(zone("public_cloud"), zone("edge", reasons=("latency",)), timing="realtime") == 0

    def test_a_reason_that_the_workload_does_not_have_explains_nothing(self) -> None:
        assert self.unexplained(zone("public_cloud"), zone("edge", reasons=("latency",)), timing="batch") == 1

    def test_where_the_workload_does_not_say_nobody_knows(self) -> None:
        places = (zone("public_cloud"), zone("edge", reasons=("latency",)))
        assert self.unexplained(*places) is None
        of = with_app(*places)
        fact = FACTS["option.unexplained_environments"]
        assert ("work", "workload.timing") in fact.unanswered(of, of.option)

    def test_what_is_surplus_is_the_environment_that_is_not_home(self) -> None:
        of = with_app(zone("public_cloud"), zone("on_premises"))
        assert [value(of, "zone.surplus", id_) for id_ in ("public_cloud", "on_premises")] == [False, True]

    def test_with_everything_explained_nothing_is_surplus(self) -> None:
        of = with_app(zone("public_cloud"), zone("edge", reasons=("latency",)), workloads=[workload(timing="realtime")])
        assert [value(of, "zone.surplus", id_) for id_ in ("public_cloud", "edge")] == [False, False]


class TestCommonControls:
    zones = (zone("public_cloud"), zone("on_premises"))
    apps = (block("app_service", zone="public_cloud"), block("operational_database", zone="on_premises"))

    def spread(self, *controls: Any) -> tuple[Any, Any]:
        of = design(zones=self.zones, blocks=[*self.apps, *controls])
        return value(of, "option.common_controls"), value(of, "option.separate_controls")

    def test_one_for_all_is_common(self) -> None:
        assert self.spread(block("identity_access")) == (("identity_access",), ())
        assert self.spread(block("identity_access", covers=("public_cloud", "on_premises"))) == (
            ("identity_access",),
            (),
        )

    def test_one_for_each_is_separate(self) -> None:
        each = [block("identity_access", f"id_{place.id}", zone=place.id) for place in self.zones]
        assert self.spread(*each) == ((), ("identity_access",))

    def test_the_only_one_drawn_in_a_zone_is_taken_to_serve_all(self) -> None:
        assert self.spread(block("identity_access", zone="on_premises")) == (("identity_access",), ())

    def test_one_that_covers_a_single_environment_is_neither(self) -> None:
        assert self.spread(block("identity_access", covers=("on_premises",))) == ((), ())
