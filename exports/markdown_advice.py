"""What the advisor says about an option as Markdown: repair, drills, how far it carries, the way ahead."""

from __future__ import annotations

from collections.abc import Iterator

from exports.markdown_parts import Brief, heading, paragraph, safe, table
from infra_builder.advice.advise import Advice
from infra_builder.amounts import number
from infra_builder.report import OptionReport


def repair(brief: Brief, judged: OptionReport, advice: Advice) -> Iterator[str]:
    """The smallest repair, its steps before what only people can decide; nothing where nothing is to be mended."""
    words, mended = brief.words, advice.repair
    if not mended.steps and not mended.decisions:
        return
    numbers = {finding.key: place for place, finding in enumerate(judged.findings, 1)}
    yield from heading(3, words.the_repair)
    template = words.repair_proven if mended.proven else words.repair_found
    yield from paragraph(template.format(days=number(mended.days)))
    for place, step in enumerate(mended.steps, 1):
        cleared = sorted(numbers[finding.key] for finding in step.reasons if finding.key in numbers)
        clears = words.clears.format(numbers=", ".join(map(str, cleared))) if cleared else ""
        days = words.one_day if step.days == 1 else words.days.format(days=number(step.days))
        yield f"{place}. **{safe(step.says)}** {safe(days)} {safe(clears)}".rstrip()
    for place, decision in enumerate(mended.decisions, len(mended.steps) + 1):
        yield f"{place}. **{safe(words.to_decide)}** {safe(decision.says)}"
    yield ""


def drills(brief: Brief, advice: Advice) -> Iterator[str]:
    """What each drill does to each workload; those that touch nothing are left out."""
    words = brief.words
    names = {workload.id: brief.workload_name(workload) for workload in brief.plan.workloads}
    rows = [
        (one.says, names[fate.workload], words.outcomes[fate.outcome], fate.says, "; ".join(h.says for h in fate.helps))
        for one in advice.drills
        if one.touches
        for fate in one.fates
    ]
    if rows:
        yield from heading(3, words.the_drills)
        yield from table((words.happens, words.workload, words.outcome, words.then, words.would_help), rows)


def carries(brief: Brief, advice: Advice) -> Iterator[str]:
    """The values at which the verdict or a grave finding changes."""
    points = advice.tipping.points
    if points:
        words = brief.words
        yield from heading(3, words.how_far)
        rows = ((p.says, brief.flags(p.flags), "; ".join(found.says for found in p.appear)) for p in points)
        yield from table((words.changes_when, words.verdict, words.then_found), rows)


def way(brief: Brief, advice: Advice) -> Iterator[str]:
    """What is done when, and what the first ninety days show."""
    words = brief.words
    tasks = [(step.when, step.task, leg) for leg in advice.roadmap for step in leg.steps]
    if tasks:
        yield from heading(3, words.the_way)
        rows = (
            (words.moments[when], task.says, task.because[0].says if task.because else "", leg.name)
            for moment in words.moments
            for when, task, leg in tasks
            if when == moment
        )
        yield from table((words.when, words.what, words.why, words.step_of_setup), rows)
    if advice.ninety_days:
        yield from heading(3, words.ninety_days)
        duties = ((words.spans[duty.span], duty.says, words.done[duty.done]) for duty in advice.ninety_days)
        yield from table((words.when, words.what, words.status), duties)
