"""Setting up the room: a folder with a plan a group, nothing written over, nothing half made."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest
from builders import catalogue, workshop
from hypothesis import given
from hypothesis import strategies as st

from infra_builder.planfile import read
from infra_builder.problems import Unusable
from infra_builder.room import setting_up, workshopfile
from infra_builder.room.filenames import named_groups
from infra_builder.room.setting_up import NAMED, set_up
from infra_builder.room.workshop import Workshop
from infra_builder.starting import scenarios


def refused(folder: Path, given: Workshop) -> list[str]:
    with pytest.raises(Unusable) as raised:
        set_up(folder, given, catalogue())
    return [str(problem) for problem in raised.value.problems]


def files(names: list[str]) -> list[str]:
    return [group.plan for group in named_groups(names)]


class TestNames:
    def test_umlauts_and_blanks_become_letters_that_every_stick_takes(self) -> None:
        assert files(["Gruppe Süd", "  Größe / 2: äöü  ", "Équipe nº 1", "Łódź"]) == [
            "gruppe-sued.infraplan", "groesse-2-aeoeue.infraplan", "equipe-no-1.infraplan", "lodz.infraplan",
        ]  # fmt: skip

    def test_the_same_name_twice_gives_two_files(self) -> None:
        assert files(["North", "north", "NORTH"]) == ["north.infraplan", "north-2.infraplan", "north-3.infraplan"]

    def test_a_name_without_latin_letters_is_a_number(self) -> None:
        assert files(["北", "", "?"]) == ["group-1.infraplan", "group-2.infraplan", "group-3.infraplan"]

    def test_a_group_without_a_name_is_called_by_its_number(self) -> None:
        assert [group.name for group in named_groups(["North", "  "])] == ["North", "Group 2"]

    def test_names_that_mean_devices_elsewhere_are_avoided(self) -> None:
        assert files(["CON", "com1", "Console"]) == [
            "group-con.infraplan", "group-com1.infraplan", "console.infraplan",
        ]  # fmt: skip

    def test_further_groups_take_nothing_from_those_there(self) -> None:
        first = named_groups(["North", "South"])
        [third] = named_groups(["North"], first)
        assert (third.id, third.plan) == ("group_3", "north-2.infraplan")

    @given(st.lists(st.text(max_size=300), max_size=40))
    def test_any_names_give_a_workshop_that_can_be_read_again(self, names: list[str]) -> None:
        groups = named_groups([name.replace("\ud800", "") for name in names])
        assert all(len(group.plan) <= 60 and group.plan.isascii() for group in groups)
        assert len({group.plan.casefold() for group in groups}) == len(names)
        assert len({group.id for group in groups}) == len(names)


class TestFolder:
    def test_a_room_is_a_plan_a_group_and_the_workshop(self, tmp_path: Path) -> None:
        made = workshop("North", "Süd", title="Day one", organisation="Alpine Tools")
        paths = set_up(tmp_path / "new" / "room", made, catalogue())
        assert [path.name for path in paths] == ["north.infraplan", "sued.infraplan", "workshop.yaml"]
        assert workshopfile.read(paths[-1]) == made
        plan = read(paths[1], catalogue())
        assert (plan.title, plan.organisation) == ("Day one – Süd", "Alpine Tools")
        assert plan.options

    def test_groups_begin_with_the_case_that_was_chosen(self, tmp_path: Path) -> None:
        made = workshop("North", starter="rag-assistant-pilot")
        [path, _] = set_up(tmp_path, made, catalogue())
        [start] = (case for case in scenarios() if case.id == made.starter)
        assert read(path, catalogue()).options == read(start.path, catalogue()).options

    def test_a_case_that_is_not_there_is_named_with_the_nearest_one(self, tmp_path: Path) -> None:
        [problem] = refused(tmp_path / "room", workshop("North", starter="rag-assistant-pilt"))
        assert "did you mean 'rag-assistant-pilot'?" in problem
        assert not (tmp_path / "room").exists()

    def test_nothing_that_is_there_is_written_over(self, tmp_path: Path) -> None:
        (tmp_path / "NORTH.infraplan").write_text("mine", encoding="utf-8")
        (tmp_path / "workshop.yaml").write_text("mine too", encoding="utf-8")
        told = refused(tmp_path, workshop("North", "South"))
        assert [line.split(":")[0] for line in told] == [
            str(tmp_path / "NORTH.infraplan"), str(tmp_path / "workshop.yaml"),
        ]  # fmt: skip
        assert sorted(path.name for path in tmp_path.iterdir()) == ["NORTH.infraplan", "workshop.yaml"]
        assert (tmp_path / "NORTH.infraplan").read_text("utf-8") == "mine"

    def test_of_many_files_in_the_way_only_the_first_are_named(self, tmp_path: Path) -> None:
        many = workshop(*["Table"] * 40)
        set_up(tmp_path, many, catalogue())
        told = refused(tmp_path, many)
        assert len(told) == NAMED + 1
        assert told[-1] == f"{tmp_path}: {41 - NAMED} more of the files to be made are there already"

    @pytest.mark.skipif(sys.platform == "win32", reason="files cannot be kept small there")
    def test_a_disk_that_is_full_in_the_middle_of_a_file_leaves_nothing(self, tmp_path: Path) -> None:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
        try:
            [problem] = refused(tmp_path / "room", workshop("North", starter="rag-assistant-pilot"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert "the folder cannot be set up" in problem
        assert list(tmp_path.iterdir()) == []

    def test_a_file_that_appears_in_the_middle_is_not_written_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(setting_up, "_there", lambda *_arguments: ())
        (tmp_path / "south.infraplan").write_text("mine", encoding="utf-8")
        [problem] = refused(tmp_path, workshop("North", "South"))
        assert "there is such a file already" in problem
        assert [path.name for path in tmp_path.iterdir()] == ["south.infraplan"]
        assert (tmp_path / "south.infraplan").read_text("utf-8") == "mine"

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (errno.ENOSPC, "there is no room left on this disk"),
            (errno.EACCES, "nothing may be written in this folder"),
            (errno.EROFS, "nothing may be written in this folder"),
            (errno.EIO, "the folder cannot be set up"),
        ],
    )
    def test_where_the_third_file_fails_none_is_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
    ) -> None:
        synced = iter([None, None])

        def fail(_handle: int) -> None:
            if next(synced, "full") == "full":
                raise OSError(number, "no")

        monkeypatch.setattr("os.fsync", fail)
        [problem] = refused(tmp_path / "deep" / "room", workshop("North", "South", "West"))
        assert words in problem
        assert list(tmp_path.iterdir()) == []

    def test_a_path_that_is_too_long_is_told_and_nothing_is_made(self, tmp_path: Path) -> None:
        [problem] = refused(tmp_path / ("x" * 300), workshop("North"))
        assert "too long" in problem
        assert "choose a folder less deep" in problem
        assert list(tmp_path.iterdir()) == []

    def test_a_path_of_250_characters_with_umlauts_and_blanks_works(self, tmp_path: Path) -> None:
        folder = tmp_path / "Größe ä"
        while len(str(folder)) < 225:
            folder /= "Ordner für Süd"
        made = workshop("Ö" * 200)
        paths = set_up(folder, made, catalogue())
        assert read(paths[0], catalogue()).title.endswith("Ö" * 200)

    def test_a_file_in_the_place_of_the_folder_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "room").write_text("", encoding="utf-8")
        [problem] = refused(tmp_path / "room", workshop("North"))
        assert "this is a file, not a folder" in problem

    def test_a_workshop_has_groups(self, tmp_path: Path) -> None:
        [problem] = refused(tmp_path, workshop())
        assert "a workshop needs at least one group" in problem

    def test_forty_groups_get_forty_plans(self, tmp_path: Path) -> None:
        paths = set_up(tmp_path, workshop(*["Table"] * 40), catalogue())
        assert len(set(paths)) == 41
