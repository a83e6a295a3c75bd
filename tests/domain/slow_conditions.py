"""Conditions answered one subject at a time, straight from what a rule's file says: for comparison only."""

from __future__ import annotations

from typing import Any

from infra_builder.design import Design, Subject
from infra_builder.facts import FACTS
from infra_builder.rules.conditions import Truth
from infra_builder.rules.language import WORDS
from infra_builder.vocabulary import VOCABULARIES

BROKEN = object()


def answer(condition: Any, of: Design, subject: Subject) -> Truth:
    """What a condition says of a subject, every part of it asked."""
    parts = [_named(name, value, of, subject) for name, value in condition.items() if name not in WORDS]
    return _all(parts)


def _all(answers: list[Truth]) -> Truth:
    return False if False in answers else None if None in answers else True


def _any(answers: list[Truth]) -> Truth:
    return True if True in answers else None if None in answers else False


def _not(said: Truth) -> Truth:
    return None if said is None else not said


def _named(name: str, value: Any, of: Design, subject: Subject) -> Truth:
    match name:
        case "all":
            return _all([answer(part, of, subject) for part in value])
        case "any":
            return _any([answer(part, of, subject) for part in value])
        case "not":
            return _not(answer(value, of, subject))
    given, form, vocabulary = _value(name, of, subject)
    bare = {"words": "has", "one": "exists", "many": "count"}.get(form, "is")
    wanted = value if isinstance(value, dict) else {bare: value}
    if form == "many":
        members = () if given is BROKEN else given
        return _all([_each(operator, operand, members, of) for operator, operand in wanted.items()])
    if given is BROKEN:
        return False
    return _all([_check(operator, operand, given, vocabulary, of) for operator, operand in wanted.items()])


def _value(path: str, of: Design, subject: Any) -> tuple[Any, str, str]:
    """The value at the end of a path, the form of its fact and its vocabulary."""
    here, *steps = path.split(".")
    if here in ("situation", "option"):
        subject = of.subjects(here)[0]
    for index, step in enumerate(steps):
        if here == "block" and step == "settings":
            name = steps[index + 1]
            setting = of.catalogue.setting_types()[name]
            form = {"yes_no": "truth", "number": "number", "choice": "word"}[setting.type]
            has = subject is not None and name in of.catalogue.kind(subject).settings
            return (subject.settings.get(name) if has else BROKEN), form, ""
        fact = FACTS[f"{here}.{step}"]
        value = BROKEN if subject is None else fact.of(of, subject)
        if index == len(steps) - 1:
            return value, fact.type.form, fact.type.of
        here, subject = fact.type.of, None if value is BROKEN else value
    raise AssertionError(path)


def _each(quantity: str, operand: Any, members: Any, of: Design) -> Truth:
    if quantity != "count":
        answers = [answer(operand, of, member) for member in members]
        return {"some": _any, "every": _all, "none": lambda given: _not(_any(given))}[quantity](answers)
    bounds = dict(operand) if isinstance(operand, dict) else {"is": operand}
    where = bounds.pop("where", None)
    answers = [answer(where, of, member) if where else True for member in members]
    least = answers.count(True)
    outcomes = {
        all(_check(name, bound, least + extra, "", of) for name, bound in bounds.items())
        for extra in range(answers.count(None) + 1)
    }
    return outcomes.pop() if len(outcomes) == 1 else None


def _check(operator: str, operand: Any, value: Any, vocabulary: str, of: Design) -> Truth:
    match operator:
        case "known" | "exists":
            return (value is not None) is operand
    if value is None:
        return None
    words = (operand,) if isinstance(operand, str) else operand
    if isinstance(operand, dict):
        operand = of.catalogue.figures[operand["figure"]].value
    order = VOCABULARIES.get(vocabulary, ())
    if operator in ("at_least", "at_most") and operand in order:
        value, operand = order.index(value), order.index(operand)
    tests = {
        "empty": lambda: (not value) is operand,
        "is": lambda: value == operand,
        "is_not": lambda: value != operand,
        "at_least": lambda: value >= operand,
        "at_most": lambda: value <= operand,
        "above": lambda: value > operand,
        "below": lambda: value < operand,
        "in": lambda: value in words,
        "not_in": lambda: value not in words,
        "has": lambda: set(words) <= set(value),
        "has_all": lambda: set(words) <= set(value),
        "has_any": lambda: bool(set(words) & set(value)),
        "has_none": lambda: not set(words) & set(value),
        "within": lambda: set(value) <= set(words),
    }
    return tests[operator]()
