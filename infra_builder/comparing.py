"""What differs between two designs: added, removed, changed field by field, moved; and what that does to the findings.

Where things stand on the canvas is no difference, nor are ids, the order of lists, titles, and what was decided about
findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from infra_builder.matching import Match, Side, Sort, matched
from infra_builder.plan import Block, Flow, Option, Plan, Value, Workload, Zone
from infra_builder.report import Finding, OptionReport

Item = Workload | Zone | Block | Flow
_PLACES = frozenset({"id", "at", "size"})
_ONE_BY_ONE = frozenset({"zone", "settings"})
_SETS = frozenset({"skills", "pressures", "reasons", "covers"})
_REFERENCES = frozenset({"covers", "source", "target"})
"""Fields that name other things by id."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its values before and after, as the plan has them; None: not answered.

    An answer to a question about a block is the field `settings.` with the name of the setting. Ids in `covers`,
    `source` and `target` are those of the side they stand on.
    """

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing of both sides with the fields that differ; never none."""

    match: Match
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A block that stands in another zone; ids of the zones before and after, None outside any.

    `environment`: the zones are of different environments too, or one of them is none.
    """

    match: Match
    before: str | None
    after: str | None
    environment: bool


@dataclass(frozen=True, slots=True)
class One:
    """A thing that stands on one side only."""

    sort: Sort
    id: str


@dataclass(frozen=True)
class Differences:
    """What differs between two designs; `added` has ids of the side after, `removed` of the side before."""

    before: Side
    after: Side
    matches: tuple[Match, ...]
    situation: tuple[FieldChange, ...]
    added: tuple[One, ...]
    removed: tuple[One, ...]
    changed: tuple[Changed, ...]
    moved: tuple[Moved, ...]

    @property
    def any(self) -> bool:
        """Whether there is a difference at all."""
        return bool(self.situation or self.added or self.removed or self.changed or self.moved)

    @property
    def unsure(self) -> tuple[Match, ...]:
        """Workloads, zones and blocks that are probably the same on both sides."""
        return tuple(match for match in self.matches if not match.sure and match.sort != "flow")

    @cached_property
    def to_after(self) -> Mapping[str, str]:
        """For the id of each thing before that is there after: its id then."""
        return {match.before: match.after for match in self.matches}


@dataclass(frozen=True, slots=True)
class FindingDifferences:
    """What is found after only, before only, and in both (as it is said after)."""

    new: tuple[Finding, ...]
    cleared: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]


def compared(before: Side, after: Side, *, alike: bool = True) -> Differences:
    """What differs between two designs, in the order of their plans; `alike`: see `matched`."""
    matches = matched(before, after, alike=alike)
    old, new = _items(before), _items(after)
    to_after = {match.before: match.after for match in matches}
    there = set(to_after.values())
    changed, moved = [], []
    for match in matches:
        one, other = old[match.before][1], new[match.after][1]
        if one is other and match.before == match.after and not _names_others(one):
            continue
        if fields := tuple(_fields(one, other, to_after)):
            changed.append(Changed(match, fields))
        if isinstance(one, Block) and isinstance(other, Block) and _in_after(one.zone, to_after) != other.zone:
            moved.append(_moved(match, one.zone, other.zone, before.option, after.option))
    return Differences(
        before,
        after,
        matches,
        situation=tuple(_fields(before.plan.situation, after.plan.situation, to_after)),
        added=tuple(One(sort, id_) for id_, (sort, _) in new.items() if id_ not in there),
        removed=tuple(One(sort, id_) for id_, (sort, _) in old.items() if id_ not in to_after),
        changed=tuple(changed),
        moved=tuple(moved),
    )


def compared_findings(differences: Differences, before: OptionReport, after: OptionReport) -> FindingDifferences:
    """Which findings of the two designs are the same: those of the same rule about the same thing."""
    to_after = {differences.before.option.id: differences.after.option.id, **differences.to_after}
    now = {found.key for found in after.findings}
    stays: set[str] = set()
    cleared = []
    for found in before.findings:
        key = f"{found.rule}:{to_after[found.about]}" if found.about in to_after else ""
        if key in now:
            stays.add(key)
        else:
            cleared.append(found)
    return FindingDifferences(
        new=tuple(found for found in after.findings if found.key not in stays),
        cleared=tuple(cleared),
        unchanged=tuple(found for found in after.findings if found.key in stays),
    )


def opposite(first: Plan, other: Plan) -> tuple[tuple[Option, Option], ...]:
    """The options to compare: each of another plan behind that of its id in the first plan, else behind its first.

    Where both are the same plan, its first option before each further one. Empty where either has nothing to compare.
    """
    if not first.options:
        return ()
    if first is other:
        return tuple((first.options[0], option) for option in first.options[1:])
    by_id = {option.id: option for option in first.options}
    return tuple((by_id.get(option.id, first.options[0]), option) for option in other.options)


def left_out(first: Plan, pairs: Iterable[tuple[Option, Option]]) -> tuple[Option, ...]:
    """The options of the first plan that nothing was compared with."""
    seen = {option.id for pair in pairs for option in pair}
    return tuple(option for option in first.options if option.id not in seen)


def _items(side: Side) -> dict[str, tuple[Sort, Item]]:
    option = side.option
    sorts: Sequence[tuple[Sort, Sequence[Item]]] = (
        ("workload", side.plan.workloads), ("zone", option.zones), ("block", option.blocks), ("flow", option.flows),
    )  # fmt: skip
    return dict(chain.from_iterable(((item.id, (sort, item)) for item in items) for sort, items in sorts))


def _names_others(item: Item) -> bool:
    """Whether it may differ although it is the same value, because what it names is not there any more."""
    return isinstance(item, Block | Flow)


def _fields(one: Value, other: Value, to_after: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in type(one).model_fields:
        if name in _PLACES | _ONE_BY_ONE:
            continue
        before, after = getattr(one, name), getattr(other, name)
        if _comparable(name, before, to_after) != _comparable(name, after):
            yield FieldChange(name, before, after)
    if isinstance(one, Block) and isinstance(other, Block):
        for name in dict.fromkeys((*one.settings, *other.settings)):
            answer, now = one.settings.get(name), other.settings.get(name)
            if answer != now:
                yield FieldChange(f"settings.{name}", answer, now)


def _comparable(name: str, value: object, to_after: Mapping[str, str] | None = None) -> object:
    """A value as that of the other side would have to be; ids through `to_after` where they are of the side before."""
    if name in _REFERENCES and to_after is not None:
        value = (
            tuple(_in_after(id_, to_after) for id_ in value) if isinstance(value, tuple) else _in_after(value, to_after)
        )
    return frozenset(value) if name in _SETS and isinstance(value, tuple) else value


def _in_after(id_: object, to_after: Mapping[str, str]) -> object:
    """The id after of something named before; what is gone equals nothing that is there."""
    return to_after.get(id_, _GONE) if isinstance(id_, str) else id_


_GONE = object()


def _moved(match: Match, zone: str | None, now: str | None, before: Option, after: Option) -> Moved:
    return Moved(match, zone, now, environment=_environment(before, zone) != _environment(after, now))


def _environment(option: Option, zone: str | None) -> str | None:
    found = option.by_id[zone] if zone is not None else None
    return found.environment if isinstance(found, Zone) else None
