"""Where the statements come from: the documents behind the rules, and the knowledge base they were judged with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from reportlab.platypus import Flowable, KeepTogether, Paragraph

from exports.pdf.flowables import Caps, labelled
from exports.pdf.part import Brief
from exports.pdf.styles import style
from exports.pdf.text import bold, filled, markup
from infra_builder.statements import Source

DOCUMENTS: tuple[str, ...] = get_args(Source.model_fields["doc"].annotation)


def sources(brief: Brief) -> Iterator[Flowable]:
    """Every document with the sections that findings and notes of this plan cite, and the knowledge base."""
    words = brief.words
    yield Caps(words.the_sources, 0)
    yield Paragraph(filled(words.sources_note), style("body"))
    cited = _cited(brief)
    for document in DOCUMENTS:
        sections = cited.get(document, ())
        line = words.cited_sections.format(sections=", ".join(sections)) if sections else words.not_cited
        yield KeepTogether(
            [Paragraph(bold(words.documents[document]), style("spaced")), Paragraph(markup(line), style("small_quiet"))]
        )
    if brief.report.changes:
        changed = "; ".join(f"{change.group} {change.id}: {change.how}" for change in brief.report.changes)
        yield KeepTogether(labelled(words.changed_by_pack, [markup(changed)]))
    line = filled(words.knowledge_line, digest=brief.report.knowledge or words.no_digest)
    yield KeepTogether(
        [*labelled(words.knowledge_base, [line]), *labelled(words.printed, [markup(words.day(brief.printed))])]
    )


def _cited(brief: Brief) -> dict[str, tuple[str, ...]]:
    """The sections cited, by document, in the order of their names."""
    found: dict[str, set[str]] = {}
    for option in brief.report.options:
        for finding in (*option.findings, *option.notes):
            for source in finding.source:
                found.setdefault(source.doc, set()).add(source.section)
    return {document: tuple(sorted(sections)) for document, sections in found.items()}
