"""From a plan and the knowledge to a report. Pure: no file, no clock, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from infra_builder.design import Design, Subject
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan, Value
from infra_builder.report import (
    SEVERITY_ORDER,
    Finding,
    Help,
    OpenQuestion,
    OptionReport,
    Report,
    StageVerdict,
    no_ways,
)
from infra_builder.rules import wording
from infra_builder.rules.clears import Clearing
from infra_builder.rules.conditions import Reason
from infra_builder.rules.paths import members
from infra_builder.rules.remedy import remedy_edit
from infra_builder.rules.rule import Rule
from infra_builder.vocabulary import UNASSIGNED, VERDICT_FLAGS, Flag, Function, Stage, highest

GoOn = Callable[[], bool]
"""Asked again and again while a plan is judged; False where nobody waits for the result any more."""


class Stopped(Exception):  # noqa: N818 - no error
    """The judgement was broken off because `go_on` said so."""


@dataclass(frozen=True)
class Judged:
    """A report and the plan that it judges, for the next report to take over what has not changed."""

    plan: Plan
    report: Report


def evaluate(plan: Plan, knowledge: Knowledge, *, before: Judged | None = None, go_on: GoOn | None = None) -> Report:
    """The judgement of every option of a plan.

    What `before` says of an option is kept where nothing it rests on has changed; places on the canvas are no part of
    that. As soon as `go_on` says False, Stopped is raised.
    """
    kept = before.report if before and rests_on_the_same(before, plan, knowledge) else None
    reports = []
    for option in plan.options:
        same = kept and before and _kept(before.plan, kept, option)
        reports.append(same or judge(plan, option, knowledge, go_on=go_on))
    return Report(tuple(reports), knowledge.digest, knowledge.changes)


def judge(
    plan: Plan, option: Option, knowledge: Knowledge, *, stages: bool = True, go_on: GoOn | None = None
) -> OptionReport:
    """The judgement of one option; with `stages`, also of the same option at each stage. Raises Stopped."""
    design = Design(plan, option, knowledge.catalogue)
    held, unsure = _answers(design, knowledge.rules_by_sort, go_on)
    findings = list(_findings(design, held, go_on))
    findings.sort(key=lambda found: (SEVERITY_ORDER[found.severity], VERDICT_FLAGS_ORDER.get(found.flag, 9)))
    raised = [found for found in findings if found.flag in VERDICT_FLAGS]
    open_rules = ((rule, field) for rule, subject in unsure for field in rule.when.unanswered(design, subject))
    asked = tuple(_drawing_questions(findings)) + _questions(design, open_rules, {found.flag for found in raised})
    return OptionReport(
        id=option.id,
        name=option.name or option.id,
        findings=tuple(raised),
        notes=tuple(found for found in findings if found.flag == "note"),
        questions=asked,
        empty=not option.blocks,
        stages=tuple(_stages(design, knowledge, held, go_on)) if stages else (),
    )


VERDICT_FLAGS_ORDER = {"fragile": 0, "accidental_hybrid": 1, "overbuilt": 2}
"""Among findings of the same severity, what endangers people and data comes before what wastes money."""
About = tuple[Rule, Subject]


def _going_on(go_on: GoOn | None) -> None:
    if go_on is not None and not go_on():
        raise Stopped


def _answers(
    design: Design, rules_by_sort: Mapping[str, Sequence[Rule]], go_on: GoOn | None
) -> tuple[list[About], list[About]]:
    """The subjects that rules hold for, and those they cannot be told of; subject by subject, in the order of rules."""
    held: list[About] = []
    unsure: list[About] = []
    for sort, rules in rules_by_sort.items():
        subjects = design.subjects(sort)
        everybody = (1 << len(subjects)) - 1
        holding: list[tuple[int, int]] = []
        open_: list[tuple[int, int]] = []
        for number, rule in enumerate(rules):
            _going_on(go_on)
            holds, unknown = rule.when.ask(design, everybody)
            holding += ((place, number) for place in members(holds))
            open_ += ((place, number) for place in members(unknown))
        held += ((rules[number], subjects[place]) for place, number in sorted(holding))
        unsure += ((rules[number], subjects[place]) for place, number in sorted(open_))
    return held, unsure


def _findings(design: Design, held: Iterable[About], go_on: GoOn | None) -> Iterator[Finding]:
    clearing = Clearing(design.plan, design.option, design.catalogue)
    for rule, subject in held:
        _going_on(go_on)
        yield finding(design, rule, subject, clearing)


def finding(design: Design, rule: Rule, subject: Subject, clearing: Clearing | None = None) -> Finding:
    """What a rule that holds for a subject has to say. With `clearing`, also how that clears."""
    text = rule.text
    found = tuple(dict.fromkeys(id_ for id_ in rule.when.found(design, subject) if id_))
    values = wording.texts(design, subject, found)
    subject_id = getattr(subject, "id", "") or design.option.id
    reasons: Iterable[Reason] = rule.when.reasons(design, subject)
    ids = wording.ids(design, subject, found)
    others = tuple(id_ for id_ in found if id_ != subject_id)
    lit = others if others and subject_id == design.option.id else (subject_id, *others)
    return Finding(
        rule=rule.id,
        flag=text.flag,
        severity=text.severity,
        subjects=lit,
        names=tuple(wording.name(design, id_) for id_ in lit),
        says=text.says.format_map(values),
        why=text.why.format_map(values),
        do=text.do.format_map(values),
        because=wording.because(design, reasons, values),
        severity_because=text.severity_because.format_map(values),
        ignore_if=text.ignore_if.format_map(values),
        remedies=tuple(
            Help(remedy.says.format_map(values), remedy.days, remedy_edit(remedy, ids, design), remedy.commits)
            for remedy in text.remedies
        ),
        source=text.source,
        about=subject_id,
        falls_to=text.falls_to or UNASSIGNED,
        ways=partial(clearing.of, rule, subject, values) if clearing and text.flag in VERDICT_FLAGS else no_ways,
    )


def _drawing_questions(findings: Iterable[Finding]) -> Iterator[OpenQuestion]:
    """What question rules found: the drawing does not show something."""
    for found in findings:
        if found.flag == "question":
            rules = (found.rule,)
            yield OpenQuestion(
                found.rule, found.about, found.names[0], found.says, found.why, (), rules, found.falls_to
            )


def _questions(
    design: Design, open_rules: Iterable[tuple[Rule, tuple[str, str]]], raised: set[Flag]
) -> tuple[OpenQuestion, ...]:
    """The unanswered fields on which some rule hangs, those first that may change the verdict."""
    by_field: dict[tuple[str, str], list[Rule]] = {}
    for rule, (subject, field) in open_rules:
        rules = by_field.setdefault((field, subject), [])
        if rule not in rules:
            rules.append(rule)
    questions = []
    for (field, subject), rules in by_field.items():
        ask, why, falls_to = _ask(design, field, subject)
        flags = {rule.text.flag for rule in rules if rule.text.flag in VERDICT_FLAGS}
        may_raise = tuple(sorted(flags - raised))
        name = wording.name(design, subject) if subject else ""
        named = tuple(rule.id for rule in rules)
        questions.append(OpenQuestion(field, subject, name, ask, why, may_raise, named, falls_to))
    return tuple(sorted(questions, key=lambda question: (not question.may_raise, -len(question.rules), question.key)))


def _ask(design: Design, field: str, subject: str) -> tuple[str, str, Function]:
    """How an unanswered field is asked for: the question, why it matters, who finds the answer out."""
    catalogue = design.catalogue
    if field.startswith("block.settings."):
        setting = catalogue.kind(design.blocks[subject]).settings[field.rpartition(".")[2]]
        said = f"{wording.name(design, subject)}: {setting.question}"
        return said, setting.why, setting.falls_to or UNASSIGNED
    entry = catalogue.questions.get(field)
    if entry is None:
        return field, "", UNASSIGNED
    names = {"workload": "", "block": "", "zone": "", "from": "", "to": ""}
    if flow := design.flows.get(subject):
        names |= {"from": wording.name(design, flow.source), "to": wording.name(design, flow.target)}
    elif subject:
        names |= dict.fromkeys(("workload", "block", "zone"), wording.name(design, subject))
    return entry.ask.format_map(names), entry.why.format_map(names), entry.falls_to or UNASSIGNED


def _stages(design: Design, knowledge: Knowledge, held: Sequence[About], go_on: GoOn | None) -> Iterator[StageVerdict]:
    """The option judged as if all its workloads were at each stage in turn. `held`: what holds as they are now."""
    if not design.option.blocks or not design.plan.workloads:
        return
    now = highest("stage", design.stages.values())
    for stage in get_args(Stage):
        there = held
        if set(design.stages.values()) != {stage}:
            anew, _ = _answers(design.at(stage), knowledge.staged_rules_by_sort, go_on)
            there = [*anew, *(about for about in held if not about[0].when.staged)]
        flags = [rule.text.flag for rule, _ in there if rule.text.flag in VERDICT_FLAGS]
        yield StageVerdict(stage, tuple(sorted(set(flags))), len(flags), stage == now)


def rests_on_the_same(before: Judged, plan: Plan, knowledge: Knowledge) -> bool:
    """Whether a report was made with this knowledge, and of a plan with this situation, prices and workloads."""
    made_with = before.report.knowledge, before.report.changes
    return (
        made_with == (knowledge.digest, knowledge.changes)
        and before.plan.situation == plan.situation
        and before.plan.prices == plan.prices
        and _alike(before.plan.workloads, plan.workloads)
    )


def _kept(plan: Plan, report: Report, option: Option) -> OptionReport | None:
    """What was said of an option, where it is still the same but for places."""
    for old, said in zip(plan.options, report.options, strict=True):
        if old.id == option.id:
            parts = zip((old.zones, old.blocks, old.flows), (option.zones, option.blocks, option.flows), strict=True)
            return said if old.name == option.name and all(_alike(*pair) for pair in parts) else None
    return None


def _alike(ones: Sequence[Value], others: Sequence[Value]) -> bool:
    """Whether two rows of values are the same but for their places on the canvas."""
    if len(ones) != len(others):
        return False
    return all(one is other or _unplaced(one) == _unplaced(other) for one, other in zip(ones, others, strict=True))


def _unplaced(value: Value) -> dict[str, Any]:
    return {name: given for name, given in value if name not in ("at", "size")}
