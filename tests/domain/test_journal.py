"""The journal of an open plan: what it keeps, and what comes back of it."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import Any

import pytest
from builders import block, plan, workload
from hypothesis import given
from hypothesis import strategies as st
from random_plans import plans

from infra_builder.edits import Add, Change, ChangePlan, Edit, Move, Remove, TakeOver, Together
from infra_builder.history import History
from infra_builder.journal import writing
from infra_builder.journal.lines import Torn, edit_data, edit_of, from_line, plan_data, plan_of, to_line
from infra_builder.journal.reading import Unreadable, glance, replay
from infra_builder.journal.writing import Base, Journal
from infra_builder.plan import Plan

PLAN = plan(title="Support assistant", blocks=(block("small_vm"), block("logging_audit")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.journal"


class Desk:
    """A plan with its journal, worked on."""

    def __init__(self, path: Path, base: Base | None = None) -> None:
        self.journal = Journal(path, base or Base(PLAN))
        self.history = History((base or Base(PLAN)).plan)

    def do(self, edit: Edit, *, joined: bool = False) -> None:
        after = edit.apply(self.history.plan)
        self.journal.did(edit, "step", after, joined=joined)
        self.history.take(after, "step", joined=joined)

    def title(self, text: str, *, joined: bool = False) -> None:
        self.do(ChangePlan(changes={"title": text}), joined=joined)

    def undo(self) -> None:
        assert self.history.undo()
        self.journal.undid(self.history.plan)

    def redo(self) -> None:
        assert self.history.redo()
        self.journal.redid(self.history.plan)


def test_a_plan_comes_back_with_all_its_steps(path: Path) -> None:
    desk = Desk(path)
    desk.title("One")
    desk.do(Add(option="a", blocks=(block("backups", settings={"tested": True}),)))
    found = replay(path)
    assert found.history.plan == desk.history.plan
    assert found.missed == 0
    found.history.undo()
    assert found.history.plan.title == "One"


def test_undo_and_redo_are_kept_like_any_step(path: Path) -> None:
    desk = Desk(path)
    for text in ("One", "Two", "Three"):
        desk.title(text)
    desk.undo()
    desk.undo()
    assert replay(path).history.plan.title == "One"
    desk.redo()
    found = replay(path).history
    assert found.plan.title == "Two"
    assert found.redo()
    assert found.plan.title == "Three"


def test_a_burst_is_one_step_when_it_comes_back(path: Path) -> None:
    desk = Desk(path)
    desk.title("One")
    desk.title("Two", joined=True)
    found = replay(path).history
    assert found.plan.title == "Two"
    found.undo()
    assert found.plan == PLAN


def test_undo_beyond_the_beginning_of_the_journal_is_kept(path: Path) -> None:
    desk = Desk(path)
    desk.title("One")
    desk.journal.begin_anew(Base(desk.history.plan))
    desk.undo()
    assert replay(path).history.plan == PLAN
    desk.redo()
    assert replay(path).history.plan.title == "One"


def test_a_burst_that_began_before_the_journal_is_kept(path: Path) -> None:
    desk = Desk(path)
    desk.title("One")
    desk.journal.begin_anew(Base(desk.history.plan))
    desk.title("Two", joined=True)
    assert replay(path).history.plan.title == "Two"
    desk.undo()
    assert replay(path).history.plan == PLAN


def test_a_line_is_with_the_system_when_the_step_is_done(path: Path) -> None:
    desk = Desk(path)
    before = path.stat().st_size
    desk.title("One")
    assert path.stat().st_size > before


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_torn_last_line_takes_nothing_else_along(path: Path, cut: int) -> None:
    desk = Desk(path)
    desk.title("One")
    desk.title("Two")
    path.write_bytes(path.read_bytes()[:-cut])
    found = replay(path)
    assert (found.history.plan.title, found.missed) == ("One", 0)


def test_a_damaged_line_gives_what_was_before_it_and_says_how_much_is_missing(path: Path) -> None:
    desk = Desk(path)
    for text in ("One", "Two", "Three", "Four"):
        desk.title(text)
    path.write_bytes(path.read_bytes().replace(b"Two", b"Tow"))
    found = replay(path)
    assert (found.history.plan.title, found.missed) == ("One", 3)


def test_a_step_that_no_longer_applies_gives_what_was_before_it(path: Path) -> None:
    desk = Desk(path)
    desk.title("One")
    desk.journal.did(Remove(option="a", ids=("nobody",)), "step", desk.history.plan)
    desk.title("Two")
    found = replay(path)
    assert (found.history.plan.title, found.missed) == ("One", 2)


def test_a_step_of_a_sort_that_nobody_knows_gives_what_was_before_it(path: Path) -> None:
    desk = Desk(path)
    desk.title("One")
    with path.open("ab") as stream:
        stream.write(to_line({"do": {"$edit": "FoldSpace"}, "label": "", "joined": False, "at": 0}))
    found = replay(path)
    assert (found.history.plan.title, found.missed) == ("One", 1)


@pytest.mark.parametrize("content", [b"", b"\n", b"nothing of the kind\n", to_line({"journal": 99, "plan": {}})])
def test_a_journal_without_its_first_line_is_unreadable(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        glance(path)
    with pytest.raises(Unreadable):
        replay(path)


def test_a_journal_of_another_version_that_lacks_a_field_is_unreadable(path: Path) -> None:
    path.write_bytes(to_line({"journal": writing.FORMAT, "file": "", "digest": "", "steps": 0, "at": 0, "plan": {}}))
    with pytest.raises(Unreadable):
        glance(path)


def test_a_journal_of_a_plan_that_is_none_is_unreadable(path: Path) -> None:
    head = {"journal": writing.FORMAT, "file": "", "digest": "", "steps": 0, "replaces": "", "at": 0}
    head["plan"] = {"options": 7}
    path.write_bytes(to_line(head))
    with pytest.raises(Unreadable):
        replay(path)


def test_a_glance_counts_the_steps_that_are_in_no_file(path: Path) -> None:
    desk = Desk(path, Base(PLAN, "/plans/a.infraplan", "d1g3st"))
    assert glance(path).steps == 0
    desk.title("One")
    desk.title("Two")
    desk.title("More", joined=True)
    seen = glance(path)
    assert (seen.title, seen.file, seen.digest, seen.steps) == ("More", "/plans/a.infraplan", "d1g3st", 2)
    assert abs(seen.when - time.time()) < 60
    desk.undo()
    desk.undo()
    assert glance(path).steps == 0


def test_a_save_that_was_begun_is_seen_until_another_step_follows(path: Path) -> None:
    desk = Desk(path)
    desk.title("One")
    desk.journal.saving("/plans/a.infraplan", "abc", desk.history.plan)
    assert (glance(path).saved, glance(path).saved_as) == ("abc", "/plans/a.infraplan")
    desk.title("Two")
    assert glance(path).saved == ""
    assert replay(path).history.plan.title == "Two"


def test_a_long_journal_begins_anew_and_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LONG", 2_000)
    desk = Desk(path)
    longest = 0
    for number in range(100):
        desk.title(f"Title {number} {'x' * 100}")
        longest = max(longest, path.stat().st_size)
        assert replay(path).history.plan == desk.history.plan
    assert longest < 6_000
    assert glance(path).steps == 100


def test_a_journal_of_many_steps_begins_anew_and_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MANY", 7)
    desk = Desk(path)
    for number in range(20):
        desk.title(f"Title {number}")
    desk.undo()
    desk.undo()
    assert replay(path).history.plan.title == "Title 17"
    assert len(path.read_bytes().splitlines()) <= 8


def test_a_full_disk_is_told_and_the_next_step_makes_up_for_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(path)
    desk.title("One")
    write = os.write

    def half(handle: int, data: Any) -> int:
        if len(data) < 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data[:15]) and len(data) - 10

    monkeypatch.setattr("os.write", half)
    with pytest.raises(OSError, match="No space"):
        desk.title("Two")
    monkeypatch.undo()
    assert replay(path).history.plan.title == "One"
    desk.history.take(ChangePlan(changes={"title": "Two"}).apply(desk.history.plan), "step")
    desk.title("Three")
    assert replay(path).history.plan.title == "Three"


def test_what_is_written_is_forced_onto_the_disk_within_a_moment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "SYNC_SECONDS", 0.02)
    desk = Desk(path)
    forced: list[int] = []
    fsync = os.fsync
    monkeypatch.setattr("os.fsync", lambda handle: (forced.append(handle), fsync(handle)))
    for number in range(50):
        desk.title(str(number))
    until = time.monotonic() + 5
    while not forced and time.monotonic() < until:
        time.sleep(0.005)
    assert 1 <= len(forced) < 50


def test_a_journal_that_is_needed_no_more_goes(path: Path) -> None:
    Journal(path, Base(PLAN)).close(remove=True)
    assert not path.exists()


def test_a_journal_that_is_closed_stays_where_it_is_needed(path: Path) -> None:
    desk = Desk(path)
    desk.title("One")
    desk.journal.close(remove=False)
    desk.journal.sync()
    assert replay(path).history.plan.title == "One"


def test_no_line_is_taken_for_another() -> None:
    line = to_line({"label": "Größe \u2028 \n", "do": [1, 2.5, None]}).rstrip(b"\n")
    assert b"\n" not in line
    assert from_line(line) == {"label": "Größe \u2028 \n", "do": (1, 2.5, None)}
    for index in range(len(line)):
        with pytest.raises(Torn):
            from_line(line[:index] + bytes([line[index] ^ 1]) + line[index + 1 :])


@given(plans())
def test_every_plan_comes_back_the_same(drawn: Plan) -> None:
    assert plan_of(from_line(to_line(plan_data(drawn)).rstrip(b"\n"))) == drawn


@given(plans(), st.data())
def test_every_sort_of_edit_comes_back_the_same(drawn: Plan, data: st.DataObject) -> None:
    option = drawn.options[0] if drawn.options else None
    name = option.id if option else "a"
    blocks = option.blocks if option else ()
    edit = data.draw(
        st.sampled_from(
            [
                TakeOver(plan=drawn),
                Add(option=name, zones=option.zones, blocks=blocks, flows=option.flows) if option else Add(option=name),
                Together(edits=(Remove(option=name, ids=("x",)), Together(edits=(Add(option=name, blocks=blocks),)))),
                Move(option=name, at={"x": (1.5, -2.0)}, zones={"x": None}),
                Change(option=name, id="x", changes={"covers": ("b",), "at": (0.1, 2.0), "settings": {"on": None}}),
                ChangePlan(changes={"title": "ü\u2028"}),
            ]
        )
    )
    assert edit_of(from_line(to_line(edit_data(edit)).rstrip(b"\n"))) == edit


def test_a_step_costs_little_on_a_large_plan(path: Path) -> None:
    large = plan(
        blocks=tuple(block("small_vm", f"b{n}", at=(float(n), 0.0)) for n in range(1000)), workloads=[workload()]
    )
    journal = Journal(path, Base(large))
    edit = Move(option="a", at={f"b{n}": (1.0, float(n)) for n in range(10)})
    started = time.perf_counter()
    for _ in range(200):
        journal.did(edit, "move 10 blocks", large)
    # Measured at 0.1 ms; the limit only catches a journal that writes whole plans.
    assert (time.perf_counter() - started) / 200 < 0.005
