"""The judgement of an option as Markdown: findings by number, questions that go on counting, what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.clearing import clearing
from exports.decided import decision_line
from exports.markdown_parts import Brief, bullets, heading, paragraph, safe, table
from infra_builder.deciding import Entry, decision_about
from infra_builder.documents import sources_in_words
from infra_builder.report import Finding, Help, OpenQuestion, OptionReport
from infra_builder.vocabulary import VOCABULARIES

NOT_SAID = "–"
"""What a rule has where it says nothing."""


def findings(brief: Brief, judged: OptionReport) -> Iterator[str]:
    """Every finding with all that is said about it, gravest first."""
    words = brief.words
    yield from heading(3, words.the_findings)
    if not judged.findings:
        yield from paragraph(words.no_findings_line)
    for number, finding in enumerate(judged.findings, 1):
        yield from heading(4, words.finding.format(number=number, says=finding.says))
        yield from _finding(brief, finding)


def _finding(brief: Brief, finding: Finding) -> Iterator[str]:
    words, label = brief.words, brief.catalogue.label
    yield from bullets(
        brief,
        (words.flag, label("flag", finding.flag)),
        (words.severity, label("severity", finding.severity)),
        (words.about, ", ".join(finding.names)),
        (words.why, finding.why),
        (words.because, [reason.says for reason in finding.because]),
        (words.first, finding.do),
        (words.helps, [_remedy(brief, remedy) for remedy in finding.remedies]),
        *clearing(finding.clears_if, words),
        (words.ignore_if, _said(finding.ignore_if)),
        (words.falls_to, label("function", finding.falls_to)),
        (words.decided, _decision(brief, finding)),
        (words.rests_on, sources_in_words(finding.source)),
    )


def _said(text: str) -> str:
    return "" if text == NOT_SAID else text


def _remedy(brief: Brief, remedy: Help) -> str:
    template = brief.words.one_day_remedy if remedy.days == 1 else brief.words.remedy
    return template.format(says=remedy.says, days=f"{remedy.days:g}")


def _decision(brief: Brief, entry: Entry) -> str:
    decision = decision_about(brief.plan.decisions, entry)
    return decision_line(decision, brief.today, brief.words) if decision else ""


def questions(brief: Brief, judged: OptionReport) -> Iterator[str]:
    """The open questions, first those that may change the verdict; they count on from the findings."""
    words = brief.words
    if not judged.questions:
        return
    yield from heading(3, words.the_questions)
    others = tuple(question for question in judged.questions if not question.may_raise)
    first = len(judged.findings) + 1
    yield from _questions(brief, words.may_change, judged.decisive_questions, first)
    yield from _questions(brief, words.other_questions, others, first + len(judged.decisive_questions))


def _questions(brief: Brief, title: str, asked: Sequence[OpenQuestion], first: int) -> Iterator[str]:
    if not asked:
        return
    yield from heading(4, title)
    for number, question in enumerate(asked, first):
        flags = ", ".join(brief.catalogue.label("flag", flag) for flag in question.may_raise)
        raised = f" *{safe(brief.words.may_raise.format(flags=flags))}*" if flags else ""
        decision = f" {safe(said)}" if (said := _decision(brief, question)) else ""
        yield f"{number}. **{safe(question.says)}** {safe(question.why)}{raised}{decision}"
    yield ""


def duties(brief: Brief, judged: OptionReport) -> Iterator[str]:
    """Who does what: a list for each function that has anything to do, with room for a date."""
    words = brief.words
    lists = {name: judged.of_function(name) for name in VOCABULARIES["function"]}
    if any(lists.values()):
        yield from heading(3, words.who_does_what)
    for name, entries in lists.items():
        if entries:
            yield from heading(4, brief.catalogue.label("function", name))
            yield from table((words.what, words.owner, words.by), (_duty(brief, entry) for entry in entries))


def _duty(brief: Brief, entry: Entry) -> tuple[str, str, str]:
    decision = decision_about(brief.plan.decisions, entry)
    what = entry.do if isinstance(entry, Finding) else entry.says
    return what, decision.owner if decision else "", ""


def notes(brief: Brief, judged: OptionReport) -> Iterator[str]:
    """What is right about the design."""
    if not judged.notes:
        return
    yield from heading(3, brief.words.the_notes)
    yield from (f"- **{safe(note.says)}** {safe(note.why)}" for note in judged.notes)
    yield ""
