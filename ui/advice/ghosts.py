"""The picture of an edit that is not made yet: what it adds, what it takes away, what it changes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from exports.picture.looks import Marks
from exports.picture.scene import Scene, scene
from infra_builder.catalogue import Catalogue
from infra_builder.edits import Edit
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan, Zone
from ui.document import settled


def ghosts(plan: Plan, option_id: str, edit: Edit, knowledge: Knowledge) -> Scene:
    """The option with the edit as ghosts: added dashed, removed struck, changed outlined. Raises Refused."""
    before = plan.option(option_id)
    after = settled(edit.apply(plan), knowledge)
    both = _both(before, after.option(option_id), knowledge.catalogue)
    return scene(after, both, knowledge.catalogue, _marks(before, after.option(option_id)))


def _both(before: Option, after: Option, catalogue: Catalogue) -> Option:
    """An option with everything that was and that will be."""
    blocks, zones = {block.id for block in after.blocks}, {zone.id for zone in after.zones}
    flows = {flow.id for flow in after.flows}
    going = (zone.but(name=_goes(zone, catalogue)) for zone in before.zones if zone.id not in zones)
    return after.but(
        zones=(*after.zones, *going),
        blocks=(*after.blocks, *(block for block in before.blocks if block.id not in blocks)),
        flows=(*after.flows, *(flow for flow in before.flows if flow.id not in flows)),
    )


def _goes(zone: Zone, catalogue: Catalogue) -> str:
    """The name of a place that is given up, which has no mark of its own."""
    name = zone.name or catalogue.environments[zone.environment].name
    return QCoreApplication.translate("Advice", "{place} (goes)").format(place=name)


def _marks(before: Option, after: Option) -> Marks:
    was, now = before.by_id, after.by_id
    changed = frozenset(id_ for id_ in was.keys() & now.keys() if was[id_] != now[id_])
    return Marks(added=frozenset(now.keys() - was.keys()), removed=frozenset(was.keys() - now.keys()), selected=changed)
