"""Lists of the knowledge base that people go through by hand: checklists, questions, roadmaps, signals, cost drivers.

Content is knowledge; see checklists/. A list says at which stages it is for, so that the plan on paper brings the ones
that matter now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Literal

from pydantic import Field

from infra_builder.plan import Plan, Value
from infra_builder.statements import Item, Sentence, Source
from infra_builder.vocabulary import Stage

ListSort = Literal[
    "checklist", "questions", "roadmap", "baseline", "signals", "costs", "model", "pattern", "placement", "symptoms"
]


class ListEntry(Value):
    """A line of a list, with what it means in practice. `items`: the numbered elements that it carries."""

    says: Sentence
    note: Sentence = "–"
    items: tuple[Item, ...] = ()


class KnowledgeList(Value):
    """A list with a name and a purpose. `stages`: when it is of use; empty for any time.

    `paper`: whether it goes into the plan on paper at those stages.
    """

    name: Sentence
    sort: ListSort
    line: Sentence
    stages: tuple[Stage, ...] = ()
    needs_any: tuple[str, ...] = ()
    """Kinds of block of which one must be drawn for the list to matter; empty where it always does."""
    paper: bool = False
    entries: Annotated[Mapping[str, ListEntry], Field(min_length=2)]
    source: Annotated[tuple[Source, ...], Field(min_length=1)]


def relevant(entry: KnowledgeList, stages: Collection[str], kinds: Collection[str]) -> bool:
    """Whether a list is of use where workloads are at these stages and these kinds of block are drawn.

    Where no stage is known, every stage may be meant.
    """
    at_stage = not entry.stages or not stages or any(stage in entry.stages for stage in stages)
    return at_stage and (not entry.needs_any or any(kind in kinds for kind in entry.needs_any))


def of_use(lists: Mapping[str, KnowledgeList], plan: Plan) -> dict[str, KnowledgeList]:
    """The lists that are of use for a plan, by id."""
    stages = {workload.stage for workload in plan.workloads if workload.stage}
    kinds = {block.kind for option in plan.options for block in option.blocks}
    return {id_: entry for id_, entry in lists.items() if relevant(entry, stages, kinds)}
