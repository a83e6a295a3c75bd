"""Printing pages through the system: the dialog, then page by page, each the way up it lies."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from exports.pdf import Paper
from ui.steps.paper import Made, page_image, page_size

FINEST_DPI = 300
POINTS = 72.0
SIZES: dict[Paper, QPageSize.PageSizeId] = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)


def ask_print(window: QWidget, made: Made, title: str) -> bool:
    """Ask for a printer and print; whether all pages that were asked for went to it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(SIZES[made.order.paper]))
    dialog = QPrintDialog(printer, window)
    dialog.setMinMax(1, made.pages)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return print_pages(printer, made, window)


def print_pages(printer: QPrinter, made: Made, window: QWidget | None = None) -> bool:
    """Print the pages that the printer was told to, all where it was told nothing; False where it was cancelled."""
    first, last = (printer.fromPage() or 1) - 1, (printer.toPage() or made.pages) - 1
    shown = range(max(0, first), min(last, made.pages - 1) + 1)
    waiting = QProgressDialog(_tr("The pages go to the printer…"), _tr("Stop"), 0, len(shown), window)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    printer.setFullPage(True)
    _turn(printer, made, shown[0])
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for place, page in enumerate(shown):
        if place:
            _turn(printer, made, page)
            printer.newPage()
        _paint(painter, printer, made, page)
        waiting.setValue(place + 1)
        QApplication.processEvents()
        if waiting.wasCanceled() and page != shown[-1]:
            printer.abort()
            painter.end()
            return False
    painter.end()
    return True


def _turn(printer: QPrinter, made: Made, page: int) -> None:
    wide, high = page_size(made.data, page)
    lying = wide > high
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)


def _paint(painter: QPainter, printer: QPrinter, made: Made, page: int) -> None:
    dpi = min(FINEST_DPI, printer.resolution())
    image = page_image(made.data, page, dpi / POINTS)
    room = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    room.moveTo(0, 0)
    size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (room.width() - size.width()) / 2, (room.height() - size.height()) / 2
    painter.drawImage(QRectF(left, top, size.width(), size.height()), image)
