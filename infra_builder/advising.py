"""What the knowledge base says for advice: drills, prices, places for workloads, readiness, stages, ways of sourcing.

Plain values, filled from YAML in advice/. What they name is checked in `advice_names`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, FiniteFloat, model_validator

from infra_builder.placeholders import only
from infra_builder.plan import Answer, Value
from infra_builder.statements import Sentence, Source
from infra_builder.vocabulary import (
    Category,
    Environment,
    Pressure,
    Sensitivity,
    Stage,
    Timing,
    Usage,
    WorkloadKind,
)

Sources = Annotated[tuple[Source, ...], Field(min_length=1)]
Settings = Mapping[str, Answer]

Outcome = Literal["survives", "degrades", "stops", "unknown"]
"""What a drill does to a workload; unknown where an answer is missing on which it hangs."""
Effect = Literal["gone", "cut", "unattended", "changed", "diverged", "dearer", "busier"]
"""What a drill does: blocks are gone, links out of a place are cut, blocks have nobody to mend them, behave otherwise,
hold other data than their origin, prices rise, or everything is used more."""
Driver = Literal["model", "gpus", "machines", "storage", "transfer", "logs", "licences", "people"]
"""What money goes into."""
Measure = Literal[
    "once", "users", "requests", "gb_held", "gb_out", "gpus", "gpu_hours", "upkeep_hours", "setup_hours",
]  # fmt: skip
"""What is counted of a block: itself, the users and requests of its workloads a month, gigabytes held and leaving its
place a month, GPUs, hours they are paid for a month, hours of work a month and once to set it up."""
Capacity = Literal["fixed", "burst", "opportunistic"]
"""Paid all the time, paid while it is used, or taken when it is cheap and given back when it is not."""
Sourced = Literal["build", "buy", "rent", "share"]


class Picks(Value):
    """What a drill hits: blocks for which everything holds that is said. `copies`: only what is copied from elsewhere.

    `providers`, `zones` and `owners` are names of a plan, for drills of one's own.
    """

    kinds: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    environments: tuple[Environment, ...] = ()
    providers: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    settings: Settings = Field(default_factory=dict)
    copies: bool = False


class Holding(Value):
    """Something that may be true of a block that a drill hits; everything that is said must hold.

    `controls`: kinds that protect it; `origin`: settings of what it is a copy of.
    """

    categories: tuple[Category, ...] = ()
    settings: Settings = Field(default_factory=dict)
    origin: Settings = Field(default_factory=dict)
    controls: tuple[str, ...] = ()
    people_at_least: Annotated[int, Field(ge=1)] | None = None


class Ending(Holding):
    """What becomes of the work of a block that a drill hits, where everything said holds."""

    outcome: Literal["survives", "degrades", "stops"]
    says: Annotated[Sentence, AfterValidator(only("block", "workload"))]


class Preparation(Value):
    """Something to do before: add a control over what stops, or answer a question of the blocks concerned so."""

    says: Annotated[Sentence, AfterValidator(only("block", "workload"))]
    add: str = ""
    settings: Settings = Field(default_factory=dict)

    @model_validator(mode="after")
    def _does_something(self) -> Preparation:
        if not self.add and not self.settings:
            raise ValueError("say which kind to add, or which settings to answer how")
        return self


class Drill(Value):
    """Something that may happen. `each`: it is played for each provider, place or owner in turn.

    `spared_if` takes blocks out of what is gone; `endings` say, in order, what becomes of the work where nothing is
    gone: the first that holds counts. `factor` and `drivers` belong to prices and use.
    """

    name: Sentence
    says: Annotated[Sentence, AfterValidator(only("what"))]
    effect: Effect
    each: Literal["provider", "zone", "owner", ""] = ""
    hits: tuple[Picks, ...] = ()
    spared_if: tuple[Holding, ...] = ()
    endings: tuple[Ending, ...] = ()
    factor: Annotated[float, Field(ge=1, le=1000)] = 1
    drivers: tuple[Driver, ...] = ()
    prepare: tuple[Preparation, ...] = ()
    source: Sources

    @model_validator(mode="after")
    def _fits_its_effect(self) -> Drill:
        counted = self.effect in ("dearer", "busier")
        if counted and (self.factor == 1 or self.hits or self.endings):
            raise ValueError("prices and use need a factor above 1, and hit no blocks of their own")
        if not counted and not self.hits:
            raise ValueError("say what it hits")
        if self.effect in ("unattended", "changed", "diverged") and not self.endings:
            raise ValueError("say with endings what becomes of the work")
        if self.effect == "dearer" and not self.drivers:
            raise ValueError("say with drivers which prices rise")
        return self


class FigureName(Value):
    """A number that the figures name."""

    figure: str


class Range(Value):
    """A number that is known from one end to the other. Money has a `currency`; sums are in euros."""

    low: Annotated[FiniteFloat, Field(ge=0)] | FigureName
    high: Annotated[FiniteFloat, Field(ge=0)] | FigureName
    unit: Sentence
    currency: Literal["eur", "usd", ""] = ""
    meaning: Sentence
    year: int
    source: Sources

    @property
    def assumed(self) -> bool:
        """Whether it is a judgement of this product, since no source gives it."""
        return all(source.doc == "design" for source in self.source)


class CostLine(Value):
    """One line of a bill: the product of measures and ranges, in euros a month, or once where it is for `setup`.

    `only_in` and `only_if` say where it falls due, by environment and by answered settings.
    """

    driver: Driver
    times: Annotated[tuple[str, ...], Field(min_length=2)]
    setup: bool = False
    only_in: tuple[Environment, ...] = ()
    only_if: Settings = Field(default_factory=dict)


class KindCost(Value):
    """What a kind of block costs. `capacity` is that of its machines; what is reserved is fixed in any case."""

    capacity: Capacity = "fixed"
    lines: tuple[CostLine, ...] = ()
    source: Sources


class PlacementReason(Value):
    """A reason to put workloads somewhere: it counts where every field said has one of the words said.

    `speaks_for` gives points to environments, `rules_out` takes them away. Rows of the placement table say what is
    gained, what may go wrong and what keeps it in hand.
    """

    kind: tuple[WorkloadKind, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    timing: tuple[Timing, ...] = ()
    usage: tuple[Usage, ...] = ()
    stage: tuple[Stage, ...] = ()
    pressures: tuple[Pressure, ...] = ()
    says: Sentence
    speaks_for: Mapping[Environment, Annotated[int, Field(ge=-4, le=4)]] = Field(default_factory=dict)
    rules_out: tuple[Environment, ...] = ()
    gain: Sentence = "–"
    risk: Sentence = "–"
    control: Sentence = "–"
    source: Sources


class ReadinessPoint(Value):
    """A point of the readiness check: what is asked, and what an answer that the plan gives means."""

    ask: Sentence
    yes: Sentence
    no: Sentence
    unknown: Sentence
    source: Sources


class RoadmapStage(Value):
    """One of the steps of a setup, the kinds of block that belong to it, and the stage of work it serves."""

    name: Sentence
    says: Sentence
    stage: Stage
    kinds: tuple[str, ...] = ()
    source: Sources


class Evidence(Value):
    """A task of the ninety days and what shows in a plan that it is done: a control, a setting, or a drill passed.

    The settings must be answered so on every block that has them; where `one_suffices`, on one.
    """

    says: Sentence
    span: Literal["first", "second", "third"]
    kind: str = ""
    settings: Settings = Field(default_factory=dict)
    one_suffices: bool = False
    drill: str = ""
    source: Sources


class SourcedThere(Value):
    """How a kind is come by in one environment."""

    way: Sourced
    because: Sentence


class Sourcing(Value):
    """Whether a kind of block is built, bought, rented or shared, and why. `places` says it for some environments."""

    way: Sourced
    because: Sentence
    places: Mapping[Environment, SourcedThere] = Field(default_factory=dict)
    source: Sources


class Phrase(Value):
    """A sentence that advice is said with. Which names may stand in braces is fixed by `advice_names.PHRASES`."""

    says: Sentence


GROUPS = (
    "drills", "ranges", "costs", "placements", "readiness", "roadmap", "ninety_days", "sourcing", "phrases",
)  # fmt: skip
"""The groups of the catalogue whose entries are values of this module."""
EVERY_KIND = "every_block"
"""The entry of costs whose lines fall due for blocks of every kind."""
READINESS = (
    "use_case", "compute_need", "data", "code", "environment", "resources", "outputs", "evaluation", "ownership",
    "next_step",
)  # fmt: skip
"""The ten points that the program answers from a plan where it can."""
