"""Every shipped rule says truly how it clears: what is derived from its condition ends it, and reads as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from infra_builder.design import Design, Subject
from infra_builder.knowledge import load
from infra_builder.plan import Plan
from infra_builder.report import Need, Way, apart
from infra_builder.rules import wording
from infra_builder.rules.cases import cases
from infra_builder.rules.clearing import Turns, ways
from infra_builder.rules.clears import clears_if
from infra_builder.rules.conditions import Condition, Each, Joined, Not, Said, Truth
from infra_builder.rules.paths import members
from infra_builder.rules.rule import Rule
from infra_builder.vocabulary import VERDICT_FLAGS

KNOWLEDGE = load()
RAISED = [rule for rule in KNOWLEDGE.rules if rule.text.flag in VERDICT_FLAGS]
PLAIN = re.compile(r"(workload|situation)\.(?!blocks)\w+|block\.settings\.\w+")
each_rule = pytest.mark.parametrize("rule", RAISED, ids=lambda rule: rule.id)


def held(rule: Rule) -> Iterator[tuple[Plan, Design, Subject]]:
    """Every subject that a rule holds for in one of its cases."""
    for case in cases(rule, KNOWLEDGE.catalogue):
        design = Design(case.plan, case.plan.options[0], KNOWLEDGE.catalogue)
        for subject in design.subjects(rule.text.about):
            if rule.when.test(design, subject):
                yield case.plan, design, subject


def clearing(rule: Rule, design: Design, subject: Subject) -> tuple[Way, ...]:
    found = tuple(dict.fromkeys(id_ for id_ in rule.when.found(design, subject) if id_))
    return clears_if(design, rule.when, subject, wording.texts(design, subject, found))


def answer(condition: Condition, design: Design, place: int, turns: Turns) -> Truth:
    """What a condition says of the subject at a place if some conditions in it answered otherwise than they do."""
    for turn in turns:
        if turn.condition is condition and turn.about >> place & 1:
            return not turn.held
    match condition:
        case Said(part=part):
            return answer(part, design, place, turns)
        case Not(part=part):
            said = answer(part, design, place, turns)
            return None if said is None else not said
        case Joined(parts=parts, decides=decides):
            answers = [answer(part, design, place, turns) for part in parts]
            return decides if decides in answers else None if None in answers else not decides
        case Each(inner=inner, path=path) if inner is not None:
            start = place if path.start == condition.sort else 0
            answers = [answer(inner, design, member, turns) for member in members(condition.reached(design, start))]
            return condition.of(answers.count(True), answers.count(None), len(answers))
    return condition.test(design, design.subjects(condition.sort)[place])


@each_rule
def test_each_way_derived_makes_it_silent_and_nothing_in_it_can_be_left_out(rule: Rule) -> None:
    for _, design, subject in held(rule):
        place = design.places(rule.text.about)[getattr(subject, "id", "")]
        derived = ways(rule.when, design, subject)
        assert derived
        for turns in derived:
            assert answer(rule.when, design, place, turns) is not True
            for turn in turns:
                assert answer(rule.when, design, place, tuple(one for one in turns if one is not turn)) is True


def changed(plan: Plan, need: Need, value: Any) -> Plan:
    """The plan with a field or an answer as a finding needs it."""
    sort, _, name = need.fact.partition(".")
    if sort == "situation":
        return plan.but(situation=plan.situation.but(**{name: value}))
    if sort == "workload":
        works = tuple(each.but(**{name: value}) if each.id == need.subject else each for each in plan.workloads)
        return plan.but(workloads=works)
    option, setting = plan.options[0], name.partition(".")[2]
    blocks = tuple(
        each.but(settings={**each.settings, setting: value}) if each.id == need.subject else each
        for each in option.blocks
    )
    return plan.but(options=(option.but(blocks=blocks),))


@each_rule
def test_a_field_or_answer_changed_as_it_says_really_clears_it(rule: Rule) -> None:
    for plan, _, subject in held(rule):
        after = Design(plan, plan.options[0], KNOWLEDGE.catalogue)
        for way in clearing(rule, after, subject):
            if not all(PLAIN.fullmatch(need.fact) and need.to for need in way.needs):
                continue
            for number in range(max(len(need.to) for need in way.needs)):
                mended = plan
                for need in way.needs:
                    mended = changed(mended, need, need.to[number % len(need.to)])
                design = Design(mended, mended.options[0], KNOWLEDGE.catalogue)
                same = [one for one in design.subjects(rule.text.about) if _id(one) == _id(subject)]
                assert [rule.when.test(design, one) for one in same] != [True], [need.says for need in way.needs]


def _id(subject: object) -> str:
    return getattr(subject, "id", "")


@each_rule
def test_it_reads_as_sentences_of_which_each_is_another(rule: Rule) -> None:
    for _, design, subject in held(rule):
        found = clearing(rule, design, subject)
        said = [tuple(need.says for need in way.needs) for way in found]
        assert said
        assert len(set(said)) == len(said)
        for says in (one for each in said for one in each):
            assert not says.startswith("This is no longer so"), says
            assert says[:1] == says[:1].upper(), says
            assert not re.search(r"[{}]|–$|[,;:]$|\.\.$", says), says


@each_rule
def test_what_a_person_can_do_comes_before_another_kind_of_work(rule: Rule) -> None:
    for _, design, subject in held(rule):
        found = clearing(rule, design, subject)
        first, rest = apart(found)
        assert found == (*first, *rest)
        assert rule.id in WORK_ONLY or not first[0].of_the_work


WORK_ONLY = frozenset({"training_from_scratch_on_little_data"})
"""Rules about the work itself, which no design can clear."""


@each_rule
def test_words_of_an_author_are_sentences_without_an_end(rule: Rule) -> None:
    for says in _authors(rule.when):
        assert says == "–" or (len(says) <= 130 and says[:1] in "{" + says[:1].upper() and says[-1] not in ".!"), says


def _authors(condition: Condition | None) -> Iterator[str]:
    match condition:
        case Said(part=part, clears=clears):
            yield from (clears,) if clears else ()
            yield from _authors(part)
        case Not(part=part) | Each(inner=part):
            yield from _authors(part)
        case Joined(parts=parts):
            for part in parts:
                yield from _authors(part)
