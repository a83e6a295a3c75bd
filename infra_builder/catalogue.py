"""What the knowledge base says about blocks, environments, workloads and words. Plain values, filled from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, FiniteFloat, model_validator

from infra_builder.advising import (
    Drill,
    Evidence,
    FigureName,
    KindCost,
    Phrase,
    PlacementReason,
    Range,
    ReadinessPoint,
    RoadmapStage,
    Sourcing,
)
from infra_builder.glossary import Term
from infra_builder.guides import Guide
from infra_builder.lists import KnowledgeList
from infra_builder.placeholders import only
from infra_builder.plan import Block, Value
from infra_builder.room.agendas import Agenda
from infra_builder.statements import Sentence, Source
from infra_builder.vocabulary import Category, Effort, Environment, Function, Objective, Sensitivity, Skill, Timing

SkillNeed = Skill | tuple[Skill, ...]
"""A skill, or several of which any one will do."""


class Setting(Value):
    """A plain question about a block. `unit` belongs to numbers, `choices` (word: label) to choices.

    `falls_to` says who finds the answer out.
    """

    question: Sentence
    type: Literal["yes_no", "number", "choice"]
    why: Sentence
    falls_to: Function | None = None
    unit: Sentence = ""
    choices: Mapping[str, Sentence] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _choices_where_they_belong(self) -> Setting:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("a choice needs its choices, and only a choice has them")
        return self

    def misfit(self, answer: object) -> str:
        """Why an answer, of whatever type, does not fit the question, or an empty text."""
        match self.type:
            case "yes_no" if not isinstance(answer, bool):
                return "expected true or false"
            case "number" if isinstance(answer, bool) or not isinstance(answer, int | float):
                return "expected a number"
            case "number" if isinstance(answer, int | float) and answer < 0:
                return "must not be below zero"
            case "choice" if not isinstance(answer, str) or answer not in self.choices:
                return f"expected one of {', '.join(self.choices)}"
        return ""


class BlockKind(Value):
    """A kind of block: what it is for, where it can stand, what it takes to run it, what to watch.

    `jobs` says what it does for those of the five jobs that it serves; `lock_in` how hard it is to leave again, and
    why; `cost_drivers` what its bill grows with; `ask` what to ask before it is chosen, beyond `settings`.
    """

    name: Sentence
    category: Category
    purpose: Sentence
    fits: tuple[Sentence, ...] = ()
    fits_not: tuple[Sentence, ...] = ()
    environments: Annotated[tuple[Environment, ...], Field(min_length=1)]
    skills: tuple[SkillNeed, ...] = ()
    skills_by_environment: Mapping[Environment, tuple[SkillNeed, ...]] = Field(default_factory=dict)
    effort: Effort
    stands_on: tuple[str, ...] = ()
    watch_outs: tuple[Sentence, ...] = ()
    ask: tuple[Sentence, ...] = ()
    jobs: Mapping[Objective, Sentence] = Field(default_factory=dict)
    lock_in: Effort = "low"
    lock_in_because: Sentence = "–"
    cost_drivers: tuple[Sentence, ...] = ()
    settings: Mapping[str, Setting] = Field(default_factory=dict)
    source: Annotated[tuple[Source, ...], Field(min_length=1)]


class EnvironmentKind(Value):
    """An environment; `own_control` where the organisation itself decides what happens to the data.

    `takes` says what must be in place before work is put there, `effort` what it takes to keep it running (None where
    the catalogue does not say); the rest is as for kinds of block.
    """

    name: Sentence
    purpose: Sentence
    fits: tuple[Sentence, ...] = ()
    fits_not: tuple[Sentence, ...] = ()
    own_control: bool
    skills: tuple[SkillNeed, ...] = ()
    effort: Effort | None = None
    takes: tuple[Sentence, ...] = ()
    watch_outs: tuple[Sentence, ...] = ()
    ask: tuple[Sentence, ...] = ()
    jobs: Mapping[Objective, Sentence] = Field(default_factory=dict)
    lock_in: Effort = "low"
    lock_in_because: Sentence = "–"
    cost_drivers: tuple[Sentence, ...] = ()
    source: Annotated[tuple[Source, ...], Field(min_length=1)]


class WorkloadSort(Value):
    """A kind of workload, with an example a founder recognises.

    `wants` says what it asks of data, hosting, compute and governance; `start` the smallest setup that makes sense;
    `needs` names the kinds of block that it usually calls for.
    """

    name: Sentence
    purpose: Sentence
    typical_timing: Timing | None = None
    needs: tuple[Sentence, ...] = ()
    wants: Mapping[Category, Sentence] = Field(default_factory=dict)
    start: Sentence = "–"
    watch_outs: tuple[Sentence, ...] = ()
    ask: tuple[Sentence, ...] = ()
    cost_drivers: tuple[Sentence, ...] = ()
    source: Annotated[tuple[Source, ...], Field(min_length=1)]


Gaining = Literal["train", "hire", "buy_in"]
"""The ways in which a small firm comes by a skill."""


class SkillKind(Value):
    """A skill of the team: what people with it can do, how a small firm comes by it, what goes wrong without.

    Its label and meaning are those of the vocabulary `skill`.
    """

    can: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    gained_by: Annotated[Mapping[Gaining, Sentence], Field(min_length=1)]
    without: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    ask: tuple[Sentence, ...] = ()
    source: Annotated[tuple[Source, ...], Field(min_length=1)]


Demand = Literal["place", "masking", "access", "log", "retention"]
"""What a class of data makes demands on: where data may be, what is removed, who may see them, what is recorded, how
long they are kept."""


class DataClass(Value):
    """A class of data: how to recognise it, examples, what it demands.

    Its label and meaning are those of the vocabulary `sensitivity`.
    """

    recognised_by: Sentence
    examples: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    demands: Annotated[Mapping[Demand, Sentence], Field(min_length=1)]
    watch_outs: tuple[Sentence, ...] = ()
    ask: tuple[Sentence, ...] = ()
    source: Annotated[tuple[Source, ...], Field(min_length=1)]


class Word(Value):
    """How a word of a vocabulary is said, and what it means."""

    label: Sentence
    meaning: Sentence = "–"


_Asked = Annotated[Sentence, AfterValidator(only("workload", "block", "zone", "from", "to"))]
_Said = Annotated[Sentence, AfterValidator(only("name", "value"))]


class Question(Value):
    """How an unanswered field is asked for, and who finds the answer out.

    Placeholders: {workload}, {block}, {zone}, {from}, {to}.
    """

    ask: _Asked
    why: _Asked
    falls_to: Function | None = None


class Otherwise(Value):
    """How it is said that a fact would have to be otherwise: {value} is what it would have to be, or not to be.

    `is`: this word, or all of these; `one_of`: any of several; `not`: none of these; `at_least`, `below` and `above` a
    number; `some` and `none`: anything at all, or nothing. "–": nothing that one would change.
    """

    is_: _Said = Field("–", alias="is")
    one_of: _Said = "–"
    not_: _Said = Field("–", alias="not")
    at_least: _Said = "–"
    below: _Said = "–"
    above: _Said = "–"
    some: _Said = "–"
    none: _Said = "–"


class FactWords(Value):
    """How a fact is said as a reason: `says` where it holds or has a value ({value}), `says_not` where it does not.

    `clears`: how it is said as what would have to be otherwise; a fact that is true or not may leave that to `says`.
    `of_the_work`: it follows from the work and the situation, which are given, and not from the design.
    """

    says: _Said
    says_not: _Said = "–"
    clears: Otherwise | None = None
    of_the_work: bool = False


class Figure(Value):
    """A number that rules refer to by name, so that it is said once, with its unit and source."""

    value: FiniteFloat
    unit: Sentence
    meaning: Sentence
    year: int | None = None
    source: Annotated[tuple[Source, ...], Field(min_length=1)]


class Catalogue(Value):
    """Everything that is not a rule."""

    blocks: Mapping[str, BlockKind] = Field(default_factory=dict)
    environments: Mapping[Environment, EnvironmentKind] = Field(default_factory=dict)
    workloads: Mapping[str, WorkloadSort] = Field(default_factory=dict)
    skills: Mapping[Skill, SkillKind] = Field(default_factory=dict)
    data_classes: Mapping[Sensitivity, DataClass] = Field(default_factory=dict)
    words: Mapping[str, Mapping[str, Word]] = Field(default_factory=dict)
    questions: Mapping[str, Question] = Field(default_factory=dict)
    facts: Mapping[str, FactWords] = Field(default_factory=dict)
    figures: Mapping[str, Figure] = Field(default_factory=dict)
    guides: Mapping[str, Guide] = Field(default_factory=dict)
    lists: Mapping[str, KnowledgeList] = Field(default_factory=dict)
    glossary: Mapping[str, Term] = Field(default_factory=dict)
    drills: Mapping[str, Drill] = Field(default_factory=dict)
    ranges: Mapping[str, Range] = Field(default_factory=dict)
    costs: Mapping[str, KindCost] = Field(default_factory=dict)
    placements: Mapping[str, PlacementReason] = Field(default_factory=dict)
    readiness: Mapping[str, ReadinessPoint] = Field(default_factory=dict)
    roadmap: Mapping[str, RoadmapStage] = Field(default_factory=dict)
    ninety_days: Mapping[str, Evidence] = Field(default_factory=dict)
    sourcing: Mapping[str, Sourcing] = Field(default_factory=dict)
    phrases: Mapping[str, Phrase] = Field(default_factory=dict)
    agendas: Mapping[str, Agenda] = Field(default_factory=dict)

    def kind(self, block: Block) -> BlockKind:
        """The kind of a block of a plan that was read with this catalogue."""
        return self.blocks[block.kind]

    def label(self, vocabulary: str, word: str) -> str:
        """How a word is said; the word itself where the catalogue is silent."""
        entry = self.words.get(vocabulary, {}).get(word)
        return entry.label if entry else word.replace("_", " ")

    @cached_property
    def prices(self) -> frozenset[str]:
        """What a plan may give a price of its own for: ranges, and the figures that stand for an end of one."""
        ends = (end for found in self.ranges.values() for end in (found.low, found.high))
        return frozenset(self.ranges) | {end.figure for end in ends if isinstance(end, FigureName)}

    def phrase(self, name: str, **values: object) -> str:
        """A sentence that advice is said with, filled in; its name where the catalogue is silent."""
        phrase = self.phrases.get(name)
        return phrase.says.format_map(values) if phrase else name

    def name_of(self, block: Block) -> str:
        """What a block is called: its own name, or that of its kind."""
        return block.name or self.blocks[block.kind].name

    def setting_types(self) -> Mapping[str, Setting]:
        """Every setting id with one of its questions (a setting has the same type wherever it occurs)."""
        types: dict[str, Setting] = {}
        for kind in self.blocks.values():
            for name, setting in kind.settings.items():
                types.setdefault(name, setting)
        return types
