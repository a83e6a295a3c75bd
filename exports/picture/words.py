"""The fixed texts of a picture, in English unless a caller brings its own. Vocabulary words come from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Each text whole; {braces} are filled in."""

    workload: str = "Workload"
    owner: str = "owner {owner}"
    no_owner: str = "no owner yet"
    no_reason: str = "no reason yet"
    no_name: str = "no name yet"
    kind_unknown: str = "kind not known yet"
    stage_unknown: str = "stage not known yet"
    users: str = "{count} users"
    one_user: str = "1 user"
    users_unknown: str = "users not known yet"
    timing_unknown: str = "timing not known yet"
    usage: str = "usage {usage}"
    usage_unknown: str = "usage not known yet"
    data: str = "{sensitivity} data"
    data_unknown: str = "data class not known yet"
    covers_plan: str = "Covers the whole plan"
    covers_parts: str = "Covers parts of the plan"
    no_zone: str = "In no zone yet"
    masked: str = "masked"
    unmasked: str = "unmasked"
    gb_per_month: str = "{amount} GB a month"
    legend_data: str = "round ends"
    legend_hosting: str = "square"
    legend_compute: str = "cut corners, pins"
    legend_governance: str = "shield foot"
    legend_no_owner: str = "No owner yet"
    legend_owner: str = "initials: who answers for it"
    legend_cover: str = "Cover"
    legend_cover_note: str = "what protects the zone"
    legend_data_link: str = "data, as they travel"
    legend_support: str = "support"
    legend_fallback: str = "takes over if it fails"
    legend_gate: str = "leaves one zone for another"
    legend_masked: str = "masked"
    legend_added: str = "added"
    legend_removed: str = "taken away"
    legend_changed: str = "changed"
    legend_moved: str = "moved here, and from where"


def inline(word: str) -> str:
    """A label as it stands inside a line: without its capital, unless it is an abbreviation."""
    return word[:1].lower() + word[1:] if word[1:2].islower() else word
