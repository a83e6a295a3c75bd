"""The ninety days after which several environments are meant and not an accident: what is done, open or not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from infra_builder.advice.drills import Played
from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.advising import Evidence
from infra_builder.design import Design
from infra_builder.facts.option import is_hybrid
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Block, Option, Plan
from infra_builder.rules import wording


@dataclass(frozen=True, slots=True)
class Duty:
    """A task of the ninety days, whether the plan shows that it is done (None: not known), and what shows it."""

    id: str
    span: str
    says: str
    done: bool | None
    because: tuple[Ground, ...]
    asks: tuple[Ask, ...]


def ninety_days(plan: Plan, option: Option, knowledge: Knowledge, played: Sequence[Played] = ()) -> tuple[Duty, ...]:
    """The tasks that concern an option, in order; none where it has one environment.

    `played`: the drills, where they were played.
    """
    design = Design(plan, option, knowledge.catalogue)
    if not is_hybrid(design, option):
        return ()
    duties = (_duty(design, id_, entry, played) for id_, entry in knowledge.catalogue.ninety_days.items())
    return tuple(duty for duty in duties if duty is not None)


def _duty(design: Design, id_: str, entry: Evidence, played: Sequence[Played]) -> Duty | None:
    shown = _drilled(entry, played) if entry.drill else _shown(design, entry)
    if shown is None:
        return None
    done, because, asks = shown
    return Duty(id_, entry.span, entry.says, done, because or (Ground(entry.says, "", entry.source),), asks)


Shown = tuple[bool | None, tuple[Ground, ...], tuple[Ask, ...]]


def _drilled(entry: Evidence, played: Sequence[Played]) -> Shown | None:
    """Done where no workload stops in the drill; not known where it was not played or cannot be told.

    None where the drill touches nothing of the option.
    """
    plays = [one for one in played if one.drill == entry.drill]
    if plays and not any(one.touches for one in plays):
        return None
    fates = [fate for one in plays for fate in one.fates]
    because = tuple(Ground(fate.says, fate.workload, entry.source) for fate in fates)
    if any(fate.outcome == "stops" for fate in fates):
        return False, because, ()
    asks = tuple(one for fate in fates for one in fate.asks)
    unknown = not fates or any(fate.outcome == "unknown" for fate in fates)
    return (None if unknown else True), because, asks


def _shown(design: Design, entry: Evidence) -> Shown | None:
    """Done where blocks of the kind are drawn and the settings are answered so; None where it concerns no block."""
    blocks = [block for block in design.option.blocks if _concerned(design, block, entry)]
    because = tuple(Ground(wording.name(design, block.id), block.id, entry.source) for block in blocks)
    if not blocks:
        return (False, (), ()) if entry.kind else None
    answers = [block.settings.get(name) == wanted for block in blocks for name, wanted in entry.settings.items()]
    if entry.one_suffices and any(answers):
        return True, because, ()
    asks = tuple(_open(design, blocks, entry))
    if asks:
        return None, because, asks
    return all(answers), because, ()


def _concerned(design: Design, block: Block, entry: Evidence) -> bool:
    named = not entry.kind or block.kind == entry.kind
    return named and (bool(entry.kind) or design.catalogue.kind(block).settings.keys() >= entry.settings.keys() > set())


def _open(design: Design, blocks: Sequence[Block], entry: Evidence) -> Iterator[Ask]:
    for block in blocks:
        for name in entry.settings:
            if name not in block.settings and name in design.catalogue.kind(block).settings:
                yield ask(design, f"block.settings.{name}", block.id)
