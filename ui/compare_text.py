"""`infra-builder compare`: what differs between designs, as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exports.compare_json import differences_to_json, left_out_to_json
from exports.compare_words import Teller
from infra_builder.catalogue import Catalogue
from infra_builder.comparing import FindingDifferences, One, compared, compared_findings, left_out, opposite
from infra_builder.evaluate import judge
from infra_builder.knowledge import Knowledge
from infra_builder.matching import Match, Side
from infra_builder.plan import Option, Plan
from infra_builder.planfile import read
from infra_builder.problems import Problem, Unusable
from infra_builder.report import Finding, OptionReport
from ui.terminal import WIDTH, verdict

SORTS = {"workload": "workload", "zone": "environment", "block": "block", "flow": "link"}


@dataclass(frozen=True)
class Comparison:
    """Two designs with the files that they are from, judged and compared."""

    paths: tuple[str, str]
    reports: tuple[OptionReport, OptionReport]
    teller: Teller
    findings: FindingDifferences

    @property
    def different(self) -> bool:
        """Whether the designs differ."""
        return self.teller.differences.any

    def as_json(self) -> str:
        """The comparison for scripts, on one line."""
        return differences_to_json(self.paths, self.reports, self.teller, self.findings)

    def as_text(self) -> str:
        """The comparison for people."""
        return "\n".join(_lines(self))


def comparison(paths: tuple[str, str], before: Side, after: Side, knowledge: Knowledge) -> Comparison:
    """Two designs judged and compared."""
    differences = compared(before, after)
    first, second = (judge(side.plan, side.option, knowledge, stages=False) for side in (before, after))
    teller = Teller(differences, knowledge.catalogue)
    return Comparison(paths, (first, second), teller, compared_findings(differences, first, second))


def told(paths: tuple[Path, ...], knowledge: Knowledge, *, as_json: bool) -> tuple[str, bool]:
    """What to print of plans against the first of them, and whether there is a difference.

    Raises Unusable with all problems of all plans, or where there are no two options to compare.
    """
    plans = _read(paths, knowledge.catalogue)
    first, *others = plans
    parts: list[str] = []
    different = False
    for path, other in zip(paths[1:], others, strict=True) if others else ((paths[0], first),):
        pairs = opposite(first, other)
        if not pairs:
            raise Unusable([Problem(str(path), "there are no two options to compare")])
        for before, after in pairs:
            made = comparison((str(paths[0]), str(path)), Side(first, before), Side(other, after), knowledge)
            parts.append(made.as_json() if as_json else made.as_text())
            different |= made.different
        if left := left_out(first, pairs):
            parts.append(_left_out(str(paths[0]), left, as_json=as_json))
            different = True
    return "\n".join(parts), different


def _read(paths: tuple[Path, ...], catalogue: Catalogue) -> list[Plan]:
    plans: list[Plan] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            plans.append(read(path, catalogue))
        except Unusable as unusable:
            problems += unusable.problems
    if problems:
        raise Unusable(problems)
    return plans


def _left_out(path: str, options: tuple[Option, ...], *, as_json: bool) -> str:
    if as_json:
        return left_out_to_json(path, (option.id for option in options))
    return "".join(f"Only in {path}: option {option.name or option.id}\n" for option in options)


def _lines(made: Comparison) -> Iterator[str]:
    teller, said = made.teller, made.teller.differences
    yield from _head("Before", made.paths[0], made.reports[0], teller.catalogue)
    yield from _head("After", made.paths[1], made.reports[1], teller.catalogue)
    yield ""
    if not made.different:
        yield "  No difference."
        yield ""
    yield from _group("Added", [_wrapped("  + ", _one(teller, one, after=True)) for one in said.added])
    yield from _group("Taken away", [_wrapped("  - ", _one(teller, one, after=False)) for one in said.removed])
    yield from _group("Moved", list(_moved(teller)))
    yield from _group("Changed", list(_changed(teller)))
    yield from _group("Probably the same, please check", [_pair(teller, match) for match in said.unsure])
    yield from _findings(made.findings)


def _head(role: str, path: str, report: OptionReport, catalogue: Catalogue) -> Iterator[str]:
    yield f"{role + ':':8}{path}, option {report.name}: {verdict(report, catalogue)}"


def _group(head: str, entries: list[list[str]]) -> Iterator[str]:
    if entries:
        yield f"  {head}"
        for lines in entries:
            yield from lines
        yield ""


def _one(teller: Teller, one: One, *, after: bool) -> str:
    name = teller.after(one.id) if after else teller.before(one.id)
    kind = teller.kind(one.id, after=after)
    return f"{SORTS[one.sort].capitalize()} {name} ({kind})" if kind else f"{SORTS[one.sort].capitalize()} {name}"


def _moved(teller: Teller) -> Iterator[list[str]]:
    for one in teller.differences.moved:
        other = ", another environment" if one.environment else ""
        where = f"{teller.before(one.before)} → {teller.after(one.after)}"
        yield _wrapped("  > ", f"{teller.after(one.match.after)}: {where}{other}")


def _changed(teller: Teller) -> Iterator[list[str]]:
    parts = [(None, teller.differences.situation)] if teller.differences.situation else []
    for match, fields in (*parts, *((one.match, one.fields) for one in teller.differences.changed)):
        lines = _wrapped("  ~ ", "Situation" if match is None else f"{_called(teller, match)}")
        for change in fields:
            before, after = teller.values(match, change)
            lines += _wrapped("      ", f"{teller.label(change.field)}: {before} → {after}")
        yield lines


def _called(teller: Teller, match: Match) -> str:
    return f"{SORTS[match.sort].capitalize()} {teller.after(match.after)}"


def _pair(teller: Teller, match: Match) -> list[str]:
    sort = SORTS[match.sort].capitalize()
    return _wrapped("  ? ", f"{sort} {teller.before(match.before)} = {teller.after(match.after)}")


def _findings(found: FindingDifferences) -> Iterator[str]:
    def told(sign: str, findings: tuple[Finding, ...]) -> list[list[str]]:
        return [_wrapped(f"  {sign} ", finding.says) for finding in findings]

    yield from _group("Findings that are new", told("!", found.new))
    yield from _group("Findings that are cleared", told("✓", found.cleared))
    yield from _group("Findings that stay", told("=", found.unchanged))


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) or [head.rstrip()]
