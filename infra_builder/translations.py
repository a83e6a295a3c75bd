"""Knowledge in other languages: which texts can be translated, and translations laid over the files they belong to.

A folder of knowledge may hold `translations/<language>/`, YAML files with the translated texts by the name of entry and
field. Beside each stands the mark of the English text that it was made from, so that a translation of a text that has
changed since is not shown: where there is no translation that fits, the English text stays.
"""

from __future__ import annotations

import functools
import hashlib
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field

from infra_builder.catalogue import Catalogue
from infra_builder.guarded_yaml import Limits, Parsed, Where, dotted, parse, read_text
from infra_builder.placeholders import misfits, names
from infra_builder.plan import Value
from infra_builder.problems import Problem, Unusable, shorten
from infra_builder.rules.rule import RuleText, reasons
from infra_builder.statements import Sentence, Source
from infra_builder.validation import validated

FOLDER = "translations"
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?\Z")
_LIMITS = Limits(size=2_000_000, depth=4, events=200_000)
_SENTENCE = typing.get_args(Sentence)[1]
"""What tells a sentence from other texts, such as ids, in the types of models."""
_LEFT_OUT = "–"
"""What stands in English where nothing is said; it needs no translation."""


class Translation(Value):
    """A translated text. `of` is the mark of the English text that it was made from."""

    of: Annotated[str, Field(pattern=r"^t[0-9a-f]{8}$")]
    says: Sentence


class TranslationFile(Value):
    """A file of translations: texts by the names that `texts` gives them."""

    texts: Mapping[str, Translation]


@dataclass(frozen=True, slots=True)
class Text:
    """An English text: the entry and the field it belongs to, and where it stands in its file."""

    entry: str
    name: str
    where: Where
    english: str

    @property
    def mark(self) -> str:
        """A few letters that change when the text does."""
        return mark_of(self.english)


Translated = Mapping[tuple[str, str], str]
"""Translated texts by name and mark."""


def mark_of(english: str) -> str:
    """The mark of an English text. It begins with a letter, so that YAML never takes it for a number."""
    return f"t{hashlib.sha256(english.encode()).hexdigest()[:8]}"


def is_language(name: str) -> bool:
    """Whether a name is that of a language, with or without a country: de, de_AT."""
    return _LANGUAGE.match(name) is not None


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that a folder of knowledge holds translations into."""
    place = folder / FOLDER
    return tuple(sorted(path.name for path in place.iterdir() if path.is_dir())) if place.is_dir() else ()


def files(folder: Path, language: str) -> list[Path]:
    """The files of a language, in one order on every machine."""
    found = [path for path in (folder / FOLDER / language).rglob("*") if path.suffix.lower() in (".yaml", ".yml")]
    return sorted(found, key=lambda path: path.as_posix())


def read_file(path: Path) -> tuple[Parsed, Mapping[str, Translation]]:
    """The translations of one file. Raises `Unusable` with all that is wrong with its form."""
    parsed = parse(read_text(path, _LIMITS), str(path), _LIMITS)
    return parsed, validated(TranslationFile, parsed).texts


def read(folders: Iterable[Path], language: str) -> dict[tuple[str, str], str]:
    """All translations into a language, those of later folders over earlier ones. Raises `Unusable`."""
    found: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    if not is_language(language):
        raise Unusable([Problem(shorten(language), "this is no language; it is written de or de_AT")])
    for path in (path for folder in folders for path in files(folder, language)):
        try:
            _, given = read_file(path)
        except Unusable as unusable:
            problems += unusable.problems
            continue
        found.update({(name, entry.of): entry.says for name, entry in given.items()})
    if problems:
        raise Unusable(problems)
    return found


def laid_over(parsed: Parsed, translated: Translated) -> Parsed:
    """A file of knowledge with its texts translated, where there is a translation that fits."""
    value = parsed.value
    for text in texts(parsed):
        says = translated.get((text.name, text.mark))
        if says is not None and not list(strangers(text.english, says)):
            value = _put(value, text.where, says)
    return replace(parsed, value=value)


def strangers(english: str, says: str) -> Iterator[str]:
    """What is wrong with the names in braces of a translation: only those of the English text may stand there."""
    return misfits(says, names(english))


def texts(parsed: Parsed) -> Iterator[Text]:
    """The texts of a file of knowledge that can be translated."""
    fields: Any = parsed.value if isinstance(parsed.value, dict) else {}
    found: Iterator[tuple[Where, str]]
    if "rule" in fields:
        found = _of_rule(fields)
        start: Where = ("rules", str(fields["rule"]))
    else:
        found, start = _texts(Catalogue, fields, ()), ()
    for where, english in found:
        whole = (*start, *where)
        if english and english != _LEFT_OUT:
            yield Text(dotted(whole[: 3 if whole[0] == "words" else 2]), dotted(whole), where, english)


def _of_rule(fields: Mapping[str, Any]) -> Iterator[tuple[Where, str]]:
    yield from _texts(RuleText, fields, ())
    yield from reasons(fields.get("when"), ("when",))


def _texts(hint: Any, given: object, where: Where) -> Iterator[tuple[Where, str]]:
    """The sentences in what a file gives for a type, with their places."""
    if typing.get_origin(hint) is Annotated:
        if isinstance(given, str) and _SENTENCE in typing.get_args(hint):
            yield where, given
            return
        hint = typing.get_args(hint)[0]
    inner = typing.get_args(hint)
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias) and issubclass(hint, BaseModel):
        for name, field in _fields(hint).items():
            if isinstance(given, Mapping) and name in given:
                yield from _texts(field, given[name], (*where, name))
    elif typing.get_origin(hint) in (typing.Union, types.UnionType):
        for one in inner:
            yield from _texts(one, given, where)
    elif isinstance(given, Mapping) and len(inner) == 2:
        for name, value in given.items():
            yield from _texts(inner[1], value, (*where, name))
    elif isinstance(given, tuple) and inner:
        for index, value in enumerate(given):
            yield from _texts(inner[0], value, (*where, index))


@functools.cache
def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """The types of a model's fields by the names they have in files; nothing of where statements come from."""
    if model is Source:
        return {}
    hints = typing.get_type_hints(model, include_extras=True)
    return {field.alias or name: hints[name] for name, field in model.model_fields.items()}


def _put(value: Any, where: Where, says: str) -> Any:
    """A value with another text at one place; what is beside it stays the same."""
    if not where:
        return says
    step = where[0]
    changed = _put(value[step], where[1:], says)
    if isinstance(value, dict):
        return {**value, step: changed}
    return tuple(changed if index == step else old for index, old in enumerate(value))
