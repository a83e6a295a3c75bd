"""What the group decided about what was found."""

from __future__ import annotations

from infra_builder.plan import Decision, Plan
from infra_builder.report import Finding


def decided(plan: Plan, finding: Finding) -> Decision | None:
    """What was decided last about a finding; None where nothing was."""
    about = (each for each in reversed(plan.decisions) if each.finding in (finding.key, finding.rule))
    return next(about, None)
