"""Plans with hand-made judgements for the tests of the printed plan, and what the tests read out of a file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from exports.pdf import Choice, write_pdf
from infra_builder.catalogue import Catalogue
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Block, Flow, Option, Plan, Situation, Workload, Zone, flow_id
from infra_builder.report import Because, Finding, Help, Need, OpenQuestion, OptionReport, Report, StageVerdict, Way
from infra_builder.statements import Source

PRINTED = datetime.date(2025, 5, 21)
KINDS = ("app_service", "document_store", "small_vm", "logging_audit", "vector_index", "managed_model_api")


SHORT = Choice(("decision", "picture", "blocks", "findings", "steps", "questions"))
"""The sections about an option, which are made in a moment."""


@lru_cache(maxsize=1)
def shipped() -> Knowledge:
    """The knowledge that ships with the program."""
    return load()


def catalogue() -> Catalogue:
    """Its catalogue."""
    return shipped().catalogue


def option(blocks: int = 6, name: str = "Managed first", id_: str = "a") -> Option:
    """An option with blocks in two zones, in a chain of reads, the last one outside every zone."""
    zones = (
        Zone(id="cloud", environment="public_cloud", name="EU region", owner="IT", reasons=("speed",)),
        Zone(id="office", environment="on_premises", name="Server room"),
    )
    made = tuple(
        Block(id=f"b{n}", kind=KINDS[n % len(KINDS)], name=f"Part {n + 1}", owner="IT" if n % 2 else "",
              zone=None if n == blocks - 1 else ("cloud", "office")[n % 2])
        for n in range(blocks)
    )  # fmt: skip
    flows = tuple(flow(f"b{n}", f"b{n + 1}") for n in range(blocks - 2))
    return Option(id=id_, name=name, zones=zones, blocks=made, flows=(*flows, flow("work", "b0", "uses")))


def flow(source: str, target: str, kind: Any = "reads") -> Flow:
    """A flow of confidential data."""
    data = None if kind == "uses" else "confidential"
    return Flow(**{"id": flow_id(source, target, kind), "from": source, "to": target, "kind": kind, "data": data})


def plan(*options: Option, title: str = "Support assistant", **changes: Any) -> Plan:
    """A plan for one workload."""
    work = Workload(id="work", kind="rag_assistant", stage="pilot", users=25, sensitivity="confidential")
    fields = {"organisation": "Alpine Tools GmbH", "workloads": (work,), "situation": Situation(people=2)} | changes
    return Plan(title=title, options=options or (option(),), **fields)


def finding(number: int, flag: Any = "fragile", *, subject: str = "b1", says: str = "", **changes: Any) -> Finding:
    """A finding of a rule of its own."""
    fields: dict[str, Any] = {
        "rule": f"rule_{number}", "flag": flag, "severity": "high", "subjects": (subject,), "names": ("Part 2",),
        "says": says or f"Weak spot {number} stays unattended",
        "why": f"If weak spot {number} gives way, people wait. Nobody would notice for days.",
        "do": f"Look after weak spot {number} before anything else.",
        "because": (Because("Part 2 has no owner", "block.owner", subject), Because("Part 2 is in use", "x", subject)),
        "severity_because": "people depend on it.", "ways": clears("Somebody looks after it"),
        "ignore_if": "it is about to be switched off.",
        "remedies": (Help(f"Name somebody for weak spot {number}", 0.5, None), Help("Buy a service", 3, None)),
        "source": (Source(doc="000", section="S3.1"), Source(doc="002", section="6")),
    }  # fmt: skip
    return Finding(**(fields | changes))


def clears(*says: str, of_the_work: str = "") -> Callable[[], tuple[Way, ...]]:
    """What makes the ways of a finding: one a sentence, and perhaps one that lies in the work."""
    ways = tuple(Way((Need(each, "block.owner", "b1", (), ()),)) for each in says)
    return lambda: (*ways, *((Way((Need(of_the_work, "block.stage", "b1", (), ()),), True),) if of_the_work else ()))


def question(number: int, *may_raise: Any, subject: str = "b0") -> OpenQuestion:
    """An open question."""
    says = f"How often is thing {number} used?"
    return OpenQuestion(f"field_{number}", subject, "Part 1", says, "It decides what is enough.", may_raise, ("rule",))


def stages(findings: Sequence[Finding]) -> tuple[StageVerdict, ...]:
    """Balanced as an experiment, as judged as a pilot, worse in production."""
    flags = tuple(sorted({found.flag for found in findings}))
    later = StageVerdict("production", ("fragile", "overbuilt"), 99, False)
    return StageVerdict("experiment", (), 0, False), StageVerdict("pilot", flags, len(findings), True), later


def judged(
    findings: Sequence[Finding] = (), questions: Sequence[OpenQuestion] = (), notes: Sequence[Finding] = (),
    id_: str = "a", name: str = "Managed first", empty: bool = False,
) -> OptionReport:  # fmt: skip
    """The judgement of an option."""
    strip = () if empty else stages(findings)
    return OptionReport(id_, name, tuple(findings), tuple(notes), tuple(questions), empty, strip)


def report(*options: OptionReport) -> Report:
    """A report with a digest."""
    return Report(options, "0123456789ab")


def flagged(count: int = 2) -> Report:
    """A report of so many fragile findings."""
    return report(judged([finding(n) for n in range(1, count + 1)]))


@dataclass(frozen=True)
class Word:
    """A run of letters on a page: where its baseline begins, how large it is and in which font."""

    text: str
    x: float
    y: float
    size: float
    font: str


class Printed:
    """A printed plan, read back."""

    def __init__(self, plan: Plan, report: Report, **settings: Any) -> None:
        stream = BytesIO()
        write_pdf(stream, plan, report, shipped(), printed=PRINTED, **settings)
        self.bytes = stream.getvalue()
        self.reader = PdfReader(BytesIO(self.bytes))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, its white space made even."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        """All text."""
        return " ".join(self.pages)

    def words(self, page: int) -> list[Word]:
        """Every run of letters of a page, from 0."""
        found: list[Word] = []

        def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
            if text.strip():
                x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                found.append(Word(text.strip(), x, y, size, str(font["/BaseFont"]) if font else ""))

        self.reader.pages[page].extract_text(visitor_text=visit)
        return found

    def every_word(self) -> Iterator[Word]:
        """Every run of letters of all pages."""
        for page in range(len(self.reader.pages)):
            yield from self.words(page)

    def fonts(self) -> dict[str, Any]:
        """Every font by its name."""
        found: dict[str, Any] = {}
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                found[font.get_object()["/BaseFont"]] = font.get_object()
        return found

    def outline(self) -> list[str]:
        """The titles of all bookmarks, in order."""
        return list(_titles(self.reader.outline))


def _titles(entries: Any) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield entry.title
