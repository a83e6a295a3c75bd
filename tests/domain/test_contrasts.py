"""What differs between designs in sentences: who answers, where data are, what it takes, what the next stage needs."""

from __future__ import annotations

from typing import Any

from builders import block, catalogue, flow, knowledge, plan, workload, zone

from infra_builder.advice.contrasts import ASPECTS, Aspect, Said, contrasts, growth
from infra_builder.advice.stages import stages
from infra_builder.matching import Side
from infra_builder.plan import Plan


def side(given: Plan) -> Side:
    return Side(given, given.options[0])


def said(aspect: Aspect, **parts: Any) -> Said:
    """What is said of a plan made of parts."""
    return next(each.cells[0] for each in contrasts([side(plan(**parts))], knowledge()) if each.aspect == aspect)


def needed(stage: str, **parts: Any) -> Said:
    made = plan(workloads=[workload(kind="rag_assistant", stage=stage, users=5)], **parts)
    return growth([stages(made, made.options[0], knowledge())], knowledge()).cells[0]


def test_every_aspect_but_growth_is_told_in_its_order() -> None:
    found = [each.aspect for each in contrasts([side(plan())], knowledge())]
    assert tuple(found) == ASPECTS[:-1]


def test_a_design_does_not_differ_from_itself() -> None:
    same = side(plan(blocks=[block("laptop"), block("managed_model_api")]))
    assert not any(each.differs for each in contrasts([same, same], knowledge()))


def test_only_the_aspects_that_are_unlike_differ() -> None:
    zones, store = [zone("public_cloud")], block("document_store", zone="public_cloud")
    one = plan(zones=zones, blocks=[store, block("managed_model_api", zone="public_cloud")])
    other = plan(zones=zones, blocks=[store, block("self_hosted_model", zone="public_cloud")])
    unlike = {each.aspect for each in contrasts([side(one), side(other)], knowledge()) if each.differs}
    assert "model" in unlike
    assert not unlike & {"data", "zones", "compute", "work"}


def test_what_only_explains_makes_no_difference() -> None:
    one, other = (plan(zones=[zone("public_cloud", name=name)]) for name in ("Frankfurt", "Paris"))
    found = next(each for each in contrasts([side(one), side(other)], knowledge()) if each.aspect == "zones")
    assert [cell.quiet for cell in found.cells] == [("Frankfurt",), ("Paris",)]
    assert not found.differs


def test_who_answers_is_said_for_every_kind_of_model() -> None:
    assert said("model", blocks=[block("managed_model_api")]).says == ("A model that is called at its provider.",)
    trained = block("self_hosted_model", name="Ours", settings={"fine_tuned": True})
    assert said("model", blocks=[trained]).says == (
        "A model that you run yourselves.",
        "Trained further on your own examples: Ours.",
    )
    assert said("model").says == ("No model is drawn yet.",)


def test_machines_are_counted_and_idle_ones_named() -> None:
    cards = [block("cloud_gpu", id, settings={"count": 8, "busy_percent": 4}) for id in ("one", "two")]
    found = said("compute", blocks=cards)
    assert found.says == ("2 × Cloud GPU", "16 graphics processors in all.")
    assert found.quiet == ("Busy at most 4 percent of the time.", "Nothing draws on Cloud GPU.")


def test_data_are_said_with_their_place_and_their_copies() -> None:
    blocks = [block("document_store", zone="on_premises", settings={"authoritative": True}), block("object_storage")]
    found = said("data", zones=[zone("on_premises")], blocks=blocks, flows=[
        flow("document_store", "replicates_to", "object_storage"),
    ])  # fmt: skip
    place = catalogue().environments["on_premises"].name
    assert found.says == (
        f"{place}: Document store.",
        "No environment yet: Object storage.",
        "Document store is copied to Object storage.",
    )
    assert found.quiet == ("This one counts: Document store.",)


def test_skills_say_what_the_team_lacks_and_that_it_may_not_be_known() -> None:
    def of(**situation: Any) -> Said:
        app = block("app_service", zone="public_cloud")
        return said("skills", zones=[zone("public_cloud")], blocks=[app], situation=situation)

    assert of().quiet == ("Whether the team has them is not known yet.",)
    assert of(skills=()).quiet == ("The team lacks: Software development.",)
    assert of(skills=("app_dev",)).quiet == ("The team has them all.",)


def test_upkeep_is_a_range_and_names_what_takes_most() -> None:
    small, large = said("effort", blocks=[block("laptop")]), said("effort", blocks=[block("kubernetes_cluster")])
    assert small != large
    assert small.says[0].endswith(" hours of work a month.")
    assert large.quiet == ("Most of it goes into Kubernetes cluster.",)


def test_what_takes_over_is_said_or_that_nothing_does() -> None:
    blocks = [block("managed_model_api"), block("self_hosted_model")]
    falls = flow("managed_model_api", "falls_back_to", "self_hosted_model")
    assert said("failing", blocks=blocks).says == ("Nothing takes over.",)
    assert said("failing", blocks=blocks, flows=[falls]).says == (
        "Without Managed model API, Self-hosted model takes over.",
    )


def test_the_way_back_is_as_hard_as_the_hardest_part_and_contracts_are_named() -> None:
    assert said("leaving", blocks=[block("small_vm")]).says == ("Easy to leave again.",)
    hard = said("leaving", blocks=[block("small_vm"), block("nocode_platform")])
    assert hard.says == ("Hard to leave again.",)
    assert hard.quiet[0].startswith(catalogue().blocks["nocode_platform"].name)
    rented = block("cloud_gpu", settings={"reserved": "reserved"})
    assert "Paid for a fixed term, used or not: Cloud GPU." in said("leaving", blocks=[rented]).says


def test_the_next_step_names_days_and_first_steps() -> None:
    found = needed("experiment", blocks=[block("managed_model_api"), block("document_store")])
    assert found.says[0].startswith("Before the stage pilot, about ")
    assert len(found.says) > 1


def test_after_production_there_is_no_further_stage() -> None:
    assert needed("production", blocks=[block("managed_model_api")]).says == ("There is no further stage.",)


def test_without_a_stage_nobody_knows_the_next_one() -> None:
    made = plan(blocks=[block("laptop")])
    found = growth([stages(made, made.options[0], knowledge())], knowledge())
    assert found.cells[0].says == ("The stage of the work is not known yet.",)


def test_long_lists_are_cut_and_say_so() -> None:
    zones = [zone(f"z{n}", "public_cloud", name=f"Place {n}") for n in range(5)]
    assert said("zones", zones=zones).quiet == ("Place 0, Place 1 and 3 more",)
