"""What a plan is asked: which questions there are, what sort of answer each takes, what it says, the edit that answers.

A field is named as rules name it: `situation.people`, `workload.stage`, `block.settings.authoritative`, `flow.masked`.
The subject is the id of the workload, block or flow; "" for the situation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from infra_builder.catalogue import Catalogue, Setting
from infra_builder.edits import Change, ChangeSituation, Edit
from infra_builder.guides import GuideQuestion
from infra_builder.plan import Block, Option, Plan
from infra_builder.vocabulary import VOCABULARIES

SITUATION = ("objective", "people", "monthly_budget_eur", "skills", "pressures")
WORKLOAD = ("kind", "stage", "users", "timing", "usage", "sensitivity", "data_gb")
_SETTINGS = "block.settings."
_NUMBERS = {
    "situation.people": ("", True),
    "situation.monthly_budget_eur": ("€", False),
    "workload.users": ("", True),
    "workload.data_gb": ("GB", False),
    "flow.gb_per_month": ("GB", False),
}
"""The fields that take a number, each with its unit and whether it is a whole one."""
WHOLE_NUMBERS = frozenset(field for field, (_unit, whole) in _NUMBERS.items() if whole)
"""Those of them that count people."""
_VOCABULARIES = {
    "situation.objective": "objective",
    "situation.skills": "skill",
    "situation.pressures": "pressure",
    "workload.kind": "workload_kind",
    "workload.stage": "stage",
    "workload.timing": "timing",
    "workload.usage": "usage",
    "workload.sensitivity": "sensitivity",
    "flow.data": "sensitivity",
}
_SEVERAL = frozenset({"situation.skills", "situation.pressures"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the form: its field, whom it is about, whether it is answered."""

    field: str
    subject: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Possible:
    """An answer to choose: the value, how it is said, what it means."""

    value: str
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What sort of answer a question takes. `choices` belong to one and several, `unit` and `whole` to numbers."""

    sort: Literal["one", "several", "yes_no", "number"]
    choices: tuple[Possible, ...] = ()
    unit: str = ""
    whole: bool = False


def asked(plan: Plan) -> tuple[Asked, ...]:
    """Every question about the situation and the workloads, in the order in which they are asked."""
    about = [(f"situation.{name}", "", getattr(plan.situation, name)) for name in SITUATION]
    about += [(f"workload.{name}", one.id, getattr(one, name)) for one in plan.workloads for name in WORKLOAD]
    return tuple(Asked(field, subject, value is not None) for field, subject, value in about)


def form(field: str, subject: str, option: Option, catalogue: Catalogue) -> Form | None:
    """What sort of answer a field takes; None where it is no field but something that the drawing does not show."""
    if field in _NUMBERS:
        unit, whole = _NUMBERS[field]
        return Form("number", unit=unit, whole=whole)
    if vocabulary := _VOCABULARIES.get(field):
        return Form("several" if field in _SEVERAL else "one", _words(vocabulary, catalogue))
    if field == "flow.masked":
        return Form("yes_no")
    if field == "block.zone":
        zones = (Possible(z.id, z.name or catalogue.environments[z.environment].name) for z in option.zones)
        return Form("one", tuple(zones)) if option.zones else None
    block = option.by_id.get(subject)
    if field.startswith(_SETTINGS) and isinstance(block, Block):
        return _setting(catalogue.kind(block).settings[field.removeprefix(_SETTINGS)])
    return None


def _words(vocabulary: str, catalogue: Catalogue) -> tuple[Possible, ...]:
    if vocabulary == "workload_kind":
        return tuple(Possible(id_, sort.name, sort.purpose) for id_, sort in catalogue.workloads.items())
    entries = catalogue.words.get(vocabulary, {})
    return tuple(
        Possible(word, catalogue.label(vocabulary, word), entries[word].meaning if word in entries else "")
        for word in VOCABULARIES[vocabulary]
    )


def _setting(setting: Setting) -> Form:
    if setting.type == "number":
        return Form("number", unit=setting.unit)
    if setting.type == "yes_no":
        return Form("yes_no")
    return Form("one", tuple(Possible(word, label) for word, label in setting.choices.items()))


def present(plan: Plan, option: Option, field: str, subject: str) -> object:
    """What the plan answers now; None where it is silent or where there is no such subject any more."""
    sort, _, name = field.partition(".")
    if sort == "situation":
        return getattr(plan.situation, name, None)
    workload = next((one for one in plan.workloads if one.id == subject), None)
    item = workload or option.by_id.get(subject)
    if isinstance(item, Block) and field.startswith(_SETTINGS):
        return item.settings.get(field.removeprefix(_SETTINGS))
    return getattr(item, name, None)


def answer(option_id: str, field: str, subject: str, value: object) -> Edit:
    """The edit that answers a question; None as the value takes an answer back."""
    sort, _, name = field.partition(".")
    if sort == "situation":
        return ChangeSituation(changes={name: value})
    if field.startswith(_SETTINGS):
        return Change(option=option_id, id=subject, changes={"settings": {field.removeprefix(_SETTINGS): value}})
    return Change(option=option_id, id=subject, changes={name: value})


def answered_by_guide(question: GuideQuestion, words: Iterable[str], plan: Plan, option_id: str) -> Edit | None:
    """The edit by which an answer in a guided choice answers the plan too; no words take the answer back.

    None where the plan has no such field, where several workloads could be meant, or where the guide asks in words of
    its own.
    """
    field = question.known_from
    vocabulary = _VOCABULARIES.get(field)
    words = tuple(words)
    if vocabulary is None or not set(words) <= set(VOCABULARIES[vocabulary]):
        return None
    value: object = None if not words else words if field in _SEVERAL else words[0]
    if field.startswith("situation."):
        return answer(option_id, field, "", value)
    return answer(option_id, field, plan.workloads[0].id, value) if len(plan.workloads) == 1 else None
