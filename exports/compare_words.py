"""The differences between two designs in words: what things and fields are called, and what their values mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from exports.words import ENGLISH, Words
from infra_builder.amounts import number
from infra_builder.catalogue import Catalogue, Setting
from infra_builder.comparing import Differences, FieldChange
from infra_builder.design import Design
from infra_builder.matching import Match
from infra_builder.plan import Block, Flow, Workload, Zone
from infra_builder.rules import wording

_VOCABULARIES: Mapping[str, str] = MappingProxyType({
    "objective": "objective", "skills": "skill", "pressures": "pressure", "reasons": "pressure", "stage": "stage",
    "timing": "timing", "usage": "usage", "sensitivity": "sensitivity", "data": "sensitivity",
})  # fmt: skip
_LABELS: Mapping[str, str] = MappingProxyType({
    "data_gb": "data_amount", "gb_per_month": "data_amount", "data": "sensitivity", "monthly_budget_eur": "budget",
})  # fmt: skip
"""Fields whose label has another name in `Words`."""
_AMOUNTS: Mapping[str, str] = MappingProxyType(
    {"data_gb": "gigabytes", "gb_per_month": "gigabytes_a_month", "monthly_budget_eur": "budget_value"}
)
_OWN_LABELS: Mapping[str, str] = MappingProxyType(
    {"provider": "Provider", "region": "Region", "masked": "Names and other details masked"}
)
_NOT_ASKED = "does not apply"


@dataclass(frozen=True)
class Teller:
    """Says what differs. The same thing may be called something else before and after."""

    differences: Differences
    catalogue: Catalogue
    words: Words = ENGLISH

    def before(self, id_: str | None) -> str:
        """What something is called on the side before; the words for no environment where it is None."""
        return self._called(self._designs[0], id_)

    def after(self, id_: str | None) -> str:
        """What something is called on the side after; the words for no environment where it is None."""
        return self._called(self._designs[1], id_)

    def kind(self, id_: str, *, after: bool) -> str:
        """What sort of block or link something is, or nothing where its name says so already."""
        design = self._designs[after]
        item = design.option.by_id.get(id_)
        if isinstance(item, Flow):
            return self.catalogue.label("flow", item.kind)
        if isinstance(item, Block) and item.name.casefold() != self.catalogue.kind(item).name.casefold():
            return self.catalogue.kind(item).name if item.name else ""
        return ""

    def label(self, field: str) -> str:
        """What a field is called; for an answer about a block, its question."""
        setting = field.removeprefix("settings.")
        if setting != field:
            known = self._settings.get(setting)
            return known.question if known else setting
        if field in _OWN_LABELS:
            return _OWN_LABELS[field]
        return str(getattr(self.words, _LABELS.get(field, field)))

    def values(self, match: Match | None, change: FieldChange) -> tuple[str, str]:
        """The values of a field of some thing before and after; of the situation where `match` is None."""
        first, second = self._designs
        old, new = (match.before, match.after) if match else ("", "")
        return (
            self._value(first, old, change.field, change.before),
            self._value(second, new, change.field, change.after),
        )

    @cached_property
    def _designs(self) -> tuple[Design, Design]:
        sides = (self.differences.before, self.differences.after)
        first, second = (Design(side.plan, side.option, self.catalogue) for side in sides)
        return first, second

    @cached_property
    def _settings(self) -> Mapping[str, Setting]:
        return self.catalogue.setting_types()

    def _called(self, design: Design, id_: str | None) -> str:
        return self.words.no_zone if id_ is None else wording.name(design, id_)

    def _value(self, design: Design, id_: str, field: str, value: object) -> str:
        item = design.workloads.get(id_) or design.option.by_id.get(id_)
        match value:
            case None if isinstance(item, Block) and not self._asks(item, field):
                return _NOT_ASKED
            case None:
                return self.words.not_known
            case "":
                return self.words.no_owner if field == "owner" else self.words.none
            case bool():
                return self.words.yes if value else self.words.no
            case int() | float():
                return self._amount(field, value)
            case ():
                return self._nothing(design, item, field)
            case tuple():
                return ", ".join(self._word(design, item, field, str(one)) for one in value)
        return self._word(design, item, field, str(value))

    def _asks(self, block: Block, field: str) -> bool:
        """Whether a block has such a field at all; each kind has questions of its own."""
        setting = field.removeprefix("settings.")
        return setting == field or setting in self.catalogue.kind(block).settings

    def _amount(self, field: str, value: float) -> str:
        if field in _AMOUNTS:
            return str(getattr(self.words, _AMOUNTS[field])).format(amount=number(value))
        setting = self._settings.get(field.removeprefix("settings."))
        return " ".join(part for part in (number(value), setting.unit if setting else "") if part)

    def _nothing(self, design: Design, item: object, field: str) -> str:
        if field == "covers" and isinstance(item, Block) and self.catalogue.kind(item).category == "governance":
            return wording.name(design, item.zone) if item.zone else self.words.covers_plan
        return self.words.none

    def _word(self, design: Design, item: object, field: str, word: str) -> str:
        if field in _VOCABULARIES:
            return self.catalogue.label(_VOCABULARIES[field], word)
        if field in ("covers", "source", "target"):
            return wording.name(design, word)
        match field, item:
            case "kind", Workload() if word in self.catalogue.workloads:
                return self.catalogue.workloads[word].name
            case "kind", Block():
                return self.catalogue.kind(item).name
            case "kind", Flow():
                return self.catalogue.label("flow", word)
            case "environment", Zone():
                return self.catalogue.environments[item.environment].name
        setting = self._settings.get(field.removeprefix("settings."))
        return setting.choices.get(word, word) if setting else word
