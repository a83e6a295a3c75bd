"""What the aspects are called in which designs are set against each other, in English unless a caller brings others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from infra_builder.advice.contrasts import Aspect
from infra_builder.matching import Sort

ASPECT_NAMES: Mapping[Aspect, str] = MappingProxyType({
    "work": "Work", "model": "Model", "compute": "Compute", "data": "Data", "zones": "Environments",
    "skills": "Skills needed", "effort": "Upkeep", "failing": "If it fails", "leaving": "Way back",
    "growth": "Next step grows by",
})  # fmt: skip
ASPECT_ICONS: Mapping[Aspect, str] = MappingProxyType({
    "work": "workload", "model": "managed_model_api", "compute": "cat_compute", "data": "cat_data",
    "zones": "env_public_cloud", "skills": "users", "effort": "clock", "failing": "fallback", "leaving": "undo",
    "growth": "plus",
})  # fmt: skip
SORT_NAMES: Mapping[Sort, str] = MappingProxyType(
    {"workload": "Workload", "zone": "Environment", "block": "Block", "flow": "Link"}
)
