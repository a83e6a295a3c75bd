"""The cases beside a rule: their short form, and what is said where one is wrong."""

from __future__ import annotations

import pytest
from builders import RULE, catalogue, ids

from infra_builder.guarded_yaml import parse
from infra_builder.problems import Unusable
from infra_builder.rules.cases import Case, Outcome, cases, missing, run
from infra_builder.rules.rule import Rule, load_rule

FIRES = """\
  - name: one
    fires: [managed_model_api]
    zones: [public_cloud]
    blocks: [managed_model_api, {id: lap, kind: laptop, zone: null}]
    flows: [[work, uses, managed_model_api], [lap, reads, managed_model_api, {data: internal}]]
"""


def with_cases(text: str, more: str = "") -> Rule:
    return load_rule(parse(f"{RULE}{more}cases:\n{text}", "rule.yaml"), catalogue())


def read(text: str) -> tuple[Case, ...]:
    return cases(with_cases(text), catalogue())


def outcome(text: str, more: str = "", number: int = 0) -> Outcome:
    made = with_cases(text, more)
    return run(made, cases(made, catalogue())[number], catalogue())


def test_the_short_form_is_a_plan() -> None:
    [case] = read(FIRES)
    option = case.plan.options[0]
    assert ids(case.plan.workloads) == ("work",)
    assert [(block.id, block.zone) for block in option.blocks] == [
        ("managed_model_api", "public_cloud"),
        ("lap", None),
    ]
    assert [(flow.kind, flow.data) for flow in option.flows] == [("uses", None), ("reads", "internal")]


def test_a_case_may_start_from_an_earlier_one_alter_it_and_leave_things_out() -> None:
    later = (
        "  - {name: two, like: one, fires: [], change: {work: {stage: pilot}, lap: {owner: IT}},"
        " without: [managed_model_api]}\n"
    )
    case = read(FIRES + later)[1]
    option = case.plan.options[0]
    assert case.plan.workloads[0].stage == "pilot"
    assert [(block.id, block.owner) for block in option.blocks] == [("lap", "IT")]
    assert option.flows == ()


def test_an_earlier_case_is_not_changed_by_a_later_one() -> None:
    later = "  - {name: two, like: one, fires: [], change: {work: {stage: pilot}}}\n"
    assert read(FIRES + later)[0].plan.workloads[0].stage is None


def test_a_case_that_comes_out_as_it_says_is_right() -> None:
    assert outcome(FIRES).wrong == ()


def test_a_case_that_comes_out_otherwise_says_what_decided() -> None:
    [wrong] = outcome(FIRES.replace("fires: [managed_model_api]", "fires: [lap]")).wrong
    assert wrong.startswith(
        "fires for [managed_model_api], expected [lap]; decided by block.kind of managed_model_api is"
    )


def test_a_remedy_that_does_not_clear_the_finding_is_wrong() -> None:
    remedies = "remedies: [{says: Add one, days: 1, steps: [{add: {kind: backups}}]}]\n"
    [wrong] = outcome(FIRES, remedies).wrong
    assert "does not clear the finding for managed_model_api" in wrong


def test_a_remedy_that_cannot_be_done_is_wrong_and_no_crash() -> None:
    remedies = "remedies: [{says: Change it, days: 1, steps: [{change: '{block}', to: {stage: pilot}}]}]\n"
    [wrong] = outcome(FIRES, remedies).wrong
    assert "cannot be done for managed_model_api" in wrong


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  - {name: x}", "rule.yaml:13:5: cases[0]: a case needs a name and 'fires'"),
        (
            "  - {name: x, fires: [], wrkload: {}}",
            "rule.yaml:13:26: cases[0].wrkload: unknown field of a case 'wrkload'",
        ),
        (
            "  - {name: x, fires: [], like: other}",
            "rule.yaml:13:32: cases[0].like: unknown earlier case 'other'",
        ),
        (
            "  - {name: x, fires: [], without: [other]}",
            "rule.yaml:13:36: cases[0].without[0]: unknown id to leave out 'other'; known: work",
        ),
        (
            "  - {name: x, fires: [], blocks: [laptp]}",
            "rule.yaml:13:35: cases[0] blocks[0].kind: unknown kind 'laptp'; did you mean 'laptop'?",
        ),
        ("  - {name: x, fires: [], flows: [[work, uses]]}", "rule.yaml:13:34: cases[0].flows[0]: a flow is written"),
        (
            "  - {name: x, fires: [], flows: [[work, uses, moon]]}",
            "rule.yaml:13:47: cases[0] flows[0].to: unknown block or",
        ),
        (
            "  - {name: x, fires: [], workload: {stage: late}}",
            "rule.yaml:13:44: cases[0] workloads[0].stage: unknown word",
        ),
        ("  - {name: x, fires: [], like: [a]}", "rule.yaml:13:32: cases[0].like: expected text, not a list"),
        ("  - {name: x, fires: [], blocks: 5}", "rule.yaml:13:34: cases[0].blocks: expected a list, not"),
        (
            "  - {name: x, fires: [], change: {situation: 5}}",
            "rule.yaml:13:46: cases[0].change.situation: expected a group",
        ),
    ],
)
def test_a_case_that_is_no_plan_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(Unusable) as caught:
        read(text)
    assert any(str(problem).startswith(message) for problem in caught.value.problems), caught.value


def test_a_rule_needs_two_cases_on_either_side() -> None:
    assert len(list(missing(read(FIRES)))) == 2
    silent = "".join(f"  - {{name: s{number}, fires: []}}\n" for number in range(2))
    assert list(missing(read(FIRES + silent))) == ["only 1 of its cases make it fire; two are needed"]
