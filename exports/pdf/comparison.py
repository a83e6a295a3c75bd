"""Comparisons on paper: the question and both verdicts on page one, then every difference, the findings, the costs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Paragraph

from exports.compare_entries import DESIGN, GROUPS, Entry, Group, of_group
from exports.comparison import Comparison
from exports.pdf.choice import Choice
from exports.pdf.comparison_words import ENGLISH as TOLD
from exports.pdf.comparison_words import ComparisonWords
from exports.pdf.costs import Bars, CostBars
from exports.pdf.decision import MOST_NAMED
from exports.pdf.flowables import TABLE_START, Caps, VerdictLine, grid
from exports.pdf.frame import TURNED, UPRIGHT, Edges, Ledger, Paper, SectionHead, Sheet, sheet
from exports.pdf.overlaid import PlainPart, both_in_one
from exports.pdf.overview import Overview
from exports.pdf.page_one import stage_strip
from exports.pdf.part import GRAVEST_FIRST, Brief, Part, short
from exports.pdf.press import pressed
from exports.pdf.said import numbered_names
from exports.pdf.story import STARTS_WITH
from exports.pdf.styles import GAP, style
from exports.pdf.text import bold, filled, markup
from exports.pdf.words import ENGLISH, Words
from infra_builder.advice.contrasts import Contrast, Said
from infra_builder.report import OptionReport, Report

LABEL = 92.0
LOWEST = 132.0
"""How high a picture on page one may be: both verdicts and the first rows stay on the page."""


def printed_comparison(
    comparisons: Sequence[Comparison],
    *,
    paper: Paper = "A4",
    printed: datetime.date,
    words: Words = ENGLISH,
    told: ComparisonWords = TOLD,
) -> bytes:
    """A PDF with a chapter for each comparison. Raises ValueError where there is none."""
    if not comparisons:
        raise ValueError("nothing to compare")
    page = sheet(paper)
    chapters = [_Chapter(each, number, page, printed, words, told) for number, each in enumerate(comparisons)]
    first = comparisons[0].sides[0].plan
    date, digest = words.day(printed), comparisons[0].knowledge.digest or words.no_digest
    edges = Edges(
        first.organisation or words.no_organisation, told.kind_of_paper,
        words.foot.format(title=first.title or words.untitled, date=date, digest=digest), words.page_of,
    )  # fmt: skip

    def story(ledger: Ledger) -> tuple[str, list[Flowable]]:
        found: list[Flowable] = []
        for chapter in chapters:
            found += [NextPageTemplate(UPRIGHT), PageBreak()] if found else []
            found += chapter.pages(ledger)
        return UPRIGHT, found

    title = chapters[0].title
    subject = told.subject.format(date=date, digest=digest)
    return pressed(story, page, edges, printed, title=title, subject=subject, language=words.language)


@dataclass(frozen=True)
class _Chapter:
    """One comparison on paper."""

    made: Comparison
    number: int
    page: Sheet
    printed: datetime.date
    words: Words
    told: ComparisonWords

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the two designs are called; with their plans, where these are two."""
        first, second = (self._name(place) for place in (0, 1))
        return first, second

    def _short_names(self) -> tuple[str, str]:
        """Names for where there is little room: those of the options, unless both are called the same."""
        first, second = (judged.name for judged in self.made.reports)
        return (first, second) if first != second else self.names

    def _name(self, place: int) -> str:
        name = self.made.reports[place].name
        if self.made.one_plan:
            return name
        plan = self.made.sides[place].plan.title or PurePath(self.made.paths[place]).stem
        return self.told.of_plan.format(plan=plan, option=name)

    @property
    def title(self) -> str:
        """Both names."""
        before, after = self.names
        return self.told.title.format(before=before, after=after)

    @cached_property
    def parts(self) -> tuple[Part, Part]:
        """The two designs as the other pages know them."""
        first, second = (self._part(place) for place in (0, 1))
        return first, second

    def _part(self, place: int) -> Part:
        side, judged = self.made.sides[place], self.made.reports[place]
        knowledge = self.made.knowledge
        plan = side.plan.but(options=(side.option,))
        report = Report((judged,), knowledge.digest)
        brief = Brief(plan, report, knowledge, self.words, self.page, self.printed, Choice(()), {})
        return PlainPart(brief, side.option, judged, place)

    def pages(self, ledger: Ledger) -> Iterator[Flowable]:
        """Everything about this comparison."""
        yield from self._first_page(ledger)
        yield CondPageBreak(STARTS_WITH)
        yield from self._differences(ledger)
        yield from self._costs(ledger)
        yield from self._overlaid(ledger)

    def _head(self, title: str, key: str, ledger: Ledger, *, kept: bool = True, upper: float = 0.0) -> SectionHead:
        return SectionHead(title, f"c{self.number + 1}-{key}", ledger, upper or self.page.upper, kept=kept)

    def _first_page(self, ledger: Ledger) -> Iterator[Flowable]:
        """The question, then the two designs beside each other, then what differs."""
        question = self.told.one_plan if self.made.one_plan else self.told.two_plans
        yield self._head(question, "question", ledger)
        if not self.made.different:
            yield Paragraph(filled(self.told.same), style("strong"))
        wide, _ = self.page.room
        half = (wide - 4 * GAP) / 2
        table = grid([[[*self._design(0, half)], [*self._design(1, half)]]], (half + 4 * GAP, half),
                     ruled=False, head=False, gutter=4 * GAP)  # fmt: skip
        table.spaceBefore = 3 * GAP
        yield table
        yield from self._contrasts()

    def _design(self, place: int, wide: float) -> Iterator[Flowable]:
        part, judged = self.parts[place], self.made.reports[place]
        yield Paragraph(bold(short(self.names[place])), style("heading"))
        if not self.made.one_plan:
            file = PurePath(self.made.paths[place]).name
            yield Paragraph(filled(self.told.from_file, file=file), style("small_quiet"))
        yield from self._verdict(judged)
        if judged.stages:
            yield stage_strip(judged.stages, self.words, self.made.knowledge.catalogue)
        if not judged.empty:
            seen = Overview(part, wide, LOWEST)
            yield seen
            if not seen.small.named:
                yield Paragraph(markup(numbered_names(part, part.blocks[:MOST_NAMED])), style("small_quiet"))

    def _verdict(self, judged: OptionReport) -> Iterator[Flowable]:
        words, label = self.words, self.made.knowledge.catalogue.label
        if judged.empty:
            yield Paragraph(filled(words.not_judged), style("strong"))
        elif judged.balanced:
            yield VerdictLine("balanced", label("flag", "balanced"), words.no_findings, several=True)
        for flag in GRAVEST_FIRST:
            if found := judged.of_flag(flag):
                yield VerdictLine(flag, label("flag", flag), words.found(len(found)), several=True)

    def _contrasts(self) -> Iterator[Flowable]:
        told, contrasts = self.told, self.made.contrasts
        yield CondPageBreak(TABLE_START)
        yield Caps(told.what_differs, 2 * GAP, kept=False)
        alike = ", ".join(told.aspects[contrast.aspect] for contrast in contrasts if not contrast.differs)
        if alike:
            yield Paragraph(filled(told.same_in, aspects=alike), style("small_quiet"))
        unlike = [contrast for contrast in contrasts if contrast.differs]
        if unlike:
            yield contrast_table(unlike, self.names, told, self.page.room[0])

    def _overlaid(self, ledger: Ledger) -> Iterator[Flowable]:
        """Both in one picture, on a turned page."""
        if not self.made.different or any(judged.empty for judged in self.made.reports):
            return
        before, after = (short(name) for name in self.names)
        yield from (NextPageTemplate(TURNED), PageBreak())
        yield self._head(self.told.in_one, "overlay", ledger, upper=self.page.turned().upper)
        yield Paragraph(filled(self.told.in_one_note, before=before, after=after), style("small_quiet"))
        yield from both_in_one(self.made.teller.differences, self.parts[1])

    def _differences(self, ledger: Ledger) -> Iterator[Flowable]:
        told, found = self.told, self.made.entries
        yield self._head(told.every_difference, "differences", ledger, kept=False)
        before, after = (short(name) for name in self.names)
        counts = {group: len(of_group(found, group)) for group in DESIGN}
        yield Paragraph(filled(told.drawing, before=before, after=after, **counts), style("body"))
        for group in GROUPS:
            yield from self._group(group, of_group(found, group))
        if not any(judged.findings for judged in self.made.reports):
            yield Paragraph(filled(told.no_findings), style("spaced"))

    def _group(self, group: Group, entries: Sequence[Entry]) -> Iterator[Flowable]:
        if not entries:
            return
        yield CondPageBreak(TABLE_START)
        yield Caps(self.told.heads[group], 3 * GAP, kept=False)
        wide, _ = self.page.room
        details = group in ("changed", "moved")
        share = wide * (0.34 if details else 0.7)
        rows = [
            [Paragraph(bold(entry.says) if group in DESIGN else markup(entry.says), style("small")),
             self._besides(entry) if group in DESIGN else ""]
            for entry in entries
        ]  # fmt: skip
        yield grid(rows, (share, wide - share), head=False)

    def _besides(self, entry: Entry) -> list[Flowable]:
        lines = entry.details or ((entry.note,) if entry.note else ())
        return [Paragraph(markup(text), style("small")) for text in lines]

    def _costs(self, ledger: Ledger) -> Iterator[Flowable]:
        costs = self.made.costs
        if not any(cost.now.lines for cost in costs):
            return
        words = self.words
        yield self._head(self.told.costs, "costs", ledger)
        yield Paragraph(filled(words.costs_note), style("lead"))
        rows = [
            Bars(name, cost.now.monthly, cost.ten_times.monthly, strong=True)
            for name, cost in zip(self._short_names(), costs, strict=True)
        ]
        yield CostBars(rows, None, (words.cost_now, words.cost_later, words.budget, self.parts[0]))
        if any(not cost.now.complete for cost in costs):
            asks = dict.fromkeys(ask.says for cost in costs for ask in cost.now.asks)
            yield Paragraph(filled(words.cost_open), style("spaced"))
            yield from (Paragraph(markup(ask), style("listed"), bulletText="–") for ask in asks)


def contrast_table(contrasts: Sequence[Contrast], names: Sequence[str], told: ComparisonWords, wide: float) -> Flowable:
    """The rows of what differs, a column a design."""
    share = (wide - LABEL) / len(names)
    rows: list[list[Flowable | str | list[Flowable]]] = [
        ["", *(Paragraph(bold(short(name)), style("small")) for name in names)]
    ]
    for contrast in contrasts:
        name = Paragraph(markup(told.aspects[contrast.aspect]), style("small_quiet"))
        rows.append([name, *(said_cell(said) for said in contrast.cells)])
    table = grid(rows, (LABEL, *[share] * len(names)))
    table.splitInRow = 0
    return table


def said_cell(said: Said, *, strong: bool = True) -> list[Flowable]:
    """What there is to say of one design, with what explains it in quiet words."""
    weight = bold if strong else markup
    return [
        *(Paragraph(weight(text), style("small")) for text in said.says),
        *(Paragraph(markup(text), style("small_quiet")) for text in said.quiet),
    ]
