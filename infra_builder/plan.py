"""The plan: frozen values that a group edits by making new ones.

Field names are those of the plan file (DESIGN.md section 3). A field that is None or empty was not answered; nothing
here fills it in. Names that depend on the knowledge base (block kinds, settings) are checked in `consistency`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Annotated, Any, Literal, Self, TypeGuard

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from infra_builder.vocabulary import (
    Environment,
    FlowKind,
    Objective,
    Pressure,
    Sensitivity,
    Skill,
    Stage,
    Timing,
    Usage,
    WorkloadKind,
)

_ID = r"^[^\s{}][^{}\n]*$"
_NAME = re.compile(r"[^\s{}\x1c-\x1f][^{}\n]*\Z|[\x1c-\x1f][^{}\n]*\Z")
"""The same for Python, which takes four more characters for white space."""
LONGEST_ID = 120
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID, pattern=_ID)]
FlowId = Annotated[str, Field(min_length=1, max_length=400, pattern=_ID)]
"""Long enough for the ids of both ends, the kind and a number."""
Text = Annotated[str, Field(max_length=4000)]
"""Free text, up to 4,000 characters."""
FARTHEST = 1e6
Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]
Extent = Annotated[float, Field(ge=1, le=FARTHEST, allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=10**12)]
Point = tuple[Coordinate, Coordinate]
Size = tuple[Extent, Extent]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,119}$")]
"""What figures and ranges of the knowledge base are called."""
Picture = Annotated[str, Field(max_length=400_000, pattern=r"^[A-Za-z0-9+/=]*$")]
"""A picture in base64, up to 300 kB."""
_MOST = 1e15


def _answer(value: object) -> object:
    if isinstance(value, bool) or (isinstance(value, int | float) and -_MOST <= value <= _MOST):
        return value
    if isinstance(value, str) and len(value) <= 200 and not any("\ud800" <= letter <= "\udfff" for letter in value):
        return value
    raise ValueError(f"expected true, false, a word of up to 200 letters or a number of up to {_MOST:g}")


Answer = Annotated[bool | int | float | str, PlainValidator(_answer)]
"""What was answered to a question about a block; its fit to the question is checked in `consistency`."""


class Value(BaseModel):
    """A frozen value; `but` makes the changed copy, checked like any other."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)

    def but(self, **changes: object) -> Self:
        """This value with some fields changed. Raises pydantic's ValidationError where a change does not fit."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(fields | changes)


class Situation(Value):
    """Who does this, with what and under which pressures. `people`: who can operate it; money in euros a month."""

    objective: Objective | None = None
    skills: tuple[Skill, ...] | None = None
    people: Count | None = None
    monthly_budget_eur: Amount | None = None
    pressures: tuple[Pressure, ...] | None = None


class Workload(Value):
    """What the AI does and for whom."""

    id: Id
    name: Text = ""
    kind: WorkloadKind | None = None
    stage: Stage | None = None
    users: Count | None = None
    timing: Timing | None = None
    usage: Usage | None = None
    sensitivity: Sensitivity | None = None
    data_gb: Amount | None = None
    at: Point | None = None


class Zone(Value):
    """An environment on the canvas. `at` and `size` are pixels of the canvas at 100 %; None where never placed."""

    id: Id
    environment: Environment
    name: Text = ""
    provider: Text = ""
    region: Text = ""
    owner: Text = ""
    reasons: tuple[Pressure, ...] = ()
    at: Point | None = None
    size: Size | None = None


class Block(Value):
    """One building block. `settings` answers the questions of its kind; one that is absent was not answered."""

    id: Id
    kind: Id
    name: Text = ""
    zone: Id | None = None
    owner: Text = ""
    settings: Mapping[str, Answer] = Field(default_factory=dict)
    covers: tuple[Id, ...] = ()
    note: Text = ""
    at: Point | None = None


class Flow(Value):
    """A directed link, `source` to `target` (`from` and `to` in the file), the way the data travel.

    `id` names it within its option; the file leaves it out where it follows from ends and kind.
    """

    id: FlowId
    source: Id = Field(alias="from")
    target: Id = Field(alias="to")
    kind: FlowKind
    data: Sensitivity | None = None
    masked: bool | None = None
    gb_per_month: Amount | None = None


class Option(Value):
    """One design for the workloads of the plan."""

    id: Id
    name: Text = ""
    zones: tuple[Zone, ...] = ()
    blocks: tuple[Block, ...] = ()
    flows: tuple[Flow, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _name_flows(cls, data: Any) -> Any:
        """Give each flow of a file that has none its id."""
        if not isinstance(data, dict) or not isinstance(data.get("flows"), tuple):
            return data
        if all(not isinstance(flow, dict) or "id" in flow for flow in data["flows"]):
            return data
        named = FlowNames(tuple(_given_ids(data)))
        flows = []
        for flow in data["flows"]:
            if isinstance(flow, dict) and "id" not in flow:
                ends = [end for end in (flow.get("from"), flow.get("to"), flow.get("kind")) if _names(end)]
                flow = {"id": named.next(*ends) if len(ends) == 3 else "?", **flow}
            flows.append(flow)
        return {**data, "flows": tuple(flows)}

    @cached_property
    def by_id(self) -> Mapping[str, Zone | Block | Flow]:
        """Every zone, block and flow of the option."""
        return _ById((self.zones, self.blocks, self.flows), self._places)

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, int]]:
        """Whether each of them is a zone (0), a block (1) or a flow (2), and its place among those."""
        parts: tuple[tuple[Zone | Block | Flow, ...], ...] = (self.zones, self.blocks, self.flows)
        return {item.id: (part, place) for part, items in enumerate(parts) for place, item in enumerate(items)}

    def replacing(self, items: Iterable[Zone | Block | Flow]) -> Option:
        """The option with some things, each in the place of the one with its id. All others stay the very same."""
        parts: list[Any] = [self.zones, self.blocks, self.flows]
        for item in items:
            part, place = self._places[item.id]
            if isinstance(parts[part], tuple):
                parts[part] = list(parts[part])
            parts[part][place] = item
        zones, blocks, flows = map(tuple, parts)
        made = self.with_parts(zones, blocks, flows)
        made.__dict__["_places"] = self._places
        return made

    def adding(self, zones: Sequence[Zone] = (), blocks: Sequence[Block] = (), flows: Sequence[Flow] = ()) -> Option:
        """The option with further things behind those there. Their ids must be free."""
        return self.with_parts((*self.zones, *zones), (*self.blocks, *blocks), (*self.flows, *flows))

    def with_parts(self, zones: tuple[Zone, ...], blocks: tuple[Block, ...], flows: tuple[Flow, ...]) -> Option:
        """The option with other parts. They are values that were checked when they were made, so nothing is again."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_construct(**(fields | {"zones": zones, "blocks": blocks, "flows": flows}))


class _ById(Mapping[str, Zone | Block | Flow]):
    """The parts of an option by their ids; values of the option in which each keeps its place share the places."""

    def __init__(self, parts: tuple[tuple[Any, ...], ...], places: Mapping[str, tuple[int, int]]) -> None:
        self._parts, self._places = parts, places

    def __getitem__(self, id_: str) -> Zone | Block | Flow:
        part, place = self._places[id_]
        item: Zone | Block | Flow = self._parts[part][place]
        return item

    def __contains__(self, id_: object) -> bool:
        return id_ in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _given_ids(option: dict[str, Any]) -> Iterator[str]:
    """The ids that an option's zones, blocks and flows have in a file."""
    for name in ("zones", "blocks", "flows"):
        for item in option.get(name) or ():
            id_ = item.get("id") if isinstance(item, dict) else getattr(item, "id", None)
            if isinstance(id_, str):
                yield id_


def _names(end: object) -> TypeGuard[str]:
    """Whether something can be part of a flow's id; what cannot is a problem of its own."""
    return isinstance(end, str) and len(end) <= LONGEST_ID and _NAME.match(end) is not None


Date = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
"""A date as YYYY-MM-DD; empty where none was given."""
Status = Literal["open", "in_progress", "accepted", "done", "not_applicable"]
_ONCE = {"planned": "in_progress", "rejected": "not_applicable"}
"""Statuses as they were called before, and still are in older files."""


def _as_now(status: object) -> object:
    return _ONCE.get(status, status) if isinstance(status, str) else status


class Decision(Value):
    """What the group decided about a finding or a question, which is named by its key.

    `about` says what was found when this was decided, so that it can still be read once that is gone.
    """

    finding: Text = ""
    question: Text = ""
    status: Annotated[Status, BeforeValidator(_as_now)] = "open"
    owner: Text = ""
    reason: Text = ""
    review_by: Date = ""
    about: Text = ""


class Price(Value):
    """What something costs this organisation, in the unit of the figure it stands for, from low to high."""

    low: Amount
    high: Amount
    source: Text = ""

    @model_validator(mode="after")
    def _from_low_to_high(self) -> Self:
        if self.low > self.high:
            raise ValueError("'low' is above 'high'")
        return self


class Slip(Value):
    """One person's answer in a vote. The name is empty unless it was given."""

    answer: Literal["agreed", "with_changes", "not_yet"]
    reason: Text = ""
    name: Text = ""


class Vote(Value):
    """What the group thinks of an option, a slip a person."""

    option: Id
    date: Date = ""
    slips: tuple[Slip, ...] = ()


class Milestone(Value):
    """What the plan was at a moment that was given a name. `made`: local date and time as text."""

    name: Text
    made: Text = ""
    situation: Situation = Situation()
    workloads: tuple[Workload, ...] = ()
    options: tuple[Option, ...] = ()


class Plan(Value):
    """The whole file of one group. `prices` stand for figures of the knowledge base, by their id.

    `logo`: a PNG or JPEG picture in base64; empty for none. `footer` stands at the foot of every page.
    """

    title: Text = ""
    organisation: Text = ""
    footer: Text = ""
    logo: Picture = ""
    situation: Situation = Situation()
    workloads: tuple[Workload, ...] = ()
    options: tuple[Option, ...] = ()
    prices: Mapping[Word, Price] = Field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    votes: tuple[Vote, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    def option(self, option_id: str) -> Option:
        """The option with this id. Raises KeyError where there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def ids(self, option: Option) -> Iterator[str]:
        """Every id that a flow or a cover of this option may name."""
        for items in (self.workloads, option.zones, option.blocks):
            yield from (item.id for item in items)


class FlowNames:
    """Hands out flow ids: `docs>api:reads`, and `docs>api:reads~2` for a second of the same ends and kind."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = taken if isinstance(taken, Mapping | Set) else set(taken)
        self._given: set[str] = set()

    def next(self, source: str, target: str, kind: str) -> str:
        """A free id for a flow with these ends and kind."""
        name = derived = flow_id(source, target, kind)
        number = 1
        while name in self._taken or name in self._given:
            number += 1
            name = f"{derived}~{number}"
        self._given.add(name)
        return name


def flow_id(source: str, target: str, kind: str) -> str:
    """The id that follows from a flow's ends and kind."""
    return f"{source}>{target}:{kind}"
