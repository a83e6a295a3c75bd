"""The knowledge base: read from folders of YAML, checked as one, laid over each other, a frozen value afterwards.

A folder holds `rules/` (a rule a file), and in `catalogue/`, `guides/`, `checklists/` and `advice/` any YAML files
whose top-level names are those of `Catalogue`. A later folder replaces entries of the same id; `disabled: true` takes a
rule away.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from infra_builder.catalogue import Catalogue
from infra_builder.facts import FACTS
from infra_builder.guarded_yaml import Limits, Parsed, Where, parse, read_text
from infra_builder.places import KNOWLEDGE
from infra_builder.plan import Block, Flow, Situation, Workload, Zone
from infra_builder.problems import Problem, Unusable, shorten, unknown
from infra_builder.report import PackChange
from infra_builder.rules.rule import Rule, load_rule
from infra_builder.validation import problems_of
from infra_builder.vocabulary import VOCABULARIES

_LIMITS = Limits(size=1_000_000, depth=24, events=100_000)
MAX_FILES = 2_000

Origins = dict[tuple[str, str], Parsed]
"""The file that each entry of the catalogue came from, by group and id."""


@dataclass(frozen=True)
class Knowledge:
    """Catalogue and rules, as the evaluator uses them.

    `digest` names the content it was read from, `changes` what packs changed in the shipped one.
    """

    catalogue: Catalogue
    rules: tuple[Rule, ...]
    digest: str = ""
    changes: tuple[PackChange, ...] = ()

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
    # Hundreds of thousands of small values are made and kept: looking for garbage among them takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(folders)
    finally:
        if collecting:
            gc.enable()


def _read(folders: Iterable[Path]) -> Knowledge:
    problems: list[Problem] = []
    digest = hashlib.sha256()
    entries: dict[str, dict[str, Any]] = {name: {} for name in Catalogue.model_fields}
    origins: Origins = {}
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
                problems += _lay(parsed, entries, origins)
    catalogue = _catalogue(entries)
    rules: dict[str, Rule] = {}
    problems += _kinds_agree(catalogue, origins)
    for parsed in rule_files:
        if _disables(parsed):
            problems += _take_away(parsed, rules)
            continue
        try:
            rule = load_rule(parsed, catalogue)
        except Unusable as unusable:
            problems += unusable.problems
            continue
        rules.pop(rule.id, None)
        rules[rule.id] = rule
    if problems:
        raise Unusable(problems)
    return Knowledge(catalogue, tuple(rules.values()), digest.hexdigest()[:12])


def _disables(parsed: Parsed) -> bool:
    return isinstance(parsed.value, dict) and parsed.value.get("disabled") is True


def _take_away(parsed: Parsed, rules: dict[str, Rule]) -> Iterator[Problem]:
    """Take away the rule that a file disables; besides its name the file needs to say nothing."""
    yield from parsed.problems
    fields: Any = parsed.value
    name = str(fields.get("rule"))
    if rules.pop(name, None) is None:
        yield parsed.problem(("rule",), unknown("rule", name, rules))


def _catalogue(entries: dict[str, Any]) -> Catalogue:
    """Entries that have each been validated, as one value."""
    fields: Any = entries
    return Catalogue.model_construct(None, **fields)


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The YAML files of a knowledge folder, in one order on every machine."""
    if not folder.is_dir():
        problems.append(Problem(str(folder), "there is no such knowledge folder"))
        return
    places = ("catalogue", "rules", "guides", "checklists", "advice")
    found = [path for place in places for path in (folder / place).rglob("*") if path.suffix in (".yaml", ".yml")]
    if not found:
        problems.append(Problem(str(folder), f"no knowledge here; expected YAML files in {', '.join(places)}"))
    if len(found) > MAX_FILES:
        problems.append(Problem(str(folder), f"more than {MAX_FILES} files"))
        return
    yield from sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _lay(parsed: Parsed, entries: dict[str, dict[str, Any]], origins: Origins) -> Iterator[Problem]:
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
            origins.update(((name, id_), parsed) for id_ in given)
            yield from _entries(parsed, name, given, entries[name])


def _entries(parsed: Parsed, name: str, given: Mapping[str, Any], there: dict[str, Any]) -> Iterator[Problem]:
    model, nested = _MODELS[name]
    for id_, fields in given.items():
        where: Where = (name, id_)
        if name in _NAMED and id_ not in _NAMED[name]:
            yield parsed.problem(where, unknown(_SINGULAR[name], id_, _NAMED[name]), at_key=True)
            continue
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
        there[id_] = model.model_validate(fields, by_alias=True, by_name=False)
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
_ASKED = (Situation, Workload, Zone, Block, Flow)
_NAMED: Mapping[str, Collection[str]] = {
    "environments": VOCABULARIES["environment"],
    "workloads": VOCABULARIES["workload_kind"],
    "questions": {*FACTS, *(f"{model.__name__.lower()}.{name}" for model in _ASKED for name in model.model_fields)},
    "facts": FACTS,
}
"""Groups of the catalogue that speak of what the program knows; the others may name what they like."""
_SINGULAR = {
    "environments": "environment", "workloads": "kind of workload", "questions": "field", "facts": "fact",
}  # fmt: skip


def _kinds_agree(catalogue: Catalogue, origins: Origins) -> Iterator[Problem]:
    """A setting that is asked of several kinds has one type, and kinds named by others exist."""
    types: dict[str, tuple[str, str]] = {}
    for kind_id, kind in catalogue.blocks.items():
        parsed, where = origins["blocks", kind_id], ("blocks", kind_id)
        for name, setting in kind.settings.items():
            first = types.setdefault(name, (kind_id, setting.type))
            if first[1] != setting.type:
                message = f"the setting {name} is {setting.type} in {kind_id} but {first[1]} in {first[0]}"
                yield parsed.problem((*where, "settings", name), message)
        for index, other in enumerate(kind.stands_on):
            if other not in catalogue.blocks:
                yield parsed.problem((*where, "stands_on", index), unknown("kind", other, catalogue.blocks))
