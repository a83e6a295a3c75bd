"""The language of rules: YAML conditions over facts, checked and compiled once.

    all:                                    # or any, or not; several names side by side mean all
      - block.kind: {in: [cloud_gpu, onprem_gpu_server]}
      - block.stage: {at_least: pilot}
      - block.serves: {some: {workload.usage: uncertain}}
      - says: Nobody checks what {block} writes     # the reason in the author's words
        clears: A person checks what {block} writes # and what would be so if it no longer held
        block.controls: {has_none: [human_review, output_validation]}

What may stand behind a path follows from the type of its fact. Names, operators and words that do not exist are
problems with line, column and the nearest that does. Nothing of a rule is ever executed.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from infra_builder.catalogue import Catalogue, Setting
from infra_builder.design import Design, Subject
from infra_builder.facts import FACTS, Fact, Type
from infra_builder.facts.registry import NOT_THERE, Unanswered
from infra_builder.guarded_yaml import Parsed, Where
from infra_builder.plan import Block
from infra_builder.problems import Problem, shorten, unknown
from infra_builder.rules.conditions import Answers, Condition, Each, Joined, Leaf, Not, Reason, Said, Truth
from infra_builder.rules.paths import Path, Some
from infra_builder.vocabulary import ORDERED, VOCABULARIES

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "is": operator.eq, "is_not": operator.ne, "at_least": operator.ge, "at_most": operator.le,
    "above": operator.gt, "below": operator.lt,
}  # fmt: skip
OPERATORS: dict[str, tuple[str, ...]] = {
    "truth": ("is", "known"),
    "number": ("is", "is_not", "at_least", "at_most", "above", "below", "known"),
    "text": ("is", "is_not", "in", "not_in", "known"),
    "word": ("is", "is_not", "in", "not_in", "at_least", "at_most", "known"),
    "words": ("has", "has_any", "has_all", "has_none", "within", "empty", "known"),
    "one": ("exists",),
    "many": ("some", "every", "none", "count"),
}
GLOBAL = ("situation", "option")
"""Subjects that a rule about anything may speak of."""
WORDS = ("says", "clears")
"""What an author may put in words beside a condition: why it holds, and what would be so if it no longer did."""


@dataclass
class Compiler:
    """Compiles the conditions of one rule file, collecting every problem in it."""

    parsed: Parsed
    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)

    def condition(self, given: object, where: Where, sort: str) -> Condition:
        """The compiled condition about a sort of subject; what cannot be compiled becomes a problem and never holds."""
        if not isinstance(given, dict) or not given:
            return self._bad(where, f"expected a condition (all, any, not or a fact), not {shorten(given)}")
        words = {name: self._said(given[name], (*where, name)) for name in WORDS if name in given}
        parts = [self._named(name, value, (*where, name), sort) for name, value in given.items() if name not in WORDS]
        if not parts:
            return self._bad(where, "there are words for a reason here, but no condition")
        condition = parts[0] if len(parts) == 1 else Joined(sort, tuple(parts), decides=False)
        return Said(sort, condition, words.get("says", ""), words.get("clears", "")) if words else condition

    def _said(self, given: object, where: Where) -> str:
        if isinstance(given, str):
            return given
        self._bad(where, "expected a sentence as text")
        return ""

    def _named(self, name: str, value: object, where: Where, sort: str) -> Condition:
        match name:
            case "all" | "any":
                if not isinstance(value, tuple) or not value:
                    return self._bad(where, f"'{name}' needs a list of conditions")
                parts = tuple(self.condition(part, (*where, index), sort) for index, part in enumerate(value))
                return Joined(sort, parts, decides=name == "any")
            case "not":
                return Not(sort, self.condition(value, where, sort))
        return self._leaf(name, value, where, sort)

    def _leaf(self, text: str, value: object, where: Where, sort: str) -> Condition:
        path = self._path(text, where, sort)
        if path is None:
            return _NEVER
        fact = path.fact
        if value == {}:
            return self._bad(where, f"nothing is asked of {text} ({fact.type})")
        wanted = value if isinstance(value, dict) else {_default(fact.type): value}
        parts: list[Condition] = []
        for name, operand in wanted.items():
            here = (*where, name) if isinstance(value, dict) else where
            if name not in OPERATORS[fact.type.form]:
                message = unknown(f"operator for {text} ({fact.type})", name, OPERATORS[fact.type.form])
                parts.append(self._bad(here, message, at_key=True))
            elif fact.type.form == "many":
                parts.append(self._each(name, operand, here, path, sort))
            else:
                check, words = self._check(fact.type, name, operand, here)
                parts.append(Leaf(sort, path, check, name, words, f"{path.key} {name} {operand!r}"))
        return parts[0] if len(parts) == 1 else Joined(sort, tuple(parts), decides=False)

    def _path(self, text: str, where: Where, sort: str) -> Path | None:
        """The path from the subject of the rule, or from the situation or the option."""
        steps = text.split(".")
        start = steps[0]
        if start not in (sort, *GLOBAL) or len(steps) < 2:
            known = [name for name in FACTS if name.split(".")[0] in (sort, *GLOBAL)]
            known += ["all", "any", "not", *WORDS]
            self._bad(where, unknown(f"fact in a condition about a {sort}", text, known), at_key=True)
            return None
        here, passed = start, list[Fact]()
        for index, step in enumerate(steps[1:], start=1):
            if here == "block" and step == "settings":
                setting = self._setting(steps[index + 1 :], where)
                return Path(text, start, tuple(passed), setting) if setting else None
            fact = FACTS.get(f"{here}.{step}")
            if fact is None:
                near = [name for name in FACTS if name.startswith(f"{here}.")]
                self._bad(where, unknown("fact", f"{here}.{step}", near), at_key=True)
                return None
            if index == len(steps) - 1:
                return Path(text, start, tuple(passed), fact)
            if fact.type.form != "one":
                self._bad(where, f"{fact.name} ({fact.type}) has no parts; the path must end here", at_key=True)
                return None
            here = fact.type.of
            passed.append(fact)
        return None

    def _setting(self, rest: list[str], where: Where) -> Fact | None:
        settings = self.catalogue.setting_types()
        if len(rest) != 1 or rest[0] not in settings:
            self._bad(where, unknown("setting", ".".join(rest), settings), at_key=True)
            return None
        return setting_fact(rest[0], settings[rest[0]])

    def _each(self, name: str, operand: object, where: Where, path: Path, sort: str) -> Condition:
        of = path.fact.type.of
        if name != "count":
            return Each(sort, path, name, self.condition(operand, where, of))  # type: ignore[arg-type]
        bounds = dict(operand) if isinstance(operand, dict) else {"is": operand}
        inside = None
        if "where" in bounds:
            inside = self.condition(bounds.pop("where"), (*where, "where"), of)
        if not bounds:
            return self._bad(where, "'count' needs a number: {where: …, at_least: 2}")
        checks = []
        for bound, number in bounds.items():
            here = (*where, bound) if isinstance(operand, dict) else where
            if bound not in _COMPARE:
                return self._bad(here, unknown("operator for a count", bound, (*_COMPARE, "where")), at_key=True)
            checks.append(self._check(Type("number"), bound, number, here)[0])
        return Each(sort, path, "count", inside, lambda count: all(check(count) for check in checks))

    def _check(
        self, type_: Type, name: str, operand: object, where: Where
    ) -> tuple[Callable[[Any], Truth], tuple[Any, ...]]:
        """The check of a value for an operator, and the words it looks for."""
        if name in ("known", "exists", "empty"):
            if not isinstance(operand, bool):
                self._bad(where, f"'{name}' is followed by true or false")
            return _presence(name, bool(operand)), ()
        match type_.form:
            case "truth":
                if not isinstance(operand, bool):
                    self._bad(where, f"expected true or false, not {shorten(operand)}")
                return _compare("is", operand), ()
            case "number":
                number = self._number(operand, where)
                return _compare(name, number), (number,)
            case "words":
                wanted = self._words(type_, operand, where)
                return _words_check(name, wanted), wanted
        if name in ("in", "not_in"):
            wanted = self._words(type_, operand, where)
            return _membership(frozenset(wanted), inside=name == "in"), wanted
        if name in ("at_least", "at_most"):
            if type_.of not in ORDERED:
                self._bad(where, f"'{name}' needs an order, and the words of {type_.of or 'text'} have none")
                return (lambda _value: False), ()
            order = VOCABULARIES[type_.of]
            word = self._word(type_, operand, where)
            place = order.index(word) if word in order else 0
            compare = _COMPARE[name]
            return (lambda value: None if value is None else compare(order.index(value), place)), (word,)
        word = self._word(type_, operand, where)
        return _compare(name, word), (word,)

    def _number(self, operand: object, where: Where) -> float:
        if isinstance(operand, dict) and set(operand) == {"figure"}:
            name = operand["figure"]
            if not isinstance(name, str):
                self._bad((*where, "figure"), f"expected the name of a figure, not {shorten(name)}")
                return 0
            if name not in self.catalogue.figures:
                self._bad((*where, "figure"), unknown("figure", name, self.catalogue.figures))
                return 0
            return self.catalogue.figures[name].value
        if isinstance(operand, bool) or not isinstance(operand, int | float) or not math.isfinite(operand):
            self._bad(where, f"expected a number or {{figure: name}}, not {shorten(operand)}")
            return 0
        return operand

    def _words(self, type_: Type, operand: object, where: Where) -> tuple[str, ...]:
        if isinstance(operand, str):
            return (self._word(type_, operand, where),)
        if not isinstance(operand, tuple) or not operand:
            self._bad(where, f"expected a list of words, not {shorten(operand)}")
            return ()
        return tuple(self._word(type_, word, (*where, index)) for index, word in enumerate(operand))

    def _word(self, type_: Type, operand: object, where: Where) -> str:
        known = self.catalogue.blocks if type_.of == "block_kind" else VOCABULARIES.get(type_.of) or type_.of.split("|")
        if not isinstance(operand, str) or (type_.of and operand not in known):
            self._bad(where, unknown(f"word for {type_.of.replace('_', ' ')}", str(operand), known))
            return ""
        return operand

    def _bad(self, where: Where, message: str, *, at_key: bool = False) -> Condition:
        self.problems.append(self.parsed.problem(where, message, at_key=at_key))
        return _NEVER


def setting_fact(name: str, setting: Setting) -> Fact:
    """A setting as a fact; its question is asked where it is not answered."""
    types = {"yes_no": Type("truth"), "number": Type("number"), "choice": Type("word", "|".join(setting.choices))}

    def answer(design: Design, block: Block) -> Any:
        return block.settings.get(name) if name in design.catalogue.kind(block).settings else NOT_THERE

    return Fact(f"block.settings.{name}", types[setting.type], answer, setting.question, plain=True)


class _Never(Condition):
    """Stands where a condition could not be compiled."""

    sort, cost, staged = "", 0, False

    def ask(self, _design: Design, _some: Some) -> Answers:
        return 0, 0

    def reasons(self, _design: Design, _subject: Subject) -> Iterator[Reason]:
        yield from ()

    def found(self, _design: Design, _subject: Subject) -> Iterator[str]:
        yield from ()

    def unanswered(self, _design: Design, _subject: Subject) -> Iterator[Unanswered]:
        yield from ()


_NEVER = _Never()


def _default(type_: Type) -> str:
    """What a bare value behind a path means."""
    return {"words": "has", "one": "exists", "many": "count"}.get(type_.form, "is")


def _compare(name: str, wanted: Any) -> Callable[[Any], Truth]:
    compare = _COMPARE[name]
    return lambda value: None if value is None else compare(value, wanted)


def _membership(wanted: frozenset[str], *, inside: bool) -> Callable[[Any], Truth]:
    return lambda value: None if value is None else (value in wanted) is inside


def _presence(name: str, wanted: bool) -> Callable[[Any], Truth]:
    if name == "empty":
        return lambda value: None if value is None else (not value) is wanted
    return lambda value: (value is not None) is wanted


def _words_check(name: str, wanted: tuple[str, ...]) -> Callable[[Any], Truth]:
    words = frozenset(wanted)
    tests: dict[str, Callable[[tuple[str, ...]], bool]] = {
        "has": words.issubset,
        "has_all": words.issubset,
        "has_any": lambda value: not words.isdisjoint(value),
        "has_none": words.isdisjoint,
        "within": words.issuperset,
    }
    test = tests[name]
    return lambda value: None if value is None else test(value)
