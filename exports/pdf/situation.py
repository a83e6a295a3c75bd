"""The situation and the workloads as they were answered; what was not answered says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, Paragraph

from exports.pdf.flowables import labelled
from exports.pdf.frame import Ledger
from exports.pdf.part import Brief
from exports.pdf.styles import style
from exports.pdf.text import filled, markup
from infra_builder.amounts import number
from infra_builder.asking import asked
from infra_builder.plan import Workload

Row = tuple[str, str | None]


def situation_section(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """What was answered about the whole, then about each workload."""
    words = brief.words
    yield brief.head(words.the_situation, "situation", ledger)
    questions = asked(brief.plan)
    known = sum(1 for each in questions if each.answered)
    yield Paragraph(filled(words.known_of, count=known, total=len(questions)), style("body"))
    yield _group(brief, words.the_frame, tuple(_situation(brief)))
    for workload in brief.plan.workloads:
        sort = brief.catalogue.workloads.get(workload.kind or "")
        name = workload.name or (sort.name if sort else workload.id)
        yield _group(brief, name, tuple(_workload(brief, workload)))
    if not brief.plan.workloads:
        yield Paragraph(markup(words.no_workload), style("spaced"))


def _group(brief: Brief, title: str, rows: Sequence[Row]) -> Flowable:
    heading = Paragraph(markup(title), style("group"))
    lines = [line for label, value in rows for line in _row(brief, label, value)]
    return KeepTogether([heading, *lines])


def _row(brief: Brief, label: str, value: str | None) -> list[Flowable]:
    if value is None:
        grey = style("small_value").textColor.hexval()[2:]
        return labelled(label, [f'<font color="#{grey}">{markup(brief.words.not_known)}</font>'])
    return labelled(label, [markup(value)])


def _situation(brief: Brief) -> Iterator[Row]:
    words, situation = brief.words, brief.plan.situation
    budget = situation.monthly_budget_eur
    yield words.objective, _meaning(brief, "objective", situation.objective)
    yield words.skills, _list(brief, "skill", situation.skills)
    yield words.people_to_run, None if situation.people is None else number(situation.people)
    yield words.budget, None if budget is None else words.budget_value.format(amount=number(budget))
    yield words.pressures, _list(brief, "pressure", situation.pressures)


def _workload(brief: Brief, workload: Workload) -> Iterator[Row]:
    words = brief.words
    sort = brief.catalogue.workloads.get(workload.kind or "")
    amount = workload.data_gb
    described = words.with_meaning.format(label=sort.name, meaning=sort.purpose) if sort else None
    yield words.workload_kind, described
    yield words.stage, _meaning(brief, "stage", workload.stage)
    yield words.users, None if workload.users is None else number(workload.users)
    yield words.timing, _meaning(brief, "timing", workload.timing)
    yield words.usage, _meaning(brief, "usage", workload.usage)
    yield words.sensitivity, _meaning(brief, "sensitivity", workload.sensitivity)
    yield words.data_amount, None if amount is None else words.gigabytes.format(amount=number(amount))


def _meaning(brief: Brief, vocabulary: str, word: str | None) -> str | None:
    """A word with what it means."""
    if word is None:
        return None
    entry = brief.catalogue.words.get(vocabulary, {}).get(word)
    label = brief.catalogue.label(vocabulary, word)
    if entry is None or entry.meaning == "–":
        return label
    return brief.words.with_meaning.format(label=label, meaning=entry.meaning)


def _list(brief: Brief, vocabulary: str, given: Sequence[str] | None) -> str | None:
    if given is None:
        return None
    return ", ".join(brief.catalogue.label(vocabulary, word) for word in given) or brief.words.none
