"""How a workshop goes on: parts, what they hide and lock, votes, and the agendas that ship."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from builders import OPTION, block, catalogue, plan, workload, workshop, write_pack
from hypothesis import given
from hypothesis import strategies as st

from infra_builder.edits import Change, ChangePlan, ChangeSituation, Move, RecordVote, Refused
from infra_builder.history import History
from infra_builder.knowledge import load
from infra_builder.packs import with_packs
from infra_builder.plan import Option, Plan, Slip, Vote
from infra_builder.problems import Unusable
from infra_builder.room.agendas import parts_of
from infra_builder.room.running import allowed, begin, ended
from infra_builder.room.voting import result
from infra_builder.room.workshop import Clock, Locked, Part

WORKSHOP = workshop(
    "North",
    agenda=(
        Part(title="Build", minutes=20, hides=("check", "verdict"), locks=("workloads",)),
        Part(title="Look", minutes=10),
    ),
)
LOCKS: tuple[Locked, ...] = ("title", "situation", "workloads", "options")


class TestParts:
    def test_a_part_that_begins_hides_and_locks(self) -> None:
        begun = begin(WORKSHOP, 0)
        assert (begun.running, begun.hidden, begun.locked) == (0, ("check", "verdict"), ("workloads",))

    def test_another_part_hides_only_what_it_says_itself_and_has_its_own_time(self) -> None:
        by_hand = begin(WORKSHOP, 0).but(hidden=("plan",), clock=Clock(left=5, at="2026-03-01T09:30:00Z"))
        after = begin(by_hand, 1)
        assert (after.running, after.hidden, after.locked, after.clock) == (1, (), (), None)

    @pytest.mark.parametrize("part", [-1, 2])
    def test_a_part_that_is_not_in_the_agenda_cannot_begin(self, part: int) -> None:
        with pytest.raises(IndexError):
            begin(WORKSHOP, part)

    def test_when_it_has_ended_nothing_is_hidden_or_locked(self) -> None:
        after = ended(begin(WORKSHOP, 0))
        assert (after.running, after.hidden, after.locked) == (None, (), ())


class TestLocks:
    BEFORE = plan(blocks=[block("laptop")], title="Ours")

    @pytest.mark.parametrize(
        ("lock", "after"),
        [
            ("title", BEFORE.but(title="Theirs")),
            ("title", BEFORE.but(organisation="Alpine Tools")),
            ("situation", BEFORE.but(situation=BEFORE.situation.but(people=3))),
            ("workloads", BEFORE.but(workloads=(workload(users=3),))),
            ("workloads", BEFORE.but(workloads=())),
            ("options", BEFORE.but(options=(*BEFORE.options, Option(id="b")))),
        ],
    )
    def test_what_is_locked_is_kept_and_everything_else_may_change(self, lock: Locked, after: Plan) -> None:
        assert allowed(self.BEFORE, after, (lock,)).endswith("in this part of the workshop.")
        assert allowed(self.BEFORE, after, [other for other in LOCKS if other != lock]) == ""

    def test_what_is_in_an_option_and_what_it_is_called_may_change(self) -> None:
        [option] = self.BEFORE.options
        after = self.BEFORE.but(options=(option.but(name="Other", blocks=()),))
        assert allowed(self.BEFORE, after, LOCKS) == ""

    def test_a_card_may_always_be_moved(self) -> None:
        after = Move(option=OPTION, at={"work": (8.0, 16.0)}).apply(self.BEFORE)
        assert allowed(self.BEFORE, after, LOCKS) == ""

    def test_an_undo_that_would_change_what_is_locked_is_told(self) -> None:
        history = History(self.BEFORE)
        history.take(ChangeSituation(changes={"people": 3}).apply(history.plan), "people")
        now = history.plan
        history.undo()
        assert allowed(now, history.plan, ("situation",)).startswith("The situation is kept as it is")

    def test_votes_are_taken_whatever_is_locked(self) -> None:
        vote = Vote(option=OPTION, slips=(Slip(answer="agreed"),))
        assert allowed(self.BEFORE, RecordVote(vote=vote).apply(self.BEFORE), LOCKS) == ""

    def test_without_locks_everything_may_change(self) -> None:
        assert allowed(self.BEFORE, Plan(), ()) == ""

    def test_each_edit_is_judged_by_what_it_changes(self) -> None:
        edits = (ChangePlan(changes={"title": "New"}), Change(option=OPTION, id="work", changes={"users": 2}))
        told = [allowed(self.BEFORE, edit.apply(self.BEFORE), LOCKS)[:9] for edit in edits]
        assert told == ["Title and", "The workl"]


def slips(*answers: str) -> tuple[Slip, ...]:
    return tuple(Slip.model_validate({"answer": answer}) for answer in answers)


class TestVotes:
    @pytest.mark.parametrize(
        ("answers", "outcome"),
        [
            ((), "open"),
            (("agreed",), "agreed"),
            (("agreed", "agreed"), "agreed"),
            (("agreed", "with_changes"), "with_changes"),
            (("agreed", "agreed", "agreed", "not_yet"), "not_yet"),
            (("with_changes", "not_yet"), "not_yet"),
        ],
    )
    def test_no_majority_passes_over_anybody(self, answers: tuple[str, ...], outcome: str) -> None:
        made = result(Vote(option="a", slips=slips(*answers)))
        assert (made.outcome, made.people) == (outcome, len(answers))

    def test_reasons_of_those_who_disagree_come_first_and_none_is_lost(self) -> None:
        given = (
            Slip(answer="agreed", reason="Cheap"),
            Slip(answer="agreed"),
            Slip(answer="with_changes", reason="Name an owner"),
            Slip(answer="not_yet", reason="No backups", name="Ana"),
        )
        made = result(Vote(option="a", slips=given))
        assert [slip.reason for slip in made.reasons] == ["No backups", "Name an owner", "Cheap"]
        assert [slip.reason for slip in made.dissent] == ["No backups", "Name an owner"]

    @given(st.permutations((*slips("agreed", "not_yet"), Slip(answer="agreed", reason="a"), Slip(answer="agreed"))))
    def test_the_order_does_not_tell_who_was_first(self, given: list[Slip]) -> None:
        recorded = RecordVote(vote=Vote(option=OPTION, slips=tuple(given))).apply(plan())
        assert [(slip.answer, slip.reason) for slip in recorded.votes[0].slips] == [
            ("not_yet", ""), ("agreed", ""), ("agreed", ""), ("agreed", "a"),
        ]  # fmt: skip

    def test_a_vote_is_a_record_and_undo_leaves_it(self) -> None:
        history = History(plan())
        history.take(ChangePlan(changes={"title": "New"}).apply(history.plan), "title")
        edit = RecordVote(vote=Vote(option=OPTION, slips=slips("agreed")))
        assert edit.record
        history.keep(edit.apply(history.plan))
        history.undo()
        assert (history.plan.title, len(history.plan.votes)) == ("", 1)

    def test_a_vote_without_slips_or_without_its_option_is_refused(self) -> None:
        for vote, reason in (
            (Vote(option=OPTION), "at least one slip"),
            (Vote(option="z", slips=slips("agreed")), "no option z"),
        ):
            with pytest.raises(Refused, match=reason):
                RecordVote(vote=vote).apply(plan())


AGENDAS = catalogue().agendas


class TestAgendas:
    @pytest.mark.parametrize(("id_", "minutes"), [("three_quarters", 45), ("ninety_minutes", 90), ("half_day", 240)])
    def test_an_agenda_takes_as_long_as_it_says(self, id_: str, minutes: int) -> None:
        assert AGENDAS[id_].minutes == minutes
        assert workshop("North", agenda=parts_of(AGENDAS[id_])).minutes == minutes

    @pytest.mark.parametrize("id_", AGENDAS)
    def test_groups_build_before_they_are_judged(self, id_: str) -> None:
        parts = parts_of(AGENDAS[id_])
        first = next(number for number, part in enumerate(parts) if "verdict" not in part.hides)
        assert any(part.step == "build" for part in parts[:first])
        assert all("verdict" not in part.hides for part in parts[first:])

    @pytest.mark.parametrize("id_", AGENDAS)
    def test_no_part_works_in_a_step_that_it_hides(self, id_: str) -> None:
        for part in parts_of(AGENDAS[id_]):
            assert part.step not in part.hides

    @pytest.mark.parametrize("id_", AGENDAS)
    def test_what_groups_are_told_fits_on_the_wall(self, id_: str) -> None:
        for part in parts_of(AGENDAS[id_]):
            assert len(part.says) <= 110
            assert len(part.title) <= 45

    @pytest.mark.parametrize("id_", AGENDAS)
    def test_steps_once_shown_stay(self, id_: str) -> None:
        for one, other in itertools.pairwise(parts_of(AGENDAS[id_])):
            assert set(other.hides) <= set(one.hides)

    def test_a_guided_choice_that_is_not_there_is_told_with_its_line(self, tmp_path: Path) -> None:
        with pytest.raises(Unusable) as raised:
            load(write_pack(tmp_path, workshops__lunch=LUNCH.replace("hosting_path", "hosting_pth")))
        [problem] = raised.value.problems
        assert (problem.line, problem.field) == (9, "agendas.lunch.parts.build.guides[0]")
        assert problem.message == "unknown guided choice 'hosting_pth'; did you mean 'hosting_path'?"

    def test_a_pack_adds_and_replaces_agendas(self, tmp_path: Path) -> None:
        both = LUNCH + LUNCH.replace("agendas:\n", "").replace("  lunch:", "  half_day:")
        laid = load(write_pack(tmp_path, workshops__lunch=both)).catalogue.agendas
        assert laid["lunch"].minutes == laid["half_day"].minutes == 20
        assert laid["ninety_minutes"] == AGENDAS["ninety_minutes"]

    def test_agendas_are_part_of_what_packs_change(self, tmp_path: Path) -> None:
        changed = with_packs((write_pack(tmp_path, workshops__lunch=LUNCH),)).changes
        assert [(change.group, change.id, change.how) for change in changed] == [("agendas", "lunch", "added")]


LUNCH = """\
agendas:
  lunch:
    name: Over lunch
    line: For a table of four
    parts:
      build:
        title: Build
        minutes: 20
        guides: [hosting_path]
        says: Put the smallest setup around the work.
        notes: Ask who looks after it.
        step: build
    source: [{doc: design, section: own}]
"""
