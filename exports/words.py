"""The fixed texts of Markdown and CSV, in English unless a caller brings its own. Vocabulary is the catalogue's."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from infra_builder.amounts import number

STATUSES: Mapping[str, str] = MappingProxyType({
    "open": "Open", "in_progress": "In progress", "accepted": "Accepted as it is", "done": "Done",
    "not_applicable": "Does not apply",
})  # fmt: skip
DECIDED: Mapping[tuple[bool, bool], str] = MappingProxyType({
    (True, True): "{status}, by {owner}; review by {date}.",
    (True, False): "{status}, by {owner}.",
    (False, True): "{status}; review by {date}.",
    (False, False): "{status}.",
})  # fmt: skip
"""What was decided, by whether an owner and a review date are named."""
ACCEPTED: Mapping[str, str] = MappingProxyType({
    "none": "{verdict}",
    "one": "{verdict}, one accepted",
    "one_until": "{verdict}, one accepted until {date}",
    "one_passed": "{verdict}, one accepted until {date}, which has passed",
    "several": "{verdict}, {count} accepted",
    "several_until": "{verdict}, {count} accepted, the first until {date}",
    "several_passed": "{verdict}, {count} accepted, the first until {date}, which has passed",
})  # fmt: skip
"""How a verdict is said of which some findings were accepted as they are: accepted is not cured."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
HOWS: Mapping[str, str] = MappingProxyType(
    {"added": "added by a pack", "replaced": "replaced by a pack", "taken away": "taken away by a pack"}
)
DRIVERS: Mapping[str, str] = MappingProxyType({
    "model": "Calls to models", "gpus": "Graphics processors", "machines": "Machines", "storage": "Storage",
    "transfer": "Data that leave", "logs": "Logs", "licences": "Licences", "people": "Work of people",
})  # fmt: skip
CAPACITIES: Mapping[str, str] = MappingProxyType({
    "fixed": "Paid all the time", "burst": "Paid while in use", "opportunistic": "Taken while it is cheap",
})  # fmt: skip
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"survives": "goes on", "degrades": "goes on, but worse", "stops": "stops", "unknown": "not known yet"}
)
MOMENTS: Mapping[str, str] = MappingProxyType({"now": "Now", "next": "Next", "later": "Later", "not_until": "Not yet"})
SPANS: Mapping[str, str] = MappingProxyType(
    {"first": "Days 1 to 30", "second": "Days 31 to 60", "third": "Days 61 to 90"}
)
DONE: Mapping[bool | None, str] = MappingProxyType({True: "Done", False: "To do", None: "Not known yet"})


@dataclass(frozen=True)
class Common:
    """Texts that Markdown, tables and paper share: one for all three to translate."""

    untitled: str = "Plan without a title"
    not_known: str = "not known yet"
    none: str = "none"
    no_digest: str = "not stated"
    objective: str = "Aim"
    skills: str = "Skills in the team"
    budget: str = "Budget"
    budget_value: str = "{amount} € a month"
    pressures: str = "Pressures"
    no_workload: str = "No workload is described yet."
    stage: str = "Stage"
    users: str = "Users"
    timing: str = "Timing"
    usage: str = "Usage"
    sensitivity: str = "Data"
    data_amount: str = "Amount of data"
    gigabytes: str = "{amount} GB"
    findings: str = "{count} findings"
    one_finding: str = "1 finding"
    no_findings: str = "no findings"
    questions: str = "{count} open questions"
    one_question: str = "1 open question"
    environment: str = "Environment"
    provider: str = "Provider, region"
    owner: str = "Owner"
    reasons: str = "Why it is there"
    zone: str = "Stands in"
    no_owner: str = "no owner yet"
    no_reason: str = "no reason yet"
    the_findings: str = "Findings"
    severity: str = "Severity"
    about: str = "About"
    why: str = "Why it matters"
    because: str = "Because"
    first: str = "Do first"
    helps: str = "What helps"
    clears_if: str = "Clears if"
    clears_if_one: str = "Clears if one of"
    other_work: str = "Or with other work"
    with_other_work: str = "With other work: {says}"
    all_together: str = "All of these together: {needs}"
    ignore_if: str = "Ignore it if"
    decided: str = "Decided"
    statuses: Mapping[str, str] = field(default_factory=lambda: STATUSES)
    decided_with: Mapping[tuple[bool, bool], str] = field(default_factory=lambda: DECIDED)
    accepted: Mapping[str, str] = field(default_factory=lambda: ACCEPTED)
    months: tuple[str, ...] = MONTHS
    date: str = "{day} {month} {year}"
    passed: str = "{date}, which has passed"
    past_decisions: str = "Past decisions"
    past_note: str = "What these are about is no longer found, or is no longer there. They are kept for the record."
    who_does_what: str = "Who does what"
    by: str = "By"
    the_questions: str = "Open questions"
    the_notes: str = "What is right"
    the_costs: str = "What it costs"
    drivers: Mapping[str, str] = field(default_factory=lambda: DRIVERS)
    the_repair: str = "What we change"
    the_drills: str = "When things go wrong"
    would_help: str = "What would help"
    outcomes: Mapping[str, str] = field(default_factory=lambda: OUTCOMES)
    how_far: str = "How far it carries"
    what: str = "What"
    step_of_setup: str = "Step of the setup"
    ninety_days: str = "The first ninety days"
    status: str = "Status"
    reason: str = "Reason"

    def day(self, date: datetime.date) -> str:
        """A date in words."""
        return self.date.format(day=date.day, month=self.months[date.month - 1], year=date.year)

    def day_of(self, iso: str) -> str:
        """A date as plans have it, in words; as it stands where there is no such day in the calendar."""
        try:
            return self.day(datetime.date.fromisoformat(iso))
        except ValueError:
            return iso


@dataclass(frozen=True)
class Words(Common):
    """Each text whole; {braces} are filled in. Texts for one of something stand beside those for several."""

    judged_with: str = "Judged with knowledge base {digest}. The same plan and knowledge give the same verdict."
    the_ground: str = "What it was judged with"
    change: str = "{group} {id}: {how}"
    hows: Mapping[str, str] = field(default_factory=lambda: HOWS)

    the_situation: str = "Situation"
    people: str = "People to run it"
    the_workloads: str = "Workloads"
    kind: str = "Kind"
    gigabytes_a_month: str = "{amount} GB a month"

    option: str = "Option {number}: {name}"
    only_option: str = "Option: {name}"
    no_option: str = "The plan has no option yet, so there is nothing to judge."
    verdict: str = "Verdict"
    nothing_drawn: str = "Nothing is drawn yet, so there is nothing to judge."
    no_questions: str = "no open questions"
    decide: str = "{count} of them may change the verdict"
    one_decides: str = "1 of them may change the verdict"
    stages: str = "The same design at each stage"

    the_zones: str = "Environments"
    the_blocks: str = "Parts"
    the_flows: str = "Links"
    name: str = "Name"
    covers: str = "Covers"
    covers_plan: str = "the whole plan"
    answers: str = "Answers"
    answer: str = "{question} {answer}"
    note: str = "Note"
    no_zone: str = "no environment yet"
    source: str = "From"
    target: str = "To"
    masked: str = "masked"
    not_masked: str = "not masked"
    yes: str = "yes"
    no: str = "no"

    no_findings_line: str = "Nothing was found against it."
    finding: str = "{number}. {says}"
    flag: str = "Flag"
    remedy: str = "{says} (about {days} days)"
    one_day_remedy: str = "{says} (about 1 day)"
    rests_on: str = "Source"
    nobody_yet: str = "nobody yet"

    may_change: str = "These may change the verdict"
    other_questions: str = "Good to know as well"
    may_raise: str = "may add: {flags}"

    now: str = "€ a month now"
    later: str = "€ a month at ten times the use"
    set_up: str = "€ once, to set it up"
    costs_open: str = "These are the parts that are known. Not known yet:"
    own_prices: str = "Reckoned with our own prices"
    amount: str = "{low} to {high}"
    driver: str = "What for"
    a_month: str = "€ a month"
    a_month_later: str = "€ a month at ten times the use"
    capacities: Mapping[str, str] = field(default_factory=lambda: CAPACITIES)

    repair_proven: str = "The smallest repair, about {days} days of work. Nothing on offer takes less."
    repair_found: str = "The smallest repair that was found, about {days} days of work."
    days: str = "About {days} days."
    one_day: str = "About 1 day."
    clears: str = "It clears: {numbers}."
    to_decide: str = "To decide:"
    happens: str = "What happens"
    workload: str = "Workload"
    outcome: str = "It"
    then: str = "What then"
    changes_when: str = "The verdict changes when"
    then_found: str = "What is found then"
    the_way: str = "The way ahead"
    when: str = "When"
    moments: Mapping[str, str] = field(default_factory=lambda: MOMENTS)
    spans: Mapping[str, str] = field(default_factory=lambda: SPANS)
    done: Mapping[bool | None, str] = field(default_factory=lambda: DONE)

    falls_to: str = "Falls to"
    the_decisions: str = "Decisions"
    review: str = "Review by"

    csv_option: str = "Option"
    csv_number: str = "No."
    csv_says: str = "Finding"
    csv_days: str = "Days, at the least"
    csv_rule: str = "Rule"
    csv_part: str = "Part"
    csv_capacity: str = "How it is paid"
    csv_when: str = "When"
    csv_use: str = "Use"
    csv_low: str = "From, €"
    csv_high: str = "To, €"
    csv_because: str = "Made of"
    csv_monthly: str = "a month"
    csv_once: str = "once"
    csv_now: str = "now"
    csv_ten_times: str = "ten times"
    csv_still_open: str = "Not known yet: {says}"

    def several(self, none: str, one: str, many: str, count: int) -> str:
        """The text for none, one or several."""
        return none if count == 0 else (one if count == 1 else many).format(count=number(count))


ENGLISH = Words()
