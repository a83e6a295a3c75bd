"""What an option is made of, as tables of Markdown: environments, parts, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exports.markdown_parts import Brief, heading, table
from infra_builder.amounts import number
from infra_builder.plan import Answer, Block, Flow, Option, Zone


def design(brief: Brief, option: Option) -> Iterator[str]:
    """Three tables, in the order of the plan; those without rows are left out."""
    words, names = brief.words, _names(brief, option)
    if option.zones:
        yield from heading(3, words.the_zones)
        columns = (words.name, words.environment, words.provider, words.owner, words.reasons)
        yield from table(columns, (_zone(brief, zone, names) for zone in option.zones))
    if option.blocks:
        yield from heading(3, words.the_blocks)
        parts = (words.name, words.kind, words.zone, words.owner, words.covers, words.answers, words.note)
        yield from table(parts, (_block(brief, block, names) for block in option.blocks))
    if option.flows:
        yield from heading(3, words.the_flows)
        links = (words.source, words.kind, words.target, words.sensitivity, words.data_amount)
        yield from table(links, (_flow(brief, flow, names) for flow in option.flows))


def _names(brief: Brief, option: Option) -> Mapping[str, str]:
    """What everything is called that links and covers name."""
    names = {workload.id: brief.workload_name(workload) for workload in brief.plan.workloads}
    names |= {zone.id: zone.name or _environment(brief, zone) for zone in option.zones}
    return names | {block.id: brief.catalogue.name_of(block) for block in option.blocks}


def _environment(brief: Brief, zone: Zone) -> str:
    known = brief.catalogue.environments.get(zone.environment)
    return known.name if known else zone.environment.replace("_", " ")


def _zone(brief: Brief, zone: Zone, names: Mapping[str, str]) -> tuple[str, ...]:
    words = brief.words
    place = ", ".join(part for part in (zone.provider, zone.region) if part)
    reasons = ", ".join(brief.catalogue.label("pressure", reason) for reason in zone.reasons)
    return names[zone.id], _environment(brief, zone), place, zone.owner or words.no_owner, reasons or words.no_reason


def _block(brief: Brief, block: Block, names: Mapping[str, str]) -> tuple[str, ...]:
    words, kind = brief.words, brief.catalogue.kind(block)
    if kind.category != "governance":
        covers = ""
    elif block.covers:
        covers = ", ".join(names.get(id_, id_) for id_ in block.covers)
    else:
        covers = names[block.zone] if block.zone else words.covers_plan
    answers = "; ".join(
        words.answer.format(question=kind.settings[name].question, answer=_answer(brief, block, name, answer))
        for name, answer in block.settings.items()
        if name in kind.settings
    )
    outside = "" if kind.category == "governance" else words.no_zone
    zone = names[block.zone] if block.zone else outside
    return names[block.id], kind.name, zone, block.owner or words.no_owner, covers, answers, block.note


def _answer(brief: Brief, block: Block, name: str, answer: Answer) -> str:
    setting = brief.catalogue.kind(block).settings[name]
    if isinstance(answer, bool):
        return brief.words.yes if answer else brief.words.no
    if isinstance(answer, str):
        return setting.choices.get(answer, answer)
    return " ".join(part for part in (number(answer), setting.unit) if part)


def _flow(brief: Brief, flow: Flow, names: Mapping[str, str]) -> tuple[str, ...]:
    words, label = brief.words, brief.catalogue.label
    masked = "" if flow.masked is None else words.masked if flow.masked else words.not_masked
    data = ", ".join(part for part in (label("sensitivity", flow.data) if flow.data else "", masked) if part)
    amount = "" if flow.gb_per_month is None else words.gigabytes_a_month.format(amount=number(flow.gb_per_month))
    source, target = names.get(flow.source, flow.source), names.get(flow.target, flow.target)
    return source, label("flow", flow.kind), target, data, amount
