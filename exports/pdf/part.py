"""What the sections are written from: the whole brief, and each option with its numbers and its picture."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from exports.pdf.choice import Choice
from exports.pdf.frame import Ledger, SectionHead, Sheet
from exports.pdf.text import clean
from exports.pdf.words import Words
from exports.picture.looks import Looker, Marks
from exports.picture.marks import Badge, badge_width
from exports.picture.measure import shortened
from exports.picture.scene import Scene, scene
from infra_builder.advice.advise import Advice
from infra_builder.catalogue import Catalogue
from infra_builder.deciding import Entry, decision_about, decisions_about
from infra_builder.knowledge import Knowledge
from infra_builder.layout import BLOCK, Layout, arranged
from infra_builder.plan import Block, Decision, Option, Plan
from infra_builder.report import Finding, OpenQuestion, OptionReport, Report

LONGEST_NAME = 300.0
"""How long, in points of body type, a name may be inside a fixed sentence."""
MOST_NUMBERS = 3
"""So many numbers of findings stand in one badge at most; the rest are counted."""
LEVEL = 40.0
"""Blocks whose upper edges differ by less are numbered from left to right."""


@dataclass(frozen=True)
class Brief:
    """Everything that the printed plan is made from."""

    plan: Plan
    report: Report
    knowledge: Knowledge
    words: Words
    sheet: Sheet
    printed: datetime.date
    choice: Choice
    advice: Mapping[str, Advice]

    @property
    def catalogue(self) -> Catalogue:
        """What the plan was drawn with."""
        return self.knowledge.catalogue

    @cached_property
    def every_part(self) -> tuple[Part, ...]:
        """One part for each judged option, in the order of the report."""
        return tuple(
            Part(self, self.plan.option(judged.id), judged, index) for index, judged in enumerate(self.report.options)
        )

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The options that are shown in detail."""
        chosen = self.choice.option
        found = tuple(part for part in self.every_part if not chosen or part.option.id == chosen)
        return found[:1] if self.choice.one else found

    @property
    def today(self) -> str:
        """The day of printing, as plans write dates."""
        return self.printed.isoformat()

    def decisions_about(self, entry: Entry) -> tuple[Decision, ...]:
        """What the group decided about a finding or a question, in the order in which the plan has it."""
        return decisions_about(self.plan.decisions, entry)

    @property
    def several(self) -> bool:
        """Whether more than one option is shown in detail, so that each section says which one it is about."""
        return len(self.parts) > 1

    def head(self, title: str, key: str, ledger: Ledger, *, kept: bool = True) -> SectionHead:
        """The head of a section about the whole plan."""
        return SectionHead(title, key, ledger, self.sheet.upper, kept=kept)


@dataclass(frozen=True)
class Part:
    """One option: its judgement, and the numbers under which its blocks, findings and questions are known on paper."""

    brief: Brief
    option: Option
    judged: OptionReport
    index: int

    @property
    def advice(self) -> Advice | None:
        """What is advised; None where that was not worked out."""
        return self.brief.advice.get(self.option.id)

    @property
    def name(self) -> str:
        """What the option is called inside sentences."""
        return short(self.judged.name)

    def key(self, kind: str, number: int = 0) -> str:
        """The name of a place in the document, such as the third finding of the first option."""
        return f"o{self.index + 1}-{kind}{number or ''}"

    def head(
        self, title: str, kind: str, ledger: Ledger, *, shown: bool = True, turned: bool = False, kept: bool = True
    ) -> SectionHead:
        """The head of a section of this option, which it names where there are several."""
        brief = self.brief
        page = brief.sheet.turned() if turned else brief.sheet
        name = brief.words.section_of.format(section=title, option=self.name) if brief.several else title
        made = SectionHead(title, self.key(kind), ledger, page.upper, name=name, shown=shown, kept=kept)
        if brief.several:
            made.takes(brief.words.option_part.format(option=self.name), page.room[0])
        return made

    def where(self, *sections: str) -> str:
        """The key of the first of some sections that was chosen; empty where none was."""
        return next((self.key(section) for section in sections if section in self.brief.choice), "")

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands."""
        return arranged(self.brief.plan, self.option, self.brief.catalogue)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks as they are numbered: environment by environment, then what stands outside, as one reads."""
        order = {zone.id: place for place, zone in enumerate(self.option.zones)}
        spots = self.layout.blocks

        def place(block: Block) -> tuple[int, float, float]:
            x, y = spots[block.id]
            return order.get(block.zone or "", len(order)), round(y / LEVEL), x

        return tuple(sorted(self.option.blocks, key=place))

    @cached_property
    def block_numbers(self) -> Mapping[str, int]:
        """The number of each block."""
        return {block.id: number for number, block in enumerate(self.blocks, 1)}

    @cached_property
    def finding_numbers(self) -> Mapping[str, int]:
        """The number of each finding by its key, gravest first."""
        return {finding.key: number for number, finding in enumerate(self.judged.findings, 1)}

    @cached_property
    def question_numbers(self) -> Mapping[str, int]:
        """The number of each question by its key. They go on where those of the findings end, so none occurs twice."""
        asked = (*self.judged.decisive_questions, *self.other_questions)
        return {question.key: number for number, question in enumerate(asked, len(self.judged.findings) + 1)}

    @cached_property
    def other_questions(self) -> tuple[OpenQuestion, ...]:
        """The questions that cannot change the verdict."""
        return tuple(question for question in self.judged.questions if not question.may_raise)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The ids that the picture shows."""
        return frozenset((*self.brief.plan.ids(self.option), *(flow.id for flow in self.option.flows)))

    @cached_property
    def about_whole(self) -> tuple[Finding, ...]:
        """The findings that are about nothing in particular in the picture."""
        return tuple(finding for finding in self.judged.findings if not self.subjects.intersection(finding.subjects))

    @cached_property
    def marks(self) -> Marks:
        """Numbers on the blocks; badges with the numbers of findings and of questions that may change the verdict."""
        found: dict[str, dict[str, list[int]]] = {}
        for finding in self.judged.findings:
            for subject in self._places(finding):
                found.setdefault(subject, {}).setdefault(finding.flag, []).append(self.finding_numbers[finding.key])
        for question in self.judged.decisive_questions:
            numbers = found.setdefault(question.subject, {}).setdefault("question", [])
            numbers.append(self.question_numbers[question.key])
        badges = {subject: self._badges(flags) for subject, flags in found.items()}
        flows = {flow.id for flow in self.option.flows}
        raised = ((id_, finding.flag) for finding in reversed(self.judged.findings) for id_ in finding.subjects)
        lit = {id_: flag for id_, flag in raised if id_ in flows}
        return Marks(badges=badges, lit=lit, numbers=self.block_numbers)

    def _places(self, finding: Finding) -> Iterable[str]:
        """Where a finding's number stands: at its subjects, or at the source of a link where it is about that alone."""
        flows = {flow.id: flow for flow in self.option.flows}
        ends = (flows[id_].source if id_ in flows else id_ for id_ in finding.subjects)
        return dict.fromkeys(ends)

    def _badges(self, flags: Mapping[str, list[int]]) -> tuple[Badge, ...]:
        """A badge for each flag, with as many numbers as let all of them stand above a block."""
        order = [flag for flag in (*GRAVEST_FIRST, "question") if flag in flags]
        made: tuple[Badge, ...] = ()
        for most in range(MOST_NUMBERS, -1, -1):
            made = tuple(Badge(flag, self._few(flags[flag], most)) for flag in order)
            if sum(badge_width(badge) for badge in made) <= BLOCK[0]:
                break
        return made

    def _few(self, numbers: list[int], most: int) -> str:
        """The first numbers, and how many more there are."""
        if len(numbers) <= most:
            return self.brief.words.listed(numbers)
        shown = numbers[: max(0, most - 1)]
        more = self.brief.words.more_numbers.format(count=len(numbers) - len(shown))
        return " ".join(text for text in (self.brief.words.listed(shown), more if shown else "") if text)

    @cached_property
    def looker(self) -> Looker:
        """How things of the option look."""
        return Looker(self.brief.catalogue, self.marks, self.brief.words.picture)

    @cached_property
    def scene(self) -> Scene:
        """The picture, as on the screen, with the numbers of paper."""
        brief = self.brief
        return scene(brief.plan, self.option, brief.catalogue, self.marks, brief.words.picture, self.layout)

    def about(self, subject: str) -> tuple[int, ...]:
        """The numbers of the findings about a subject."""
        return tuple(self.finding_numbers[finding.key] for finding in self.judged.about(subject))

    def name_of(self, subject: str, fallback: str) -> str:
        """A subject's name, with its number where it is a block."""
        number = self.block_numbers.get(subject)
        return self.brief.words.numbered.format(name=fallback, number=number) if number else fallback

    def owner_of(self, finding: Finding) -> str:
        """Who answers for what a finding is about; empty where nobody does."""
        return next((self.owners[subject] for subject in finding.subjects if subject in self.owners), "")

    def status_of(self, finding: Finding) -> str:
        """What was decided last about a finding; open where nothing was."""
        last = decision_about(self.brief.plan.decisions, finding)
        return last.status if last else "open"

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The owner of each block, zone and link (that of its source)."""
        owners = {zone.id: zone.owner for zone in self.option.zones}
        owners |= {block.id: block.owner for block in self.option.blocks}
        return owners | {flow.id: owners.get(flow.source, "") for flow in self.option.flows}


def gravest(flags: Collection[str]) -> tuple[str, ...]:
    """The flags of a verdict, gravest first; balanced where there is none."""
    return tuple(flag for flag in GRAVEST_FIRST if flag in flags) or ("balanced",)


GRAVEST_FIRST = ("fragile", "accidental_hybrid", "overbuilt")
"""What endangers people and data before what wastes money, as the findings are sorted."""


def short(name: str) -> str:
    """A name, shortened so that a sentence with it stays a sentence."""
    return shortened(clean(name), 10, 400, LONGEST_NAME)
