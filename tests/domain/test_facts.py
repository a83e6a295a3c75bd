"""Facts: what rules may speak of, one by one."""

from __future__ import annotations

from typing import Any

import pytest
from builders import block, design, flow, ids, value, workload, zone
from hypothesis import HealthCheck, given, settings
from random_plans import plans

from infra_builder.design import Design
from infra_builder.facts import FACTS
from infra_builder.facts.registry import SORTS, fact, word
from infra_builder.plan import Plan
from infra_builder.vocabulary import VOCABULARIES


class TestFlows:
    zones = (
        zone("office", "on_premises"),
        zone("cloud", "public_cloud", provider="X"),
        zone("other", "public_cloud", provider="Y"),
        zone("region", "public_cloud", provider="X"),
        zone("private", "private_cloud"),
    )

    def between(self, source: str | None, target: str | None, **fields: Any) -> Design:
        return design(
            zones=self.zones,
            blocks=[block("document_store", "a", zone=source), block("data_lake", "b", zone=target)],
            flows=[flow("a", "writes", "b", **fields)],
        )

    def test_a_link_within_a_zone_crosses_nothing(self) -> None:
        assert value(self.between("cloud", "cloud"), "flow.crosses") is False

    def test_a_link_between_zones_crosses(self) -> None:
        assert value(self.between("office", "cloud"), "flow.crosses") is True

    def test_where_a_block_stands_in_no_zone_nobody_knows_and_its_zone_is_asked_for(self) -> None:
        of = self.between("office", None)
        for name in ("flow.crosses", "flow.leaves_control", "flow.changes_environment"):
            assert value(of, name) is None
            assert FACTS[name].unanswered(of, of.flows["a>b:writes"]) == (("b", "block.zone"),)

    def test_a_link_of_a_workload_crosses_nothing(self) -> None:
        of = design(blocks=[block("laptop")], flows=[flow("work", "uses", "laptop")])
        assert value(of, "flow.crosses") is False

    @pytest.mark.parametrize(
        ("source", "target", "leaves"),
        [
            ("office", "cloud", True),
            ("cloud", "office", False),
            ("office", "private", False),
            ("cloud", "region", False),
            ("cloud", "other", True),
            ("cloud", "cloud", False),
        ],
    )
    def test_data_leave_where_somebody_else_decides_what_happens_to_them(
        self, source: str, target: str, leaves: bool
    ) -> None:
        assert value(self.between(source, target), "flow.leaves_control") is leaves

    @pytest.mark.parametrize(("target", "changes"), [("region", False), ("other", True), ("office", True)])
    def test_two_regions_of_a_provider_are_one_environment(self, target: str, changes: bool) -> None:
        assert value(self.between("cloud", target), "flow.changes_environment") is changes

    def test_a_masked_flow_is_not_an_exposure(self) -> None:
        of = self.between("office", "cloud", data="personal", masked=True)
        assert value(of, "flow.masked") is True
        assert value(of, "block.receives", "b") is None
        assert value(of, "block.handles", "b") == "internal"

    def test_an_unmasked_flow_brings_what_it_carries(self) -> None:
        of = self.between("office", "cloud", data="personal", masked=False)
        assert value(of, "block.receives", "b") == "personal"
        assert value(of, "block.handles", "b") == "personal"

    def test_whether_data_are_masked_is_unknown_where_nobody_says(self) -> None:
        assert value(self.between("office", "cloud", data="personal"), "flow.masked") is None

    def test_what_a_link_carries_is_asked_for_where_its_source_holds_nothing_known(self) -> None:
        of = self.between("office", "cloud")
        assert value(of, "flow.carries") is None
        assert FACTS["flow.carries"].unanswered(of, of.flows["a>b:writes"]) == (("a>b:writes", "flow.data"),)

    @pytest.mark.parametrize(
        ("owners", "zone_owners", "owned"),
        [
            (("IT", ""), ("", ""), True),
            (("", ""), ("IT", "IT"), True),
            (("", ""), ("IT", ""), False),
            (("", " "), ("", ""), False),
        ],
    )
    def test_a_link_is_owned_by_the_owner_of_an_end_or_of_both_zones(
        self, owners: tuple[str, str], zone_owners: tuple[str, str], owned: bool
    ) -> None:
        of = design(
            zones=[
                zone("office", "on_premises", owner=zone_owners[0]),
                zone("cloud", "public_cloud", owner=zone_owners[1]),
            ],
            blocks=[
                block("document_store", "a", zone="office", owner=owners[0]),
                block("data_lake", "b", zone="cloud", owner=owners[1]),
            ],
            flows=[flow("a", "writes", "b")],
        )
        assert value(of, "flow.has_owner") is owned

    def test_support_links_carry_no_data(self) -> None:
        of = design(
            blocks=[block("app_service"), block("small_vm")],
            flows=[flow("app_service", "runs_on", "small_vm"), flow("app_service", "logs_to", "small_vm")],
        )
        assert value(of, "flow.is_data", "app_service>small_vm:runs_on") is False
        assert value(of, "flow.is_data", "app_service>small_vm:logs_to") is True
        assert ids(value(of, "block.runs_on", "app_service")) == ("small_vm",)
        assert ids(value(of, "block.runs", "small_vm")) == ("app_service",)
        assert ids(value(of, "block.incoming", "small_vm")) == ("app_service>small_vm:logs_to",)


class TestCopies:
    def test_copies_of_copies_count_in_any_direction(self) -> None:
        of = design(
            blocks=[block("document_store", id_) for id_ in ("a", "b", "c", "d")],
            flows=[flow("b", "replicates_to", "a"), flow("b", "replicates_to", "c"), flow("c", "writes", "d")],
        )
        assert ids(value(of, "block.copies", "a")) == ("b", "c")
        assert ids(value(of, "block.copies", "b")) == ("a", "c")
        assert value(of, "block.copies", "d") == ()

    def unsettled(self, authoritative: tuple[bool | None, bool | None], other: str = "public_cloud") -> tuple[str, ...]:
        answers = [{} if answer is None else {"authoritative": answer} for answer in authoritative]
        of = design(
            zones=[zone("one", "public_cloud"), zone("two", other)],
            blocks=[
                block("document_store", "a", zone="one", settings=answers[0]),
                block("document_store", "b", zone="two", settings=answers[1]),
            ],
            flows=[flow("a", "replicates_to", "b"), flow("b", "replicates_to", "a")],
        )
        return ids(value(of, "option.unsettled_copies"))

    def test_two_that_copy_each_other_between_environments_need_one_that_counts(self) -> None:
        assert self.unsettled((None, None), "on_premises") == ("b", "a")
        assert self.unsettled((True, True), "on_premises") == ("b", "a")
        assert self.unsettled((True, None), "on_premises") == ()

    def test_within_one_environment_they_are_no_worry(self) -> None:
        assert self.unsettled((None, None)) == ()


class TestSkills:
    def missing(self, kind: str, skills: tuple[str, ...] | None, environment: str = "public_cloud") -> Any:
        situation = {} if skills is None else {"skills": skills}
        of = design(zones=[zone(environment)], blocks=[block(kind, "it", zone=environment)], situation=situation)
        return value(of, "block.skills_missing", "it")

    def test_any_one_of_several_will_do(self) -> None:
        assert self.missing("cpu_server", ("data",)) == ()
        assert self.missing("cpu_server", ("prompting",)) == ("devops",)

    def test_the_environment_may_ask_for_more(self) -> None:
        assert self.missing("cpu_server", ("data",), "on_premises") == ("devops",)
        assert self.missing("cpu_server", ("gpu_ops",), "on_premises") == ()

    def test_a_skill_is_missing_once(self) -> None:
        assert self.missing("cpu_server", (), "on_premises") == ("devops",)

    def test_nobody_having_any_is_an_answer_and_nothing_said_is_none(self) -> None:
        assert self.missing("cpu_server", ()) == ("devops",)
        assert self.missing("cpu_server", None) is None

    def test_what_nobody_said_is_asked_of_the_situation(self) -> None:
        of = design(blocks=[block("cpu_server")])
        assert FACTS["block.skills_missing"].unanswered(of, of.blocks["cpu_server"]) == (("", "situation.skills"),)


class TestWorkloads:
    def test_a_fallback_covers_its_blocks_or_hangs_on_a_link(self) -> None:
        linked = [flow("work", "uses", "laptop")]
        bare = design(blocks=[block("laptop"), block("small_vm")], flows=linked)
        covered = design(blocks=[block("laptop"), block("fallback", covers=("laptop",))], flows=linked)
        falling = design(
            blocks=[block("laptop"), block("small_vm")], flows=[*linked, flow("laptop", "falls_back_to", "small_vm")]
        )
        assert [value(of, "workload.has_fallback") for of in (bare, covered, falling)] == [False, True, True]

    def test_a_bought_tool_is_no_system_of_ones_own(self) -> None:
        assert value(design(blocks=[block("enterprise_ai_tool")]), "workload.own_system") is False
        assert value(design(blocks=[block("app_service")]), "workload.own_system") is True

    def test_bare_access_to_a_model_is_enough_for_drafting(self) -> None:
        drafting = [workload(kind="productivity_tool")]
        assert value(design(workloads=drafting, blocks=[block("managed_model_api")]), "workload.own_system") is False

    def test_whether_others_use_it_is_unknown_where_its_kind_is(self) -> None:
        of = design(blocks=[block("batch_job")])
        assert value(of, "workload.own_service") is None
        assert FACTS["workload.own_service"].unanswered(of, of.workloads["work"]) == (("work", "workload.kind"),)

    def test_crossings_count_data_links_between_zones(self) -> None:
        of = design(
            zones=[zone("edge"), zone("hpc")],
            blocks=[
                block("edge_device", zone="edge"),
                block("object_storage", zone="hpc"),
                block("laptop", zone="hpc"),
            ],
            flows=[
                flow("work", "uses", "edge_device"),
                flow("edge_device", "writes", "object_storage"),
                flow("edge_device", "runs_on", "laptop"),
                flow("object_storage", "reads", "laptop"),
            ],
        )
        assert value(of, "workload.crossings") == 1


class TestRegistry:
    def test_every_fact_says_what_it_means(self) -> None:
        assert not [name for name, one in FACTS.items() if not one.meaning.endswith(".")]

    def test_every_fact_belongs_to_a_sort_and_a_vocabulary(self) -> None:
        for one in FACTS.values():
            assert one.sort in SORTS
            if one.type.form in ("word", "words"):
                assert one.type.of in {*VOCABULARIES, "block_kind"}
            if one.type.form in ("one", "many"):
                assert one.type.of in SORTS

    def test_a_name_is_given_once(self) -> None:
        with pytest.raises(ValueError, match=r"block\.zone"):
            fact("block.zone", word("stage"))(lambda _design, _block: None)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(plans())
    def test_on_any_plan_every_fact_gives_a_value_of_its_type_and_asks_for_fields_that_are_open(
        self, made: Plan
    ) -> None:
        for option in made.options:
            of = design(made.but(options=(option,)))
            for one in FACTS.values():
                for subject in of.subjects(one.sort):
                    self.check(of, one, subject)

    def check(self, of: Design, one: Any, subject: Any) -> None:
        got = one.of(of, subject)
        if got is None:
            for id_, field in one.unanswered(of, subject):
                assert id_ in {"", *of.nodes, *of.zones, *of.flows}, (one.name, id_, field)
            return
        match one.type.form:
            case "truth":
                assert isinstance(got, bool), one.name
            case "number":
                assert isinstance(got, int | float), one.name
            case "word":
                assert got in VOCABULARIES.get(one.type.of, of.catalogue.blocks), one.name
            case "words":
                assert isinstance(got, tuple), one.name
                assert set(got) <= set(VOCABULARIES.get(one.type.of, of.catalogue.blocks)), one.name
            case "one":
                assert got in of.subjects(one.type.of), one.name
            case "many":
                assert isinstance(got, tuple), one.name
                assert set(ids(got)) <= set(ids(of.subjects(one.type.of))), one.name
