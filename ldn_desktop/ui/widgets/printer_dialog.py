"""Asks for the printer: the system's dialog, without what the program does otherwise."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from ldn_desktop.ui.widgets.covering import Asked

NO_PRINTER = "No printer is set up on this computer; save a PDF instead."


def ask_printer(printer: QPrinter, window: QWidget, pages: int = 0) -> bool:
    """Have a printer chosen and set; tell whether it is to print. Without ``pages`` no range of them is asked for.

    Nobody is asked while the program is locked, and an answer after that prints nothing.
    """
    asked = Asked(window)
    if not asked.may_ask():
        return False
    dialog = QPrintDialog(printer, window)
    if pages:
        dialog.setMinMax(1, pages)
    else:
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
    # Saving a PDF asks before it replaces a file, and keeps no list of files; the print dialog would not.
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    if isValid(dialog):
        dialog.deleteLater()
    return chosen and asked.counts()
