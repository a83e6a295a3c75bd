"""From a judged plan to the bytes of a file: the one place where an ending chooses an exporter."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from infra_builder.problems import Problem, Unusable

if TYPE_CHECKING:
    from exports.picture.scene import Scene
    from exports.picture.sizes import Size
    from infra_builder.advice.advise import Advice
    from infra_builder.evaluate import GoOn
    from infra_builder.knowledge import Knowledge
    from infra_builder.plan import Plan
    from infra_builder.report import Report

Paper = Literal["A4", "Letter"]
Table = Literal["findings", "costs"]
Preset = Literal["board", "full"]


@dataclass(frozen=True)
class Wish:
    """How a file is wanted, where its ending leaves a choice.

    `option`: the only one to tell of; "" for all of them, and for the first one in a picture. `paper` and `preset` are
    for PDF, `sections` in their order for one with others than those of a preset, `size` (with `paper`) for PNG,
    `outlines` for the letters of SVG, `table` for CSV.
    """

    option: str = ""
    paper: Paper = "A4"
    preset: Preset = "full"
    size: Size = "screen"
    outlines: bool = False
    table: Table = "findings"
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """What an export is made from: `advice` by option, as far as it was worked out.

    `name`: what the plan is called where the export is read by a script.
    """

    name: str
    plan: Plan
    report: Report
    knowledge: Knowledge
    advice: Mapping[str, Advice] = field(default_factory=dict)

    def only(self, option: str) -> Material:
        """With nothing but one option; all of it where none is named. Raises KeyError where there is no such option."""
        if not option:
            return self
        from exports.decided import only_about

        decisions = only_about(self.plan, self.report, option)
        plan = self.plan.but(options=(self.plan.option(option),), decisions=decisions)
        return replace(self, plan=plan, report=replace(self.report, options=(self.report.option(option),)))


def unprintable(path: Path, plan: Plan, report: Report) -> str:
    """The letters that our fonts lack, where that matters: on paper, where each prints as an empty square."""
    if path.suffix.lower() != ".pdf":
        return ""
    from exports.pdf import missing_glyphs

    return " ".join(missing_glyphs(plan, report))


def advised(path: Path, judged: Material, wish: Wish = Wish(), go_on: GoOn | None = None) -> Material:
    """With the advice that a file with this path tells; it may take seconds. Raises Stopped when `go_on` says False."""
    if path.suffix.lower() not in (".pdf", ".md"):
        return judged
    from infra_builder.advice.advise import advise

    told = judged.only(wish.option).plan.options
    advice = {option.id: advise(judged.plan, option, judged.knowledge, go_on=go_on) for option in told}
    return replace(judged, advice=advice)


def broken_logo(path: Path, plan: Plan) -> bool:
    """Whether the plan has a logo that is left out of a file with this path, since it cannot be read."""
    if path.suffix.lower() != ".pdf" or not plan.logo:
        return False
    from exports.pdf import logo_is_broken

    return logo_is_broken(plan.logo)


def known_sections() -> tuple[str, ...]:
    """The ids of everything that can stand in a PDF."""
    from exports.pdf import SECTIONS

    return tuple(SECTIONS)


def exported(path: Path, judged: Material, wish: Wish = Wish(), go_on: GoOn | None = None) -> bytes:
    """The content of a file with this path.

    Raises ValueError for an ending that is not in ENDINGS, KeyError for an option that the plan does not have or a
    section that there is not, Stopped when `go_on` says False.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        return _pdf(judged, wish, go_on)
    make = _MAKERS.get(ending)
    if make is None:
        raise ValueError(path.suffix)
    return make(path, judged, wish)


def cards(knowledge: Knowledge, paper: Paper = "A4") -> tuple[bytes, str]:
    """The cards of a catalogue as PDF, and the letters in them that our fonts lack."""
    from exports.cards import missing_letters, write_cards

    return write_cards(knowledge.catalogue, paper=paper, digest=knowledge.digest), missing_letters(knowledge.catalogue)


def _pdf(judged: Material, wish: Wish, go_on: GoOn | None) -> bytes:
    from exports.pdf import Choice, preset, write_pdf

    stream = io.BytesIO()
    choice = Choice(wish.sections, wish.option) if wish.sections else preset(wish.preset, wish.option)
    write_pdf(
        stream, judged.plan, judged.report, judged.knowledge, advice=judged.advice, choice=choice, paper=wish.paper,
        printed=datetime.date.today(), go_on=go_on,
    )  # fmt: skip
    return stream.getvalue()


def _json(_path: Path, judged: Material, wish: Wish) -> bytes:
    from exports.as_json import to_json

    # A file name need not be text; what is none is written as an escape.
    told = judged.only(wish.option)
    return (to_json(told.name, told.plan, told.report) + "\n").encode(errors="backslashreplace")


def _markdown(_path: Path, judged: Material, wish: Wish) -> bytes:
    from exports.as_markdown import to_markdown

    told = judged.only(wish.option)
    today = datetime.date.today().isoformat()
    return to_markdown(told.plan, told.report, told.knowledge, advice=told.advice, today=today).encode()


def _csv(_path: Path, judged: Material, wish: Wish) -> bytes:
    from exports.as_csv import costs_csv, findings_csv

    told = judged.only(wish.option)
    if wish.table == "costs":
        return costs_csv(told.plan, told.report, told.knowledge)
    return findings_csv(told.plan, told.report, told.knowledge, today=datetime.date.today().isoformat())


def _svg(path: Path, judged: Material, wish: Wish) -> bytes:
    from exports.picture.svg import to_svg
    from exports.picture.theme import theme

    drawn = _scene(judged, wish)
    return to_svg(_outlined(path, drawn) if wish.outlines else drawn, theme("light")).encode()


def _scene(judged: Material, wish: Wish) -> Scene:
    from exports.marked import marked_scene

    option = wish.option or judged.plan.options[0].id
    return marked_scene(
        judged.plan, judged.plan.option(option), judged.report.option(option), judged.knowledge.catalogue
    )


def _outlined(path: Path, drawn: Scene) -> Scene:
    try:
        from ui.outlines import outlined
        from ui.painting import painting_qt
    except ImportError as error:
        raise _without_qt(path, error) from None
    with painting_qt():
        return outlined(drawn)


def _png(path: Path, judged: Material, wish: Wish) -> bytes:
    from exports.picture.sizes import raster

    drawn = _scene(judged, wish)
    try:
        from ui.painting import to_png
    except ImportError as error:
        raise _without_qt(path, error) from None
    return to_png(drawn, "light", raster(drawn.bounds, wish.size, wish.paper))


def _without_qt(path: Path, error: ImportError) -> Unusable:
    """A library that Qt paints with is missing."""
    library = str(error).partition(":")[0]
    message = f"a system library that pictures need is missing ({library}; see README)"
    return Unusable([Problem(str(path), message)])


_MAKERS: Mapping[str, Callable[[Path, Material, Wish], bytes]] = MappingProxyType(
    {".svg": _svg, ".png": _png, ".md": _markdown, ".json": _json, ".csv": _csv}
)
ENDINGS = (".pdf", *_MAKERS)
