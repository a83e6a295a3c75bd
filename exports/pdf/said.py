"""What the first page says: the decision asked, the work and the verdict in sentences, and which reasons are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from exports.decided import with_accepted
from exports.pdf.frame import Ledger
from exports.pdf.part import Brief, Part, gravest, short
from exports.pdf.text import filled, markup
from exports.pdf.words import Words
from exports.picture.words import inline
from infra_builder.catalogue import Catalogue
from infra_builder.plan import Block, Workload
from infra_builder.report import Finding, OptionReport

MOST_WORKLOADS: Final = 3
MOST_BESIDES: Final = 3
"""So many of the other options are named with their verdict."""
SENTENCE_END: Final = re.compile(r"(?<=\w\w[.?])\s+(?=[^\W\d_a-z])")


def decision_sentence(part: Part) -> str:
    """What the board is asked to decide; it follows from the verdict alone."""
    words, judged = part.brief.words, part.judged
    if judged.empty:
        return words.nothing_drawn.format(option=part.name)
    gaps = words.several(words.one_gap, words.gaps, len(judged.of_flag("fragile")))
    return words.decisions[frozenset(judged.flags)].format(option=part.name, gaps=gaps)


def work_lines(part: Part) -> Iterator[str]:
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


def kinds_of_work(part: Part) -> Iterator[str]:
    """What kinds of work these are, for readers who have not met the words."""
    kinds = dict.fromkeys(workload.kind or "" for workload in part.brief.plan.workloads[:MOST_WORKLOADS])
    for kind in kinds:
        if sort := part.brief.catalogue.workloads.get(kind):
            yield part.brief.words.with_meaning.format(label=sort.name, meaning=sort.purpose)


def besides(part: Part, ledger: Ledger) -> Iterator[str]:
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


def meanings(part: Part) -> Iterator[str]:
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


def numbered_names(part: Part, blocks: Sequence[Block]) -> str:
    """What the numbers of blocks stand for."""
    template, catalogue = part.brief.words.number_name, part.brief.catalogue
    names = (
        template.format(number=part.block_numbers[block.id], name=short(catalogue.name_of(block))) for block in blocks
    )
    return " · ".join(names)


def unlike(found: Sequence[Finding], most: int) -> list[Finding]:
    """The gravest finding of each flag, then of each rule, then any, so many in all; in their order."""
    by_flag = {finding.flag: place for place, finding in reversed(list(enumerate(found)))}
    by_rule = {finding.rule: place for place, finding in reversed(list(enumerate(found)))}
    ranked = dict.fromkeys((*sorted(by_flag.values()), *sorted(by_rule.values()), *range(len(found))))
    return [found[place] for place in sorted(list(ranked)[:most])]


def sentence(words: Words, finding: Finding) -> str:
    """What a finding says, with a full stop."""
    return finding.says if finding.says.endswith((".", "?")) else words.says.format(says=finding.says)


def first_sentence(text: str) -> str:
    """What a text says first; the whole of it stands with the finding."""
    return SENTENCE_END.split(text.strip(), maxsplit=1)[0]
