"""The kinds of block: each says all that people need to choose it, in short and calm sentences, and none twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

from infra_builder.catalogue import BlockKind
from infra_builder.knowledge import load
from infra_builder.places import ASSETS, KNOWLEDGE
from infra_builder.vocabulary import Category, Environment, Objective, Skill

FILES = sorted((KNOWLEDGE / "catalogue" / "blocks").glob("*.yaml"))
KINDS: dict[str, BlockKind] = dict(load().catalogue.blocks)

NAME = 24
SAYS = 160
DRIVER = 50
"""So many letters at the most: a name on the canvas, a sentence in a panel, what a bill grows with."""

each_kind = pytest.mark.parametrize("id", KINDS)


def sentences(kind: BlockKind) -> Iterator[str]:
    """The whole sentences of a kind (the others are phrases)."""
    yield from (kind.purpose, kind.lock_in_because)
    yield from kind.watch_outs
    yield from kind.ask
    yield from kind.jobs.values()
    for setting in kind.settings.values():
        yield from (setting.question, setting.why)


def phrases(kind: BlockKind) -> Iterator[str]:
    yield from kind.fits
    yield from kind.fits_not
    yield from kind.cost_drivers


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_can_be_read_by_people(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        assert len(line) <= 120, f"{path.name}:{number}"
        assert "\t" not in line, f"{path.name}:{number}"
        assert line == line.rstrip(), f"{path.name}:{number}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_one_category(path: Path) -> None:
    blocks = yaml.safe_load(path.read_text("utf-8"))["blocks"]
    assert path.stem in get_args(Category)
    assert {block["category"] for block in blocks.values()} == {path.stem}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_how_hard_it_is_to_leave_is_written_down(path: Path) -> None:
    blocks = yaml.safe_load(path.read_text("utf-8"))["blocks"]
    assert not [id for id, block in blocks.items() if "lock_in" not in block]


@each_kind
def test_a_kind_says_what_to_ask_before_it_is_chosen(id: str) -> None:
    kind = KINDS[id]
    assert 1 <= len(kind.ask) <= 3
    assert all(question.endswith("?") for question in kind.ask)
    settled = {setting.question.casefold() for setting in kind.settings.values()}
    assert not settled & {question.casefold() for question in kind.ask}


@each_kind
def test_a_kind_serves_one_to_three_of_the_five_jobs(id: str) -> None:
    assert 1 <= len(KINDS[id].jobs) <= 3
    assert set(KINDS[id].jobs) <= set(get_args(Objective))


@each_kind
def test_a_kind_says_why_it_is_hard_or_easy_to_leave(id: str) -> None:
    assert len(KINDS[id].lock_in_because) > 1


@each_kind
def test_a_kind_says_what_its_bill_grows_with(id: str) -> None:
    drivers = KINDS[id].cost_drivers
    assert 1 <= len(drivers) <= 3
    assert len(set(drivers)) == len(drivers)
    assert not [driver for driver in drivers if len(driver) > DRIVER]


@each_kind
def test_sentences_end_and_phrases_do_not(id: str) -> None:
    assert not [text for text in sentences(KINDS[id]) if not text.endswith((".", "?"))]
    assert not [text for text in phrases(KINDS[id]) if text.endswith((".", "?"))]


@each_kind
def test_the_new_sentences_are_short(id: str) -> None:
    kind = KINDS[id]
    assert not [text for text in (*kind.ask, *kind.jobs.values(), kind.lock_in_because) if len(text) > SAYS]


@each_kind
def test_the_words_are_calm(id: str) -> None:
    for text in (*sentences(KINDS[id]), *phrases(KINDS[id])):
        assert not re.search(r"!|\bsimply\b|\bobviously\b|—|\s\s", text), text
        assert text[0].isupper(), text


@each_kind
def test_every_kind_has_its_icon(id: str) -> None:
    assert (ASSETS / "icons" / f"{id}.svg").is_file()


@each_kind
def test_a_name_fits_on_the_canvas(id: str) -> None:
    assert len(KINDS[id].name) <= NAME


@each_kind
def test_places_and_skills_are_known(id: str) -> None:
    kind = KINDS[id]
    assert set(kind.environments) <= set(get_args(Environment))
    assert len(set(kind.environments)) == len(kind.environments)
    assert set(kind.skills_by_environment) <= set(kind.environments)
    assert set(kind.stands_on) <= set(KINDS) - {id}
    needs = [*kind.skills, *(need for some in kind.skills_by_environment.values() for need in some)]
    skills = {skill for need in needs for skill in ((need,) if isinstance(need, str) else need)}
    assert skills <= set(get_args(Skill))


@each_kind
def test_it_can_stand_somewhere_on_what_it_stands_on(id: str) -> None:
    kind = KINDS[id]
    for other in kind.stands_on:
        assert set(kind.environments) & set(KINDS[other].environments), other


@pytest.mark.parametrize("field", ["name", "purpose", "lock_in_because"])
def test_no_two_kinds_say_the_same(field: str) -> None:
    said = Counter(getattr(kind, field).casefold() for kind in KINDS.values())
    assert not [text for text, times in said.items() if times > 1]


def test_no_two_kinds_serve_a_job_in_the_same_words() -> None:
    said = Counter(text.casefold() for kind in KINDS.values() for text in kind.jobs.values())
    assert not [text for text, times in said.items() if times > 1]


@pytest.mark.parametrize("job", get_args(Objective))
def test_every_job_is_served_by_several_categories(job: str) -> None:
    assert len({kind.category for kind in KINDS.values() if job in kind.jobs}) >= 3


def test_all_degrees_of_lock_in_occur() -> None:
    assert {kind.lock_in for kind in KINDS.values()} == {"low", "medium", "high"}
