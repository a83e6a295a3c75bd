"""The file of a workshop: every fault with its place, and what is written is what is read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from builders import workshop
from hypothesis import given, settings
from hypothesis import strategies as st

from infra_builder.formats import Newer
from infra_builder.problems import Unusable
from infra_builder.room import workshopfile
from infra_builder.room.filenames import named_groups
from infra_builder.room.workshop import Clock, Group, Part, Workshop
from infra_builder.room.workshopfile import from_text, read, to_text, write

WORKSHOP = """\
infra_builder_workshop: 1
title: Workshop in Graz
date: '2026-03-01'
groups:
  - {id: group_1, name: North, plan: north.infraplan}
  - {id: group_2, name: South, plan: south.infraplan}
agenda:
  - title: Build
    minutes: 20
    hides: [verdict]
running: 0
"""

letters = st.text(st.characters(codec="utf-8"), max_size=40)
parts = st.builds(
    Part,
    title=letters,
    minutes=st.integers(1, 600),
    says=letters,
    notes=letters,
    step=st.sampled_from([None, "situation", "build", "check", "compare", "plan"]),
    hides=st.lists(st.sampled_from(["check", "compare", "plan", "verdict"]), unique=True).map(tuple),
    locks=st.lists(st.sampled_from(["title", "situation", "workloads", "options"]), unique=True).map(tuple),
)
workshops = st.builds(
    Workshop,
    title=letters,
    organisation=letters,
    date=st.sampled_from(["", "2026-03-01"]),
    groups=st.lists(letters, max_size=5).map(named_groups),
    agenda=st.lists(parts, min_size=1, max_size=4).map(tuple),
    running=st.sampled_from([None, 0]),
    clock=st.sampled_from([None, Clock(left=-90, at="2026-03-01T09:30:00Z", paused=True)]),
)


def said(text: str) -> list[str]:
    with pytest.raises(Unusable) as raised:
        from_text(text, "workshop.yaml")
    return [str(problem) for problem in raised.value.problems]


@given(workshops)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_what_is_read(made: Workshop) -> None:
    assert from_text(to_text(made), "workshop.yaml") == made


def test_a_workshop_is_written_as_it_was_written_before() -> None:
    assert to_text(from_text(WORKSHOP, "workshop.yaml")) == WORKSHOP


def test_all_faults_are_told_at_once_with_line_and_nearest_name() -> None:
    text = WORKSHOP.replace("hides: [verdict]", "hides: [verdct]").replace("minutes: 20", "minuts: 20")
    assert said(text) == [
        "workshop.yaml:8:5: agenda[0].minutes: this field is missing",
        "workshop.yaml:9:5: agenda[0].minuts: unknown field 'minuts'; did you mean 'minutes'?",
        "workshop.yaml:10:13: agenda[0].hides[0]: unknown word 'verdct'; did you mean 'verdict'?",
    ]


def test_two_groups_have_neither_one_id_nor_one_file() -> None:
    text = WORKSHOP.replace("group_2", "group_1").replace("south.infraplan", "North.infraplan")
    assert said(text) == [
        "workshop.yaml:6:10: groups[1].id: two groups have the id 'group_1'",
        "workshop.yaml:6:38: groups[1].plan: two groups have the plan 'North.infraplan'",
    ]


def test_a_part_that_is_not_there_cannot_run() -> None:
    [problem] = said(WORKSHOP.replace("running: 0", "running: 1"))
    assert problem == "workshop.yaml:11:10: running: there is no such part; the agenda has 1, counted from 0"


@pytest.mark.parametrize("plan", ["../elsewhere.infraplan", "a/b.infraplan", "c:evil.infraplan", "plan.txt"])
def test_a_plan_lies_in_the_folder_of_the_workshop(plan: str) -> None:
    [problem] = said(WORKSHOP.replace("north.infraplan", f"'{plan}'"))
    assert problem.startswith("workshop.yaml:5:38: groups[0].plan:")


def test_a_newer_workshop_is_refused_in_clear_words() -> None:
    with pytest.raises(Newer, match="install the newer version to open it"):
        from_text(WORKSHOP.replace("workshop: 1", "workshop: 2"), "workshop.yaml")


def test_a_plan_is_no_workshop() -> None:
    assert said("infra_builder: 1\ntitle: x\n") == [
        "workshop.yaml:1:1: this is not a workshop; the line 'infra_builder_workshop: 1' is missing"
    ]


def test_a_half_written_file_is_told_and_not_guessed() -> None:
    assert said(WORKSHOP[: WORKSHOP.index("north.infraplan")]) == [
        "workshop.yaml:5:5: this is not valid YAML: the bracket that begins here is not closed (noticed on line 6)"
    ]


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "workshop.yaml"
    write(path, workshop("North"))
    before = path.read_bytes()
    twice = Group(id="group_1", name="South", plan="south.infraplan")
    with pytest.raises(Unusable, match="two groups have the id"):
        write(path, workshop("North").but(groups=(*workshop("North").groups, twice)))
    assert path.read_bytes() == before


def test_a_folder_that_takes_no_files_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(workshopfile, "write_whole", refuse)
    with pytest.raises(Unusable, match="the workshop cannot be written: Permission denied"):
        write(tmp_path / "workshop.yaml", workshop("North"))


def test_a_workshop_is_written_over_whole(tmp_path: Path) -> None:
    path = tmp_path / "workshop.yaml"
    write(path, workshop("North", title="Before"))
    write(path, workshop("North", title="After"))
    assert read(path).title == "After"
    assert stat.S_ISREG(path.stat().st_mode)
    assert [other.name for other in tmp_path.iterdir()] == ["workshop.yaml"]
