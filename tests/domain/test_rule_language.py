"""The language of rules: what may be asked of which fact, and what is said to an author who slips."""

from __future__ import annotations

from typing import Any

import pytest
from builders import RULE, block, catalogue, design, flow, holds, plan, rule, rule_problems, workload, zone

from infra_builder.design import Design
from infra_builder.facts import FACTS
from infra_builder.guarded_yaml import parse
from infra_builder.problems import Unusable
from infra_builder.rules.conditions import Reason
from infra_builder.rules.language import OPERATORS
from infra_builder.rules.rule import load_rule

ONE = "rule.yaml:5:"


def gpus(**fields: Any) -> Design:
    """A cloud GPU with an owner in a zone, there for a workload with these fields."""
    settings = fields.pop("settings", {})
    return design(
        workloads=[workload(**fields)],
        zones=[zone("cloud", "public_cloud", reasons=("speed", "latency"))],
        blocks=[block("cloud_gpu", zone="cloud", owner="IT", settings=settings), block("backups"), block("encryption")],
    )


class TestOperators:
    @pytest.mark.parametrize(
        ("condition", "answer"),
        [
            ("{block.has_owner: true}", True),
            ("{block.has_owner: false}", False),
            ("{block.has_owner: {is: true}}", True),
            ("{block.kind: cloud_gpu}", True),
            ("{block.kind: laptop}", False),
            ("{block.kind: {is_not: laptop}}", True),
            ("{block.kind: {in: [laptop, cloud_gpu]}}", True),
            ("{block.kind: {in: cloud_gpu}}", True),
            ("{block.kind: {not_in: [laptop, cloud_gpu]}}", False),
            ("{block.stage: {at_least: pilot}}", True),
            ("{block.stage: {at_least: production}}", False),
            ("{block.stage: {at_most: pilot}}", True),
            ("{block.stage: {at_least: experiment, at_most: pilot}}", True),
            ("{block.stage: {at_least: experiment, at_most: experiment}}", False),
            ("{block.users: 5}", True),
            ("{block.users: {is_not: 5}}", False),
            ("{block.users: {at_least: 5}}", True),
            ("{block.users: {above: 5}}", False),
            ("{block.users: {below: 5.5}}", True),
            ("{block.users: {at_most: 4}}", False),
            ("{block.controls: backups}", True),
            ("{block.controls: {has: [backups, encryption]}}", True),
            ("{block.controls: {has: [backups, masking]}}", False),
            ("{block.controls: {has_all: [backups, encryption]}}", True),
            ("{block.controls: {has_any: [masking, encryption]}}", True),
            ("{block.controls: {has_none: [masking, rollback]}}", True),
            ("{block.controls: {has_none: [masking, backups]}}", False),
            ("{block.controls: {within: [backups, encryption, masking]}}", True),
            ("{block.controls: {within: [backups]}}", False),
            ("{block.controls: {empty: false}}", True),
            ("{block.controls: {empty: true}}", False),
            ("{block.stage: {known: true}}", True),
            ("{block.usage: {known: true}}", False),
            ("{block.usage: {known: false}}", True),
            ("{block.zone: {exists: true}}", True),
            ("{block.zone: false}", False),
            ("{block.zone.environment: public_cloud}", True),
            ("{block.zone.reasons: {has_any: [latency]}}", True),
            ("{block.serves: {some: {workload.stage: pilot}}}", True),
            ("{block.serves: {every: {workload.stage: pilot}}}", True),
            ("{block.serves: {none: {workload.stage: pilot}}}", False),
            ("{block.serves: {count: 1}}", True),
            ("{block.serves: 1}", True),
            ("{block.serves: {count: {at_least: 2}}}", False),
            ("{block.serves: {count: {where: {workload.stage: pilot}, at_least: 1}}}", True),
            ("{option.blocks: {count: {where: {block.category: governance}, at_least: 2, at_most: 2}}}", True),
            ("{option.blocks: {some: {block.kind: backups}}}", True),
            ("{situation.skills: {known: true}}", False),
            ("{not: {block.kind: laptop}}", True),
            ("{all: [{block.has_owner: true}, {block.kind: laptop}]}", False),
            ("{any: [{block.has_owner: true}, {block.kind: laptop}]}", True),
            ("{block.has_owner: true, block.kind: laptop}", False),
            ("{block.has_owner: true, any: [{block.kind: laptop}, {block.users: 5}]}", True),
        ],
    )
    def test_a_condition_means_what_it_says(self, condition: str, answer: bool) -> None:
        assert holds(condition, gpus(stage="pilot", users=5), "cloud_gpu") is answer

    def test_a_number_may_be_a_figure_of_the_knowledge_base(self) -> None:
        limit = catalogue().figures["lake_pays_from_gb"].value
        condition = "{block.data_gb: {at_least: {figure: lake_pays_from_gb}}}"
        assert holds(condition, gpus(data_gb=limit), "cloud_gpu") is True
        assert holds(condition, gpus(data_gb=limit - 1), "cloud_gpu") is False

    def test_an_answer_to_a_question_about_a_block_is_a_fact(self) -> None:
        of = gpus(settings={"count": 4, "reserved": "hourly"})
        assert holds("{block.settings.count: {above: 3}}", of, "cloud_gpu") is True
        assert holds("{block.settings.reserved: hourly}", of, "cloud_gpu") is True
        assert holds("{block.settings.busy_percent: {below: 10}}", of, "cloud_gpu") is None

    def test_a_question_that_is_not_asked_of_a_block_is_no_open_one(self) -> None:
        of = gpus()
        assert holds("{block.settings.count: {above: 3}}", of, "backups") is False
        assert holds("{not: {block.settings.count: {above: 3}}}", of, "backups") is True

    def test_a_path_through_a_zone_that_is_not_there_does_not_hold(self) -> None:
        assert holds("{block.zone.environment: edge}", gpus(), "backups") is False
        assert holds("{block.zone.environment: {is_not: edge}}", gpus(), "backups") is False

    def test_every_form_of_fact_has_operators(self) -> None:
        assert {fact.type.form for fact in FACTS.values()} <= set(OPERATORS)


class TestUnknown:
    """Unknown stays unknown unless something known decides."""

    U = "{block.usage: low}"
    T = "{block.has_owner: true}"
    F = "{block.has_owner: false}"

    @pytest.mark.parametrize(
        ("condition", "answer"),
        [
            (U, None),
            (f"{{not: {U}}}", None),
            (f"{{all: [{U}, {T}]}}", None),
            (f"{{all: [{U}, {F}]}}", False),
            (f"{{all: [{F}, {U}]}}", False),
            (f"{{any: [{U}, {F}]}}", None),
            (f"{{any: [{U}, {T}]}}", True),
            (f"{{all: [{U}, {{any: [{U}, {T}]}}]}}", None),
            ("{block.users: {above: 5}}", None),
            ("{block.users: {is_not: 5}}", None),
            ("{block.stage: {at_least: pilot}}", None),
            ("{block.stage: {not_in: [pilot]}}", None),
            ("{block.timing: {has_none: [batch]}}", None),
            ("{block.timing: {empty: true}}", None),
        ],
    )
    def test_a_single_leaf(self, condition: str, answer: bool | None) -> None:
        assert holds(condition, gpus(), "cloud_gpu") is answer

    def among(self, *stages: str | None) -> Design:
        workloads = [
            workload(f"w{number}", **({"stage": stage} if stage else {})) for number, stage in enumerate(stages)
        ]
        return design(workloads=workloads, blocks=[block("laptop")])

    @pytest.mark.parametrize(
        ("stages", "some", "every", "none"),
        [
            (("pilot", None), True, None, False),
            (("experiment", None), None, False, None),
            ((None, None), None, None, None),
            (("pilot", "pilot"), True, True, False),
            (("experiment",), False, False, True),
        ],
    )
    def test_among_several(
        self, stages: tuple[str | None, ...], some: bool | None, every: bool | None, none: bool | None
    ) -> None:
        of = self.among(*stages)
        answers = [
            holds(f"{{option.workloads: {{{q}: {{workload.stage: pilot}}}}}}", of) for q in ("some", "every", "none")
        ]
        assert answers == [some, every, none]

    def test_among_nobody_some_fails_and_every_and_none_hold(self) -> None:
        of = design(workloads=[], blocks=[block("laptop")])
        answers = [
            holds(f"{{option.workloads: {{{q}: {{workload.stage: pilot}}}}}}", of) for q in ("some", "every", "none")
        ]
        assert answers == [False, True, True]

    @pytest.mark.parametrize(
        ("bounds", "answer"),
        [
            ("at_least: 1", True),
            ("at_least: 2", None),
            ("at_least: 3", False),
            ("at_most: 2", True),
            ("at_most: 1", None),
            ("at_most: 0", False),
            ("is: 2", None),
            ("is: 3", False),
            ("is_not: 5", True),
            ("above: 1", None),
            ("below: 1", False),
        ],
    )
    def test_a_count_is_known_where_every_outcome_gives_the_same_answer(self, bounds: str, answer: bool | None) -> None:
        of = self.among("pilot", None, "experiment")
        condition = f"{{option.workloads: {{count: {{where: {{workload.stage: pilot}}, {bounds}}}}}}}"
        assert holds(condition, of) is answer

    def asked(self, condition: str, of: Design, about: str = "block") -> set[tuple[str, str]]:
        compiled = rule(condition, about)
        subject = of.subjects(about)[0]
        assert compiled.when.test(of, subject) is None
        return set(compiled.when.unanswered(of, subject))

    def test_the_fields_that_would_decide_are_asked_for(self) -> None:
        assert self.asked("{block.usage: low}", gpus()) == {("work", "workload.usage")}
        assert self.asked("{any: [{block.usage: low}, {block.kind: laptop}, {block.stage: pilot}]}", gpus()) == {
            ("work", "workload.usage"),
            ("work", "workload.stage"),
        }
        assert self.asked("{not: {block.settings.count: 4}}", gpus()) == {("cloud_gpu", "block.settings.count")}

    def test_of_several_only_those_that_leave_it_open_are_asked(self) -> None:
        condition = "{option.workloads: {some: {workload.stage: pilot}}}"
        assert self.asked(condition, self.among("experiment", None)) == {("w1", "workload.stage")}


class TestReasons:
    def reasons(self, condition: str, of: Design, subject: str = "cloud_gpu") -> list[Reason]:
        compiled, chosen = rule(condition), of.option.by_id[subject]
        return list(compiled.when.reasons(of, chosen))

    def found(self, condition: str, of: Design, subject: str = "cloud_gpu") -> list[str]:
        return list(rule(condition).when.found(of, of.option.by_id[subject]))

    def test_of_all_every_leaf_is_a_reason(self) -> None:
        said = self.reasons("{block.kind: cloud_gpu, block.users: {above: 1}}", gpus(users=5))
        assert [(one.fact, one.subject, one.value) for one in said] == [
            ("block.kind", "cloud_gpu", "cloud_gpu"),
            ("block.users", "cloud_gpu", 5),
        ]

    def test_of_any_only_those_that_held(self) -> None:
        said = self.reasons("{any: [{block.kind: laptop}, {block.users: {above: 1}}]}", gpus(users=5))
        assert [one.fact for one in said] == ["block.users"]

    def test_of_a_failed_all_only_those_that_failed(self) -> None:
        said = self.reasons("{not: {all: [{block.kind: cloud_gpu}, {block.users: {above: 9}}]}}", gpus(users=5))
        assert [one.fact for one in said] == ["block.users"]

    def test_of_some_the_leaves_of_those_that_met_it(self) -> None:
        said = self.reasons("{option.blocks: {some: {block.category: governance}}}", gpus())
        assert [one.subject for one in said] == ["backups", "encryption"]

    def test_of_none_the_fact_itself_that_did_not_hold(self) -> None:
        [said] = self.reasons("{option.blocks: {none: {block.kind: laptop}}}", gpus())
        assert (said.fact, said.held) == ("option.blocks", False)

    def test_the_words_of_the_author_stand_for_all_the_leaves_beside_them(self) -> None:
        [said] = self.reasons("{says: 'Because {block}', block.kind: cloud_gpu, block.has_owner: true}", gpus())
        assert (said.says, said.subject) == ("Because {block}", "cloud_gpu")

    def test_what_was_met_is_found_by_id(self) -> None:
        assert self.found("{option.blocks: {some: {block.category: governance}}}", gpus()) == ["backups", "encryption"]
        assert self.found("{option.blocks: {count: {where: {block.kind: backups}, is: 1}}}", gpus()) == ["backups"]

    def test_what_was_met_further_in_is_found_as_well(self) -> None:
        condition = "{option.zones: {some: {zone.blocks: {some: {block.kind: cloud_gpu}}}}}"
        assert self.found(condition, gpus(), "backups") == ["cloud", "cloud_gpu"]

    def test_nothing_is_found_by_what_is_denied(self) -> None:
        assert self.found("{not: {option.blocks: {some: {block.kind: laptop}}}}", gpus()) == []
        assert self.found("{option.blocks: {none: {block.kind: laptop}}}", gpus()) == []


class TestSlips:
    @pytest.mark.parametrize(
        ("condition", "message"),
        [
            ("{block.knd: laptop}", "8: when.block.knd: unknown fact 'block.knd'; did you mean 'block.kind'?"),
            ("{block.kind: laptp}", "20: when.block.kind: unknown word for block kind 'laptp'; did you mean 'laptop'?"),
            (
                "{block.kind: {iss: laptop}}",
                "21: when.block.kind.iss: unknown operator for block.kind (word of block_kind)"
                " 'iss'; did you mean 'is'?",
            ),
            (
                "{block.kind: {in: [laptop, laptp]}}",
                "34: when.block.kind.in[1]: unknown word for block kind 'laptp'; did you mean 'laptop'?",
            ),
            (
                "{block.kind: {above: 3}}",
                "21: when.block.kind.above: unknown operator for block.kind (word of block_kind)"
                " 'above'; known: at_least, at_most, in, is, is_not, known, not_in",
            ),
            (
                "{block.kind: {at_least: laptop}}",
                "31: when.block.kind.at_least: 'at_least' needs an order, and the words of block_kind have none",
            ),
            ("{block.stage: pilt}", "21: when.block.stage: unknown word for stage 'pilt'; did you mean 'pilot'?"),
            (
                "{block.settings.cuont: 4}",
                "8: when.block.settings.cuont: unknown setting 'cuont'; did you mean 'count'?",
            ),
            (
                "{block.settings.count: many}",
                "30: when.block.settings.count: expected a number or {figure: name}, not 'many'",
            ),
            (
                "{block.settings.reserved: hourli}",
                "33: when.block.settings.reserved: unknown word for hourly|reserved 'hourli'; did you mean 'hourly'?",
            ),
            (
                "{block.users: {above: {figure: lake_pays_from}}}",
                "38: when.block.users.above.figure: unknown figure 'lake_pays_from'; did you mean 'lake_pays_from_gb'?",
            ),
            ("{block.users: '5'}", "21: when.block.users: expected a number or {figure: name}, not '5'"),
            ("{block.has_owner: 1}", "25: when.block.has_owner: expected true or false, not '1'"),
            ("{block.zone: {exists: yes}}", "29: when.block.zone.exists: 'exists' is followed by true or false"),
            ("{block.controls: []}", "24: when.block.controls: expected a list of words, not a list"),
            (
                "{block.controls: {}}",
                "24: when.block.controls: nothing is asked of block.controls (words of block_kind)",
            ),
            (
                "{block.serves: {som: {workload.stage: pilot}}}",
                "23: when.block.serves.som: unknown operator for"
                " block.serves (many of workload) 'som'; did you mean 'some'?",
            ),
            (
                "{block.serves: {some: {workload.stag: pilot}}}",
                "30: when.block.serves.some.workload.stag: unknown fact 'workload.stag'; did you mean"
                " 'workload.stage'?",
            ),
            (
                "{block.serves: {some: {block.kind: laptop}}}",
                "30: when.block.serves.some.block.kind: unknown fact in a"
                " condition about a workload 'block.kind'; did you mean 'workload.kind'?",
            ),
            (
                "{block.serves: {count: {where: {workload.stage: pilot}}}}",
                "30: when.block.serves.count: 'count' needs a number: {where: …, at_least: 2}",
            ),
            (
                "{block.serves: {count: {at_lest: 2}}}",
                "31: when.block.serves.count.at_lest: unknown operator for a count 'at_lest'; did you mean 'at_least'?",
            ),
            (
                "{block.serves: {count: {where: , at_least: 2}}}",
                "38: when.block.serves.count.where: expected a condition (all, any, not or a fact), not nothing",
            ),
            (
                "{block.kind.name: x}",
                "8: when.block.kind.name: block.kind (word of block_kind) has no parts; the path must end here",
            ),
            (
                "{block: x}",
                "8: when.block: unknown fact in a condition about a block 'block'; did you mean 'block.zone'?",
            ),
            ("{zone.name: x}", "8: when.zone.name: unknown fact in a condition about a block 'zone.name'"),
            ("{all: {block.kind: laptop}}", "13: when.all: 'all' needs a list of conditions"),
            ("{any: []}", "13: when.any: 'any' needs a list of conditions"),
            ("{not: [1]}", "13: when.not: expected a condition (all, any, not or a fact), not a list"),
            ("{all: [laptop]}", "14: when.all[0]: expected a condition (all, any, not or a fact), not 'laptop'"),
            ("laptop", "7: when: expected a condition (all, any, not or a fact), not 'laptop'"),
            ("{}", "7: when: expected a condition (all, any, not or a fact), not a group of fields"),
            ("{says: x}", "7: when: there are words for a reason here, but no condition"),
            ("{says: 5, block.kind: laptop}", "14: when.says: expected a sentence as text"),
            ("{clears: [x], block.kind: laptop}", "16: when.clears: expected a sentence as text"),
            (
                "{clears: '{blok}', block.kind: laptop}",
                "16: when.clears: unknown placeholder '{blok}'; did you mean '{block}'?",
            ),
            (
                "{says: '{blok}', block.kind: laptop}",
                "14: when.says: unknown placeholder '{blok}'; did you mean '{block}'?",
            ),
            ("{any: [{says: '{', block.kind: laptop}]}", "21: when.any[0].says: braces do not match:"),
        ],
    )
    def test_each_is_told_with_line_column_and_the_nearest_name(self, condition: str, message: str) -> None:
        [said] = rule_problems(condition)
        assert said.startswith(ONE + message)

    def test_all_of_a_rule_are_told_at_once(self) -> None:
        said = rule_problems(
            "{block.knd: a, block.stage: pilt, any: [{block.users: {abov: 1}}]}", says='"{blok}"', why='"{zne}"'
        )
        assert len(said) == 5

    @pytest.mark.parametrize(
        "text",
        [
            "__import__('os').system('touch /tmp/owned')",
            "block.kind == 'laptop'",
            "{{ 7 * 7 }}",
            "lambda: True",
            "block.__class__",
            "block.kind.__class__.__mro__",
        ],
    )
    def test_program_text_is_only_a_name_that_nobody_knows(self, text: str) -> None:
        [said] = rule_problems("{'" + text.replace("'", "''") + "': true}")
        assert "unknown fact" in said or "has no parts" in said

    def test_program_text_in_a_sentence_is_only_a_placeholder_that_nobody_knows(self) -> None:
        [said] = rule_problems("{block.kind: laptop}", says='"{block.__class__.__init__.__globals__}"')
        assert "unknown placeholder" in said

    @pytest.mark.parametrize(
        ("says", "wrong"),
        [
            ("{block:d}", "only a name may stand between braces: {block}"),
            ("{block!r}", "only a name may stand between braces: {block}"),
            ("{0}", "unknown placeholder '{0}'"),
            ("{}", "unknown placeholder '{}'"),
            ("{block", "braces do not match"),
            ("}", "braces do not match"),
            ("{environment}", "unknown placeholder '{environment}'"),
        ],
    )
    @pytest.mark.parametrize("field", ["says", "why", "do", "ignore_if", "severity_because"])
    def test_a_sentence_that_could_not_be_filled_in_is_told(self, field: str, says: str, wrong: str) -> None:
        [said] = rule_problems("{block.kind: laptop}", **{field: f'"{says}"'})
        assert f"{field}: {wrong}" in said

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("flag: fragile", "flag: fragil", "rule.yaml:2:7: flag: unknown word 'fragil'; did you mean 'fragile'?"),
            (
                "severity: low",
                "sevrity: low",
                "rule.yaml:3:1: sevrity: unknown field 'sevrity'; did you mean 'severity'?",
            ),
            ("for: block", "for: blok", "rule.yaml:4:6: for: unknown word 'blok'; did you mean 'block'?"),
            (
                "for: block",
                "for: {a: b}",
                "rule.yaml:4:6: for: expected one of 'option', 'workload', 'zone', 'block',"
                " 'flow' or 'situation', not a group of fields",
            ),
            ("for: block", "for: [{a: b}]", "rule.yaml:4:6: for: expected one of"),
            ("for: block", "about: block", "rule.yaml:4:1: about: unknown field 'about'"),
            (
                "rule: api_in_use",
                "rule: Api in use",
                "rule.yaml:1:7: rule: 'Api in use' is not of the form wanted here",
            ),
            ("doc: design", "doc: '007'", "rule.yaml:11:11: source[0].doc: unknown word '007'; did you mean '002'?"),
            ("D001", "X1", "rule.yaml:11:41: source[0].items[0]: 'X1' is not of the form wanted here"),
            (
                "why: It is.",
                "why: It is.\nwhy: It was.",
                "rule.yaml:9:1: why: 'why' is written twice here, first on line 8",
            ),
            (
                "why: It is.",
                "why: It is.\nremedies: 5",
                "rule.yaml:9:11: remedies: expected a list, not a whole number '5'",
            ),
            ("why: It is.", "why: It is.\ncases: [5]", "rule.yaml:9:9: cases[0]: expected a group of fields, not"),
        ],
    )
    def test_a_field_of_a_rule_that_does_not_fit_is_told(self, old: str, new: str, message: str) -> None:
        assert RULE.count(old) == 1
        with pytest.raises(Unusable) as caught:
            load_rule(parse(RULE.replace(old, new), "rule.yaml"), catalogue())
        assert any(str(problem).startswith(message) for problem in caught.value.problems)

    @pytest.mark.parametrize("text", ["", "5", "[1, 2]", "rule: x", "when: 5", "{for: block}", "remedies: {a: 1}"])
    def test_what_is_no_rule_at_all_is_told_and_no_crash(self, text: str) -> None:
        with pytest.raises(Unusable):
            load_rule(parse(text, "rule.yaml"), catalogue())


class TestRemedies:
    def slips(self, step: str) -> list[str]:
        return rule_problems("{block.kind: laptop}", remedies="[{says: x, days: 1, steps: [" + step + "]}]")

    @pytest.mark.parametrize(
        ("step", "message"),
        [
            ("{add: {kind: bakups}}", "steps[0].add.kind: unknown kind 'bakups'; did you mean 'backups'?"),
            ("{add: {knd: backups}}", "steps[0].add.knd: unknown field 'knd'; did you mean 'kind'?"),
            (
                "{add: {kind: backups, covers: ['{blok}']}}",
                "steps[0].add.covers[0]: unknown placeholder '{blok}'; did you mean '{block}'?",
            ),
            (
                "{add: {kind: cloud_gpu, settings: {cuont: 4}}}",
                "steps[0].add.settings.cuont: unknown setting of cloud_gpu 'cuont'; did you mean 'count'?",
            ),
            (
                "{links: [{form: '{block}', to: '{workload}', kind: uses}]}",
                "steps[0].links[0].form: unknown field 'form'; did you mean 'from'?",
            ),
            (
                "{links: [{from: '{block}', to: '{workload}', kind: use}]}",
                "steps[0].links[0].kind: unknown word 'use'; did you mean 'uses'?",
            ),
            (
                "{links: [{from: '{new}', to: '{block}', kind: uses}]}",
                "steps[0].links[0].from: unknown placeholder '{new}'",
            ),
            (
                "{change: '{blok}', to: {owner: x}}",
                "steps[0].change: unknown placeholder '{blok}'; did you mean '{block}'?",
            ),
            ("{change: '{block}', to: {ownr: x}}", "steps[0].to.ownr: unknown field 'ownr'; did you mean 'owner'?"),
            (
                "{change: '{block}', to: {settings: {cuont: 4}}}",
                "steps[0].to.settings.cuont: unknown setting 'cuont'; did you mean 'count'?",
            ),
            (
                "{change: '{block}', to: {settings: {count: many}}}",
                "steps[0].to.settings.count: expected a number, not 'many'",
            ),
            ("{remove: ['{flow}']}", "steps[0].remove[0]: unknown placeholder '{flow}'"),
            ("{ad: {kind: backups}}", "steps[0].ad: unknown field 'ad'; did you mean 'add'?"),
        ],
    )
    def test_a_step_that_could_never_be_done_is_told_when_the_rule_is_read(self, step: str, message: str) -> None:
        said = self.slips(step)
        assert any(f": remedies[0].{message}" in line for line in said), said
        assert all(line.startswith("rule.yaml:") for line in said)

    @pytest.mark.parametrize(
        "step",
        [
            "{add: {kind: backups, zone: '{zone}', covers: ['{found}', '{block}']}}",
            "{add: {kind: backups}, links: [{from: '{block}', to: '{new}', kind: replicates_to, masked: true}]}",
            "{add: {kind: backups}}, {links: [{from: '{new}', to: '{block}', kind: reads}]}",
            "{change: '{found}', to: {settings: {count: null, reserved: hourly}, owner: IT}}",
            "{remove: ['{block}', '{found}']}",
        ],
    )
    def test_a_step_without_a_slip_is_read(self, step: str) -> None:
        assert self.slips(step) == []


def test_a_rule_is_compiled_once_and_judges_any_design() -> None:
    compiled = rule("{block.has_owner: false}")
    for owner in ("", "IT", ""):
        of = design(blocks=[block("laptop", owner=owner)])
        assert compiled.when.test(of, of.blocks["laptop"]) is (not owner)


def test_a_rule_about_a_flow_speaks_of_its_ends() -> None:
    of = design(blocks=[block("laptop"), block("small_vm")], flows=[flow("laptop", "reads", "small_vm")])
    assert holds("{flow.from.kind: laptop, flow.to.kind: small_vm}", of, about="flow") is True
    of = design(plan(blocks=[block("laptop")], flows=[flow("work", "uses", "laptop")]))
    assert holds("{flow.from: {exists: true}}", of, about="flow") is False
    assert holds("{flow.from.kind: laptop}", of, about="flow") is False
