"""What differs between designs: exactly what was changed, under whichever ids, and what that does to the findings."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from builders import OPTION, block, catalogue, flow, knowledge, plan, workload, zone
from random_plans import busy_plan

from infra_builder.comparing import (
    Differences,
    FindingDifferences,
    Moved,
    One,
    compared,
    compared_findings,
    left_out,
    opposite,
)
from infra_builder.edits import (
    Add,
    AddWorkload,
    Change,
    ChangeSituation,
    Edit,
    Move,
    Refused,
    Remove,
    Together,
    new_flow,
)
from infra_builder.evaluate import judge
from infra_builder.matching import Match, Side
from infra_builder.places import KNOWLEDGE
from infra_builder.plan import Block, Flow, Option, Plan, Workload, Zone
from infra_builder.planfile import read
from infra_builder.vocabulary import VOCABULARIES

SEQUENCES = range(int(os.environ.get("COMPARED_PLANS", "120")))
SCENARIOS = sorted((KNOWLEDGE / "scenarios").glob("*.infraplan"))


def side(given: Plan) -> Side:
    return Side(given, given.options[0])


def between(before: Plan, after: Plan) -> Differences:
    return compared(side(before), side(after))


def start(**more: Any) -> Plan:
    return plan(
        workloads=[workload(name="Helper", stage="pilot")],
        zones=[zone("cloud", "public_cloud"), zone("office", "on_premises")],
        blocks=[
            block("document_store", "docs", zone="office", name="Manuals"),
            block("managed_model_api", "api", zone="cloud", settings={"provider_specific": True}),
            block("logging_audit", "log", covers=("cloud", "docs")),
        ],
        flows=[flow("work", "uses", "api"), flow("docs", "reads", "api", masked=False)],
        **more,
    )


def after(*edits: Edit) -> Differences:
    return between(start(), Together(edits=edits).apply(start()))


def fields(differences: Differences) -> dict[tuple[str, str], tuple[object, object]]:
    return {
        (one.match.after, change.field): (change.before, change.after)
        for one in differences.changed
        for change in one.fields
    }


class TestWhatDiffers:
    def test_a_plan_does_not_differ_from_itself(self) -> None:
        assert not between(start(), start()).any

    def test_what_is_added_and_what_is_removed(self) -> None:
        found = after(Add(option=OPTION, zones=(zone("edge"),)), Remove(option=OPTION, ids=("api",)))
        assert found.added == (One("zone", "edge"),)
        assert found.removed == (One("block", "api"), One("flow", "work>api:uses"), One("flow", "docs>api:reads"))

    def test_fields_of_workloads_zones_blocks_and_flows_with_both_values(self) -> None:
        found = after(
            Change(option=OPTION, id="work", changes={"stage": "production"}),
            Change(option=OPTION, id="cloud", changes={"owner": "IT"}),
            Change(option=OPTION, id="api", changes={"settings": {"provider_specific": None, "limited_callers": True}}),
            Change(option=OPTION, id="docs>api:reads", changes={"masked": True}),
        )
        assert fields(found) == {
            ("work", "stage"): ("pilot", "production"),
            ("cloud", "owner"): ("", "IT"),
            ("api", "settings.provider_specific"): (True, None),
            ("api", "settings.limited_callers"): (None, True),
            ("docs>api:reads", "masked"): (False, True),
        }
        assert (found.added, found.removed, found.moved, found.situation) == ((), (), (), ())

    def test_the_situation(self) -> None:
        [change] = after(ChangeSituation(changes={"people": 2})).situation
        assert (change.field, change.before, change.after) == ("people", None, 2)

    def test_a_block_in_another_zone_is_moved_and_not_changed(self) -> None:
        found = after(Move(option=OPTION, at={}, zones={"docs": "cloud"}))
        assert found.moved == (Moved(Match("block", "docs", "docs", sure=True), "office", "cloud", environment=True),)
        assert found.changed == ()

    def test_a_move_between_zones_of_the_same_environment_stays_in_the_environment(self) -> None:
        two = Add(option=OPTION, zones=(zone("other", "public_cloud"),))
        [moved] = after(two, Move(option=OPTION, at={}, zones={"api": "other"})).moved
        assert not moved.environment

    def test_what_a_control_covers(self) -> None:
        assert fields(after(Change(option=OPTION, id="log", changes={"covers": ("docs",)}))) == {
            ("log", "covers"): (("cloud", "docs"), ("docs",))
        }

    def test_places_on_the_canvas_are_no_difference(self) -> None:
        assert not after(Move(option=OPTION, at={"docs": (5, 5), "work": (1, 1)}, sizes={"cloud": (90, 90)})).any

    def test_the_order_of_lists_is_no_difference(self) -> None:
        option = start().options[0]
        turned = option.with_parts(option.zones[::-1], option.blocks[::-1], option.flows[::-1])
        covers = Change(option=OPTION, id="log", changes={"covers": ("docs", "cloud")})
        assert not between(start(), covers.apply(start().but(options=(turned,)))).any

    def test_not_answered_differs_from_none(self) -> None:
        [change] = after(ChangeSituation(changes={"skills": ()})).situation
        assert (change.before, change.after) == (None, ())

    def test_a_thing_of_another_sort_under_the_same_id_is_another_thing(self) -> None:
        again = Add(option=OPTION, zones=(zone("docs", "edge"),))
        found = after(Remove(option=OPTION, ids=("docs",)), again)
        assert One("block", "docs") in found.removed
        assert One("zone", "docs") in found.added

    def test_a_control_of_something_gone_is_changed_although_another_sort_of_thing_took_its_id(self) -> None:
        log = block("logging_audit", "log", covers=("docs",))
        found = between(
            plan(blocks=[block("document_store", "docs"), log]), plan(zones=[zone("docs", "edge")], blocks=[log])
        )
        assert fields(found) == {("log", "covers"): (("docs",), ("docs",))}


class TestWhatIsTheSame:
    def test_a_name_and_a_kind_that_only_one_has_are_sure(self) -> None:
        renamed = start(situation={}).but(
            options=(Option(id="b", blocks=(block("document_store", "store", name="manuals "),)),)
        )
        assert Match("block", "docs", "store", sure=True) in between(start(), renamed).matches

    def test_the_only_one_of_its_kind_is_probably_the_same(self) -> None:
        other = start().but(options=(Option(id="b", blocks=(block("managed_model_api", "model", name="GPT"),)),))
        found = between(start(), other)
        assert found.unsure == (Match("block", "api", "model", sure=False),)
        assert fields(found)["model", "name"] == ("", "GPT")

    def test_of_two_of_a_kind_the_links_tell_which_is_which(self) -> None:
        def two(first: str, second: str, linked: str) -> Plan:
            return plan(
                blocks=[block("small_vm", first, name=first), block("small_vm", second, name=second)],
                flows=[flow("work", "uses", linked)],
            )

        found = between(two("a1", "a2", "a2"), two("b1", "b2", "b1"))
        assert {(match.before, match.after) for match in found.matches if match.sort == "block"} == {
            ("a2", "b1"),
            ("a1", "b2"),
        }
        assert all(not match.sure for match in found.matches if match.sort == "block")

    def pairs(self, before: Plan, then: Plan, sort: str = "block") -> set[tuple[str, str, bool]]:
        found = between(before, then).matches
        return {(match.before, match.after, match.sure) for match in found if match.sort == sort}

    def test_names_tell_more_than_links(self) -> None:
        def two(first: str, second: str, linked: str) -> Plan:
            machines = [block("small_vm", first, name="First"), block("small_vm", second, name="Second")]
            return plan(blocks=machines, flows=[flow("work", "uses", linked)])

        assert self.pairs(two("a1", "a2", "a1"), two("b1", "b2", "b2")) == {("a1", "b1", True), ("a2", "b2", True)}

    def test_one_link_in_common_is_enough_to_be_probably_the_same(self) -> None:
        def two(first: str, second: str, *more: Flow) -> Plan:
            machines = [block("small_vm", id_, name=id_) for id_ in (first, second)]
            flows = [flow("work", "uses", first), *more]
            return plan(blocks=[*machines, block("logging_audit", "log")], flows=flows)

        assert self.pairs(two("a1", "a2"), two("b1", "b2", flow("b1", "logs_to", "log"))) == {
            ("log", "log", True),
            ("a1", "b1", False),
            ("a2", "b2", False),
        }

    def test_the_same_links_tell_more_than_one_link_in_common(self) -> None:
        def three(first: str, second: str, third: str) -> Plan:
            machines = [block("small_vm", id_, name=id_) for id_ in (first, second, third)]
            store = block("document_store", "docs")
            flows = [flow("work", "uses", id_) for id_ in (first, second)]
            return plan(
                blocks=[*machines, store], flows=[*flows, *(flow(id_, "reads", "docs") for id_ in (second, third))]
            )

        assert {("a1", "b1", False), ("a2", "b2", False), ("a3", "b3", False)} <= self.pairs(
            three("a1", "a2", "a3"), three("b1", "b2", "b3")
        )

    def test_a_thing_with_links_to_two_others_is_in_one_match(self) -> None:
        before = plan(
            blocks=[block("small_vm", "a1", name="One"), block("small_vm", "a2", name="Two"), block("backups", "safe")],
            flows=[flow("work", "uses", "a1"), flow("a2", "writes", "safe")],
        )
        then = plan(
            blocks=[
                block("small_vm", "b1", name="Eins"),
                block("small_vm", "b2", name="Zwei"),
                block("backups", "safe"),
            ],
            flows=[flow("work", "uses", "b1"), flow("b1", "writes", "safe")],
        )
        matched = [match.after for match in between(before, then).matches]
        assert len(set(matched)) == len(matched)

    def test_what_nothing_tells_apart_is_matched_one_by_one(self) -> None:
        three = plan(blocks=[block("cloud_gpu", f"a{number}") for number in range(3)])
        two = plan(blocks=[block("cloud_gpu", f"b{number}") for number in range(2)])
        found = between(three, two)
        assert self.pairs(three, two) == {("a0", "b0", False), ("a1", "b1", False)}
        assert (found.removed, found.added) == ((One("block", "a2"),), ())

    def test_links_between_the_same_things_are_each_in_one_match(self) -> None:
        def linked(*ids: str) -> Plan:
            flows = [flow("docs", "reads", "api").but(id=id_) for id_ in ids]
            return plan(blocks=[block("document_store", "docs"), block("managed_model_api", "api")], flows=flows)

        found = self.pairs(linked("a1", "a2", "a3"), linked("b1", "b2"), "flow")
        assert found == {("a1", "b1", True), ("a2", "b2", True)}

    def test_the_same_id_with_another_kind_and_another_name_is_not_sure(self) -> None:
        found = after(Change(option=OPTION, id="docs", changes={"kind": "object_storage", "name": "Files"}))
        assert found.unsure == (Match("block", "docs", "docs", sure=False),)

    def test_the_same_id_with_another_name_is_sure(self) -> None:
        assert after(Change(option=OPTION, id="docs", changes={"name": "Files"})).unsure == ()

    def test_things_of_different_kinds_are_never_taken_for_each_other(self) -> None:
        other = start().but(options=(Option(id="b", blocks=(block("object_storage", "store", name="Manuals"),)),))
        assert One("block", "docs") in between(start(), other).removed

    @pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
    def test_a_copy_under_other_ids_differs_in_nothing(self, path: Any) -> None:
        given = read(path, catalogue())
        for option in given.options:
            copy = renamed_ids(given, option, turn=-1)
            found = compared(Side(given, option), Side(copy, copy.options[0]))
            assert not found.any
            assert len(found.matches) == len(given.workloads) + len(option.by_id)


def renamed_ids(given: Plan, option: Option, *, turn: int = 1) -> Plan:
    """The plan with one option in which every id is another one; where `turn` is -1, in the opposite order."""

    def to(id_: str | None) -> str | None:
        return None if id_ is None else f"n{sum(map(ord, id_))}_{id_[::-1]}"

    blocks = tuple(
        one.but(id=to(one.id), zone=to(one.zone), covers=tuple(map(to, one.covers))) for one in option.blocks[::turn]
    )
    flows = tuple(
        one.but(id=f"flow{place}", source=to(one.source), target=to(one.target))
        for place, one in enumerate(option.flows)
    )
    zones = tuple(one.but(id=to(one.id)) for one in option.zones[::turn])
    workloads = tuple(one.but(id=to(one.id)) for one in given.workloads)
    return given.but(workloads=workloads, options=(Option(id="copy", zones=zones, blocks=blocks, flows=flows),))


class TestFindings:
    def findings(self, before: Plan, then: Plan) -> FindingDifferences:
        reports = [judge(one, one.options[0], knowledge(), stages=False) for one in (before, then)]
        return compared_findings(between(before, then), *reports)

    def test_what_an_edit_cures_and_what_it_brings(self) -> None:
        before = read(KNOWLEDGE / "scenarios" / "first-prototype.infraplan", catalogue())
        cured = Remove(option="overbuilt", ids=("region_2", "gpus_2")).apply(before)
        assert "GPU cluster is reserved" in " ".join(one.says for one in self.findings(before, cured).unchanged)
        assert "Second GPU cluster is reserved" in " ".join(one.says for one in self.findings(before, cured).cleared)
        back = self.findings(cured, before)
        assert "Second GPU cluster is reserved" in " ".join(one.says for one in back.new)

    @pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
    def test_a_copy_under_other_ids_has_the_same_findings(self, path: Any) -> None:
        given = read(path, catalogue())
        copy = renamed_ids(given, given.options[0])
        found = self.findings(given, copy)
        assert (found.new, found.cleared) == ((), ())
        assert len(found.unchanged) == len(judge(given, given.options[0], knowledge(), stages=False).findings)


class TestWhichOptions:
    two = Plan(options=(Option(id="a"), Option(id="b"), Option(id="c")))

    def ids(self, first: Plan, other: Plan) -> list[tuple[str, str]]:
        return [(one.id, two.id) for one, two in opposite(first, other)]

    def test_those_of_one_plan_are_compared_with_its_first(self) -> None:
        assert self.ids(self.two, self.two) == [("a", "b"), ("a", "c")]

    def test_those_of_another_plan_with_that_of_the_same_id_else_with_the_first(self) -> None:
        other = Plan(options=(Option(id="b"), Option(id="x")))
        assert self.ids(self.two, other) == [("b", "b"), ("a", "x")]

    def test_what_nothing_is_compared_with_is_named(self) -> None:
        assert left_out(self.two, opposite(self.two, Plan(options=(Option(id="a"),)))) == self.two.options[1:]

    def test_without_options_there_is_nothing_to_compare(self) -> None:
        assert opposite(Plan(), self.two) == opposite(self.two, Plan()) == ()


@cache
def busy(seed: int) -> Plan:
    return busy_plan(seed)


@pytest.mark.parametrize("seed", SEQUENCES)
def test_an_edited_copy_differs_in_exactly_the_net_changes(seed: int) -> None:
    dice = random.Random(seed)
    before = edited = busy(seed % 40)
    for _ in range(dice.randint(1, 12)):
        try:
            edited = random_edit(dice, edited).apply(edited)
        except Refused:
            continue
    assert said(between(before, edited)) == true_changes(before, edited, likened(before, edited))


def likened(before: Plan, edited: Plan) -> dict[tuple[str, str], tuple[str, str]]:
    """Which thing, by sort and id, is which: the same id, and what is likened although one went and another came.

    Only what is of the same sort and kind may be likened, each once.
    """
    old, new = parts(before), parts(edited)
    same = {key: key for key in old if key in new}
    for match in between(before, edited).matches:
        key, other = (match.sort, match.before), (match.sort, match.after)
        if match.before == match.after:
            assert same[key] == other
            continue
        assert key not in new
        assert other not in old
        assert old[key].get("kind", old[key].get("environment")) == new[other].get(
            "kind", new[other].get("environment")
        )
        assert other not in same.values()
        same[key] = other
    return same


def parts(given: Plan) -> dict[tuple[str, str], dict[str, Any]]:
    """The fields of each thing but its place, by sort and id."""
    option = given.options[0]
    sorts = {"workload": given.workloads, "zone": option.zones, "block": option.blocks, "flow": option.flows}
    return {
        (sort, item.id): {k: v for k, v in item.model_dump().items() if k not in ("id", "at", "size")}
        for sort, items in sorts.items()
        for item in items
    }


def said(found: Differences) -> set[tuple[Any, ...]]:
    """What a comparison says, as plain facts."""
    facts: set[tuple[Any, ...]] = {("situation", change.field) for change in found.situation}
    facts |= {("added", one.sort, one.id) for one in found.added}
    facts |= {("removed", one.sort, one.id) for one in found.removed}
    facts |= {("moved", one.match.before, one.before, one.after) for one in found.moved}
    facts |= {("changed", one.match.before, change.field) for one in found.changed for change in one.fields}
    return facts


def true_changes(before: Plan, edited: Plan, same: dict[tuple[str, str], tuple[str, str]]) -> set[tuple[Any, ...]]:
    """The net changes, found the plain way: from the fields of both plans, once it is known what is what."""
    old, new = parts(before), parts(edited)
    ways = {"situation": (before.situation.model_dump(), edited.situation.model_dump())}
    facts: set[tuple[Any, ...]] = {
        ("situation", name) for name, value in ways["situation"][0].items() if value != ways["situation"][1][name]
    }
    facts |= {("added", *key) for key in new if key not in same.values()}
    facts |= {("removed", *key) for key in old if key not in same}
    for key, other in same.items():
        one, now = old[key], new[other]
        facts |= set(changes_of(key, one, now, same))
    return facts


def changes_of(
    key: tuple[str, str], one: dict[str, Any], now: dict[str, Any], same: dict[tuple[str, str], tuple[str, str]]
) -> Iterator[tuple[Any, ...]]:
    def is_now(id_: str) -> str | None:
        """The id that something named before has now."""
        found = [same[sort, id_] for sort in ("workload", "zone", "block") if (sort, id_) in same]
        return found[0][1] if found else None

    for name, value in one.items():
        match name:
            case "zone":
                expected = None if value is None else is_now(value) or "gone"
                if expected != now["zone"]:
                    yield "moved", key[1], value, now["zone"]
            case "settings":
                for setting in {*value, *now["settings"]}:
                    if value.get(setting) != now["settings"].get(setting):
                        yield "changed", key[1], f"settings.{setting}"
            case "covers" if {is_now(id_) for id_ in value} != set(now["covers"]):
                yield "changed", key[1], name
            case "source" | "target" if is_now(value) != now[name]:
                yield "changed", key[1], name
            case "reasons" if set(value) != set(now["reasons"]):
                yield "changed", key[1], name
            case "covers" | "source" | "target" | "reasons":
                pass
            case _ if value != now[name]:
                yield "changed", key[1], name


def again(option: Option, gone: Block, fresh: str) -> Edit:
    """Take a block away and put the like of it in its place under another id."""
    like = Block(id=fresh, kind=gone.kind, name=gone.name, settings=gone.settings)
    return Together(edits=(Remove(option=option.id, ids=(gone.id,)), Add(option=option.id, blocks=(like,))))


def random_edit(dice: random.Random, given: Plan) -> Edit:
    """An edit of any sort; things that went may come back under their old ids or under others."""
    option = given.options[0]
    items = [*given.workloads, *option.zones, *option.blocks, *option.flows]
    chosen = dice.choice(items).id if items else "nothing"
    fresh = dice.choice([f"new{dice.randint(0, 3)}", f"block{dice.randint(0, 13)}", f"zone{dice.randint(0, 3)}"])
    zones = [None, *(one.id for one in option.zones)]
    ends = [*(one.id for one in option.blocks), *(one.id for one in given.workloads), "nothing"]
    links = [one.id for one in option.flows] or ["nothing"]
    source, target, link = dice.choice(ends), dice.choice(ends), dice.choice(VOCABULARIES["flow"])
    known = [one.kind for one in option.blocks] or ["laptop"]
    kind, answer = dice.choice([dice.choice(known), *sorted(catalogue().blocks)[::9]]), dice.choice(["", "IT", "Sales"])
    return dice.choice(
        [
            lambda: Remove(option=option.id, ids=(chosen,)),
            lambda: Add(
                option=option.id, zones=(Zone(id=fresh, environment=dice.choice(VOCABULARIES["environment"])),)
            ),
            lambda: Add(option=option.id, blocks=(Block(id=fresh, kind=kind, name=answer, zone=dice.choice(zones)),)),
            lambda: Add(option=option.id, flows=(new_flow(option, source, target, link),)),
            lambda: AddWorkload(workload=Workload(id=fresh, stage=dice.choice([None, "pilot"]))),
            lambda: Change(option=option.id, id=chosen, changes={"owner": answer}),
            lambda: Change(option=option.id, id=chosen, changes={"name": answer}),
            lambda: Change(option=option.id, id=chosen, changes={"kind": kind, "settings": {}}),
            lambda: Change(option=option.id, id=chosen, changes={"covers": tuple(dice.sample(ends, 1))}),
            lambda: Change(option=option.id, id=chosen, changes={"settings": {"count": dice.choice([None, 1, 2])}}),
            lambda: Change(option=option.id, id=dice.choice(links), changes={"source": source, "target": target}),
            lambda: Change(option=option.id, id=dice.choice(links), changes={"masked": dice.choice([None, True])}),
            lambda: (
                again(option, dice.choice(option.blocks), fresh) if option.blocks else Move(option=option.id, at={})
            ),
            lambda: Move(option=option.id, at={chosen: (1.0, 2.0)}),
            lambda: Move(option=option.id, at={}, zones={chosen: dice.choice(zones)}),
            lambda: ChangeSituation(
                changes={"people": dice.randint(0, 3), "skills": dice.choice([None, (), ("data",)])}
            ),
        ]
    )()
