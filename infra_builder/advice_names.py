"""Whether what the entries of advice name exists: kinds, settings, figures, ranges, drills, and names in braces."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import get_args

from infra_builder.advising import (
    EVERY_KIND,
    Drill,
    Evidence,
    FigureName,
    KindCost,
    Measure,
    Phrase,
    Range,
    RoadmapStage,
    Settings,
    Sourcing,
)
from infra_builder.placeholders import only
from infra_builder.problems import unknown

_CONTRASTS: Mapping[str, frozenset[str]] = {
    **{f"model_{kind}": frozenset() for kind in (
        "none", "enterprise_ai_tool", "prebuilt_ai_api", "managed_model_api", "managed_ml_platform",
        "self_hosted_model", "edge_inference",
    )},
    **{name: frozenset() for name in (
        "work_none", "compute_none", "no_place", "data_none", "zones_none", "skills_none", "team_unknown", "team_has",
        "no_fallback", "leave_low", "leave_medium", "leave_high", "growth_unknown", "growth_end",
    )},
    **{name: frozenset({"blocks"}) for name in ("trained", "idle", "counts", "effort_most", "reserved")},
    "work_and_users": frozenset({"workload", "stage", "users"}),
    "work_stage": frozenset({"workload", "stage"}),
    "work_users": frozenset({"workload", "users"}),
    "work_unknown": frozenset({"workload"}),
    "named": frozenset({"names"}),
    "few": frozenset({"names", "count"}),
    "count": frozenset({"count", "kind"}),
    "more": frozenset({"count"}),
    "cards": frozenset({"count"}),
    "busy": frozenset({"percent"}),
    "kept": frozenset({"place", "stores"}),
    "copy": frozenset({"block", "other"}),
    "missing": frozenset({"skills"}),
    "effort": frozenset({"low", "high"}),
    "falls_back": frozenset({"block", "other"}),
    "catches": frozenset({"block"}),
    "because": frozenset({"kind", "because"}),
    "growth": frozenset({"stage", "days"}),
    "growth_none": frozenset({"stage"}),
    "growth_decide": frozenset({"stage"}),
}  # fmt: skip
"""The sentences that designs are set against each other with."""
PHRASES: Mapping[str, frozenset[str]] = {
    "drill_untouched": frozenset({"workload"}),
    "drill_nowhere": frozenset(),
    "drill_not_hit": frozenset({"workload", "blocks"}),
    "drill_needs_nothing": frozenset({"workload"}),
    "drill_unharmed": frozenset({"block"}),
    "drill_same_cost": frozenset({"workload", "low", "high"}),
    "drill_open": frozenset({"workload"}),
    "drill_assumed": frozenset({"workload", "blocks"}),
    "drill_unlinked": frozenset({"workload", "blocks"}),
    "drill_stops": frozenset({"workload", "block"}),
    "drill_stands_in": frozenset({"block", "other"}),
    "drill_needs": frozenset({"block", "other"}),
    "drill_alone": frozenset({"block"}),
    "drill_copy": frozenset({"block"}),
    "drill_later": frozenset({"block"}),
    "drill_waits": frozenset({"block"}),
    "drill_price_open": frozenset(),
    "drill_over_budget": frozenset({"low", "high", "budget"}),
    "drill_limit": frozenset({"block", "budget"}),
    "drill_in_budget": frozenset({"low", "high", "budget"}),
    "drill_may_exceed": frozenset({"low", "high", "budget"}),
    "drill_no_budget": frozenset({"low", "high"}),
    "drill_full": frozenset({"block", "percent"}),
    "ask_budget": frozenset(),
    "clears_no_longer": frozenset({"says"}),
    "budget_surely": frozenset({"low", "high", "budget"}),
    "budget_possibly": frozenset({"low", "high", "budget"}),
    "budget_within": frozenset({"low", "high", "budget"}),
    "own_price": frozenset({"meaning", "low", "high", "unit", "source"}),
    "own_price_exact": frozenset({"meaning", "low", "unit", "source"}),
    "own_price_unsaid": frozenset(),
    "place_fits": frozenset({"workload", "place"}),
    "place_differs": frozenset({"workload", "place", "best"}),
    "place_nowhere": frozenset({"workload", "best"}),
    "training_fits": frozenset({"workload", "place"}),
    "training_differs": frozenset({"workload", "place", "best"}),
    "training_nowhere": frozenset({"workload", "best"}),
    "hpc_hours_given": frozenset({"low"}),
    "hpc_none": frozenset(),
    "hpc_light": frozenset({"workload", "kind"}),
    "hpc_light_unknown": frozenset({"workload"}),
    "dear_line": frozenset({"block", "low", "high"}),
    "unit_share": frozenset({"workload", "low", "high"}),
    "hpc_rent": frozenset({"limit"}),
    "hpc_prepare": frozenset({"count"}),
    "hpc_playground": frozenset(),
    "hpc_fast_lane": frozenset({"limit"}),
    "hpc_large_scale": frozenset({"limit"}),
    "hpc_skill": frozenset(),
    **{f"contrast_{name}": names for name, names in _CONTRASTS.items()},
    **{f"amount_{measure}": frozenset({"low", "high"}) for measure in get_args(Measure)},
    **{f"amount_{measure}_exact": frozenset({"low"}) for measure in get_args(Measure)},
}
"""The sentences that advice is said with, each with the names that may stand in it."""

Stray = tuple[str, str, tuple[str | int, ...], str]
"""Group, entry, where in it, and what is wrong there."""


def strays(groups: Mapping[str, Mapping[str, object]], known: Mapping[str, Collection[str]]) -> Iterator[Stray]:
    """What the entries of the groups of advice name that there is not.

    `known` has the names of kinds, settings, figures, ranges and drills.
    """
    for group, entries in groups.items():
        for id_, entry in entries.items():
            for where, sort, name in _named(id_, entry):
                if name not in known[sort]:
                    yield group, id_, where, unknown(sort, name, known[sort])
            if isinstance(entry, Phrase):
                yield from ((group, id_, ("says",), text) for text in _misfit(entry, PHRASES.get(id_, frozenset())))


def _misfit(phrase: Phrase, names: frozenset[str]) -> Iterator[str]:
    check: Callable[[str], str] = only(*names)
    try:
        check(phrase.says)
    except ValueError as error:
        yield str(error)


Named = tuple[tuple[str | int, ...], str, str]
"""Where a name stands, what it should be the name of, and the name."""


def _named(id_: str, entry: object) -> Iterator[Named]:
    match entry:
        case Drill():
            for at, picks in enumerate(entry.hits):
                yield from _names(("hits", at), picks.kinds, picks.settings)
            for part, holdings in (("spared_if", entry.spared_if), ("endings", entry.endings)):
                for at, holding in enumerate(holdings):
                    yield from _names((part, at), holding.controls, {**holding.settings, **holding.origin}, "controls")
            for at, one in enumerate(entry.prepare):
                yield from _names(("prepare", at), (), one.settings)
                if one.add:
                    yield ("prepare", at, "add"), "kind", one.add
        case Range():
            for end in ("low", "high"):
                value = getattr(entry, end)
                if isinstance(value, FigureName):
                    yield (end, "figure"), "figure", value.figure
        case KindCost():
            if id_ != EVERY_KIND:
                yield (), "kind", id_
            for at, line in enumerate(entry.lines):
                yield from ((("lines", at, "times", n), "measure or range", name) for n, name in enumerate(line.times))
                yield from _names(("lines", at), (), line.only_if)
        case RoadmapStage():
            yield from _names((), entry.kinds, {})
        case Evidence():
            yield from _names((), (), entry.settings)
            if entry.kind:
                yield ("kind",), "kind", entry.kind
            if entry.drill:
                yield ("drill",), "drill", entry.drill
        case Sourcing():
            yield (), "kind", id_


def _names(
    where: tuple[str | int, ...], kinds: tuple[str, ...], settings: Settings, field: str = "kinds"
) -> Iterator[Named]:
    yield from (((*where, field, at), "kind", kind) for at, kind in enumerate(kinds))
    yield from (((*where, "settings", name), "setting", name) for name in settings)
