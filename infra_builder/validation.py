"""From pydantic's errors to problems with file, line and field, in words for the person who wrote the file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from infra_builder.guarded_yaml import Parsed, Where
from infra_builder.problems import Problem, Unusable, shorten, unknown

_SUCH_AS = {
    r"^D\d{3}([a-z](-[a-z])?)?$": "; it is written D004, D004a or D004a-d",
    r"^t[0-9a-f]{8}$": "; it is the letter t and eight more, as `knowledge check` prints it",
    r"^[a-z][a-z0-9_]{2,60}$": "; it is made of small letters, digits and _, and begins with a letter",
}
"""What is wanted, for some of the patterns that models have."""
Model = TypeVar("Model", bound=BaseModel)

SHOWN = 200
"""So many problems of one file are told at once."""

KINDS = {dict: "a group of fields", tuple: "a list", str: "text", bool: "true or false", int: "a whole number",
          float: "a number", type(None): "nothing"}  # fmt: skip
_WANTED = {
    "string_type": "text", "int_type": "a whole number", "int_from_float": "a whole number", "float_type": "a number",
    "bool_type": "true or false", "tuple_type": "a list", "dict_type": "a group of fields",
    "mapping_type": "a group of fields", "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
    "list_type": "a list", "finite_number": "a finite number",
}  # fmt: skip


def validated(model: type[Model], parsed: Parsed, further: Iterable[Problem] = ()) -> Model:
    """The parsed value as a model, or `Unusable` with every way in which it does not fit and the `further` problems."""
    problems = [*parsed.problems, *further]
    value = None
    try:
        value = model.model_validate(parsed.value, by_alias=True, by_name=False)
    except ValidationError as error:
        problems += problems_of(error, model, parsed)
    if value is None or problems:
        ordered = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line or 0, problem.column or 0))
        if len(ordered) > SHOWN:
            more = Problem(parsed.file, f"there are {len(ordered) - SHOWN} more problems; mend these first")
            ordered[SHOWN:] = [more]
        raise Unusable(ordered)
    return value


def problems_of(error: ValidationError, model: type[BaseModel], parsed: Parsed, base: Where = ()) -> list[Problem]:
    """Each error once, on the line it is about. `base` is where in the file the model's value stands."""
    found: dict[tuple[Where, str], Problem] = {}
    words: set[Where] = set()
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # Only too short without the entries that are wrong and told themselves.
        loc = tuple(detail["loc"])
        of_key = loc[-1:] == ("[key]",)
        where = base + _existing(loc[:-1] if of_key else loc, base, parsed)
        if where in words and detail["type"] != "literal_error":
            continue  # Of a word or something else, where a word was meant.
        message = _message(detail, model, where[len(base) :])
        if detail["type"] == "literal_error" and isinstance(detail["input"], str):
            words.add(where)
        at_key = of_key or detail["type"] == "extra_forbidden"
        found.setdefault((where, message), parsed.problem(where, message, at_key=at_key))
    return list(found.values())


def _existing(loc: Where, base: Where, parsed: Parsed) -> Where:
    """The part of pydantic's location that is a path in the file (it adds names of union branches)."""
    steps: Where = ()
    for index, step in enumerate(loc):
        here = (*base, *steps, step)
        if here in parsed.marks or here in parsed.keys or (index == len(loc) - 1 and _container(parsed, base + steps)):
            steps = (*steps, step)
    return steps


def _container(parsed: Parsed, where: Where) -> bool:
    value: Any = parsed.value
    for step in where:
        value = value[step]
    return isinstance(value, dict | tuple)


def _message(detail: Any, model: type[BaseModel], where: Where) -> str:
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    match kind:
        case "missing":
            return "this field is missing"
        case "extra_forbidden":
            return unknown("field", str(where[-1]), _fields(model, where[:-1]))
        case "literal_error" if isinstance(given, str):
            return unknown("word", given, _literals(context["expected"]))
        case "literal_error" | "enum":
            return f"expected one of {context['expected']}, not {described(given)}"
        case "greater_than_equal":
            return f"must be at least {context['ge']:g}"
        case "greater_than":
            return f"must be above {context['gt']:g}"
        case "less_than_equal":
            return f"must be at most {context['le']:g}"
        case "string_too_long":
            return f"the text is longer than {context['max_length']} characters"
        case "string_too_short":
            return "the text is empty"
        case "string_pattern_mismatch":
            return f"{shorten(given)} is not of the form wanted here{_SUCH_AS.get(context['pattern'], '')}"
        case "too_long" | "too_short" | "tuple_length_mismatch":
            return f"the list has the wrong length: {len(given)}"
        case "value_error":
            return str(context["error"])
        case _ if kind in _WANTED:
            return f"expected {_WANTED[kind]}, not {described(given)}"
    return str(detail["msg"])


def described(given: object) -> str:
    """A value of a wrong type, for a message: text 'five', a list."""
    if given is None or isinstance(given, dict | tuple):
        return KINDS[type(given)]
    return f"{KINDS.get(type(given), 'this')} {shorten(given)}"


def _literals(expected: str) -> list[str]:
    return [word.strip().strip("'") for part in expected.split(" or ") for word in part.split(",")]


def _fields(model: type[BaseModel], where: Where) -> list[str]:
    """The field names that are known at a path of the model."""
    here: set[type[BaseModel]] = {model}
    for step in where:
        if isinstance(step, int):
            continue
        below: set[type[BaseModel]] = set()
        for candidate in here:
            for name, field in candidate.model_fields.items():
                if step in (name, field.alias):
                    below.update(_models(field.annotation))
        here = below or here
    return [field.alias or name for candidate in here for name, field in candidate.model_fields.items()]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _models(argument)
