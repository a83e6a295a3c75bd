"""Which links are offered between two things, and why none is."""

from __future__ import annotations

from itertools import permutations

import pytest
from builders import OPTION, block, catalogue, flow, plan, workload, wrongs, zone

from infra_builder.edits import Add
from infra_builder.linking import NoLink, link, sensible
from infra_builder.plan import Plan


def offered(made: Plan, source: str, target: str) -> tuple[str, ...]:
    return sensible(made, made.options[0], catalogue(), source, target)


def drawn() -> Plan:
    return plan(
        workloads=[workload(sensitivity="personal")],
        zones=[zone("edge")],
        blocks=[
            block(kind)
            for kind in (
                "document_store", "data_lake", "app_service", "managed_model_api", "training_job", "self_hosted_model",
                "cpu_server", "laptop", "logging_audit", "backups", "masking", "encryption", "fallback",
            )
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "kinds"),
    [
        ("work", "app_service", ("uses",)),
        ("document_store", "app_service", ("reads",)),
        ("document_store", "training_job", ("trains_on", "reads")),
        ("document_store", "data_lake", ("reads", "replicates_to", "falls_back_to")),
        ("app_service", "managed_model_api", ("calls", "falls_back_to")),
        ("training_job", "self_hosted_model", ("deploys_to", "calls", "falls_back_to")),
        ("app_service", "document_store", ("writes",)),
        ("app_service", "cpu_server", ("runs_on",)),
        ("app_service", "logging_audit", ("logs_to",)),
        ("document_store", "backups", ("replicates_to",)),
        ("document_store", "masking", ("reads", "calls", "writes")),
        ("app_service", "fallback", ("falls_back_to",)),
    ],
)
def test_the_likeliest_kind_is_offered_first(source: str, target: str, kinds: tuple[str, ...]) -> None:
    assert offered(drawn(), source, target) == kinds


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("laptop", "laptop", "A block cannot be linked with itself."),
        ("app_service", "work", "A link with a workload starts at the workload: it uses the block."),
        ("edge", "laptop", "A link leads from block to block."),
        ("laptop", "nowhere", "A link leads from block to block."),
        ("encryption", "laptop", "Governance protects without links: select it and choose what it covers."),
        ("laptop", "app_service", "Compute carries: draw the link from what runs to the machine it runs on."),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(source: str, target: str, reason: str) -> None:
    with pytest.raises(NoLink) as caught:
        offered(drawn(), source, target)
    assert str(caught.value) == reason


def test_a_kind_that_is_drawn_is_not_offered_again() -> None:
    made = plan(
        blocks=[block("document_store"), block("app_service")], flows=[flow("document_store", "reads", "app_service")]
    )
    with pytest.raises(NoLink, match="linked already"):
        offered(made, "document_store", "app_service")


def test_whatever_is_offered_can_be_drawn() -> None:
    made = drawn()
    names = [*made.ids(made.options[0])]
    tried = 0
    for source, target in permutations(names, 2):
        try:
            kinds = offered(made, source, target)
        except NoLink:
            continue
        for kind in kinds:
            tried += 1
            new = link(made.options[0], source, target, kind, made)  # type: ignore[arg-type]
            assert not wrongs(Add(option=OPTION, flows=(new,)).apply(made))
    assert tried > 40


def test_a_data_link_begins_with_the_class_of_the_only_workload() -> None:
    made = drawn()
    assert link(made.options[0], "document_store", "app_service", "reads", made).data == "personal"
    assert link(made.options[0], "work", "app_service", "uses", made).data is None


def test_where_several_classes_could_be_meant_none_is_guessed() -> None:
    made = drawn().but(workloads=(workload("a", sensitivity="public"), workload("b", sensitivity="personal")))
    assert link(made.options[0], "document_store", "app_service", "reads", made).data is None
