"""What differs between designs, said aspect by aspect in whole sentences: who answers, where data are, what it takes.

The sentences are knowledge (`contrast_…` of the phrases); here they are chosen and filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from infra_builder.advice.measures import Use
from infra_builder.advice.spans import Span, total
from infra_builder.advice.stages import StageAdvice
from infra_builder.amounts import number
from infra_builder.catalogue import SkillNeed
from infra_builder.design import Design
from infra_builder.facts.block import environment
from infra_builder.facts.workload import ANSWERING
from infra_builder.knowledge import Knowledge
from infra_builder.matching import Side
from infra_builder.plan import Block
from infra_builder.rules import wording
from infra_builder.vocabulary import VOCABULARIES, Category, Skill, rank

Aspect = Literal["work", "model", "compute", "data", "zones", "skills", "effort", "failing", "leaving", "growth"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
MOST = 3
"""So many names stand in a sentence; it is there to be compared at a glance, and the picture has them all."""


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to say of one design: the sentences that count, and quiet ones that explain them."""

    says: tuple[str, ...]
    quiet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """One aspect of several designs, in their order. Only what counts tells them apart, not what explains it."""

    aspect: Aspect
    cells: tuple[Said, ...]

    @property
    def differs(self) -> bool:
        """Whether the designs are not all alike in it."""
        return len({cell.says for cell in self.cells}) > 1


def contrasts(sides: Sequence[Side], knowledge: Knowledge) -> tuple[Contrast, ...]:
    """Every aspect of some designs but how they grow, which takes longer to work out."""
    designs = [Design(side.plan, side.option, knowledge.catalogue) for side in sides]
    return tuple(Contrast(aspect, tuple(map(say, designs))) for aspect, say in _ASPECTS.items())


def growth(stages: Sequence[tuple[StageAdvice, ...]], knowledge: Knowledge) -> Contrast:
    """What each design needs before its next stage, by its advice for the stages."""
    return Contrast("growth", tuple(_growth(each, knowledge) for each in stages))


def _growth(stages: tuple[StageAdvice, ...], knowledge: Knowledge) -> Said:
    phrase, label = knowledge.catalogue.phrase, knowledge.catalogue.label
    now = next((place for place, stage in enumerate(stages) if stage.now), None)
    if now is None:
        return Said((phrase("contrast_growth_unknown"),))
    if now + 1 == len(stages):
        return Said((phrase("contrast_growth_end"),))
    coming = stages[now + 1]
    stage, steps = label("stage", coming.stage).lower(), coming.repair.steps
    if not steps:
        decide = bool(coming.repair.decisions)
        return Said((phrase("contrast_growth_decide" if decide else "contrast_growth_none", stage=stage),))
    more = len(steps) - MOST
    quiet = (phrase("contrast_more", count=number(more)),) if more > 0 else ()
    head = phrase("contrast_growth", stage=stage, days=number(round(sum(step.days for step in steps), 1)))
    return Said((head, *(step.says for step in steps[:MOST])), quiet)


def _work(design: Design) -> Said:
    catalogue, lines = design.catalogue, []
    for workload in design.plan.workloads:
        named = {"workload": wording.workload_name(workload, catalogue)}
        stage = catalogue.label("stage", workload.stage).lower() if workload.stage else ""
        users = "" if workload.users is None else number(workload.users)
        how = "_and_users" if stage and users else "_stage" if stage else "_users" if users else "_unknown"
        lines.append(catalogue.phrase(f"contrast_work{how}", stage=stage, users=users, **named))
    return Said(tuple(lines) or (catalogue.phrase("contrast_work_none"),))


def _model(design: Design) -> Said:
    catalogue = design.catalogue
    blocks = [block for block in design.option.blocks if block.kind in ANSWERING]
    if not blocks:
        return Said((catalogue.phrase("contrast_model_none"),))
    kinds = Counter(block.kind for block in blocks)
    says = [line for kind, count in kinds.items() for line in _answering(design, kind, count)]
    trained = [block for block in blocks if block.settings.get("fine_tuned") is True]
    says += [catalogue.phrase("contrast_trained", blocks=_names(design, trained))] if trained else []
    return Said(tuple(says), (catalogue.phrase("contrast_named", names=_names(design, blocks)),))


def _answering(design: Design, kind: str, count: int) -> Iterator[str]:
    """What a kind of model means; of one that came with a pack, its name."""
    phrase = f"contrast_model_{kind}"
    if phrase in design.catalogue.phrases:
        yield design.catalogue.phrase(phrase)
    if count > 1 or phrase not in design.catalogue.phrases:
        yield _counted(design, kind, count)


def _counted(design: Design, kind: str, count: int) -> str:
    name = design.catalogue.blocks[kind].name
    return name if count == 1 else design.catalogue.phrase("contrast_count", count=number(count), kind=name)


def _compute(design: Design) -> Said:
    phrase = design.catalogue.phrase
    blocks = _of_category(design, "compute")
    if not blocks:
        return Said((phrase("contrast_compute_none"),))
    says = [_counted(design, kind, count) for kind, count in Counter(block.kind for block in blocks).items()]
    cards = [count for block in blocks if _is_number(count := block.settings.get("count"))]
    says += [phrase("contrast_cards", count=number(sum(map(float, cards))))] if cards else []  # type: ignore[arg-type]
    idle = [block for block in blocks if not design.linked(block)]
    busy = [float(part) for block in blocks if _is_number(part := block.settings.get("busy_percent"))]  # type: ignore[arg-type]
    quiet = [phrase("contrast_busy", percent=number(max(busy)))] if busy else []
    quiet += [phrase("contrast_idle", blocks=_names(design, idle))] if idle else []
    return Said(tuple(says), tuple(quiet))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _data(design: Design) -> Said:
    catalogue, phrase = design.catalogue, design.catalogue.phrase
    kept: dict[str, Counter[str]] = {}
    stores = _of_category(design, "data")
    for block in stores:
        zone = design.zone_of(block.id)
        place = catalogue.environments[zone.environment].name if zone else phrase("contrast_no_place")
        kept.setdefault(place, Counter())[block.kind] += 1
    if not kept:
        return Said((phrase("contrast_data_none"),))
    says = [
        phrase("contrast_kept", place=place, stores=wording.listed(_counted(design, *one) for one in kinds.items()))
        for place, kinds in kept.items()
    ]
    copies = [flow for flow in design.option.flows if flow.kind == "replicates_to"]
    for flow in copies[:MOST]:
        ends = {"block": wording.name(design, flow.source), "other": wording.name(design, flow.target)}
        says.append(phrase("contrast_copy", **ends))
    says += [phrase("contrast_more", count=number(len(copies) - MOST))] if len(copies) > MOST else []
    counts = [block for block in stores if block.settings.get("authoritative") is True]
    return Said(tuple(says), (phrase("contrast_counts", blocks=_names(design, counts)),) if counts and copies else ())


def _zones(design: Design) -> Said:
    catalogue, phrase = design.catalogue, design.catalogue.phrase
    if not design.option.zones:
        return Said((phrase("contrast_zones_none"),))
    kinds = Counter(catalogue.environments[zone.environment].name for zone in design.option.zones)
    says = (
        name if count == 1 else phrase("contrast_count", count=number(count), kind=name)
        for name, count in sorted(kinds.items())
    )
    names = [zone.name for zone in design.option.zones if zone.name]
    return Said(tuple(says), (phrase("contrast_named", names=_few(design, names)),) if names else ())


def _skills(design: Design) -> Said:
    catalogue, phrase = design.catalogue, design.catalogue.phrase
    needs = dict.fromkeys(need for block in design.option.blocks for need in _needs(design, block))
    team = design.plan.situation.skills
    wanted: dict[Skill, None] = {}
    for need in needs:
        choices = (need,) if isinstance(need, str) else need
        had = [choice for choice in choices if choice in (team or ())]
        wanted[had[0] if had else choices[0]] = None
    if not wanted:
        return Said((phrase("contrast_skills_none"),))
    order = sorted(wanted, key=VOCABULARIES["skill"].index)
    says = wording.listed(catalogue.label("skill", skill) for skill in order)
    if team is None:
        return Said((says,), (phrase("contrast_team_unknown"),))
    missing = wording.listed(catalogue.label("skill", skill) for skill in order if skill not in team)
    quiet = phrase("contrast_missing", skills=missing) if missing else phrase("contrast_team_has")
    return Said((says,), (quiet,))


def _needs(design: Design, block: Block) -> tuple[SkillNeed, ...]:
    kind, place = design.catalogue.kind(block), environment(design, block)
    there = next((needs for name, needs in kind.skills_by_environment.items() if name == place), ())
    return (*kind.skills, *there)


def _effort(design: Design) -> Said:
    phrase, blocks = design.catalogue.phrase, design.option.blocks
    measured = (Use(design).measure("upkeep_hours", block).span for block in blocks)
    hours = total(span or Span(0, 0) for span in measured)
    most = [block for block in blocks if design.catalogue.kind(block).effort == "high"]
    says = phrase("contrast_effort", low=number(round(hours.low)), high=number(round(hours.high)))
    return Said((says,), (phrase("contrast_effort_most", blocks=_names(design, most)),) if most else ())


def _failing(design: Design) -> Said:
    phrase = design.catalogue.phrase
    links = [flow for flow in design.option.flows if flow.kind == "falls_back_to"]
    says = [
        phrase("contrast_falls_back", block=wording.name(design, link.source), other=wording.name(design, link.target))
        for link in links
    ]
    says += [
        phrase("contrast_catches", block=wording.name(design, b.id)) for b in design.controls if b.kind == "fallback"
    ]
    return Said(tuple(says) or (phrase("contrast_no_fallback"),))


def _leaving(design: Design) -> Said:
    catalogue, phrase = design.catalogue, design.catalogue.phrase
    kinds = {block.kind: catalogue.kind(block) for block in design.option.blocks}
    hardest = max((kind.lock_in for kind in kinds.values()), key=lambda word: rank("effort", word), default="low")
    reserved = [block for block in design.option.blocks if block.settings.get("reserved") == "reserved"]
    says = [phrase(f"contrast_leave_{hardest}")]
    says += [phrase("contrast_reserved", blocks=_names(design, reserved))] if reserved else []
    why = [kind for kind in kinds.values() if kind.lock_in == hardest != "low"]
    quiet = (phrase("contrast_because", kind=kind.name, because=kind.lock_in_because) for kind in why[:1])
    return Said(tuple(says), tuple(quiet))


def _of_category(design: Design, category: Category) -> list[Block]:
    return [block for block in design.option.blocks if design.catalogue.kind(block).category == category]


def _names(design: Design, blocks: Iterable[Block]) -> str:
    return _few(design, [design.catalogue.name_of(block) for block in blocks])


def _few(design: Design, names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    unlike = list(dict.fromkeys(names))
    if len(unlike) <= MOST:
        return wording.listed(unlike)
    shown = wording.listed(unlike[: MOST - 1])
    return design.catalogue.phrase("contrast_few", names=shown, count=number(len(unlike) - MOST + 1))


_ASPECTS: Mapping[Aspect, Callable[[Design], Said]] = MappingProxyType({
    "work": _work, "model": _model, "compute": _compute, "data": _data, "zones": _zones, "skills": _skills,
    "effort": _effort, "failing": _failing, "leaving": _leaving,
})  # fmt: skip
