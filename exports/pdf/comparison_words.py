"""The fixed texts of a printed comparison, in English unless a caller brings its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from exports.compare_entries import Group
from exports.contrast_words import ASPECT_NAMES
from infra_builder.advice.contrasts import Aspect

HEADS: Mapping[Group, str] = MappingProxyType({
    "added": "Added", "removed": "Removed", "changed": "Changed", "moved": "Moved",
    "unsure": "Probably the same, please check", "new": "Findings that are new",
    "cleared": "Findings that are cleared", "unchanged": "Findings that stay",
})  # fmt: skip


@dataclass(frozen=True)
class ComparisonWords:
    """Each text whole; {braces} are filled in."""

    kind_of_paper: str = "Two designs compared"
    subject: str = "Two designs compared, printed on {date}, knowledge base {digest}"
    one_plan: str = "Which is the smaller step that still works?"
    two_plans: str = "What was seen differently, and why?"
    title: str = "{before} and {after}"
    of_plan: str = "{plan}: {option}"
    from_file: str = "From {file}."
    same: str = "The two designs do not differ."
    what_differs: str = "What differs"
    same_in: str = "The same in both: {aspects}."
    every_difference: str = "Every difference"
    drawing: str = "From {before} to {after}: added {added}, removed {removed}, changed {changed}, moved {moved}."
    no_findings: str = "Nothing was found against either of them."
    in_one: str = "Both in one picture"
    in_one_note: str = "Plus: only in {after}. Minus: only in {before}. ≠: changed. Arrow: moved from the dotted place."
    costs: str = "Cost a month"
    heads: Mapping[Group, str] = field(default_factory=lambda: HEADS)
    aspects: Mapping[Aspect, str] = field(default_factory=lambda: ASPECT_NAMES)


ENGLISH = ComparisonWords()
