"""Votes on their way into the plans of groups: none is lost, none is written twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import OPTION, catalogue, plan, workshop

from infra_builder.edits import Refused
from infra_builder.plan import Plan, Slip, Vote
from infra_builder.planfile import read, to_text
from infra_builder.problems import Unusable
from infra_builder.room import recording
from infra_builder.room.recording import keep_waiting, record_vote, recorded
from infra_builder.room.workshopfile import from_text as workshop_from
from infra_builder.room.workshopfile import to_text as workshop_text

WORKSHOP = workshop("North", "South")
VOTE = Vote(
    option=OPTION, date="2026-03-01", slips=(Slip(answer="agreed"), Slip(answer="not_yet", reason="No backups"))
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for group in WORKSHOP.groups:
        (tmp_path / group.plan).write_text(to_text(plan(title=group.name)), encoding="utf-8")
    return tmp_path


def votes(folder: Path, name: str) -> tuple[Vote, ...]:
    return read(folder / f"{name}.infraplan", catalogue()).votes


def test_a_vote_is_in_the_file_with_its_reasons(folder: Path) -> None:
    made = record_vote(folder / "north.infraplan", VOTE, catalogue())
    [vote] = votes(folder, "north")
    assert made.votes == (vote,)
    assert [(slip.answer, slip.reason) for slip in vote.slips] == [("not_yet", "No backups"), ("agreed", "")]


def test_a_vote_is_not_written_twice(folder: Path) -> None:
    for _ in range(2):
        record_vote(folder / "north.infraplan", VOTE, catalogue())
    assert len(votes(folder, "north")) == 1


def test_a_file_that_changes_in_the_middle_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "north.infraplan"
    to_content = recording.to_content

    def meanwhile(given: Plan, file: str) -> bytes:
        path.write_text(to_text(plan(title="Later")), encoding="utf-8")
        return to_content(given, file)

    monkeypatch.setattr(recording, "to_content", meanwhile)
    with pytest.raises(Unusable, match="being changed just now"):
        record_vote(path, VOTE, catalogue())
    assert read(path, catalogue()).title == "Later"


def test_an_option_that_is_gone_is_told(folder: Path) -> None:
    with pytest.raises(Refused, match="no option z"):
        record_vote(folder / "north.infraplan", VOTE.but(option="z"), catalogue())


def test_a_vote_that_cannot_be_written_waits_and_the_others_do_not(folder: Path) -> None:
    (folder / "north.infraplan").rename(folder / "away")
    waiting = keep_waiting(keep_waiting(WORKSHOP, "group_1", VOTE), "group_2", VOTE)
    after, problems = recorded(folder, waiting, catalogue())
    assert [one.group for one in after.waiting] == ["group_1"]
    assert [problem.message for problem in problems] == ["there is no such file"]
    assert len(votes(folder, "south")) == 1
    (folder / "away").rename(folder / "north.infraplan")
    assert recorded(folder, after, catalogue()) == (WORKSHOP, ())
    assert len(votes(folder, "north")) == 1


def test_what_waits_survives_in_the_file_of_the_workshop(folder: Path) -> None:
    waiting = keep_waiting(WORKSHOP, "group_1", VOTE)
    assert workshop_from(workshop_text(waiting), "workshop.yaml") == waiting


def test_a_vote_of_a_group_that_is_gone_is_not_dropped(folder: Path) -> None:
    waiting = keep_waiting(WORKSHOP, "group_9", VOTE)
    after, [problem] = recorded(folder, waiting, catalogue())
    assert after is waiting
    assert problem.message == "there is no group group_9 any more"


def test_a_file_that_may_not_be_written_is_told_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(recording, "write_whole", refuse)
    with pytest.raises(Unusable, match="the file cannot be written: Permission denied"):
        record_vote(folder / "north.infraplan", VOTE, catalogue())
    assert votes(folder, "north") == ()
