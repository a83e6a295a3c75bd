"""The picture of an edit that is not made yet: the difference between the plan before and after it."""

from __future__ import annotations

from exports.picture.overlay import overlay
from exports.picture.scene import Scene
from infra_builder.comparing import compared
from infra_builder.edits import Edit
from infra_builder.knowledge import Knowledge
from infra_builder.matching import Side
from infra_builder.plan import Plan
from ui.document import settled


def ghosts(plan: Plan, option_id: str, edit: Edit, knowledge: Knowledge) -> Scene:
    """The option with the edit as ghosts: added dashed, removed struck, changed and moved marked. Raises Refused."""
    after = settled(edit.apply(plan), knowledge)
    sides = Side(plan, plan.option(option_id)), Side(after, after.option(option_id))
    return overlay(compared(*sides, alike=False), knowledge.catalogue).scene
