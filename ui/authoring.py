"""The knowledge commands: check a base, run its cases, list the facts its rules may speak of."""

from __future__ import annotations

import sys
from pathlib import Path

from infra_builder.facts import FACTS
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Situation, Workload
from infra_builder.problems import Unusable
from infra_builder.rules.cases import cases, missing, run

_FIELDS = {*Workload.model_fields, *Situation.model_fields}


def work_on(work: str, folder: Path | None) -> int:
    """Do one of the works and give the exit status. Raises Unusable where the base cannot be read at all."""
    if work == "fields":
        return _fields()
    knowledge = load(folder) if folder else load()
    return _check(knowledge) if work == "check" else _test(knowledge)


def _fields() -> int:
    for name, fact in sorted(FACTS.items()):
        print(f"{name:34} {fact.type!s:24} {fact.meaning}")
    return 0


def _check(knowledge: Knowledge) -> int:
    """Everything loads (else Unusable was raised); what is left is whether each rule and fact is complete."""
    problems: list[str] = []
    for rule in knowledge.rules:
        try:
            found = cases(rule, knowledge.catalogue)
        except Unusable as unusable:
            problems += [str(problem) for problem in unusable.problems]
            continue
        problems += [str(rule.parsed.problem(("cases",), lack, at_key=True)) for lack in missing(found)]
        if Path(rule.parsed.file).stem != rule.id:
            problems.append(str(rule.parsed.problem(("rule",), f"the file should be called {rule.id}.yaml")))
    asked = {
        name for name in FACTS if name.split(".")[0] in ("workload", "situation") and name.split(".")[1] in _FIELDS
    }
    problems += [f"catalogue: no question for {name}" for name in sorted(asked - set(knowledge.catalogue.questions))]
    problems += [f"catalogue: no words for the fact {name}" for name in FACTS if name not in knowledge.catalogue.facts]
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
