"""Every shipped rule keeps its promises: its cases, its file, its texts, its sources."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from infra_builder.design import Design
from infra_builder.knowledge import Knowledge, load
from infra_builder.places import KNOWLEDGE as FOLDER
from infra_builder.rules.cases import cases, missing, run
from infra_builder.rules.review import review
from infra_builder.rules.rule import Rule
from infra_builder.vocabulary import VERDICT_FLAGS

KNOWLEDGE = load()
INVENTORY = FOLDER / "inventory.yaml"
FOLDERS = {
    "overbuilt": "overbuilt",
    "fragile": "fragile",
    "accidental_hybrid": "accidental_hybrid",
    "question": "questions",
    "note": "notes",
}
LAST_ITEM = 325
"""The inventory of decision aids in the sources ends with D325."""

each_rule = pytest.mark.parametrize("rule", KNOWLEDGE.rules, ids=lambda rule: rule.id)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


@each_rule
def test_its_cases_come_out_as_they_say_and_its_remedies_help(rule: Rule, knowledge: Knowledge) -> None:
    found = cases(rule, knowledge.catalogue)
    wrong = [f"{case.name}: {text}" for case in found for text in run(rule, case, knowledge.catalogue).wrong]
    assert not wrong


@each_rule
def test_it_has_cases_on_both_sides_of_its_border(rule: Rule, knowledge: Knowledge) -> None:
    assert not list(missing(cases(rule, knowledge.catalogue)))


@each_rule
def test_its_cases_have_names_of_their_own(rule: Rule) -> None:
    names = Counter(case["name"] for case in rule.text.cases)
    assert [name for name, times in names.items() if times > 1] == []


@each_rule
def test_it_stands_in_the_file_of_its_name_in_the_folder_of_its_flag(rule: Rule) -> None:
    path = Path(rule.parsed.file)
    assert (path.parent.name, path.stem) == (FOLDERS[rule.text.flag], rule.id)


@each_rule
def test_its_sources_name_numbered_items(rule: Rule) -> None:
    items = list(chain.from_iterable(source.items for source in rule.text.source))
    assert items
    assert all(re.fullmatch(r"D\d{3}", item) and 1 <= int(item[1:]) <= LAST_ITEM for item in items)


@each_rule
def test_its_headline_is_one_short_sentence_without_an_end(rule: Rule) -> None:
    says = rule.text.says
    assert not says.endswith((".", "!")), says
    assert len(re.sub(r"\{.*?\}", "", says)) <= 80, says


@each_rule
def test_what_is_raised_against_a_plan_says_when_to_ignore_it(rule: Rule) -> None:
    if rule.text.flag in VERDICT_FLAGS:
        for text in (rule.text.ignore_if, rule.text.severity_because):
            assert text != "–"
            assert text.endswith(".")
        assert rule.text.remedies


@each_rule
def test_notes_and_questions_are_no_reproach(rule: Rule) -> None:
    if rule.text.flag not in VERDICT_FLAGS:
        assert rule.text.severity == "low"
        assert not rule.text.remedies
    if rule.text.flag == "question":
        assert "?" in rule.text.says


@pytest.mark.parametrize("rule", [r for r in KNOWLEDGE.rules if r.text.flag not in VERDICT_FLAGS], ids=lambda r: r.id)
def test_a_note_or_a_question_leads_to_no_further_questions(rule: Rule, knowledge: Knowledge) -> None:
    for case in cases(rule, knowledge.catalogue):
        design = Design(case.plan, case.plan.options[0], knowledge.catalogue)
        answers = [rule.when.test(design, subject) for subject in design.subjects(rule.text.about)]
        assert None not in answers, case.name


def test_there_are_rules_for_every_flag(knowledge: Knowledge) -> None:
    counts = Counter(rule.text.flag for rule in knowledge.rules)
    assert set(counts) == set(FOLDERS)
    assert sum(counts[flag] for flag in VERDICT_FLAGS) >= 30
    assert all(counts[flag] >= 5 for flag in FOLDERS)


def test_the_base_as_a_whole_needs_no_mending() -> None:
    assert list(review(KNOWLEDGE, INVENTORY)) == []


def test_a_rule_that_always_holds_together_with_another_is_named(tmp_path: Path) -> None:
    shipped = next(rule for rule in KNOWLEDGE.rules if rule.id == "protected_data_leave_unmasked")
    copy = Path(shipped.parsed.file).read_text(encoding="utf-8").replace(shipped.id, "says_it_again", 1)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "says_it_again.yaml").write_text(copy.replace("severity: high", "severity: low", 1))
    found = [str(problem) for problem in review(load(tmp_path), INVENTORY)]
    assert len(found) == 1
    assert "says_it_again.yaml:6:1: when: always holds together with protected_data_leave_unmasked" in found[0]
    assert "differently grave" in found[0]


def test_a_rule_that_could_not_say_how_it_clears_is_named(tmp_path: Path) -> None:
    shipped = next(rule for rule in KNOWLEDGE.rules if rule.id == "supercomputer_before_ready")
    text = Path(shipped.parsed.file).read_text(encoding="utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / f"{shipped.id}.yaml").write_text(re.sub(r"  clears: .*", "  clears: –", text))
    [found] = [str(problem) for problem in review(load(tmp_path), INVENTORY)]
    assert "nothing says how it clears in the case 'time is granted, and the data are still being sorted'" in found


def test_a_number_that_the_inventory_lacks_is_named_with_its_line(tmp_path: Path) -> None:
    shipped = next(rule for rule in KNOWLEDGE.rules if rule.id == "protected_data_leave_unmasked")
    text = Path(shipped.parsed.file).read_text(encoding="utf-8").replace("D289", "D999")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / f"{shipped.id}.yaml").write_text(text)
    line = next(number for number, words in enumerate(text.splitlines(), 1) if "D999" in words)
    found = list(review(load(tmp_path), INVENTORY))
    assert [(problem.line, problem.message) for problem in found] == [(line, "the inventory has no decision aid D999")]


def test_a_rule_or_a_question_that_falls_to_nobody_is_named(tmp_path: Path) -> None:
    shipped = next(rule for rule in KNOWLEDGE.rules if rule.id == "protected_data_leave_unmasked")
    text = Path(shipped.parsed.file).read_text(encoding="utf-8").replace("falls_to: security\n", "")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / f"{shipped.id}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "catalogue").mkdir()
    asked = "questions:\n  workload.users:\n    ask: How many people?\n    why: It matters.\n"
    (tmp_path / "catalogue" / "asked.yaml").write_text(asked, encoding="utf-8")
    found = [problem.message for problem in review(load(tmp_path), INVENTORY)]
    functions = "add falls_to with one of management, it, data, product, security"
    assert found == [
        f"nobody is named for it; {functions}",
        f"nobody is named for questions.workload.users; {functions}",
    ]
