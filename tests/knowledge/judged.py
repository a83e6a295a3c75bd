"""The judged setups of judgement.yaml as plans."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from infra_builder import planfile
from infra_builder.catalogue import Catalogue
from infra_builder.plan import Plan


@dataclass(frozen=True)
class Judged:
    """A setup, the flags it deserves, and the blocks that each concern which must be raised is about."""

    id: str
    flags: tuple[str, ...]
    about: tuple[tuple[str, ...], ...]
    fields: Mapping[str, Any]

    def plan(self, catalogue: Catalogue, *, answers: bool = True) -> Plan:
        """The setup as a plan; without `answers` no question about a block is answered."""
        # JSON is YAML too, and has no anchors, which plan files may not have.
        return planfile.from_text(json.dumps(_plan(self.fields, answers=answers)), self.id, catalogue)


def judged() -> tuple[Judged, ...]:
    """Every judged setup, with what it shares with its pair written out."""
    entries = yaml.safe_load((Path(__file__).parent / "judgement.yaml").read_text(encoding="utf-8"))["cases"]
    written_out: dict[str, dict[str, Any]] = {}
    for entry in entries:
        shared = written_out.get(entry.get("like"), {})
        written_out[entry["id"]] = {
            **shared,
            **entry,
            "workload": {**shared.get("workload", {}), **entry.get("workload", {})},
        }
    return tuple(
        Judged(id_, tuple(sorted(fields["flags"])), tuple(map(tuple, fields.get("about", ()))), fields)
        for id_, fields in written_out.items()
    )


def _plan(fields: Mapping[str, Any], *, answers: bool) -> dict[str, Any]:
    zones, blocks = [], []
    for environment, kinds in fields["blocks"].items():
        zones.append(
            {"id": environment, "environment": environment, "owner": "IT", "reasons": fields.get("reasons", [])}
        )
        for id_, kind in kinds.items():
            if id_ not in fields.get("without", ()):
                settings = fields["answers"].get(id_, {}) if answers else {}
                block = {"id": id_, "kind": kind, "zone": environment, "owner": "Somebody"}
                blocks.append({**block, "settings": settings})
    flows = [
        {
            "from": source,
            "to": target,
            "kind": kind,
            "data": data,
            "gb_per_month": amount,
            "masked": target in fields.get("masked", ()),
        }
        for source, kind, target, data, amount in fields["flows"]
    ]
    return {
        "infra_builder": 1,
        "title": fields["id"],
        "situation": fields["situation"],
        "workloads": [{"id": "work", **fields["workload"]}],
        "options": [{"id": "a", "zones": zones, "blocks": blocks, "flows": flows}],
    }
