"""Collecting: how the groups stand, whatever happens to their files meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import block, catalogue, knowledge, plan, workshop, zone
from hypothesis import given, settings
from hypothesis import strategies as st

from infra_builder.evaluate import Stopped
from infra_builder.plan import Decision, Plan, Vote
from infra_builder.planfile import from_text, to_text
from infra_builder.room import collecting
from infra_builder.room.beside import copies, strangers
from infra_builder.room.collecting import look
from infra_builder.room.looks import Look, Progress, Room, progress_of
from infra_builder.room.setting_up import set_up

WORKSHOP = workshop("North", "South", "West", starter="")
BUILT = plan(
    zones=[zone("cloud", "public_cloud")], blocks=[block("managed_model_api", "api", zone="cloud")], title="Built"
)
NOW = 1_800_000_000.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A room of three groups, as it was set up."""
    set_up(tmp_path / "room", WORKSHOP, catalogue())
    return tmp_path / "room"


def write(folder: Path, name: str, content: Plan | str | bytes) -> Path:
    path = folder / name
    text = to_text(content) if isinstance(content, Plan) else content
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def seen(folder: Path, before: Room | None = None, **options: Any) -> Room:
    return look(folder, WORKSHOP, knowledge(), before, **options)


def north(folder: Path, before: Room | None = None, **options: Any) -> Look:
    return seen(folder, before, **options).looks[0]


def states(room: Room) -> list[str]:
    return [one.state for one in room.looks]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the plans that are judged from now on."""
    titles: list[str] = []
    evaluate = collecting.evaluate

    def noting(plan: Plan, *arguments: Any, **options: Any) -> Any:
        titles.append(plan.title)
        return evaluate(plan, *arguments, **options)

    monkeypatch.setattr(collecting, "evaluate", noting)
    return titles


class TestStates:
    def test_a_room_just_set_up_is_untouched(self, folder: Path) -> None:
        assert states(seen(folder)) == ["untouched"] * 3

    def test_a_plan_with_work_in_it_is_fine_and_judged(self, folder: Path) -> None:
        write(folder, "north.infraplan", BUILT)
        room = seen(folder)
        first = room.look("group_1")
        assert states(room) == ["fine", "untouched", "untouched"]
        assert (first.plan, first.current, first.progress.blocks) == (BUILT, True, 1)
        assert first.report is not None
        assert first.flags == first.report.options[0].flags
        assert first.questions == len(first.report.options[0].questions)

    def test_another_title_and_other_places_are_no_work(self, folder: Path) -> None:
        path = folder / "north.infraplan"
        given = from_text(path.read_text("utf-8"), "plan", catalogue())
        placed = given.but(title="Ours", workloads=(given.workloads[0].but(at=(40.0, 80.0)),))
        write(folder, path.name, placed)
        assert north(folder).state == "untouched"

    def test_an_answer_is_work(self, folder: Path) -> None:
        path = folder / "north.infraplan"
        given = from_text(path.read_text("utf-8"), "plan", catalogue())
        write(folder, path.name, given.but(situation=given.situation.but(people=2)))
        assert north(folder).state == "fine"

    def test_a_group_without_a_file_is_missing_and_the_others_stand(self, folder: Path) -> None:
        (folder / "north.infraplan").unlink()
        room = seen(folder)
        assert states(room) == ["missing", "untouched", "untouched"]
        assert (room.looks[0].plan, room.looks[0].changed) == (None, None)

    def test_a_file_with_a_fault_is_told_with_line_and_field(self, folder: Path) -> None:
        write(folder, "north.infraplan", to_text(BUILT).replace("managed_model_api", "managed_modl_api"))
        first = north(folder)
        assert first.state == "unreadable"
        assert "did you mean 'managed_model_api'?" in str(first.problems[0])

    def test_a_plan_of_a_newer_version_says_so(self, folder: Path) -> None:
        write(folder, "north.infraplan", to_text(BUILT).replace("infra_builder: 1", "infra_builder: 2"))
        first = north(folder)
        assert first.state == "newer"
        assert "install the newer version" in str(first.problems[0])

    @pytest.mark.parametrize("torn", [b"", to_text(BUILT).encode()[:170], b"infra_builder: 1\n" + b"\0" * 400 + b"\n"])
    def test_a_torn_file_is_half_written(self, folder: Path, torn: bytes) -> None:
        write(folder, "north.infraplan", torn)
        assert north(folder).state == "half_written"

    def test_a_file_that_changes_while_it_is_read_is_half_written(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(folder, "north.infraplan", "infra_builder: 1\ntitle: [\n")
        assert north(folder).state == "unreadable"
        sizes = iter(range(100))
        fstat = os.fstat

        def growing(handle: int) -> os.stat_result:
            fields = list(fstat(handle))
            fields[6] += next(sizes)
            return os.stat_result(fields)

        monkeypatch.setattr(collecting.os, "fstat", growing)
        assert north(folder).state == "half_written"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    def test_a_folder_and_a_pipe_in_the_place_of_a_plan_stop_nobody(self, folder: Path) -> None:
        for name, make in (("north", Path.mkdir), ("south", os.mkfifo)):
            path = folder / f"{name}.infraplan"
            path.unlink()
            make(path)
        assert states(seen(folder)) == ["unreadable", "unreadable", "untouched"]

    def test_a_file_that_may_not_be_read_stops_nobody(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        content = collecting._content

        def refuse(path: Path) -> Any:
            if path.name == "north.infraplan":
                raise PermissionError(13, "Permission denied")
            return content(path)

        monkeypatch.setattr(collecting, "_content", refuse)
        room = seen(folder)
        assert states(room) == ["unreadable", "untouched", "untouched"]
        assert "cannot be read: Permission denied" in str(room.looks[0].problems[0])


class TestWhatWasReadLast:
    @pytest.mark.parametrize(
        ("spoil", "state"),
        [
            (lambda path: path.unlink(), "missing"),
            (lambda path: path.write_bytes(path.read_bytes()[:170]), "half_written"),
            (lambda path: path.write_bytes(b"\xff\xfe\n"), "unreadable"),
        ],
    )
    def test_it_stays_when_the_file_is_spoilt(self, folder: Path, spoil: Callable[[Path], Any], state: str) -> None:
        path = write(folder, "north.infraplan", BUILT)
        before = seen(folder)
        spoil(path)
        after = north(folder, before)
        assert (after.state, after.current) == (state, False)
        assert (after.plan, after.report) == (before.looks[0].plan, before.looks[0].report)

    def test_a_file_that_comes_back_is_fine_again(self, folder: Path) -> None:
        path = write(folder, "north.infraplan", BUILT)
        first = seen(folder)
        path.unlink()
        gone = seen(folder, first)
        write(folder, "north.infraplan", BUILT)
        back = north(folder, gone)
        assert (back.state, back.problems, back.plan) == ("fine", (), BUILT)

    def test_a_stick_that_is_pulled_out_leaves_all_that_was_seen(self, folder: Path) -> None:
        before = seen(folder)
        folder.rename(folder.with_name("elsewhere"))
        after = seen(folder, before)
        assert "not there any more" in after.problem
        assert states(after) == ["missing"] * 3
        assert [one.plan for one in after.looks] == [one.plan for one in before.looks]

    def test_what_was_seen_in_another_room_does_not_count(self, folder: Path, tmp_path: Path) -> None:
        write(folder, "north.infraplan", BUILT)
        other = tmp_path / "other"
        other.mkdir()
        assert [one.plan for one in seen(other, seen(folder)).looks] == [None] * 3

    def test_a_plan_follows_its_group_when_the_group_is_renamed(self, folder: Path) -> None:
        before = seen(folder)
        called = WORKSHOP.but(groups=(WORKSHOP.groups[0].but(name="Far north"), *WORKSHOP.groups[1:]))
        after = look(folder, called, knowledge(), before)
        assert after.looks[0].group.name == "Far north"
        assert after.looks[0].plan is before.looks[0].plan


class TestWork:
    def test_only_what_has_changed_is_judged_again(self, folder: Path, judged: list[str]) -> None:
        before = seen(folder)
        judged.clear()
        write(folder, "south.infraplan", BUILT)
        after = seen(folder, before)
        assert judged == ["Built"]
        assert after.looks[0].report is before.looks[0].report

    def test_a_new_date_alone_is_no_change(self, folder: Path, judged: list[str]) -> None:
        before = seen(folder)
        judged.clear()
        os.utime(folder / "north.infraplan", (NOW, NOW))
        after = seen(folder, before, now=NOW)
        assert judged == []
        assert after.looks[0].changed == NOW

    def test_other_content_of_the_same_date_and_size_is_seen(self, folder: Path) -> None:
        path = write(folder, "north.infraplan", BUILT.but(title="abc"))
        os.utime(path, (NOW, NOW))
        before = seen(folder)
        write(folder, "north.infraplan", BUILT.but(title="xyz"))
        os.utime(path, (NOW, NOW))
        after = north(folder, before)
        assert after.plan is not None
        assert after.plan.title == "xyz"

    def test_other_knowledge_judges_everything_anew(self, folder: Path, judged: list[str]) -> None:
        before = seen(folder)
        judged.clear()
        other = replace(knowledge(), digest="other")
        assert look(folder, WORKSHOP, other, before).looks[0].report != before.looks[0].report
        assert len(judged) == 3

    def test_it_can_be_broken_off(self, folder: Path) -> None:
        with pytest.raises(Stopped):
            seen(folder, go_on=lambda: False)

    def test_forty_groups_are_looked_at_again_in_no_time(self, tmp_path: Path, judged: list[str]) -> None:
        large = workshop(*["Table"] * 40)
        set_up(tmp_path, large, catalogue())
        before = look(tmp_path, large, knowledge())
        judged.clear()
        after = look(tmp_path, large, knowledge(), before)
        assert judged == []
        assert [one.state for one in after.looks] == ["untouched"] * 40


class TestClocks:
    def test_a_date_in_the_future_is_told(self, folder: Path) -> None:
        os.utime(folder / "north.infraplan", (NOW + 7200, NOW + 7200))
        room = seen(folder, now=NOW)
        assert room.looks[0].ahead == pytest.approx(7200)
        assert room.looks[0].state == "untouched"

    def test_clocks_that_differ_a_little_are_not_worth_a_word(self, folder: Path) -> None:
        os.utime(folder / "north.infraplan", (NOW + 60, NOW + 60))
        assert north(folder, now=NOW).ahead == 0


class TestBeside:
    @pytest.mark.parametrize(
        "name",
        [
            "north (2).infraplan", "north-conflict-20260301.infraplan", "North - Copy.infraplan",
            "north copy.infraplan", "north 2.infraplan", "Kopie von north.infraplan", "north_old.INFRAPLAN",
            "north (Anna's conflicted copy 2026-03-01).infraplan", "north.sync-conflict-20260301-101500.infraplan",
        ],
    )  # fmt: skip
    def test_copies_are_found_by_their_names(self, folder: Path, name: str) -> None:
        write(folder, name, BUILT)
        room = seen(folder)
        assert [path.name for path in room.looks[0].copies] == [name]
        assert (room.looks[1].copies, room.strangers) == ((), ())

    @pytest.mark.parametrize("name", ["northern.infraplan", "north2.infraplan", "plan.infraplan"])
    def test_plans_of_nobody_are_listed(self, folder: Path, name: str) -> None:
        write(folder, name, BUILT)
        room = seen(folder)
        assert [path.name for path in room.strangers] == [name]
        assert room.looks[0].copies == ()

    def test_a_copy_belongs_to_the_longer_of_two_names(self) -> None:
        made = workshop("Table", "Table 2")
        names = ["table.infraplan", "table-2.infraplan", "table-2 (1).infraplan"]
        assert [copies(group, made, names) for group in made.groups] == [(), ("table-2 (1).infraplan",)]

    def test_only_plans_are_looked_for(self, folder: Path) -> None:
        (folder / "agenda.pdf").write_bytes(b"")
        (folder / "kept").mkdir()
        write(folder / "kept", "north 1.infraplan", BUILT)
        room = seen(folder)
        assert (room.strangers, room.looks[0].copies) == ((), ())

    @given(st.lists(st.from_regex(r"[a-z ()-]{1,12}", fullmatch=True).map(lambda name: name + ".infraplan")))
    @settings(max_examples=50)
    def test_each_loose_file_is_a_copy_or_a_stranger(self, names: list[str]) -> None:
        known = {group.plan for group in WORKSHOP.groups}
        told = [name for group in WORKSHOP.groups for name in copies(group, WORKSHOP, names)]
        assert sorted([*told, *strangers(WORKSHOP, names)]) == sorted(name for name in names if name not in known)

    def test_a_lock_says_on_which_computer_a_plan_is_open(self, folder: Path) -> None:
        (folder / ".north.infraplan.lock").write_text("4711\ninfra-builder\ntable-one\nx\n", encoding="utf-8")
        (folder / ".south.infraplan.lock").write_bytes(b"\xff")
        room = seen(folder)
        assert [one.holder for one in room.looks] == ["table-one", "", ""]


class TestProgress:
    def test_it_counts_what_has_been_done(self) -> None:
        first = plan(zones=[zone("edge")], blocks=[block("laptop")], situation={"people": 2})
        decided = first.but(decisions=(Decision(finding="a:b", status="accepted"), Decision(finding="c:d")))
        assert progress_of(decided) == Progress(
            asked=12, answered=1, workloads=1, zones=1, blocks=1, options=1, decided=1
        )

    def test_a_step_has_begun_when_something_is_in_it(self) -> None:
        assert Progress().begun == ()
        assert Progress(answered=1, blocks=2, decided=1, options=2).begun == ("situation", "build", "check", "compare")

    def test_a_vote_is_work_on_the_comparison(self) -> None:
        voted = plan().but(votes=(Vote(option="a"),))
        assert progress_of(voted).begun == ("compare",)
