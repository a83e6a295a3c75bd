"""Knowledge in folders: what a pack replaces, takes away and adds, and what is said about its slips."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import RULE, block, catalogue, design, flow, knowledge, plan, write_pack

from infra_builder.evaluate import evaluate
from infra_builder.knowledge import load, read_folders
from infra_builder.places import KNOWLEDGE
from infra_builder.problems import Unusable

SOURCE = "source: [{doc: design, section: '4'}]"
KIND = f"""\
blocks:
  fax_machine:
    name: Fax machine
    category: compute
    purpose: Sends paper.
    environments: [on_premises]
    effort: low
    stands_on: [laptop]
    settings:
      busy_percent: {{question: How busy?, type: number, why: It matters.}}
    {SOURCE}
"""


Slips = Callable[[Path], list[str]]


def told(folders: list[Path]) -> list[str]:
    """What is said about folders of knowledge, the path of the last one left out."""
    with pytest.raises(Unusable) as caught:
        read_folders(folders)
    return [str(problem).replace(f"{folders[-1]}/", "") for problem in caught.value.problems]


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> Slips:
    """What is said about a pack that lies over the shipped catalogue (its rules left out, which take longest)."""
    base = tmp_path_factory.mktemp("base")
    for name in ("catalogue", "advice"):
        (base / name).symlink_to(KNOWLEDGE / name)
    return lambda pack: told([base, pack])


class TestLaying:
    def test_a_new_rule_is_added(self, tmp_path: Path) -> None:
        laid = load(write_pack(tmp_path, rules__api_in_use=RULE))
        assert len(laid.rules) == len(knowledge().rules) + 1
        assert laid.rules[-1].id == "api_in_use"

    def test_a_rule_of_the_same_id_replaces_the_old_one(self, tmp_path: Path) -> None:
        old = knowledge().rules[0].id
        laid = load(write_pack(tmp_path, rules__mine=RULE.replace("api_in_use", old)))
        assert len(laid.rules) == len(knowledge().rules)
        assert [rule.text.says for rule in laid.rules if rule.id == old] == ["{block} is in use"]

    def test_a_rule_is_taken_away_by_its_name_alone(self, tmp_path: Path) -> None:
        old = knowledge().rules[0].id
        laid = load(write_pack(tmp_path, rules__mine=f"rule: {old}\ndisabled: true\n"))
        assert {rule.id for rule in knowledge().rules} - {rule.id for rule in laid.rules} == {old}

    def test_a_rule_that_nobody_knows_cannot_be_taken_away(self, tmp_path: Path) -> None:
        pack = write_pack(tmp_path, rules__mine="rule: no_bakups\ndisabled: true\n")
        assert told([KNOWLEDGE, pack]) == [
            "rules/mine.yaml:1:7: rule: unknown rule 'no_bakups'; did you mean 'no_backups'?"
        ]

    def test_what_is_taken_away_no_longer_judges(self, tmp_path: Path) -> None:
        made = plan(blocks=[block("managed_model_api")], flows=[flow("work", "uses", "managed_model_api")])
        adding = write_pack(tmp_path / "one", rules__api_in_use=RULE)
        removing = write_pack(tmp_path / "two", rules__x="rule: api_in_use\ndisabled: true\n")

        def judged_by(*packs: Path) -> bool:
            report = evaluate(made, load(*packs))
            return "api_in_use" in {finding.rule for finding in report.options[0].findings}

        assert (judged_by(adding), judged_by(adding, removing)) == (True, False)

    def test_the_last_pack_has_the_last_word(self, tmp_path: Path) -> None:
        one = write_pack(tmp_path / "one", rules__api_in_use=RULE)
        two = write_pack(tmp_path / "two", rules__api_in_use=RULE.replace("severity: low", "severity: high"))
        assert load(one, two).rules[-1].text.severity == "high"
        assert load(two, one).rules[-1].text.severity == "low"

    def test_a_pack_brings_kinds_that_its_rules_speak_of(self, tmp_path: Path) -> None:
        rule = RULE.replace("managed_model_api", "fax_machine").replace(
            "  block.kind: fax_machine", "  block.kind: fax_machine\n  block.settings.busy_percent: {above: 5}"
        )
        laid = load(write_pack(tmp_path, catalogue__fax=KIND, rules__api_in_use=rule))
        assert laid.catalogue.blocks["fax_machine"].name == "Fax machine"

    def test_a_figure_of_a_pack_moves_the_rules_that_refer_to_it(self, tmp_path: Path) -> None:
        figure = f"figures: {{lake_pays_from_gb: {{value: 77, unit: GB, meaning: Ours., {SOURCE}}}}}"
        laid = load(write_pack(tmp_path, advice__figures=figure))
        assert laid.catalogue.figures["lake_pays_from_gb"].value == 77
        assert catalogue().figures["lake_pays_from_gb"].value != 77

    def test_a_word_of_a_pack_leaves_the_other_words_of_its_vocabulary(self, tmp_path: Path) -> None:
        laid = load(write_pack(tmp_path, catalogue__words="words: {stage: {pilot: {label: Versuch}}}"))
        assert laid.catalogue.label("stage", "pilot") == "Versuch"
        assert laid.catalogue.label("stage", "production") == catalogue().label("stage", "production")

    def test_the_digest_names_the_content(self, tmp_path: Path) -> None:
        one = write_pack(tmp_path / "one", rules__api_in_use=RULE)
        two = write_pack(tmp_path / "two", rules__api_in_use=RULE.replace("It is.", "It was."))
        assert load(one).digest == load(one).digest
        assert len({knowledge().digest, load(one).digest, load(two).digest}) == 3

    def test_other_files_of_a_pack_are_let_be(self, tmp_path: Path) -> None:
        pack = write_pack(tmp_path, rules__api_in_use=RULE)
        (pack / "README.md").write_text("{[")
        (pack / "rules" / "notes.txt").write_text("{[")
        assert load(pack)


class TestSlips:
    def test_all_files_of_a_pack_are_told_of_at_once(self, tmp_path: Path, slips: Slips) -> None:
        pack = write_pack(
            tmp_path,
            rules__a=RULE.replace("block.kind:", "block.knd:"),
            rules__b=RULE.replace("api_in_use", "api_used")
            .replace("{block}", "{blok}")
            .replace("severity: low", "severity: lo"),
            rules__c="rule: [",
            catalogue__d=KIND.replace("category: compute", "category: computer").replace("laptop", "laptp"),
        )
        said = slips(pack)
        assert [line.split(": ")[0] for line in said] == [
            "catalogue/d.yaml:4:15",
            "rules/c.yaml:1:7",
            "rules/a.yaml:6:3",
            "rules/b.yaml:3:11",
            "rules/b.yaml:7:7",
        ]

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (
                "stands_on: [laptop]",
                "stands_on: [laptp]",
                "8:17: blocks.fax_machine.stands_on[0]: unknown kind 'laptp'; did you mean 'laptop'?",
            ),
            (
                "type: number",
                "type: yes_no",
                "10:49: blocks.fax_machine.settings.busy_percent.type: the setting busy_percent is yes_no in"
                " fax_machine but number in",
            ),
            (
                "type: number",
                "type: choice",
                "10:21: blocks.fax_machine.settings.busy_percent: a choice needs its choices",
            ),
            (
                "environments: [on_premises]",
                "environments: []",
                "6:19: blocks.fax_machine.environments: the list has the wrong length: 0",
            ),
            (
                "environments: [on_premises]",
                "environments: [moon]",
                "6:20: blocks.fax_machine.environments[0]: unknown word 'moon'; known: edge, hpc",
            ),
            (
                "effort: low",
                "efort: low",
                "7:5: blocks.fax_machine.efort: unknown field 'efort'; did you mean 'effort'?",
            ),
            ("name: Fax machine", "name: ''", "3:11: blocks.fax_machine.name: the text is empty"),
            ("blocks:", "block:", "1:1: block: unknown group 'block'; did you mean 'blocks'?"),
            (
                "name: Fax machine",
                "name: Fax\n    name: Machine",
                "4:5: blocks.fax_machine.name: 'name' is written twice here, first on line 3",
            ),
        ],
    )
    def test_a_kind_that_does_not_fit(self, tmp_path: Path, slips: Slips, old: str, new: str, message: str) -> None:
        assert KIND.count(old) == 1
        said = slips(write_pack(tmp_path, catalogue__d=KIND.replace(old, new)))
        assert any(line.startswith(f"catalogue/d.yaml:{message}") for line in said), said
        assert all(line.startswith("catalogue/d.yaml:") for line in said)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[1]", "1:1: expected blocks, environments"),
            ("", "1:1: expected blocks, environments"),
            ("blocks: 5", "1:9: blocks: expected entries by id, not '5'"),
            ("blocks: {fax: 5}", "1:15: blocks.fax: expected a group of fields, not a whole number '5'"),
            ("words: {stage: 5}", "1:16: words.stage: expected a group of fields"),
            ("environments: {moon: {}}", "1:16: environments.moon: unknown environment 'moon'"),
            ("workloads: {chess: {}}", "1:13: workloads.chess: unknown kind of workload 'chess'"),
            (
                "facts: {block.knd: {says: x}}",
                "1:9: facts.block.knd: unknown fact 'block.knd'; did you mean 'block.kind'?",
            ),
            (
                "facts: {block.kind: {says: '{nme}'}}",
                "1:28: facts.block.kind.says: unknown placeholder '{nme}'; did you mean '{name}'?",
            ),
            ("facts: {block.kind: {says: x, says_not: '{'}}", "1:41: facts.block.kind.says_not: braces do not match"),
            (
                "questions: {workload.stge: {ask: x, why: y}}",
                "1:13: questions.workload.stge: unknown field 'workload.stge'; did you mean 'workload.stage'?",
            ),
            (
                "questions: {workload.stage: {ask: 'How far is {workloud}?', why: y}}",
                "1:35: questions.workload.stage.ask: unknown placeholder '{workloud}'; did you mean '{workload}'?",
            ),
            (
                f"figures: {{x: {{value: many, unit: GB, meaning: y, {SOURCE}}}}}",
                "1:22: figures.x.value: expected a number, not text 'many'",
            ),
            (
                f"figures: {{x: {{value: 1e999, unit: GB, meaning: y, {SOURCE}}}}}",
                "1:22: figures.x.value: expected a finite number",
            ),
        ],
    )
    def test_an_entry_that_does_not_fit(self, tmp_path: Path, slips: Slips, text: str, message: str) -> None:
        said = slips(write_pack(tmp_path, catalogue__d=text))
        assert said[0].startswith(f"catalogue/d.yaml:{message}"), said

    def test_a_rule_of_the_shipped_base_is_not_blamed_for_a_pack(self, tmp_path: Path) -> None:
        pack = write_pack(tmp_path, catalogue__d=KIND.replace("type: number", "type: yes_no"))
        assert len(told([KNOWLEDGE, pack])) == 1

    @pytest.mark.parametrize(
        "text",
        ["[" * 100_000, "a: &x 1", "a: *x", "a: !tag 1", "---\n---\n", "a: \x07", "x" * 1_000_001, "a\n" * 120_000],
    )
    def test_hostile_yaml_is_one_line(self, tmp_path: Path, slips: Slips, text: str) -> None:
        [line] = slips(write_pack(tmp_path, rules__x=text))
        assert line.startswith("rules/x.yaml:")
        assert "\n" not in line

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(Unusable, match="none: there is no such knowledge folder"):
            load(tmp_path / "none")

    def test_a_file_in_place_of_a_folder(self, tmp_path: Path) -> None:
        path = tmp_path / "pack.yaml"
        path.write_text(RULE)
        with pytest.raises(Unusable, match="there is no such knowledge folder"):
            load(path)

    def test_a_folder_without_knowledge(self, tmp_path: Path) -> None:
        with pytest.raises(Unusable, match="no knowledge here"):
            load(tmp_path)

    def test_a_folder_named_like_a_file(self, tmp_path: Path, slips: Slips) -> None:
        pack = write_pack(tmp_path, rules__a=RULE)
        (pack / "rules" / "b.yaml").mkdir()
        assert slips(pack) == ["rules/b.yaml: this is a folder, not a file"]

    def test_a_folder_that_is_someones_whole_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("infra_builder.knowledge.MAX_FILES", 3)
        pack = write_pack(tmp_path, **{f"rules__r{number}": RULE for number in range(4)})
        with pytest.raises(Unusable, match="more than 3 files"):
            read_folders([pack])


def test_every_name_that_a_shipped_kind_stands_on_is_a_kind() -> None:
    for kind in catalogue().blocks.values():
        assert set(kind.stands_on) <= set(catalogue().blocks)


def test_a_design_reads_names_from_the_catalogue() -> None:
    of = design(blocks=[block("laptop", name="Mine"), block("small_vm")])
    assert of.catalogue.name_of(of.blocks["laptop"]) == "Mine"
    assert of.catalogue.name_of(of.blocks["small_vm"]) == of.catalogue.blocks["small_vm"].name
    assert of.catalogue.label("stage", "never_heard") == "never heard"
