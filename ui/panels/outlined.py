"""The outline as values: every workload, zone, block and link of an option as nested rows, with names and badges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from infra_builder.catalogue import Catalogue
from infra_builder.plan import Block, Flow, Option, Plan, Workload, Zone
from infra_builder.report import OptionReport
from infra_builder.rules import wording
from ui.widgets import counted

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Found:
    """What the judgement says about a subject: the flag of its gravest finding, how many there are, open questions."""

    flag: str = ""
    findings: int = 0
    questions: int = 0

    @property
    def sign(self) -> str:
        """The name of the sign that stands for it; empty where there is nothing to say."""
        return self.flag or ("question" if self.questions else "")

    @property
    def count(self) -> int:
        """The number beside the sign."""
        return self.findings or self.questions

    @property
    def words(self) -> str:
        """All of it in words."""
        some, asked = self.findings, self.questions
        found = counted(some, translate("outline", "1 finding"), translate("outline", "{n} findings")) if some else ""
        open_ = translate("outline", "1 open question"), translate("outline", "{n} open questions")
        return ", ".join(part for part in (found, counted(asked, *open_) if asked else "") if part)


NOTHING = Found()


@dataclass(frozen=True)
class Row:
    """A line of the outline. `says` is all of it in one sentence, for those who listen and for those who search.

    `id` is empty for a line that only groups others. `opened`: whether what is below is shown to begin with.
    """

    id: str
    text: str
    says: str
    icon: str
    role: str
    found: Found = NOTHING
    renamable: bool = False
    opened: bool = False
    below: tuple[Row, ...] = ()

    def all(self) -> Iterator[Row]:
        """This row and everything below it."""
        yield self
        for row in self.below:
            yield from row.all()


def outline(plan: Plan, option: Option, report: OptionReport | None, catalogue: Catalogue) -> tuple[Row, ...]:
    """The rows of an option: workloads, zones with their blocks, what stands in no zone. Links hang on their source."""
    return _Outline(plan, option, report, catalogue).rows()


class _Outline:
    def __init__(self, plan: Plan, option: Option, report: OptionReport | None, catalogue: Catalogue) -> None:
        self.plan, self.option, self.report, self.catalogue = plan, option, report, catalogue
        self.names = {w.id: wording.workload_name(w, catalogue) for w in plan.workloads}
        self.names |= {block.id: catalogue.name_of(block) for block in option.blocks}
        self.names |= {zone.id: zone.name or catalogue.environments[zone.environment].name for zone in option.zones}
        self.links: dict[str, list[Flow]] = {}
        for flow in option.flows:
            self.links.setdefault(flow.source, []).append(flow)
        self.members: dict[str | None, list[Block]] = {}
        for block in option.blocks:
            self.members.setdefault(block.zone, []).append(block)
        self.found = self._found()

    def rows(self) -> tuple[Row, ...]:
        workloads = tuple(self._workload(workload) for workload in self.plan.workloads)
        zones = tuple(self._zone(zone) for zone in self.option.zones)
        loose = tuple(self._block(block, "") for block in self.members.get(None, ()))
        name = translate("outline", "In no zone")
        outside = (Row("", name, name, "outline", "ink_2", opened=True, below=loose),) if loose else ()
        return (*workloads, *zones, *outside)

    def _found(self) -> dict[str, Found]:
        """What was found about each subject, the gravest first as in the report."""
        found: dict[str, Found] = {}
        for finding in self.report.findings if self.report else ():
            for subject in finding.subjects:
                known = found.get(subject, NOTHING)
                found[subject] = Found(known.flag or finding.flag, known.findings + 1)
        for question in self.report.decisive_questions if self.report else ():
            known = found.get(question.subject, NOTHING)
            found[question.subject] = replace(known, questions=known.questions + 1)
        return found

    def _row(self, id_: str, parts: Iterable[str], icon: str, role: str, below: tuple[Row, ...]) -> Row:
        """A row with a name of its own; `parts` follow the name where it is said."""
        found, name = self.found.get(id_, NOTHING), self.names[id_]
        says = ", ".join(part for part in (name, *parts, found.words) if part)
        return Row(id_, name, says, icon, role, found, renamable=True, below=below)

    def _workload(self, workload: Workload) -> Row:
        kind = self.catalogue.workloads.get(workload.kind) if workload.kind else None
        parts = (translate("outline", "Workload"), kind.name if kind and workload.name else "")
        return self._row(workload.id, parts, "workload", "ink_2", self._flows(workload.id))

    def _zone(self, zone: Zone) -> Row:
        environment = self.catalogue.environments[zone.environment].name
        members = self.members.get(zone.id, [])
        count = counted(len(members), translate("outline", "1 block"), translate("outline", "{n} blocks"))
        below = tuple(self._block(block, self.names[zone.id]) for block in members)
        parts = (translate("outline", "Zone"), environment if zone.name else "", count)
        return replace(self._row(zone.id, parts, f"env_{zone.environment}", "ink_2", below), opened=True)

    def _block(self, block: Block, zone: str) -> Row:
        kind = self.catalogue.kind(block)
        where = translate("outline", "in {zone}").format(zone=zone) if zone else translate("outline", "in no zone")
        owner = translate("outline", "owner: {owner}").format(owner=block.owner) if block.owner else ""
        parts = (kind.name if block.name else "", where, owner)
        return self._row(block.id, parts, block.kind, kind.category, self._flows(block.id))

    def _flows(self, source: str) -> tuple[Row, ...]:
        return tuple(self._flow(flow) for flow in self.links.get(source, ()) if flow.target in self.names)

    def _flow(self, flow: Flow) -> Row:
        kind = self.catalogue.label("flow", flow.kind)
        text = f"{kind} → {self.names[flow.target]}"
        says = translate("outline", "Link, {kind}, from {source} to {target}").format(
            kind=kind, source=self.names[flow.source], target=self.names[flow.target]
        )
        found = self.found.get(flow.id, NOTHING)
        return Row(flow.id, text, ", ".join(filter(None, (says, found.words))), "link", "ink_2", found)
