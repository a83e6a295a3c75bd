"""The fixed texts of a workshop's papers, in English unless a caller brings its own. Each text whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

STEPS: Mapping[str, str] = MappingProxyType(
    {"situation": "Situation", "build": "Build", "check": "Check", "compare": "Compare", "plan": "Plan"}
)
HIDDEN: Mapping[str, str] = MappingProxyType({**STEPS, "verdict": "the verdict"})
LOCKED: Mapping[str, str] = MappingProxyType({
    "title": "title and organisation", "situation": "the situation", "workloads": "the work",
    "options": "which options there are",
})  # fmt: skip
OUTCOMES: Mapping[str, str] = MappingProxyType({
    "agreed": "Agreed", "with_changes": "Agreed, with changes", "not_yet": "Not yet", "open": "No vote yet",
})  # fmt: skip
STATES: Mapping[str, str] = MappingProxyType({
    "fine": "", "untouched": "Nothing has been changed since it was set up.", "missing": "The file is missing.",
    "half_written": "The file was not complete when this was printed.", "unreadable": "The file could not be read.",
    "newer": "The file was written by a newer version of this program.",
})  # fmt: skip


@dataclass(frozen=True)
class Words:
    """Texts for one of something stand beside those for several; {braces} are filled in."""

    language: str = "en"
    untitled: str = "Workshop"
    foot: str = "{title} · {date}"
    foot_undated: str = "{title}"
    page_of: str = "{section} · page {page} of {pages}"

    agenda: str = "Agenda"
    agenda_line: str = "{minutes} minutes, {groups} groups"
    agenda_line_one: str = "{minutes} minutes, 1 group"
    minutes: str = "{minutes} min"
    from_to: str = "minute {start} to {end}"
    no_agenda: str = "The agenda has no parts yet."
    for_facilitator: str = "For whoever runs the room"
    how_to: tuple[str, ...] = (
        "Before: put the folder of the workshop on a stick or a share. Every group opens its own plan from it; you "
        "open workshop.yaml.",
        "During: begin each part with one press. What groups may see and change follows from the part, and you can "
        "change it at any time. Show the wall on the projector; your notes stay on your screen.",
        "At the end: let everybody vote alone, look at the result together, then hand out the papers before anybody "
        "leaves.",
    )
    kind_of_agenda: str = "Agenda"
    step: str = "Works in: {step}"
    guides: str = "Helps: {guides}"
    hides: str = "Not shown yet: {things}"
    locks: str = "Not to be changed: {things}"

    kind_of_sheet: str = "Sheet for a group"
    the_work: str = "The work we look at"
    work_empty: str = "What should the AI do, and for whom? One sentence."
    who_is_here: str = "Who is in this group"
    our_answers: tuple[str, ...] = (
        "Where are the data today, and who may see them?",
        "Who looks after it on a Saturday?",
        "What happens on the day it does not work?",
        "What do we not know yet, and who can find out?",
    )
    what_verdicts_mean: str = "What the verdicts mean"
    our_guess: str = "Our guess before we see it"
    our_step: str = "Our next step, who takes it, until when"
    slips: str = "Slips to cut out: a silent vote"
    slips_note: str = "One slip a person. Fill it in alone, fold it, and say nothing before all are counted."
    slip_ask: str = "Shall we go on with this design?"
    agreed: str = "Agreed"
    with_changes: str = "Agreed, with changes"
    not_yet: str = "Not yet, because"
    name_if: str = "Name, only if you like"

    blank_title: str = "Blank canvas"
    blank_how: str = "Print on A3, at 100 %. Cut-out cards lie on it, lines are drawn by hand."
    the_workload: str = "The work"
    does: str = "What the AI does"
    for_whom: str = "For whom, how many"
    stage: str = "Stage"
    data: str = "Data, how protected"
    environment: str = "Environment"
    provider: str = "Provider"
    owner: str = "Owner"
    why_here: str = "Why it is there"
    covers_all: str = "Covers the whole plan"
    data_link: str = "Data on their way: draw a full line with an arrow, write what and how much"
    support_link: str = "Needs, runs on, falls back to: draw a dashed line"

    report: str = "Workshop report"
    where_groups_stand: str = "Where the groups stand"
    group: str = "Group"
    verdict: str = "Verdict"
    questions: str = "Open questions"
    a_month: str = "€ a month now"
    outcome: str = "Decided"
    nothing_drawn: str = "nothing drawn yet"
    not_judged: str = "not judged"
    not_known: str = "not known yet"
    and_state: str = "{says} What was read last is shown."
    summary: str = "{balanced} of {judged} designs are balanced. {open} of {groups} groups have not voted yet."
    summary_all_voted: str = "{balanced} of {judged} designs are balanced. All groups have voted."
    common: str = "What several groups met"
    common_note: str = "Findings of the same kind in two groups or more."
    none_in_common: str = "No finding came up in more than one group."
    in_groups: str = "{count} groups: {groups}"
    decisions: str = "What was decided"
    no_votes: str = "No group has voted yet."
    counted: str = "{agreed} agreed, {with_changes} agreed with changes, {not_yet} not yet"
    of_option: str = "“{option}”: {outcome}. {counted}."
    reason_of: str = "“{reason}” ({name})"
    reason: str = "“{reason}”"
    accepted: str = "Accepted as it is: {about}. {reason} Looked at again on {date}."
    accepted_undated: str = "Accepted as it is: {about}. {reason}"
    three_reasons: str = "Why"
    next_step: str = "The smallest next step"
    no_step: str = "No step is needed before going on."
    the_design: str = "The design"
    file_problem: str = "{file}: {says}"
    steps: Mapping[str, str] = field(default_factory=lambda: STEPS)
    hidden: Mapping[str, str] = field(default_factory=lambda: HIDDEN)
    locked: Mapping[str, str] = field(default_factory=lambda: LOCKED)
    outcomes: Mapping[str, str] = field(default_factory=lambda: OUTCOMES)
    states: Mapping[str, str] = field(default_factory=lambda: STATES)

    file_agenda: str = "agenda.pdf"
    file_sheets: str = "sheets for groups.pdf"
    file_blank: str = "blank canvas A3.pdf"
    file_cards: str = "cards to cut out.pdf"
    file_report: str = "workshop report.pdf"


ENGLISH = Words()
