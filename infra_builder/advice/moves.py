"""What the search for a repair may do: the remedies of findings as edits, and decisions that it leaves to people.

No move speaks for a person. An edit that would name an owner or a reason, or ask less of the work itself, becomes a
decision, and so does a remedy that no edit can do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from infra_builder.catalogue import Catalogue
from infra_builder.edits import Add, Change, ChangeSituation, Edit, Remove, Together
from infra_builder.plan import Option, Plan, Zone
from infra_builder.report import Finding

_COMMITMENTS = frozenset({"owner", "reasons"})


Mark = str
"""Names what a move does: the same for two moves that do the same."""


@dataclass(frozen=True)
class Move:
    """One thing that can be done about a finding.

    `days` is its effort in working days, `edit` what it does in the plan, None where a person has to decide. `finding`
    is the key of the finding that offers it.
    """

    key: str
    finding: str
    says: str
    days: float
    edit: Edit | None

    @cached_property
    def mark(self) -> Mark:
        """What it does: two findings that offer the same edit offer one move."""
        return repr(self.edit) if self.edit else self.key

    @property
    def adds(self) -> bool:
        """Whether it adds something to the drawing; what did not help once does not when added again."""
        parts = self.edit.edits if isinstance(self.edit, Together) else (self.edit,)
        return any(isinstance(part, Add) for part in parts)


def moves(found: Finding, plan: Plan, option: Option, catalogue: Catalogue) -> tuple[Move, ...]:
    """The moves that a finding of an option offers: edits, and one decision where a person may or must settle it."""
    edits: list[Move] = []
    left: list[Move] = []
    offers_commitment = False
    for number, remedy in enumerate(found.remedies):
        done = tuple(_ways(remedy.edit, option, catalogue)) if remedy.edit and not remedy.commits else ()
        done = tuple(edit for edit in done if not speaks_for_people(edit, plan))
        for way, edit in enumerate(done):
            edits.append(Move(f"{found.key}:{number}.{way}", found.key, remedy.says, remedy.days, edit))
        if not done:
            left.append(Move(f"{found.key}:decide", found.key, remedy.says, remedy.days, None))
        offers_commitment |= remedy.commits
    if edits and not offers_commitment:
        return tuple(edits)
    least = min(left, key=lambda move: move.days, default=None)
    return (*edits, least or _decision(found))


def last_resort(found: Finding) -> Move:
    """The decision that remains where nothing on offer clears a finding: the least of what was offered, by hand."""
    least = min(found.remedies, key=lambda remedy: remedy.days, default=None)
    if least is None:
        return _decision(found)
    return Move(f"{found.key}:decide", found.key, least.says, least.days, None)


def _decision(found: Finding) -> Move:
    return Move(f"{found.key}:decide", found.key, found.do, 0.0, None)


def speaks_for_people(edit: Edit, plan: Plan) -> bool:
    """Whether an edit names an owner or a reason, changes what is asked of the work, or takes work away."""
    workloads = {workload.id for workload in plan.workloads}
    match edit:
        case Together():
            return any(speaks_for_people(part, plan) for part in edit.edits)
        case Change():
            return edit.id in workloads or not _COMMITMENTS.isdisjoint(edit.changes) or "data" in edit.changes
        case Remove():
            return not workloads.isdisjoint(edit.ids)
    return isinstance(edit, ChangeSituation)


def _ways(edit: Edit, option: Option, catalogue: Catalogue) -> Iterator[Edit]:
    """The ways to do an edit. Where a zone is given up, its blocks find a place in another that suits all of them."""
    gone = [option.by_id.get(id_) for id_ in edit.ids] if isinstance(edit, Remove) else []
    zones = [item.id for item in gone if isinstance(item, Zone)]
    homeless = [block for block in option.blocks if block.zone in zones]
    if not homeless:
        yield edit
        return
    for zone in option.zones:
        fits = all(zone.environment in catalogue.kind(block).environments for block in homeless)
        if zone.id not in zones and fits:
            moved = (Change(option=option.id, id=block.id, changes={"zone": zone.id}) for block in homeless)
            yield Together(edits=(*moved, edit))
