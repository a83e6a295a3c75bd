"""Drills: something goes wrong or changes, and what that does to each workload of an option. See `advising.Drill`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from infra_builder.advice.entries import entries, guessed
from infra_builder.advice.falling import Loss, needed, route
from infra_builder.advice.grounds import Ask, Ground
from infra_builder.advice.hits import Case, cases, holds
from infra_builder.advice.pressed import pressed
from infra_builder.advising import Drill, Ending, Outcome, Preparation
from infra_builder.design import Design
from infra_builder.edits import Add, Change, Edit, Refused, Together
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Block, Option, Plan, Workload
from infra_builder.rules import wording
from infra_builder.rules.conditions import Reason
from infra_builder.statements import Source

BETTER = {"survives": 0, "degrades": 1, "unknown": 2, "stops": 3}


@dataclass(frozen=True, slots=True)
class Helps:
    """A preparation that was tried: what to do, the edit that does it, and what would have become of the workload."""

    says: str
    edit: Edit
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Fate:
    """What a drill does to a workload. `path`: the ids that show it, from the workload to what is hit.

    Where no link says what the workload uses, the path begins at what it seems to use. `waits`: blocks that stand still
    meanwhile though the work goes on. `asks`: what would settle an unknown outcome.
    """

    workload: str
    outcome: Outcome
    says: str
    path: tuple[str, ...] = ()
    because: tuple[Ground, ...] = ()
    waits: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    helps: tuple[Helps, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A drill played once: what happened, to whom or where, the blocks it hits, and the fate of every workload.

    `touches` is False where the option has nothing that it hits.
    """

    drill: str
    name: str
    says: str
    what: str
    touches: bool
    hit: tuple[str, ...]
    fates: tuple[Fate, ...]
    source: tuple[Source, ...]


def drills(plan: Plan, option: Option, knowledge: Knowledge) -> tuple[Played, ...]:
    """Every drill of the knowledge, played with an option."""
    design = Design(plan, option, knowledge.catalogue)
    return tuple(played for id_, drill in knowledge.catalogue.drills.items() for played in play(design, id_, drill))


def play(design: Design, id_: str, drill: Drill) -> tuple[Played, ...]:
    """A drill in each of the ways in which it happens to a design, with what would have helped."""
    if drill.effect in ("dearer", "busier"):
        happens: tuple[Case, ...] = (Case("", "", frozenset(design.blocks)),)
    else:
        happens = cases(design, drill)
    if not happens:
        nowhere = Ground(design.catalogue.phrase("drill_nowhere"), "", drill.source)
        calm = tuple(_untouched(design, workload, (nowhere,)) for workload in design.plan.workloads)
        return (Played(id_, drill.name, drill.name, "", False, (), calm, drill.source),)
    return tuple(_played(design, id_, drill, case) for case in happens)


def _played(design: Design, id_: str, drill: Drill, case: Case) -> Played:
    fates = [_with_help(design, drill, case, _fate(design, drill, case, w)) for w in design.plan.workloads]
    hit = tuple(sorted(case.blocks or _ends(design, case)))
    says = drill.says.format(what=case.name)
    return Played(id_, drill.name, says, case.what, True, hit, tuple(fates), drill.source)


def _ends(design: Design, case: Case) -> frozenset[str]:
    return frozenset(end for id_ in case.cut for end in (design.flows[id_].source, design.flows[id_].target))


def _fate(design: Design, drill: Drill, case: Case, workload: Workload) -> Fate:
    """What becomes of a workload; where no link says what it uses, the worst of what it may, unless that decides."""
    fates = [_fate_of(guess, drill, case, workload) for guess in guessed(design, workload)]
    worst = max(fates, key=lambda fate: BETTER[fate.outcome])
    begins = entries(design, workload)
    if not begins:
        return worst
    worst = replace(worst, path=tuple(id_ for id_ in worst.path if id_ != workload.id))
    if worst.outcome == "survives":
        return worst
    names = {
        "workload": wording.name(design, workload.id),
        "blocks": wording.listed(wording.name(design, block.id) for block in begins),
    }
    assumed = Ground(design.catalogue.phrase("drill_assumed", **names), workload.id)
    if worst.outcome == "degrades" or len({fate.outcome for fate in fates}) == 1:
        return replace(worst, because=(*worst.because, assumed))
    says = design.catalogue.phrase("drill_unlinked", **names)
    return Fate(workload.id, "unknown", says, because=tuple(Ground(fate.says, workload.id) for fate in fates))


def _fate_of(design: Design, drill: Drill, case: Case, workload: Workload) -> Fate:
    """What becomes of a workload: the same whether unknown answers are as feared or as hoped for, or unknown."""
    if drill.effect in ("dearer", "busier"):
        return _pressed(design, drill, workload)
    judged = _fallen if drill.effect in ("gone", "cut") else _ended
    feared = judged(design, drill, case, workload, hopeful=False)
    hoped = judged(design, drill, case, workload, hopeful=True)
    if feared.outcome == hoped.outcome:
        return replace(feared, asks=())
    says = design.catalogue.phrase("drill_open", workload=wording.name(design, workload.id))
    either = (Ground(feared.says, workload.id), Ground(hoped.says, workload.id))
    asks = tuple(sorted({*feared.asks, *hoped.asks}))
    return replace(feared, outcome="unknown", says=says, because=either, asks=asks)


def _untouched(design: Design, workload: Workload, because: tuple[Ground, ...]) -> Fate:
    name = wording.name(design, workload.id)
    return Fate(workload.id, "survives", design.catalogue.phrase("drill_untouched", workload=name), because=because)


def _unhurt(design: Design, drill: Drill, case: Case, workload: Workload) -> tuple[Ground, ...]:
    """Why nothing happens to a workload: what it needs is spared, or is not hit at all."""
    needs = [design.blocks[id_] for id_ in needed(design, workload.id) if id_ in design.blocks]
    kept = tuple(
        Ground(wording.sentence(design, Reason(f"block.settings.{name}", block.id, answer)), block.id)
        for block in needs
        if block.id in case.blocks
        for holding in drill.spared_if
        if holds(design, block, holding)[0]
        for name, answer in holding.settings.items()
    )
    if kept:
        return kept
    names = {
        "workload": wording.name(design, workload.id),
        "blocks": wording.listed(wording.name(design, block.id) for block in needs),
    }
    phrase = "drill_not_hit" if needs else "drill_needs_nothing"
    return (Ground(design.catalogue.phrase(phrase, **names), workload.id),)


def _pressed(design: Design, drill: Drill, workload: Workload) -> Fate:
    outcome, says, path, because, asks = pressed(design, drill, workload)
    return Fate(workload.id, outcome, says, path, because, asks=asks)


def _fallen(design: Design, drill: Drill, case: Case, workload: Workload, *, hopeful: bool) -> Fate:
    """The fate of a workload when blocks are gone or links are cut."""
    spared = dict(_spared(design, drill, case, hopeful))
    loss = Loss(design, case.blocks - spared.keys(), case.cut, hopeful)
    below = needed(design, workload.id)
    touched = [node for node in (workload.id, *below) if node in loss.lost]
    asks = (*(one for open_ in spared.values() for one in open_), *loss.asks(workload, (*below, *case.blocks)))
    path = route(design, workload.id, loss.gone or _ends(design, case))
    if workload.id in loss.down:
        return _stopped(loss, workload, path, asks)
    if touched:
        return _carried(loss, workload, touched[0], path, asks)
    waits = tuple(
        block.id
        for block in design.serving(workload)
        if block.id in loss.down and design.catalogue.kind(block).category != "governance"
    )
    if not waits:
        return replace(_untouched(design, workload, _unhurt(design, drill, case, workload)), asks=asks)
    because = tuple(_said(design, "drill_waits", block=id_) for id_ in waits)
    return replace(_untouched(design, workload, because), waits=waits, path=waits[:1], asks=asks)


def _spared(design: Design, drill: Drill, case: Case, hopeful: bool) -> Iterator[tuple[str, tuple[Ask, ...]]]:
    """The blocks hit that something keeps from being gone."""
    for id_ in sorted(case.blocks):
        for holding in drill.spared_if:
            truth, asks = holds(design, design.blocks[id_], holding)
            if truth or (truth is None and hopeful):
                yield id_, asks


def _stopped(loss: Loss, workload: Workload, path: tuple[str, ...], asks: tuple[Ask, ...]) -> Fate:
    design = loss.design
    if later := loss.later(workload):
        because = tuple(_said(design, "drill_later", block=id_) for id_ in later)
        return Fate(workload.id, "degrades", because[0].says, path, because, later, asks)
    missing = path[-1] if path else min(design.needs[workload.id])
    because = tuple(_said(design, "drill_needs", block=one, other=other) for one, other in pairwise(path))
    says = design.catalogue.phrase(
        "drill_stops", workload=wording.name(design, workload.id), block=wording.name(design, missing)
    )
    return Fate(workload.id, "stops", says, path, because, asks=asks)


def _carried(loss: Loss, workload: Workload, node: str, path: tuple[str, ...], asks: tuple[Ask, ...]) -> Fate:
    design = loss.design
    if node in loss.on_its_own:
        ground = _said(design, "drill_copy" if loss.holds_copy(node) else "drill_alone", block=node)
    else:
        lost = loss.lost[node]
        ground = _said(design, "drill_stands_in", block=lost, other=loss.stand_in(node))
    return Fate(workload.id, "degrades", ground.says, path, (ground,), asks=asks)


def _ended(design: Design, drill: Drill, case: Case, workload: Workload, *, hopeful: bool) -> Fate:
    """The fate of a workload when blocks of it are hit but still there: the worst of the endings of each of them.

    Of endings that come to the same, it is that of the block nearest to the workload.
    """
    own = dict.fromkeys((*needed(design, workload.id), *sorted(block.id for block in design.serving(workload))))
    blocks = [design.blocks[id_] for id_ in own if id_ in case.blocks]
    hit = [block for block in blocks if design.catalogue.kind(block).category != "governance"]
    unhurt = tuple(_said(design, "drill_unharmed", block=block.id) for block in hit)
    worst = _untouched(design, workload, unhurt or _unhurt(design, drill, case, workload))
    told, asks = False, []
    for block in hit:
        ending, open_ = _ending(design, drill, block, hopeful)
        asks += open_
        if ending is not None and (not told or BETTER[ending.outcome] > BETTER[worst.outcome]):
            told = True
            names = {"block": wording.name(design, block.id), "workload": wording.name(design, workload.id)}
            says = ending.says.format_map(names)
            path = route(design, workload.id, (block.id,)) or (block.id,)
            worst = Fate(workload.id, ending.outcome, says, path, (Ground(says, block.id, drill.source),))
    return replace(worst, asks=tuple(sorted(set(asks))))


def _ending(design: Design, drill: Drill, block: Block, hopeful: bool) -> tuple[Ending | None, list[Ask]]:
    """The first ending that holds, those unknown taken as the mood has it, and all that was asked on the way."""
    asks: list[Ask] = []
    for ending in drill.endings:
        truth, open_ = holds(design, block, ending)
        asks += open_
        wished = (ending.outcome != "stops") == hopeful
        if truth or (truth is None and wished):
            return ending, asks
    return None, asks


def _said(design: Design, phrase: str, *, block: str, other: str = "") -> Ground:
    names = {"block": wording.name(design, block), "other": wording.name(design, other) if other else ""}
    return Ground(design.catalogue.phrase(phrase, **names), block)


def _with_help(design: Design, drill: Drill, case: Case, fate: Fate) -> Fate:
    """A fate with the preparations that would have made it a better one; each is tried."""
    if fate.outcome == "survives":
        return fate
    helps = []
    for preparation in drill.prepare:
        edit = _edit(design, preparation, case, fate)
        after = _after(design, drill, case, fate.workload, edit) if edit else None
        if edit and after and BETTER[after.outcome] < BETTER[fate.outcome]:
            shown = [id_ for id_ in fate.path if id_ in design.blocks]
            block = next((id_ for id_ in shown if id_ in case.blocks), next(iter(shown), fate.workload))
            names = {"block": wording.name(design, block), "workload": wording.name(design, fate.workload)}
            helps.append(Helps(preparation.says.format_map(names), edit, after.outcome))
    return replace(fate, helps=tuple(helps))


def _edit(design: Design, preparation: Preparation, case: Case, fate: Fate) -> Edit | None:
    """What a preparation does to the plan; None where there is nothing it applies to."""
    option = design.option.id
    concerned = [design.blocks[id_] for id_ in sorted({*fate.path, *case.blocks, *fate.waits} & design.blocks.keys())]
    if preparation.add:
        on_path = [id_ for id_ in fate.path if id_ in design.blocks]
        new = Block(
            id=_free(design, preparation.add),
            kind=preparation.add,
            covers=tuple(dict.fromkeys((*on_path[:1], *on_path[-1:]))),
            settings=preparation.settings,
        )
        return Add(option=option, blocks=(new,)) if on_path else None
    changes = [
        Change(option=option, id=block.id, changes={"settings": dict(preparation.settings)})
        for block in concerned
        if design.catalogue.kind(block).settings.keys() >= preparation.settings.keys()
        and any(block.settings.get(name) != answer for name, answer in preparation.settings.items())
    ]
    return Together(edits=tuple(changes)) if changes else None


def _after(design: Design, drill: Drill, case: Case, workload: str, edit: Edit) -> Fate | None:
    try:
        plan = edit.apply(design.plan)
    except Refused:
        return None
    prepared = Design(plan, plan.option(design.option.id), design.catalogue)
    same = next((one for one in cases(prepared, drill) if one.what == case.what), None)
    if drill.effect in ("dearer", "busier"):
        same = case
    there = prepared.workloads[workload]
    return _fate(prepared, drill, same, there) if same else _untouched(prepared, there, ())


def _free(design: Design, kind: str) -> str:
    """An id for a new block that nothing has."""
    taken = set(design.plan.ids(design.option))
    number = 1
    while (name := kind if number == 1 else f"{kind}_{number}") in taken:
        number += 1
    return name
