"""How the groups of a workshop stand as JSON, for scripts: one object on one line."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from infra_builder.room.looks import Look, Room
from infra_builder.room.workshop import Workshop


def room_to_json(path: str, workshop: Workshop, room: Room) -> str:
    """The workshop in a file and every group, with the plan that could be read last where `current` is false."""
    told = {
        "workshop": path,
        "title": workshop.title,
        "date": workshop.date,
        "problem": room.problem,
        "groups": [_group(look) for look in room.looks],
        "strangers": [stranger.name for stranger in room.strangers],
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False)


def _group(look: Look) -> dict[str, Any]:
    return {
        "id": look.group.id,
        "name": look.group.name,
        "plan": look.group.plan,
        "state": look.state,
        "current": look.current,
        "flags": list(look.flags) or (["balanced"] if look.report is not None else []),
        "questions": look.questions,
        "progress": asdict(look.progress),
        "changed": None if look.changed is None else datetime.fromtimestamp(look.changed, UTC).isoformat(),
        "ahead_seconds": round(look.ahead),
        "holder": look.holder,
        "copies": [copy.name for copy in look.copies],
        "problems": [str(problem) for problem in look.problems],
    }
