"""Copying a part of a plan, and putting it into another place."""

from __future__ import annotations

import pytest
from builders import OPTION, block, catalogue, flow, ids, plan, workload, wrongs, zone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_plans import plans

from infra_builder.clipping import STEP, Clipping, clipped, from_text, pasted, to_text, with_workloads
from infra_builder.edits import Refused
from infra_builder.plan import Block, Option, Plan
from infra_builder.problems import Unusable


def drawn() -> Plan:
    return plan(
        workloads=(workload("assistant", kind="rag_assistant", at=(24, 24)),),
        zones=(zone("cloud", "public_cloud", name="EU", at=(400, 24), size=(600, 300)), zone("office", "on_premises")),
        blocks=(
            block("document_store", "docs", zone="office", owner="Quality", at=(100, 500)),
            block("managed_model_api", "api", zone="cloud", owner="Product", at=(500, 120)),
            block("logging_audit", "log", covers=("cloud", "api"), at=(24, 300)),
            block("guardrails", "rails", covers=("docs",), at=(24, 400)),
        ),
        flows=(flow("assistant", "uses", "api"), flow("docs", "reads", "api", data="internal", gb_per_month=2)),
    )


def copied(*chosen: str, of: Plan | None = None) -> Clipping:
    source = of or drawn()
    clipping = clipped(source, source.options[0], chosen)
    assert clipping is not None
    return clipping


def put(into: Plan, clipping: Clipping, option: str = OPTION, **how: object) -> Plan:
    return pasted(into, into.option(option), clipping, **how).edit.apply(into)  # type: ignore[arg-type]


def test_a_zone_is_copied_with_its_blocks() -> None:
    assert ids(copied("cloud").option.blocks) == ("api",)


def test_only_links_between_copied_things_come_along() -> None:
    assert ids(copied("docs", "api").option.flows) == ("docs>api:reads",)
    assert copied("api").option.flows == ()


def test_a_link_alone_is_nothing_to_copy() -> None:
    source = drawn()
    assert clipped(source, source.options[0], ("docs>api:reads",)) is None


def test_a_copy_in_its_own_option_stands_beside_the_original_in_the_same_zone() -> None:
    after = put(drawn(), copied("api"))
    copy = after.options[0].by_id["api_2"]
    assert isinstance(copy, Block)
    assert (copy.zone, copy.owner, copy.at) == ("cloud", "Product", (500 + STEP, 120 + STEP))


def test_pasting_again_goes_one_step_further() -> None:
    clipping = copied("api")
    twice = put(put(drawn(), clipping), clipping)
    assert twice.options[0].by_id["api_3"].at == (500 + 2 * STEP, 120 + 2 * STEP)  # type: ignore[union-attr]


def test_a_copied_zone_holds_the_copied_blocks_and_links_join_the_copies() -> None:
    option = put(drawn(), copied("cloud", "office")).options[0]
    assert {block.id: block.zone for block in option.blocks if block.id.endswith("_2")} == {
        "api_2": "cloud_2",
        "docs_2": "office_2",
    }
    assert [(f.source, f.target, f.data) for f in option.flows][-1] == ("docs_2", "api_2", "internal")


def test_a_control_covers_the_copies_of_what_was_copied_and_the_originals_of_the_rest() -> None:
    option = put(drawn(), copied("log", "api")).options[0]
    copy = option.by_id["log_2"]
    assert isinstance(copy, Block)
    assert copy.covers == ("api_2", "cloud")


def test_in_another_plan_ids_stay_where_they_are_free() -> None:
    other = plan(workloads=(workload("api"),))
    after = put(other, copied("docs", "api"))
    assert ids(after.options[0].blocks) == ("docs", "api_2")
    assert after.options[0].flows[0].id == "docs>api_2:reads"


def test_what_stood_in_a_zone_that_is_not_here_stands_where_it_is_put() -> None:
    after = put(plan(), copied("api"))
    assert after.options[0].blocks[0].zone is None
    there = plan(zones=(zone("edge"),))
    assert put(there, copied("api"), zone_at=lambda _x, _y: "edge").options[0].blocks[0].zone == "edge"


def test_put_at_a_place_a_block_belongs_to_the_zone_there() -> None:
    after = put(drawn(), copied("api"), by=(-400.0, 400.0), zone_at=lambda x, y: "office" if y > 500 else None)
    copy = after.options[0].by_id["api_2"]
    assert isinstance(copy, Block)
    assert (copy.zone, copy.at) == ("office", (100, 520))


def test_a_control_without_anything_that_it_covers_is_left_out() -> None:
    result = pasted(plan(), plan().options[0], copied("rails", "api"))
    assert ids(result.idle) == ("rails",)
    assert ids(result.edit.apply(plan()).options[0].blocks) == ("api",)


def test_a_control_alone_whose_targets_are_not_here_is_refused() -> None:
    with pytest.raises(Refused, match="would protect nothing"):
        pasted(plan(), plan().options[0], copied("rails"))


def test_a_control_that_covers_by_its_place_is_pasted() -> None:
    source = plan(blocks=(block("monitoring"),))
    assert put(plan(), copied("monitoring", of=source)).options[0].blocks[0].covers == ()


def two_options() -> Plan:
    start = drawn()
    return start.but(options=(*start.options, Option(id="b")))


def test_another_option_of_the_plan_uses_the_same_workload() -> None:
    start = two_options()
    chosen = with_workloads(start.options[0], start, ("api",))
    after = put(start, copied(*chosen, of=start), "b")
    assert ids(after.workloads) == ("assistant",)
    assert ids(after.option("b").flows) == ("assistant>api:uses",)


def test_a_workload_is_copied_in_its_own_option_and_when_it_is_all_there_is() -> None:
    start = two_options()
    assert ids(put(start, copied("assistant", "api")).workloads) == ("assistant", "assistant_2")
    assert ids(put(start, copied("assistant"), "b").workloads) == ("assistant", "assistant_2")


def test_a_workload_of_the_same_id_that_is_another_one_is_copied() -> None:
    other = plan(workloads=(workload("assistant", stage="production"),)).but(options=(Option(id="z"),))
    after = put(other, copied("assistant", "api"), "z")
    assert ids(after.workloads) == ("assistant", "assistant_2")
    assert after.option("z").flows[0].source == "assistant_2"


def test_the_text_of_a_clipping_gives_it_back() -> None:
    for chosen in (("assistant", "api"), ("cloud", "docs"), ("log",), ("rails", "docs")):
        clipping = copied(*chosen)
        assert from_text(to_text(clipping), catalogue()) == clipping


def reasons(text: str) -> list[str]:
    with pytest.raises(Unusable) as refused:
        from_text(text, catalogue())
    return [problem.message for problem in refused.value.problems]


def test_a_kind_that_the_knowledge_lacks_is_refused_with_its_name() -> None:
    text = to_text(copied("api")).replace("managed_model_api", "quantum_oracle")
    assert reasons(text) == ["unknown kind 'quantum_oracle'"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "this was not copied from this version of Infra Builder"),
        ("just words", "this was not copied from this version of Infra Builder"),
        ("infra_builder_selection: 2\noptions: []\n", "this was not copied from this version of Infra Builder"),
        ("infra_builder_selection: 1\noptions:\n  - {id: a}\nmore: 1\n", "unknown field 'more'"),
        ("infra_builder_selection: 1\n", "this field is missing"),
        ("infra_builder_selection: 1\noptions:\n  - {id: a}\nstands_in: {x: cloud}\n", "there is no block x"),
    ],
)
def test_a_text_that_is_no_clipping_is_refused(text: str, reason: str) -> None:
    assert reason in reasons(text)[0]


def test_a_link_to_something_that_was_not_copied_is_refused() -> None:
    text = "infra_builder_selection: 1\noptions:\n  - id: a\n    flows: [{from: x, to: y, kind: reads}]\n"
    assert "unknown block or workload 'x'" in reasons(text)[0]


def test_what_is_nested_without_end_is_refused() -> None:
    assert "nest" in reasons("infra_builder_selection: " + "[" * 5000)[0]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(source=plans(), target=plans(), data=st.data())
def test_any_part_of_any_plan_can_go_into_any_other_by_way_of_text(
    source: Plan, target: Plan, data: st.DataObject
) -> None:
    for option in source.options:
        there = list(source.ids(option))
        chosen = data.draw(st.lists(st.sampled_from(there), unique=True)) if there else []
        clipping = clipped(source, option, chosen)
        if clipping is None:
            continue
        assert from_text(to_text(clipping), catalogue()) == clipping
        for place, into in [(target, each) for each in target.options] + [(source, each) for each in source.options]:
            try:
                result = pasted(place, into, clipping)
            except Refused:
                continue
            after = result.edit.apply(place)
            assert wrongs(after) == []
            new = after.option(into.id)
            assert len(new.blocks) - len(into.blocks) == len(clipping.option.blocks) - len(result.idle)
            assert set(result.ids) <= {*after.ids(new)} - {*place.ids(into)}
            assert new.flows[: len(into.flows)] == into.flows
