"""The main links of a design, merged between places: what a large plan shows of its links on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from infra_builder.design import Design
from infra_builder.plan import Flow
from infra_builder.vocabulary import SUPPORT_FLOWS, highest, rank

FEWEST: Final = 6
"""So many strands at least are main ones, and otherwise as many as there are places."""


@dataclass(frozen=True)
class Strand:
    """All links between two places. `count` of them; `back`: some lead from the second place to the first.

    `data`: the most protected class that travels here, None where nobody said; `gb`: gigabytes a month, as far as they
    are known. `support`: no data travel here. `served`: it is on the way to what a workload needs.
    """

    ends: tuple[str, str]
    count: int
    back: bool
    data: str | None
    gb: float
    support: bool
    served: bool


def strands(design: Design, home: Mapping[str, str]) -> tuple[Strand, ...]:
    """The links between the places in which things are at `home`, merged; links inside a place are left out."""
    merged: dict[frozenset[str], list[Flow]] = {}
    for flow in design.option.flows:
        ends = frozenset((home[flow.source], home[flow.target]))
        if len(ends) == 2:
            merged.setdefault(ends, []).append(flow)
    reached = _reached(design)
    return tuple(_strand(design, flows, home, reached) for flows in merged.values())


def main(every: Iterable[Strand], workloads: Iterable[str]) -> tuple[Strand, ...]:
    """The strands that matter most, those first, and not many more than there are places.

    The workloads' own come first, then what carries the most protected data of all or the most gigabytes, then what
    serves workloads.
    """
    every, users = tuple(every), frozenset(workloads)
    top = highest("sensitivity", (strand.data for strand in every))
    most = max((strand.gb for strand in every), default=0.0)
    places = {end for strand in every for end in strand.ends}

    def stands_out(strand: Strand) -> bool:
        return (top is not None and strand.data == top) or (most > 0 and strand.gb == most)

    def weight(strand: Strand) -> tuple[float, ...]:
        protection = rank("sensitivity", strand.data) if strand.data else -1
        return _of(strand, users), stands_out(strand), strand.served, protection, strand.gb, strand.count

    own = sum(_of(strand, users) for strand in every)
    kept = sorted(every, key=weight, reverse=True)[: max(FEWEST, len(places), own)]
    return tuple(strand for strand in kept if _of(strand, users) or stands_out(strand) or strand.served)


def _strand(design: Design, flows: list[Flow], home: Mapping[str, str], reached: frozenset[str]) -> Strand:
    first = home[flows[0].source], home[flows[0].target]
    carrying = [flow for flow in flows if flow.kind not in SUPPORT_FLOWS]
    return Strand(
        first,
        len(flows),
        any(home[flow.source] != first[0] for flow in flows),
        highest("sensitivity", (design.carries(flow) for flow in carrying)),
        sum(flow.gb_per_month or 0.0 for flow in flows),
        not carrying,
        any(flow.source in reached and flow.target in reached for flow in flows),
    )


def _reached(design: Design) -> frozenset[str]:
    """Every workload, and all that they cannot work without."""
    found, waiting = set(design.workloads), list(design.workloads)
    while waiting:
        further = design.needs[waiting.pop()] - found
        found |= further
        waiting += further
    return frozenset(found)


def _of(strand: Strand, workloads: frozenset[str]) -> bool:
    return not workloads.isdisjoint(strand.ends)
