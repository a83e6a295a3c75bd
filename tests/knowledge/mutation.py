"""How sharp the cases of the rules are: each rule is made wrong on purpose, one small thing at a time.

    python tests/knowledge/mutation.py [RULE…]

A mutant of a rule is its `when` with one leaf negated or left out, a number shifted, an ordered word moved by a step,
a word taken out of a list, or 'all' and 'any' exchanged. It is caught where some case of the rule fires for other ids
than before, where a remedy no longer helps, or where a note or question, which must never ask, begins to ask. What
survives is printed with its file and line: a case is missing, or the leaf says nothing, or it does no more than light
up a block or spare people a question. Not collected by pytest.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from infra_builder.catalogue import Catalogue
from infra_builder.design import Design
from infra_builder.facts import FACTS
from infra_builder.guarded_yaml import Where
from infra_builder.knowledge import load
from infra_builder.rules.cases import cases, run
from infra_builder.rules.conditions import Condition, Truth
from infra_builder.rules.language import WORDS, Compiler
from infra_builder.rules.rule import Rule
from infra_builder.vocabulary import ORDERED, VERDICT_FLAGS, VOCABULARIES

LISTS = ("in", "not_in", "has", "has_any", "has_all", "has_none", "within")
BOUNDS = ("is", "is_not", "at_least", "at_most", "above", "below")
QUANTITIES = ("some", "every", "none", "count")
SMALL = 20
"""Numbers from here on are shifted by a tenth, smaller ones by one."""

Answers = list[dict[str, Truth]]


@dataclass(frozen=True)
class Mutant:
    """A changed condition: where in the `when`, what was done there, and the condition that came of it."""

    where: Where
    deed: str
    when: object


def mutants(when: object, catalogue: Catalogue) -> Iterator[Mutant]:
    """Every mutant of a condition."""
    for where, deed, change in _changes(when, (), catalogue):
        yield Mutant(where, deed, _put(when, where, change))


def _put(tree: Any, where: Where, value: Any) -> Any:
    """The tree with another value at a place."""
    if not where:
        return value
    step, rest = where[0], where[1:]
    if isinstance(tree, dict):
        return {name: _put(part, rest, value) if name == step else part for name, part in tree.items()}
    return tuple(_put(part, rest, value) if index == step else part for index, part in enumerate(tree))


Change = tuple[Where, str, Any]


def _changes(condition: Any, where: Where, catalogue: Catalogue) -> Iterator[Change]:
    """What can be changed about a condition."""
    names = [name for name in condition if name not in WORDS]
    for name in names:
        value, here = condition[name], (*where, name)
        rest = {key: part for key, part in condition.items() if key != name}
        if len(names) > 1:
            yield where, f"without {name}", rest
        if name in ("all", "any"):
            if len(value) > 1:
                other = "any" if name == "all" else "all"
                yield (
                    where,
                    f"{name} becomes {other}",
                    {other if key == name else key: condition[key] for key in condition},
                )
            for index, part in enumerate(value):
                if len(value) > 1:
                    yield here, f"without {_short(part)}", value[:index] + value[index + 1 :]
                yield from _changes(part, (*here, index), catalogue)
        elif name == "not":
            if len(names) == 1:
                yield where, "not taken away", {**rest, **value}
            yield from _changes(value, here, catalogue)
        else:
            yield (
                where,
                f"{_short({name: value})} negated",
                {**rest, "not": {name: value}} if "not" not in rest else rest,
            )
            yield from _operands(name, value, here, catalogue)


def _operands(path: str, value: Any, where: Where, catalogue: Catalogue) -> Iterator[Change]:
    """What can be changed about that which is asked of a fact."""
    vocabulary = _vocabulary(path)
    if not isinstance(value, dict):
        yield from _bound(value, where, vocabulary, catalogue)
        return
    for name, operand in value.items():
        here = (*where, name)
        if len(value) > 1:
            yield where, f"without {path} {name}", {key: part for key, part in value.items() if key != name}
        if name == "count" and isinstance(operand, dict):
            for bound, number in operand.items():
                if bound != "where":
                    yield from _bound(number, (*here, bound), "", catalogue)
            if "where" in operand:
                yield from _changes(operand["where"], (*here, "where"), catalogue)
        elif name in QUANTITIES and isinstance(operand, dict):
            yield from _changes(operand, here, catalogue)
        elif name in LISTS and isinstance(operand, tuple):
            for index, word in enumerate(operand):
                if len(operand) > 1:
                    yield here, f"without the word {word}", operand[:index] + operand[index + 1 :]
        elif name in BOUNDS or name == "count":
            yield from _bound(operand, here, vocabulary, catalogue)


def _bound(value: Any, where: Where, vocabulary: str, catalogue: Catalogue) -> Iterator[Change]:
    """A number shifted up and down, an ordered word moved by a step."""
    if isinstance(value, dict) and set(value) == {"figure"}:
        value = catalogue.figures[value["figure"]].value
    if isinstance(value, int | float) and not isinstance(value, bool):
        step = 1 if value < SMALL else value / 10
        yield where, f"{value} becomes {value + step}", value + step
        yield where, f"{value} becomes {value - step}", value - step
    elif isinstance(value, str) and vocabulary in ORDERED:
        words = VOCABULARIES[vocabulary]
        place = words.index(value)
        for other in words[max(place - 1, 0) : place] + words[place + 1 : place + 2]:
            yield where, f"{value} becomes {other}", other


def _vocabulary(path: str) -> str:
    """The vocabulary of the words at the end of a path."""
    fact = FACTS.get(".".join(path.split(".")[-2:]))
    return fact.type.of if fact and fact.type.form == "word" else ""


def _short(condition: Any) -> str:
    text = str(condition).replace("'", "")
    return text if len(text) <= 90 else f"{text[:87]}…"


def answers(rule: Rule, when: Condition, designs: list[Design]) -> Answers:
    """What a condition answers for every subject of every case."""
    return [
        {
            getattr(subject, "id", "") or "situation": when.test(design, subject)
            for subject in design.subjects(rule.text.about)
        }
        for design in designs
    ]


def fired(found: Answers) -> list[set[str]]:
    """The ids it fires for, case by case."""
    return [{id_ for id_, answer in case.items() if answer} for case in found]


def asks(found: Answers) -> bool:
    """Whether it leaves anything open."""
    return any(answer is None for case in found for answer in case.values())


@dataclass(frozen=True)
class Survivor:
    """A mutant that no case of its rule notices; `asks` where at least other questions are asked."""

    rule: Rule
    mutant: Mutant
    asks: bool

    def __str__(self) -> str:
        where: Where = ("when", *self.mutant.where)
        marks = self.rule.parsed.marks
        while where not in marks:
            where = where[:-1]
        file = Path(self.rule.parsed.file)
        note = " (only the questions differ)" if self.asks else ""
        return f"{file.parent.name}/{file.name}:{marks[where][0]}: {self.mutant.deed}{note}"


def survivors(rule: Rule, catalogue: Catalogue, count: Callable[[bool], None]) -> Iterator[Survivor]:
    """The mutants of a rule that its cases do not catch; `count` is told of each whether it was caught."""
    found = cases(rule, catalogue)
    designs = [Design(case.plan, case.plan.options[0], catalogue) for case in found]
    before = answers(rule, rule.when, designs)
    for mutant in mutants(rule.parsed.value["when"], catalogue):  # type: ignore[index,call-overload]
        compiler = Compiler(rule.parsed, catalogue)
        when = compiler.condition(mutant.when, ("when",), rule.text.about)
        if compiler.problems:
            continue
        after = answers(rule, when, designs)
        caught = (
            fired(after) != fired(before)
            or (rule.text.flag not in VERDICT_FLAGS and asks(after))
            or any(run(replace(rule, when=when), case, catalogue).wrong for case in found)
        )
        count(caught)
        if not caught:
            yield Survivor(rule, mutant, after != before)


def main(wanted: list[str]) -> None:
    """Print what survives, and the share that was caught."""
    knowledge = load()
    results: list[bool] = []
    for rule in knowledge.rules:
        if not wanted or rule.id in wanted:
            for survivor in survivors(rule, knowledge.catalogue, results.append):
                print(survivor)
    caught = sum(results)
    print(f"{caught} of {len(results)} mutants caught: {100 * caught / max(len(results), 1):.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
