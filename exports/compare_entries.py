"""The differences between two designs as one list, a line each with what it is about: for screen and paper alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from exports.compare_words import Teller
from exports.contrast_words import SORT_NAMES
from infra_builder.comparing import Changed, FieldChange, FindingDifferences, Moved, One
from infra_builder.matching import Match
from infra_builder.report import Finding

Group = Literal["added", "removed", "changed", "moved", "unsure", "new", "cleared", "unchanged"]
GROUPS: tuple[Group, ...] = get_args(Group)
DESIGN: tuple[Group, ...] = ("added", "removed", "changed", "moved", "unsure")
"""The groups that are about the drawing; the others are about findings."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One difference.

    `says` is what it is about, `note` what sort of thing that is, `details` what exactly differs. `before` and `after`
    are the ids that it is about on either side.
    """

    group: Group
    says: str
    note: str = ""
    details: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def entries(teller: Teller, findings: FindingDifferences) -> tuple[Entry, ...]:
    """Every difference, group by group, each in the order of its plan."""
    said = teller.differences
    return (
        *(_one(teller, one, after=True) for one in said.added),
        *(_one(teller, one, after=False) for one in said.removed),
        *_changed(teller),
        *(_moved(teller, one) for one in said.moved),
        *(_unsure(teller, match) for match in said.unsure),
        *_found("new", findings.new),
        *_found("cleared", findings.cleared),
        *_found("unchanged", findings.unchanged),
    )


def of_group(found: Sequence[Entry], group: Group) -> tuple[Entry, ...]:
    """The differences of one group."""
    return tuple(entry for entry in found if entry.group == group)


def _one(teller: Teller, one: One, *, after: bool) -> Entry:
    name = teller.after(one.id) if after else teller.before(one.id)
    note = teller.kind(one.id, after=after) or SORT_NAMES[one.sort]
    if after:
        return Entry("added", name, note, after=(one.id,))
    return Entry("removed", name, note, before=(one.id,))


def _changed(teller: Teller) -> Iterator[Entry]:
    situation = teller.differences.situation
    if situation:
        lines = tuple(_line(teller, None, number) for number in range(len(situation)))
        yield Entry("changed", teller.words.the_situation, "", lines)
    for one in teller.differences.changed:
        lines = tuple(_line(teller, one, number) for number in range(len(one.fields)))
        match = one.match
        name = teller.after(match.after)
        yield Entry("changed", name, SORT_NAMES[match.sort], lines, (match.before,), (match.after,))


def _line(teller: Teller, one: Changed | None, number: int) -> str:
    match, fields = (one.match, one.fields) if one else (None, teller.differences.situation)
    return changed_line(teller, match, fields[number])


def changed_line(teller: Teller, match: Match | None, change: FieldChange) -> str:
    """A field with its values before and after, as a line; of the situation where `match` is None."""
    before, after = teller.values(match, change)
    label = teller.label(change.field)
    return f"{label} {before} → {after}" if label.endswith("?") else f"{label}: {before} → {after}"


def _moved(teller: Teller, one: Moved) -> Entry:
    where = f"{teller.before(one.before)} → {teller.after(one.after)}"
    return Entry("moved", teller.after(one.match.after), "", (where,), (one.match.before,), (one.match.after,))


def _unsure(teller: Teller, match: Match) -> Entry:
    before, after = teller.before(match.before), teller.after(match.after)
    return Entry("unsure", f"{before} = {after}", SORT_NAMES[match.sort], (), (match.before,), (match.after,))


def _found(group: Group, findings: Sequence[Finding]) -> Iterator[Entry]:
    for found in findings:
        sides = {"before": found.subjects} if group == "cleared" else {"after": found.subjects}
        yield Entry(group, found.says, "", (found.why,), **sides)
