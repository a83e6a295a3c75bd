"""The judgement of a plan: pure, in order, explained, and with the questions that matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import OPTION, block, catalogue, flow, ids, knowledge, plan, reread, rule, workload, wrongs, zone
from hypothesis import HealthCheck, given, settings
from random_plans import busy_plan, plans

from infra_builder.edits import Add, Change, ChangePlan, ChangeSituation, Edit, Move, Refused, RenameOption
from infra_builder.evaluate import Judged, Stopped, evaluate, judge
from infra_builder.knowledge import Knowledge
from infra_builder.placing import placed
from infra_builder.plan import Option, Plan, Workload
from infra_builder.planfile import to_text
from infra_builder.report import SEVERITY_ORDER, OptionReport
from infra_builder.rules.rule import Rule
from infra_builder.vocabulary import VERDICT_FLAGS


def judged(made: Plan, *rules: Rule) -> OptionReport:
    """The first option of a plan, judged by a few rules only."""
    return judge(made, made.options[0], Knowledge(catalogue(), rules))


def named(rule_: Rule, name: str) -> Rule:
    """The same rule under another name, so that two can be told apart."""
    return Rule(rule_.text.but(rule=name), rule_.when, rule_.parsed)


class TestPurity:
    @pytest.mark.parametrize("seed", range(0, 60, 6))
    def test_the_same_plan_gives_the_same_report_and_stays_as_it_was(self, seed: int) -> None:
        made = busy_plan(seed)
        before = to_text(made)
        report = evaluate(made, knowledge())
        assert report == evaluate(reread(made), knowledge())
        assert to_text(made) == before

    def test_a_report_names_the_knowledge_it_rests_on(self) -> None:
        assert evaluate(Plan(), knowledge()).knowledge == knowledge().digest

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(plans())
    def test_any_plan_can_be_judged_and_placed(self, made: Plan) -> None:
        report = evaluate(made, knowledge())
        assert ids(report.options) == ids(made.options)
        assert not wrongs(placed(made, catalogue()))

    @pytest.mark.parametrize("seed", range(40))
    def test_every_remedy_offered_can_be_done_and_leaves_a_plan_that_holds_together(self, seed: int) -> None:
        made = busy_plan(seed)
        for finding in evaluate(made, knowledge()).options[0].findings:
            for help_ in finding.remedies:
                if help_.edit:
                    assert not wrongs(help_.edit.apply(made)), (finding.rule, help_.says)

    @pytest.mark.parametrize("seed", range(0, 40, 4))
    def test_no_sentence_of_a_finding_keeps_a_placeholder(self, seed: int) -> None:
        report = evaluate(busy_plan(seed), knowledge()).options[0]
        for finding in (*report.findings, *report.notes):
            needs = [need for way in finding.clears_if for need in way.needs]
            said = [*finding.because, *needs, *(now for need in needs for now in need.now)]
            texts = (finding.says, finding.why, finding.do, *(one.says for one in said))
            assert not [text for text in texts if "{" in text or "}" in text]


class TestFindings:
    def test_a_rule_that_holds_is_a_finding_with_what_it_is_about_first(self) -> None:
        when = "{block.kind: laptop, option.blocks: {some: {block.kind: backups}}}"
        says = rule(when, says='"{block} and {found}"')
        [finding] = judged(plan(blocks=[block("backups", name="Tapes"), block("laptop", name="Mine")]), says).findings
        assert finding.subjects == ("laptop", "backups")
        assert finding.names == ("Mine", "Tapes")
        assert finding.says == "Mine and Tapes"
        assert finding.key == "test_rule:laptop"

    def test_it_names_the_facts_that_held(self) -> None:
        [finding] = judged(plan(blocks=[block("laptop")]), rule("{block.has_owner: false}")).findings
        assert [(one.fact, one.subject) for one in finding.because] == [("block.has_owner", "laptop")]
        assert all(one.says for one in finding.because)

    def test_the_authors_words_come_before_those_of_the_knowledge_base(self) -> None:
        of = rule("{says: 'Nobody minds {block}', block.has_owner: false}")
        [finding] = judged(plan(blocks=[block("laptop", name="Mine")]), of).findings
        assert [one.says for one in finding.because] == ["Nobody minds Mine"]

    def test_names_with_braces_are_only_names(self) -> None:
        of = rule("{says: 'Because {block}', block.has_owner: false}", says='"{block}"')
        [finding] = judged(plan(blocks=[block("laptop", name="{0} {x} }{")]), of).findings
        assert (finding.says, finding.because[0].says) == ("{0} {x} }{", "Because {0} {x} }{")

    def test_the_gravest_come_first_and_danger_before_waste(self) -> None:
        made = plan(blocks=[block("laptop")])
        rules = [
            named(rule("{block.kind: laptop}", flag=flag), f"{flag}_{severity}")
            for flag in ("overbuilt", "fragile", "accidental_hybrid")
            for severity in ("low", "high")
        ]
        rules = [Rule(one.text.but(severity=one.id.rpartition("_")[2]), one.when, one.parsed) for one in rules]
        assert [finding.rule for finding in judged(made, *rules).findings] == [
            "fragile_high",
            "accidental_hybrid_high",
            "overbuilt_high",
            "fragile_low",
            "accidental_hybrid_low",
            "overbuilt_low",
        ]

    def test_flags_are_sorted_and_named_once(self) -> None:
        rules = [
            named(rule("{block.kind: laptop}", flag=flag), f"{flag}_{n}") for flag in VERDICT_FLAGS for n in (1, 2)
        ]
        assert judged(plan(blocks=[block("laptop")]), *rules).flags == ("accidental_hybrid", "fragile", "overbuilt")

    def test_notes_and_questions_raise_no_flag(self) -> None:
        rules = [named(rule("{block.kind: laptop}", flag=flag), f"a_{flag}") for flag in ("note", "question")]
        report = judged(plan(blocks=[block("laptop")]), *rules)
        assert (report.flags, report.balanced) == ((), True)
        assert [note.rule for note in report.notes] == ["a_note"]
        assert [question.rules for question in report.questions] == [("a_question",)]

    def test_where_nothing_is_drawn_nothing_is_found(self) -> None:
        report = evaluate(plan(), knowledge()).options[0]
        assert (report.empty, report.findings, report.stages) == (True, (), ())

    def test_findings_can_be_asked_for_by_flag_and_by_subject(self) -> None:
        report = judged(plan(blocks=[block("laptop"), block("backups")]), rule("{block.category: {in: [compute]}}"))
        assert report.of_flag("fragile") == report.about("laptop") == report.findings
        assert report.of_flag("overbuilt") == report.about("backups") == ()

    @pytest.mark.parametrize("seed", range(0, 30, 5))
    def test_shipped_findings_stand_in_order_of_severity(self, seed: int) -> None:
        order = [SEVERITY_ORDER[found.severity] for found in evaluate(busy_plan(seed), knowledge()).options[0].findings]
        assert order == sorted(order)


class TestRemedies:
    def edit(self, steps: str, made: Plan, when: str = "{block.kind: laptop}") -> Plan | None:
        of = rule(when, remedies="[{says: x, days: 1, steps: [" + steps + "]}]")
        [finding] = judged(made, of).findings
        [help_] = finding.remedies
        return help_.edit.apply(made) if help_.edit else None

    def test_without_steps_it_is_for_people(self) -> None:
        assert self.edit("", plan(blocks=[block("laptop")])) is None

    def test_a_block_is_added_beside_the_subject_and_linked_with_it(self) -> None:
        made = plan(zones=[zone("edge")], blocks=[block("laptop", zone="edge"), block("backups")])
        after = self.edit(
            "{add: {kind: backups, zone: '{zone}', covers: ['{block}']},"
            " links: [{from: '{block}', to: '{new}', kind: replicates_to, masked: true}]}",
            made,
        )
        assert after is not None
        added = after.options[0].by_id["backups_2"]
        assert (added.zone, added.covers) == ("edge", ("laptop",))
        assert [(one.source, one.target, one.masked) for one in after.options[0].flows] == [
            ("laptop", "backups_2", True)
        ]

    def test_all_that_was_found_can_go_at_once(self) -> None:
        when = "{block.kind: laptop, option.blocks: {some: {block.category: governance}}}"
        made = plan(blocks=[block("laptop"), block("backups"), block("rollback")])
        after = self.edit("{remove: ['{found}']}", made, when)
        assert after is not None
        assert ids(after.options[0].blocks) == ("laptop",)

    def test_an_answer_can_be_changed_and_cleared(self) -> None:
        made = plan(blocks=[block("laptop", settings={"only_one_person": True})])
        after = self.edit("{change: '{block}', to: {owner: IT, settings: {only_one_person: null}}}", made)
        assert after is not None
        assert (after.options[0].blocks[0].owner, after.options[0].blocks[0].settings) == ("IT", {})

    def test_where_the_drawing_lacks_what_it_needs_it_is_for_people(self) -> None:
        steps = "{add: {kind: backups, covers: ['{zone}']}}"
        assert self.edit(steps, plan(blocks=[block("laptop")])) is None
        inside = self.edit(steps, plan(zones=[zone("edge")], blocks=[block("laptop", zone="edge")]))
        assert inside is not None
        assert inside.options[0].by_id["backups"].covers == ("edge",)

    def test_in_no_zone_the_new_block_stands_in_none(self) -> None:
        after = self.edit("{add: {kind: backups, zone: '{zone}'}}", plan(blocks=[block("laptop")]))
        assert after is not None
        assert after.options[0].by_id["backups"].zone is None


class TestQuestions:
    unsure = "{block.usage: low}"

    def test_only_what_a_rule_hangs_on_is_asked(self) -> None:
        made = plan(blocks=[block("laptop")])
        [question] = judged(made, rule(self.unsure)).questions
        assert (question.field, question.subject, question.rules) == ("workload.usage", "work", ("test_rule",))
        assert judged(made, rule("{block.kind: laptop, block.usage: low, block.has_owner: true}")).questions == ()
        assert judged(made).questions == ()

    def test_what_is_answered_is_not_asked(self) -> None:
        made = plan(workloads=[workload(usage="spiky")], blocks=[block("laptop")])
        assert judged(made, rule(self.unsure)).questions == ()

    def test_a_field_is_asked_for_once_however_many_rules_hang_on_it(self) -> None:
        made = plan(blocks=[block("laptop"), block("small_vm")])
        [question] = judged(made, named(rule(self.unsure), "one"), named(rule(self.unsure), "two")).questions
        assert question.rules == ("one", "two")

    def test_the_decisive_come_first_then_those_on_which_most_hangs(self) -> None:
        report = judged(
            plan(blocks=[block("laptop")]),
            named(rule("{block.users: 1}", flag="note"), "a_note"),
            named(rule("{block.users: 2}", flag="note"), "another"),
            named(rule("{block.stage: pilot}"), "once"),
            named(rule(self.unsure), "one"),
            named(rule("{block.usage: spiky}"), "two"),
        )
        assert [question.field for question in report.questions] == [
            "workload.usage",
            "workload.stage",
            "workload.users",
        ]
        assert ids_of(report) == ["workload.usage", "workload.stage"]

    def test_a_question_may_raise_only_flags_that_are_not_raised_yet(self) -> None:
        made = plan(blocks=[block("laptop")])
        fragile, overbuilt = rule(self.unsure), rule(self.unsure, flag="overbuilt")
        raised = named(rule("{block.kind: laptop}"), "raised")
        [question] = judged(made, named(fragile, "one"), named(overbuilt, "two"), raised).questions
        assert question.may_raise == ("overbuilt",)
        [moot] = judged(made, fragile, raised).questions
        assert moot.may_raise == ()

    def test_a_question_about_a_block_is_asked_in_the_words_of_its_kind(self) -> None:
        made = plan(blocks=[block("cloud_gpu", name="Big one")])
        [question] = judged(made, rule("{block.settings.count: {above: 4}}")).questions
        setting = catalogue().blocks["cloud_gpu"].settings["count"]
        assert (question.says, question.why) == (f"Big one: {setting.question}", setting.why)
        assert question.key == "block.settings.count:cloud_gpu"

    @pytest.mark.parametrize("seed", range(0, 40, 4))
    def test_every_question_of_the_shipped_rules_is_a_sentence(self, seed: int) -> None:
        for question in evaluate(busy_plan(seed), knowledge()).options[0].questions:
            assert "?" in question.says, question
            assert "{" not in question.says + question.why

    @pytest.mark.parametrize("seed", range(0, 40, 4))
    def test_a_question_asks_for_a_field_that_is_open(self, seed: int) -> None:
        made = busy_plan(seed)
        for question in evaluate(made, knowledge()).options[0].questions:
            sort, _, field = question.field.partition(".")
            if sort == "workload":
                [asked] = [one for one in made.workloads if one.id == question.subject]
                assert getattr(asked, field) is None


def ids_of(report: OptionReport) -> list[str]:
    return [question.field for question in report.decisive_questions]


class TestStages:
    late = rule("{block.stage: {at_least: production}}")

    def test_the_same_option_is_judged_at_each_stage(self) -> None:
        report = judged(plan(workloads=[workload(stage="pilot")], blocks=[block("laptop")]), self.late)
        assert [(one.stage, one.flags, one.findings, one.now) for one in report.stages] == [
            ("experiment", (), 0, False),
            ("pilot", (), 0, True),
            ("production", ("fragile",), 1, False),
        ]

    def test_the_furthest_workload_says_where_it_stands_now(self) -> None:
        both = [workload("a", stage="experiment"), workload("b", stage="production")]
        report = judged(plan(workloads=both, blocks=[block("laptop")]), self.late)
        assert [one.stage for one in report.stages if one.now] == ["production"]

    def test_where_no_workload_says_there_is_no_now(self) -> None:
        report = judged(plan(blocks=[block("laptop")]), self.late)
        assert [one.now for one in report.stages] == [False] * 3

    def test_without_workloads_there_are_no_stages(self) -> None:
        assert judged(plan(workloads=[], blocks=[block("laptop")]), self.late).stages == ()

    def test_at_its_own_stage_it_says_what_the_verdict_says(self) -> None:
        for seed in range(0, 30, 5):
            made = busy_plan(seed)
            same = made.but(workloads=tuple(one.but(stage="pilot") for one in made.workloads))
            report = evaluate(same, knowledge()).options[0]
            [now] = [one for one in report.stages if one.now]
            assert (now.flags, now.findings) == (report.flags, len(report.findings))


def test_options_are_judged_each_for_itself() -> None:
    one = plan(blocks=[block("laptop")], flows=[flow("work", "uses", "laptop")])
    two = one.but(options=(*one.options, Option(id="b", blocks=(block("small_vm"),))))
    report = evaluate(two, Knowledge(catalogue(), (rule("{block.kind: laptop}"),)))
    assert [option.flags for option in report.options] == [("fragile",), ()]
    assert report.option("b").balanced
    with pytest.raises(KeyError):
        report.option("c")


def test_the_order_of_the_drawing_does_not_change_the_verdict() -> None:
    for seed in range(0, 40, 8):
        made = busy_plan(seed)
        option = made.options[0]
        turned = made.but(options=(option.but(blocks=option.blocks[::-1], flows=option.flows[::-1]),))
        one, other = (evaluate(each, knowledge()).options[0] for each in (made, turned))
        assert {(f.rule, frozenset(f.subjects)) for f in one.findings} == {
            (f.rule, frozenset(f.subjects)) for f in other.findings
        }


def test_the_shipped_scenarios_are_judged_without_a_refusal(scenarios: Path) -> None:
    from infra_builder.planfile import read

    for path in sorted(scenarios.glob("*.infraplan")):
        made = read(path, catalogue())
        for finding in evaluate(made, knowledge()).options[0].findings:
            for help_ in finding.remedies:
                try:
                    _ = help_.edit and help_.edit.apply(made)
                except Refused as refusal:
                    pytest.fail(f"{path.name}: {finding.rule}: {refusal}")


def test_a_workload_is_called_by_its_name_else_by_its_kind() -> None:
    def called(given: Workload) -> str:
        [finding] = judged(
            plan(workloads=[given], blocks=[block("laptop")]), rule("{workload.linked: false}", "workload")
        ).findings
        return finding.names[0]

    assert called(workload(name="Helper", kind="forecasting")) == "Helper"
    assert called(workload(kind="forecasting")) == catalogue().workloads["forecasting"].name
    assert called(workload("w1"))


def test_the_option_itself_can_be_what_a_finding_is_about() -> None:
    [finding] = judged(plan(blocks=[block("laptop")]), rule("{option.environments: 0}", "option")).findings
    assert finding.subjects == (OPTION,)


class TestJudgingAgain:
    made = busy_plan(3).but(options=(busy_plan(3).options[0], busy_plan(3).options[0].but(id="b", name="Other")))

    def again(self, made: Plan, of: Knowledge | None = None) -> list[bool]:
        """Which options of a plan keep the very report that they had before."""
        before = Judged(self.made, evaluate(self.made, knowledge()))
        after = evaluate(made, of or knowledge(), before=before)
        assert after == evaluate(made, of or knowledge())
        old = {report.id: report for report in before.report.options}
        return [report is old.get(report.id) for report in after.options]

    def changed(self, edit: Edit) -> list[bool]:
        return self.again(edit.apply(self.made))

    def test_only_the_option_that_changed_is_judged_anew(self) -> None:
        assert self.changed(Change(option="a", id="block0", changes={"owner": "Somebody"})) == [False, True]
        assert self.changed(Add(option="b", blocks=(block("laptop"),))) == [True, False]
        assert self.changed(RenameOption(option="b", name="Third")) == [True, False]

    def test_moving_things_on_the_canvas_judges_nothing_anew(self) -> None:
        assert self.changed(Move(option="a", at={"block0": (5.0, 5.0), "work0": (1.0, 1.0)})) == [True, True]

    def test_a_block_that_moved_into_another_zone_is_judged_anew(self) -> None:
        [zone_] = [one.id for one in self.made.options[0].zones if one.id != self.made.options[0].blocks[0].zone][:1]
        assert self.changed(Move(option="a", at={}, zones={"block0": zone_})) == [False, True]

    def test_what_all_options_rest_on_judges_all_anew(self) -> None:
        assert self.changed(ChangeSituation(changes={"people": 4})) == [False, False]
        assert self.changed(Change(option="a", id="work0", changes={"stage": "pilot"})) == [False, False]
        assert self.again(self.made, Knowledge(catalogue(), knowledge().rules, "other")) == [False, False]

    def test_title_and_decisions_judge_nothing_anew(self) -> None:
        assert self.changed(ChangePlan(changes={"title": "Another"})) == [True, True]

    def test_options_that_change_places_keep_their_reports(self) -> None:
        assert self.again(self.made.but(options=self.made.options[::-1])) == [True, True]

    def test_a_judgement_can_be_broken_off_at_any_moment(self) -> None:
        asked = 0

        def count() -> bool:
            nonlocal asked
            asked += 1
            return True

        whole = evaluate(self.made, knowledge(), go_on=count)
        assert whole == evaluate(self.made, knowledge())
        assert asked > 2 * len(knowledge().rules)
        for moment in (1, asked // 3, asked):
            left = iter(range(moment - 1))
            with pytest.raises(Stopped):
                evaluate(self.made, knowledge(), go_on=lambda left=left: next(left, None) is not None)
