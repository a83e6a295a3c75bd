"""What a line of advice rests on, and what is asked where a plan does not say enough."""

from __future__ import annotations

from dataclasses import dataclass

from infra_builder.design import Design
from infra_builder.rules import wording
from infra_builder.statements import Source


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact, rule or figure in words, the id it is about where there is one, and where it comes from."""

    says: str
    subject: str = ""
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Ask:
    """An unanswered field of the situation (subject ""), a workload, a zone, a block or a flow, and how it is asked."""

    field: str
    subject: str
    says: str


def ask(design: Design, field: str, subject: str = "") -> Ask:
    """The question for a field, in the words of the knowledge."""
    catalogue = design.catalogue
    if field.startswith("block.settings."):
        name = field.rpartition(".")[2]
        setting = catalogue.kind(design.blocks[subject]).settings[name]
        return Ask(field, subject, f"{wording.name(design, subject)}: {setting.question}")
    question = catalogue.questions.get(field)
    names = {"workload": "", "block": "", "zone": "", "from": "", "to": ""}
    if flow := design.flows.get(subject):
        names |= {"from": wording.name(design, flow.source), "to": wording.name(design, flow.target)}
    elif subject:
        names |= dict.fromkeys(("workload", "block", "zone"), wording.name(design, subject))
    return Ask(field, subject, question.ask.format_map(names) if question else field)
