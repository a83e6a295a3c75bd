"""Findings and costs as tables for spreadsheets.

RFC 4180: commas, quotes doubled, lines that end in CR LF. The bytes begin with a mark by which Excel knows UTF-8; other
programs take it for nothing. No cell is taken for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from exports.clearing import clearing_lines
from exports.decided import with_accepted
from exports.inert import cell
from exports.words import ENGLISH, Words
from infra_builder.advice.cost import Cost, Line, cost_advice
from infra_builder.deciding import decision_about
from infra_builder.documents import sources_in_words
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Decision, Option, Plan
from infra_builder.report import Finding, OptionReport, Report

ENCODING = "utf-8-sig"


def findings_csv(plan: Plan, report: Report, knowledge: Knowledge, words: Words = ENGLISH, *, today: str = "") -> bytes:
    """A row a finding, in the order of the report and with the numbers that it has on paper.

    `today`: the date as YYYY-MM-DD, for review dates that have passed; "" where none has.
    """
    w = words
    head = (
        w.csv_option, w.csv_number, w.flag, w.severity, w.csv_says, w.about, w.why, w.because, w.first, w.helps,
        w.csv_days, w.clears_if, w.rests_on, w.status, w.owner, w.reason, w.review, w.csv_rule,
        w.falls_to, w.verdict,
    )  # fmt: skip
    rows = (
        (*_finding(plan, option, number, finding, knowledge, words), verdict)
        for option in report.options
        for verdict in [_verdict(plan, option, knowledge, words, today)]
        for number, finding in enumerate(option.findings, 1)
    )
    return _table(head, rows)


def _finding(
    plan: Plan, option: OptionReport, number: int, found: Finding, knowledge: Knowledge, words: Words
) -> tuple[str, ...]:
    label = knowledge.catalogue.label
    decision = decision_about(plan.decisions, found) or Decision()
    days = min((remedy.days for remedy in found.remedies), default=None)
    return (
        option.name, str(number), label("flag", found.flag), label("severity", found.severity), found.says,
        ", ".join(found.names), found.why, "\n".join(reason.says for reason in found.because), found.do,
        "\n".join(remedy.says for remedy in found.remedies), "" if days is None else f"{days:g}",
        "\n".join(clearing_lines(found.clears_if, words)),
        sources_in_words(found.source), words.statuses[decision.status], decision.owner, decision.reason,
        decision.review_by, found.rule, label("function", found.falls_to),
    )  # fmt: skip


def _verdict(plan: Plan, option: OptionReport, knowledge: Knowledge, words: Words, today: str) -> str:
    flags = ", ".join(knowledge.catalogue.label("flag", flag) for flag in option.flags or ("balanced",))
    return with_accepted(flags, option, plan.decisions, today, words)


def costs_csv(plan: Plan, report: Report, knowledge: Knowledge, words: Words = ENGLISH) -> bytes:
    """A row for each line of the bill, now and at ten times the use; then what is not known, its amounts left empty."""
    w = words
    head = (
        w.csv_option, w.csv_use, w.csv_part, w.driver, w.csv_capacity, w.csv_when, w.csv_low, w.csv_high,
        w.csv_because, w.rests_on,
    )  # fmt: skip
    rows = (row for option in report.options for row in _costs(plan, plan.option(option.id), knowledge, words))
    return _table(head, rows)


def _costs(plan: Plan, option: Option, knowledge: Knowledge, words: Words) -> Iterator[tuple[str, ...]]:
    advice = cost_advice(plan, option, knowledge)
    names = {block.id: knowledge.catalogue.name_of(block) for block in option.blocks}
    bills: tuple[tuple[str, Cost], ...] = ((words.csv_now, advice.now), (words.csv_ten_times, advice.ten_times))
    for use, bill in bills:
        for line in bill.lines:
            yield (option.name or option.id, use, names[line.block], *_line(line, words))
        for asked in bill.asks:
            part = names.get(asked.subject, "")
            yield (option.name or option.id, use, part, *[""] * 5, words.csv_still_open.format(says=asked.says), "")


def _line(line: Line, words: Words) -> tuple[str, ...]:
    sources = sources_in_words(dict.fromkeys(source for ground in line.because for source in ground.source))
    return (
        words.drivers[line.driver], words.capacities[line.capacity],
        words.csv_once if line.setup else words.csv_monthly, f"{line.euros.low:.2f}", f"{line.euros.high:.2f}",
        "\n".join(ground.says for ground in line.because), sources,
    )  # fmt: skip


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(tuple(map(cell, row)) for row in rows)
    return stream.getvalue().encode(ENCODING)
