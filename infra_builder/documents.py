"""The documents that the knowledge rests on: what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from infra_builder.statements import Source

DOCUMENTS: Mapping[str, str] = MappingProxyType({
    "000": "Course module 7, AI infrastructure for small and medium-sized enterprises",
    "001": "Article on AI infrastructure and cloud architecture",
    "002": "Article on hybrid AI workload patterns",
    "design": "Judgement of this product, where the sources are silent or disagree",
})  # fmt: skip
SHORT_DOCUMENTS: Mapping[str, str] = MappingProxyType({
    "000": "Course module 7",
    "001": "Article on cloud architecture",
    "002": "Article on hybrid patterns",
    "design": "Judgement of this product",
})  # fmt: skip


def sources_in_words(sources: Iterable[Source]) -> str:
    """The sources of a statement, each document once with its sections."""
    sections: dict[str, dict[str, None]] = {}
    for source in sources:
        sections.setdefault(SHORT_DOCUMENTS[source.doc], {})[source.section] = None
    return "; ".join(f"{document}: {', '.join(found)}" for document, found in sections.items())
