"""What a judgement puts over the picture of an option: badges on what findings and questions are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from exports.picture.looks import Marks
from exports.picture.marks import Badge
from exports.picture.scene import Scene, scene
from infra_builder.catalogue import Catalogue
from infra_builder.plan import Option, Plan
from infra_builder.report import Finding, OptionReport


def marked_scene(plan: Plan, option: Option, report: OptionReport, catalogue: Catalogue) -> Scene:
    """The picture of an option with its badges."""
    return scene(plan, option, catalogue, report_marks(report))


def report_marks(report: OptionReport) -> Marks:
    """A badge with a count for each flag on each subject, and one for the open questions about it."""
    counts: dict[str, Counter[str]] = {}
    for finding in report.findings:
        for subject in finding.subjects:
            counts.setdefault(subject, Counter())[finding.flag] += 1
    for question in report.questions:
        if question.may_raise:
            counts.setdefault(question.subject, Counter())["question"] += 1
    badges = {
        subject: tuple(Badge(flag, str(number)) for flag, number in flags.items()) for subject, flags in counts.items()
    }
    return Marks(badges=badges)


def lit(marks: Marks, finding: Finding | None, selected: Iterable[str] = (), covered: Iterable[str] = ()) -> Marks:
    """The marks with a finding's subjects lit up, a selection, and what selected controls cover."""
    subjects = dict.fromkeys(finding.subjects, finding.flag) if finding else {}
    return replace(marks, lit=subjects, selected=frozenset(selected), covered=frozenset(covered))
