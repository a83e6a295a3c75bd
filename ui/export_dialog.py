"""Exporting the open plan from the window: which file, and what is said about it; and the cards of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from infra_builder.evaluate import GoOn, Stopped
from infra_builder.knowledge import Knowledge
from infra_builder.problems import Unusable
from ui import file_questions as ask
from ui.document import PlanDocument
from ui.exporting import Material, Wish, advised, broken_logo, cards, exported, unprintable
from ui.patience import waiting, write_patiently
from ui.working import worked_out


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


ANY = Wish()
PAINTED = (".svg", ".png")


@dataclass(frozen=True)
class Kind:
    """A sort of file that a plan is exported to. `shown`: it tells of the option on the screen only."""

    name: str
    ending: str
    wish: Wish = ANY
    shown: bool = False

    @property
    def filter(self) -> str:
        """Its line in the file dialog."""
        return f"{self.name} (*{self.ending})"


def kinds(chosen: Wish | None = None) -> tuple[Kind, ...]:
    """Every sort of file, the first of each ending being the one for a name that is typed with it.

    `chosen`: what was chosen for the paper in the step Plan.
    """
    paper = chosen.paper if chosen else ANY.paper
    as_chosen = (Kind(_tr("PDF, as chosen in the step Plan"), ".pdf", chosen),) if chosen and chosen.sections else ()
    return (
        *as_chosen,
        Kind(_tr("PDF, the whole plan"), ".pdf", Wish(paper=paper)),
        Kind(_tr("PDF, short for a board"), ".pdf", Wish(paper=paper, preset="board")),
        Kind(_tr("SVG, picture that looks the same everywhere"), ".svg", Wish(outlines=True), shown=True),
        Kind(_tr("SVG, picture with text that can be searched"), ".svg", shown=True),
        Kind(_tr("PNG, picture for the screen"), ".png", shown=True),
        Kind(_tr("PNG, picture for a slide"), ".png", Wish(size="slide"), shown=True),
        Kind(_tr("PNG, picture for print"), ".png", Wish(size="print"), shown=True),
        Kind(_tr("Markdown, the whole plan as text"), ".md"),
        Kind(_tr("CSV, table of findings"), ".csv"),
        Kind(_tr("CSV, table of costs"), ".csv", Wish(table="costs")),
        Kind(_tr("JSON, findings for scripts"), ".json"),
    )


def ask_export(window: QWidget, document: PlanDocument, folder: Path, chosen: Wish | None = None) -> str:
    """Ask for a file to export to; its ending chooses the kind. Gives what there is to say; "" for nothing done.

    `chosen`: what was chosen for the paper in the step Plan.
    """
    start = (document.path or folder / document.file_name).with_suffix(".pdf")
    known = kinds(chosen)
    name, picked = QFileDialog.getSaveFileName(
        window, _tr("Export the plan"), str(start), ";;".join(kind.filter for kind in known)
    )
    if not name:
        return ""
    path = Path(name)
    kind = _kind(known, path.suffix.lower(), picked)
    if path.suffix.lower() != kind.ending:
        path = path.with_name(path.name + kind.ending)
        if path.exists() and not ask.ask_replace(window, path.name):
            return ""
    return export(window, document, path, kind)


def _kind(known: tuple[Kind, ...], ending: str, chosen: str) -> Kind:
    """The kind that was chosen; the first of a typed ending where that is another one."""
    named = next((kind for kind in known if kind.filter == chosen), known[0])
    if ending == named.ending:
        return named
    return next((kind for kind in known if kind.ending == ending), named)


def export(window: QWidget, document: PlanDocument, path: Path, kind: Kind) -> str:
    """Export the plan to a file, all or nothing. Gives what there is to say; "" where it could not be done."""

    with waiting():
        report = document.judge.settle(document.plan)
    wish = replace(kind.wish, option=document.option.id) if kind.shown else kind.wish
    plain = Material(document.file_name, document.plan, report, document.knowledge)
    try:
        judged = worked_out(window, _tr("Working out the advice…"), lambda go_on: advised(path, plain, wish, go_on))
    except Stopped:
        return _tr("Nothing was exported")
    plan = judged.plan

    def make(go_on: GoOn) -> Made:
        return Made(
            exported(path, judged, wish, go_on), unprintable(path, plan, judged.report), broken_logo(path, plan)
        )

    return _written(window, path, make)


def ask_cards(window: QWidget, knowledge: Knowledge, folder: Path) -> str:
    """Ask for a file for the cards of a catalogue. Gives what there is to say; "" for nothing done."""
    name, _ = QFileDialog.getSaveFileName(
        window, _tr("Export the block cards"), str(folder / _tr("Block cards.pdf")), "PDF (*.pdf)"
    )
    if not name:
        return ""
    path = Path(name)
    if path.suffix.lower() != ".pdf":
        path = path.with_name(path.name + ".pdf")
        if path.exists() and not ask.ask_replace(window, path.name):
            return ""
    return _written(window, path, lambda _go_on: Made(*cards(knowledge)))


@dataclass(frozen=True)
class Made:
    """The content of a file, the letters that it lacks, and whether it lacks the logo."""

    data: bytes
    letters: str
    logo: bool = False


def _written(window: QWidget, path: Path, make: Callable[[GoOn], Made]) -> str:
    """Make a file and write it. What Qt paints is painted here; everything else is made beside the window."""
    try:
        if path.suffix.lower() in PAINTED:
            with waiting():
                made = make(lambda: True)
        else:
            made = worked_out(window, _tr("Making the file…"), make)
        write_patiently(path, made.data)
    except Stopped:
        return _tr("Nothing was exported")
    except OSError as error:
        ask.tell(window, _tr("{name} cannot be written").format(name=path.name), ask.reason(error))
        return ""
    except Unusable as unusable:
        ask.complain(window, _tr("{name} cannot be written").format(name=path.name), unusable)
        return ""
    done = _tr("Exported to {name}").format(name=path.name)
    lacking = _tr("These letters are missing in the fonts: {letters}").format(letters=made.letters)
    bare = _tr("The logo cannot be read and is left out")
    said = (done, lacking if made.letters else "", bare if made.logo else "")
    return " · ".join(part for part in said if part)
