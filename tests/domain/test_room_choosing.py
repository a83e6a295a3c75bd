"""Two versions of one plan: whatever is chosen, both contents are still there afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import block, catalogue, plan, workload, workshop, zone

from infra_builder.edits import Refused
from infra_builder.plan import Plan
from infra_builder.planfile import read, to_content
from infra_builder.problems import Unusable
from infra_builder.room.choosing import Choice, choice, joined, keep_both, keep_joined, keep_other, keep_this
from infra_builder.room.setting_up import set_up

WORKSHOP = workshop("North")
HERE = plan(zones=[zone("edge")], blocks=[block("laptop", zone="edge")], title="Here")
THERE = plan(zones=[zone("edge")], blocks=[block("laptop", zone="edge", owner="Ana"), block("backups")], title="There")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A room with two versions of the plan of its one group."""
    set_up(tmp_path / "room", WORKSHOP, catalogue())
    write(tmp_path / "room" / "north.infraplan", HERE)
    write(tmp_path / "room" / "north (2).infraplan", THERE)
    return tmp_path / "room"


def write(path: Path, made: Plan) -> Path:
    path.write_bytes(to_content(made, path.name))
    return path


def chosen(folder: Path) -> Choice:
    return choice(folder / "north.infraplan", folder / "north (2).infraplan", catalogue())


def plans(folder: Path) -> dict[str, str]:
    """The titles of all plans in a folder and below."""
    return {str(path.relative_to(folder)): read(path, catalogue()).title for path in folder.rglob("*.infraplan")}


def contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.rglob("*.infraplan")}


class TestLooking:
    def test_both_dates_and_what_differs_are_told(self, folder: Path) -> None:
        os.utime(folder / "north (2).infraplan", (1_000.0, 1_000.0))
        made = chosen(folder)
        assert made.other.changed == 1_000.0
        [difference] = made.differences
        assert [one.id for one in difference.added] == ["backups"]
        assert [change.match.after for change in difference.changed] == ["laptop"]
        assert not made.same

    def test_an_equal_copy_is_the_same(self, folder: Path) -> None:
        write(folder / "north (2).infraplan", HERE)
        assert chosen(folder).same

    def test_all_that_is_wrong_with_either_is_told(self, folder: Path) -> None:
        (folder / "north (2).infraplan").write_text("infra_builder: 9\n", encoding="utf-8")
        (folder / "north.infraplan").unlink()
        with pytest.raises(Unusable) as raised:
            chosen(folder)
        assert [Path(problem.file).name for problem in raised.value.problems] == [
            "north.infraplan", "north (2).infraplan",
        ]  # fmt: skip


class TestTaking:
    def test_this_one_stays_and_the_other_is_kept(self, folder: Path) -> None:
        kept = keep_this(chosen(folder), folder)
        assert plans(folder) == {"north.infraplan": "Here", "kept/north (2) 1.infraplan": "There"}
        assert kept == folder / "kept" / "north (2) 1.infraplan"

    def test_the_other_one_takes_the_place_and_this_is_kept(self, folder: Path) -> None:
        keep_other(chosen(folder), folder)
        assert plans(folder) == {"north.infraplan": "There", "kept/north 1.infraplan": "Here"}

    def test_both_stay_as_plans_of_two_groups(self, folder: Path) -> None:
        after = keep_both(chosen(folder), folder, WORKSHOP, "North, second stick")
        assert [group.name for group in after.groups] == ["North", "North, second stick"]
        assert plans(folder) == {"north.infraplan": "Here", after.groups[1].plan: "There"}

    def test_both_stay_as_options_of_one_plan(self, folder: Path) -> None:
        keep_joined(chosen(folder), folder)
        made = read(folder / "north.infraplan", catalogue())
        assert [option.id for option in made.options] == ["a", "b"]
        assert [len(option.blocks) for option in made.options] == [1, 2]
        assert plans(folder)["kept/north (2) 1.infraplan"] == "There"

    def test_options_for_other_work_do_not_fit_into_one_plan(self, folder: Path) -> None:
        write(folder / "north (2).infraplan", plan(workloads=[workload("other")]))
        with pytest.raises(Refused, match="different workloads"):
            joined(chosen(folder))

    def test_options_of_the_same_name_are_told_apart(self, folder: Path) -> None:
        for name, made in (("north", HERE), ("north (2)", THERE)):
            write(folder / f"{name}.infraplan", made.but(options=(made.options[0].but(name="Ours"),)))
        assert [option.name for option in joined(chosen(folder)).options] == ["Ours", "Ours (2)"]

    def test_an_option_that_both_have_is_there_once(self, folder: Path) -> None:
        write(folder / "north (2).infraplan", HERE.but(title="There"))
        assert joined(chosen(folder)) == HERE

    def test_a_version_on_another_stick_stays_where_it_is(self, folder: Path, tmp_path: Path) -> None:
        other = write(tmp_path / "north.infraplan", THERE)
        keep_other(choice(folder / "north.infraplan", other, catalogue()), folder)
        assert read(other, catalogue()).title == "There"
        assert plans(folder)["north.infraplan"] == "There"

    def test_what_is_kept_is_numbered_and_keeps_its_date(self, folder: Path) -> None:
        (folder / "kept").mkdir()
        write(folder / "kept" / "north (2) 1.infraplan", HERE)
        os.utime(folder / "north (2).infraplan", (1_000.0, 1_000.0))
        kept = keep_this(chosen(folder), folder)
        assert kept.name == "north (2) 2.infraplan"
        assert kept.stat().st_mtime == 1_000.0
        assert read(kept.with_name("north (2) 1.infraplan"), catalogue()).title == "Here"


WAYS: list[Callable[[Choice, Path], object]] = [
    keep_this,
    keep_other,
    keep_joined,
    lambda made, folder: keep_both(made, folder, WORKSHOP, "Second"),
]


@pytest.mark.parametrize("way", WAYS)
class TestNothingIsLost:
    def test_both_contents_are_there_afterwards(self, folder: Path, way: Callable[[Choice, Path], object]) -> None:
        before = contents(folder)
        way(chosen(folder), folder)
        assert before <= contents(folder)

    def test_a_file_that_changed_since_it_was_looked_at_is_left_alone(
        self, folder: Path, way: Callable[[Choice, Path], object]
    ) -> None:
        made = chosen(folder)
        write(folder / "north.infraplan", HERE.but(title="Later"))
        before = plans(folder)
        with pytest.raises(Unusable, match="has changed in the meantime"):
            way(made, folder)
        assert plans(folder) == before

    @pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.unlink", "pathlib.Path.mkdir", "os.replace"])
    def test_where_a_step_fails_no_content_is_gone(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Choice, Path], object], step: str
    ) -> None:
        made, before, told = chosen(folder), contents(folder), ""

        def fail(*_arguments: object, **_options: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as broken:
            broken.setattr(step, fail)
            try:
                way(made, folder)
            except Unusable as unusable:
                told = str(unusable)
        assert before <= {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert not told or "nothing is lost" in told
