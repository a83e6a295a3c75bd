"""From a plan and the knowledge to a report. Pure: no file, no clock, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from infra_builder.design import Design, Subject
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.report import (
    SEVERITY_ORDER,
    Finding,
    Help,
    OpenQuestion,
    OptionReport,
    Report,
    StageVerdict,
)
from infra_builder.rules import wording
from infra_builder.rules.conditions import Reason
from infra_builder.rules.remedy import remedy_edit
from infra_builder.rules.rule import Rule
from infra_builder.vocabulary import VERDICT_FLAGS, Flag, Stage, highest


def evaluate(plan: Plan, knowledge: Knowledge) -> Report:
    """The judgement of every option of a plan."""
    return Report(tuple(judge(plan, option, knowledge) for option in plan.options), knowledge.digest, knowledge.changes)


def judge(plan: Plan, option: Option, knowledge: Knowledge, *, stages: bool = True) -> OptionReport:
    """The judgement of one option; with `stages`, also of the same option at each stage."""
    design = Design(plan, option, knowledge.catalogue)
    empty = not option.blocks
    findings: list[Finding] = []
    open_rules: list[tuple[Rule, tuple[str, str]]] = []
    for rule, subject in _pairs(design, knowledge):
        answer = rule.when.test(design, subject)
        if answer:
            findings.append(finding(design, rule, subject))
        elif answer is None:
            open_rules += [(rule, field) for field in rule.when.unanswered(design, subject)]
    findings.sort(key=lambda found: (SEVERITY_ORDER[found.severity], VERDICT_FLAGS_ORDER.get(found.flag, 9)))
    raised = [found for found in findings if found.flag in VERDICT_FLAGS]
    asked = tuple(_drawing_questions(findings)) + _questions(design, open_rules, {found.flag for found in raised})
    return OptionReport(
        id=option.id,
        name=option.name or option.id,
        findings=tuple(raised),
        notes=tuple(found for found in findings if found.flag == "note"),
        questions=asked,
        empty=empty,
        stages=tuple(_stages(plan, option, knowledge)) if stages else (),
    )


VERDICT_FLAGS_ORDER = {"fragile": 0, "accidental_hybrid": 1, "overbuilt": 2}
"""Among findings of the same severity, what endangers people and data comes before what wastes money."""


def _pairs(design: Design, knowledge: Knowledge) -> Iterator[tuple[Rule, Subject]]:
    """Every rule with every subject of its sort."""
    for sort, rules in knowledge.rules_by_sort.items():
        for subject in design.subjects(sort):
            for rule in rules:
                yield rule, subject


def finding(design: Design, rule: Rule, subject: Subject) -> Finding:
    """What a rule that holds for a subject has to say."""
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
        clears_if=text.clears_if.format_map(values),
        ignore_if=text.ignore_if.format_map(values),
        remedies=tuple(
            Help(remedy.says.format_map(values), remedy.days, remedy_edit(remedy, ids, design.plan, design.option.id))
            for remedy in text.remedies
        ),
        source=text.source,
        about=subject_id,
    )


def _drawing_questions(findings: Iterable[Finding]) -> Iterator[OpenQuestion]:
    """What question rules found: the drawing does not show something."""
    for found in findings:
        if found.flag == "question":
            yield OpenQuestion(found.rule, found.about, found.names[0], found.says, found.why, (), (found.rule,))


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
        ask, why = _ask(design, field, subject)
        flags = {rule.text.flag for rule in rules if rule.text.flag in VERDICT_FLAGS}
        may_raise = tuple(sorted(flags - raised))
        name = wording.name(design, subject) if subject else ""
        questions.append(OpenQuestion(field, subject, name, ask, why, may_raise, tuple(rule.id for rule in rules)))
    return tuple(sorted(questions, key=lambda question: (not question.may_raise, -len(question.rules), question.key)))


def _ask(design: Design, field: str, subject: str) -> tuple[str, str]:
    """How an unanswered field is asked for."""
    catalogue = design.catalogue
    if field.startswith("block.settings."):
        setting = catalogue.kind(design.blocks[subject]).settings[field.rpartition(".")[2]]
        return f"{wording.name(design, subject)}: {setting.question}", setting.why
    entry = catalogue.questions.get(field)
    if entry is None:
        return field, ""
    names = {"workload": "", "block": "", "zone": "", "from": "", "to": ""}
    if flow := design.flows.get(subject):
        names |= {"from": wording.name(design, flow.source), "to": wording.name(design, flow.target)}
    elif subject:
        names |= dict.fromkeys(("workload", "block", "zone"), wording.name(design, subject))
    return entry.ask.format_map(names), entry.why.format_map(names)


def _stages(plan: Plan, option: Option, knowledge: Knowledge) -> Iterator[StageVerdict]:
    """The option judged as if all its workloads were at each stage in turn."""
    if not option.blocks or not plan.workloads:
        return
    now = highest("stage", (workload.stage for workload in plan.workloads))
    for stage in get_args(Stage):
        moved = plan.but(workloads=tuple(workload.but(stage=stage) for workload in plan.workloads))
        judged = judge(moved, option, knowledge, stages=False)
        yield StageVerdict(stage, judged.flags, len(judged.findings), stage == now)
