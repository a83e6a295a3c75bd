"""The differences between two designs as JSON: one object a pair, on one line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from exports.compare_words import Teller
from infra_builder.comparing import Differences, FieldChange, FindingDifferences
from infra_builder.matching import Match
from infra_builder.report import Finding, OptionReport


def differences_to_json(
    paths: tuple[str, str], reports: tuple[OptionReport, OptionReport], teller: Teller, findings: FindingDifferences
) -> str:
    """What differs, with the ids of the side each stands on, values as plans have them and in words."""
    said = teller.differences
    found = {
        "before": _side(paths[0], reports[0]),
        "after": _side(paths[1], reports[1]),
        "different": said.any,
        "situation": [_field(teller, None, change) for change in said.situation],
        "added": [{"sort": one.sort, "id": one.id, "name": teller.after(one.id)} for one in said.added],
        "removed": [{"sort": one.sort, "id": one.id, "name": teller.before(one.id)} for one in said.removed],
        "changed": [
            {**_match(teller, one.match), "fields": [_field(teller, one.match, change) for change in one.fields]}
            for one in said.changed
        ],
        "moved": _moved(teller, said),
        "unsure": [_match(teller, match) for match in said.unsure],
        "findings": {
            "new": _findings(findings.new),
            "cleared": _findings(findings.cleared),
            "unchanged": _findings(findings.unchanged),
        },
    }
    return json.dumps(found, ensure_ascii=False, allow_nan=False)


def left_out_to_json(path: str, options: Iterable[str]) -> str:
    """The ids of the options of a plan that nothing was compared with."""
    return json.dumps({"plan": path, "not_compared": list(options)}, ensure_ascii=False)


def _side(path: str, report: OptionReport) -> Mapping[str, Any]:
    return {"plan": path, "option": report.id, "name": report.name, "flags": list(report.flags)}


def _match(teller: Teller, match: Match) -> dict[str, Any]:
    return {
        "sort": match.sort,
        "before": match.before,
        "after": match.after,
        "name": teller.after(match.after),
        "sure": match.sure,
    }


def _field(teller: Teller, match: Match | None, change: FieldChange) -> Mapping[str, Any]:
    before, after = teller.values(match, change)
    return {
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "says": {"field": teller.label(change.field), "before": before, "after": after},
    }


def _moved(teller: Teller, said: Differences) -> list[Mapping[str, Any]]:
    return [
        {
            **_match(teller, one.match),
            "zone_before": one.before,
            "zone_after": one.after,
            "environment_changed": one.environment,
            "says": {"before": teller.before(one.before), "after": teller.after(one.after)},
        }
        for one in said.moved
    ]


def _findings(findings: Iterable[Finding]) -> list[Mapping[str, Any]]:
    return [{"rule": one.rule, "about": one.about, "flag": one.flag, "says": one.says} for one in findings]
