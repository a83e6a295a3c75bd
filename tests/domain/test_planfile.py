"""Plan files: every fault with its place, nothing half read, and what is written is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from builders import OPTION, PLAN, block, catalogue, flow, plan, problems, reread, workload, wrongs, zone
from hypothesis import HealthCheck, given, settings
from random_plans import TRICKY, plans

from infra_builder import planfile
from infra_builder.guarded_yaml import Limits
from infra_builder.plan import Decision, Option, Plan
from infra_builder.planfile import FORMAT, from_text, read, to_content, to_text
from infra_builder.problems import Unusable


def changed(old: str, new: str) -> str:
    assert PLAN.count(old) == 1
    return PLAN.replace(old, new)


class TestReading:
    def test_a_plan_without_a_fault_is_read_as_it_stands(self) -> None:
        read_plan = from_text(PLAN, "plan", catalogue())
        assert (read_plan.title, read_plan.workloads[0].stage) == ("Support assistant", "pilot")
        assert [flow.id for flow in read_plan.options[0].flows] == ["assistant>api:uses", "docs>api:reads"]

    def test_a_file_and_its_text_give_the_same_plan(self, tmp_path: Path) -> None:
        path = tmp_path / "x.infraplan"
        path.write_text(PLAN, encoding="utf-8")
        assert read(path, catalogue()) == from_text(PLAN, "plan", catalogue())

    def test_what_is_not_answered_is_not_guessed(self) -> None:
        first = from_text(PLAN, "plan", catalogue())
        assert first.situation.objective is None
        assert first.workloads[0].sensitivity is None
        assert first.options[0].flows[1].masked is None

    def test_numbers_beyond_all_bounds_are_refused(self) -> None:
        text = changed("stage: pilot", "stage: pilot\n    users: 1000000000000000000000000\n    data_gb: 1e999")
        assert problems(text) == [
            "plan:7:12: workloads[0].users: expected a whole number, not a number '1e+24'",
            "plan:8:14: workloads[0].data_gb: expected a finite number, not a number 'inf'",
        ]

    @pytest.mark.parametrize("number", ["1e999", "1e16", "9" * 400])
    def test_an_answer_to_a_question_is_a_number_that_can_be_printed(self, number: str) -> None:
        text = changed(
            "{id: api, kind: managed_model_api, zone: cloud}",
            f"{{id: api, kind: cloud_gpu, settings: {{count: {number}}}}}",
        )
        [problem] = problems(text)
        assert problem.startswith("plan:14:54: options[0].blocks[1].settings.count: expected")

    def test_flows_of_the_same_ends_and_kind_get_ids_of_their_own(self) -> None:
        line = "      - {from: docs, to: api, kind: reads}\n"
        twice = from_text(PLAN + line, "plan", catalogue())
        assert [flow.id for flow in twice.options[0].flows][1:] == ["docs>api:reads", "docs>api:reads~2"]

    def test_a_derived_id_gives_way_to_one_that_the_file_names(self) -> None:
        lines = "      - {id: 'docs>api:reads~2', from: docs, to: assistant, kind: reads}\n"
        lines += "      - {from: docs, to: api, kind: reads}\n"
        three = from_text(PLAN + lines, "plan", catalogue())
        assert not wrongs(three)
        assert reread(three) == three

    def test_ends_with_long_names_can_be_linked(self) -> None:
        long = plan(
            workloads=[workload("w" * 120)],
            blocks=[block("laptop", "b" * 120)],
            flows=[flow("w" * 120, "uses", "b" * 120)],
        )
        assert reread(long) == long


class TestFaults:
    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (
                "stage: pilot",
                "stage: 5",
                "plan:6:12: workloads[0].stage: expected one of 'experiment', 'pilot' or"
                " 'production', not a whole number '5'",
            ),
            (
                "stage: pilot",
                "stage: pilt",
                "plan:6:12: workloads[0].stage: unknown word 'pilt'; did you mean 'pilot'?",
            ),
            (
                "stage: pilot",
                "stages: pilot",
                "plan:6:5: workloads[0].stages: unknown field 'stages'; did you mean 'stage'?",
            ),
            ("stage: pilot", "users: many", "plan:6:12: workloads[0].users: expected a whole number, not text 'many'"),
            (
                "stage: pilot",
                "users: 1.5",
                "plan:6:12: workloads[0].users: expected a whole number, not a number '1.5'",
            ),
            ("stage: pilot", "users: -1", "plan:6:12: workloads[0].users: must be at least 0"),
            (
                "stage: pilot",
                "users: true",
                "plan:6:12: workloads[0].users: expected a whole number, not true or false 'true'",
            ),
            ("title: Support assistant", "title: 5", "plan:2:8: title: expected text, not a whole number '5'"),
            ("title: Support assistant", "title: [a]", "plan:2:8: title: expected text, not a list"),
            ("title: Support assistant", "titel: x", "plan:2:1: titel: unknown field 'titel'; did you mean 'title'?"),
            (
                "title: Support assistant",
                "situation: []",
                "plan:2:12: situation: expected a group of fields, not a list",
            ),
            (
                "title: Support assistant",
                "decisions: {a: 1}",
                "plan:2:12: decisions: expected a list, not a group of fields",
            ),
            (
                "title: Support assistant",
                "situation: {skills: [data, dada]}",
                "plan:2:28: situation.skills[1]: unknown word 'dada'; did you mean 'data'?",
            ),
            (
                "title: Support assistant",
                "decisions: [{review_by: soon}]",
                "plan:2:25: decisions[0].review_by: 'soon' is not of the form wanted here",
            ),
            (
                "kind: document_store",
                "kind: document_stor",
                "plan:13:26: options[0].blocks[0].kind: unknown kind 'document_stor'; did you mean 'document_store'?",
            ),
            ("id: docs, ", "", "plan:13:9: options[0].blocks[0].id: this field is missing"),
            ("id: docs", "id: ''", "plan:13:14: options[0].blocks[0].id: the text is empty"),
            (
                "id: docs",
                "id: '{docs}'",
                "plan:13:14: options[0].blocks[0].id: '{docs}' is not of the form wanted here",
            ),
            ("id: docs", "id: 7", "plan:13:14: options[0].blocks[0].id: expected text, not a whole number '7'"),
            ("id: docs", "id: api", "plan:14:14: options[0].blocks[1].id: the id 'api' is used more than once"),
            ("id: docs", "id: cloud", "plan:13:14: options[0].blocks[0].id: the id 'cloud' is used more than once"),
            (
                "id: docs",
                "id: assistant",
                "plan:13:14: options[0].blocks[0].id: the id 'assistant' is used more than once",
            ),
            (
                "from: docs",
                "from: dcs",
                "plan:17:16: options[0].flows[1].from: unknown block or workload 'dcs'; did you mean 'docs'?",
            ),
            (
                "from: docs, to: api",
                "from: docs, to: docs",
                "plan:17:26: options[0].flows[1].to: a flow needs two different ends",
            ),
            (
                "from: docs, to: api",
                "from: docs, to: cloud",
                "plan:17:26: options[0].flows[1].to: unknown block or workload 'cloud'; known: api, assistant, docs",
            ),
            (
                "from: docs, to: api",
                "id: docs, from: docs, to: api",
                "plan:17:14: options[0].flows[1].id: the id 'docs' is used more than once",
            ),
            (
                "kind: reads",
                "kind: read",
                "plan:17:37: options[0].flows[1].kind: unknown word 'read'; did you mean 'reads'?",
            ),
            (
                "kind: document_store, zone: cloud",
                "kind: document_store, zone: clod",
                "plan:13:48: options[0].blocks[0].zone: unknown zone 'clod'; did you mean 'cloud'?",
            ),
            (
                "kind: document_store, zone: cloud",
                "kind: document_store, covers: [cloud, apy]",
                "plan:13:58: options[0].blocks[0].covers[1]: unknown block or zone 'apy'; did you mean 'api'?",
            ),
            (
                "kind: document_store, zone: cloud",
                "kind: document_store, settings: {authoritativ: true}",
                "plan:13:67: options[0].blocks[0].settings.authoritativ: unknown setting of document_store"
                " 'authoritativ';"
                " did you mean 'authoritative'?",
            ),
            (
                "kind: document_store, zone: cloud",
                "kind: document_store, settings: {authoritative: maybe}",
                "plan:13:68: options[0].blocks[0].settings.authoritative: expected true or false, not 'maybe'",
            ),
            (
                "kind: document_store, zone: cloud",
                "kind: cloud_gpu, settings: {count: -1}",
                "plan:13:55: options[0].blocks[0].settings.count: must not be below zero, not '-1'",
            ),
            (
                "kind: document_store, zone: cloud",
                "kind: cloud_gpu, settings: {reserved: perhaps}",
                "plan:13:58: options[0].blocks[0].settings.reserved: expected one of hourly, reserved, not 'perhaps'",
            ),
            (
                "kind: document_store, zone: cloud",
                "kind: document_store, at: [1]",
                "plan:13:46: options[0].blocks[0].at[1]: this field is missing",
            ),
            (
                "environment: public_cloud",
                "environment: public_clod",
                "plan:11:34: options[0].zones[0].environment: unknown word 'public_clod'; did you mean 'public_cloud'?",
            ),
            (
                "name: Managed first",
                "name: " + "x" * 4001,
                "plan:9:11: options[0].name: the text is longer than 4000 characters",
            ),
        ],
    )
    def test_each_is_one_line_with_its_place_and_field(self, old: str, new: str, message: str) -> None:
        said = problems(changed(old, new))
        assert message in said
        assert all("\n" not in line and line.startswith("plan:") for line in said)

    def test_a_wrong_type_an_unknown_kind_and_a_flow_to_nowhere_are_three_at_once(self) -> None:
        text = changed("stage: pilot", "stage: 5").replace("kind: managed_model_api", "kind: managed_api")
        assert [line.split(": ")[0] for line in problems(text.replace("from: docs", "from: dogs"))] == [
            "plan:6:12",
            "plan:14:25",
            "plan:17:16",
        ]

    def test_a_duplicate_key_is_told_beside_everything_else(self) -> None:
        said = problems(changed("stage: pilot", "stage: pilot\n    stage: plot\n    users: x"))
        assert said == [
            "plan:7:5: workloads[0].stage: 'stage' is written twice here, first on line 6",
            "plan:7:12: workloads[0].stage: unknown word 'plot'; did you mean 'pilot'?",
            "plan:8:12: workloads[0].users: expected a whole number, not text 'x'",
        ]

    def test_a_duplicate_key_alone_makes_a_file_unusable(self) -> None:
        assert len(problems(changed("title: Support", "title: x\ntitle: Support"))) == 1

    def test_names_of_the_program_are_no_names_of_the_file(self) -> None:
        said = problems(changed("{from: docs, to: api, kind: reads}", "{source: docs, target: nowhere, kind: reads}"))
        assert (
            "plan:17:10: options[0].flows[1].source: unknown field 'source'; known: data, from, gb_per_month,"
            in said[2]
        )
        assert len(said) == 4

    def test_a_flow_with_bad_ends_is_not_blamed_for_its_derived_id(self) -> None:
        said = problems(
            changed("{from: docs, to: api, kind: reads}", f"{{from: '{{docs}}', to: api, kind: {'x' * 500}}}")
        )
        assert not [line for line in said if "flows[1].id" in line]

    def test_a_name_that_could_steer_a_terminal_stays_on_one_harmless_line(self) -> None:
        [line] = problems(PLAN + '"a\\nb\\e[31m' + "x" * 500 + '": 1\n')
        assert line.isprintable()
        assert len(line) < 300

    def test_many_are_told_up_to_a_limit_with_the_rest_counted(self) -> None:
        said = problems(PLAN + "".join(f"field{number}: 1\n" for number in range(500)))
        assert len(said) == 201
        assert said[-1] == "plan: there are 300 more problems; mend these first"

    def test_thousands_of_flows_to_nowhere_are_told_in_seconds(self) -> None:
        blocks = ", ".join(f"{{id: block{n}, kind: cloud_gpu}}" for n in range(3000))
        flows = ", ".join(f"{{from: work, to: blck{n}x, kind: uses}}" for n in range(3000))
        text = (
            f"infra_builder: 1\nworkloads: [{{id: work}}]\noptions: [{{id: a, blocks: [{blocks}], flows: [{flows}]}}]\n"
        )
        assert len(problems(text)) == 201

    def test_every_file_with_a_fault_leaves_no_plan(self) -> None:
        with pytest.raises(Unusable):
            from_text(changed("stage: pilot", "stage: 5"), "plan", catalogue())


class TestNoPlan:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "plan:1: the file is empty; a plan begins with 'infra_builder: 1'"),
            ("# a remark", "plan:1: the file is empty; a plan begins with 'infra_builder: 1'"),
            ("just words", "plan:1:1: this is not a plan; a plan begins with 'infra_builder: 1'"),
            ("[1, 2]", "plan:1:1: this is not a plan; a plan begins with 'infra_builder: 1'"),
            ("title: x", "plan:1:1: this is not a plan; the line 'infra_builder: 1' is missing"),
            (
                "infra_builder: yes",
                "plan:1:16: infra_builder: expected the format version, a whole number from 1 to 1, not 'yes'",
            ),
            (
                "infra_builder: true",
                "plan:1:16: infra_builder: expected the format version, a whole number from 1 to 1, not 'true'",
            ),
            (
                "infra_builder: 0",
                "plan:1:16: infra_builder: expected the format version, a whole number from 1 to 1, not '0'",
            ),
            (
                "infra_builder:",
                "plan:1:15: infra_builder: expected the format version, a whole number from 1 to 1, not nothing",
            ),
        ],
    )
    def test_is_said_in_one_line(self, text: str, message: str) -> None:
        assert problems(text) == [message]

    def test_a_newer_format_is_refused_with_what_to_do(self) -> None:
        [line] = problems(f"infra_builder: {FORMAT + 1}\nnew_things: [1, 2]\n")
        assert line == (
            "plan:1:16: infra_builder: this plan was written by a newer Infra Builder (format 2, this one reads up"
            " to 1);"
            " install the newer version to open it"
        )


class TestWriting:
    @settings(
        max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
    )
    @given(plans())
    def test_what_is_written_is_read_back_as_the_same_plan(self, made: Plan) -> None:
        assert not wrongs(made)
        text = to_text(made)
        again = from_text(text, "plan", catalogue())
        assert again == made
        assert to_text(again) == text

    @pytest.mark.parametrize("word", [*TRICKY, "{a}", "a\nb", "", "x" * 4000])
    def test_every_text_survives(self, word: str) -> None:
        made = plan(title=word, workloads=[workload(name=word)])
        assert reread(made) == made

    def test_keys_stand_in_the_order_of_the_format_whatever_the_file_had(self) -> None:
        shuffled = (
            "options: []\ntitle: x\nworkloads: [{stage: pilot, id: w}]\ninfra_builder: 1\nsituation: {people: 1}\n"
        )
        text = to_text(from_text(shuffled, "plan", catalogue()))
        assert text == (
            "infra_builder: 1\ntitle: x\norganisation: ''\nsituation:\n  people: 1\nworkloads:\n"
            "  - id: w\n    stage: pilot\noptions: []\ndecisions: []\n"
        )

    def test_fields_that_say_nothing_are_left_out(self) -> None:
        made = plan(zones=[zone("edge")], blocks=[block("laptop", zone="edge", owner="IT")])
        assert "      - {id: edge, environment: edge}\n" in to_text(made)
        assert "      - {id: laptop, kind: laptop, zone: edge, owner: IT}\n" in to_text(made)

    def test_an_empty_answer_is_not_an_open_one(self) -> None:
        made = plan(situation={"skills": ()})
        assert "  skills: []\n" in to_text(made)
        assert reread(made).situation.skills == ()

    def test_a_whole_number_is_written_without_a_point(self) -> None:
        made = plan(workloads=[workload(data_gb=12.0, at=(120.0, 80.5))])
        assert "    data_gb: 12\n    at: [120, 80.5]\n" in to_text(made)

    def test_a_block_a_zone_a_flow_and_a_decision_stand_on_one_line_each(self) -> None:
        made = plan(
            zones=[zone("edge")], blocks=[block("laptop", note="a\nb " * 300)], flows=[flow("work", "uses", "laptop")]
        )
        made = made.but(decisions=(Decision(reason="word " * 100),))
        assert to_text(made).count("\n") == 17

    def test_an_id_of_a_flow_is_written_only_where_it_does_not_follow_from_its_ends(self) -> None:
        made = plan(
            blocks=[block("laptop")],
            flows=[flow("work", "uses", "laptop"), flow("work", "uses", "laptop", id="mine")],
        )
        assert to_text(made).count("id: ") == 4
        assert reread(made) == made

    def test_the_lines_of_what_did_not_change_stay(self) -> None:
        before = plan(blocks=[block("laptop"), block("backups")])
        option = before.options[0]
        after = before.but(options=(option.but(blocks=(option.blocks[0].but(owner="IT"), option.blocks[1])),))
        lines = zip(to_text(before).splitlines(), to_text(after).splitlines(), strict=True)
        assert sum(old != new for old, new in lines) == 1

    def test_any_yaml_reader_finds_the_same_fields(self) -> None:
        made = plan(title="no", zones=[zone("edge")], blocks=[block("laptop", zone="edge")])
        assert yaml.safe_load(to_text(made))["title"] == "no"

    def test_the_shipped_scenarios_are_read_back_as_they_were(self, scenarios: Path) -> None:
        paths = sorted(scenarios.glob("*.infraplan"))
        assert paths
        for path in paths:
            made = read(path, catalogue())
            assert reread(made) == made

    def test_a_text_that_no_file_can_hold_never_gets_into_a_plan(self) -> None:
        for make in (lambda: Plan(title="\ud800"), lambda: block("laptop", settings={"x": "\ud800"})):
            with pytest.raises(ValueError):
                make()

    def test_an_empty_plan_is_a_plan(self) -> None:
        assert reread(Plan()) == Plan()
        assert reread(Plan(options=(Option(id=OPTION),))).options[0].id == OPTION


def test_a_plan_is_saved_only_where_it_can_be_opened_again() -> None:
    small = from_text(PLAN, "plan", catalogue())
    assert to_content(small, "plan").decode() == to_text(small)
    with pytest.raises(Unusable, match="too large"):
        to_content(small, "plan", Limits(size=100))


def test_a_plan_of_more_parts_than_are_read_is_not_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planfile, "FEW", 0)
    small = from_text(PLAN, "plan", catalogue())
    with pytest.raises(Unusable, match="more than 20 parts"):
        to_content(small, "plan", Limits(events=20))
