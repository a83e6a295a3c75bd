"""The report: everything an evaluation found, as one frozen value. Screen, PDF and JSON read only this.

Counts are computed here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, Self

from infra_builder.edits import Edit
from infra_builder.statements import Source
from infra_builder.vocabulary import UNASSIGNED, Flag, Function, Severity, Stage

SEVERITY_ORDER = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True)
class Because:
    """A fact that held, in words, with the name of the fact and the id it is about."""

    says: str
    fact: str
    subject: str


@dataclass(frozen=True)
class Need:
    """What would have to be otherwise for a finding to clear, in words, with the fact it hangs on and its subject's id.

    `to`: values of the fact that would do, where they can be listed. `now`: what holds instead.
    """

    says: str
    fact: str
    subject: str
    to: tuple[str | float | bool, ...]
    now: tuple[Because, ...]


@dataclass(frozen=True)
class Way:
    """What, all together, clears a finding. `of_the_work`: the work itself would have to be another."""

    needs: tuple[Need, ...]
    of_the_work: bool = False


def apart(ways: Iterable[Way]) -> tuple[tuple[Way, ...], tuple[Way, ...]]:
    """The ways to go first, and those that ask for another kind of work; where there are only such, they are first."""
    every = tuple(ways)
    first = tuple(way for way in every if not way.of_the_work)
    return (first, tuple(way for way in every if way.of_the_work)) if first else (every, ())


def no_ways() -> tuple[Way, ...]:
    """For what is no reproach, and so has nothing to clear."""
    return ()


@dataclass(frozen=True)
class Help:
    """A remedy for a finding; `edit` does it in the plan and is None where it is work for people only.

    `commits`: somebody has to stand by it with a name or a reason.
    """

    says: str
    days: float
    edit: Edit | None
    commits: bool = False


@dataclass(frozen=True)
class Finding:
    """A rule that holds for a subject.

    `about` is the id of that subject. `subjects` are the ids to light up: the subject first, but for a finding about
    the whole option only what it found there. `falls_to`: who would do something about it.
    """

    rule: str
    flag: Flag
    severity: Severity
    subjects: tuple[str, ...]
    names: tuple[str, ...]
    says: str
    why: str
    do: str
    because: tuple[Because, ...]
    severity_because: str
    ignore_if: str
    remedies: tuple[Help, ...]
    source: tuple[Source, ...]
    about: str = ""
    falls_to: Function = UNASSIGNED
    ways: Callable[[], tuple[Way, ...]] = field(default=no_ways, compare=False, repr=False)
    """Works out `clears_if`, which takes too long to be done for findings that nobody looks at."""

    @cached_property
    def clears_if(self) -> tuple[Way, ...]:
        """The smallest ways in which the rule would no longer hold; any one of them will do. Those of the work last."""
        return self.ways()

    @property
    def key(self) -> str:
        """Names the finding across edits: the rule and the subject it is about."""
        return f"{self.rule}:{self.about}"


@dataclass(frozen=True)
class OpenQuestion:
    """An unanswered field, or something the drawing does not show.

    `may_raise` holds the flags that an answer might still add to the verdict; empty where it cannot change it.
    `falls_to`: who would find the answer out.
    """

    field: str
    subject: str
    name: str
    says: str
    why: str
    may_raise: tuple[Flag, ...]
    rules: tuple[str, ...]
    falls_to: Function = UNASSIGNED

    @property
    def key(self) -> str:
        """Names the question across edits."""
        return f"{self.field}:{self.subject}"


@dataclass(frozen=True)
class StageVerdict:
    """The same option judged as if every workload were at a stage."""

    stage: Stage
    flags: tuple[Flag, ...]
    findings: int
    now: bool


@dataclass(frozen=True)
class OptionReport:
    """The judgement of one option. A `veiled` one is kept back for now, and nothing of what was found is in it."""

    id: str
    name: str
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    questions: tuple[OpenQuestion, ...]
    empty: bool
    stages: tuple[StageVerdict, ...] = field(default=())
    veiled: bool = False

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """The flags raised, sorted; empty where the option is balanced."""
        return tuple(sorted({finding.flag for finding in self.findings}))

    @property
    def balanced(self) -> bool:
        """Whether nothing was found against it."""
        return not self.findings and not self.veiled

    def under_veil(self) -> Self:
        """The same with nothing of what was found."""
        return replace(self, findings=(), notes=(), questions=(), stages=(), veiled=True)

    def of_flag(self, flag: str) -> tuple[Finding, ...]:
        """The findings that raise a flag, gravest first."""
        return tuple(finding for finding in self.findings if finding.flag == flag)

    def of_function(self, function: str) -> tuple[Finding | OpenQuestion, ...]:
        """What falls to a function: the findings, gravest first, then the questions."""
        entries: tuple[Finding | OpenQuestion, ...] = (*self.findings, *self.questions)
        return tuple(entry for entry in entries if entry.falls_to == function)

    def about(self, subject: str) -> tuple[Finding, ...]:
        """The findings that light up a subject."""
        return tuple(finding for finding in self.findings if subject in finding.subjects)

    @cached_property
    def decisive_questions(self) -> tuple[OpenQuestion, ...]:
        """The questions whose answer might change the verdict."""
        return tuple(question for question in self.questions if question.may_raise)


@dataclass(frozen=True, slots=True)
class PackChange:
    """Something that a pack added, replaced or took away: a rule, or an entry of a group of the catalogue."""

    group: str
    id: str
    how: Literal["added", "replaced", "taken away"]


@dataclass(frozen=True)
class Report:
    """The judgement of a plan: one entry an option, in the order of the plan.

    `knowledge` names the content it was judged with, `changes` what packs changed in it.
    """

    options: tuple[OptionReport, ...]
    knowledge: str
    changes: tuple[PackChange, ...] = ()

    def under_veil(self) -> Self:
        """The same with nothing of what was found."""
        return replace(self, options=tuple(option.under_veil() for option in self.options))

    def option(self, option_id: str) -> OptionReport:
        """The judgement of an option. Raises KeyError where there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)
