"""How a condition would no longer hold: derived from its tree, said in the words of the knowledge."""

from __future__ import annotations

import threading

import pytest
from builders import block, catalogue, design, flow, knowledge, plan, rule, workload, zone

from infra_builder.design import Design
from infra_builder.evaluate import evaluate
from infra_builder.report import Way, apart
from infra_builder.rules import wording
from infra_builder.rules.clearing import MOST, Supposed, supposing, ways
from infra_builder.rules.clears import clears_if
from infra_builder.rules.conditions import Condition, Leaf


def two_programs() -> Design:
    """A program that nobody owns and a database that IT owns, in one zone, for one pilot with five users."""
    return design(
        workloads=[workload(stage="pilot", users=5)],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("app_service", zone="cloud"), block("operational_database", zone="cloud", owner="IT")],
        flows=[flow("work", "uses", "app_service"), flow("operational_database", "reads", "app_service")],
    )


def turned(condition: str, of: Design | None = None, about: str = "option") -> set[frozenset[str]]:
    """The ways for the first subject, each as the leaves in it; a group that only counts as its path."""
    of = of or two_programs()
    subject = of.subjects(about)[0]
    found = ways(rule(condition, about=about).when, of, subject)
    return {frozenset(_name(turn.condition) for turn in way) for way in found}


def _name(condition: Condition) -> str:
    return condition.key if isinstance(condition, Leaf) else condition.path.text  # type: ignore[attr-defined]


def said(condition: str, of: Design | None = None, about: str = "block") -> list[list[str]]:
    """The sentences of each way for the first subject."""
    return [[need.says for need in way.needs] for way in clearing(condition, of, about)]


def clearing(condition: str, of: Design | None = None, about: str = "block") -> tuple[Way, ...]:
    of = of or two_programs()
    subject = of.subjects(about)[0]
    return clears_if(of, rule(condition, about=about).when, subject, wording.texts(of, subject, ()))


class TestDerivation:
    def test_what_needs_all_its_parts_ends_with_any_one(self) -> None:
        assert turned("{all: [{option.environments: 1}, {option.stage: pilot}]}") == {
            frozenset({"option.environments is 1"}),
            frozenset({"stage option.stage is 'pilot'"}),
        }

    def test_what_any_part_makes_hold_ends_with_all_that_hold(self) -> None:
        condition = "{any: [{option.environments: 1}, {option.stage: pilot}, {option.environments: 7}]}"
        assert turned(condition) == {frozenset({"option.environments is 1", "stage option.stage is 'pilot'"})}

    def test_a_part_that_nobody_can_tell_need_not_be_settled(self) -> None:
        condition = "{any: [{option.environments: 1}, {situation.people: {at_most: 2}}]}"
        assert turned(condition) == {frozenset({"option.environments is 1"})}

    def test_what_holds_because_something_does_not_ends_when_it_does(self) -> None:
        condition = "{not: {all: [{option.environments: 2}, {option.stage: production}, {option.is_hybrid: false}]}}"
        assert turned(condition) == {frozenset({"option.environments is 2", "stage option.stage is 'production'"})}

    def test_a_way_that_contains_another_is_left_out(self) -> None:
        held = "{option.environments: 1}"
        condition = f"{{all: [{held}, {{any: [{{option.stage: pilot}}, {{option.is_hybrid: false}}]}}]}}"
        assert turned(condition) == {
            frozenset({"option.environments is 1"}),
            frozenset({"stage option.stage is 'pilot'", "option.is_hybrid is False"}),
        }

    def test_some_ends_when_every_member_that_meets_it_no_longer_does(self) -> None:
        of = two_programs()
        [way] = ways(rule("{option.blocks: {some: {block.stage: pilot}}}", about="option").when, of, of.option)
        assert [subject.id for turn in way for subject in turn.subjects(of)] == ["app_service", "operational_database"]

    def test_every_ends_with_a_single_member(self) -> None:
        of = two_programs()
        found = ways(rule("{option.blocks: {every: {block.stage: pilot}}}", about="option").when, of, of.option)
        ids = [[subject.id for turn in way for subject in turn.subjects(of)] for way in found]
        assert ids == [["app_service"], ["operational_database"]]

    @pytest.mark.parametrize(
        "condition",
        [
            "{option.blocks: {none: {block.kind: laptop}}}",
            "{option.blocks: {count: 2}}",
            "{not: {option.blocks: {some: {block.kind: laptop}}}}",
            "{not: {option.zones: {every: {zone.has_owner: true}}}}",
        ],
    )
    def test_a_group_turns_as_a_whole_where_something_new_would_have_to_join_it(self, condition: str) -> None:
        path = "zone.has_owner is True" if "zones" in condition else "option.blocks"
        assert turned(condition) == {frozenset({path})}

    def test_conditions_that_multiply_without_end_are_cut(self) -> None:
        part = "{all: [{option.environments: 1}, {option.stage: pilot}, {option.is_hybrid: false}]}"
        of = two_programs()
        found = ways(rule(f"{{any: [{', '.join([part] * 40)}]}}", about="option").when, of, of.option)
        assert 0 < len(found) <= MOST


class TestSupposing:
    def test_only_the_fact_supposed_is_another(self) -> None:
        of = two_programs()
        when = rule("{option.blocks: {some: {block.stage: pilot, block.has_owner: false}}}", about="option").when
        assert (
            supposing(when, of, of.option, Supposed("block.stage", frozenset({"app_service"}), "production")) is False
        )
        assert (
            supposing(when, of, of.option, Supposed("block.stage", frozenset({"operational_database"}), None)) is True
        )


class TestWords:
    def test_a_fact_is_said_as_it_would_have_to_be(self) -> None:
        assert said("{block.has_owner: false}") == [["App service has an owner"]]

    def test_what_is_given_with_the_work_comes_last(self) -> None:
        found = clearing("{all: [{block.stage: pilot}, {block.has_owner: false}]}")
        assert [way.of_the_work for way in found] == [False, True]

    def test_where_all_lies_in_the_work_it_comes_first(self) -> None:
        found = clearing("{block.stage: pilot}")
        assert apart(found) == (found, ())

    def test_only_values_under_which_it_would_be_silent_are_named(self) -> None:
        condition = "{any: [{block.stage: pilot}, {block.stage: production}]}"
        assert said(condition) == [["App service serves work at this stage: experiment"]]

    def test_the_author_has_the_first_word(self) -> None:
        assert said('{all: [{clears: "{block} is in good hands", block.has_owner: false}]}') == [
            ["App service is in good hands"]
        ]

    def test_a_way_that_nobody_would_go_is_left_out(self) -> None:
        assert said("{all: [{clears: –, block.has_owner: false}, {block.stage: pilot}]}") == [
            ["App service serves work at one of these stages: experiment, production"]
        ]

    def test_words_for_the_end_are_of_no_use_where_the_condition_does_not_hold(self) -> None:
        condition = '{not: {all: [{clears: "It is a laptop", block.has_owner: true}]}}'
        assert said(condition) == [["App service has an owner"]]

    def test_several_of_a_group_are_said_one_by_one(self) -> None:
        of = design(
            zones=[zone("cloud", "public_cloud")], blocks=[block("app_service", zone="cloud"), block("small_vm")]
        )
        assert said("{option.blocks: {some: {block.has_owner: false}}}", of, "option") == [
            ["App service has an owner", f"{catalogue().blocks['small_vm'].name} has an owner"]
        ]

    def test_where_nothing_has_words_it_says_what_would_no_longer_be_so(self) -> None:
        [[says]] = said("{block.zone.own_control: false}")
        assert says.startswith("This is no longer so: ")

    def test_a_number_is_said_by_the_border_it_would_have_to_cross(self) -> None:
        assert said("{block.users: {at_least: 5}}") == [["App service serves fewer than 5 users"]]
        assert said("{block.users: {below: 50}}") == [["App service serves at least 50 users"]]
        assert said("{block.users: {at_most: 5}}") == [["App service serves more than 5 users"]]

    def test_an_answer_is_said_with_its_question(self) -> None:
        of = design(blocks=[block("backups", settings={"restore_tested": False})])
        [way] = clearing("{block.settings.restore_tested: false}", of)
        [need] = way.needs
        assert need.says == "Backups: Has restoring from it been tried in the past year? Yes."
        assert (need.fact, need.subject, need.to) == ("block.settings.restore_tested", "backups", (True,))

    def test_every_need_says_what_holds_now(self) -> None:
        [way] = clearing('{says: "Nobody looks after {block}", clears: Somebody does, block.has_owner: false}')
        assert [now.says for now in way.needs[0].now] == [
            "Nobody looks after App service",
            "Nobody is named as owner of App service",
        ]


def test_findings_may_be_asked_from_several_threads() -> None:
    made = plan(
        workloads=[workload(stage="production")],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("app_service", zone="cloud"), block("operational_database", zone="cloud")],
    )
    one, other = (evaluate(made, knowledge()).options[0].findings for _ in range(2))
    alone = [finding.clears_if for finding in one]
    found: list[list[tuple[Way, ...]]] = []
    threads = [threading.Thread(target=lambda: found.append([each.clears_if for each in other])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(alone) > 5
    assert found == [alone] * 4
