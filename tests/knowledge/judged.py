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
    """A setup, the flags it deserves, and the blocks that each concern which must be raised is about.

    `settings_decide`: without answers about blocks, the verdict would be another one.
    """

    id: str
    flags: tuple[str, ...]
    about: tuple[tuple[str, ...], ...]
    settings_decide: bool
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
        Judged(
            id_,
            tuple(sorted(fields["flags"])),
            tuple(map(tuple, fields.get("about", ()))),
            fields.get("settings_decide", False),
            fields,
        )
        for id_, fields in written_out.items()
    )


def _plan(fields: Mapping[str, Any], *, answers: bool) -> dict[str, Any]:
    zones = [
        {"id": id_, "environment": id_, "owner": "IT", "reasons": fields.get("reasons", []), **_zone(fields, id_)}
        for id_ in fields["blocks"]
        if id_
    ]
    blocks = [
        _block(fields, id_, kind, zone, answers=answers)
        for zone, kinds in fields["blocks"].items()
        for id_, kind in kinds.items()
        if id_ not in fields.get("without", ())
    ]
    return {
        "infra_builder": 1,
        "title": fields["id"],
        "situation": fields["situation"],
        "workloads": [{"id": "work", **fields["workload"]}],
        "options": [
            {"id": "a", "zones": zones, "blocks": blocks, "flows": [_flow(fields, *one) for one in fields["flows"]]}
        ],
    }


def _zone(fields: Mapping[str, Any], id_: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = fields.get("zones", {}).get(id_, {})
    return found


def _block(fields: Mapping[str, Any], id_: str, kind: str, zone: str, *, answers: bool) -> dict[str, Any]:
    owner = "" if id_ in fields.get("unowned", ()) else "Somebody"
    settings = fields["answers"].get(id_, {}) if answers else {}
    block = {"id": id_, "kind": fields.get("kinds", {}).get(id_, kind), "owner": owner, "settings": settings}
    return {**block, "zone": zone} if zone else block


def _flow(
    fields: Mapping[str, Any], source: str, kind: str, target: str, data: str | None = None, amount: float | None = None
) -> dict[str, Any]:
    flow = {"from": source, "to": target, "kind": kind}
    masked = target in fields.get("masked", ())
    return {**flow, "data": data, "gb_per_month": amount, "masked": masked} if data else flow
