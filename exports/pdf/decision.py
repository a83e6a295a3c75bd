"""The first page of an option, for a board that was not in the room: decision, verdict, picture, reasons, steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.flowables import TopPadder

from exports.decided import with_accepted
from exports.pdf.boxes import DecisionBox, SignatureLines
from exports.pdf.costs import cost_line
from exports.pdf.flowables import Caps, StageStrip, VerdictLine, glyph_of, grid
from exports.pdf.frame import Ledger, SectionHead
from exports.pdf.overview import Overview
from exports.pdf.part import GRAVEST_FIRST, Brief, Part, gravest, short
from exports.pdf.steps import Step, steps, steps_table
from exports.pdf.styles import BODY, GAP, SMALL, style
from exports.pdf.text import filled, inside, markup
from exports.pdf.words import Words
from exports.picture.words import inline
from infra_builder.catalogue import Catalogue
from infra_builder.plan import Block, Workload
from infra_builder.report import Finding, OptionReport, StageVerdict

MOST_WORKLOADS: Final = 3
MOST_BESIDES: Final = 3
"""So many of the other options are named with their verdict."""
MOST_NAMED: Final = 32
"""The numbers of so many blocks are explained on the page itself."""
PICTURE: Final = (96.0, 260.0)
"""The least and the greatest height of the small picture."""
EASY: Final = 140.0
"""Less height is not left to the picture as long as there are words that can be done without."""
VARIANTS: Final = (
    (4, 6, True, True), (4, 5, True, True), (4, 4, True, True), (4, 3, True, True), (3, 3, True, True),
    (3, 2, True, True), (3, 3, False, True), (3, 2, False, True), (3, 3, False, False), (3, 2, False, False),
    (3, 1, False, False),
)  # fmt: skip
"""So many reasons and steps at most, the reasons explained or not, words and picture explained or not.

The first with which the page is one page is taken.
"""
TWO_PAGES: Final = (4, 12, True, True)
"""The same where that cannot be."""
STAGES: Final = 0.55
"""The share of the width that the stage strip takes."""
SLACK: Final = 4.0
SENTENCE_END: Final = re.compile(r"(?<=\w\w[.?])\s+(?=[^\W\d_a-z])")
NUMBER_COLUMN: Final = 18.0
GLYPH_COLUMN: Final = 17.0
QUESTIONS_COLUMN: Final = 180.0


@dataclass(frozen=True)
class Fit:
    """How much the first page shows: so many reasons and steps at most, and a picture of that height.

    `explained`: why each reason matters; `eased`: what the kinds of work, the numbers and the lines mean.
    """

    reasons: int
    steps: int
    explained: bool
    eased: bool
    picture: float


def fit(part: Part, ledger: Ledger) -> Fit:
    """As much as one page holds; where even the least is too much for one, two pages are filled calmly."""
    if part.option.id not in ledger.fits:
        # From the second run on, page numbers are as long as they stay.
        settled = ledger.before.fits if ledger.before and ledger.before.before else {}
        ledger.fits[part.option.id] = settled.get(part.option.id) or _fitted(part, ledger)
    found: Fit = ledger.fits[part.option.id]
    return found


def _fitted(part: Part, ledger: Ledger) -> Fit:
    wide, high = part.brief.sheet.room
    for variant in VARIANTS:
        shown = Fit(*variant, 0.0)
        around = [
            *_opening(part, ledger, eased=shown.eased), *_verdict(part, wide), *_reasons(part, ledger, shown, wide),
            *_steps(part, ledger, shown.steps, wide), *_signing(part),
        ]  # fmt: skip
        left = high - _height(around, wide) - SLACK
        for named in (True, False):
            beside = _height([*_beside_picture(part, ledger, shown, named)], wide, at_top=False)
            spare = min(left - beside, PICTURE[1])
            enough = spare >= (EASY if shown.eased else PICTURE[0])
            if enough and (not named or Overview(part, wide, spare).small.named):
                return replace(shown, picture=spare)
    return Fit(*TWO_PAGES, sum(PICTURE) / 2)


def decision_page(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The page that a board decides on. What does not fit goes on on a second page."""
    wide, _ = part.brief.sheet.room
    if part.judged.empty:
        yield from _opening(part, ledger, eased=True)
        yield from _verdict(part, wide)
        yield from _questions_only(part, wide)
    else:
        shown = fit(part, ledger)
        yield from _opening(part, ledger, eased=shown.eased)
        yield from _verdict(part, wide)
        yield from _design(part, ledger, wide, shown)
        yield from _reasons(part, ledger, shown, wide)
        yield from _steps(part, ledger, shown.steps, wide)
    yield from _closing(part)


def nothing_to_decide(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """The first page of a plan in which there is nothing to judge."""
    words = brief.words
    yield SectionHead(words.decision, "decision", ledger, brief.sheet.upper, shown=False)
    yield Paragraph(markup(brief.plan.title or words.untitled), style("title"))
    choices = (words.agreed, words.agreed_with_changes, words.not_yet)
    yield DecisionBox(words.ask_board, words.no_option, (), choices, 4 * GAP)
    yield Caps(words.the_verdict)
    yield Paragraph(markup(words.not_judged), style("strong"))


def _height(flowables: Sequence[Flowable], wide: float, *, at_top: bool = True) -> float:
    """How high flowables come out below each other; the larger of two spaces counts, and none at the top of a page."""
    total, after = 0.0, 0.0
    for index, flowable in enumerate(flowables):
        _, high = flowable.wrap(wide, 1e6)
        total += high + (0.0 if at_top and not index else max(flowable.getSpaceBefore(), after))
        after = flowable.getSpaceAfter()
    return total


def _opening(part: Part, ledger: Ledger, *, eased: bool) -> Iterator[Flowable]:
    """Title, the workloads in words, and the box to decide in."""
    brief, words = part.brief, part.brief.words
    yield part.head(words.decision, "decision", ledger, shown=False)
    yield Paragraph(markup(brief.plan.title or words.untitled), style("title"))
    yield Paragraph(" ".join(_lines(part)), style("subtitle"))
    if eased and (kinds := " ".join(_kinds(part))):
        yield Paragraph(markup(kinds), style("note"))
    notes = []
    if len(brief.report.options) > 1:
        choose = words.one_of_options.format(count=len(brief.report.options))
        notes.append(markup(" ".join((choose, *_besides(part, ledger)))))
    if decisive := len(part.judged.decisive_questions):
        at = part.where("questions", "steps")
        one, many = (words.one_may_change, words.may_change) if at else (words.one_changes, words.some_change)
        notes.append(markup(words.several(one, many, decisive, page=ledger.page(at))))
    choices = (words.agreed, words.agreed_with_changes, words.not_yet)
    yield DecisionBox(words.ask_board, decision_sentence(part), notes, choices, 4 * GAP)


def decision_sentence(part: Part) -> str:
    """What the board is asked to decide; it follows from the verdict alone."""
    words, judged = part.brief.words, part.judged
    if judged.empty:
        return words.nothing_drawn.format(option=part.name)
    gaps = words.several(words.one_gap, words.gaps, len(judged.of_flag("fragile")))
    return words.decisions[frozenset(judged.flags)].format(option=part.name, gaps=gaps)


def _lines(part: Part) -> Iterator[str]:
    """The workloads and the option, a sentence each."""
    brief, words = part.brief, part.brief.words
    workloads = brief.plan.workloads
    for workload in workloads[:MOST_WORKLOADS]:
        yield markup(workload_line(brief.catalogue, words, workload))
    if len(workloads) > MOST_WORKLOADS:
        yield filled(words.more_workloads, count=len(workloads) - MOST_WORKLOADS)
    if not workloads:
        yield filled(words.no_workload)
    template = words.option_of if len(brief.report.options) > 1 else words.only_option
    yield filled(template, option=part.name, number=part.index + 1, count=len(brief.report.options))


def _kinds(part: Part) -> Iterator[str]:
    """What kinds of work these are, for readers who have not met the words."""
    kinds = dict.fromkeys(workload.kind or "" for workload in part.brief.plan.workloads[:MOST_WORKLOADS])
    for kind in kinds:
        if sort := part.brief.catalogue.workloads.get(kind):
            yield part.brief.words.with_meaning.format(label=sort.name, meaning=sort.purpose)


def _besides(part: Part, ledger: Ledger) -> Iterator[str]:
    """The verdict on the other options, so that nobody decides on one without knowing of them."""
    words, label = part.brief.words, part.brief.catalogue.label
    others = [other for other in part.brief.every_part if other.option.id != part.option.id and not other.judged.empty]
    for other in others[:MOST_BESIDES]:
        verdict = ", ".join(inline(label("flag", flag)) for flag in gravest(other.judged.flags))
        template = words.besides_on_page if other in part.brief.parts else words.besides
        yield template.format(option=other.name, verdict=verdict, page=ledger.page(other.key("decision")))


def workload_line(catalogue: Catalogue, words: Words, workload: Workload) -> str:
    """What a workload does and for whom, as a sentence."""
    sort = catalogue.workloads.get(workload.kind or "")
    kind = sort.name if sort else words.kind_unknown
    if workload.users is None:
        people = words.people_unknown
    else:
        people = words.several(words.one_person, words.people, workload.users)
    templates = {
        "experiment": words.experiment_line, "pilot": words.pilot_line, "production": words.production_line,
    }  # fmt: skip
    return templates.get(workload.stage or "", words.no_stage_line).format(kind=kind, people=people)


def _verdict(part: Part, wide: float) -> Iterator[Flowable]:
    """The verdict at the left, the stages at the right."""
    words = part.brief.words
    half = (wide - 6 * GAP) * STAGES
    left = [Caps(words.the_verdict, 0), *_flags(part)]
    right: list[Flowable] = [Caps(words.at_each_stage, 0)]
    if part.judged.stages:
        cells = [_cell(part, verdict) for verdict in part.judged.stages]
        right.append(StageStrip(cells, words.now))
    else:
        right.append(Paragraph(filled(words.no_stages), style("small_quiet")))
    table = grid([[left, right]], (wide - half, half), ruled=False, head=False)
    table.spaceBefore = 4 * GAP
    yield table
    yield from (Paragraph(markup(says), style("note")) for says in _meanings(part))
    if line := cost_line(part):
        yield Paragraph(markup(line), style("spaced"))


def _flags(part: Part) -> Iterator[Flowable]:
    """A line for each flag raised, the others in grey words, the open questions last."""
    words, judged, label = part.brief.words, part.judged, part.brief.catalogue.label
    if judged.empty:
        yield Paragraph(filled(words.not_judged), style("strong"))
    elif judged.balanced:
        yield VerdictLine("balanced", label("flag", "balanced"), words.no_findings)
    for flag in GRAVEST_FIRST:
        if found := judged.of_flag(flag):
            yield VerdictLine(flag, label("flag", flag), words.found(len(found)), several=len(judged.flags) > 1)
    if said := accepted_line(part.brief, judged):
        yield Paragraph(markup(said), style("strong"))
    absent = [words.absent[flag] for flag in GRAVEST_FIRST if flag not in judged.flags]
    if absent and not judged.empty and not judged.balanced:
        yield Paragraph(markup(" · ".join(absent)), style("small_quiet"))
    count = len(judged.questions)
    text = words.several(words.one_question, words.questions, count) if count else words.no_questions
    line = Paragraph(markup(text), style("small_quiet"))
    yield grid([[glyph_of("question", 11), line]], (GLYPH_COLUMN, QUESTIONS_COLUMN), ruled=False, head=False)


def _meanings(part: Part) -> Iterator[str]:
    """What the words of the verdict mean."""
    catalogue = part.brief.catalogue
    for flag in () if part.judged.empty else gravest(part.judged.flags):
        meaning = catalogue.words["flag"][flag].meaning
        yield part.brief.words.verdict_means.format(verdict=catalogue.label("flag", flag), meaning=meaning)


def accepted_line(brief: Brief, judged: OptionReport) -> str:
    """The verdict with what of it was accepted as it is; empty where nothing was."""
    flags = ", ".join(brief.catalogue.label("flag", flag) for flag in gravest(judged.flags))
    line = with_accepted(flags, judged, brief.plan.decisions, brief.today, brief.words)
    return line if line != flags else ""


def _cell(part: Part, verdict: StageVerdict) -> tuple[str, bool, list[tuple[str, str]], str]:
    words, label = part.brief.words, part.brief.catalogue.label
    flags: tuple[str, ...] = tuple(flag for flag in GRAVEST_FIRST if flag in verdict.flags) or ("balanced",)
    named = [(flag, label("flag", flag)) for flag in flags]
    return label("stage", verdict.stage), verdict.now, named, words.found(verdict.findings)


def _design(part: Part, ledger: Ledger, wide: float, shown: Fit) -> Iterator[Flowable]:
    """The small picture and what it means."""
    overview = Overview(part, wide, shown.picture)
    head, *notes = _beside_picture(part, ledger, shown, overview.small.named)
    yield from (head, overview, *notes)


def _beside_picture(part: Part, ledger: Ledger, shown: Fit, named: bool) -> Iterator[Flowable]:
    """The heading of the picture and what explains it; `named`: the blocks carry their names."""
    words = part.brief.words
    yield Caps(words.the_design, 3 * GAP)
    if not named and ("blocks" not in part.brief.choice or (shown.eased and len(part.blocks) <= MOST_NAMED)):
        yield Paragraph(markup(numbered_names(part, part.blocks)), style("note"))
        named = True
    notes = [words.picture_key] if shown.eased else []
    if template := _lead(part, named):
        page, picture = ledger.page(part.key("blocks")), ledger.page(part.where("picture", "picture_short"))
        notes.append(template.format(page=page, picture=picture))
    if notes:
        yield Paragraph(markup(" ".join(notes)), style("note"))


def numbered_names(part: Part, blocks: Sequence[Block]) -> str:
    """What the numbers of blocks stand for."""
    template, catalogue = part.brief.words.number_name, part.brief.catalogue
    names = (
        template.format(number=part.block_numbers[block.id], name=short(catalogue.name_of(block))) for block in blocks
    )
    return " · ".join(names)


def _lead(part: Part, named: bool) -> str:
    """What says where picture and table stand, as far as they were chosen."""
    words, choice = part.brief.words, part.brief.choice
    match bool(part.where("picture", "picture_short")), "blocks" in choice:
        case True, True:
            return words.large_picture if named else words.numbers_lead
        case True, False:
            return words.only_picture
        case False, True:
            return words.only_table
    return ""


def _reasons(part: Part, ledger: Ledger, shown: Fit, wide: float) -> Iterator[Flowable]:
    """Why: the gravest findings, or what is right where there are none."""
    words, judged = part.brief.words, part.judged
    found = judged.findings or judged.notes
    yield Caps(words.why_right if judged.balanced else words.why_verdict, 3 * GAP)
    if not found:
        yield Paragraph(filled(words.nothing_found), style("body"))
        return
    rows = [_reason(part, finding, shown.explained) for finding in unlike(found, shown.reasons)]
    columns: tuple[float, ...] = (NUMBER_COLUMN, GLYPH_COLUMN, wide - NUMBER_COLUMN - GLYPH_COLUMN)
    if judged.balanced:
        rows, columns = [row[1:] for row in rows], (GLYPH_COLUMN, wide - GLYPH_COLUMN)
    yield grid(rows, columns, ruled=False, head=False)
    if judged.findings and (rest := len(found) - shown.reasons) > 0:
        at = part.where("findings", "findings_short")
        one, many = (
            (words.one_more_finding, words.more_findings) if at else (words.one_finding_left, words.findings_left)
        )
        yield Paragraph(markup(words.several(one, many, rest, page=ledger.page(at))), style("note"))


def unlike(found: Sequence[Finding], most: int) -> list[Finding]:
    """The gravest finding of each flag, then of each rule, then any, so many in all; in their order."""
    by_flag = {finding.flag: place for place, finding in reversed(list(enumerate(found)))}
    by_rule = {finding.rule: place for place, finding in reversed(list(enumerate(found)))}
    ranked = dict.fromkeys((*sorted(by_flag.values()), *sorted(by_rule.values()), *range(len(found))))
    return [found[place] for place in sorted(list(ranked)[:most])]


def _reason(part: Part, finding: Finding, explained: bool) -> list[Flowable | str]:
    words = part.brief.words
    number = part.finding_numbers.get(finding.key)
    cell = Paragraph(inside(str(number), part.key("finding", number)), style("number")) if number else ""
    says = sentence(words, finding)
    why = f'<font size="{SMALL}">{markup(first_sentence(finding.why))}</font>' if explained else ""
    text = f"<b>{markup(says)}</b> {why}"
    return [cell, glyph_of(finding.flag, BODY + 2), Paragraph(text, style("body"))]


def sentence(words: Words, finding: Finding) -> str:
    """What a finding says, with a full stop."""
    return finding.says if finding.says.endswith((".", "?")) else words.says.format(says=finding.says)


def first_sentence(text: str) -> str:
    """What a text says first; the whole of it stands with the finding."""
    return SENTENCE_END.split(text.strip(), maxsplit=1)[0]


def _steps(part: Part, ledger: Ledger, most: int, wide: float) -> Iterator[Flowable]:
    """The first steps, and where the others stand."""
    words = part.brief.words
    every: Sequence[Step] = steps(part)
    yield Caps(words.next_steps, 4 * GAP)
    if not every:
        yield Paragraph(filled(words.no_step), style("body"))
        return
    yield steps_table(part, every[:most], wide)
    if (rest := len(every) - most) > 0:
        at = part.where("steps")
        one, many = (words.one_more_step, words.more_steps) if at else (words.one_step_left, words.steps_left)
        yield Paragraph(markup(words.several(one, many, rest, page=ledger.page(at))), style("note"))


def _questions_only(part: Part, wide: float) -> Iterator[Flowable]:
    if every := steps(part):
        yield Caps(part.brief.words.next_steps, 4 * GAP)
        yield steps_table(part, every, wide)


def _signing(part: Part) -> list[Flowable]:
    words = part.brief.words
    return [SignatureLines((words.decided_by, words.decided_on, words.signature))]


def _closing(part: Part) -> Iterator[Flowable]:
    """The lines to sign, at the foot of the page."""
    yield TopPadder(*_signing(part))
