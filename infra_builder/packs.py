"""Packs: knowledge of one's own laid over the one that ships, and what it changes there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from infra_builder.knowledge import Knowledge, load
from infra_builder.report import PackChange


def with_packs(packs: tuple[Path, ...], language: str = "") -> Knowledge:
    """The shipped knowledge with packs over it, knowing what they changed. Raises `Unusable` with all problems.

    A translation that a pack brings is no change: what differs is looked for in English.
    """
    if not packs:
        return load(language=language)
    laid = load(*packs)
    spoken = load(*packs, language=language) if language else laid
    return replace(spoken, changes=tuple(changes(load(), laid)))


def changes(before: Knowledge, after: Knowledge) -> Iterator[PackChange]:
    """What differs from one knowledge to another, group by group."""
    yield from _differing("rule", {r.id: r.text for r in before.rules}, {r.id: r.text for r in after.rules})
    for group in type(before.catalogue).model_fields:
        yield from _differing(group, getattr(before.catalogue, group), getattr(after.catalogue, group))


def _differing(group: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[PackChange]:
    for id_ in sorted({*before, *after}):
        if id_ not in after:
            yield PackChange(group, id_, "taken away")
        elif id_ not in before:
            yield PackChange(group, id_, "added")
        elif before[id_] != after[id_]:
            yield PackChange(group, id_, "replaced")
