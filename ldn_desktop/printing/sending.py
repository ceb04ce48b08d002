"""Pages sent to a printer: on their own sheet, and with a sentence where the printer does not take them."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ldn_desktop.domain.amount import quoted
from ldn_desktop.papers.catalogue import SHEETS
from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.paper import Paper
from ldn_desktop.storage.files import StoreError

_LIBRARY = "libcups.so.2"
_LAST_GOOD = 0x00FF
"""Of the answers of a print service; what lies above is a refusal."""
_NEAR = 3
"""Points by which a printer may know a sheet otherwise."""
_ELSE = "choose another printer or save a PDF."


def printer_for(paper: Paper, title: str) -> QPrinter:
    """Return a printer that is set to a sheet, for a dialog to choose another."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    _set_sheet(printer, paper)
    return printer


def send(pages: Printable, printer: QPrinter) -> None:
    """Print pages, or the range of them that the printer was asked for. Refused (``StoreError``): as ``taking``."""
    first, last = printer.fromPage() or 1, min(printer.toPage() or pages.count, pages.count)
    with taking(printer, pages.paper):
        painter = QPainter()
        if not painter.begin(printer):
            raise StoreError(f"{_name(printer)} could not be started; {_ELSE}")
        for page in range(first - 1, last):
            if page > first - 1:
                printer.newPage()
            pages.paint(painter, page, printer.resolution())
        painter.end()


@contextmanager
def taking(printer: QPrinter, paper: Paper) -> Iterator[None]:
    """Have a printer take within what is painted on a sheet.

    Refused (``StoreError``): a printer that is gone or stopped, that has not the sheet, or does not take the job. One
    that is stopped would print it some other day, when the plan may be another.
    """
    native = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
    if native:
        _refuse_unless_ready(printer)
    if not _set_sheet(printer, paper):
        told = f"has no {SHEETS[paper.name]} paper; choose another paper or another printer."
        raise StoreError(f"{_name(printer)} {told}")
    yield
    reason = _refused() if native else ""
    if reason:
        raise StoreError(f"{_name(printer)} did not take the pages{reason}; {_ELSE}")


def _refuse_unless_ready(printer: QPrinter) -> None:
    found = QPrinterInfo.printerInfo(printer.printerName())
    if found.isNull():
        raise StoreError(f"{_name(printer)} is not there any more; {_ELSE}")
    if found.state() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        raise StoreError(
            f"{_name(printer)} is stopped; start it where the system keeps its printers, or {_ELSE}"
        )


def _set_sheet(printer: QPrinter, paper: Paper) -> bool:
    """Set a printer to a sheet, up to its edges, and tell whether it has that."""
    layout = paper.layout()
    # Else a printer refuses the whole layout, for no printer has margins of nothing, and keeps its own sheet.
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    wanted, found = layout.fullRectPoints(), printer.pageLayout().fullRectPoints()
    return abs(wanted.width() - found.width()) <= _NEAR and abs(wanted.height() - found.height()) <= _NEAR


def _refused() -> str:
    """Return what the print service of Linux answered last, where it refused; Qt does not tell."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        library = ctypes.CDLL(_LIBRARY, mode=os.RTLD_NOLOAD | os.RTLD_LAZY)
    except OSError:
        # Nothing was printed with it.
        return ""
    if library.cupsLastError() <= _LAST_GOOD:
        return ""
    library.cupsLastErrorString.restype = ctypes.c_char_p
    told = (library.cupsLastErrorString() or b"").decode(errors="replace").rstrip(".")
    return f" ({told})" if told else " (without a reason)"


def _name(printer: QPrinter) -> str:
    return f"The printer {quoted(printer.printerName())}"
