"""Edits: whole or not at all, and never a plan that does not hold together."""

from __future__ import annotations

from typing import Any

import pytest
from builders import OPTION, block, catalogue, design, flow, ids, plan, reread, value, workload, wrongs, zone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from random_plans import block as blocks_of
from random_plans import busy_plan, points, texts
from random_plans import workload as workloads_of
from random_plans import zone as zones_of

from infra_builder.edits import (
    Add,
    AddWorkload,
    Change,
    ChangePlan,
    ChangeSituation,
    Edit,
    Move,
    Refused,
    Remove,
    Together,
    new_flow,
    new_id,
)
from infra_builder.placing import placed
from infra_builder.plan import Block, Option, Plan
from infra_builder.planfile import to_text
from infra_builder.vocabulary import VOCABULARIES


def start() -> Plan:
    return plan(
        zones=[zone("cloud", "public_cloud"), zone("office", "on_premises")],
        blocks=[
            block("document_store", "docs", zone="office"),
            block("managed_model_api", "api", zone="cloud"),
            block("logging_audit", "log", covers=("cloud", "docs")),
            block("encryption", "keys", covers=("api",)),
        ],
        flows=[flow("work", "uses", "api"), flow("docs", "reads", "api")],
    )


def refused(edit: Edit, given: Plan) -> str:
    text = to_text(given)
    with pytest.raises(Refused) as caught:
        edit.apply(given)
    assert to_text(given) == text
    return str(caught.value)


class TestAdding:
    def test_puts_things_last_and_leaves_the_old_plan_alone(self) -> None:
        before = start()
        after = Add(option=OPTION, blocks=(block("backups", covers=("docs",)),)).apply(before)
        assert ids(after.options[0].blocks) == ("docs", "api", "log", "keys", "backups")
        assert ids(before.options[0].blocks) == ("docs", "api", "log", "keys")

    def test_what_is_added_together_may_name_each_other(self) -> None:
        edit = Add(
            option=OPTION,
            zones=(zone("edge"),),
            blocks=(block("edge_device", zone="edge"), block("monitoring", covers=("edge_device", "edge"))),
            flows=(flow("edge_device", "writes", "docs"),),
        )
        assert not wrongs(edit.apply(start()))

    @pytest.mark.parametrize("taken", ["docs", "cloud", "work", "docs>api:reads"])
    def test_a_name_that_anything_has_is_refused(self, taken: str) -> None:
        assert refused(Add(option=OPTION, blocks=(block("backups", taken),)), start()) == f"The name {taken} is taken."
        assert refused(Add(option=OPTION, zones=(zone(taken, "edge"),)), start()) == f"The name {taken} is taken."

    def test_the_same_name_twice_in_one_edit_is_refused(self) -> None:
        edit = Add(option=OPTION, blocks=(block("backups", "b"),), zones=(zone("b", "edge"),))
        assert refused(edit, start()) == "The name b is taken."

    @pytest.mark.parametrize(("source", "target"), [("work", "gone"), ("gone", "api"), ("work", "cloud")])
    def test_a_link_needs_blocks_or_workloads_at_its_ends(self, source: str, target: str) -> None:
        said = refused(Add(option=OPTION, flows=(flow(source, "uses", target),)), start())
        assert said in ("There is no gone to link.", "There is no cloud to link.")

    def test_a_link_needs_two_ends(self) -> None:
        assert refused(Add(option=OPTION, flows=(flow("api", "calls", "api"),)), start()) == (
            "A link needs two different ends."
        )

    def test_a_link_that_is_there_is_refused(self) -> None:
        assert (
            refused(Add(option=OPTION, flows=(flow("docs", "reads", "api"),)), start()) == "This link exists already."
        )
        twice = (flow("docs", "writes", "api"),) * 2
        assert refused(Add(option=OPTION, flows=twice), start()) == "This link exists already."

    def test_a_second_link_of_the_same_kind_gets_an_id_of_its_own(self) -> None:
        option = start().options[0]
        again = new_flow(option, "docs", "api", "reads", masked=True)
        assert again.id == "docs>api:reads~2"
        assert not wrongs(Add(option=OPTION, flows=(again,)).apply(start()))

    def test_a_block_needs_a_zone_that_is_there(self) -> None:
        assert refused(Add(option=OPTION, blocks=(block("backups", zone="moon"),)), start()) == "There is no zone moon."

    def test_a_cover_needs_a_thing_that_is_there(self) -> None:
        edit = Add(option=OPTION, blocks=(block("backups", covers=("moon",)),))
        assert refused(edit, start()) == "There is no moon to cover."

    def test_an_option_that_is_not_there_is_refused(self) -> None:
        assert refused(Add(option="b", zones=(zone("edge"),)), start()) == "There is no option b."

    def test_a_workload_needs_a_name_that_no_option_has(self) -> None:
        assert ids(AddWorkload(workload=workload("second")).apply(start()).workloads) == ("work", "second")
        for taken in ("work", "docs", "cloud"):
            assert refused(AddWorkload(workload=workload(taken)), start()) == f"The name {taken} is taken."

    def test_a_workload_twice_is_refused_in_a_plan_without_options_too(self) -> None:
        assert (
            refused(AddWorkload(workload=workload("work")), Plan(workloads=(workload(),))) == "The name work is taken."
        )


class TestRemoving:
    def test_takes_the_links_along(self) -> None:
        after = Remove(option=OPTION, ids=("api",)).apply(start())
        assert ids(after.options[0].flows) == ()
        assert not wrongs(after)

    def test_takes_the_covers_along(self) -> None:
        after = Remove(option=OPTION, ids=("docs",)).apply(start())
        assert after.options[0].by_id["log"].covers == ("cloud",)

    def test_a_control_goes_with_the_last_thing_it_covers(self) -> None:
        after = Remove(option=OPTION, ids=("api",)).apply(start())
        assert ids(after.options[0].blocks) == ("docs", "log")

    def test_a_control_never_covers_more_than_before(self) -> None:
        before = start()
        for id_ in ("docs", "api", "cloud", "office", "work"):
            after = Remove(option=OPTION, ids=(id_,)).apply(before)
            for control in after.options[0].blocks:
                if control.kind in ("logging_audit", "encryption"):
                    covered = design(before).covered(before.options[0].by_id[control.id])
                    assert design(after).covered(control) <= covered

    def test_controls_of_controls_go_in_turn(self) -> None:
        chain = plan(
            blocks=[
                block("laptop"),
                block("encryption", "one", covers=("laptop",)),
                block("logging_audit", "two", covers=("one",)),
                block("monitoring", "three", covers=("two", "one")),
            ],
            flows=[flow("work", "uses", "laptop"), flow("work", "uses", "two")],
        )
        after = Remove(option=OPTION, ids=("laptop",)).apply(chain)
        assert after.options[0] == Option(id=OPTION)

    def test_a_control_without_targets_of_its_own_stays(self) -> None:
        wide = plan(blocks=[block("laptop"), block("backups")])
        assert ids(Remove(option=OPTION, ids=("laptop",)).apply(wide).options[0].blocks) == ("backups",)

    def test_blocks_of_a_zone_stay_outside_any_zone(self) -> None:
        after = Remove(option=OPTION, ids=("office",)).apply(start())
        assert after.options[0].by_id["docs"].zone is None
        assert not wrongs(after)

    def test_a_link_alone_goes_alone(self) -> None:
        after = Remove(option=OPTION, ids=("docs>api:reads",)).apply(start())
        assert ids(after.options[0].flows) == ("work>api:uses",)
        assert after.options[0].blocks == start().options[0].blocks

    def test_a_workload_takes_its_links_along_in_every_option(self) -> None:
        one = start()
        both = one.but(options=(*one.options, one.options[0].but(id="b")))
        after = Remove(option=OPTION, ids=("work",)).apply(both)
        assert after.workloads == ()
        assert [ids(option.flows) for option in after.options] == [("docs>api:reads",)] * 2

    def test_other_options_keep_their_blocks(self) -> None:
        one = start()
        both = one.but(options=(*one.options, one.options[0].but(id="b")))
        assert Remove(option="b", ids=("api",)).apply(both).options[0] == one.options[0]

    def test_what_is_not_there_is_refused_with_its_name(self) -> None:
        assert refused(Remove(option=OPTION, ids=("api", "moon")), start()) == "There is no moon."


class TestChanging:
    def test_fields_of_a_block_a_zone_a_flow_and_a_workload(self) -> None:
        edits = (
            Change(option=OPTION, id="api", changes={"owner": "IT"}),
            Change(option=OPTION, id="cloud", changes={"provider": "X"}),
            Change(option=OPTION, id="docs>api:reads", changes={"masked": True}),
            Change(option=OPTION, id="work", changes={"stage": "pilot"}),
        )
        after = Together(edits=edits).apply(start())
        found = after.options[0].by_id
        assert (found["api"].owner, found["cloud"].provider, found["docs>api:reads"].masked) == ("IT", "X", True)
        assert after.workloads[0].stage == "pilot"

    def test_answers_are_laid_over_those_there_and_nothing_clears_one(self) -> None:
        before = plan(blocks=[block("cloud_gpu", settings={"count": 4, "reserved": "hourly"})])
        after = Change(option=OPTION, id="cloud_gpu", changes={"settings": {"count": None, "busy_percent": 5}}).apply(
            before
        )
        assert after.options[0].blocks[0].settings == {"reserved": "hourly", "busy_percent": 5}

    @pytest.mark.parametrize(
        ("id_", "changes"),
        [
            ("api", {"owner": 5}),
            ("api", {"colour": "red"}),
            ("api", {"zone": "moon"}),
            ("api", {"covers": ("moon",)}),
            ("api", {"id": "other"}),
            ("work", {"id": "other"}),
            ("work", {"users": -1}),
            ("docs>api:reads", {"target": "moon"}),
            ("docs>api:reads", {"target": "docs"}),
            ("moon", {"owner": "x"}),
        ],
    )
    def test_what_does_not_fit_is_refused(self, id_: str, changes: dict[str, Any]) -> None:
        assert refused(Change(option=OPTION, id=id_, changes=changes), start())

    def test_title_and_organisation_only_through_the_plan(self) -> None:
        assert ChangePlan(changes={"title": "x", "organisation": "y"}).apply(start()).title == "x"
        assert refused(ChangePlan(changes={"workloads": ()}), start())
        assert refused(ChangePlan(changes={"title": 5}), start())

    def test_an_answer_about_the_situation_can_be_given_and_taken_back(self) -> None:
        given = ChangeSituation(changes={"people": 2}).apply(start())
        assert given.situation.people == 2
        assert ChangeSituation(changes={"people": None}).apply(given) == start()
        assert refused(ChangeSituation(changes={"people": -2}), start())

    def test_an_edit_for_an_option_that_is_not_there_is_refused(self) -> None:
        assert refused(Change(option="b", id="work", changes={"stage": "pilot"}), start()) == "There is no option b."


class TestMoving:
    def test_puts_things_at_new_places_and_blocks_into_zones(self) -> None:
        after = Move(
            option=OPTION, at={"docs": (1.0, 2.0), "work": (3, 4)}, zones={"docs": "cloud", "api": None}
        ).apply(start())
        found = after.options[0].by_id
        assert (found["docs"].at, found["docs"].zone, found["api"].zone) == ((1.0, 2.0), "cloud", None)
        assert after.workloads[0].at == (3, 4)

    @pytest.mark.parametrize("at", [(2e6, 0), (float("nan"), 0), (0, float("inf"))])
    def test_off_the_canvas_there_is_no_place(self, at: tuple[float, float]) -> None:
        with pytest.raises(ValueError):
            Move(option=OPTION, at={"docs": at})

    def test_what_is_not_there_cannot_be_moved(self) -> None:
        assert refused(Move(option=OPTION, at={"moon": (0, 0)}), start()) == "There is no moon."
        assert refused(Move(option=OPTION, at={}, zones={"moon": "cloud"}), start()) == "There is no moon."
        assert refused(Move(option=OPTION, at={}, zones={"docs": "moon"}), start()) == "There is no zone moon."

    def test_a_zone_does_not_stand_in_a_zone(self) -> None:
        after = Move(option=OPTION, at={}, zones={"cloud": "office"}).apply(start())
        assert after == start()


def test_several_edits_are_one_step_or_none() -> None:
    good = Change(option=OPTION, id="api", changes={"owner": "IT"})
    bad = Remove(option=OPTION, ids=("moon",))
    assert refused(Together(edits=(good, bad)), start()) == "There is no moon."


def test_undo_is_the_value_before() -> None:
    before = start()
    after = Remove(option=OPTION, ids=("cloud", "docs", "work")).apply(before)
    assert after != before
    assert before == start()
    assert value(design(before), "block.serves", "docs")


def test_a_free_id_is_the_wanted_one_with_a_number() -> None:
    assert new_id("api", ()) == "api"
    assert new_id("api", ("api", "api_2")) == "api_3"
    assert new_id("x" * 120, ("x" * 120,)) == "x" * 118 + "_2"


NAMES = ("a1", "a2", "a3", "a4", "a5", "a6")
OPTIONS = ("a", "b")
names = st.sampled_from([*NAMES, "nowhere"])
options = st.sampled_from(OPTIONS)
some_names = st.lists(names, max_size=3, unique=True)


class RandomEdits(RuleBasedStateMachine):
    """Whatever is tried in whatever order, the plan holds together, or the edit is refused and nothing changes."""

    @initialize(full=st.booleans())
    def begin(self, full: bool) -> None:
        """Either nothing is there, or a chain of controls in two options for one workload."""
        drawn: dict[str, Any] = {}
        if full:
            drawn["zones"] = (zone("a2", "edge"),)
            covered = [("laptop", ()), ("encryption", ("a3",)), ("monitoring", ("a4",)), ("backups", ("a5", "a2"))]
            drawn["blocks"] = tuple(
                block(kind, f"a{number}", zone="a2", covers=covers) for number, (kind, covers) in enumerate(covered, 3)
            )
            drawn["flows"] = (flow("a1", "uses", "a3"), flow("a6", "logs_to", "a5"))
        self.plan = Plan(
            workloads=(workload("a1"),) if full else (), options=tuple(Option(id=id_, **drawn) for id_ in OPTIONS)
        )
        self.past: list[tuple[Plan, str]] = []

    def do(self, edit: Edit) -> None:
        before = to_text(self.plan)
        try:
            after = edit.apply(self.plan)
        except Refused:
            assert to_text(self.plan) == before
            return
        self.past.append((self.plan, before))
        self.plan = after

    @rule(option=options, given=names.flatmap(zones_of))
    def add_a_zone(self, option: str, given: Any) -> None:
        self.do(Add(option=option, zones=(given,)))

    @rule(option=options, data=st.data(), id_=names, zones=some_names, others=some_names)
    def add_a_block(self, option: str, data: st.DataObject, id_: str, zones: list[str], others: list[str]) -> None:
        self.do(Add(option=option, blocks=(data.draw(blocks_of(id_, zones, others)),)))

    @rule(option=options, start=names, end=names, kind=st.sampled_from(VOCABULARIES["flow"]))
    def add_a_link(self, option: str, start: str, end: str, kind: str) -> None:
        self.do(Add(option=option, flows=(new_flow(self.plan.option(option), start, end, kind),)))

    @rule(given=names.flatmap(workloads_of))
    def add_a_workload(self, given: Any) -> None:
        self.do(AddWorkload(workload=given))

    @rule(option=options, gone=some_names, data=st.data())
    def remove(self, option: str, gone: list[str], data: st.DataObject) -> None:
        there = [*self.plan.ids(self.plan.option(option)), *self.plan.option(option).by_id]
        gone += data.draw(st.lists(st.sampled_from(there), max_size=3)) if there else []
        limited = {(each.id, block.id) for each in self.plan.options for block in each.blocks if block.covers}
        self.do(Remove(option=option, ids=tuple(gone)))
        wide = {(each.id, block.id) for each in self.plan.options for block in each.blocks if not block.covers}
        assert not limited & wide

    @rule(
        option=options,
        id_=names,
        changes=st.one_of(
            st.fixed_dictionaries({"zone": st.none() | names}),
            st.fixed_dictionaries({"covers": some_names.map(tuple)}),
            st.fixed_dictionaries({"owner": texts}),
            st.fixed_dictionaries({"id": names}),
            st.fixed_dictionaries({"stage": st.sampled_from(["pilot", "late"])}),
        ),
    )
    def change(self, option: str, id_: str, changes: dict[str, Any]) -> None:
        self.do(Change(option=option, id=id_, changes=changes))

    @rule(option=options, data=st.data(), start=names, end=names)
    def lead_a_link_elsewhere(self, option: str, data: st.DataObject, start: str, end: str) -> None:
        flows = self.plan.option(option).flows
        if flows:
            id_ = data.draw(st.sampled_from(flows)).id
            self.do(Change(option=option, id=id_, changes={"source": start, "target": end}))

    @rule(
        option=options, at=st.dictionaries(names, points, max_size=2), zones=st.dictionaries(names, names, max_size=2)
    )
    def move(self, option: str, at: dict[str, Any], zones: dict[str, str]) -> None:
        self.do(Move(option=option, at=at, zones=zones))

    @rule(option=options, one=names, other=names)
    def put_a_control_before_a_block(self, option: str, one: str, other: str) -> None:
        add = Add(option=option, blocks=(block("masking", one, covers=(other,)),))
        self.do(Together(edits=(add, Remove(option=option, ids=(other,)))))

    @invariant()
    def it_holds_together(self) -> None:
        assert wrongs(self.plan) == []

    def teardown(self) -> None:
        if hasattr(self, "plan"):
            assert reread(self.plan) == self.plan
            assert [to_text(plan) for plan, _ in self.past] == [text for _, text in self.past]


TestRandomEdits = RandomEdits.TestCase
TestRandomEdits.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


class TestWhatStaysTheSame:
    """Whatever an edit does not touch is the very same value afterwards, so that views need not compare it."""

    def parts(self, made: Plan) -> dict[str, object]:
        option = made.options[0]
        return {
            item.id: item for items in (made.workloads, option.zones, option.blocks, option.flows) for item in items
        }

    def touched(self, edit: Edit, made: Plan) -> set[str]:
        """The ids of what is another value after an edit, or gone, or new."""
        before, after = self.parts(made), self.parts(edit.apply(made))
        return {id_ for id_ in before.keys() | after.keys() if before.get(id_) is not after.get(id_)}

    @pytest.mark.parametrize("seed", range(8))
    def test_an_edit_touches_only_what_it_names(self, seed: int) -> None:
        made = busy_plan(seed)
        option, block_ = made.options[0].id, made.options[0].blocks[0].id
        assert self.touched(Move(option=option, at={block_: (3.0, 4.0)}), made) == {block_}
        assert self.touched(Change(option=option, id=block_, changes={"name": "New"}), made) == {block_}
        assert self.touched(Add(option=option, blocks=(Block(id="fresh", kind="laptop"),)), made) == {"fresh"}

    @pytest.mark.parametrize("seed", range(8))
    def test_an_option_finds_its_parts_by_id_after_every_edit(self, seed: int) -> None:
        made = busy_plan(seed)
        option, block_ = made.options[0].id, made.options[0].blocks[-1].id
        for edit in (
            Change(option=option, id=block_, changes={"name": "New"}),
            Add(option=option, blocks=(Block(id="fresh", kind="laptop"),)),
            Remove(option=option, ids=(block_,)),
        ):
            made = edit.apply(made)
            now = made.options[0]
            assert dict(now.by_id) == {item.id: item for items in (now.zones, now.blocks, now.flows) for item in items}
            assert now == Option.model_validate(now.model_dump(by_alias=True))

    def test_where_nothing_lacks_a_place_the_plan_stays_the_same_value(self) -> None:
        made = placed(busy_plan(2), catalogue())
        assert placed(made, catalogue()) is made
