"""The findings by number: in full with what it means, why and what helps; in short as a table; and all next steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph

from exports.clearing import clearing
from exports.decided import decision_line as in_words
from exports.pdf.decision import fit
from exports.pdf.flowables import Anchor, Cell, glyph_of, grid, labelled
from exports.pdf.frame import Ledger
from exports.pdf.part import GRAVEST_FIRST, Part
from exports.pdf.steps import least, steps, steps_table
from exports.pdf.styles import BODY, FINE, GAP, colour, style
from exports.pdf.text import bold, filled, markup
from exports.picture.marks import flag_role
from exports.picture.words import inline
from infra_builder.amounts import number
from infra_builder.plan import Decision
from infra_builder.report import SEVERITY_ORDER, Finding, Help
from infra_builder.statements import Source

COUNT_COLUMNS: Final = (21.0, 150.0)
SHORT_COLUMNS: Final = (24.0, 20.0, 52.0, 84.0, 84.0)
"""Widths of number, sign, severity, owner and status; what was found takes the rest."""
MOST_SHORT: Final = 12
WORTH_SPLITTING: Final = 250.0
"""Where less than this is left of a page, a finding begins on the next."""
NOT_SAID: Final = ("", "–")
"""What a rule has where it says nothing."""


def findings_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """Every finding, gravest first."""
    words = part.brief.words
    if part.judged.empty:
        return
    yield part.head(words.the_findings, "findings", ledger)
    if part.judged.balanced:
        yield Paragraph(filled(words.no_findings_line, option=part.name), style("body"))
    else:
        yield severity_table(part)
    for finding in part.judged.findings:
        # Whole where that loses little of a page, else in two: what is so, and what to do.
        yield CondPageBreak(WORTH_SPLITTING)
        yield KeepTogether([*finding_head(part, finding), *_what_is_so(part, finding)])
        yield KeepTogether([*_what_to_do(part, finding)])


def severity_table(part: Part) -> Flowable:
    """How many findings of each flag there are, and how grave they are."""
    words, label, judged = part.brief.words, part.brief.catalogue.label, part.judged
    wide, _ = part.brief.sheet.room
    heads = ("", "", *(label("severity", severity) for severity in SEVERITY_ORDER), words.together)
    rows: list[list[Flowable | str]] = [["", *(Paragraph(markup(text), style("column")) for text in heads[1:])]]
    for flag in GRAVEST_FIRST:
        if found := judged.of_flag(flag):
            grave: Counter[str] = Counter(finding.severity for finding in found)
            counts = (*(grave[severity] for severity in SEVERITY_ORDER), len(found))
            cells = [Paragraph(number(count) if count else "–", style("body")) for count in counts]
            rows.append([glyph_of(flag, BODY + 2), Paragraph(bold(label("flag", flag)), style("body")), *cells])
    share = (wide - COUNT_COLUMNS[0] - COUNT_COLUMNS[1]) / (len(SEVERITY_ORDER) + 1)
    return grid(rows, (*COUNT_COLUMNS, *[share] * (len(SEVERITY_ORDER) + 1)))


def short_findings_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The findings as a table, a row each: what was found and what to do, how grave, whose it is, what was decided."""
    if part.judged.empty:
        return
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    yield part.head(words.findings_in_short, "findings_short", ledger, kept=False)
    found = part.judged.findings
    if not found:
        yield Paragraph(filled(words.no_findings_line, option=part.name), style("body"))
        return
    heads = (words.number, "", words.what_to_do, words.severity, words.owner, words.status)
    rows: list[list[Cell]] = [[Paragraph(markup(text), style("column")) for text in heads]]
    for finding in found[:MOST_SHORT]:
        texts = list(_short(part, finding))
        cells = [Paragraph(text, style("small")) for text in texts]
        key = part.key("finding", part.finding_numbers[finding.key])
        first = [cells[0]] if "findings" in part.brief.choice else [Anchor(key), cells[0]]
        rows.append([first, glyph_of(finding.flag, BODY), *cells[1:]])
    yield grid(rows, (SHORT_COLUMNS[0], SHORT_COLUMNS[1], wide - sum(SHORT_COLUMNS), *SHORT_COLUMNS[2:]))
    if (rest := len(found) - MOST_SHORT) > 0:
        at = part.where("findings")
        one, many = (
            (words.one_more_finding, words.more_findings) if at else (words.one_finding_left, words.findings_left)
        )
        yield Paragraph(markup(words.several(one, many, rest, page=ledger.page(at))), style("note"))


def _short(part: Part, finding: Finding) -> Iterator[str]:
    words, label = part.brief.words, part.brief.catalogue.label
    found = part.finding_numbers[finding.key]
    yield f"<b>{found}</b>"
    yield f"{bold(finding.says)}<br/>{markup(least(finding)[0])}"
    yield markup(label("severity", finding.severity))
    yield markup(part.owner_of(finding) or words.to_be_named)
    yield markup(words.statuses[part.status_of(finding)])


def steps_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """All steps, where the first page shows only some of them."""
    every = steps(part)
    if len(every) > fit(part, ledger).steps or "decision" not in part.brief.choice:
        yield part.head(part.brief.words.all_steps, "steps", ledger, kept=False)
        yield steps_table(part, every, part.brief.sheet.room[0])


def finding_head(part: Part, finding: Finding) -> Iterator[Flowable]:
    """Number, flag and severity on one line, what it says as a heading below."""
    words, label = part.brief.words, part.brief.catalogue.label
    found = part.finding_numbers[finding.key]
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
    yield Anchor(part.key("finding", found), f"{found} {finding.says}", 1, 5 * GAP)
    yield row
    yield Paragraph(markup(finding.says), style("heading"))


def _hex(flag: str) -> str:
    return f"#{colour(flag_role(flag)).hexval()[2:]}"


def _what_is_so(part: Part, finding: Finding) -> Iterator[Flowable]:
    """What is found about what, and why that matters."""
    words = part.brief.words
    yield from _labelled_rows(
        (words.about, [markup(_subjects(part, finding))], "value"),
        (words.why, [markup(finding.why)], "value"),
        (words.because, [markup(reason.says) for reason in finding.because], "small_value"),
    )


def _what_to_do(part: Part, finding: Finding) -> Iterator[Flowable]:
    """What helps, when it is settled, whose it is and what was decided."""
    words = part.brief.words
    clears = clearing(finding.clears_if, words)
    yield from _labelled_rows(
        (words.first, [markup(finding.do)], "value"),
        (words.helps, [markup(remedy_line(part, remedy)) for remedy in finding.remedies], "value"),
        (words.severity_because, _said(finding.severity_because), "small_value"),
        *((label, [markup(says) for says in lines], "small_value") for label, lines in clears),
        (words.ignore_if, _said(finding.ignore_if), "small_value"),
        (words.owner, [markup(part.owner_of(finding) or words.to_be_named)], "value"),
        (words.decided, list(_decided(part, finding)) or [filled(words.undecided)], "value"),
        (words.source, [markup(source_line(part, finding.source))], "small_value"),
    )


def _labelled_rows(*rows: tuple[str, Sequence[str], str]) -> Iterator[Flowable]:
    """A labelled row each; rows that have nothing to say are left out."""
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
    for decision in part.brief.decisions_about(finding):
        yield decision_line(part, decision)


def decision_line(part: Part, decision: Decision) -> str:
    """A decision of the group as markup."""
    return markup(in_words(decision, part.brief.today, part.brief.words))
