"""`infra-builder compare`: what differs between designs, as text for a terminal."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from exports.compare_entries import changed_line
from exports.compare_json import left_out_to_json, to_json
from exports.compare_words import Teller
from exports.comparison import Comparison, comparison
from infra_builder.catalogue import Catalogue
from infra_builder.comparing import FindingDifferences, One, left_out, opposite
from infra_builder.knowledge import Knowledge
from infra_builder.matching import Match, Side
from infra_builder.plan import Option, Plan
from infra_builder.planfile import read
from infra_builder.problems import Problem, Unusable
from infra_builder.report import Finding, Report
from ui.terminal import WIDTH, verdict

Paper = Literal["A4", "Letter"]
SORTS = {"workload": "workload", "zone": "environment", "block": "block", "flow": "link"}


@dataclass(frozen=True)
class Against:
    """A plan against the first one: their options compared, and those that nothing was compared with."""

    made: tuple[Comparison, ...]
    left: tuple[Option, ...]


def against_first(paths: tuple[Path, ...], knowledge: Knowledge, *, with_stages: bool = False) -> tuple[Against, ...]:
    """Each further plan against the first; a plan alone against itself, option by option.

    Raises Unusable with all problems of all plans, or where there are no two options to compare.
    """
    first, *others = _read(paths, knowledge.catalogue)
    found = []
    for path, other in zip(paths[1:], others, strict=True) if others else ((paths[0], first),):
        pairs = opposite(first, other)
        if not pairs:
            raise Unusable([Problem(str(path), "there are no two options to compare")])
        names = str(paths[0]), str(path)
        made = tuple(
            comparison(names, Side(first, before), Side(other, after), knowledge, with_stages=with_stages)
            for before, after in pairs
        )
        found.append(Against(made, left_out(first, pairs)))
    return tuple(found)


def told(paths: tuple[Path, ...], knowledge: Knowledge, *, as_json: bool) -> tuple[str, bool]:
    """What to print of plans against the first of them, and whether there is a difference. Raises as above."""
    parts: list[str] = []
    different = False
    for against in against_first(paths, knowledge):
        parts += [to_json(made) if as_json else "\n".join(_lines(made)) for made in against.made]
        different |= any(made.different for made in against.made)
        if against.left:
            parts.append(_left_out(str(paths[0]), against.left, as_json=as_json))
            different = True
    return "\n".join(parts), different


def on_paper(paths: tuple[Path, ...], knowledge: Knowledge, paper: Paper) -> tuple[bytes, str, bool]:
    """The comparisons as PDF, the letters that its fonts lack, and whether there is a difference. Raises as above."""
    from exports.pdf import missing_glyphs
    from exports.pdf.comparison import printed_comparison

    found = against_first(paths, knowledge, with_stages=True)
    made = [each for against in found for each in against.made]
    data = printed_comparison(made, paper=paper, printed=datetime.datetime.now().astimezone().date())
    sides = [(side.plan, report) for each in made for side, report in zip(each.sides, each.reports, strict=True)]
    letters = {letter for plan, report in sides for letter in missing_glyphs(plan, Report((report,), ""))}
    different = any(each.different for each in made) or any(against.left for against in found)
    return data, " ".join(sorted(letters)), different


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
    yield _head("Before", made, 0)
    yield _head("After", made, 1)
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


def _head(role: str, made: Comparison, place: int) -> str:
    """One of the two designs with its verdict, and with what of it was accepted."""
    path, report, side = made.paths[place], made.reports[place], made.sides[place]
    said = verdict(report, made.teller.catalogue, side.plan.decisions)
    return f"{role + ':':8}{path}, option {report.name}: {said}"


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
            lines += _wrapped("      ", changed_line(teller, match, change))
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
