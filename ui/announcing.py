"""Says to screen readers what is selected, since the items of a canvas are invisible to them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from ui.document import PlanDocument
from ui.panels.outlined import outline
from ui.selection import Selection


class Announcer(QObject):
    """Announces every change of the selection on behalf of a widget."""

    def __init__(self, widget: QObject, document: PlanDocument, selection: Selection) -> None:
        super().__init__(widget)
        self.widget, self.document, self.selection = widget, document, selection
        selection.changed.connect(self._changed)

    def _changed(self) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.widget, self.sentence()))

    def sentence(self) -> str:
        """What is selected, in a sentence."""
        ids = self.selection.ids
        if not ids:
            return self.tr("Nothing is selected.")
        if len(ids) > 1:
            return self.tr("{n} items are selected.").format(n=len(ids))
        document = self.document
        report = next((report for report in document.report.options if report.id == document.option.id), None)
        rows = outline(document.plan, document.option, report, document.knowledge.catalogue)
        says = next((row.says for top in rows for row in top.all() if row.id == ids[0]), "")
        return self.tr("Selected: {item}.").format(item=says)
