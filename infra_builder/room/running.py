"""How a workshop goes on from part to part, and what groups may change meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from infra_builder.plan import Plan
from infra_builder.room.workshop import Locked, Workshop


def begin(workshop: Workshop, part: int) -> Workshop:
    """The workshop with a part of its agenda running, counted from 0: what it hides and locks holds from now on.

    The clock is that of the part before no longer. Raises IndexError where there is no such part.
    """
    if not 0 <= part < len(workshop.agenda):
        raise IndexError(part)
    begun = workshop.agenda[part]
    return workshop.but(running=part, clock=None, hidden=begun.hides, locked=begun.locks)


def ended(workshop: Workshop) -> Workshop:
    """The workshop with no part running: nothing is hidden or locked."""
    return workshop.but(running=None, clock=None, hidden=(), locked=())


def allowed(before: Plan, after: Plan, locked: Iterable[Locked]) -> str:
    """Why a plan may not become another one while parts are locked; "" where it may.

    Asked for steps, for taking them back and for doing them again alike. Where things stand on the canvas may always
    change.
    """
    if before is after:
        return ""
    return next((_WHY[part] for part in locked if _HELD[part](before) != _HELD[part](after)), "")


def _title(plan: Plan) -> object:
    return plan.title, plan.organisation, plan.footer, plan.logo


def _workloads(plan: Plan) -> object:
    return [workload.model_dump(exclude={"at"}) for workload in plan.workloads]


_HELD: Mapping[Locked, Callable[[Plan], object]] = {
    "title": _title,
    "situation": lambda plan: plan.situation,
    "workloads": _workloads,
    "options": lambda plan: [option.id for option in plan.options],
}
_WHY: Mapping[Locked, str] = {
    "title": "Title and organisation are kept as they are in this part of the workshop.",
    "situation": "The situation is kept as it is in this part of the workshop.",
    "workloads": "The workloads are kept as they are in this part of the workshop.",
    "options": "No option is added, removed or put elsewhere in this part of the workshop.",
}
