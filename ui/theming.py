"""Colours, type and style sheet of the window, from the tokens in assets/themes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from exports.picture.theme import theme
from ui.painting import FAMILY, load_fonts

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
"""How large everything can be shown, 1 being 100 %."""

POINTS = {
    "caption": 9.0,
    "kind": 9.5,
    "body": 10.5,
    "row": 12.0,
    "title": 13.5,
    "section": 16.0,
    "verdict": 20.0,
    "display": 32.0,
}

PROJECTED = {"projected": 20.0, "section_projected": 24.0, "verdict_projected": 44.0}
"""Points on the projector, where nothing is below 18; they have their own size whatever the scale."""

_SHEET = """
* {{ font-family: "{family}"; font-size: {body}pt; color: {ink}; }}
QMainWindow, QMenuBar, QToolBar, QStatusBar {{ background: {chrome}; }}
QMenuBar::item {{ padding: 4px 8px; background: transparent; border: 2px solid transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {accent_soft}; }}
QMenu {{ background: {panel}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 5px 26px 5px 12px; border: 2px solid transparent; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; }}
QMenu::item:disabled {{ color: {ink_3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QToolBar {{ border: none; border-bottom: 1px solid {line}; spacing: 4px; padding: 6px 12px; }}
QStatusBar {{ border-top: 1px solid {line}; }}
QToolTip {{ background: {panel}; color: {ink}; border: 1px solid {edge}; padding: 6px; }}
QSplitter::handle {{ background: {line}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: {panel}; border: none; }}
QWidget#panel, QWidget#verdict, QDialog, QMessageBox {{ background: {panel}; }}
QWidget#welcome-side {{ background: {chrome}; }}
QWidget#sunken {{ background: {sunken}; }}
QWidget#welcome {{ background: {panel}; }}
QLabel {{ background: transparent; }}
QLabel[role="caps"] {{ font-size: {caption}pt; font-weight: 700; letter-spacing: 1px; color: {ink_2}; }}
QLabel[role="quiet"] {{ color: {ink_2}; }}
QLabel[role="small"] {{ color: {ink_2}; font-size: {kind}pt; }}
QLabel[role="row"] {{ font-size: {row}pt; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[role="section"] {{ font-size: {section}pt; font-weight: 600; }}
QLabel[role="display"] {{ font-size: {display}pt; font-weight: 700; }}
QLabel[role="verdict"] {{ font-size: {verdict}pt; font-weight: 700; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QFrame[role="notice"] {{ background: {accent_soft}; border: 1px solid {accent}; border-radius: 8px; }}
QFrame[role="line"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QPushButton, QToolButton {{ background: {panel}; border: 1px solid {edge}; border-radius: 6px; padding: 6px 12px;
  min-height: 18px; font-weight: 600; }}
QPushButton:hover, QToolButton:hover {{ background: {accent_soft}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 5px 11px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {ink_3}; border-color: {line}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {ink}; }}
QPushButton[role="primary"]:disabled {{ background: {sunken}; color: {ink_3}; border-color: {line}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border-color: transparent; }}
QToolButton[role="quiet"]:checked {{ background: {accent_soft}; border-bottom: 3px solid {accent}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="answer"] {{ border-radius: 0; padding: 4px 9px; font-weight: 400; }}
QPushButton[role="answer"]:checked {{ background: {accent_soft}; border: 2px solid {accent}; padding: 3px 8px; }}
QPushButton[role="unknown"] {{ border: 1px dashed {edge}; border-radius: 0; padding: 4px 9px; font-weight: 400; }}
QPushButton[role="unknown"]:checked {{ background: {sunken}; border: 2px solid {ink_3}; padding: 3px 8px; }}
QPushButton[role="answer"]:focus, QPushButton[role="unknown"]:focus {{ border: 2px solid {accent}; padding: 3px 8px; }}
QPushButton[role="chip"] {{ border-radius: 4px; padding: 3px 8px; font-weight: 400; font-size: {kind}pt; }}
QPushButton[role="chip"]:checked {{ background: {accent_soft}; border: 2px solid {accent};
  padding: 2px 7px; }}
QPushButton[role="card"] {{ border-radius: 8px; padding: 0; min-height: 0; }}
QPushButton[role="card"]:focus {{ padding: 0; }}
QPushButton[role="link-card"] {{ background: transparent; border: 1px solid transparent; padding: 0; min-height: 0; }}
QPushButton[role="link-card"]:hover {{ background: {sunken}; }}
QPushButton[role="link-card"]:focus {{ border: 2px solid {accent}; padding: 0; }}
QPushButton[role="primary-card"] {{ background: {accent}; border-color: {accent}; padding: 0; min-height: 0; }}
QPushButton[role="primary-card"]:hover {{ background: {accent}; border: 2px solid {ink}; }}
QPushButton[role="primary-card"]:focus {{ border: 2px solid {ink}; padding: 0; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; text-align: left; padding: 4px;
  font-weight: 400; }}
QPushButton[role="fold"] {{ background: transparent; border: 1px solid transparent; text-align: left;
  padding: 4px 4px 4px 20px; }}
QPushButton[role="fold"]:focus {{ border: 2px solid {accent}; padding: 3px 3px 3px 19px; }}
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit {{ background: {panel}; border: 1px solid {edge};
  border-radius: 6px; padding: 5px 8px; min-height: 20px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {ink_3}; }}
QLineEdit[missing="true"], QComboBox[missing="true"] {{ border: 1px dashed {edge}; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus {{ border: 2px solid {accent};
  padding: 4px 7px; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QAbstractSpinBox QLineEdit {{ border: none; border-radius: 0; padding: 0; min-height: 0; background: transparent; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {{ background: {sunken};
  color: {ink_2}; border: 1px solid {line}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 24px; }}
QCalendarWidget QAbstractItemView {{ background: {panel}; color: {ink}; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {chrome}; }}
QCalendarWidget QToolButton {{ border-color: transparent; background: transparent; }}
QComboBox QAbstractItemView {{ background: {panel}; border: 1px solid {edge}; selection-background-color: {accent_soft};
  selection-color: {ink}; outline: none; }}
QListView, QTreeView {{ background: {panel}; border: none; outline: none; }}
QListView::item, QTreeView::item {{ padding: 5px 8px; min-height: 22px; border: none; }}
QListView::item:hover, QTreeView::item:hover {{ background: {sunken}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {accent_soft}; color: {ink}; }}
QListView:focus, QTreeView:focus {{ border: 2px solid {accent}; }}
QGraphicsView {{ border: 2px solid transparent; }}
QGraphicsView:focus {{ border: 2px solid {accent}; }}
QTabBar {{ background: {chrome}; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: {chrome}; padding: 9px 16px; font-weight: 600; border: none;
  border-top: 3px solid transparent; }}
QTabBar::tab:selected {{ background: {canvas}; border-top: 3px solid {accent}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QTabBar::scroller {{ width: 56px; }}
QTabBar QToolButton {{ padding: 0; min-height: 24px; border-radius: 0; background: {chrome}; }}
QTabBar#sheets::tab {{ background: {panel}; border-top: none; border-bottom: 3px solid transparent;
  padding: 8px 12px; }}
QTabBar#sheets::tab:selected {{ border-bottom: 3px solid {accent}; }}
QTabBar#sheets {{ background: {panel}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {zone_line}; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QCheckBox {{ spacing: 8px; min-height: 24px; border: 2px solid transparent; border-radius: 4px; padding: 0 4px; }}
QCheckBox:focus {{ border: 2px solid {accent}; }}
QListView::item:selected:focus, QTreeView::item:selected:focus {{ border-left: 3px solid {accent}; }}
QMenuBar::item:selected, QMenu::item:selected {{ border: 2px solid {accent}; }}
QTextBrowser {{ background: {panel}; border: 2px solid transparent; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QTextBrowser:focus {{ border: 2px solid {accent}; }}
QFrame#callout {{ background: {panel}; border: 2px solid {accent}; border-radius: 8px; }}
QWidget#projected {{ background: {panel}; }}
QFrame#projected-card {{ background: {panel}; border: 2px solid {edge}; border-radius: 4px; }}
QLabel[role="projected"] {{ font-size: {projected}pt; }}
QLabel[role="projected-head"] {{ font-size: {section_projected}pt; font-weight: 600; }}
QLabel[role="projected-verdict"] {{ font-size: {verdict_projected}pt; font-weight: 700; }}
QWidget#step-page {{ background: {chrome}; }}
QFrame[role="sheet"] {{ background: {panel}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="carried"] {{ background: {sunken}; border: none; border-left: 4px solid {accent}; }}
QFrame[role="group"] {{ background: {sunken}; border: none; border-bottom: 1px solid {line}; }}
QLabel[role="ask"] {{ font-weight: 600; }}
QPushButton[role="step"] {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QPushButton[role="answer-card"] {{ border-radius: 6px; padding: 0; min-height: 0; }}
QPushButton[role="answer-card"]:checked {{ background: {accent_soft}; border: 2px solid {accent};
  border-bottom: 4px solid {accent}; }}
QPushButton[role="answer-card"]:focus {{ border: 2px solid {ink}; padding: 0; }}
QPushButton[role="finding"] {{ background: transparent; border: 1px solid transparent;
  border-left: 4px solid transparent; border-radius: 0; padding: 0; min-height: 0; }}
QPushButton[role="finding"]:hover {{ background: {sunken}; }}
QPushButton[role="finding"]:checked {{ background: {accent_soft}; border-left: 4px solid {accent}; }}
QPushButton[role="finding"]:focus {{ border: 2px solid {accent}; border-left: 4px solid {accent}; padding: 0; }}
QPushButton[role="large"] {{ font-size: {projected}pt; min-height: 34px; min-width: 34px; }}
"""


def apply_theme(application: QApplication, name: str, scale: float = 1.0) -> Mapping[str, str]:
    """Dress the application in a theme, its texts at a scale, and give its colours."""
    colours = theme(name)
    load_fonts()
    font = QFont(FAMILY)
    font.setPointSizeF(POINTS["body"] * scale)
    application.setFont(font)
    palette = QPalette()
    for role, token in (
        (QPalette.ColorRole.Window, "chrome"),
        (QPalette.ColorRole.Base, "panel"),
        (QPalette.ColorRole.AlternateBase, "sunken"),
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.WindowText, "ink"),
        (QPalette.ColorRole.ButtonText, "ink"),
        (QPalette.ColorRole.Button, "panel"),
        (QPalette.ColorRole.PlaceholderText, "ink_3"),
        (QPalette.ColorRole.Highlight, "accent"),
        (QPalette.ColorRole.HighlightedText, "on_accent"),
    ):
        palette.setColor(role, QColor(colours[token]))
    application.setPalette(palette)
    application.setStyleSheet(style_sheet(colours, scale))
    return colours


def style_sheet(colours: Mapping[str, str], scale: float = 1.0) -> str:
    """The style sheet in the colours of a theme, its texts at a scale."""
    sizes = {name: points * scale for name, points in POINTS.items()}
    return _SHEET.format(family=FAMILY, **sizes, **PROJECTED, **colours)


def scaled(pixels: float) -> int:
    """A length that goes with the texts: as given at 100 %, twice as long at 200 %."""
    return round(pixels * QApplication.font().pointSizeF() / POINTS["body"])


def system_theme() -> str:
    """The theme that the system asks for."""
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
