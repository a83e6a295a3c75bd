"""The command palette: every action, kind of block, item of the plan, guided choice, list and word, found by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeySequence

from infra_builder.rules import wording
from infra_builder.vocabulary import VOCABULARIES
from ui.actions import MENUS
from ui.chooser import Chooser, Entry
from ui.help import show_help
from ui.menus import entries, plain, said
from ui.rows import Row, Several, canvas, desk, document, plan
from ui.theming import scaled

if TYPE_CHECKING:
    from ui.window import MainWindow

Found = tuple[Entry, Callable[[], object]]


def open_palette(window: MainWindow) -> None:
    """Show the command palette over the upper middle of the window."""
    found = list(commands(window))
    doings = {entry.id: do for entry, do in found}
    title = QCoreApplication.translate("commands", "What do you want to do?")
    chooser = Chooser(title, [entry for entry, _ in found], window)
    chooser.setObjectName("palette")
    chooser.search.setPlaceholderText(
        QCoreApplication.translate("commands", "An action, a block to add, a name in the plan, a word")
    )
    # What is chosen may open a window of its own: this one is gone first.
    chooser.chosen.connect(lambda id_: QTimer.singleShot(0, window, doings[id_]))
    chooser.resize(min(scaled(680), window.width() - 80), min(scaled(460), window.height() - 120))
    place = window.geometry().topLeft()
    chooser.move(place.x() + (window.width() - chooser.width()) // 2, place.y() + 72)
    chooser.open()


def commands(window: MainWindow) -> Iterator[Found]:
    """Everything that can be found, with what it does."""
    yield from _actions(window)
    if not plan(window):
        yield from _items(window)
        yield from _additions(window)
    yield from _knowledge(window)


def _actions(window: MainWindow) -> Iterator[Found]:
    for menu in MENUS:
        title = plain(said(menu.text))
        for above, row in entries(menu):
            within = title if above is menu else f"{title} › {plain(said(above.text))}"
            if isinstance(row, Several):
                yield from _several(window, row, within)
            elif row.name != "commands":
                yield _action(window, row, within)


def _action(window: MainWindow, row: Row, within: str) -> Found:
    action = window.commands.by_name[row.name]
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    aside = f"{within} · {keys}" if keys else within
    entry = Entry(f"action:{row.name}", plain(action.text()), aside, row.lacks(window))
    return entry, lambda: window.commands.run(row.name)


def _several(window: MainWindow, row: Several, within: str) -> Iterator[Found]:
    if row.lacks(window):
        return
    aside = f"{within} › {plain(said(row.text))}"
    for id_, text in row.entries(window):
        yield Entry(f"{row.name}:{id_}", text, aside), lambda id_=id_: row.do(window, id_)  # type: ignore[misc]


def _items(window: MainWindow) -> Iterator[Found]:
    """What the open option holds, to go to."""
    catalogue, option = window.knowledge.catalogue, document(window).option
    named = [(w.id, wording.workload_name(w, catalogue), "workload") for w in document(window).plan.workloads]
    named += [(z.id, z.name or catalogue.environments[z.environment].name, "zone") for z in option.zones]
    named += [(b.id, catalogue.name_of(b), "block") for b in option.blocks]
    sorts = {
        "workload": QCoreApplication.translate("commands", "Workload"),
        "zone": QCoreApplication.translate("commands", "Zone"),
        "block": QCoreApplication.translate("commands", "Block"),
    }
    for id_, name, sort in named:
        text = QCoreApplication.translate("commands", "Go to {name}").format(name=name)
        yield Entry(f"go:{id_}", text, sorts[sort]), lambda id_=id_: go_to(window, id_)  # type: ignore[misc]


def go_to(window: MainWindow, id_: str) -> None:
    """Select an item of the open option and bring it into view."""
    if window.workspace is not None:
        window.workspace.show_step("build")
    where = desk(window)
    where.selection.choose((id_,))
    rect = where.canvas.board.places()[id_]
    seen = canvas(window)
    seen.ensureVisible(rect.x, rect.y, rect.width, rect.height, 40, 40)
    seen.setFocus(Qt.FocusReason.OtherFocusReason)


def _additions(window: MainWindow) -> Iterator[Found]:
    catalogue = window.knowledge.catalogue
    text = QCoreApplication.translate("commands", "Add {kind}")
    for id_, kind in catalogue.blocks.items():
        aside = catalogue.label("category", kind.category)
        yield Entry(f"add:{id_}", text.format(kind=kind.name), aside), lambda id_=id_: _add(window, id_)  # type: ignore[misc]
    zone = QCoreApplication.translate("commands", "Zone")
    for word in VOCABULARIES["environment"]:
        id_, name = f"zone:{word}", catalogue.environments[word].name  # type: ignore[index]
        yield Entry(f"add:{id_}", text.format(kind=name), zone), lambda id_=id_: _add(window, id_)  # type: ignore[misc]


def _add(window: MainWindow, what: str) -> None:
    if desk(window).canvas.add(what):
        desk(window).canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def _knowledge(window: MainWindow) -> Iterator[Found]:
    """Lists to go through and words to look up."""
    catalogue = window.knowledge.catalogue
    aside = QCoreApplication.translate("commands", "List")
    for id_, entry in catalogue.lists.items():
        yield Entry(f"list:{id_}", entry.name, aside), lambda id_=id_: window.show_lists(id_)  # type: ignore[misc]
    text = QCoreApplication.translate("commands", "What does “{term}” mean?")
    aside = QCoreApplication.translate("commands", "Glossary")
    for id_, term in catalogue.glossary.items():
        asked = Entry(f"term:{id_}", text.format(term=term.term), aside)
        yield asked, lambda id_=id_: show_help(window, f"term:{id_}")  # type: ignore[misc]
