"""Which thing of one design is which of another: by id, then by kind, name and role in the graph.

Two designs by different people share few ids. What is alike is found from what is matched already: pairs that are the
only ones of their kind and name, or of their kind and links, are matched first, and their neighbours follow from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from infra_builder.plan import Flow, Option, Plan

Sort = Literal["workload", "zone", "block", "flow"]
Link = tuple[str, str]
"""What links two things, seen from one of them, and the id of the other as the later design has it."""


@dataclass(frozen=True, slots=True)
class Side:
    """An option with the plan that it is part of."""

    plan: Plan
    option: Option


@dataclass(frozen=True, slots=True)
class Match:
    """A thing under its ids before and after.

    `sure`: it has the same id and still its kind or its name, or it is the only one of its kind and its own name. A
    link is as sure as its ends.
    """

    sort: Sort
    before: str
    after: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a workload, zone or block is known by; `links` are pairs of what links it and the id of the other."""

    sort: Sort
    id: str
    kind: str
    name: str
    links: tuple[Link, ...]


_Key = tuple[object, ...]
_Keys = Callable[[_Thing, frozenset[Link]], Iterator[_Key]]


def matched(before: Side, after: Side, *, alike: bool = True) -> tuple[Match, ...]:
    """The things that stand in both designs, in the order of the first: workloads, zones, blocks, then flows.

    Each is in one match at most, and only with one of its own sort. Where it is not to look for what is `alike`, ids
    alone decide: that is how one edit is followed, which may put one thing in the place of another like it.
    """
    old, new = _things(before), _things(after)
    pairs = {
        id_: Match(thing.sort, id_, id_, _still_the_same(thing, new[id_]))
        for id_, thing in old.items()
        if id_ in new and new[id_].sort == thing.sort
    }
    if alike:
        _match_alike(old, new, pairs)
    nodes = tuple(pairs[id_] for id_ in old if id_ in pairs)
    return (*nodes, *_flows(before.option.flows, after.option.flows, pairs))


def _still_the_same(one: _Thing, other: _Thing) -> bool:
    return one.kind == other.kind or (bool(one.name) and one.name == other.name)


def _things(side: Side) -> dict[str, _Thing]:
    links: dict[str, list[Link]] = defaultdict(list)

    def link(source: str, how: str, target: str) -> None:
        links[source].append((how, target))
        links[target].append((f"{how} from", source))

    for flow in side.option.flows:
        link(flow.source, flow.kind, flow.target)
    for block in side.option.blocks:
        if block.zone is not None:
            link(block.id, "stands in", block.zone)
        for covered in block.covers:
            link(block.id, "covers", covered)
    known: list[tuple[Sort, str, str, str]] = [
        *(("workload", work.id, work.kind or "", work.name) for work in side.plan.workloads),
        *(("zone", zone.id, zone.environment, zone.name) for zone in side.option.zones),
        *(("block", block.id, block.kind, block.name) for block in side.option.blocks),
    ]
    return {id_: _Thing(sort, id_, kind, name.strip().casefold(), tuple(links[id_])) for sort, id_, kind, name in known}


def _match_alike(old: Mapping[str, _Thing], new: Mapping[str, _Thing], pairs: dict[str, Match]) -> None:
    """Match what has no id in common, the most telling likeness first; each match may tell of others."""
    taken = {match.after for match in pairs.values()}
    rest, others = [old[id_] for id_ in old if id_ not in pairs], [new[id_] for id_ in new if id_ not in taken]
    while found := _next_alike(rest, others, pairs):
        pairs |= {match.before: match for match in found}
        gone = {match.after for match in found}
        rest = [thing for thing in rest if thing.id not in pairs]
        others = [thing for thing in others if thing.id not in gone]


def _next_alike(rest: list[_Thing], others: list[_Thing], pairs: Mapping[str, Match]) -> list[Match]:
    """The matches of the most telling likeness that tells of any."""
    if not rest or not others:
        return []
    to = {match.before: match.after for match in pairs.values()}
    roles = [(thing, frozenset((how, to[end]) for how, end in thing.links if end in to)) for thing in rest]
    known = set(to.values())
    other_roles = [(thing, frozenset(link for link in thing.links if link[1] in known)) for thing in others]
    for keys in (_name, _role, _one_link, _kind):
        by_key, by_other = _buckets(roles, keys), _buckets(other_roles, keys)
        if found := list(_only_ones(by_key, by_other, sure=keys is _name)):
            return found
    same, same_others = _buckets(roles, _name_and_role), _buckets(other_roles, _name_and_role)
    for key, things in same.items():  # Nothing tells them apart, so that one is as good as the other.
        if key in same_others:
            return [Match(things[0].sort, things[0].id, same_others[key][0].id, sure=False)]
    return []


def _buckets(roles: Iterable[tuple[_Thing, frozenset[Link]]], keys: _Keys) -> dict[_Key, list[_Thing]]:
    found: dict[_Key, list[_Thing]] = defaultdict(list)
    for thing, role in roles:
        for key in keys(thing, role):
            found[(thing.sort, thing.kind, *key)].append(thing)
    return found


def _only_ones(
    by_key: Mapping[_Key, list[_Thing]], by_other: Mapping[_Key, list[_Thing]], *, sure: bool
) -> Iterator[Match]:
    """Those that alone have a key on either side. A thing whose keys lead to several things is in the first match."""
    done: set[str] = set()
    done_others: set[str] = set()
    for key, things in by_key.items():
        others = by_other.get(key, ())
        if len(things) == len(others) == 1 and things[0].id not in done and others[0].id not in done_others:
            done.add(things[0].id)
            done_others.add(others[0].id)
            yield Match(things[0].sort, things[0].id, others[0].id, sure)


def _name(thing: _Thing, role: frozenset[Link]) -> Iterator[_Key]:  # noqa: ARG001 - one of several likenesses
    if thing.name:
        yield (thing.name,)


def _role(thing: _Thing, role: frozenset[Link]) -> Iterator[_Key]:  # noqa: ARG001 - one of several likenesses
    if role:
        yield (role,)


def _one_link(thing: _Thing, role: frozenset[Link]) -> Iterator[_Key]:  # noqa: ARG001 - one of several likenesses
    yield from sorted(role)


def _kind(thing: _Thing, role: frozenset[Link]) -> Iterator[_Key]:  # noqa: ARG001 - one of several likenesses
    yield ()


def _name_and_role(thing: _Thing, role: frozenset[Link]) -> Iterator[_Key]:
    yield thing.name, role


def _flows(before: Iterable[Flow], after: Iterable[Flow], pairs: Mapping[str, Match]) -> Iterator[Match]:
    """Flows by id, then those of the same kind between the same things, in their order."""
    free = {flow.id: flow for flow in after}
    alike: dict[_Key, list[str]] = defaultdict(list)
    old = list(before)
    known = {flow.id for flow in old}
    for flow in free.values():
        if flow.id not in known:
            alike[flow.source, flow.kind, flow.target].append(flow.id)
    for flow in old:
        source, target = pairs.get(flow.source), pairs.get(flow.target)
        sure = all(end is None or end.sure for end in (source, target))
        if flow.id in free:
            yield Match("flow", flow.id, flow.id, sure)
        elif source and target and (left := alike.get((source.after, flow.kind, target.after))):
            yield Match("flow", flow.id, left.pop(0), sure)
