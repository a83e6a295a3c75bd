"""How long the plan on paper takes, beside the same flowables in a bare reportlab script, a page and as a whole."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from exports.pdf import FULL, fonts, write_pdf
from exports.pdf.frame import TURNED, UPRIGHT, Ledger, Sheet, sheet
from exports.pdf.part import Brief
from exports.pdf.story import story
from exports.pdf.words import ENGLISH
from infra_builder.advice.advise import Advice, advise
from infra_builder.evaluate import evaluate
from infra_builder.knowledge import Knowledge, load
from infra_builder.places import SCENARIOS
from infra_builder.plan import Plan
from infra_builder.planfile import read
from infra_builder.report import Report
from tests.benchmarks.table import Row, best

NAME = "pattern-b-retrain"
BLOCKS = 30
PRINTED = datetime.date(2026, 1, 1)


def measure() -> Iterator[Row]:
    """A page of a plan of thirty blocks, and the whole of it with its judgement."""
    knowledge = load()
    plan = _thirty(read(SCENARIOS / f"{NAME}.infraplan", knowledge.catalogue))
    report = evaluate(plan, knowledge)
    advice = {option.id: advise(plan, option, knowledge) for option in plan.options}
    pages = _bare(plan, report, knowledge, advice)
    own = best(lambda: _printed(plan, report, knowledge, advice))
    bare = best(lambda: _bare(plan, report, knowledge, advice))
    yield Row(f"a page of {pages}; the same flowables, bare", own / pages, bare / pages, goal=1.5)

    def judged() -> None:
        _printed(plan, evaluate(plan, knowledge), knowledge, advice)

    yield Row("a plan of 30 blocks judged and printed; bare", best(judged), bare, goal=2)


def _thirty(plan: Plan) -> Plan:
    """The scenario with some of its blocks once more."""
    option = plan.options[0]
    missing = BLOCKS - len(option.blocks)
    more = tuple(block.but(id=f"{block.id}_more", at=None) for block in option.blocks[:missing])
    return plan.but(options=(option.but(blocks=(*option.blocks, *more)),))


def _printed(plan: Plan, report: Report, knowledge: Knowledge, advice: dict[str, Advice]) -> None:
    write_pdf(io.BytesIO(), plan, report, knowledge, advice=advice, printed=PRINTED)


def _bare(plan: Plan, report: Report, knowledge: Knowledge, advice: dict[str, Advice]) -> int:
    """Lay out the flowables once, with nothing at the edges and no page numbers in the text. Gives the pages."""
    fonts.register()
    page = sheet("A4")
    brief = Brief(plan, report, knowledge, ENGLISH, page, PRINTED, FULL, advice)
    document = BaseDocTemplate(io.BytesIO(), pagesize=(page.width, page.height), initialFontName=fonts.REGULAR)
    document.addPageTemplates([_template(UPRIGHT, page), _template(TURNED, page.turned())])
    _, flowables = story(brief, Ledger())
    document.build(flowables, canvasmaker=_unlinked())
    return int(document.page)


def _template(name: str, page: Sheet) -> PageTemplate:
    wide, high = page.room
    frame = Frame(page.side, page.bottom, wide, high, 0, 0, 0, 0)
    return PageTemplate(name, [frame], pagesize=(page.width, page.height))


def _unlinked() -> Any:
    """Canvases without links, since a bare script has nowhere to lead to."""
    from reportlab.pdfgen.canvas import Canvas

    class Unlinked(Canvas):
        def linkRect(self, *given: Any, **settings: Any) -> None:
            """See Canvas."""

    return Unlinked
