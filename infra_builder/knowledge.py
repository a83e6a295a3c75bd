"""The knowledge base: read from folders of YAML, checked as one, laid over each other, a frozen value afterwards.

A folder holds `catalogue/` (any YAML files whose top-level names are those of `Catalogue`), `rules/` (a rule a file)
and `advice/figures.yaml`. A later folder replaces entries of the same id; `disabled: true` takes a rule away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from infra_builder.catalogue import Catalogue
from infra_builder.guarded_yaml import Limits, Parsed, Where, parse, read_text
from infra_builder.places import KNOWLEDGE
from infra_builder.problems import Problem, Unusable, nearest, shorten, unknown
from infra_builder.rules.rule import Rule, load_rule
from infra_builder.validation import problems_of

_LIMITS = Limits(size=1_000_000, depth=24, events=100_000)
MAX_FILES = 2_000


@dataclass(frozen=True)
class Knowledge:
    """Catalogue and rules, as the evaluator uses them. `digest` names the content it was read from."""

    catalogue: Catalogue
    rules: tuple[Rule, ...]
    digest: str = ""

    @cached_property
    def rules_by_sort(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules by the sort of subject they are about."""
        sorts: dict[str, list[Rule]] = {}
        for rule in self.rules:
            sorts.setdefault(rule.text.about, []).append(rule)
        return {sort: tuple(rules) for sort, rules in sorts.items()}


def load(*packs: Path) -> Knowledge:
    """The knowledge that ships with the program, with packs laid over it. Raises `Unusable` with all problems."""
    return read_folders((KNOWLEDGE, *packs))


def read_folders(folders: Iterable[Path]) -> Knowledge:
    """The knowledge in some folders, later ones over earlier ones."""
    problems: list[Problem] = []
    digest = hashlib.sha256()
    entries: dict[str, dict[str, Any]] = {name: {} for name in Catalogue.model_fields}
    rule_files: list[Parsed] = []
    for folder in folders:
        for path in _files(folder, problems):
            try:
                text = read_text(path, _LIMITS)
                digest.update(text.encode())
                parsed = parse(text, str(path), _LIMITS)
            except Unusable as unusable:
                problems += unusable.problems
                continue
            if path.relative_to(folder).parts[0] == "rules":
                rule_files.append(parsed)
            else:
                problems += _lay(parsed, entries)
    catalogue = _catalogue(entries)
    rules: dict[str, Rule] = {}
    problems += _settings_agree(catalogue)
    for parsed in rule_files:
        try:
            rule = load_rule(parsed, catalogue)
        except Unusable as unusable:
            problems += unusable.problems
            continue
        rules.pop(rule.id, None)
        if not rule.text.disabled:
            rules[rule.id] = rule
    if problems:
        raise Unusable(problems)
    return Knowledge(catalogue, tuple(rules.values()), digest.hexdigest()[:12])


def _catalogue(entries: dict[str, Any]) -> Catalogue:
    """Entries that have each been validated, as one value."""
    fields: Any = entries
    return Catalogue.model_construct(None, **fields)


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The YAML files of a knowledge folder, in one order on every machine."""
    if not folder.is_dir():
        problems.append(Problem(str(folder), "there is no such knowledge folder"))
        return
    places = ("catalogue", "rules", "advice")
    found = [path for place in places for path in (folder / place).rglob("*") if path.suffix in (".yaml", ".yml")]
    if not found:
        problems.append(Problem(str(folder), f"no knowledge here; expected YAML files in {', '.join(places)}"))
    if len(found) > MAX_FILES:
        problems.append(Problem(str(folder), f"more than {MAX_FILES} files"))
        return
    yield from sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _lay(parsed: Parsed, entries: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    """Validate the entries of a catalogue file one by one and lay them over those there."""
    yield from parsed.problems
    if not isinstance(parsed.value, dict):
        yield parsed.problem((), f"expected {', '.join(entries)} at the top of the file")
        return
    for name, given in parsed.value.items():
        if name not in entries:
            yield parsed.problem((name,), unknown("group", name, entries), at_key=True)
        elif not isinstance(given, dict):
            yield parsed.problem((name,), f"expected entries by id, not {shorten(given)}")
        else:
            yield from _entries(parsed, name, given, entries[name])


def _entries(parsed: Parsed, name: str, given: Mapping[str, Any], there: dict[str, Any]) -> Iterator[Problem]:
    model, nested = _MODELS[name]
    for id_, fields in given.items():
        where: Where = (name, id_)
        if nested and isinstance(fields, dict):
            there.setdefault(id_, {})
            for word, entry in fields.items():
                yield from _entry(parsed, (*where, word), model, entry, there[id_], word)
        else:
            yield from _entry(parsed, where, model, fields, there, id_)


def _entry(
    parsed: Parsed, where: Where, model: Any, fields: object, there: dict[str, Any], id_: str
) -> Iterator[Problem]:
    try:
        there[id_] = model.model_validate(fields)
    except ValidationError as error:
        yield from problems_of(error, model, parsed, where)


def _models() -> dict[str, tuple[Any, bool]]:
    """For each group of the catalogue, the model of its entries and whether they lie one level deeper."""
    import typing

    models: dict[str, tuple[Any, bool]] = {}
    for name, field_info in Catalogue.model_fields.items():
        value = typing.get_args(field_info.annotation)[1]
        nested = typing.get_origin(value) is not None
        models[name] = (typing.get_args(value)[1] if nested else value, nested)
    return models


_MODELS = _models()


def _settings_agree(catalogue: Catalogue) -> Iterator[Problem]:
    """A setting that is asked of several kinds has one type, and kinds named by others exist."""
    types: dict[str, tuple[str, str]] = {}
    for kind_id, kind in catalogue.blocks.items():
        for name, setting in kind.settings.items():
            first = types.setdefault(name, (kind_id, setting.type))
            if first[1] != setting.type:
                message = f"the setting {name} is {setting.type} in {kind_id} but {first[1]} in {first[0]}"
                yield Problem("catalogue", message)
        for other in kind.stands_on:
            if other not in catalogue.blocks:
                hint = nearest(other, catalogue.blocks)
                yield Problem("catalogue", f"{kind_id} stands on {other}, which is no kind; nearest: {hint}")
