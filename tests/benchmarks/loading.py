"""How long it takes until the knowledge is there, beside the parser of libyaml doing nothing but parse."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from infra_builder.knowledge import load
from infra_builder.places import KNOWLEDGE
from tests.benchmarks.table import Row, best

FELT = 100.0
"""Milliseconds from which on people feel that something takes time."""


def measure() -> Iterator[Row]:
    """Rows for the knowledge that ships."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(KNOWLEDGE.rglob("*.yaml"))]
    taken, bare = best(load, 7), best(lambda: [_events(text) for text in texts], 7)
    yield Row("load the knowledge; what is not felt", taken, FELT, goal=1)
    yield Row("load the knowledge; libyaml's events alone", taken, bare)


def _events(text: str) -> None:
    for _ in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        pass
