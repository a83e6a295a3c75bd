"""What a workshop prints, before it and after it, as its words and their places are read back from the files."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from builders import workshop
from printed_plans import catalogue, shipped
from readable import Read

from exports.pdf.frame import Paper
from exports.room.handing_out import papers, written
from exports.room.pack import print_pack
from exports.room.summary import in_common, rows, spoken_of
from exports.room.words import ENGLISH
from infra_builder.evaluate import Stopped
from infra_builder.places import SCENARIOS
from infra_builder.plan import Decision, Plan, Slip, Vote
from infra_builder.planfile import read, to_content
from infra_builder.problems import Unusable
from infra_builder.room.agendas import parts_of
from infra_builder.room.collecting import look
from infra_builder.room.looks import Room
from infra_builder.room.setting_up import set_up
from infra_builder.room.workshop import Workshop

PRINTED = datetime.date(2026, 12, 3)
OTHERS = (Slip(answer="agreed"), Slip(answer="not_yet", reason="Nobody asked the works council.", name="Ada"))
HOSTILE = ("<b>&amp;</b>", "=1+1", "javascript:alert(1)", "x" * 300, "Ärger \u202e mit Ümläuten", "{group}")


def held(*names: str, **fields: object) -> Workshop:
    """A workshop with the agenda of ninety minutes."""
    agenda = parts_of(catalogue().agendas["ninety_minutes"])
    given = {"title": "AI at Alpine Tools", "organisation": "Alpine Tools GmbH", "date": "2026-12-03"}
    return workshop(*names, **{"agenda": agenda, "starter": "rag-assistant-pilot", **given, **fields})


def scenario(name: str) -> Plan:
    """A plan that ships."""
    return read(SCENARIOS / f"{name}.infraplan", catalogue())


def seen(folder: Path, held_: Workshop, **plans: Plan) -> Room:
    """The room after the groups named have worked on plans of their own."""
    set_up(folder, held_, catalogue())
    for group in held_.groups:
        if group.id in plans:
            (folder / group.plan).write_bytes(to_content(plans[group.id], ""))
    return look(folder, held_, shipped())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", [ENGLISH.file_agenda, ENGLISH.file_sheets])
def test_the_papers_for_the_tables_can_be_read(paper: Paper, name: str) -> None:
    made = Read(print_pack(held("Sales", "Workshop south"), shipped(), paper=paper, printed=PRINTED)[name]())
    made.stays_inside()
    made.can_be_read()
    made.is_sound()


def test_the_agenda_for_the_wall_has_every_part_and_none_of_the_notes() -> None:
    made = held("Sales")
    first, *notes = Read(print_pack(made, shipped(), printed=PRINTED)[ENGLISH.file_agenda]()).texts
    for part in made.agenda:
        assert part.title in first
        assert part.says in first
        assert " ".join(part.notes.split())[:60] not in first
        assert any(" ".join(part.notes.split())[:60] in page for page in notes)


def test_every_group_has_a_sheet_with_its_name_and_slips_to_vote_on() -> None:
    made = Read(print_pack(held("Sales", "Workshop south"), shipped(), printed=PRINTED)[ENGLISH.file_sheets]())
    assert len(made.texts) == 4
    for place, name in ((0, "Sales"), (2, "Workshop south")):
        assert name in made.texts[place]
        assert "a pilot for 25 people" in made.texts[place]
        assert made.texts[place + 1].count(ENGLISH.slip_ask) == 8


def test_without_a_case_to_start_from_there_is_room_to_say_what_the_work_is() -> None:
    made = Read(print_pack(held("Sales", starter=""), shipped(), printed=PRINTED)[ENGLISH.file_sheets]())
    assert ENGLISH.work_empty in made.texts[0]


def test_a_case_that_is_not_there_is_told_before_anything_is_printed() -> None:
    with pytest.raises(Unusable, match="rag-assistant-pilot"):
        print_pack(held("Sales", starter="rag-asistant-pilot"), shipped(), printed=PRINTED)


def test_the_blank_canvas_is_one_sheet_of_a3_with_a_place_for_the_work() -> None:
    made = Read(print_pack(held("Sales"), shipped(), printed=PRINTED)[ENGLISH.file_blank]())
    ((wide, high, _),) = made.pages
    assert (round(wide), round(high)) == (1191, 842)
    assert ENGLISH.the_workload in made.texts[0]
    made.stays_inside()
    made.can_be_read()
    made.is_sound()


def test_the_report_tells_what_the_judgements_count(tmp_path: Path) -> None:
    made = held("Sales", "South", "North")
    plan = scenario("training-run")
    room = seen(tmp_path, made, **{made.groups[1].id: plan.but(votes=(Vote(option=plan.options[0].id, slips=OTHERS),))})
    (tmp_path / made.groups[2].plan).unlink()
    room = look(tmp_path, made, shipped())
    report = Read(papers(room, made, shipped(), printed=PRINTED)[ENGLISH.file_report]())
    report.stays_inside()
    report.can_be_read()
    report.is_sound()
    first = report.texts[0]
    drawn = [one.report for one in room.looks if one.report]
    balanced = sum(one.options[0].balanced for one in drawn)
    assert f"{balanced} of 2 designs are balanced. 2 of 3 groups have not voted yet." in first
    assert "The file is missing." in first
    assert "1 agreed, 0 agreed with changes, 1 not yet" in first
    assert "“Nobody asked the works council.” (Ada)" in first
    assert len(report.texts) == 3
    assert plan.workloads[0].id == room.looks[1].plan.workloads[0].id if room.looks[1].plan else False


def test_what_two_groups_met_is_named_once_with_both(tmp_path: Path) -> None:
    made = held("Sales", "South", "North")
    plan = scenario("first-prototype")
    fragile = plan.but(workloads=tuple(each.but(stage="production", users=400) for each in plan.workloads))
    room = seen(tmp_path, made, **{made.groups[0].id: fragile, made.groups[2].id: fragile})
    shared = in_common(rows(room, shipped()))
    assert shared
    assert all(each.groups == ("Sales", "North") for each in shared)
    report = Read(papers(room, made, shipped(), printed=PRINTED)[ENGLISH.file_report]())
    assert "2 groups: Sales, North" in report.texts[0]


def test_what_nobody_shares_is_not_in_common(tmp_path: Path) -> None:
    made = held("Sales", "South")
    plan = scenario("first-prototype")
    fragile = plan.but(workloads=tuple(each.but(stage="production", users=400) for each in plan.workloads))
    room = seen(tmp_path, made, **{made.groups[0].id: fragile})
    assert in_common(rows(room, shipped())) == ()


def test_a_plan_is_spoken_of_by_the_design_that_was_agreed_to() -> None:
    plan = scenario("first-prototype")
    other = plan.options[0].but(id="z", name="Other")
    both = plan.but(options=(*plan.options, other))
    agreed = Vote(option="z", slips=(Slip(answer="agreed"),))
    refused = Vote(option=plan.options[0].id, slips=(Slip(answer="not_yet"),))
    assert spoken_of(both)[0] is both.options[0]
    assert spoken_of(both.but(votes=(agreed, refused)))[0].id == "z"
    assert spoken_of(both.but(votes=(refused,)))[0].id == plan.options[0].id


def test_what_a_group_accepts_is_on_its_page_with_the_day_of_the_review(tmp_path: Path) -> None:
    made = held("Sales")
    accepted = Decision(
        finding="x:y", status="accepted", reason="We look again.", review_by="2027-03-01", about="No copy is kept",
    )  # fmt: skip
    room = seen(tmp_path, made, **{made.groups[0].id: scenario("training-run").but(decisions=(accepted,))})
    page = Read(papers(room, made, shipped(), printed=PRINTED)[ENGLISH.file_report]()).texts[1]
    assert "Accepted as it is: No copy is kept. We look again. Looked at again on 1 March 2027." in page


def test_everybody_gets_a_board_plan_and_one_that_fails_stops_nobody(tmp_path: Path) -> None:
    made = held("Sales", "South")
    room = seen(tmp_path, made)
    wanted = dict(papers(room, made, shipped(), printed=PRINTED))
    heard: list[tuple[int, int, str]] = []

    def broken() -> bytes:
        raise OSError(28, "No space left on device")

    first = next(iter(wanted))
    out = written(tmp_path / "out", {**wanted, first: broken}, done=lambda *said: heard.append(said))
    assert [path.name for path in out.made] == list(wanted)[1:]
    assert [problem.message for problem in out.problems] == ["it could not be written: No space left on device"]
    assert heard[0] == (0, 3, first)
    assert heard[-1] == (3, 3, "")
    for path in out.made:
        assert "page 1 of" in Read(path.read_bytes()).texts[0]


def test_handing_out_can_be_broken_off_and_what_was_written_stays(tmp_path: Path) -> None:
    left = iter([True, False])
    with pytest.raises(Stopped):
        written(tmp_path, {"a.pdf": lambda: b"a", "b.pdf": lambda: b"b"}, go_on=lambda: next(left))
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_forty_groups_with_hostile_names_get_a_report(tmp_path: Path) -> None:
    names = [HOSTILE[place % len(HOSTILE)] + str(place) for place in range(40)]
    made = held(*names, title=HOSTILE[3])
    room = seen(tmp_path, made)
    report = Read(papers(room, made, shipped(), printed=PRINTED)[ENGLISH.file_report]())
    report.stays_inside()
    report.can_be_read()
    assert "<b>&amp;</b>0" in report.texts[0]
    assert len([page for page in report.texts if "THE VERDICT" in page]) == 40


def test_hostile_names_stay_inside_the_sheets_for_the_tables() -> None:
    made = held(*HOSTILE, title=HOSTILE[3])
    sheets = Read(print_pack(made, shipped(), printed=PRINTED)[ENGLISH.file_sheets]())
    sheets.stays_inside()
