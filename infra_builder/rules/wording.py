"""How subjects, facts and reasons are said. The sentences are knowledge; here they are only filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from infra_builder.amounts import number
from infra_builder.catalogue import Catalogue, Setting
from infra_builder.design import Design, Subject
from infra_builder.facts.registry import FACTS, Type
from infra_builder.plan import Block, Flow, Option, Situation, Workload, Zone
from infra_builder.report import Because
from infra_builder.rules.conditions import Reason
from infra_builder.rules.names import block_name, zone_name
from infra_builder.vocabulary import highest

SETTING = "block.settings."
"""What the names of facts begin with that are answers to the questions of a kind of block."""


def name(design: Design, subject_id: str) -> str:
    """What people call a subject."""
    catalogue = design.catalogue
    if block := design.blocks.get(subject_id):
        return block_name(design, block)
    if zone := design.zones.get(subject_id):
        return zone_name(design, zone)
    if workload := design.workloads.get(subject_id):
        return workload_name(workload, catalogue)
    if flow := design.flows.get(subject_id):
        return f"{name(design, flow.source)} → {name(design, flow.target)}"
    return design.option.name or design.option.id


def workload_name(workload: Workload, catalogue: Catalogue) -> str:
    """A workload's own name, or that of its kind, or the word for one that nobody has named."""
    if workload.name:
        return workload.name
    entry = catalogue.workloads.get(workload.kind or "")
    return entry.name if entry else catalogue.label("noun", "workload")


def listed(names: Iterable[str]) -> str:
    """Names side by side."""
    return ", ".join(dict.fromkeys(names))


def texts(design: Design, subject: Subject, found: tuple[str, ...]) -> Mapping[str, str]:
    """The names that the texts of a rule may use for a subject. See PLACEHOLDERS."""
    catalogue = design.catalogue
    served: tuple[Workload, ...] = design.plan.workloads
    values: dict[str, str] = {"found": listed(name(design, id_) for id_ in found)}
    match subject:
        case Block():
            served = design.serves(subject)
            zone = design.zone_of(subject.id)
            values |= {"block": name(design, subject.id), "kind": catalogue.kind(subject).name}
            values["zone"] = name(design, zone.id) if zone else "–"
        case Zone():
            blocks = [block for block in design.option.blocks if block.zone == subject.id]
            served = tuple({workload.id: workload for block in blocks for workload in design.serves(block)}.values())
            values["zone"] = name(design, subject.id)
            values["environment"] = catalogue.environments[subject.environment].name
        case Workload():
            served = (subject,)
            sort = catalogue.workloads.get(subject.kind or "")
            values["kind"] = sort.name if sort else catalogue.label("answer", "unknown")
        case Flow():
            values |= {"from": name(design, subject.source), "to": name(design, subject.target)}
            values["class"] = catalogue.label("sensitivity", design.carries(subject) or "unknown").lower()
        case Option():
            values["option"] = subject.name or subject.id
        case Situation():
            pass
    served = served or design.plan.workloads
    values["workload"] = listed(workload_name(workload, catalogue) for workload in served) or "–"
    stage = highest("stage", (workload.stage for workload in served))
    values["stage"] = catalogue.label("stage", stage).lower() if stage else "–"
    return values


def ids(design: Design, subject: Subject, found: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The ids behind the placeholders, for remedies."""
    values: dict[str, str] = {}
    match subject:
        case Block():
            values = {"block": subject.id, "zone": subject.zone or "", "workload": _first(design.serves(subject))}
        case Zone():
            values = {"zone": subject.id}
        case Workload():
            blocks = design.serving(subject)
            zone = next((block.zone for block in blocks if block.zone), "")
            values = {"workload": subject.id, "block": _first(blocks), "zone": zone}
        case Flow():
            start = design.zone_of(subject.source)
            zone = start.id if start else ""
            values = {"flow": subject.id, "from": subject.source, "to": subject.target, "zone": zone}
        case Option():
            values = {"option": subject.id}
    return {"found": found, **{name: (id_,) for name, id_ in values.items()}}


def _first(items: tuple[Any, ...]) -> str:
    return items[0].id if items else ""


def because(design: Design, reasons: Iterable[Reason], values: Mapping[str, str]) -> tuple[Because, ...]:
    """The reasons of a finding in words, each once."""
    said: dict[str, Because] = {}
    for reason in reasons:
        if reason.says:
            text = filled(reason.says, values)
        else:
            text = sentence(design, reason)
        if text:
            said.setdefault(text, Because(text, reason.fact, reason.subject))
    return tuple(said.values())


def sentence(design: Design, reason: Reason) -> str:
    """A fact and its value as a sentence of the knowledge base; empty where it has none for it."""
    catalogue = design.catalogue
    subject = name(design, reason.subject)
    if reason.fact.startswith(SETTING):
        return answer(design, reason.subject, reason.fact, (reason.value,))
    entry = catalogue.facts.get(reason.fact)
    if entry is None:
        return ""
    value, positive = _value(design, FACTS[reason.fact].type, reason)
    text = entry.says if positive else entry.says_not
    return "" if text == "–" else filled(text, {"name": subject, "value": value})


def _value(design: Design, type_: Type, reason: Reason) -> tuple[str, bool]:
    """The value in words, and whether it is said in the affirmative."""
    catalogue, value = design.catalogue, reason.value
    match type_.form:
        case "truth":
            return "", bool(value)
        case "number":
            return ("" if value is None else number(value)), value is not None
        case "word":
            return word_label(catalogue, type_.of, value), value is not None
        case "words":
            present = [word for word in value or () if not reason.wanted or word in reason.wanted]
            if present or not reason.wanted:
                return listed(word_label(catalogue, type_.of, word) for word in present), bool(present)
            return listed(word_label(catalogue, type_.of, word) for word in reason.wanted), False
        case "many":
            return listed(name(design, item.id) for item in value or ()), reason.held and bool(value)
        case "one":
            return name(design, value.id) if value else "", value is not None
    return str(value), True


def answer(design: Design, block_id: str, fact: str, values: Iterable[Any]) -> str:
    """The answer to a question about a block, or several that would do, as question and answer."""
    block = design.blocks[block_id]
    setting = design.catalogue.kind(block).settings[fact.removeprefix(SETTING)]
    answers = listed(_answer(design.catalogue, setting, value) for value in values)
    return f"{name(design, block.id)}: {setting.question} {answers}"


def _answer(words: Catalogue, setting: Setting, value: object) -> str:
    match value:
        case True:
            return words.label("answer", "yes")
        case False:
            return words.label("answer", "no")
        case str():
            return setting.choices.get(value, value)
        case int() | float():
            return f"{number(value)} {setting.unit}".strip()
    return words.label("answer", "unknown")


def word_label(catalogue: Catalogue, vocabulary: str, word: str | None) -> str:
    """How a word of a fact's vocabulary is said, in the middle of a sentence."""
    if word is None:
        return "–"
    if vocabulary == "block_kind":
        kind = catalogue.blocks.get(word)
        return lowered(kind.name) if kind else word
    if vocabulary == "environment":
        return lowered(catalogue.environments[word].name)  # type: ignore[index]
    if vocabulary == "workload_kind" and word in catalogue.workloads:
        return lowered(catalogue.workloads[word].name)
    return lowered(catalogue.label(vocabulary, word))


def lowered(label: str) -> str:
    """A label as it stands in the middle of a sentence; what is written in capitals stays so."""
    first = label.partition(" ")[0]
    return label if first != first.capitalize() else first.lower() + label[len(first) :]


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its names in braces filled in."""
    return text.format_map(_Filled(values))


class _Filled(dict[str, str]):
    """Leaves a placeholder nobody fills as it stands, so that a missing name is seen and not a crash."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
