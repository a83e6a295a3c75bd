"""The knowledge commands: check a base, run its cases, list its facts, what of the sources it carries, its schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from infra_builder.coverage import Aid, coverage
from infra_builder.facts import FACTS, Type
from infra_builder.knowledge import Knowledge, load
from infra_builder.places import KNOWLEDGE
from infra_builder.rules.cases import cases, run
from infra_builder.rules.review import review
from infra_builder.schema import schema
from infra_builder.translating import progress
from infra_builder.vocabulary import ORDERED, VOCABULARIES

INVENTORY = KNOWLEDGE / "inventory.yaml"


def work_on(work: str, folder: Path | None) -> int:
    """Do one of the works and give the exit status. Raises Unusable where the base cannot be read at all."""
    if work == "fields":
        return _fields()
    if work == "schema":
        print(json.dumps(schema(), indent=1))
        return 0
    knowledge = load(folder) if folder else load()
    match work:
        case "check":
            return _check(knowledge, [KNOWLEDGE, folder] if folder else [KNOWLEDGE])
        case "coverage":
            return _coverage(knowledge)
    return _test(knowledge)


def report_schema() -> int:
    """Print the schema of the JSON report."""
    from exports.as_json import report_schema as made

    print(json.dumps(made(), indent=1))
    return 0


def comparison_schema() -> int:
    """Print the schema of the JSON comparison."""
    from exports.compare_json import comparison_schema as made

    print(json.dumps(made(), indent=1))
    return 0


def _coverage(knowledge: Knowledge) -> int:
    """What of the sources is carried, kind by kind, and every element that is not."""
    aids = coverage(knowledge, INVENTORY)
    print(f"{'kind':8} {'aids':>5} {'cited':>6} {'elements':>9} {'carried':>8}")
    for kind in sorted({aid.kind for aid in aids}):
        _coverage_line(kind, [aid for aid in aids if aid.kind == kind])
    _coverage_line("all", aids)
    for aid in aids:
        for element in aid.missing:
            print(f"not carried: {element}", file=sys.stderr)
    return 2 if any(aid.missing for aid in aids) else 0


def _coverage_line(name: str, aids: Sequence[Aid]) -> None:
    """Aids; those that a rule, a guided choice or a catalogue entry cites; elements; those that an entry carries."""
    cited = sum(1 for aid in aids if aid.cited_by)
    total, carried = sum(len(aid.elements) for aid in aids), sum(len(aid.carried) for aid in aids)
    print(f"{name:8} {len(aids):5} {cited:6} {total:9} {carried:8}")


def _fields() -> int:
    for name, fact in sorted(FACTS.items()):
        print(f"{name} ({fact.type})\n    {fact.meaning}\n    {name}: {_example(fact.type)}")
    return 0


def _example(type_: Type) -> str:
    """How a condition about a fact of this type may read."""
    words = VOCABULARIES.get(type_.of) or (("managed_model_api", "batch_job") if type_.of == "block_kind" else ("…",))
    match type_.form:
        case "truth":
            return "true"
        case "number":
            return "{at_least: 10}"
        case "word":
            return f"{{at_least: {words[1]}}}" if type_.of in ORDERED else f"{{in: [{', '.join(words[:2])}]}}"
        case "words":
            return f"{{has_any: [{', '.join(words[:2])}]}}"
        case "many":
            inner = next(fact for fact in FACTS.values() if fact.sort == type_.of and fact.type.form == "truth")
            return f"{{some: {{{inner.name}: true}}}}"
        case "one":
            return "{exists: true}, or a path that goes on through it"
    return '"…"'


def _check(knowledge: Knowledge, folders: Sequence[Path]) -> int:
    """Every file could be read (else Unusable was raised); what is left is the base as a whole and its translations."""
    problems = list(review(knowledge, INVENTORY))
    translated = progress(folders)
    for language in translated:
        problems += language.problems
        print(f"{language.language}: {language.translated} of {language.texts} texts translated")
    if not translated:
        print("no translations: every text is English")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(knowledge.catalogue.blocks)} kinds of block, {len(knowledge.rules)} rules, {len(problems)} problems")
    return 2 if problems else 0


def _test(knowledge: Knowledge) -> int:
    """Run every case of every rule; a wrong one shows what decided."""
    ran = wrong = 0
    for rule in knowledge.rules:
        for case in cases(rule, knowledge.catalogue):
            outcome = run(rule, case, knowledge.catalogue)
            ran += 1
            wrong += bool(outcome.wrong)
            for message in outcome.wrong:
                print(f"{rule.parsed.file}: {case.name}: {message}", file=sys.stderr)
    print(f"{len(knowledge.rules)} rules, {ran} cases, {wrong} wrong")
    return 2 if wrong else 0
