"""The knowledge base: read from folders of YAML, checked as one, laid over each other, a frozen value afterwards.

A folder holds `rules/` (a rule a file), and in `catalogue/`, `guides/`, `checklists/`, `advice/` and `workshops/` any
YAML files whose top-level names are those of `Catalogue`. A later folder replaces entries of the same id;
`disabled: true` takes a rule away.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from infra_builder import advice_names, advising, translations
from infra_builder.catalogue import BlockKind, Catalogue, WorkloadSort
from infra_builder.facts import FACTS
from infra_builder.glossary import written_twice
from infra_builder.guarded_yaml import Limits, Parsed, Where, parse, read_text
from infra_builder.guides import Guide
from infra_builder.lists import KnowledgeList
from infra_builder.places import KNOWLEDGE
from infra_builder.plan import Block, Flow, Situation, Workload, Zone
from infra_builder.problems import Problem, Unusable, nearest, shorten, unknown
from infra_builder.report import PackChange
from infra_builder.room.agendas import Agenda, strays
from infra_builder.rules.rule import Rule, load_rule
from infra_builder.validation import problems_of
from infra_builder.vocabulary import VOCABULARIES

_LIMITS = Limits(size=1_000_000, depth=24, events=100_000)
_PLACES = ("catalogue", "rules", "guides", "checklists", "advice", "workshops")
_BESIDE = ("inventory.yaml",)
"""Files beside the folders that are read which are no slip."""
_ID = re.compile(r"[a-z][a-z0-9_]{0,60}\Z")
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

    @cached_property
    def staged_rules_by_sort(self) -> Mapping[str, tuple[Rule, ...]]:
        """Those of them whose answer hangs on the stage of workloads."""
        return {sort: tuple(rule for rule in rules if rule.when.staged) for sort, rules in self.rules_by_sort.items()}


def load(*packs: Path, language: str = "") -> Knowledge:
    """The knowledge that ships with the program, with packs laid over it. Raises `Unusable` with all problems.

    With a `language` (de, de_AT) in the words of its translations; what is not translated stays English.
    """
    return read_folders((KNOWLEDGE, *packs), language)


def read_folders(folders: Iterable[Path], language: str = "") -> Knowledge:
    """The knowledge in some folders, later ones over earlier ones, in a language or in English."""
    # Hundreds of thousands of small values are made and kept: looking for garbage among them takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(tuple(folders), language)
    finally:
        if collecting:
            gc.enable()


def _read(folders: Sequence[Path], language: str) -> Knowledge:
    problems: list[Problem] = []
    digest = hashlib.sha256()
    entries: dict[str, dict[str, Any]] = {name: {} for name in Catalogue.model_fields}
    origins: Origins = {}
    rule_files: list[Parsed] = []
    translated = translations.read(folders, language) if language else {}
    digest.update(repr(sorted(translated.items())).encode() if language else b"")
    for folder in folders:
        said: dict[Where, str] = {}
        for path in files_of(folder, problems):
            try:
                text = read_text(path, _LIMITS)
                digest.update(text.encode())
                parsed = parse(text, str(path), _LIMITS)
            except Unusable as unusable:
                problems += unusable.problems
                continue
            problems += _said_twice(parsed, said)
            if translated:
                parsed = translations.laid_over(parsed, translated)
            if path.relative_to(folder).parts[0] == "rules":
                rule_files.append(parsed)
            else:
                problems += _lay(parsed, entries, origins)
    catalogue = _catalogue(entries)
    rules: dict[str, Rule] = {}
    problems += _kinds_agree(catalogue, origins)
    problems += _names_exist(catalogue, origins)
    problems += _advice_names_exist(catalogue, origins)
    problems += written_twice(catalogue.glossary, origins)
    # What speaks of an entry that has a slip of its own is not to blame for it.
    broken = {shorten(id_) for group, id_ in origins if id_ not in entries[group]}
    for parsed in rule_files:
        if _disables(parsed):
            problems += _take_away(parsed, rules)
            continue
        try:
            rule = load_rule(parsed, catalogue)
        except Unusable as unusable:
            problems += [p for p in unusable.problems if not any(id_ in p.message for id_ in broken)]
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
    if "rule" not in fields:
        yield parsed.problem(("rule",), "this field is missing")
        return
    name = str(fields["rule"])
    if rules.pop(name, None) is None:
        yield parsed.problem(("rule",), unknown("rule", name, rules))


def _catalogue(entries: dict[str, Any]) -> Catalogue:
    """Entries that have each been validated, as one value."""
    fields: Any = entries
    return Catalogue.model_construct(None, **fields)


def files_of(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The YAML files of a knowledge folder, in one order on every machine."""
    if not folder.is_dir():
        problems.append(Problem(str(folder), "there is no such knowledge folder"))
        return
    problems += _out_of_place(folder)
    found = [path for place in _PLACES for path in _yaml((folder / place).rglob("*"))]
    if not found and not translations.languages(folder):
        problems.append(Problem(str(folder), f"no knowledge here; expected YAML files in {', '.join(_PLACES)}"))
    if len(found) > MAX_FILES:
        problems.append(Problem(str(folder), f"more than {MAX_FILES} files"))
        return
    yield from sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _yaml(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.suffix.lower() in (".yaml", ".yml"))


def _out_of_place(folder: Path) -> Iterator[Problem]:
    """What its author would expect to be read but is not: YAML beside the folders, or in a folder with a slip."""
    inside = sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.name not in _PLACES)
    for path in _yaml(path for path in inside if path.name not in _BESIDE and not path.is_dir()):
        yield Problem(str(path), f"nothing is read here; put the file into one of {', '.join(_PLACES)}")
    for path in (path for path in inside if path.is_dir()):
        close = nearest(path.name.lower(), (*_PLACES, translations.FOLDER))
        if close is None or ((folder / close).exists() and (folder / close).samefile(path)):
            continue
        if any(True for _ in _yaml(path.rglob("*"))):
            yield Problem(str(path), f"nothing is read from this folder; did you mean '{close}'?")


def _said_twice(parsed: Parsed, said: dict[Where, str]) -> Iterator[Problem]:
    """What a file says of something that another file of the same folder speaks of as well; one would be lost."""
    for name, where in _names(parsed):
        first = said.setdefault(name, parsed.file)
        if first != parsed.file:
            yield parsed.problem(where, f"{shorten(name[-1])} is written in another file too: {first}", at_key=True)


def _names(parsed: Parsed) -> Iterator[tuple[Where, Where]]:
    """The rule and the entries that a file speaks of, and where."""
    fields: Any = parsed.value if isinstance(parsed.value, dict) else {}
    if isinstance(fields.get("rule"), str):
        yield ("rule", fields["rule"]), ("rule",)
    for group in (group for group in _MODELS if group in fields):
        for id_, entry in fields[group].items() if isinstance(fields[group], dict) else ():
            if not _MODELS[group][1]:
                yield (group, id_), (group, id_)
            else:
                yield from (((group, id_, word),) * 2 for word in (entry if isinstance(entry, dict) else ()))


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
            for id_ in given:
                origins.pop((name, id_), None)  # So that they stand in the order in which they were read.
                origins[name, id_] = parsed
            yield from _entries(parsed, name, given, entries[name])


def _entries(parsed: Parsed, name: str, given: Mapping[str, Any], there: dict[str, Any]) -> Iterator[Problem]:
    model, nested = _MODELS[name]
    for id_, fields in given.items():
        where: Where = (name, id_)
        if name in _NAMED and id_ not in _NAMED[name]:
            yield parsed.problem(where, unknown(_SINGULAR[name], id_, _NAMED[name]), at_key=True)
            continue
        if name not in _NAMED and not _ID.match(id_):
            yield parsed.problem(where, _no_id(id_), at_key=True)
        if nested and isinstance(fields, dict):
            there.setdefault(id_, {})
            for word, entry in fields.items():
                if word not in _WORDS[id_]:
                    yield parsed.problem((*where, word), unknown(f"word for {id_}", word, _WORDS[id_]), at_key=True)
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
_WORDS: Mapping[str, Collection[str]] = {
    **VOCABULARIES,
    "flag": (*VOCABULARIES["flag"], "balanced"),
    "reason": VOCABULARIES["pressure"],
    "noun": ("workload",),
    "answer": ("yes", "no", "unknown"),
}
"""The words that have labels: those of the vocabularies, and a few more that the program says."""
_NAMED: Mapping[str, Collection[str]] = {
    "words": _WORDS,
    "environments": VOCABULARIES["environment"],
    "workloads": VOCABULARIES["workload_kind"],
    "skills": VOCABULARIES["skill"],
    "data_classes": VOCABULARIES["sensitivity"],
    "questions": {*FACTS, *(f"{model.__name__.lower()}.{name}" for model in _ASKED for name in model.model_fields)},
    "facts": FACTS,
    "readiness": advising.READINESS,
    "phrases": advice_names.PHRASES,
}
"""Groups of the catalogue that speak of what the program knows; the others may name what they like."""
_KNOWN_FROM = [f"{model.__name__.lower()}.{name}" for model in (Situation, Workload) for name in model.model_fields]
_SINGULAR = {
    "words": "vocabulary",
    "environments": "environment", "workloads": "kind of workload", "skills": "skill", "data_classes": "class of data",
    "questions": "field", "facts": "fact", "readiness": "point", "phrases": "sentence",
}  # fmt: skip


def _kinds_agree(catalogue: Catalogue, origins: Origins) -> Iterator[Problem]:
    """A setting has an id that rules can speak of, and one type where several kinds have it."""
    types: dict[str, tuple[str, str]] = {}
    for (group, kind_id), parsed in origins.items():
        if group != "blocks" or kind_id not in catalogue.blocks:
            continue
        kind, where = catalogue.blocks[kind_id], ("blocks", kind_id)
        for name, setting in kind.settings.items():
            first = types.setdefault(name, (kind_id, setting.type))
            if first[1] != setting.type:
                message = f"the setting {name} is {setting.type} in {kind_id} but {first[1]} in {first[0]}"
                yield parsed.problem((*where, "settings", name, "type"), message)
            if not _ID.match(name):
                yield parsed.problem((*where, "settings", name), _no_id(name), at_key=True)


def _no_id(id_: str) -> str:
    return f"{shorten(id_)} is no id; an id is made of small letters, digits and _, and begins with a letter"


def _names_exist(catalogue: Catalogue, origins: Origins) -> Iterator[Problem]:
    """What entries call by its name exists: kinds of block, ways of a guide, fields of a plan."""
    kinds = {id_ for group, id_ in origins if group == "blocks"}
    guides = {id_ for group, id_ in origins if group == "guides"}
    for (group, id_), parsed in origins.items():
        entry = getattr(catalogue, group).get(id_)
        where: Where = (group, id_)
        named: list[tuple[Where, tuple[str, ...]]] = []
        match entry:
            case BlockKind():
                named.append(((*where, "stands_on"), entry.stands_on))
            case WorkloadSort():
                named.append(((*where, "needs"), entry.needs))
            case KnowledgeList():
                named.append(((*where, "needs_any"), entry.needs_any))
            case Guide():
                named += [((*where, "ways", name, "blocks"), way.blocks) for name, way in entry.ways.items()]
                yield from _ways_exist(entry, parsed, where)
            case Agenda():
                yield from (parsed.problem((*where, *at), message) for at, message in strays(entry, guides))
        for place, names in named:
            for index, name in enumerate(names):
                if name not in kinds:
                    yield parsed.problem((*place, index), unknown("kind", name, kinds))


def _advice_names_exist(catalogue: Catalogue, origins: Origins) -> Iterator[Problem]:
    """What drills, costs and the other entries of advice name exists: kinds, settings, figures, ranges, drills."""
    written: dict[str, set[str]] = {}
    for group, id_ in origins:
        written.setdefault(group, set()).add(id_)
    known = {
        "kind": written.get("blocks", set()),
        "setting": set(catalogue.setting_types()),
        "figure": written.get("figures", set()),
        "drill": written.get("drills", set()),
        "measure or range": {*get_args(advising.Measure), *written.get("ranges", set())},
    }
    groups = {group: getattr(catalogue, group) for group in advising.GROUPS}
    for group, id_, where, message in advice_names.strays(groups, known):
        yield origins[group, id_].problem((group, id_, *where), message)


def _ways_exist(guide: Guide, parsed: Parsed, where: Where) -> Iterator[Problem]:
    """The answers of a guide speak of its ways, and its questions are known from fields that there are."""
    for name, question in guide.questions.items():
        here = (*where, "questions", name)
        if question.known_from and question.known_from not in _KNOWN_FROM:
            yield parsed.problem((*here, "known_from"), unknown("field", question.known_from, _KNOWN_FROM))
        for word, answer in question.answers.items():
            for way in sorted(answer.speaks_for.keys() - guide.ways.keys()):
                place = (*here, "answers", word, "speaks_for", way)
                yield parsed.problem(place, unknown("way of this guide", way, guide.ways), at_key=True)
            for index, way in enumerate(answer.rules_out):
                if way not in guide.ways:
                    place = (*here, "answers", word, "rules_out", index)
                    yield parsed.problem(place, unknown("way of this guide", way, guide.ways))
