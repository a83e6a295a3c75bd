"""The colours behind the names of roles, one flat table a theme (assets/themes)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from infra_builder.places import ASSETS


@lru_cache(maxsize=8)
def theme(name: str) -> Mapping[str, str]:
    """The colours of `light`, `dark` or `high_contrast`, as #RRGGBB by role."""
    return MappingProxyType(json.loads((ASSETS / "themes" / f"{name}.json").read_text(encoding="utf-8")))
