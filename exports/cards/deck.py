"""What stands on the cards: one for every kind of the catalogue, and blank ones for what it does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Literal, get_args

from exports.cards.words import Words
from exports.picture.words import inline
from infra_builder.catalogue import BlockKind, Catalogue, EnvironmentKind, WorkloadSort
from infra_builder.vocabulary import Category

Sort = Literal["data", "hosting", "compute", "governance", "environment", "workload"]
BLANK_LINES = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Something said on a back: its sign with the role of its colour, a title, and the texts.

    `lines` are left free to write on. The parts with the highest `spare` give way first where the room is too small;
    those with 0 always stand.
    """

    sign: str
    role: str
    title: str
    texts: tuple[str, ...] = ()
    lines: int = 0
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `icon` and `name` are empty on a blank one; `look` is the environment of an environment's card."""

    sort: Sort
    caption: str
    noun: str
    fields: tuple[str, ...]
    back: tuple[Part, ...]
    icon: str = ""
    name: str = ""
    purpose: str = ""
    effort: str = ""
    look: str = ""


def deck(catalogue: Catalogue, words: Words, a_sheet: int) -> tuple[Card, ...]:
    """Blocks by category, environments, workloads; then a blank card of each sort, and more to fill the last sheet."""
    written = (*_blocks(catalogue, words), *_environments(catalogue, words), *_workloads(catalogue, words))
    blanks = tuple(_blank(sort, catalogue, words) for sort in get_args(Sort))
    count = len(blanks) + -(len(written) + len(blanks)) % a_sheet
    return (*written, *islice(cycle(blanks), count))


def _blocks(catalogue: Catalogue, words: Words) -> Iterator[Card]:
    for category in get_args(Category):
        for id_, kind in catalogue.blocks.items():
            if kind.category == category:
                yield _block(id_, kind, catalogue, words)


def _block(id_: str, kind: BlockKind, catalogue: Catalogue, words: Words) -> Card:
    return Card(
        kind.category, catalogue.label("category", kind.category), words.block, _fields(kind.category, words),
        (
            _asked(words, kind.ask), _right(words, kind.fits), _wrong(words, kind.fits_not),
            _watched(words, kind.watch_outs),
        ),
        id_, kind.name, kind.purpose, words.effort.format(effort=inline(catalogue.label("effort", kind.effort))),
    )  # fmt: skip


def _environments(catalogue: Catalogue, words: Words) -> Iterator[Card]:
    for id_, kind in catalogue.environments.items():
        yield _environment(id_, kind, catalogue, words)


def _environment(id_: str, kind: EnvironmentKind, catalogue: Catalogue, words: Words) -> Card:
    effort = words.effort.format(effort=inline(catalogue.label("effort", kind.effort))) if kind.effort else ""
    return Card(
        "environment", words.environment, "", _fields("environment", words),
        (
            _asked(words, kind.ask), _right(words, kind.fits), _wrong(words, kind.fits_not),
            _watched(words, kind.watch_outs),
        ),
        f"env_{id_}", kind.name, kind.purpose, effort, id_,
    )  # fmt: skip


def _workloads(catalogue: Catalogue, words: Words) -> Iterator[Card]:
    for sort in catalogue.workloads.values():
        yield _workload(sort, words)


def _workload(sort: WorkloadSort, words: Words) -> Card:
    begin = Part("verdict_balanced", "balanced", words.begin, (sort.start,), spare=1)
    return Card(
        "workload", words.workload, "", _fields("workload", words),
        (_asked(words, sort.ask), begin, _watched(words, sort.watch_outs)), "workload", sort.name, sort.purpose,
    )  # fmt: skip


def _blank(sort: Sort, catalogue: Catalogue, words: Words) -> Card:
    nouns = {"environment": words.environment, "workload": words.workload}
    caption = nouns.get(sort) or catalogue.label("category", sort)
    back = (
        Part("verdict_question", "ink_2", words.ask, lines=BLANK_LINES),
        Part("verdict_balanced", "balanced", words.right, lines=BLANK_LINES),
        Part("verdict_fragile", "fragile", words.watch, lines=BLANK_LINES),
    )
    return Card(sort, caption, words.of_your_own, _fields(sort, words), back)


def _fields(sort: Sort, words: Words) -> tuple[str, ...]:
    """What is written on a card by hand."""
    match sort:
        case "environment":
            return words.our_name, words.owner, words.why_here
        case "workload":
            return words.our_name, words.users, words.stage
    return words.our_name, words.owner, words.stands_in


def _asked(words: Words, questions: tuple[str, ...]) -> Part:
    return Part("verdict_question", "ink_2", words.ask, questions[:1], lines=1)


def _right(words: Words, fits: tuple[str, ...]) -> Part:
    return Part("verdict_balanced", "balanced", words.right, fits[:2], spare=1)


def _wrong(words: Words, fits_not: tuple[str, ...]) -> Part:
    return Part("minus", "ink_2", words.wrong, fits_not[:1], spare=2)


def _watched(words: Words, watch_outs: tuple[str, ...]) -> Part:
    return Part("verdict_fragile", "fragile", words.watch, watch_outs[:1])
