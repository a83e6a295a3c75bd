"""What is wrong with a knowledge base as a whole, beyond single files: for its authors, not for the evaluator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from infra_builder.catalogue import Catalogue
from infra_builder.coverage import coverage
from infra_builder.design import Design, Subject
from infra_builder.facts import FACTS
from infra_builder.glossary import occurring
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Situation, Value, Workload
from infra_builder.problems import Problem, Unusable, shorten
from infra_builder.rules import wording
from infra_builder.rules.cases import Case, cases, missing
from infra_builder.rules.clearing import ways
from infra_builder.rules.clears import in_words
from infra_builder.rules.rule import Rule
from infra_builder.vocabulary import VERDICT_FLAGS, VOCABULARIES

_FUNCTIONS = VOCABULARIES["function"]


def review(knowledge: Knowledge, inventory: Path) -> Iterator[Problem]:
    """Everything an author should mend: cases, names of files, words, citations, rules that always fire together."""
    found: dict[str, tuple[Case, ...]] = {}
    for rule in knowledge.rules:
        try:
            found[rule.id] = cases(rule, knowledge.catalogue)
        except Unusable as unusable:
            yield from unusable.problems
            continue
        yield from _of_rule(rule, found[rule.id])
        yield from _clearing(rule, found[rule.id], knowledge.catalogue)
    yield from _words(knowledge)
    yield from _asked(knowledge)
    yield from _terms(knowledge)
    yield from _citations(knowledge, inventory)
    yield from _together(knowledge, found)


def _of_rule(rule: Rule, found: tuple[Case, ...]) -> Iterator[Problem]:
    for lack in missing(found):
        yield rule.parsed.problem(("cases",), lack, at_key=True)
    if Path(rule.parsed.file).stem != rule.id:
        yield rule.parsed.problem(("rule",), f"the file should be called {rule.id}.yaml")
    if rule.text.falls_to is None:
        yield rule.parsed.problem(
            ("severity",), f"nobody is named for it; add falls_to with one of {', '.join(_FUNCTIONS)}"
        )


def _clearing(rule: Rule, found: tuple[Case, ...], catalogue: Catalogue) -> Iterator[Problem]:
    """The first case in which a finding of a rule would not say how it clears."""
    if rule.text.flag not in VERDICT_FLAGS:
        return
    for case in found:
        design = Design(case.plan, case.plan.options[0], catalogue)
        for subject in design.subjects(rule.text.about):
            if rule.when.test(design, subject) and not _clears(rule, design, subject):
                lack = f"nothing says how it clears in the case {shorten(case.name)}"
                yield rule.parsed.problem(("when",), f"{lack}; put clears: beside what one would do something about")
                return


def _clears(rule: Rule, design: Design, subject: Subject) -> bool:
    names = wording.texts(design, subject, ())
    return bool(in_words(design, rule.when, subject, names, ways(rule.when, design, subject)))


def _words(knowledge: Knowledge) -> Iterator[Problem]:
    """Facts that nobody has put in words, and fields of a plan that nobody can ask for."""
    fields = {f"workload.{name}" for name in Workload.model_fields}
    fields |= {f"situation.{name}" for name in Situation.model_fields}
    for name in sorted(fields & FACTS.keys() - knowledge.catalogue.questions.keys()):
        yield Problem("catalogue", f"there is no question for {name}")
    for name in sorted(FACTS.keys() - knowledge.catalogue.facts.keys()):
        yield Problem("catalogue", f"there are no words for the fact {name}")


def _asked(knowledge: Knowledge) -> Iterator[Problem]:
    """Questions of which nobody said who finds the answer out."""
    catalogue = knowledge.catalogue
    silent = [f"questions.{field}" for field, asked in catalogue.questions.items() if asked.falls_to is None]
    for id_, kind in catalogue.blocks.items():
        silent += [f"blocks.{id_}.settings.{name}" for name, one in kind.settings.items() if one.falls_to is None]
    for name in silent:
        yield Problem("catalogue", f"nobody is named for {name}; add falls_to with one of {', '.join(_FUNCTIONS)}")


def _terms(knowledge: Knowledge) -> Iterator[Problem]:
    """Words of the glossary that nobody meets anywhere."""
    catalogue = knowledge.catalogue
    groups = [getattr(catalogue, name) for name in type(catalogue).model_fields if name != "glossary"]
    met = occurring(catalogue.glossary, _texts([groups, [rule.text for rule in knowledge.rules]]))
    for id_ in sorted(catalogue.glossary.keys() - met):
        yield Problem("catalogue", f"the word {id_} of the glossary occurs in no text")


def _texts(value: object) -> Iterator[str]:
    """Every text within a value of the knowledge base; what is written small and in one word is an id."""
    match value:
        case str():
            if " " in value or not value.islower():
                yield value
        case Value():
            yield from _texts(list(value.__dict__.values()))
        case Mapping():
            yield from _texts(list(value.values()))
        case list() | tuple():
            for inner in value:
                yield from _texts(inner)


def _citations(knowledge: Knowledge, inventory: Path) -> Iterator[Problem]:
    """Numbers that rules cite and the inventory of decision aids does not have."""
    known = {element for aid in coverage(knowledge, inventory) for element in (aid.id, *aid.elements)}
    for rule in knowledge.rules:
        for index, source in enumerate(rule.text.source):
            for number, item in enumerate(source.items):
                if item[:5] not in known and item[:4] not in known:
                    where = ("source", index, "items", number)
                    yield rule.parsed.problem(where, f"the inventory has no decision aid {item}")


def _together(knowledge: Knowledge, found: Mapping[str, tuple[Case, ...]]) -> Iterator[Problem]:
    """Rules that, on all cases of all rules, hold for the very same subjects: one of the two says nothing new."""
    plans = [case.plan for group in found.values() for case in group]
    designs = [Design(plan, plan.options[0], knowledge.catalogue) for plan in plans]
    held = {rule.id: _held(rule, designs) for rule in knowledge.rules}
    for one, other in combinations(knowledge.rules, 2):
        if held[one.id] and held[one.id] == held[other.id]:
            grave = "" if one.text.severity == other.text.severity else ", and they call it differently grave"
            yield other.parsed.problem(("when",), f"always holds together with {one.id}{grave}", at_key=True)


def _held(rule: Rule, designs: list[Design]) -> frozenset[tuple[int, str]]:
    return frozenset(
        (index, getattr(subject, "id", ""))
        for index, design in enumerate(designs)
        for subject in design.subjects(rule.text.about)
        if rule.when.test(design, subject)
    )
