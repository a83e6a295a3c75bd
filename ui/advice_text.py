"""The advice for a plan as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from exports.words import DRIVERS, MOMENTS, OUTCOMES
from infra_builder.advice.advise import Advice
from infra_builder.advice.cost import CostAdvice
from infra_builder.advice.drills import Played
from infra_builder.advice.hpc import HpcAdvice
from infra_builder.advice.placement import Placement
from infra_builder.advice.repair import Repair
from infra_builder.advice.roadmap import Leg
from infra_builder.advice.spans import Span
from infra_builder.advice.stages import StageAdvice
from infra_builder.advice.tipping import Tipping
from infra_builder.advice.worth import Worth
from infra_builder.amounts import number
from infra_builder.catalogue import Catalogue
from infra_builder.plan import Plan
from infra_builder.report import Finding
from ui.terminal import WIDTH, verdict


def advice_text(path: str, plan: Plan, advices: tuple[Advice, ...], catalogue: Catalogue) -> str:
    """The advice for every option of a plan."""
    lines = [" · ".join(part for part in (plan.title or "Untitled plan", plan.organisation) if part), path, ""]
    for advice in advices:
        lines += _option(advice, plan, catalogue)
    return "\n".join(lines if advices else [*lines, "Nothing is drawn yet: the plan has no option.", ""])


def _option(advice: Advice, plan: Plan, catalogue: Catalogue) -> Iterator[str]:
    yield f"Option {advice.report.name}: {verdict(advice.report, catalogue, plan.decisions)}"
    yield ""
    if advice.report.empty:
        return
    yield from _repair(advice.repair)
    yield from _stages(advice.stages, catalogue)
    yield from _tipping(advice.tipping, catalogue)
    yield from _questions(advice.questions, catalogue)
    yield from _drills(advice.drills)
    yield from _cost(advice.cost)
    yield from _placements(advice.placements)
    yield from _hpc(advice.hpc)
    yield from _roadmap(advice.roadmap)


def _repair(repair: Repair) -> Iterator[str]:
    if repair.before.balanced:
        return
    sure = "no fewer days would do" if repair.proven else "the best found so far"
    yield f"  Smallest repair: {_days(repair.days)}, {sure}"
    before, after = repair.monthly
    yield f"  Paid out a month: {_euros(before)} before, {_euros(after)} after, as far as known"
    for place, step in enumerate(repair.steps, start=1):
        yield from _wrapped(f"  {place}. ", f"{step.says} ({_days(step.days)})")
        for found in step.clears:
            yield from _wrapped("     clears   ", found.says)
        for found in step.toward:
            yield from _wrapped("     helps clear  ", found.says)
        for found in step.raises:
            yield from _wrapped("     raises   ", found.says)
    for decision in repair.decisions:
        effort = f" ({_days(decision.days)})" if decision.days else ""
        yield from _wrapped("  You decide: ", f"{decision.says}{effort}")
        if decision.finding:
            yield from _wrapped("     clears   ", decision.finding.says)
    yield ""


def _stages(stages: tuple[StageAdvice, ...], catalogue: Catalogue) -> Iterator[str]:
    if not stages:
        return
    yield "  At each stage"
    for one in stages:
        here = ", where you are now" if one.now else ""
        yield f"  {catalogue.label('stage', one.stage)}{here}: {_flags(one.flags, catalogue)}"
        for head, steps in (("add", one.add), ("change", one.change), ("drop", one.drop)):
            for step in steps:
                yield from _wrapped(f"     {head:8} ", f"{step.says} ({_days(step.days)})")
        for decision in one.repair.decisions:
            yield from _wrapped("     decide   ", decision.says)
    yield ""


def _tipping(tipping: Tipping, catalogue: Catalogue) -> Iterator[str]:
    if not tipping.points:
        return
    yield "  What would change the verdict"
    for point in tipping.points:
        yield from _wrapped("  → ", f"{point.says}: {_flags(point.flags, catalogue)}")
        yield from _findings(point.appear, point.vanish)
    yield ""


def _findings(appear: Iterable[Finding], vanish: Iterable[Finding]) -> Iterator[str]:
    for found in appear:
        yield from _wrapped("     raises   ", found.says)
    for found in vanish:
        yield from _wrapped("     clears   ", found.says)


def _questions(questions: tuple[Worth, ...], catalogue: Catalogue) -> Iterator[str]:
    deciding = [one for one in questions if one.decides]
    if not questions:
        return
    yield f"  Open questions: {len(questions)}, of which {len(deciding)} can change the verdict alone"
    for one in deciding:
        yield from _wrapped("  ? ", one.question.says)
        for answer in one.answers:
            yield from _wrapped("     ", f"{answer.says} → {_flags(answer.flags, catalogue)}")
            if answer.changes:
                yield from _findings(answer.appear, answer.vanish)
    yield ""


def _drills(played: tuple[Played, ...]) -> Iterator[str]:
    touching = [one for one in played if one.touches]
    if not touching:
        return
    yield "  When things go wrong"
    for one in touching:
        yield from _wrapped("  ! ", one.says)
        for fate in one.fates:
            yield from _wrapped(f"     {OUTCOMES[fate.outcome]:18} ", fate.says)
            for help_ in fate.helps:
                yield from _wrapped("       would help  ", help_.says)
    yield ""


def _cost(cost: CostAdvice) -> Iterator[str]:
    if not cost.now.lines:
        return
    yield f"  A month, people's time included: {_euros(cost.now.monthly)}; to set up: {_euros(cost.now.setup)}"
    yield f"  At ten times the use: {_euros(cost.ten_times.monthly)}"
    for driver, span in cost.now.by_driver().items():
        if round(span.high):
            yield f"     {DRIVERS[driver]:28} {_euros(span)}"
    if cost.budget.standing in ("surely_over", "possibly_over"):
        yield from _wrapped("  ! ", cost.budget.says)
    yield ""


def _placements(found: tuple[Placement, ...]) -> Iterator[str]:
    told = [one for one in found if one.says]
    if not told:
        return
    yield "  Where it fits"
    for one in told:
        yield from _wrapped("  · ", one.says)
    yield ""


def _hpc(hpc: HpcAdvice) -> Iterator[str]:
    if hpc.ways == ("none",) or not hpc.says:
        return
    yield f"  Ready for a supercomputer: {hpc.ready} of {len(hpc.points)} points"
    for ground in hpc.says:
        yield from _wrapped("     ", ground.says)
    for point in hpc.points:
        sign = {True: "yes", False: "no", None: "unknown"}[point.answer]
        yield from _wrapped(f"     {sign:8} ", point.says)
    yield ""


def _roadmap(legs: tuple[Leg, ...]) -> Iterator[str]:
    tasks = [(step.when, step.task, leg.name) for leg in legs for step in leg.steps]
    if not tasks:
        return
    yield "  The way ahead"
    for when, head in MOMENTS.items():
        for moment, task, leg in tasks:
            if moment == when:
                gate = f" – not before: {task.because[0].says}" if when == "not_until" and task.because else ""
                yield from _wrapped(f"     {head:8} ", f"{task.says} ({leg}){gate}")
    yield ""


def _flags(flags: tuple[str, ...], catalogue: Catalogue) -> str:
    return ", ".join(catalogue.label("flag", flag) for flag in flags or ("balanced",))


def _euros(span: Span) -> str:
    return f"{number(round(span.low))} to {number(round(span.high))} €"


def _days(days: float) -> str:
    return f"{days:g} {'day' if days == 1 else 'days'}"


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) or [head.rstrip()]
