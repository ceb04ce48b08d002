"""Prints the recovery key of a library that is being made."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.print_service import has_printer
from ldn_desktop.printing.recovery_page import RecoveryPage, Told
from ldn_desktop.printing.sending import printer_for, send
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.widgets.printer_dialog import ask_printer
from ldn_desktop.workspace.clock import local_today

BY_HAND = (
    "No printer is set up on this computer; write the key down by hand. A file of it would open the library for "
    "whoever reads the file."
)


def key_page(key: str, folder: Path, paper: str) -> RecoveryPage:
    """Return the sheet of a key."""
    told = Told(key, str(folder), platform.node() or "without a name", full_date(local_today()))
    return RecoveryPage(told, Paper(paper, large=False, family=QApplication.font().family()))


def print_key(key: str, folder: Path, paper: str, window: QWidget) -> bool:
    """Ask for a printer and print the key; tell whether it was sent.

    Refused (``StoreError``): where there is no printer, and as by ``send``.
    """
    # Without a printer Qt would silently write a PDF into the folder of the moment.
    if not has_printer():
        raise StoreError(BY_HAND)
    page = key_page(key, folder, paper)
    # The queue of a printer shows this to others.
    printer = printer_for(page.paper, "LDN Desktop")
    if not ask_printer(printer, window):
        return False
    send(page, printer)
    return True
