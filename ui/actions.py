"""What a person can do in the window, as one table: menus, keys, tool bar and command palette are made from it.

To add an action, add a `Row` where it belongs in `MENUS` (and a method that it calls). A menu whose entries depend on
the plan or on the knowledge is a `Several`. `ui/rows.py` says what these are, `ui/menus.py` makes the Qt objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from infra_builder.arranging import Side
from ui import arrange, clipboard
from ui.milestones import keep_milestone, show_milestones
from ui.preferences import show_preferences
from ui.projector import toggle_projector
from ui.rows import (
    LINE,
    QT_TRANSLATE_NOOP,
    Menu,
    Row,
    Several,
    building,
    canvas,
    desk,
    document,
    nothing,
    options_free,
    plan,
    plan_or_room,
    redoable,
    saver,
    selected,
    several_free,
    several_options,
    stored,
    undoable,
    unveiled,
)
from ui.steps.bar import STEPS
from ui.theming import SCALES
from ui.tour import begin_tour
from ui.workshop.opening import set_up_room

if TYPE_CHECKING:
    from ui.window import MainWindow

Keys = QKeySequence.StandardKey


def _palette(window: MainWindow) -> None:
    from ui.commands import open_palette  # It lists this table.

    open_palette(window)


def _help(window: MainWindow, page: str = "") -> None:
    from ui.help import show_help  # It lists the keys of this table.

    show_help(window, page)


def _size(window: MainWindow, step: int) -> None:
    """The next larger or smaller size; 0 for 100 %."""
    here = min(range(len(SCALES)), key=lambda index: abs(SCALES[index] - window.memory.scale))
    window.set_scale(SCALES[min(max(here + step, 0), len(SCALES) - 1)] if step else 1.0)


def _larger_lacks(window: MainWindow) -> str:
    largest = window.memory.scale >= SCALES[-1]
    return QCoreApplication.translate("actions", "It is as large as can be.") if largest else ""


def _smaller_lacks(window: MainWindow) -> str:
    smallest = window.memory.scale <= SCALES[0]
    return QCoreApplication.translate("actions", "It is as small as can be.") if smallest else ""


def _undo_text(window: MainWindow) -> str:
    step = window.document.undo_label if window.document else ""
    return QCoreApplication.translate("actions", "&Undo {step}").format(step=step).strip()


def _redo_text(window: MainWindow) -> str:
    step = window.document.redo_label if window.document else ""
    return QCoreApplication.translate("actions", "&Redo {step}").format(step=step).strip()


def _close_text(window: MainWindow) -> str:
    if window.room is not None:
        return QCoreApplication.translate("actions", "&Close workshop")
    return QCoreApplication.translate("actions", "&Close plan")


def _colours(name: str, text: str) -> Row:
    def ticked(window: MainWindow) -> bool:
        return window.memory.theme == name

    return Row(f"colours_{name or 'system'}", text, lambda w: w.set_theme(name), lacks=nothing, ticked=ticked)


FILE = Menu(
    QT_TRANSLATE_NOOP("actions", "&File"),
    (
        Row("new", QT_TRANSLATE_NOOP("actions", "&New plan"), lambda w: w.new_plan(), (Keys.New,), "new", nothing),
        Row(
            "open",
            QT_TRANSLATE_NOOP("actions", "&Open…"),
            lambda w: w.files.open_dialog(),
            (Keys.Open,),
            "open",
            nothing,
        ),
        LINE,
        Row("save", QT_TRANSLATE_NOOP("actions", "&Save"), lambda w: saver(w).save(), (Keys.Save,), "save"),
        Row(
            "save_as",
            QT_TRANSLATE_NOOP("actions", "Save &as…"),
            lambda w: saver(w).save_as(),
            (Keys.SaveAs, "Ctrl+Shift+S"),
        ),
        Row("save_copy", QT_TRANSLATE_NOOP("actions", "Save a co&py…"), lambda w: saver(w).save_copy()),
        Row("versions", QT_TRANSLATE_NOOP("actions", "Earlier &versions…"), lambda w: w.show_versions(), lacks=stored),
        Row("milestone", QT_TRANSLATE_NOOP("actions", "Keep a mi&lestone…"), keep_milestone, ("Ctrl+Alt+M",)),
        Row("milestones", QT_TRANSLATE_NOOP("actions", "&Milestones…"), show_milestones),
        Row(
            "export",
            QT_TRANSLATE_NOOP("actions", "&Export plan…"),
            lambda w: w.export_dialog(),
            ("Ctrl+E",),
            "export",
            unveiled,
        ),
        Row("cards", QT_TRANSLATE_NOOP("actions", "Export bloc&k cards…"), lambda w: w.export_cards(), lacks=nothing),
        LINE,
        Row("set_up_room", QT_TRANSLATE_NOOP("actions", "Set up a &workshop…"), set_up_room, lacks=nothing),
        LINE,
        Row(
            "close",
            QT_TRANSLATE_NOOP("actions", "&Close plan"),
            lambda w: w.files.close(),
            (Keys.Close,),
            lacks=plan_or_room,
            says=_close_text,
        ),
        Row(
            "quit",
            QT_TRANSLATE_NOOP("actions", "&Quit"),
            lambda w: w.close(),
            (Keys.Quit, "Ctrl+Q"),
            lacks=nothing,
            role=QAction.MenuRole.QuitRole,
        ),
    ),
)

EDIT = Menu(
    QT_TRANSLATE_NOOP("actions", "&Edit"),
    (
        Row(
            "undo",
            QT_TRANSLATE_NOOP("actions", "&Undo"),
            lambda w: document(w).undo(),
            (Keys.Undo,),
            "undo",
            undoable,
            _undo_text,
        ),
        Row(
            "redo",
            QT_TRANSLATE_NOOP("actions", "&Redo"),
            lambda w: document(w).redo(),
            (Keys.Redo, "Ctrl+Shift+Z", "Ctrl+Y"),
            "redo",
            redoable,
            _redo_text,
        ),
        LINE,
        Row("cut", QT_TRANSLATE_NOOP("actions", "Cu&t"), lambda w: clipboard.cut(desk(w)), (Keys.Cut,), "", selected),
        Row(
            "copy",
            QT_TRANSLATE_NOOP("actions", "&Copy"),
            lambda w: clipboard.copy(desk(w)),
            (Keys.Copy,),
            "copy",
            selected,
        ),
        Row("paste", QT_TRANSLATE_NOOP("actions", "&Paste"), lambda w: desk(w).paste(), (Keys.Paste,), "", building),
        Row(
            "duplicate",
            QT_TRANSLATE_NOOP("actions", "Dupl&icate"),
            lambda w: clipboard.duplicate(desk(w)),
            ("Ctrl+D",),
            "duplicate",
            selected,
        ),
        Several(
            "copy_to_option",
            QT_TRANSLATE_NOOP("actions", "Copy to &option"),
            lambda w: clipboard.other_options(desk(w)),
            lambda w, id_: clipboard.copy_to_option(desk(w), id_),
            selected,
        ),
        LINE,
        Row(
            "add",
            QT_TRANSLATE_NOOP("actions", "Add a &block…"),
            lambda w: desk(w).look_up(),
            (Keys.Find,),
            "plus",
            building,
        ),
        Row(
            "connect",
            QT_TRANSLATE_NOOP("actions", "&Link with…"),
            lambda w: desk(w).link_dialog(),
            ("Ctrl+L",),
            "link",
            building,
        ),
        Row("rename", QT_TRANSLATE_NOOP("actions", "Re&name"), lambda w: desk(w).rename(), ("F2",), "edit", building),
        Row(
            "delete",
            QT_TRANSLATE_NOOP("actions", "&Delete"),
            lambda w: desk(w).canvas.delete_selected(),
            ("Del", "Backspace"),
            "delete",
            selected,
        ),
        LINE,
        Row(
            "select_all",
            QT_TRANSLATE_NOOP("actions", "Select &all"),
            lambda w: desk(w).select_all(),
            (Keys.SelectAll,),
            "",
            building,
        ),
        LINE,
        Row(
            "commands",
            QT_TRANSLATE_NOOP("actions", "&Find an action…"),
            _palette,
            ("Ctrl+Shift+P",),
            "search",
            nothing,
        ),
        Row(
            "preferences",
            QT_TRANSLATE_NOOP("actions", "Pr&eferences…"),
            show_preferences,
            (Keys.Preferences, "Ctrl+,"),
            "settings",
            nothing,
            role=QAction.MenuRole.PreferencesRole,
        ),
    ),
)


def _step(number: int, text: str) -> Row:
    def ticked(window: MainWindow) -> bool:
        return window.workspace is not None and window.workspace.step == STEPS[number - 1]

    def go(window: MainWindow) -> None:
        assert window.workspace is not None
        window.workspace.show_step(STEPS[number - 1])

    def lacks(window: MainWindow) -> str:
        closed = window.workspace is not None and STEPS[number - 1] in window.workspace.rules.closed
        return window.workspace.rules.later() if window.workspace is not None and closed else plan(window)

    keys = (f"Alt+{number}", f"Ctrl+Shift+{number}")
    return Row(f"step_{STEPS[number - 1]}", text, go, keys, lacks=lacks, ticked=ticked)


def _lined_up(side: Side, text: str, *keys: str) -> Row:
    return Row(f"line_up_{side}", text, lambda w: arrange.align(desk(w), side), keys, lacks=selected)


VIEW = Menu(
    QT_TRANSLATE_NOOP("actions", "&View"),
    (
        _step(1, QT_TRANSLATE_NOOP("actions", "&1 Situation")),
        _step(2, QT_TRANSLATE_NOOP("actions", "&2 Build")),
        _step(3, QT_TRANSLATE_NOOP("actions", "&3 Check")),
        _step(4, QT_TRANSLATE_NOOP("actions", "&4 Compare")),
        _step(5, QT_TRANSLATE_NOOP("actions", "&5 Plan")),
        LINE,
        Row("fit", QT_TRANSLATE_NOOP("actions", "&Fit"), lambda w: canvas(w).fit(), ("Ctrl+0",), "fit", building),
        Row(
            "actual",
            QT_TRANSLATE_NOOP("actions", "Actual si&ze"),
            lambda w: canvas(w).zoom_to(1),
            ("Ctrl+1",),
            "",
            building,
        ),
        Row(
            "zoom_in",
            QT_TRANSLATE_NOOP("actions", "Zoom &in"),
            lambda w: canvas(w).zoom_by(1.2),
            (Keys.ZoomIn, "Ctrl+="),
            "zoom_in",
            building,
        ),
        Row(
            "zoom_out",
            QT_TRANSLATE_NOOP("actions", "Zoom &out"),
            lambda w: canvas(w).zoom_by(1 / 1.2),
            (Keys.ZoomOut,),
            "zoom_out",
            building,
        ),
        Row(
            "panel_next",
            QT_TRANSLATE_NOOP("actions", "Ne&xt panel"),
            lambda w: desk(w).step_panel(1),
            ("F6",),
            lacks=building,
        ),
        Row(
            "panel_previous",
            QT_TRANSLATE_NOOP("actions", "P&revious panel"),
            lambda w: desk(w).step_panel(-1),
            ("Shift+F6",),
            lacks=building,
        ),
        Row(
            "outline",
            QT_TRANSLATE_NOOP("actions", "Out&line"),
            lambda w: desk(w).side.go_to_outline(),
            ("Ctrl+Shift+O",),
            "outline",
            building,
        ),
        Row(
            "look_in_outline",
            QT_TRANSLATE_NOOP("actions", "Find on the can&vas"),
            lambda w: desk(w).look_on_canvas(),
            ("Ctrl+Shift+F",),
            "search",
            building,
        ),
        LINE,
        Menu(
            QT_TRANSLATE_NOOP("actions", "&Colours"),
            (
                _colours("", QT_TRANSLATE_NOOP("actions", "As the system")),
                _colours("light", QT_TRANSLATE_NOOP("actions", "Light")),
                _colours("dark", QT_TRANSLATE_NOOP("actions", "Dark")),
                _colours("high_contrast", QT_TRANSLATE_NOOP("actions", "High contrast")),
            ),
        ),
        Menu(
            QT_TRANSLATE_NOOP("actions", "&Size of everything"),
            (
                Row(
                    "larger",
                    QT_TRANSLATE_NOOP("actions", "&Larger"),
                    lambda w: _size(w, 1),
                    ("Ctrl+Alt++", "Ctrl+Alt+="),
                    lacks=_larger_lacks,
                ),
                Row(
                    "smaller",
                    QT_TRANSLATE_NOOP("actions", "&Smaller"),
                    lambda w: _size(w, -1),
                    ("Ctrl+Alt+-",),
                    lacks=_smaller_lacks,
                ),
                Row(
                    "normal_size",
                    QT_TRANSLATE_NOOP("actions", "&Normal"),
                    lambda w: _size(w, 0),
                    ("Ctrl+Alt+0",),
                    lacks=nothing,
                ),
            ),
        ),
        LINE,
        Row(
            "projector",
            QT_TRANSLATE_NOOP("actions", "&Projector mode"),
            toggle_projector,
            ("F11",),
            "projector",
            ticked=lambda w: w.projector is not None,
        ),
    ),
)

ARRANGE = Menu(
    QT_TRANSLATE_NOOP("actions", "&Arrange"),
    (
        Row(
            "tidy",
            QT_TRANSLATE_NOOP("actions", "&Tidy up"),
            lambda w: arrange.tidy(desk(w)),
            ("Ctrl+Shift+T",),
            "",
            building,
        ),
        Row(
            "tidy_selected",
            QT_TRANSLATE_NOOP("actions", "Tidy up the &selection"),
            lambda w: arrange.tidy(desk(w), selected=True),
            lacks=selected,
        ),
        LINE,
        _lined_up("left", QT_TRANSLATE_NOOP("actions", "Line up &left"), "Ctrl+Shift+Left"),
        _lined_up("centre", QT_TRANSLATE_NOOP("actions", "Line up &centres")),
        _lined_up("right", QT_TRANSLATE_NOOP("actions", "Line up &right"), "Ctrl+Shift+Right"),
        _lined_up("top", QT_TRANSLATE_NOOP("actions", "Line up t&op"), "Ctrl+Shift+Up"),
        _lined_up("middle", QT_TRANSLATE_NOOP("actions", "Line up &middles")),
        _lined_up("bottom", QT_TRANSLATE_NOOP("actions", "Line up &bottom"), "Ctrl+Shift+Down"),
        LINE,
        Row(
            "space_across",
            QT_TRANSLATE_NOOP("actions", "Space evenly &across"),
            lambda w: arrange.distribute(desk(w), "across"),
            lacks=selected,
        ),
        Row(
            "space_down",
            QT_TRANSLATE_NOOP("actions", "Space evenly &down"),
            lambda w: arrange.distribute(desk(w), "down"),
            lacks=selected,
        ),
        LINE,
        Row(
            "ask_zone",
            QT_TRANSLATE_NOOP("actions", "Move to another &zone…"),
            lambda w: arrange.ask_zone(desk(w)),
            ("Ctrl+Shift+M",),
            "",
            selected,
        ),
        Several(
            "move_to_zone",
            QT_TRANSLATE_NOOP("actions", "Mo&ve to zone"),
            lambda w: arrange.zones(desk(w)),
            lambda w, id_: arrange.move_to_zone(desk(w), id_),
            selected,
        ),
    ),
)

OPTIONS = Menu(
    QT_TRANSLATE_NOOP("actions", "&Options"),
    (
        Row(
            "option_new",
            QT_TRANSLATE_NOOP("actions", "&New option"),
            lambda w: desk(w).tabs.add_option(),
            ("Ctrl+T",),
            "plus",
            options_free,
        ),
        Row(
            "option_duplicate",
            QT_TRANSLATE_NOOP("actions", "&Duplicate the option"),
            lambda w: desk(w).tabs.duplicate(),
            lacks=options_free,
        ),
        Row(
            "option_rename",
            QT_TRANSLATE_NOOP("actions", "&Rename the option"),
            lambda w: desk(w).tabs.rename(),
            lacks=building,
        ),
        Row(
            "option_delete",
            QT_TRANSLATE_NOOP("actions", "De&lete the option"),
            lambda w: desk(w).tabs.remove(),
            lacks=several_free,
        ),
        LINE,
        Row(
            "option_next",
            QT_TRANSLATE_NOOP("actions", "Ne&xt option"),
            lambda w: desk(w).tabs.step(1),
            ("Ctrl+PgDown",),
            lacks=several_options,
        ),
        Row(
            "option_previous",
            QT_TRANSLATE_NOOP("actions", "&Previous option"),
            lambda w: desk(w).tabs.step(-1),
            ("Ctrl+PgUp",),
            lacks=several_options,
        ),
        Row(
            "option_right",
            QT_TRANSLATE_NOOP("actions", "Move the option to the r&ight"),
            lambda w: desk(w).tabs.shift(1),
            ("Ctrl+Shift+PgDown",),
            lacks=several_free,
        ),
        Row(
            "option_left",
            QT_TRANSLATE_NOOP("actions", "Move the option to the le&ft"),
            lambda w: desk(w).tabs.shift(-1),
            ("Ctrl+Shift+PgUp",),
            lacks=several_free,
        ),
    ),
)

KNOWLEDGE = Menu(
    QT_TRANSLATE_NOOP("actions", "&Knowledge"),
    (
        Row(
            "lists", QT_TRANSLATE_NOOP("actions", "Check&lists and questions…"), lambda w: w.show_lists(), lacks=nothing
        ),
        Several(
            "guide",
            QT_TRANSLATE_NOOP("actions", "&Guided choices"),
            lambda w: ((id_, guide.name) for id_, guide in w.knowledge.catalogue.guides.items()),
            lambda w, id_: w.ask_guide(id_),
            nothing,
        ),
    ),
)

HELP = Menu(
    QT_TRANSLATE_NOOP("actions", "&Help"),
    (
        Row(
            "help",
            QT_TRANSLATE_NOOP("actions", "&Help on the selection"),
            _help,
            (Keys.HelpContents, "F1"),
            "info",
            nothing,
        ),
        Row("keys", QT_TRANSLATE_NOOP("actions", "&Keys"), lambda w: _help(w, "manual:keys"), lacks=nothing),
        Row(
            "glossary",
            QT_TRANSLATE_NOOP("actions", "&Glossary"),
            lambda w: _help(w, f"term:{min(w.knowledge.catalogue.glossary, default='')}"),
            lacks=nothing,
        ),
        Row("tour", QT_TRANSLATE_NOOP("actions", "&Tour of three steps"), begin_tour, lacks=nothing),
        LINE,
        Row(
            "about",
            QT_TRANSLATE_NOOP("actions", "&About"),
            lambda w: w.about(),
            lacks=nothing,
            role=QAction.MenuRole.AboutRole,
        ),
    ),
)

MENUS = (FILE, EDIT, VIEW, ARRANGE, OPTIONS, KNOWLEDGE, HELP)

BAR = ("undo", "redo", "", "connect", "delete", "", "zoom_out", "fit", "zoom_in", "|", "projector", "save", "export")
"""The tool bar: names of actions, "" for a line, "|" for the room between left and right."""
BARE = ("undo", "redo", "delete", "zoom_out", "zoom_in", "projector")
"""Tools that are known by their icon alone."""
ON_ITEM = (
    "rename", "connect", "", "cut", "copy", "duplicate", "copy_to_option", "", "move_to_zone", "tidy_selected", "",
    "delete",
)  # fmt: skip
"""The context menu of what is selected."""
ON_CANVAS = ("add", "paste", "select_all", "", "tidy", "", "fit", "actual")
"""The context menu of the empty canvas."""
