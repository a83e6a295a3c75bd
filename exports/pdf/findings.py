"""The findings by number, each with what it means, why, and what helps; and all next steps where page 1 had no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph

from exports.pdf.flowables import TABLE_START, Anchor, glyph_of, grid, labelled
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.steps import steps, steps_table
from exports.pdf.styles import BODY, FINE, GAP, colour, style
from exports.pdf.text import filled, markup
from exports.picture.marks import flag_role
from exports.picture.words import inline
from infra_builder.amounts import number
from infra_builder.plan import Decision
from infra_builder.report import Finding, Help
from infra_builder.statements import Source

NOT_SAID: Final = ("", "–")
"""What a rule has where it says nothing."""


def findings_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """Every finding, gravest first."""
    words = part.brief.words
    yield part.head(words.the_findings, "findings", ledger)
    if part.judged.balanced:
        yield Paragraph(filled(words.no_findings_line, option=part.name), style("body"))
    for finding in part.judged.findings:
        yield KeepTogether([*finding_head(part, finding, ledger), *_body(part, finding)])


def steps_section(part: Part, ledger: Ledger, shown: int) -> Iterator[Flowable]:
    """All steps, where the first page shows only some of them."""
    every = steps(part)
    if len(every) > shown:
        yield CondPageBreak(TABLE_START)
        yield part.head(part.brief.words.all_steps, "steps", ledger, kept=False)
        yield steps_table(part, every, part.brief.sheet.room[0])


def finding_head(part: Part, finding: Finding, ledger: Ledger) -> Iterator[Flowable]:
    """Number, flag and severity on one line, what it says as a heading below."""
    words, label = part.brief.words, part.brief.catalogue.label
    found = part.finding_numbers[finding.key]
    level = part.section_level + 1
    kind = words.finding_kind.format(
        flag=label("flag", finding.flag), severity=inline(label("severity", finding.severity))
    )
    line = Paragraph(f'<font color="{_hex(finding.flag)}"><b>{markup(kind)}</b></font>', style("small"))
    columns = (22.0, 21.0, part.brief.sheet.room[0] - 43.0)
    row = grid([[str(found), glyph_of(finding.flag, BODY + 4), line]], columns, ruled=False, head=False)
    row.setStyle(
        [("FONT", (0, 0), (0, 0), style("number").fontName, BODY + 2), ("TEXTCOLOR", (0, 0), (0, 0), colour("accent")),
         ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LINEABOVE", (0, 0), (-1, 0), FINE, colour("edge")),
         ("TOPPADDING", (0, 0), (-1, -1), 2 * GAP)]
    )  # fmt: skip
    yield Anchor(part.key("finding", found), f"{found} {finding.says}", level, ledger, 5 * GAP)
    yield row
    yield Paragraph(markup(finding.says), style("heading"))


def _hex(flag: str) -> str:
    return f"#{colour(flag_role(flag)).hexval()[2:]}"


def _body(part: Part, finding: Finding) -> Iterator[Flowable]:
    """What stands below the heading, a labelled row each; rows that have nothing to say are left out."""
    words = part.brief.words
    rows: tuple[tuple[str, Sequence[str], str], ...] = (
        (words.about, [markup(_subjects(part, finding))], "value"),
        (words.why, [markup(finding.why)], "value"),
        (words.because, [markup(reason.says) for reason in finding.because], "value"),
        (words.first, [markup(finding.do)], "value"),
        (words.helps, [markup(remedy_line(part, remedy)) for remedy in finding.remedies], "value"),
        (words.severity_because, _said(finding.severity_because), "value"),
        (words.clears_if, _said(finding.clears_if), "value"),
        (words.ignore_if, _said(finding.ignore_if), "value"),
        (words.decided, list(_decided(part, finding)), "value"),
        (words.source, [markup(source_line(part, finding.source))], "small_value"),
    )
    for label, values, name in rows:
        if values and values[0]:
            yield from labelled(label, values, name)


def _said(text: str) -> list[str]:
    return [] if text in NOT_SAID else [markup(text[:1].upper() + text[1:])]


def _subjects(part: Part, finding: Finding) -> str:
    pairs = zip(finding.subjects, finding.names, strict=True)
    return ", ".join(part.name_of(subject, name) for subject, name in pairs)


def remedy_line(part: Part, remedy: Help) -> str:
    """A remedy with its effort."""
    words = part.brief.words
    template = {0.5: words.half_day_remedy, 1.0: words.one_day_remedy}.get(remedy.days, words.remedy)
    return template.format(says=remedy.says, days=number(remedy.days))


def source_line(part: Part, sources: Sequence[Source]) -> str:
    """Each document with its sections, on one line."""
    words = part.brief.words
    sections: dict[str, list[str]] = {}
    for source in sources:
        sections.setdefault(source.doc, []).append(source.section)
    return "; ".join(
        words.source_section.format(document=words.short_documents[document], sections=", ".join(dict.fromkeys(cited)))
        for document, cited in sections.items()
    )


def _decided(part: Part, finding: Finding) -> Iterator[str]:
    """What the group decided about a finding."""
    for decision in part.brief.plan.decisions:
        if decision.finding in (finding.key, finding.rule):
            yield decision_line(part, decision)


def decision_line(part: Part, decision: Decision) -> str:
    """A decision of the group as markup."""
    words = part.brief.words
    line = words.decided_line.format(
        status=words.statuses[decision.status], owner=decision.owner or words.to_be_named,
        date=decision.review_by or words.not_known,
    )  # fmt: skip
    return f"{markup(line)} {markup(decision.reason)}"
