"""What follows from the drawing alone: who serves whom, what stops with what, where data end up, what protects what."""

from __future__ import annotations

import pytest
from builders import block, design, flow, ids, value, workload, zone

from infra_builder.design import Design
from infra_builder.vocabulary import highest


def serves(of: Design, block_id: str) -> tuple[str, ...]:
    return ids(value(of, "block.serves", block_id))


class TestServing:
    def test_what_a_workload_uses_and_what_that_reads_from_is_there_for_it(self) -> None:
        of = design(
            blocks=[block("app_service"), block("document_store"), block("cpu_server")],
            flows=[
                flow("work", "uses", "app_service"),
                flow("document_store", "reads", "app_service"),
                flow("app_service", "runs_on", "cpu_server"),
            ],
        )
        assert all(serves(of, id_) == ("work",) for id_ in ("app_service", "document_store", "cpu_server"))
        assert ids(value(of, "workload.blocks", "work")) == ("app_service", "document_store", "cpu_server")

    def test_a_shared_source_does_not_join_the_blocks_of_two_workloads(self) -> None:
        of = design(
            workloads=[workload("one"), workload("two")],
            blocks=[block("app_service", "app1"), block("app_service", "app2"), block("document_store")],
            flows=[
                flow("one", "uses", "app1"),
                flow("two", "uses", "app2"),
                flow("document_store", "reads", "app1"),
                flow("document_store", "reads", "app2"),
            ],
        )
        assert serves(of, "app1") == ("one",)
        assert serves(of, "document_store") == ("one", "two")

    def test_a_job_that_deploys_a_model_is_there_for_those_who_use_it(self) -> None:
        of = design(
            workloads=[workload("one"), workload("two")],
            blocks=[block("training_job"), block("self_hosted_model"), block("app_service")],
            flows=[
                flow("training_job", "deploys_to", "self_hosted_model"),
                flow("one", "uses", "self_hosted_model"),
                flow("two", "uses", "app_service"),
            ],
        )
        assert serves(of, "training_job") == ("one",)

    def test_a_block_without_links_is_there_for_all(self) -> None:
        of = design(workloads=[workload("one"), workload("two")], blocks=[block("laptop")])
        assert serves(of, "laptop") == ("one", "two")
        assert value(of, "block.linked", "laptop") is False

    def test_a_control_is_there_for_those_whose_blocks_it_covers(self) -> None:
        of = design(
            workloads=[workload("one"), workload("two")],
            blocks=[block("laptop"), block("small_vm"), block("backups", covers=("small_vm",))],
            flows=[flow("one", "uses", "laptop"), flow("two", "uses", "small_vm")],
        )
        assert serves(of, "backups") == ("two",)

    def test_the_furthest_stage_of_those_it_serves_counts_for_a_block(self) -> None:
        of = design(
            workloads=[workload("one", stage="experiment"), workload("two", stage="pilot"), workload("three")],
            blocks=[block("laptop")],
        )
        assert value(of, "block.stage", "laptop") == "pilot"

    def test_users_of_all_it_serves_are_counted_together_and_unknown_where_none_are_named(self) -> None:
        of = design(
            workloads=[workload("one", users=5), workload("two", users=7), workload("three")], blocks=[block("laptop")]
        )
        assert value(of, "block.users", "laptop") == 12
        assert value(design(blocks=[block("laptop")]), "block.users", "laptop") is None


class TestWhatStopsWithWhat:
    blocks = (
        block("app_service"),
        block("managed_model_api", "api"),
        block("document_store", "docs"),
        block("fallback"),
    )
    flows = (
        flow("work", "uses", "app_service"),
        flow("app_service", "calls", "api"),
        flow("docs", "reads", "app_service"),
    )

    def single(self, of: Design) -> set[str]:
        return {id_ for id_ in of.blocks if value(of, "block.single_point_of_failure", id_)}

    def test_a_caller_needs_the_model_and_a_reader_its_source(self) -> None:
        needs = design(blocks=self.blocks[:3], flows=self.flows).needs
        assert needs == {"work": {"app_service"}, "app_service": {"api", "docs"}, "api": set(), "docs": set()}

    def test_every_link_of_a_chain_is_a_single_point_of_failure(self) -> None:
        assert self.single(design(blocks=self.blocks[:3], flows=self.flows)) == {"app_service", "api", "docs"}

    def test_what_nothing_needs_is_none(self) -> None:
        of = design(blocks=[*self.blocks[:3], block("laptop")], flows=[*self.flows, flow("docs", "writes", "laptop")])
        assert "laptop" in self.single(of)
        without = design(
            blocks=[*self.blocks[:3], block("laptop")], flows=[*self.flows, flow("app_service", "logs_to", "laptop")]
        )
        assert "laptop" not in self.single(without)

    def test_a_deployed_model_goes_on_without_what_trained_it(self) -> None:
        of = design(
            blocks=[block("training_job"), block("self_hosted_model")],
            flows=[flow("work", "uses", "self_hosted_model"), flow("training_job", "deploys_to", "self_hosted_model")],
        )
        assert self.single(of) == {"self_hosted_model"}

    def test_a_substitute_of_the_missing_part_takes_over(self) -> None:
        of = design(
            blocks=[*self.blocks[:3], block("self_hosted_model", "spare")],
            flows=[*self.flows, flow("api", "falls_back_to", "spare")],
        )
        assert self.single(of) == {"app_service", "docs"}

    def test_a_substitute_of_the_part_that_needs_it_takes_over(self) -> None:
        of = design(
            blocks=[*self.blocks[:3], block("laptop", "paper")],
            flows=[*self.flows, flow("app_service", "falls_back_to", "paper")],
        )
        assert self.single(of) == set()

    def test_a_substitute_that_is_gone_as_well_does_not(self) -> None:
        of = design(
            blocks=[*self.blocks[:3], block("self_hosted_model", "spare")],
            flows=[*self.flows, flow("api", "falls_back_to", "spare")],
        )
        assert "work" not in of.standing(frozenset({"api", "spare"}))
        assert "work" in of.standing(frozenset({"api"}))

    def test_a_substitute_that_needs_the_missing_part_itself_does_not(self) -> None:
        of = design(
            blocks=[*self.blocks[:2], block("small_vm", "spare")],
            flows=[*self.flows[:2], flow("app_service", "falls_back_to", "spare"), flow("spare", "calls", "api")],
        )
        assert self.single(of) == {"api"}

    @pytest.mark.parametrize("covers", [("api",), ("app_service",), ()])
    def test_a_fallback_that_covers_either_of_the_two_takes_over(self, covers: tuple[str, ...]) -> None:
        of = design(blocks=[*self.blocks[:2], block("fallback", covers=covers)], flows=self.flows[:2])
        assert "api" not in self.single(of)
        assert of.standing(frozenset({"api"})) == frozenset(of.nodes) - {"api"}

    def test_a_fallback_for_something_else_does_not(self) -> None:
        of = design(blocks=[*self.blocks[:3], block("fallback", covers=("docs",))], flows=self.flows)
        assert self.single(of) == {"app_service", "api"}

    def test_what_stands_is_what_is_left(self) -> None:
        of = design(blocks=self.blocks[:3], flows=self.flows)
        assert of.standing(frozenset()) == {"work", "app_service", "api", "docs"}
        assert of.standing(frozenset({"docs"})) == {"api"}

    def test_blocks_that_need_each_other_stop_together_and_the_search_ends(self) -> None:
        of = design(
            blocks=[block("app_service", "a"), block("app_service", "b")],
            flows=[flow("a", "calls", "b"), flow("b", "calls", "a"), flow("work", "uses", "a")],
        )
        assert of.standing(frozenset({"b"})) == frozenset()


class TestWhereDataEndUp:
    def test_data_travel_along_links_that_state_no_class(self) -> None:
        of = design(
            blocks=[block("document_store", "a"), block("data_lake", "b"), block("managed_model_api", "c")],
            flows=[flow("b", "reads", "c"), flow("a", "writes", "b", data="personal")],
        )
        assert of.holdings == {"work": None, "a": "personal", "b": "personal", "c": "personal"}

    def test_a_stated_class_counts_and_what_the_source_holds_does_not(self) -> None:
        of = design(
            blocks=[block("document_store", "a"), block("data_lake", "b")],
            flows=[flow("a", "writes", "b", data="internal"), flow("a", "replicates_to", "work", data="regulated")],
        )
        assert of.holdings["b"] == "internal"
        assert of.holdings["a"] == "regulated"

    def test_the_most_sensitive_of_several_counts(self) -> None:
        of = design(
            blocks=[block("document_store", "a"), block("file_share", "b"), block("data_lake", "c")],
            flows=[flow("a", "writes", "c", data="public"), flow("b", "writes", "c", data="confidential")],
        )
        assert of.holdings["c"] == "confidential"

    def test_masked_data_are_no_holding(self) -> None:
        of = design(
            blocks=[block("document_store", "a"), block("data_lake", "b")],
            flows=[flow("a", "writes", "b", data="personal", masked=True)],
        )
        assert of.holdings["b"] is None

    def test_a_masking_block_on_every_way_keeps_data_out(self) -> None:
        of = design(
            blocks=[block("document_store", "a"), block("masking", "m"), block("managed_model_api", "c")],
            flows=[flow("a", "reads", "m", data="personal"), flow("m", "reads", "c")],
        )
        assert (of.holdings["m"], of.holdings["c"]) == ("personal", None)

    def test_one_way_around_the_masking_lets_them_in(self) -> None:
        of = design(
            blocks=[
                block("document_store", "a"),
                block("masking", "m"),
                block("app_service", "b"),
                block("managed_model_api", "c"),
            ],
            flows=[
                flow("a", "reads", "m", data="personal"),
                flow("m", "reads", "c"),
                flow("b", "calls", "c"),
                flow("a", "reads", "b"),
            ],
        )
        assert of.holdings["c"] == "personal"

    def test_a_masking_that_covers_the_source_masks_what_comes_out_unless_the_link_denies_it(self) -> None:
        blocks = [block("document_store", "a"), block("data_lake", "b"), block("masking", covers=("a",))]
        says_nothing = design(blocks=blocks, flows=[flow("a", "writes", "b", data="personal")])
        denies = design(blocks=blocks, flows=[flow("a", "writes", "b", data="personal", masked=False)])
        assert (says_nothing.holdings["b"], denies.holdings["b"]) == (None, "personal")

    def test_support_links_carry_no_data(self) -> None:
        of = design(
            blocks=[block("document_store", "a"), block("cpu_server", "b")],
            flows=[flow("a", "runs_on", "b", data="personal")],
        )
        assert of.holdings["b"] is None

    def test_data_that_go_in_circles_come_to_rest(self) -> None:
        of = design(
            blocks=[block("document_store", "a"), block("data_lake", "b")],
            flows=[
                flow("a", "replicates_to", "b"),
                flow("b", "replicates_to", "a"),
                flow("b", "reads", "work", data="personal"),
            ],
        )
        assert of.holdings["a"] == "personal"

    def test_ways_through_workloads_are_followed_to_their_end(self) -> None:
        of = design(
            workloads=[workload("w1"), workload("w2"), workload("w3"), workload("w4")],
            blocks=[block("laptop")],
            flows=[
                flow("laptop", "writes", "w4"),
                flow("w3", "writes", "laptop"),
                flow("w2", "writes", "w3"),
                flow("w1", "writes", "w2", data="personal"),
            ],
        )
        assert of.holdings["w4"] == "personal"


class TestCovers:
    zones = (zone("cloud", "public_cloud"), zone("office", "on_premises"))
    blocks = (block("app_service", zone="cloud"), block("file_share", zone="office"), block("laptop"))

    def covered(self, control_zone: str | None = None, covers: tuple[str, ...] = ()) -> set[str]:
        of = design(zones=self.zones, blocks=[*self.blocks, block("encryption", zone=control_zone, covers=covers)])
        return set(of.covered(of.blocks["encryption"])) - {"encryption"}

    def test_a_control_in_no_zone_covers_the_whole_plan(self) -> None:
        assert self.covered() == {"app_service", "file_share", "laptop"}

    def test_a_control_in_a_zone_covers_that_zone(self) -> None:
        assert self.covered("cloud") == {"app_service"}

    def test_a_control_that_names_a_zone_covers_its_blocks(self) -> None:
        assert self.covered(covers=("office",)) == {"file_share"}

    def test_a_control_that_names_blocks_covers_only_those_wherever_it_stands(self) -> None:
        assert self.covered("cloud", ("file_share", "laptop")) == {"file_share", "laptop"}

    def test_blocks_inherit_and_each_control_counts_once(self) -> None:
        of = design(
            zones=self.zones,
            blocks=[
                *self.blocks,
                block("encryption", "everywhere"),
                block("encryption", "cloud_only", covers=("cloud",)),
                block("backups", covers=("file_share",)),
            ],
        )
        assert value(of, "block.controls", "app_service") == ("encryption",)
        assert value(of, "block.controls", "file_share") == ("backups", "encryption")
        assert ids(of.covers.over(of.blocks["app_service"])) == ("everywhere", "cloud_only")

    def test_a_zone_is_covered_as_a_whole_or_through_one_of_its_blocks(self) -> None:
        of = design(
            zones=self.zones,
            blocks=[*self.blocks, block("backups", covers=("file_share",)), block("monitoring", zone="cloud")],
        )
        assert value(of, "zone.controls", "office") == ("backups",)
        assert value(of, "zone.controls", "cloud") == ("monitoring",)
        assert ids(of.covers.over_zone("office")) == ()
        assert ids(of.covers.over_zone("cloud")) == ("monitoring",)


def test_the_furthest_word_of_an_ordered_vocabulary() -> None:
    assert highest("stage", ("pilot", None, "experiment")) == "pilot"
    assert highest("stage", (None,)) is None


def test_what_was_computed_once_is_kept() -> None:
    of, calls = design(blocks=[block("laptop")]), []
    for _ in range(2):
        of.once("name", "subject", lambda: calls.append(1))
    assert calls == [1]


def test_there_is_no_other_sort_of_subject() -> None:
    with pytest.raises(KeyError):
        design().subjects("planet")
