"""`infra-builder workshop`: what it prints of a room, and with which exit status."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from builders import block, catalogue, knowledge, plan, workshop, zone

from infra_builder.places import SCENARIOS
from infra_builder.planfile import to_text
from infra_builder.room import workshopfile
from infra_builder.room.collecting import look
from infra_builder.room.running import begin
from infra_builder.room.setting_up import set_up
from infra_builder.room.workshop import Part
from ui.cli import main

WORKSHOP = workshop("North", "Süd", "West", title="Day one", agenda=(Part(title="Build", minutes=20),))
BUILT = plan(zones=[zone("cloud", "public_cloud")], blocks=[block("managed_model_api", "api", zone="cloud")])


@pytest.fixture(autouse=True)
def _knowledge_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infra_builder.packs.with_packs", lambda _packs, _language: knowledge())


@pytest.fixture
def room(tmp_path: Path) -> Path:
    set_up(tmp_path, WORKSHOP, catalogue())
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main(["workshop", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def test_each_group_has_a_row(capsys: pytest.CaptureFixture[str], room: Path) -> None:
    (room / "north.infraplan").write_text(to_text(BUILT), encoding="utf-8")
    _, text, _ = run(capsys, room)
    rows = {line.split()[0]: line for line in text.splitlines() if line}
    assert rows["North"].split()[-4:-2] == ["1", str(_questions(room))]
    assert "as it was set up" in rows["Süd"]
    assert all(len(line) <= 96 for line in text.splitlines() if str(room) not in line)


def _questions(room: Path) -> int:
    return look(room, WORKSHOP, knowledge()).looks[0].questions


def test_the_part_that_runs_is_named(capsys: pytest.CaptureFixture[str], room: Path) -> None:
    workshopfile.write(room / "workshop.yaml", begin(WORKSHOP, 0))
    assert "Now: Build (part 1 of 1, 20 minutes)" in run(capsys, room / "workshop.yaml")[1]


def test_one_bad_file_is_told_and_the_others_are_there(capsys: pytest.CaptureFixture[str], room: Path) -> None:
    (room / "north.infraplan").write_text("infra_builder: 1\ntitel: x\n", encoding="utf-8")
    (room / "west.infraplan").unlink()
    status, text, _ = run(capsys, room)
    assert status == 2
    assert "cannot be read" in text
    assert "did you mean 'title'?" in text.replace("\n  ", " ")
    assert "the file is missing" in text
    assert "as it was set up" in text


def test_what_lies_beside_and_wrong_clocks_are_told(capsys: pytest.CaptureFixture[str], room: Path) -> None:
    (room / "north (2).infraplan").write_text(to_text(BUILT), encoding="utf-8")
    (room / "notes.infraplan").write_text(to_text(BUILT), encoding="utf-8")
    (room / ".west.infraplan.lock").write_text("1\ninfra-builder\ntable-one\n", encoding="utf-8")
    os.utime(room / "sued.infraplan", (4e9, 4e9))
    text = run(capsys, room)[1].replace("\n  ", " ")
    assert "North: There are further versions: north (2).infraplan" in text
    assert "Plans here that belong to no group: notes.infraplan" in text
    assert "West: The plan is marked as open on table-one." in text
    assert "Süd: The date of the file lies in the future" in text


def test_the_exit_status_is_that_of_the_worst_verdict(capsys: pytest.CaptureFixture[str], room: Path) -> None:
    assert run(capsys, room)[0] == 0
    shutil.copy(SCENARIOS / "first-prototype.infraplan", room / "north.infraplan")
    assert run(capsys, room)[0] == 1


def test_scripts_get_one_object_on_one_line(capsys: pytest.CaptureFixture[str], room: Path) -> None:
    _, text, _ = run(capsys, room, "--format", "json")
    assert text.count("\n") == 1
    told = json.loads(text)
    assert [group["name"] for group in told["groups"]] == ["North", "Süd", "West"]
    first = told["groups"][0]
    assert (first["state"], first["flags"], first["progress"]["workloads"]) == ("untouched", ["balanced"], 1)


def test_a_folder_without_a_workshop_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, text, told = run(capsys, tmp_path)
    assert (status, text) == (2, "")
    assert told.strip() == f"{tmp_path / 'workshop.yaml'}: there is no such file"


def test_a_plan_in_which_nothing_is_drawn_is_not_called_balanced(
    capsys: pytest.CaptureFixture[str], room: Path
) -> None:
    (room / "north.infraplan").write_text(to_text(plan(situation={"people": 2})), encoding="utf-8")
    assert "nothing drawn yet" in run(capsys, room)[1]


def test_the_papers_for_before_and_after_are_made_beside_the_workshop(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, room, "--print-pack", "--hand-out", "--format", "json")
    assert status in (0, 1)
    assert json.loads(out)
    made = sorted(path.relative_to(room).as_posix() for path in room.glob("*/*.pdf"))
    assert len(made) == 4 + 4
    assert sorted(Path(line).relative_to(room).as_posix() for line in err.splitlines()) == made
