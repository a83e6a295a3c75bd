"""The fixed texts of the printed plan, in English unless a caller brings its own. Vocabulary is the catalogue's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from exports.picture.words import Words as PictureWords
from exports.words import DONE, MOMENTS, SPANS, Common
from infra_builder.amounts import number
from infra_builder.documents import DOCUMENTS, SHORT_DOCUMENTS

DECISIONS: Mapping[frozenset[str], str] = MappingProxyType({
    frozenset(): "Go ahead with “{option}” as drawn.",
    frozenset({"fragile"}): "Close {gaps} first, then go ahead with “{option}”.",
    frozenset({"overbuilt"}): "Make “{option}” smaller first, then go ahead with it.",
    frozenset({"accidental_hybrid"}):
        "First give every environment of “{option}” a reason and an owner, or work in fewer of them.",
    frozenset({"fragile", "overbuilt"}): "Make “{option}” smaller and close {gaps}, then go ahead with it.",
    frozenset({"fragile", "accidental_hybrid"}):
        "First close {gaps}, and give every environment of “{option}” a reason and an owner or work in fewer of them.",
    frozenset({"overbuilt", "accidental_hybrid"}):
        "First make “{option}” smaller, and give every environment a reason and an owner or work in fewer of them.",
    frozenset({"fragile", "overbuilt", "accidental_hybrid"}):
        "Do not start “{option}” yet: close {gaps}, make it smaller, and explain or give up environments.",
})  # fmt: skip
"""What the board is asked to decide, by the flags of the verdict."""


@dataclass(frozen=True)
class Words(Common):
    """Each text whole; {braces} are filled in. Texts for one of something stand beside those for several."""

    language: str = "en"
    picture: PictureWords = field(default_factory=PictureWords)

    kind_of_paper: str = "Plan for decision"
    subject: str = "Plan for decision, printed on {date}, knowledge base {digest}"
    no_organisation: str = "Organisation not named"
    foot: str = "{title} · {date} · knowledge base {digest}"
    page_of: str = "{section} · page {page} of {pages}"
    page: str = "page {page}"

    decision: str = "Decision"
    the_picture: str = "The picture"
    the_blocks: str = "What the design is made of"
    all_steps: str = "All next steps"
    the_situation: str = "Situation and workloads"
    the_checklists: str = "To go through by hand"
    the_sources: str = "Where the statements come from"
    option_part: str = "Option “{option}”"
    section_of: str = "{section}: {option}"
    the_contents: str = "Contents"
    findings_in_short: str = "Why this verdict, in short"
    the_roadmap: str = "Roadmap"
    the_options: str = "The options compared"
    the_governance: str = "Governance baseline"
    the_record: str = "Decision record and signatures"
    the_appendix: str = "Appendix"

    experiment_line: str = "{kind}, an experiment for {people}."
    pilot_line: str = "{kind}, a pilot for {people}."
    production_line: str = "{kind}, in daily use by {people}."
    no_stage_line: str = "{kind} for {people}, stage not known yet."
    kind_unknown: str = "A workload whose kind is not known yet"
    people: str = "{count} people"
    one_person: str = "1 person"
    people_unknown: str = "a number of people not known yet"
    more_workloads: str = "Further workloads: {count}."
    only_option: str = "Option “{option}”."
    option_of: str = "Option {number} of {count}, “{option}”."

    ask_board: str = "We ask the board to decide"
    decisions: Mapping[frozenset[str], str] = field(default_factory=lambda: DECISIONS)
    nothing_drawn: str = "There is no decision to take yet: nothing is drawn for “{option}”."
    no_option: str = "There is no decision to take yet: the plan has no option."
    one_gap: str = "1 gap"
    gaps: str = "{count} gaps"
    one_of_options: str = "This plan compares {count} options. Please agree to one of them at most."
    besides: str = "Besides it: “{option}”, judged as {verdict}."
    besides_on_page: str = "Besides it: “{option}”, judged as {verdict}, page {page}."
    may_change: str = "{count} open questions could still change the verdict; they stand on page {page}."
    one_may_change: str = "1 open question could still change the verdict; it stands on page {page}."
    some_change: str = "{count} open questions could still change the verdict."
    one_changes: str = "1 open question could still change the verdict."
    agreed: str = "Agreed"
    agreed_with_changes: str = "Agreed, with changes"
    not_yet: str = "Not yet, because"

    the_verdict: str = "The verdict"
    at_each_stage: str = "The same design, judged at each stage"
    now: str = "Now"
    no_questions: str = "No open questions"
    absent: Mapping[str, str] = field(
        default_factory=lambda: {
            "fragile": "Not fragile",
            "overbuilt": "Not overbuilt",
            "accidental_hybrid": "No accidental hybrid",
        }
    )
    not_judged: str = "Not judged yet"
    no_stages: str = "The stages are judged once a workload is described and something is drawn."

    verdict_means: str = "{verdict}: {meaning}"
    the_design: str = "The design"
    picture_key: str = (
        "Dark boxes: the work to be done. Frames: the places where the parts stand. Solid arrows: data on their way. "
        "Dashed lines: what one part needs of another."
    )
    numbers_lead: str = "The numbers lead to the table on page {page}; the large picture stands on page {picture}."
    large_picture: str = "The large picture stands on page {picture}, the table of all parts on page {page}."
    only_picture: str = "The large picture stands on page {picture}."
    only_table: str = "The numbers lead to the table on page {page}."
    why_verdict: str = "Why this verdict"
    why_right: str = "What is right about it"
    nothing_found: str = "Nothing was found to be too much, too little or without a reason."
    says: str = "{says}."
    more_findings: str = "{count} further findings stand on page {page}."
    one_more_finding: str = "1 further finding stands on page {page}."
    findings_left: str = "{count} further findings are not listed in this document."
    one_finding_left: str = "1 further finding is not listed in this document."
    next_steps: str = "Next steps"
    who: str = "Who"
    days: str = "Days"
    clears: str = "Clears"
    to_be_named: str = "to be named"
    clears_finding: str = "finding {numbers}"
    clears_findings: str = "findings {numbers}"
    clears_question: str = "question {numbers}"
    more_steps: str = "{count} further steps stand on page {page}."
    one_more_step: str = "1 further step stands on page {page}."
    steps_left: str = "{count} further steps are not listed in this document."
    one_step_left: str = "1 further step is not listed in this document."
    no_step: str = "No step is needed before going on."
    decided_by: str = "Decided by"
    decided_on: str = "Date"
    signature: str = "Signature"

    picture_note: str = "“{option}” as drawn. The numbers lead to the table on page {page}."
    marks_elsewhere: str = "“{option}” as drawn. Table and legend on page {page} explain numbers and marks."
    the_marks: str = "Marks in the picture"
    the_picture_short: str = "The picture on one page"
    simplified_note: str = (
        "“{option}”, simplified: what stands where as numbers of parts, and the main links between the places, each "
        "with how many it stands for."
    )
    strand: str = "{count} · {data}"
    one_lesser: str = "1 lesser link between places is left out."
    lesser: str = "{count} lesser links between places are left out."
    outside: str = "Outside"
    counted: str = "{count} {name}"
    as_drawn: str = "“{option}” as drawn."
    are_whole: str = "About the whole design: findings {numbers}."
    one_is_whole: str = "About the whole design: finding {numbers}."
    about_whole: str = "About the whole design: findings {numbers}, page {page}."
    one_about_whole: str = "About the whole design: finding {numbers}, page {page}."
    split_note: str = "“{option}” is too large for one page. Each dashed frame stands enlarged on the page it names."
    piece_note: str = "Part {piece} of {pieces} of “{option}”. What lies beyond the marks stands on both pages."
    continues: str = "continues on page {page}"
    more_numbers: str = "+{count}"

    number: str = "No."
    part: str = "Part"
    zone_name: str = "Name"
    purpose: str = "What it is for"
    its_findings: str = "Findings"
    covers_plan: str = "Covers the whole plan"
    covers: str = "Covers {names}"
    no_zone: str = "In no environment yet"
    environments: str = "Environments"
    parts: str = "Parts by number"

    finding_kind: str = "{flag} · severity {severity}"
    numbered: str = "{name} (no. {number})"
    remedy: str = "{says} – about {days} days"
    half_day_remedy: str = "{says} – about half a day"
    one_day_remedy: str = "{says} – about 1 day"
    severity_because: str = "Why this severity"
    source: str = "Source"
    source_section: str = "{document}: {sections}"
    together: str = "Together"
    what_to_do: str = "What was found, and what helps first"
    undecided: str = "Nothing yet."
    no_findings_line: str = "Nothing was found against “{option}”."

    may_change_head: str = "These may change the verdict"
    others_head: str = "Good to know as well"
    may_raise: str = "May add: {flags}."
    no_questions_line: str = "No question is open for “{option}”."
    question: str = "Question"
    point: str = "Point"

    known_of: str = (
        "{count} of {total} questions about the situation and the workloads are answered. Where an answer is missing, "
        "nothing was assumed in its place."
    )

    options_note: str = (
        "The same workloads, judged by the same rules. Lines marked with ≠ and set in bold are those in which the "
        "options differ."
    )
    differs_sign: str = "≠"
    at_stage: str = "As {stage}"
    findings_together: str = "Findings together"
    effort: str = "Effort of the next steps"
    one_day: str = "1 day"
    some_days: str = "{count} days"
    no_effort: str = "nothing to do"
    only_here: str = "Only in this option"

    cost_a_month: str = "Cost a month, now"

    repair_proven: str = (
        "{count} steps, {days} of work together. No other choice among the steps on offer takes less work."
    )
    repair_found: str = "{count} steps, {days} of work together: the least work that was found."
    before: str = "As drawn"
    after: str = "After these steps and decisions"
    steps_of_repair: str = "Changes of the design"
    decisions_of_repair: str = "What people have to decide"
    decisions_note: str = (
        "The design cannot settle these. The verdict after the change takes for granted that they are settled."
    )
    raises: str = "Brings up: {names}"

    cost_line: str = "Cost a month, the work of people included: {now} now, {later} at ten times the use."
    cost_line_open: str = (
        "Cost a month as far as it is known, the work of people included: {now} now, {later} at ten times the use."
    )
    euros: str = "{amount} €"
    euro_range: str = "{low} to {high} €"
    costs_note: str = "Euros a month, from the low to the high end. Each step of the scale is ten times the one before."
    cost_now: str = "Now"
    cost_later: str = "At ten times the use"
    in_all: str = "Together"
    setup_line: str = "To set it up, once: {amount}."
    cost_open: str = "Not counted, since it is not known yet:"
    assumptions: str = "What was reckoned with"
    own_prices: str = "Reckoned with our own prices"

    drills_note: str = "Each line is something that may happen, played through with the design as it is drawn."
    what_happens: str = "What happens"
    what_then: str = "What then"
    who_acts: str = "Who acts"
    outcome_meanings: Mapping[str, str] = field(
        default_factory=lambda: {
            "survives": "The work goes on.",
            "degrades": "The work goes on with less: slower, later, by hand or with a stand-in.",
            "stops": "The work stops, and nothing takes over.",
            "unknown": "An answer is missing on which it hangs.",
        }
    )

    how_far_note: str = "The judgement holds up to these values, and is another one from there on."
    now_it_is: str = "Now"
    it_changes_when: str = "It changes when"
    then_verdict: str = "Verdict then"
    because_then: str = "What changes"
    appears: str = "Found then:"
    vanishes: str = "No longer found then:"
    further_found: str = "And {count} more."
    only_graver: str = "The same is found, and is graver."
    more_points: str = "{count} further values are not listed in this document."
    one_more_point: str = "1 further value is not listed in this document."
    review_dates: str = "Dates on which to look again"

    moments: Mapping[str, str] = field(default_factory=lambda: {**MOMENTS, "not_until": "Not yet, only when"})
    why_then: str = "Why"
    more_tasks: str = "{count} further tasks are not listed in this document."
    one_more_task: str = "1 further task is not listed in this document."
    days_of: str = "When"
    day_spans: Mapping[str, str] = field(default_factory=lambda: SPANS)
    duty_states: Mapping[bool | None, str] = field(default_factory=lambda: DONE)

    governance_note: str = (
        "Which control protects which block. The columns are the blocks under the numbers they have in the picture."
    )
    controls_over: str = "Controls and what they cover"
    control: str = "Control, owner"
    not_drawn: str = "not drawn yet"
    number_name: str = "{number} {name}"
    is_covered: str = "The control covers the block."
    is_gap: str = "A gap: the finding with this number asks for the control there."
    is_not_covered: str = "The control does not reach the block, and no finding asks for it."
    signal: str = "What to watch"
    watched_by: str = "Watched by"
    limit: str = "Act when it is beyond"
    now_at: str = "Now"

    accepted_risks: str = "Accepted risks"
    nothing_accepted: str = "No finding was accepted as it is."
    other_decisions: str = "Other decisions"
    nothing_decided: str = "Nothing else was decided yet."
    no_decision_yet: str = "Nothing was decided yet, and no finding was accepted as it is."
    no_longer_there: str = "Something that is no longer found"
    verdict_of: str = "“{option}”: {verdict}"
    duties_note: str = (
        "The same findings and questions, sorted by who would do something about them. In a small company several "
        "lists may be one person's."
    )
    falls_to_function: str = "Falls to {function}"
    nothing_to_do: str = "Nothing was found for anybody to do."
    review_by: str = "Review by"

    rules_checked: str = "Rules checked"
    rules_note: str = "{count} rules were checked, in every option."
    rule_found: str = "{rule} ({count})"
    found_something: str = "Found something: {rules}."
    found_nothing: str = "Found nothing: {rules}."
    terms_used: str = "Terms used in this plan"

    the_frame: str = "The situation"
    people_to_run: str = "People to run it"
    with_meaning: str = "{label}. {meaning}"
    workload_kind: str = "Kind"

    documents: Mapping[str, str] = field(default_factory=lambda: DOCUMENTS)
    short_documents: Mapping[str, str] = field(default_factory=lambda: SHORT_DOCUMENTS)
    changed_by_pack: str = "Changed by a pack"
    checklists_line: str = "What matters at this stage. Tick what is settled, and give the rest to somebody."
    sources_note: str = "Each finding names its source. All statements are in our own words."
    cited_sections: str = "Cited in this plan: {sections}."
    not_cited: str = "Not cited in this plan."
    knowledge_base: str = "Knowledge base"
    knowledge_line: str = "{digest}. The same plan judged with the same knowledge base gives the same verdict."
    printed: str = "Printed"

    def several(self, one: str, many: str, count: float, **values: object) -> str:
        """The text for one or for several."""
        return (one if count == 1 else many).format(count=number(count), **values)

    def found(self, count: int) -> str:
        """How many findings there are."""
        return self.several(self.one_finding, self.findings, count) if count else self.no_findings

    def listed(self, numbers: Iterable[int]) -> str:
        """Numbers side by side."""
        return ", ".join(str(each) for each in numbers)


ENGLISH = Words()
