"""Small plans and designs for tests, of real values and with the knowledge that ships with the program."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from infra_builder.catalogue import Catalogue
from infra_builder.consistency import inconsistencies
from infra_builder.design import Design
from infra_builder.facts import FACTS
from infra_builder.guarded_yaml import parse
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Block, Flow, Option, Plan, Situation, Workload, Zone, flow_id
from infra_builder.planfile import from_text, to_text
from infra_builder.problems import Unusable
from infra_builder.room.filenames import named_groups
from infra_builder.room.workshop import Workshop
from infra_builder.rules.rule import Rule, load_rule

OPTION = "a"


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge, read once for all tests."""
    return load()


def catalogue() -> Catalogue:
    return knowledge().catalogue


def workload(id: str = "work", **fields: Any) -> Workload:
    return Workload.model_validate({"id": id, **fields})


def zone(id: str, environment: str | None = None, **fields: Any) -> Zone:
    """A zone; its id is its environment where none is given."""
    return Zone.model_validate({"id": id, "environment": environment or id, **fields})


def block(kind: str, id: str = "", **fields: Any) -> Block:
    """A block; its kind is its id where none is given."""
    return Block.model_validate({"id": id or kind, "kind": kind, **fields})


def flow(source: str, kind: str, target: str, **fields: Any) -> Flow:
    return Flow.model_validate(
        {"id": flow_id(source, target, kind), "source": source, "target": target, "kind": kind, **fields}
    )


def plan(
    *,
    workloads: Iterable[Workload] | None = None,
    zones: Iterable[Zone] = (),
    blocks: Iterable[Block] = (),
    flows: Iterable[Flow] = (),
    situation: dict[str, Any] | None = None,
    title: str = "",
) -> Plan:
    """A plan with one option and, where nothing else is said, one workload called 'work'."""
    option = Option(id=OPTION, zones=tuple(zones), blocks=tuple(blocks), flows=tuple(flows))
    return Plan(
        title=title,
        situation=Situation.model_validate(situation or {}),
        workloads=(workload(),) if workloads is None else tuple(workloads),
        options=(option,),
    )


def design(given: Plan | None = None, **parts: Any) -> Design:
    """The design of a plan's first option; of a plan made of the parts where none is given."""
    made = given or plan(**parts)
    return Design(made, made.options[0], catalogue())


def value(of: Design, name: str, subject: str = "") -> Any:
    """What a fact says of the subject with an id (of the option or the situation where none is given)."""
    fact = FACTS[name]
    subjects = of.subjects(fact.sort)
    [chosen] = [one for one in subjects if not subject or getattr(one, "id", "") == subject]
    return fact.of(of, chosen)


def ids(things: Iterable[Any]) -> tuple[str, ...]:
    return tuple(thing.id for thing in things)


def wrongs(given: Plan) -> list[tuple[Any, str]]:
    """What does not hold together in a plan."""
    return list(inconsistencies(given.model_dump(by_alias=True), catalogue()))


def reread(given: Plan) -> Plan:
    return from_text(to_text(given), "plan", catalogue())


PLAN = """\
infra_builder: 1
title: Support assistant
workloads:
  - id: assistant
    kind: rag_assistant
    stage: pilot
options:
  - id: a
    name: Managed first
    zones:
      - {id: cloud, environment: public_cloud}
    blocks:
      - {id: docs, kind: document_store, zone: cloud}
      - {id: api, kind: managed_model_api, zone: cloud}
    flows:
      - {from: assistant, to: api, kind: uses}
      - {from: docs, to: api, kind: reads}
"""
"""A plan file without a fault."""


def problems(text: str) -> list[str]:
    """What is said about a plan file with this text; empty where it is fine."""
    try:
        from_text(text, "plan", catalogue())
    except Unusable as unusable:
        return [str(problem) for problem in unusable.problems]
    return []


RULE = """\
rule: api_in_use
flag: fragile
severity: low
for: block
when:
  block.kind: managed_model_api
says: "{block} is in use"
why: It is.
do: Nothing.
source:
  - {doc: design, section: "4", items: [D001]}
"""
"""A rule file without a fault."""


def rule(when: str, about: str = "block", **more: str) -> Rule:
    """A rule about a sort of subject, with a condition in YAML flow style and further fields."""
    fields = {"says": "It holds", "why": "It does", "do": "Look", **more}
    text = (
        f"rule: test_rule\nflag: {fields.pop('flag', 'fragile')}\nseverity: low\nfor: {about}\nwhen: {when}\n"
        + "".join(f"{name}: {given}\n" for name, given in fields.items())
        + "source: [{doc: design, section: '4'}]\n"
    )
    return load_rule(parse(text, "rule.yaml"), catalogue())


def rule_problems(when: str, about: str = "block", **more: str) -> list[str]:
    """What is said about a rule; its condition begins on line 5, column 7."""
    try:
        rule(when, about, **more)
    except Unusable as unusable:
        return [str(problem) for problem in unusable.problems]
    return []


def holds(when: str, of: Design, subject: str = "", about: str = "block") -> bool | None:
    """Whether a condition holds for a subject."""
    subjects = of.subjects(about)
    [chosen] = [one for one in subjects if not subject or getattr(one, "id", "") == subject]
    return rule(when, about).when.test(of, chosen)


def write_pack(folder: Path, **files: str) -> Path:
    """A knowledge folder; `rules__mine="…"` is the file rules/mine.yaml."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def workshop(*names: str, **fields: Any) -> Workshop:
    """A workshop of groups with these names, without an agenda unless one is given."""
    return Workshop.model_validate({"groups": named_groups(names), **fields})
