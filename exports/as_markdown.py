"""The whole plan as Markdown that any viewer shows, in the order and with the counts of the report.

Every text goes through `inert.markdown`: links, HTML and markup of users are shown as what they are, and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from exports.decided import in_order, review_line, with_accepted
from exports.markdown_advice import carries, drills, repair, way
from exports.markdown_design import design
from exports.markdown_judged import duties, findings, notes, questions
from exports.markdown_parts import Brief, bullets, heading, paragraph, safe, table
from exports.words import ENGLISH, Words
from infra_builder.advice.advise import Advice
from infra_builder.advice.cost import cost_advice
from infra_builder.advice.own_prices import own_prices
from infra_builder.advice.spans import NOTHING, Span
from infra_builder.amounts import number
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Decision, Plan, Workload
from infra_builder.report import OptionReport, Report


def to_markdown(
    plan: Plan,
    report: Report,
    knowledge: Knowledge,
    *,
    advice: Mapping[str, Advice] = MappingProxyType({}),
    today: str = "",
    words: Words = ENGLISH,
) -> str:
    """The plan with its judgement, costs and decisions, and the `advice` by option as far as it was worked out.

    `today`: the date as YYYY-MM-DD, for review dates that have passed; "" where none has.
    """
    brief = Brief(plan, report, knowledge, words, advice, today)
    return "\n".join(_lines(brief)).rstrip("\n") + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    words, plan = brief.words, brief.plan
    yield from heading(1, plan.title or words.untitled)
    if plan.organisation:
        yield from paragraph(plan.organisation)
    yield from _situation(brief)
    yield from _workloads(brief)
    for index, option in enumerate(brief.report.options, 1):
        yield from _option(brief, option, index)
    if not brief.report.options:
        yield from paragraph(words.no_option)
    yield from _decisions(brief)
    yield from _ground(brief)


def _situation(brief: Brief) -> Iterator[str]:
    words, situation = brief.words, brief.plan.situation
    budget = situation.monthly_budget_eur
    yield from heading(2, words.the_situation)
    yield from bullets(
        brief,
        (words.objective, brief.label("objective", situation.objective)),
        (words.skills, brief.labels("skill", situation.skills)),
        (words.people, None if situation.people is None else number(situation.people)),
        (words.budget, None if budget is None else words.budget_value.format(amount=number(budget))),
        (words.pressures, brief.labels("pressure", situation.pressures)),
    )


def _workloads(brief: Brief) -> Iterator[str]:
    yield from heading(2, brief.words.the_workloads)
    for workload in brief.plan.workloads:
        yield from heading(3, brief.workload_name(workload))
        yield from _workload(brief, workload)
    if not brief.plan.workloads:
        yield from paragraph(brief.words.no_workload)


def _workload(brief: Brief, workload: Workload) -> Iterator[str]:
    words, amount = brief.words, workload.data_gb
    sort = brief.catalogue.workloads.get(workload.kind or "")
    yield from bullets(
        brief,
        (words.kind, sort.name if sort else brief.label("workload_kind", workload.kind)),
        (words.stage, brief.label("stage", workload.stage)),
        (words.users, None if workload.users is None else number(workload.users)),
        (words.timing, brief.label("timing", workload.timing)),
        (words.usage, brief.label("usage", workload.usage)),
        (words.sensitivity, brief.label("sensitivity", workload.sensitivity)),
        (words.data_amount, None if amount is None else words.gigabytes.format(amount=number(amount))),
    )


def _option(brief: Brief, judged: OptionReport, index: int) -> Iterator[str]:
    words = brief.words
    title = words.option if len(brief.report.options) > 1 else words.only_option
    yield from heading(2, title.format(number=index, name=judged.name))
    if judged.empty:
        yield from paragraph(words.nothing_drawn)
        return
    yield from _verdict(brief, judged)
    yield from design(brief, brief.plan.option(judged.id))
    yield from findings(brief, judged)
    yield from questions(brief, judged)
    yield from notes(brief, judged)
    yield from duties(brief, judged)
    advice = brief.advice.get(judged.id)
    if advice is not None:
        yield from repair(brief, judged, advice)
    yield from _costs(brief, judged)
    if advice is not None:
        yield from drills(brief, advice)
        yield from carries(brief, advice)
        yield from way(brief, advice)


def _verdict(brief: Brief, judged: OptionReport) -> Iterator[str]:
    words = brief.words
    yield from heading(3, words.verdict)
    counts = (
        words.several(words.no_findings, words.one_finding, words.findings, len(judged.findings)),
        words.several(words.no_questions, words.one_question, words.questions, len(judged.questions)),
        words.several("", words.one_decides, words.decide, len(judged.decisive_questions)),
    )
    said = with_accepted(brief.flags(judged.flags), judged, brief.plan.decisions, brief.today, words)
    yield from [f"**{safe(said)}**", ""]
    yield from paragraph(" · ".join(count for count in counts if count))
    if judged.stages:
        yield from heading(4, words.stages)
        yield from table(
            (words.stage, words.verdict, words.the_findings),
            ((brief.label("stage", each.stage) or "", brief.flags(each.flags), number(each.findings))
             for each in judged.stages),
        )  # fmt: skip


def _costs(brief: Brief, judged: OptionReport) -> Iterator[str]:
    words = brief.words
    advice = cost_advice(brief.plan, brief.plan.option(judged.id), brief.knowledge)
    yield from heading(3, words.the_costs)
    yield from bullets(
        brief,
        (words.now, _range(brief, advice.now.monthly)),
        (words.later, _range(brief, advice.ten_times.monthly)),
        (words.set_up, _range(brief, advice.now.setup)),
    )
    later = advice.ten_times.by_driver()
    yield from table(
        (words.driver, words.a_month, words.a_month_later),
        ((words.drivers[driver], _range(brief, span), _range(brief, later.get(driver, NOTHING)))
         for driver, span in advice.now.by_driver().items()),
    )  # fmt: skip
    yield from paragraph(advice.budget.says)
    if own := own_prices(brief.plan, brief.knowledge.catalogue):
        yield from heading(4, words.own_prices)
        yield from (*(f"- {safe(says)}" for says in own), "")
    if not advice.now.complete:
        yield from paragraph(words.costs_open)
        yield from (f"- {safe(asked.says)}" for asked in advice.now.asks)
        yield ""


def _range(brief: Brief, span: Span) -> str:
    return brief.words.amount.format(low=number(round(span.low)), high=number(round(span.high)))


def _decisions(brief: Brief) -> Iterator[str]:
    words, (present, past) = brief.words, in_order(brief.plan, brief.report, brief.today)
    if present or past:
        yield from heading(2, words.the_decisions)
        yield from _decision_table(brief, present)
    if past:
        yield from heading(3, words.past_decisions)
        yield from paragraph(words.past_note)
        yield from _decision_table(brief, past)


def _decision_table(brief: Brief, decisions: Iterable[Decision]) -> Iterator[str]:
    words = brief.words
    yield from table(
        (words.about, words.status, words.owner, words.reason, words.review),
        ((brief.subject_of(each), words.statuses[each.status], each.owner or words.nobody_yet, each.reason,
          review_line(each, brief.today, words) or words.not_known) for each in decisions),
    )  # fmt: skip


def _ground(brief: Brief) -> Iterator[str]:
    words, report = brief.words, brief.report
    yield from heading(2, words.the_ground)
    yield from paragraph(words.judged_with.format(digest=report.knowledge or words.no_digest))
    changed = (words.change.format(group=each.group, id=each.id, how=words.hows[each.how]) for each in report.changes)
    yield from (f"- {safe(line)}" for line in changed)
