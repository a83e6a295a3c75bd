"""The appendix: where the statements come from, every rule that was checked, what packs changed, the terms used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.pdf.flowables import TABLE_START, Caps, begins, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import GRAVEST_FIRST, Brief
from exports.pdf.sources import sources
from exports.pdf.styles import style
from exports.pdf.text import bold, filled, markup
from infra_builder.glossary import Glossary

GLOSSARY_COLUMNS = (0.24, 0.76)
CHECKED = (*GRAVEST_FIRST, "note")
"""The sorts of rules that can find something."""


def appendix_section(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """Sources, rules, terms."""
    yield brief.head(brief.words.the_appendix, "appendix", ledger)
    yield from sources(brief)
    yield from _rules(brief)
    yield from _terms(brief)


def _rules(brief: Brief) -> Iterator[Flowable]:
    """The rules by flag: those that found something with how often, then those that found nothing."""
    words, label = brief.words, brief.catalogue.label
    found = Counter(
        finding.rule for part in brief.every_part for finding in (*part.judged.findings, *part.judged.notes)
    )
    by_flag = {flag: [rule.id for rule in brief.knowledge.rules if rule.text.flag == flag] for flag in CHECKED}
    yield CondPageBreak(TABLE_START)
    yield Caps(words.rules_checked)
    yield Paragraph(filled(words.rules_note, count=sum(map(len, by_flag.values()))), style("body"))
    for flag, rules in by_flag.items():
        raised = [words.rule_found.format(rule=_said(rule), count=found[rule]) for rule in rules if found[rule]]
        silent = [_said(rule) for rule in rules if not found[rule]]
        yield Paragraph(bold(label("flag", flag)), style("spaced"))
        if raised:
            yield Paragraph(filled(words.found_something, rules=", ".join(raised)), style("small"))
        if silent:
            yield Paragraph(filled(words.found_nothing, rules=", ".join(silent)), style("small_quiet"))


def _said(rule: str) -> str:
    return rule.replace("_", " ")


def _terms(brief: Brief) -> Iterator[Flowable]:
    """The words of the field that occur in this plan."""
    glossary = Glossary(brief.catalogue.glossary)
    used = {mark.id for text in _texts(brief) for mark in glossary.marks(text)}
    terms = sorted((glossary.terms[id_] for id_ in used), key=lambda term: term.term.casefold())
    if not terms:
        return
    wide, _ = brief.sheet.room
    rows = [
        [Paragraph(bold(term.term), style("small")), Paragraph(markup(term.says), style("small"))] for term in terms
    ]
    table = grid(rows, [share * wide for share in GLOSSARY_COLUMNS], head=False)
    yield begins(table, wide)
    yield Caps(brief.words.terms_used, kept=False)
    yield table


def _texts(brief: Brief) -> Iterator[str]:
    """What is said in this plan, as far as its words may need to be explained."""
    catalogue = brief.catalogue
    for part in brief.every_part:
        for finding in (*part.judged.findings, *part.judged.notes):
            yield from (finding.says, finding.why, finding.do)
            yield from (remedy.says for remedy in finding.remedies)
        for question in part.judged.questions:
            yield from (question.says, question.why)
        for block in part.option.blocks:
            yield from (catalogue.kind(block).name, catalogue.kind(block).purpose)
