"""How far translations of the knowledge base have come: what is missing, outdated, unknown. For their authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra_builder.guarded_yaml import Limits, Parsed, parse, read_text
from infra_builder.knowledge import files_of
from infra_builder.problems import Problem, Unusable, shorten, unknown
from infra_builder.translations import (
    FOLDER,
    Text,
    Translation,
    files,
    is_language,
    languages,
    read_file,
    strangers,
    texts,
)

_LIMITS = Limits(size=1_000_000, depth=24, events=100_000)


@dataclass(frozen=True, slots=True)
class Progress:
    """A language: how many texts there are, how many of them are translated as they stand today, what is wrong."""

    language: str
    texts: int
    translated: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _English:
    """A text that can be translated and the file that it stands in."""

    text: Text
    parsed: Parsed


_Base = Mapping[str, _English]
"""The English texts by name."""


def progress(folders: Sequence[Path]) -> tuple[Progress, ...]:
    """Every language that one of the folders has, with later folders laid over earlier ones."""
    found = sorted({language for folder in folders for language in languages(folder)})
    if not found:
        return ()
    bases = list(_bases(folders))
    return tuple(_of_language(language, folders, bases) for language in found)


def _bases(folders: Sequence[Path]) -> Iterator[_Base]:
    """The English texts as they stand after each folder."""
    entries: dict[str, dict[str, _English]] = {}
    for folder in folders:
        for path in files_of(folder, []):
            try:
                parsed = parse(read_text(path, _LIMITS), str(path), _LIMITS)
            except Unusable:
                continue  # Told by whoever reads the knowledge itself.
            said: dict[str, dict[str, _English]] = {}
            if isinstance(parsed.value, dict) and "rule" in parsed.value:
                said[f"rules.{parsed.value['rule']}"] = {}
            for text in texts(parsed):
                said.setdefault(text.entry, {})[text.name] = _English(text, parsed)
            entries.update(said)
        yield {name: english for entry in entries.values() for name, english in entry.items()}


def _of_language(language: str, folders: Sequence[Path], bases: Sequence[_Base]) -> Progress:
    problems: list[Problem] = []
    fitting: set[tuple[str, str]] = set()
    told: set[str] = set()
    for folder, base in zip(folders, bases, strict=True):
        if (folder / FOLDER / language).is_dir() and not is_language(language):
            problems.append(Problem(str(folder / FOLDER / language), "this is no language; it is written de or de_AT"))
        first: dict[str, str] = {}
        for path in files(folder, language):
            try:
                parsed, given = read_file(path)
            except Unusable as unusable:
                problems += unusable.problems
                continue
            for name, translation in given.items():
                wrong = list(_wrong(name, translation, base, first.setdefault(name, parsed.file), parsed))
                problems += wrong
                told |= {name} if wrong else set()
                fitting |= set() if wrong else {(name, translation.of)}
    whole = bases[-1]
    done = [name for name, english in whole.items() if (name, english.text.mark) in fitting]
    problems += _missing(language, whole, {*done, *told})
    return Progress(language, len(whole), len(done), tuple(problems))


def _wrong(name: str, translation: Translation, base: _Base, first: str, parsed: Parsed) -> Iterator[Problem]:
    """What is wrong with one translation."""
    where = ("texts", name)
    if first != parsed.file:
        yield parsed.problem(where, f"{shorten(name)} is translated in another file too: {first}", at_key=True)
    if name not in base:
        beside = name.rpartition(".")[0]
        near = [known for known in base if known.startswith(f"{beside}.")]
        yield parsed.problem(where, unknown("text", name, near), at_key=True)
        return
    text = base[name].text
    if translation.of != text.mark:
        yield parsed.problem((*where, "of"), f"the English text has changed since; its mark is now {text.mark}")
    for stranger in strangers(text.english, translation.says):
        yield parsed.problem((*where, "says"), stranger)


def _missing(language: str, base: _Base, known: set[str]) -> Iterator[Problem]:
    for name, english in base.items():
        if name not in known:
            message = f"not translated into {language}: {name}, of {english.text.mark}"
            yield english.parsed.problem(english.text.where, message)
