"""Defects seeded one at a time in a sound pack: each is an error in the right file and on the right line.

The sound files below are cut from shipped ones. The places for a defect are found in their text by patterns, drawn by
a seeded lot and spelled out as test ids: kind of defect, file, line. Every line is exact, those of syntax errors too,
but for one: where the colon after a name is left out, it is the following line that is no YAML any more, so that one
will do as well.
"""

from __future__ import annotations

import functools
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra_builder.guarded_yaml import parse
from infra_builder.knowledge import read_folders
from infra_builder.places import KNOWLEDGE
from infra_builder.problems import Problem, Unusable
from infra_builder.rules.cases import cases, run
from infra_builder.rules.review import review
from ui.cli import main

SEED = 200
PER_KIND = 8
"""So many places at most are drawn for a kind of defect."""
IN_THE_COMMAND = 40

FLOW = """\
rule: labels_leave_unmasked
flag: fragile
severity: high
falls_to: it
for: flow
when:
  all:
    - flow.leaves_control: true
    - clears: Nothing that names a person leaves {from}
      flow.carries: {at_least: personal}
    - flow.masked: {is: false}
    - not: {flow.gb_per_month: {below: 0.001}}
says: "{class} labels go from {from} to {to} as they are"
why: What has left cannot be called back.
do: Stop this link until the labels are masked.
severity_because: protected data are exposed with every single use.
remedies:
  - says: Mask the labels before they leave {from}
    days: 3
    steps:
      - add: {kind: masking, zone: "{zone}", covers: ["{from}"]}
        links: [{from: "{from}", to: "{new}", kind: reads}]
      - change: "{flow}"
        to: {masked: true}
source:
  - {doc: "002", section: 6a, items: [D289]}
  - {doc: "000", section: S3.10, items: [D108, D109]}
cases:
  - name: labels go to a provider as typed
    fires: ["app_service>managed_model_api:calls"]
    workload: {stage: production, sensitivity: personal}
    zones: [on_premises, public_cloud]
    blocks:
      - {kind: app_service, zone: on_premises}
      - {kind: managed_model_api, zone: public_cloud}
    flows:
      - [app_service, calls, managed_model_api, {data: personal, masked: false, gb_per_month: 2}]
  - name: a store feeds the service
    like: labels go to a provider as typed
    fires: ["app_service>managed_model_api:calls"]
    blocks: [{kind: operational_database, zone: on_premises}]
    flows: [[operational_database, reads, app_service, {data: personal}]]
  - name: placeholders are put in before the call
    like: labels go to a provider as typed
    fires: []
    change: {"app_service>managed_model_api:calls": {masked: true}}
  - name: confidential offers
    like: labels go to a provider as typed
    fires: []
    change:
      app_service>managed_model_api:calls: {data: confidential}
"""
BLOCK = """\
rule: reserved_before_counted
flag: overbuilt
severity: medium
falls_to: it
for: block
when:
  all:
    - block.kind: {in: [cloud_gpu, onprem_gpu_server]}
    - block.settings.reserved: reserved
    - block.settings.count: {at_most: 8}
    - says: Nobody has counted the questions for {block}
      block.usage: {has_any: [low, uncertain]}
    - not: {situation.monthly_budget_eur: {above: {figure: lab_budget}}}
says: "{block} waits day and night"
why: It is paid for whether it works or not.
do: Rent it by the hour first.
remedies:
  - says: Rent {block} by the hour
    days: 1
    steps:
      - {change: "{block}", to: {settings: {reserved: hourly}}}
source:
  - {doc: "000", section: S6.10, items: [D123]}
cases:
  - name: reserved at uncertain volume
    fires: [cloud_gpu]
    situation: {people: 2, skills: [data], monthly_budget_eur: 100}
    workload: {stage: production, usage: uncertain, users: 40}
    zones: [public_cloud]
    blocks: [app_service, {kind: cloud_gpu, settings: {reserved: reserved, count: 2}}]
    flows: [[work, uses, app_service], [app_service, runs_on, cloud_gpu]]
  - name: reserved at low volume
    like: reserved at uncertain volume
    fires: [cloud_gpu]
    change: {work: {usage: low}}
  - name: steady load
    like: reserved at uncertain volume
    fires: []
    change: {work: {usage: steady_high}}
  - name: nothing to run on
    like: reserved at uncertain volume
    fires: []
    without: [cloud_gpu]
"""
ZONE = """\
rule: lab_without_owner
flag: accidental_hybrid
severity: medium
falls_to: it
for: zone
when:
  all:
    - option.is_hybrid: true
    - zone.operates: true
    - zone.has_owner: false
    - zone.environment: {not_in: [edge, workstation]}
says: "Nobody answers for {zone}"
why: Updates and faults in {zone} wait until something breaks.
do: Agree on one person who answers for {zone}.
ignore_if: the person is agreed and only missing in the drawing.
source:
  - {doc: "000", section: S4.15, items: [D158]}
cases:
  - name: nobody for the server room
    fires: [house]
    workload: {kind: rag_assistant, stage: pilot, sensitivity: confidential}
    zones:
      - {id: house, environment: on_premises, reasons: [data_residency]}
      - id: cloud
        environment: public_cloud
        owner: Product
    blocks:
      - {id: docs, kind: document_store, zone: house, owner: Quality}
      - {id: api, kind: managed_model_api, zone: cloud, owner: Product}
    flows: [[docs, reads, api]]
  - name: nobody for either side
    like: nobody for the server room
    fires: [house, cloud]
    change: {cloud: {owner: null}}
  - name: somebody for the server room
    like: nobody for the server room
    fires: []
    change: {house: {owner: IT}}
  - name: one place is no hybrid
    like: nobody for either side
    fires: []
    without: [house]
    change: {docs: {zone: cloud}}
"""
OPTION = """\
rule: whose_clouds_in_the_lab
flag: question
severity: low
falls_to: it
for: option
when:
  option.zones:
    count:
      where: {zone.environment: public_cloud, zone.names_provider: false}
      at_least: 2
says: "Whose clouds are these? The provider is missing: {found}"
why: Two regions of one provider are one environment.
do: Write the provider into each of the cloud zones.
source:
  - {doc: "001", section: multicloud, items: [D263]}
cases:
  - name: two clouds without a provider
    fires: [option]
    zones: [{id: east, environment: public_cloud}, {id: west, environment: public_cloud}]
  - name: three of them
    fires: [option]
    like: two clouds without a provider
    zones: [{id: north, environment: public_cloud}]
  - name: both have one
    fires: []
    like: two clouds without a provider
    change: {east: {provider: Alpha}, west: {provider: Alpha}}
  - name: a single cloud
    fires: []
    zones: [{id: east, environment: public_cloud}]
"""
WORKLOAD = """\
rule: visitors_have_nobody_to_call
flag: fragile
severity: medium
falls_to: it
for: workload
when:
  all:
    - workload.kind: customer_product
    - workload.stage: {at_least: production}
    - workload.controls: {has_none: [support_process]}
    - workload.blocks: {some: {block.category: hosting, block.zone.environment: public_cloud}}
says: "Visitors have nobody to turn to when {workload} gets it wrong: {found}"
why: They leave without a word, and the same mistake is repeated to the next one.
do: Put a contact on the page.
remedies:
  - says: Name a contact for visitors
    days: 2
    steps:
      - add: {kind: support_process}
source:
  - {doc: "000", section: S6.12, items: [D223]}
cases:
  - name: a shop adviser without a contact
    fires: [work]
    workload: {kind: customer_product, stage: production, users: 4000}
    zones: [public_cloud]
    blocks: [app_service, managed_model_api, monitoring]
    flows: [[work, uses, app_service], [app_service, calls, managed_model_api]]
  - name: a paid feature
    like: a shop adviser without a contact
    fires: [work]
    change: {work: {users: 300, timing: batch}}
  - name: the service desk answers
    like: a shop adviser without a contact
    fires: []
    blocks: [{kind: support_process, zone: public_cloud}]
  - name: some invited customers try it
    like: a shop adviser without a contact
    fires: []
    change: {work: {stage: pilot, users: 20}}
"""
KIND = """\
# A kind of block of our own.
blocks:
  lab_bench:
    name: Bench of the lab
    category: compute
    purpose: A machine at which samples are measured.
    fits:
      - Measurements in the house
    environments: [on_premises, edge]
    skills: [data, [devops, app_dev]]
    skills_by_environment:
      edge: [devops]
    effort: low
    stands_on: [small_vm]
    watch_outs: [It is switched off at night.]
    settings:
      benches:
        question: How many benches are there?
        type: number
        unit: benches
        why: The more there are, the more needs care.
        falls_to: it
      bench_access:
        question: Who may use it?
        type: choice
        choices: {everybody: Everybody, few: A few people}
        why: What everybody uses needs an owner.
        falls_to: it
      bench_watched:
        question: Does anybody watch it?
        type: yes_no
        why: What nobody watches fails unseen.
        falls_to: it
    source:
      - {doc: design, section: "4", items: [D002, D004a-c]}
"""
ENVIRONMENT = """\
environments:
  edge:
    name: The shop floor
    purpose: Small computers beside the machines.
    fits: [Machines that cannot wait for a network]
    fits_not: [Heavy calculating]
    own_control: true
    skills: [devops]
    effort: medium
    takes: [A way to update every device from one place]
    ask: [What goes on when the line is down?]
    jobs: {access: The answer is there without a network.}
    lock_in: medium
    lock_in_because: It has been fitted to one device.
    cost_drivers: [Number of devices]
    source: [{doc: "000", section: S4.2, items: [D130]}]
"""
SKILLS = """\
skills:
  devops:
    can:
      - Keep the benches running
    gained_by:
      train: The person at the bench learns it in a week.
      hire: Worth it from ten benches on.
    without:
      - The benches stand still.
    ask:
      - Who is called on Saturday?
    source: [{doc: "000", section: S4.3, items: [D133]}]
"""
CLASSES = """\
data_classes:
  personal:
    recognised_by: Somebody could tell who gave the sample.
    examples:
      - Slips with names
    demands:
      place: In the lab.
      masking: Names are cut off.
    watch_outs: [A date of birth tells a name.]
    ask: [Who may see the slips?]
    source: [{doc: "000", section: S3.10, items: [D109b]}]
"""
WORDS = """\
words:
  stage:
    pilot: {label: Trial run, meaning: Some people use it for real.}
    production:
      label: Daily use
      meaning: People rely on it.
  answer:
    unknown: {label: Nobody knows., meaning: An open question.}
questions:
  workload.stage:
    ask: How far is {workload}?
    why: Each stage needs a different amount of care.
    falls_to: product
  block.owner: {ask: "Who looks after {block}?", why: What nobody owns is forgotten., falls_to: it}
"""
FACTS = """\
facts:
  workload.stage: {says: "{name} has come this far: {value}"}
  workload.linked:
    says: "{name} is linked"
    says_not: "No link leads from {name}"
  zone.has_owner: {says: "{name} has an owner", says_not: "Nobody owns {name}"}
"""
FIGURE = """\
figures:
  lab_budget:
    value: 2500
    unit: euros a month
    meaning: Above this the lab buys machines of its own.
    year: 2025
    source: [{doc: design, section: "4", items: [D074]}]
"""
SORTS = """\
workloads:
  rag_assistant:
    name: Assistant of the lab
    purpose: Answers questions from the handbooks of the lab.
    typical_timing: interactive
    needs: [document_store, managed_model_api]
    wants:
      data: Handbooks with a date.
      governance: Somebody who reads along.
    start: One handbook and five people.
    ask: [Who keeps the handbooks?]
    cost_drivers: [Questions a day]
    watch_outs:
      - It is only as good as its handbooks.
    source:
      - {doc: "000", section: S6.12, items: [D220]}
"""
GUIDE = """\
guides:
  bench_or_cloud:
    name: Where are samples measured?
    line: Two questions
    questions:
      data:
        ask: How sensitive are they?
        known_from: workload.sensitivity
        answers:
          regulated:
            label: Regulated by law
            because: Regulated data want ground of your own.
            speaks_for: {bench: 3, rented: -2}
            rules_out: [shared]
          public: {label: Public, because: Nobody is harmed., speaks_for: {rented: 1}}
      several_labs:
        ask: How many labs are there?
        several: false
        answers:
          one: {label: One, speaks_for: {bench: 1}}
          more:
            label: More
            speaks_for: {shared: 2}
    ways:
      bench:
        name: A bench of your own
        says: It stands in the house.
        first_step: Count the samples.
        blocks: [small_vm, backups]
      shared: {name: A shared one, says: Several labs use it., first_step: Ask the others.}
      rented:
        name: A rented machine
        says: It is paid by the hour.
        watch_outs: [It is seen on the bill.]
        first_step: Rent it for a day.
    source: [{doc: "000", section: S3.16, items: [D114]}]
"""
LIST = """\
lists:
  before_the_bench:
    name: Before the bench is bought
    sort: questions
    line: If these cannot be answered, it is early
    stages: [pilot, production]
    needs_any: [small_vm, backups]
    paper: false
    entries:
      who: {says: Who uses it?, items: [D158a]}
      what:
        says: What is measured?
        note: Samples, not wishes.
        items: [D158b, D004a-c]
    source: [{doc: "000", section: S4.15, items: [D158]}]
"""
AWAY = """\
rule: no_backups
disabled: true
"""
SOUND = {
    "rules/labels_leave_unmasked.yaml": FLOW,
    "rules/reserved_before_counted.yaml": BLOCK,
    "rules/lab_without_owner.yaml": ZONE,
    "rules/whose_clouds_in_the_lab.yaml": OPTION,
    "rules/visitors_have_nobody_to_call.yaml": WORKLOAD,
    "rules/no_backups.yaml": AWAY,
    "catalogue/kinds.yaml": KIND,
    "catalogue/environments.yaml": ENVIRONMENT,
    "catalogue/words.yaml": WORDS,
    "catalogue/facts.yaml": FACTS,
    "catalogue/sorts.yaml": SORTS,
    "catalogue/skills.yaml": SKILLS,
    "catalogue/classes.yaml": CLASSES,
    "advice/figures.yaml": FIGURE,
    "guides/bench_or_cloud.yaml": GUIDE,
    "checklists/lab.yaml": LIST,
}
SPEAKS_OF = {"advice/figures.yaml": "rules/reserved_before_counted.yaml"}
"""A rule that speaks of what is in another file; it may be told of as well where that file cannot be read at all."""
RULES = [name for name, text in SOUND.items() if name.startswith("rules/") and text is not AWAY]


@dataclass(frozen=True)
class Defect:
    """A file as it is written, and where its problem is expected; `near` must be named in the message."""

    kind: str
    file: str
    line: int
    content: bytes
    near: str = ""

    @property
    def id(self) -> str:
        return f"{self.kind.replace(' ', '_')}-{Path(self.file).name}-{self.line}"


Seeds = Iterator[tuple[str, int, str, str]]
"""File, expected line, new text, the name that must be suggested."""
KINDS: dict[str, Callable[[], Seeds]] = {}


def kind(name: str) -> Callable[[Callable[[], Seeds]], Callable[[], Seeds]]:
    def register(seeds: Callable[[], Seeds]) -> Callable[[], Seeds]:
        KINDS[name] = seeds
        return seeds

    return register


def slip(name: str) -> str:
    """A name with one of its inner letters left out."""
    middle = len(name) // 2
    return name[:middle] + name[middle + 1 :] if len(name) > 3 else name + name[-1]


def lines(files: object = None) -> Iterator[tuple[str, int, str]]:
    for file in files or SOUND:  # type: ignore[attr-defined]
        for number, line in enumerate(SOUND[file].splitlines(), start=1):
            yield file, number, line


def put(file: str, number: int, *new: str) -> str:
    """The file with other lines in place of one."""
    old = SOUND[file].splitlines()
    return "\n".join([*old[: number - 1], *new, *old[number:]]) + "\n"


def swapped(pattern: str, new: Callable[[str], str], files: object = None, *, near: bool = True) -> Seeds:
    """Each place of a pattern, its last group with other words in it."""
    for file, number, line in lines(files):
        for match in re.finditer(pattern, line):
            group = match.lastindex or 0
            word = match[group]
            changed = line[: match.start(group)] + new(word) + line[match.end(group) :]
            yield file, number, put(file, number, changed), word if near else ""


def words(*names: str) -> str:
    return rf"\b({'|'.join(names)})\b"


FIELDS = (
    "flag", "severity", "says", "when", "clears", "severity_because", "ignore_if", "remedies", "days", "steps",
    "links", "change", "source", "cases", "name", "fires", "like", "workload", "zones", "blocks", "flows", "without",
    "situation", "category", "purpose", "fits", "environments", "skills", "effort", "stands_on", "settings", "question",
    "type", "unit", "choices", "own_control", "label", "meaning", "says_not", "value", "year", "typical_timing",
    "needs", "line", "questions", "known_from", "answers", "because", "speaks_for", "rules_out", "ways", "first_step",
    "sort", "stages", "needs_any", "paper", "entries", "note", "items", "disabled", "lists", "guides", "figures",
    "facts", "takes", "ask", "jobs", "lock_in", "lock_in_because", "cost_drivers", "wants", "start", "can", "gained_by",
    "train", "without", "recognised_by", "examples", "demands", "masking", "place", "access", "hire",
)  # fmt: skip
FIELD = rf"(?:^\s*(?:- )?|[{{,] ?)({'|'.join(FIELDS)})(?=:(?: |$))"


@kind("misspelt field")
def _() -> Seeds:
    yield from swapped(FIELD, slip, [file for file in SOUND if file not in RULES])


@kind("misspelt field of a rule")
def _() -> Seeds:
    yield from swapped(FIELD, slip, RULES)


@kind("misspelt word")
def _() -> Seeds:
    named = ("flag", "severity", "for", "category", "effort", "type", "sort", "typical_timing", "at_least", "stage",
             "sensitivity", "usage", "data", "environment", "environments", "skills", "stages", "kind",
             "has_any", "block.category", "timing", "zone.environment")  # fmt: skip
    vocabularies = words("fragile", "overbuilt", "medium", "block", "option", "compute", "choice", "number",
                         "questions", "interactive", "personal", "production", "pilot", "confidential", "uncertain",
                         "public_cloud", "on_premises", "devops", "edge", "hosting", "reads", "batch",
                         "steady_high")  # fmt: skip
    yield from swapped(rf"(?:{'|'.join(named)}): \[?{vocabularies}", slip)


@kind("misspelt kind of flow in a case")
def _() -> Seeds:
    yield from swapped(r"\[\w+, (reads|calls|uses|runs_on),?", slip)


@kind("misspelt fact")
def _() -> Seeds:
    yield from swapped(r"\b((?:flow|zone|option|workload|situation)\.[a-z_]+)(?=: )", slip, RULES)


@kind("misspelt fact on a longer way")
def _() -> Seeds:
    yield from swapped(r"\bblock\.zone\.(environment)", slip)


@kind("misspelt fact with words")
def _() -> Seeds:
    yield from swapped(r"^  ((?:workload|zone)\.[a-z_]+)(?=:)", slip, ["catalogue/facts.yaml", "catalogue/words.yaml"])


@kind("misspelt operator")
def _() -> Seeds:
    found = words("at_least", "at_most", "is", "in", "not_in", "below", "above", "has_any", "has_none", "some", "count")
    yield from swapped(rf"^.*\b(?:flow|block|zone|situation|workload)\.[a-z_.]+: {{{found}(?=:)", slip, RULES)
    yield from swapped(rf"^ +{words('count', 'where', 'at_least')}(?=:)", slip, ["rules/whose_clouds_in_the_lab.yaml"])


@kind("unknown kind of block")
def _() -> Seeds:
    kinds = words("masking", "app_service", "managed_model_api", "operational_database", "cloud_gpu", "document_store",
                  "onprem_gpu_server", "support_process", "small_vm", "backups")  # fmt: skip
    yield from swapped(rf"(?:kind: |in: \[|stands_on: \[|needs: \[|needs_any: \[|blocks: \[){kinds}", slip)


@kind("unknown setting")
def _() -> Seeds:
    yield from swapped(r"block\.settings\.(reserved|count)", slip)
    yield from swapped(r"settings: \{(reserved|count)", slip)


@kind("answer that is no choice")
def _() -> Seeds:
    yield from swapped(r"reserved: (reserved|hourly)", slip)


@kind("unknown figure")
def _() -> Seeds:
    yield from swapped(r"figure: (lab_budget)", slip)


@kind("unknown placeholder")
def _() -> Seeds:
    for file, number, text, name in swapped(r"\{(class|from|to|zone|block|found|flow|workload|name|value|new)\}", slip):
        yield file, number, text, f"{{{name}}}"


@kind("unknown vocabulary or word in it")
def _() -> Seeds:
    yield from swapped(r"^ +(stage|answer|pilot|production|unknown)(?=:)", slip, ["catalogue/words.yaml"])


@kind("unknown environment or workload")
def _() -> Seeds:
    yield from swapped(r"^  (edge|rag_assistant)(?=:)", slip)


@kind("unknown way of a guide")
def _() -> Seeds:
    yield from swapped(r"(?:speaks_for: \{|rules_out: \[)(bench|rented|shared)", slip)
    yield from swapped(r"speaks_for: \{bench: 3, (rented)", slip)


@kind("field of a plan that there is not")
def _() -> Seeds:
    yield from swapped(r"known_from: (workload.sensitivity)", slip)


@kind("case like none")
def _() -> Seeds:
    yield from swapped(r"like: (.+)", slip)


@kind("case that changes what is not there")
def _() -> Seeds:
    yield from swapped(r"change: \{\"?([a-z][\w>:]+)(?=\"?: )", slip)
    yield from swapped(r"^      (app_service>managed_model_api:calls)(?=: )", slip)


@kind("case that leaves out what is not there")
def _() -> Seeds:
    yield from swapped(r"without: \[(\w+)", slip)


@kind("flow to nowhere")
def _() -> Seeds:
    ends = words("app_service", "managed_model_api", "cloud_gpu", "work", "api", "docs", "operational_database")
    yield from swapped(rf"(?:flows: |- |, )\[+{ends}", slip)
    yield from swapped(rf"(?:calls|uses|reads|runs_on), {ends}", slip)


@kind("block in no zone")
def _() -> Seeds:
    yield from swapped(r"zone: (house|cloud|on_premises|public_cloud)\b", slip)


@kind("case that fires for nothing")
def _() -> Seeds:
    yield from swapped(r"fires: \[\"?([\w>:]+)", slip)


@kind("taking away a rule that there is not")
def _() -> Seeds:
    yield from swapped(r"rule: (no_backups)", slip)


WRONG_TYPES = {
    "text": (r"(?:^ *(?:- )?|[{,] ?)(?:says|why|do|name|purpose|question|label|meaning|ask|line|first_step|unit|like)"
             r": ([^{}\[\]\n]+?)(?=$|, \w+:|[}\]])", ("5", "[a, b]", "{a: b}", "true", "null")),
    "number": (r"\b(?:days|value|year|users|people|at_most|gb_per_month|bench|count): ([\d.]+)",
               ("many", "[1]", "{a: 1}", "true", "'5'")),
    "truth": (r"(?:own_control|several|paper|is|masked|zone.has_owner|zone.operates|option.is_hybrid): (true|false)",
              ("maybe", "5", "[true]", "'no'")),
    "list": (r"(?:items|environments|fits|fits_not|stages|needs|needs_any|blocks|rules_out|stands_on|zones|flows|fires|"
             r"without|links|covers|takes|cost_drivers): (\[.*?\]+)(?=$|[,}])", ("5", "word", "{a: b}")),
    "mapping": (r"(?:workload|situation|settings|choices|speaks_for|add|to|change): (\{.*?\}+)$",
                ("5", "word", "[a, b]")),
}  # fmt: skip


def _wrong_type(wanted: str) -> Callable[[], Seeds]:
    def seeds() -> Seeds:
        pattern, wrong = WRONG_TYPES[wanted]
        for index, value in enumerate(wrong):
            found = swapped(pattern, lambda _old, value=value: value, near=False)  # type: ignore[misc]
            yield from (seed for place, seed in enumerate(found) if place % len(wrong) == index)

    return seeds


for _wanted in WRONG_TYPES:
    kind(f"no {_wanted}")(_wrong_type(_wanted))


def indent(line: str) -> int:
    """Where the first name of a line stands, after the dash of an entry."""
    return len(line) - len(line.lstrip(" -"))


REQUIRED = (
    "flag", "severity", "for", "when", "says", "why", "do", "source", "days", "category", "purpose", "environments",
    "effort", "question", "type", "own_control", "label", "value", "unit", "meaning", "line", "questions", "answers",
    "ways", "first_step", "sort", "entries", "ask", "fires", "can", "gained_by", "without", "recognised_by", "examples",
    "demands",
)  # fmt: skip


@kind("missing field")
def _() -> Seeds:
    """The line of what it is missing from: where the fields beside it begin."""
    words_file, kinds_file = "catalogue/words.yaml", "catalogue/kinds.yaml"
    optional = {(words_file, "meaning"), (words_file, "questions"), (kinds_file, "unit")}
    optional |= {(file, "ask") for file in SOUND if file.startswith("catalogue/") and file != words_file}
    optional |= {("catalogue/environments.yaml", "effort")}
    for file, number, line in lines():
        match = re.match(rf" *({'|'.join(REQUIRED)}):(?: |$)", line)
        if not match or (file, match[1]) in optional:
            continue
        old = SOUND[file].splitlines()
        end = next((n for n in range(number, len(old)) if indent(old[n]) <= indent(line)), len(old))
        begin = number
        for above in range(number - 1, 0, -1):
            if indent(old[above - 1]) < indent(line):
                break
            if indent(old[above - 1]) == indent(line):
                begin = above
            if old[above - 1].lstrip().startswith("- ") and indent(old[above - 1]) == indent(line):
                break
        yield file, begin, "\n".join([*old[: number - 1], *old[end:]]) + "\n", ""


@kind("field written twice")
def _() -> Seeds:
    for file, number, line in lines():
        if re.match(r" *(?:- )?[a-z_.]+: \S", line) and not line.endswith(("|", ">-")) and "- {" not in line:
            yield file, number + 1, put(file, number, line, line.replace("- ", "  ", 1)), ""


@kind("tab for spaces")
def _() -> Seeds:
    for file, number, line in lines():
        if re.match(r" +[a-z]", line):
            yield file, number, put(file, number, "\t" + line.lstrip()), ""


@kind("alias")
def _() -> Seeds:
    yield from swapped(r"^ *(?:- )?[a-z_]+: ([a-zA-Z]\S*)$", lambda _word: "*other", near=False)


@kind("anchor")
def _() -> Seeds:
    yield from swapped(r"^ *(?:- )?[a-z_]+: ([\[{a-zA-Z].*)$", lambda word: f"&other {word}", near=False)


@kind("tag")
def _() -> Seeds:
    tags = ("!!python/object/apply:os.system", "!mine", "!!binary")
    for index, tag in enumerate(tags):
        found = swapped(r"^ *(?:- )?[a-z_]+: ([\[{a-zA-Z].*)$", lambda word, tag=tag: f"{tag} {word}", near=False)  # type: ignore[misc]
        yield from (seed for place, seed in enumerate(found) if place % len(tags) == index)


@kind("bracket left open")
def _() -> Seeds:
    yield from swapped(r"[\[{].*([\]}])$", lambda _bracket: "", near=False)


@kind("bracket too many")
def _() -> Seeds:
    yield from swapped(r"[\[{].*([\]}])$", lambda bracket: bracket * 2, near=False)


@kind("quote left open")
def _() -> Seeds:
    yield from swapped(r'"[^"]+(")', lambda _quote: "", near=False)


@kind("colon left out")
def _() -> Seeds:
    yield from swapped(r"^ *[a-z_]+(: )[^\"\[{]", lambda _colon: " ", near=False)


@kind("nested too deep")
def _() -> Seeds:
    yield from swapped(r"^ *(?:- )?[a-z_]+: (.+)$", lambda _word: "[" * 5000 + "]" * 5000, near=False)


@kind("second document")
def _() -> Seeds:
    for file, number, line in lines():
        if number > 1 and re.match("[a-z]", line) and not SOUND[file].splitlines()[0].startswith("#"):
            yield file, number, put(file, number, "---", line), ""


@kind("control character")
def _() -> Seeds:
    for index, letter in enumerate("\x00\x07\x1b\x7f"):
        found = swapped(r": \w(.)", lambda _old, letter=letter: letter, near=False)  # type: ignore[misc]
        yield from (seed for place, seed in enumerate(found) if place % 4 == index)


@kind("no UTF-8")
def _() -> Seeds:
    yield from swapped(r": \w(.)", lambda _old: "\udcff", near=False)


@kind("huge number")
def _() -> Seeds:
    numbers = r"(?:days|value|year|users|people|gb_per_month|bench|at_most|at_least|below|count): ([\d.]+)"
    yield from swapped(numbers, lambda _number: "1e999", near=False)
    yield from swapped(r"(?:days|users|people|gb_per_month|count|year): ([\d.]+)", lambda _n: "9" * 400, near=False)


@kind("number below zero")
def _() -> Seeds:
    yield from swapped(r"(?:days|users|people|gb_per_month|settings: .*count|monthly_budget_eur): (\d)",
                       lambda digit: f"-{digit}", near=False)  # fmt: skip


@kind("points beyond three")
def _() -> Seeds:
    yield from swapped(r"(?:bench|rented|shared): (-?\d)", lambda _digit: "-9", near=False)


@kind("number of an aid")
def _() -> Seeds:
    for index, wrong in enumerate(("D12", "X289", "D1234", "D158-a", "D004A")):
        found = swapped(r"[\[ ](D\d{3}[a-z-]*)(?=[\],])", lambda _old, wrong=wrong: wrong, near=False)  # type: ignore[misc]
        yield from (seed for place, seed in enumerate(found) if place % 5 == index)


@kind("aid that nobody knows")
def _() -> Seeds:
    yield from swapped(r"[\[ ](D\d{3})(?=[\],])", lambda _old: "D999", RULES, near=False)


@kind("document that nobody knows")
def _() -> Seeds:
    yield from swapped(r"doc: (\"\d+\"|design)", lambda _old: '"007"', near=False)


@kind("section that is a number")
def _() -> Seeds:
    yield from swapped(r"section: ([\w.\"]+)", lambda _old: "4", near=False)


@kind("source left empty")
def _() -> Seeds:
    yield from swapped(r"source: (\[.*\])$", lambda _old: "[]", near=False)


@kind("id that is none")
def _() -> Seeds:
    yield from swapped(r"^rule: (\w+)", lambda _old: "Not an id", RULES, near=False)
    ids = words("lab_bench", "lab_budget", "bench_or_cloud", "before_the_bench", "benches", "bench_watched")
    yield from swapped(rf"^ +{ids}(?=:$)", lambda _old: "Not an id", near=False)
    yield from swapped(r"- \{id: (\w+)", lambda _old: '"{x}"', near=False)


@kind("rule that is not called as its file")
def _() -> Seeds:
    yield from swapped(r"^rule: (\w+)", lambda old: f"{old}_2", RULES, near=False)


@kind("text left empty")
def _() -> Seeds:
    texts = r"^ *(?:says|why|do|question|purpose|meaning|label|ask|line): (.+)$"
    for empty in ('""', ""):
        yield from swapped(texts, lambda _old, empty=empty: empty, near=False)  # type: ignore[misc]


@kind("brace left open")
def _() -> Seeds:
    for file, number, text, _near in swapped(r"\{(?:class|zone|block|workload|found|name)(\})", lambda _brace: ""):
        yield file, number, text, ""


# Each: file, a text in it, what stands there instead, on which line of that the problem is (from 0), what it suggests.
_ACCESS = "        type: choice\n        choices: {everybody: Everybody, few: A few people}\n"
_MORE = "          more:\n            label: More\n            speaks_for: {shared: 2}\n"
_TYPED, _FED = "  - name: labels go to a provider as typed", "  - name: a store feeds the service"
_READS = "[operational_database, reads, app_service, {data: personal}]"
_SERVICE = "      - {kind: app_service, zone: on_premises}\n"
SINGLE: dict[str, tuple[tuple[str, str, str, int, str], ...]] = {
    "choice without choices": (
        ("catalogue/kinds.yaml", f"        question: Who may use it?\n{_ACCESS}",
         "        question: Who may use it?\n        type: choice\n", 0, ""),
        ("catalogue/kinds.yaml", _ACCESS, "        type: choice\n        choices: {}\n", -1, ""),
        ("catalogue/kinds.yaml", "        question: Does anybody watch it?\n",
         "        question: Does anybody watch it?\n        choices: {a: A, b: B}\n", 0, ""),
    ),
    "setting of another type elsewhere": (
        ("catalogue/kinds.yaml", "      benches:\n        question: How many benches are there?\n        type: number",
         "      reserved:\n        question: How many?\n        type: number", 2, ""),
    ),
    "misspelt word in a list of choices": (
        ("catalogue/kinds.yaml", "[devops, app_dev]]", "[devops, app_dv]]", 0, "app_dev"),
        ("catalogue/kinds.yaml", "skills: [data,", "skills: [daata,", 0, "data"),
        ("catalogue/kinds.yaml", "      edge: [devops]", "      egde: [devops]", 0, "edge"),
        ("catalogue/kinds.yaml", "      edge: [devops]", "      edge: [devop]", 0, "devops"),
        ("catalogue/kinds.yaml", "      edge: [devops]", "      egde:\n        - devops", 0, "edge"),
    ),
    "step that comes to nothing": (
        (RULES[0], '      - change: "{flow}"\n        to: {masked: true}\n', '      - change: "{flow}"\n', 0, ""),
        (RULES[0], '      - change: "{flow}"\n        to: {masked: true}\n', "      - to: {masked: true}\n", 0, ""),
        (RULES[0], '      - change: "{flow}"\n        to: {masked: true}\n', "      - {}\n", 0, ""),
        (RULES[0], "to: {masked: true}", "to: {maskd: true}", 0, "masked"),
        (RULES[0], "to: {masked: true}", "to: {masked: maybe}", 0, ""),
        (RULES[0], "to: {masked: true}", "to: {kind: cals}", 0, "calls"),
        (RULES[0], "to: {masked: true}", "to: {gb_per_month: -1}", 0, ""),
        (RULES[0], "to: {masked: true}", "to: {gb_per_month: 1e999}", 0, ""),
        (RULES[0], "- add: {kind: masking,", "- add: {knd: masking,", 0, "kind"),
        (RULES[0], "- add: {kind: masking,", "- ad: {kind: masking,", 0, "add"),
        (RULES[0], 'links: [{from: "{from}",', 'links: [{form: "{from}",', 0, "from"),
        (RULES[0], 'links: [{from: "{from}",', 'links: [{from: "{fron}",', 0, "{from}"),
        (RULES[0], "kind: reads}]", "kind: reads, masked: maybe}]", 0, ""),
        (RULES[1], "to: {settings: {reserved: hourly}}", "to: {settings: {reserved: [hourly]}}", 0, ""),
        (RULES[1], "to: {settings: {reserved: hourly}}", "to: {settings: {count: {a: b}}}", 0, ""),
        (RULES[1], "to: {settings: {reserved: hourly}}", "to: {settings: {count: 1e999}}", 0, ""),
        (RULES[1], "to: {settings: {reserved: hourly}}", "to: {kind: smal_vm}", 0, "small_vm"),
    ),
    "condition that asks nothing": (
        (RULES[0], "  all:\n    - flow.leaves", "  all: []\n  any:\n    - flow.leaves", 0, ""),
        (RULES[0], "{at_least: personal}", "{}", 0, ""),
        (RULES[0], "{is: false}", "{known: perhaps}", 0, ""),
        (RULES[0], "    - flow.masked: {is: false}", "    - 5", 0, ""),
        (RULES[0], "    - flow.masked: {is: false}", "    - says: Only words", 0, ""),
        (RULES[0], "{is: false}", "{at_least: true}", 0, ""),
        (RULES[1], "{in: [cloud_gpu, onprem_gpu_server]}", "{at_least: cloud_gpu}", 0, ""),
        (RULES[1], "{in: [cloud_gpu, onprem_gpu_server]}", "{in: []}", 0, ""),
        (RULES[1], "{figure: lab_budget}", "{figure: {a: b}}", 0, ""),
        (RULES[1], "{figure: lab_budget}", "{figure: [lab_budget]}", 0, ""),
        (RULES[1], "      block.usage:", "      block.kind.length:", 0, ""),
        (RULES[1], "says: Nobody has counted the questions for {block}", "says: [Nobody]", 0, ""),
        (RULES[3], "      at_least: 2", "      at_least: two", 0, ""),
        (RULES[3], "      at_least: 2\n", "", -1, ""),
        (RULES[4], "{some: {block.category: hosting,", "{some: {flow.kind: reads,", 0, ""),
    ),
    "case in another shape": (
        (RULES[0], _TYPED, _TYPED.replace("name", "nme"), 0, "name"),
        (RULES[0], f"{_FED}\n", "  -\n", 1, ""),
        (RULES[0], f"{_FED}\n    like:", "  - like:", 0, ""),
        (RULES[0], _FED, _TYPED, 0, ""),
        (RULES[0], _READS, "[operational_database, reads]", 0, ""),
        (RULES[0], _READS, "[operational_database, reads, app_service, personal]", 0, ""),
        (RULES[0], _READS, "{from: app_service, kind: reads}", 0, ""),
        (RULES[0], "{data: personal, masked: false,", "{daat: personal, masked: false,", 0, "data"),
        (RULES[0], _SERVICE, "      - 5\n", 0, ""),
        (RULES[0], _SERVICE, "      - {zone: on_premises}\n", 0, ""),
        (RULES[0], _SERVICE, "      - {kind: app_service, zne: on_premises}\n", 0, "zone"),
        (RULES[1], "{work: {usage: low}}", "{work: low}", 0, ""),
        (RULES[1], "{work: {usage: low}}", "{work: {usge: low}}", 0, "usage"),
        (RULES[1], "{work: {usage: low}}", "{work: {usage: [low]}}", 0, ""),
        (RULES[1], "{work: {usage: low}}", "{cloud_gpu: {settings: 5}}", 0, ""),
        (RULES[1], "{work: {usage: low}}", "{cloud_gpu: {settings: {count: [2]}}}", 0, ""),
        (RULES[1], "{work: {usage: low}}", "{public_cloud: {id: null}}", 0, ""),
        (RULES[1], "settings: {reserved: reserved, count: 2}", "settings: {reserved: reserved, count: null}", 0, ""),
        (RULES[1], "settings: {reserved: reserved, count: 2}", "settings: {reserved: {a: b}}", 0, ""),
        (RULES[1], "settings: {reserved: reserved, count: 2}", "settings: 5", 0, ""),
        (RULES[1], "skills: [data]", "skills: [daata]", 0, "data"),
        (RULES[2], "      - id: cloud\n        environment: public_cloud\n", "      - id: cloud\n", 0, ""),
        (RULES[2], "        environment: public_cloud\n", "        environment: publc_cloud\n", 0, "public_cloud"),
        (RULES[2], "        owner: Product\n", "        owner: [Product]\n", 0, ""),
        (RULES[2], "reasons: [data_residency]", "reasons: [data_residncy]", 0, "data_residency"),
        (RULES[2], "fires: [house, cloud]", "fires: [house, [cloud]]", 0, ""),
    ),
    "rule without cases": (
        *((name, SOUND[name][SOUND[name].index("cases:") :], "", -1000, "") for name in RULES),
        (RULES[0], SOUND[RULES[0]][SOUND[RULES[0]].index("cases:") :], "cases: []\n", 0, ""),
        (RULES[3], SOUND[RULES[3]][SOUND[RULES[3]].index("  - name: both") :], "", -8, ""),
    ),
    "too few entries": (
        ("checklists/lab.yaml", "      who: {says: Who uses it?, items: [D158a]}\n", "", 0, ""),
        ("guides/bench_or_cloud.yaml", _MORE, "", -1, ""),
    ),
    "taking away without a name": (
        ("rules/no_backups.yaml", "rule: no_backups\n", "", 0, ""),
        ("rules/no_backups.yaml", "rule: no_backups\n", "rul: no_backups\n", 0, ""),
        ("rules/no_backups.yaml", "disabled: true\n", "disabled: yes\n", 0, ""),
    ),
}  # fmt: skip


def _single(entries: tuple[tuple[str, str, str, int, str], ...]) -> Callable[[], Seeds]:
    def seeds() -> Seeds:
        for file, old, new, shift, near in entries:
            text = SOUND[file]
            assert old in text, (file, old)
            line = text.count("\n", 0, text.index(old)) + 1 + shift
            yield file, max(line, 1), text.replace(old, new, 1), near

    return seeds


for _kind, _entries in SINGLE.items():
    kind(_kind)(_single(_entries))


@kind("file without fields")
def _() -> Seeds:
    texts = ("", "# nothing yet\n", "~\n", "- a\n- b\n", "only words\n", "5\n", "null\n", "[]\n")
    for file, text in zip(SOUND, (*texts, *texts), strict=False):
        yield file, 1, text, ""


@kind("rule told twice in a pack")
def _() -> Seeds:
    for name in RULES[:4]:
        yield f"rules/zz/{Path(name).name}", 1, SOUND[name], ""


@kind("entry told twice in a pack")
def _() -> Seeds:
    for name, line in (("catalogue/kinds.yaml", 3), ("advice/figures.yaml", 2), ("catalogue/words.yaml", 3),
                       ("guides/bench_or_cloud.yaml", 2), ("checklists/lab.yaml", 2)):  # fmt: skip
        yield f"{Path(name).parent}/zz.yaml", line, SOUND[name], ""


@kind("file in the wrong folder")
def _() -> Seeds:
    yield "catalogue/lab_without_owner.yaml", 1, ZONE.replace("lab_without", "lab_with_no"), ""
    yield "rules/lab_bench.yaml", 2, KIND.replace("lab_bench", "lab_desk"), ""
    yield "guides/rule.yaml", 1, ZONE.replace("lab_without", "lab_with_no"), ""
    yield "rules/more_words.yaml", 1, "words: {stage: {experiment: {label: First steps}}}\n", ""


def _drawn() -> Iterator[Defect]:
    """The defects of this run: of each kind some, from all over the files."""
    lot = random.Random(SEED)
    taken: set[str] = set()
    for name, seeds in KINDS.items():
        found = list(seeds())
        most = len(found) if name in SINGLE else PER_KIND
        for file, line, text, near in lot.sample(found, min(most, len(found))):
            defect = Defect(name, file, line, text.encode("utf-8", "surrogateescape"), near)
            if name in SINGLE or defect.id not in taken:
                taken.add(defect.id)
                yield defect


DEFECTS = tuple(_drawn())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped knowledge with one rule of it, because reading all of them takes longest, and no glossary.

    Words of the glossary that stand only in the rules left out would be remarked on.
    """
    folder = tmp_path_factory.mktemp("base")
    for name in ("advice", "guides", "checklists"):
        (folder / name).symlink_to(KNOWLEDGE / name)
    shutil.copytree(KNOWLEDGE / "catalogue", folder / "catalogue", ignore=shutil.ignore_patterns("glossary.yaml"))
    (folder / "rules").mkdir()
    (folder / "rules" / "no_backups.yaml").symlink_to(KNOWLEDGE / "rules" / "fragile" / "no_backups.yaml")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound pack."""
    folder = tmp_path_factory.mktemp("pack")
    for name, text in SOUND.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def _parsed_once() -> Iterator[None]:
    """What was parsed before is not parsed again: most files are the same in every test."""
    remembered = functools.cache(parse)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("infra_builder.knowledge.parse", remembered)
        patch.setattr("infra_builder.coverage.parse", remembered, raising=False)
        yield


@pytest.fixture
def seeded(whole: Path) -> Iterator[Callable[[Defect], Path]]:
    """Puts a defect into the pack; afterwards it is sound again."""
    written: list[str] = []

    def seed(defect: Defect) -> Path:
        path = whole / defect.file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(defect.content)
        written.append(defect.file)
        return path

    yield seed
    for name in written:
        if name in SOUND:
            (whole / name).write_text(SOUND[name], encoding="utf-8")
        else:
            (whole / name).unlink()


def told(*folders: Path) -> list[Problem]:
    """What the command finds in folders of knowledge."""
    try:
        return list(review(read_folders(folders), KNOWLEDGE / "inventory.yaml"))
    except Unusable as unusable:
        return list(unusable.problems)


def named(name: str, message: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", message) is not None


def expected(defect: Defect) -> tuple[int, ...]:
    """The line of a defect. Without its colon a name goes on with the next line, and only there YAML ends."""
    return (defect.line, defect.line + 1) if defect.kind == "colon left out" else (defect.line,)


def test_the_pack_is_sound(base: Path, whole: Path) -> None:
    assert told(base, whole) == []
    knowledge = read_folders([base, whole])
    assert [o.wrong for r in knowledge.rules for c in cases(r, knowledge.catalogue)
            if (o := run(r, c, knowledge.catalogue)).wrong] == []  # fmt: skip


def test_there_are_enough_defects() -> None:
    assert len(DEFECTS) >= 200
    assert {defect.file for defect in DEFECTS} >= SOUND.keys()


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.id)
def test_a_defect_is_an_error_on_its_line(
    defect: Defect, base: Path, whole: Path, seeded: Callable[[Defect], Path]
) -> None:
    path = seeded(defect)
    problems = told(base, whole)
    said = "\n".join(map(str, problems))
    blamed = {Path(problem.file).relative_to(whole).as_posix() for problem in problems}
    assert blamed - {SPEAKS_OF.get(defect.file)} == {defect.file}, said
    fitting = [problem for problem in problems if problem.line in expected(defect) and problem.file == str(path)]
    assert fitting, f"expected line {defect.line}\n{said}"
    if defect.near:
        assert any(named(defect.near, problem.message) for problem in fitting), f"expected {defect.near}\n{said}"
    assert all(str(problem).isprintable() and len(problem.message) < 500 for problem in problems), said
    assert len(problems) <= 12, said


@pytest.mark.parametrize(
    "defect", random.Random(SEED + 1).sample(DEFECTS, IN_THE_COMMAND), ids=lambda defect: defect.id
)
def test_the_command_prints_a_line_for_each_problem_and_no_traceback(
    defect: Defect, base: Path, whole: Path, seeded: Callable[[Defect], Path], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("infra_builder.knowledge.KNOWLEDGE", base)
    path = seeded(defect)
    assert main(["knowledge", "check", str(whole)]) == 2
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    assert printed.err.splitlines() == [str(problem) for problem in told(base, whole)]
    places = tuple(f"{path}:{line}:" for line in expected(defect))
    assert any(line.startswith(places) for line in printed.err.splitlines())


@pytest.mark.parametrize(("wrong", "meant"), [("rule", "rules"), ("Rules", "rules"), ("catalog", "catalogue"),
                                              ("guide", "guides"), ("checklist", "checklists")])  # fmt: skip
def test_a_folder_with_a_slip_in_its_name_is_not_passed_over(
    wrong: str, meant: str, base: Path, tmp_path: Path
) -> None:
    for name in ("rules/lab_without_owner.yaml", f"{wrong}/lab.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ZONE, encoding="utf-8")
    if (tmp_path / meant / "lab.yml").exists():
        pytest.skip("this disk takes both names for the same folder")
    [problem] = told(base, tmp_path)
    assert str(problem) == f"{tmp_path / wrong}: nothing is read from this folder; did you mean '{meant}'?"


def test_a_file_beside_the_folders_is_not_passed_over(base: Path, tmp_path: Path) -> None:
    for name in ("rules/lab_without_owner.yaml", "more.yaml", ".hidden.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ZONE, encoding="utf-8")
    [problem] = told(base, tmp_path)
    assert problem.file == str(tmp_path / "more.yaml")
    assert problem.message.startswith("nothing is read here; put the file into one of catalogue, rules")


def test_endings_may_be_written_large(base: Path, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "lab.YAML").write_text(ZONE.replace("severity: medium", "severity: medum"), encoding="utf-8")
    [problem] = told(base, tmp_path)
    assert (problem.line, problem.message) == (3, "unknown word 'medum'; did you mean 'medium'?")


def test_what_speaks_of_an_entry_with_a_slip_is_not_blamed_for_it(base: Path, tmp_path: Path) -> None:
    for name in ("catalogue/figures.yaml", "rules/reserved_before_counted.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / "catalogue" / "figures.yaml").write_text(FIGURE.replace("value: 2500", "value: many"), encoding="utf-8")
    (tmp_path / "rules" / "reserved_before_counted.yaml").write_text(BLOCK, encoding="utf-8")
    [problem] = told(base, tmp_path)
    assert (Path(problem.file).name, problem.line) == ("figures.yaml", 3)
