"""The report of a workshop: where the groups stand, what they have in common, what was decided; a page a group."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph

from exports.pdf.choice import Choice
from exports.pdf.costs import euros
from exports.pdf.flowables import TABLE_START, Caps, VerdictLine, glyph_of, grid
from exports.pdf.frame import Ledger, Paper, SectionHead, Sheet, sheet
from exports.pdf.overview import Overview
from exports.pdf.page_one import stage_strip
from exports.pdf.part import Brief, Part, gravest
from exports.pdf.said import decision_sentence, first_sentence, sentence, unlike, workload_line
from exports.pdf.steps import steps
from exports.pdf.styles import BODY, GAP, style
from exports.pdf.text import bold, filled, inside, markup
from exports.pdf.words import ENGLISH as PLAIN
from exports.room.paper import printed_paper
from exports.room.summary import Row, in_common
from exports.room.words import ENGLISH, Words
from infra_builder.amounts import number
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Slip
from infra_builder.room.voting import Result
from infra_builder.room.workshop import Workshop

MOST_REASONS: Final = 3
COLUMNS: Final = (0.22, 0.27, 0.12, 0.21, 0.18)
PICTURE: Final = 300.0
SIGN: Final = 17.0


def workshop_report(
    workshop: Workshop, found: Sequence[Row], knowledge: Knowledge, *, paper: Paper = "A4", printed: datetime.date,
    words: Words = ENGLISH,
) -> bytes:  # fmt: skip
    """The report as PDF."""
    told = _Report(workshop, found, knowledge, sheet(paper), printed, words)
    return printed_paper(told.pages, workshop, words.report, paper, printed, words)


class _Report:
    """One report being written."""

    def __init__(
        self, workshop: Workshop, found: Sequence[Row], knowledge: Knowledge, page: Sheet, printed: datetime.date,
        words: Words,
    ) -> None:  # fmt: skip
        self.workshop, self.found, self.knowledge = workshop, found, knowledge
        self.page, self.printed, self.words = page, printed, words
        self.wide = page.room[0]
        self.parts = {row.look.group.id: self._part(row) for row in found if row.option is not None}

    def _part(self, row: Row) -> Part:
        assert row.option is not None
        assert row.judged is not None
        brief = Brief(row.plan, row.report, self.knowledge, PLAIN, self.page, self.printed, Choice(()), {})
        return Part(brief, row.option, row.judged, 0)

    def pages(self, ledger: Ledger) -> Iterator[Flowable]:
        """All pages."""
        yield from self._first(ledger)
        for row in self.found:
            if part := self.parts.get(row.look.group.id):
                yield PageBreak()
                yield from self._group(row, part, ledger)

    def _first(self, ledger: Ledger) -> Iterator[Flowable]:
        words, workshop = self.words, self.workshop
        yield SectionHead(words.where_groups_stand, "all", ledger, self.page.upper, shown=False)
        yield Paragraph(markup(workshop.title or words.untitled), style("title"))
        date = PLAIN.day_of(workshop.date) if workshop.date else ""
        yield Paragraph(markup(" · ".join(text for text in (words.report, date) if text)), style("subtitle"))
        yield Paragraph(markup(self._summary()), style("spaced"))
        yield Caps(words.where_groups_stand, 4 * GAP, kept=False)
        yield self._table()
        for row in self.found:
            yield from self._problems(row)
        yield CondPageBreak(TABLE_START)
        yield Caps(words.decisions, 4 * GAP)
        yield from self._decided()
        yield CondPageBreak(TABLE_START)
        yield Caps(words.common, 4 * GAP)
        yield from self._in_common()

    def _summary(self) -> str:
        judged = [row for row in self.found if row.drawn]
        unvoted = sum(row.vote is None for row in self.found)
        template = self.words.summary if unvoted else self.words.summary_all_voted
        balanced = sum(row.judged is not None and row.judged.balanced for row in judged)
        return template.format(balanced=balanced, judged=len(judged), open=unvoted, groups=len(self.found))

    def _table(self) -> Flowable:
        words = self.words
        heads = (words.group, words.verdict, words.questions, words.a_month, words.outcome)
        rows: list[list[object]] = [[Paragraph(markup(text), style("column")) for text in heads]]
        rows += [list(self._line(row)) for row in self.found]
        return grid(rows, [share * self.wide for share in COLUMNS])

    def _line(self, row: Row) -> Iterator[object]:
        words = self.words
        yield Paragraph(inside(row.name, _key(row)) if row.option else markup(row.name), style("strong"))
        yield self._verdicts(row)
        if row.judged is None:
            yield from (Paragraph("–", style("body")) for _ in range(2))
        else:
            yield Paragraph(str(len(row.judged.questions)), style("body"))
            yield Paragraph(markup(self._euros(row)), style("body"))
        outcome = row.result.outcome if row.result else "open"
        yield Paragraph(markup(words.outcomes[outcome]), style("body"))

    def _verdicts(self, row: Row) -> Flowable:
        """Each verdict with its sign; in words why there is none."""
        words, label = self.words, self.knowledge.catalogue.label
        if not row.drawn:
            says = words.nothing_drawn if row.judged is not None else words.states[row.look.state] or words.not_judged
            return Paragraph(markup(says), style("small_quiet"))
        flags = gravest(row.judged.flags if row.judged else ())
        lines = [[glyph_of(flag, BODY + 2), Paragraph(markup(label("flag", flag)), style("strong"))] for flag in flags]
        return grid(lines, (SIGN, COLUMNS[1] * self.wide - SIGN - 2 * GAP), ruled=False, head=False)

    def _euros(self, row: Row) -> str:
        part = self.parts.get(row.look.group.id)
        return euros(part, row.monthly) if part and row.monthly else self.words.not_known

    def _decided(self) -> Iterator[Flowable]:
        voted = [row for row in self.found if row.result]
        if not voted:
            yield Paragraph(filled(self.words.no_votes), style("body"))
        for row in voted:
            assert row.result is not None
            yield Paragraph(f"{bold(row.name)} {self._vote_line(row, row.result)}", style("spaced"))
            for slip in row.result.dissent[:MOST_REASONS]:
                yield Paragraph(self._reason(slip), style("listed"))

    def _vote_line(self, row: Row, came: Result) -> str:
        words = self.words
        counted = words.counted.format(agreed=came.agreed, with_changes=came.with_changes, not_yet=came.not_yet)
        option = row.option.name or row.option.id if row.option else ""
        return filled(words.of_option, outcome=words.outcomes[came.outcome], option=option, counted=counted)

    def _reason(self, slip: Slip) -> str:
        template = self.words.reason_of if slip.name else self.words.reason
        return filled(template, reason=slip.reason, name=slip.name)

    def _in_common(self) -> Iterator[Flowable]:
        words, shared = self.words, in_common(self.found)
        if not shared:
            yield Paragraph(filled(words.none_in_common), style("body"))
            return
        yield Paragraph(filled(words.common_note), style("small_quiet"))
        rows = [
            [
                glyph_of(each.flag, BODY + 2),
                [
                    Paragraph(f"{bold(each.do)}", style("body")),
                    Paragraph(
                        filled(words.in_groups, count=number(len(each.groups)), groups=", ".join(each.groups)),
                        style("small_quiet"),
                    ),
                ],
            ]
            for each in shared
        ]
        yield grid(rows, (SIGN, self.wide - SIGN), ruled=False, head=False)

    def _problems(self, row: Row) -> Iterator[Flowable]:
        """Why the file of a group could not be read, as far as that is known."""
        for problem in row.look.problems[:MOST_REASONS]:
            says = filled(self.words.file_problem, file=row.look.path.name, says=problem.message)
            yield Paragraph(says, style("note"))

    def _group(self, row: Row, part: Part, ledger: Ledger) -> Iterator[Flowable]:
        words, plan, look = self.words, row.plan, row.look
        yield SectionHead(row.name, _key(row), ledger, self.page.upper)
        if plan.title and plan.title != row.name:
            yield Paragraph(markup(plan.title), style("subtitle"))
        if says := words.states[look.state]:
            yield Paragraph(bold(says if look.read else words.and_state.format(says=says)), style("spaced"))
        for workload in plan.workloads:
            yield Paragraph(markup(workload_line(self.knowledge.catalogue, PLAIN, workload)), style("spaced"))
        if not row.drawn:
            yield Paragraph(filled(words.nothing_drawn), style("body"))
            return
        yield from self._judged(part)
        yield Caps(words.the_design, 3 * GAP)
        yield Overview(part, self.wide, PICTURE)
        yield from self._reasons(part)
        yield from self._next(part)
        yield from self._outcome(row)

    def _judged(self, part: Part) -> Iterator[Flowable]:
        label = self.knowledge.catalogue.label
        yield Caps(PLAIN.the_verdict, 3 * GAP)
        flags = gravest(part.judged.flags)
        for flag in flags:
            count = PLAIN.found(len(part.judged.of_flag(flag)))
            yield VerdictLine(flag, label("flag", flag), count, several=len(flags) > 1)
        yield Paragraph(markup(decision_sentence(part)), style("body"))
        if part.judged.stages:
            strip = stage_strip(part.judged.stages, PLAIN, self.knowledge.catalogue)
            strip.spaceBefore = 2 * GAP
            yield strip

    def _reasons(self, part: Part) -> Iterator[Flowable]:
        found = part.judged.findings or part.judged.notes
        if not found:
            return
        yield Caps(self.words.three_reasons, 3 * GAP)
        rows = [
            [
                glyph_of(each.flag, BODY + 2),
                Paragraph(f"{bold(sentence(PLAIN, each))} {markup(first_sentence(each.why))}", style("small")),
            ]
            for each in unlike(found, MOST_REASONS)
        ]
        yield grid(rows, (SIGN, self.wide - SIGN), ruled=False, head=False)

    def _next(self, part: Part) -> Iterator[Flowable]:
        yield Caps(self.words.next_step, 3 * GAP)
        first = next(iter(steps(part)), None)
        yield Paragraph(markup(first.what if first else self.words.no_step), style("body"))

    def _outcome(self, row: Row) -> Iterator[Flowable]:
        words = self.words
        if row.result:
            yield Caps(words.decisions, 3 * GAP)
            yield Paragraph(self._vote_line(row, row.result), style("body"))
            for slip in row.result.dissent:
                yield Paragraph(self._reason(slip), style("listed"))
        for each in row.accepted:
            template = words.accepted if each.review_by else words.accepted_undated
            says = filled(
                template, about=each.about or each.finding or each.question, reason=each.reason,
                date=PLAIN.day_of(each.review_by),
            )  # fmt: skip
            yield Paragraph(says, style("note"))


def _key(row: Row) -> str:
    """The name of the place of a group in the document."""
    return f"group-{row.look.group.id}"
