"""Days as plans write them (YYYY-MM-DD): the present one, a field for one, any of them in words."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtGui import QIcon, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton

from exports.words import ENGLISH
from ui.theming import scaled
from ui.widgets import draw_arrow


def today() -> str:
    """The day by the clock of this computer."""
    return QDate.currentDate().toString(Qt.DateFormat.ISODate)


def in_words(iso: str) -> str:
    """A day in words; as it stands where there is no such day in the calendar."""
    try:
        day = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    month = QCoreApplication.translate("paper", ENGLISH.months[day.month - 1])
    return QCoreApplication.translate("paper", ENGLISH.date).format(day=day.day, month=month, year=day.year)


class DayField(QDateEdit):
    """A day, by keyboard in the short form of the locale or from a calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        self.setDisplayFormat(form if "yyyy" in form else form.replace("yy", "yyyy"))
        self.setMinimumWidth(scaled(150))
        self._calm_calendar()

    def _calm_calendar(self) -> None:
        """Weekends in red would say that something is wrong with them; the arrows come in black in every theme."""
        calendar = self.calendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())
        arrows = (
            ("qt_calendar_prevmonth", "‹", self.tr("Month before")),
            ("qt_calendar_nextmonth", "›", self.tr("Month after")),
        )
        for name, text, said in arrows:
            arrow = calendar.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(QIcon())
                arrow.setText(text)
                arrow.setAccessibleName(said)

    def show_day(self, iso: str, otherwise: QDate) -> None:
        """Show a day, or another one where there is no such day."""
        day = QDate.fromString(iso, Qt.DateFormat.ISODate)
        self.setDate(day if day.isValid() else otherwise)

    @property
    def day(self) -> str:
        """The day that is chosen, as plans write it."""
        return self.date().toString(Qt.DateFormat.ISODate)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that passes over a form changes nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow that style sheets leave out."""
        super().paintEvent(event)
        draw_arrow(self)
