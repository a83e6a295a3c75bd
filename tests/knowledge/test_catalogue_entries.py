"""Environments, kinds of workload, skills and classes of data: each says all that people need, calmly and once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from infra_builder.catalogue import Demand, SkillKind
from infra_builder.knowledge import load
from infra_builder.places import KNOWLEDGE
from infra_builder.vocabulary import VOCABULARIES, Category, Objective, rank

CATALOGUE = load().catalogue
GROUPS: dict[str, tuple[str, Mapping[str, BaseModel]]] = {
    "environments": ("environment", dict(CATALOGUE.environments)),
    "workloads": ("workload_kind", dict(CATALOGUE.workloads)),
    "skills": ("skill", dict(CATALOGUE.skills)),
    "data_classes": ("sensitivity", dict(CATALOGUE.data_classes)),
}
ENTRIES = {f"{group}.{id_}": entry for group, (_, entries) in GROUPS.items() for id_, entry in entries.items()}
PHRASES = ("fits", "fits_not", "takes", "cost_drivers", "can", "examples")
"""Fields of phrases, which end without a full stop; all others hold whole sentences."""
NO_TEXT = ("name", "own_control", "skills", "effort", "lock_in", "needs", "typical_timing", "source")
SAYS, DRIVER = 170, 50

each_entry = pytest.mark.parametrize("id", ENTRIES)


def texts(entry: BaseModel) -> Iterator[tuple[str, str]]:
    """Every text of an entry with the name of its field."""
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if field in NO_TEXT or value is None:
            continue
        for text in (value,) if isinstance(value, str) else value.values() if isinstance(value, Mapping) else value:
            yield field, text


@pytest.mark.parametrize("group", GROUPS)
def test_every_word_of_the_vocabulary_has_its_entry(group: str) -> None:
    vocabulary, entries = GROUPS[group]
    assert set(entries) == set(VOCABULARIES[vocabulary])


@each_entry
def test_no_field_is_left_empty(id: str) -> None:
    entry = ENTRIES[id]
    empty = {field for field in type(entry).model_fields if getattr(entry, field) in ((), {}, "–", None)}
    assert empty <= {"skills"}


@each_entry
def test_sentences_end_and_phrases_do_not(id: str) -> None:
    for field, text in texts(ENTRIES[id]):
        assert text.endswith((".", "?")) != (field in PHRASES), text
        assert text.endswith("?") == (field == "ask"), text


@each_entry
def test_texts_are_short_and_calm(id: str) -> None:
    for field, text in texts(ENTRIES[id]):
        assert len(text) <= (DRIVER if field == "cost_drivers" else SAYS), text
        assert not re.search(r"!|\bsimply\b|\bobviously\b|—|\s\s", text), text
        assert text[0].isupper(), text


@each_entry
def test_two_or_three_things_are_asked(id: str) -> None:
    assert 2 <= sum(1 for field, _ in texts(ENTRIES[id]) if field == "ask") <= 3


def test_nothing_is_said_twice() -> None:
    said = Counter(text.casefold() for entry in ENTRIES.values() for field, text in texts(entry) if field != "name")
    assert not [text for text, times in said.items() if times > 1]


@pytest.mark.parametrize("id", CATALOGUE.environments)
def test_an_environment_serves_one_to_three_of_the_five_jobs(id: str) -> None:
    jobs = CATALOGUE.environments[id].jobs  # type: ignore[index]
    assert 1 <= len(jobs) <= 3
    assert set(jobs) <= set(get_args(Objective))


@pytest.mark.parametrize("id", CATALOGUE.workloads)
def test_a_kind_of_workload_says_what_it_wants_of_each_category(id: str) -> None:
    assert set(CATALOGUE.workloads[id].wants) == set(get_args(Category))


@pytest.mark.parametrize("id", CATALOGUE.data_classes)
def test_a_class_of_data_makes_every_demand(id: str) -> None:
    assert set(CATALOGUE.data_classes[id].demands) == set(get_args(Demand))  # type: ignore[index]


def test_what_cannot_be_learnt_by_oneself_can_be_had_otherwise() -> None:
    skills: Mapping[str, SkillKind] = dict(CATALOGUE.skills)
    assert all(len(skill.gained_by) >= 2 for skill in skills.values())


def test_places_of_your_own_take_more_effort_than_rented_ones() -> None:
    effort = {id_: rank("effort", entry.effort or "low") for id_, entry in CATALOGUE.environments.items()}
    assert effort["saas"] < effort["private_cloud"] < effort["on_premises"]


@pytest.mark.parametrize("name", ["environments", "workloads", "skills", "data_classes"])
def test_a_file_can_be_read_by_people(name: str) -> None:
    path: Path = KNOWLEDGE / "catalogue" / f"{name}.yaml"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        assert len(line) <= 120, f"{name}:{number}"
        assert line == line.rstrip(), f"{name}:{number}"
