"""A plan's history on paper: printed, or saved as a PDF; what left is noted in the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ldn_desktop.library.bodies import Paper
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.papers.plan_history import PAPER_CODE
from ldn_desktop.storage.files import StoreError
from ldn_desktop.workspace.plan_list_words import NO_NAME

if TYPE_CHECKING:
    from ldn_desktop.printing.flow import Printable
    from ldn_desktop.ui.widgets.place_page import Supplies
    from ldn_desktop.workspace.followed_plan import FollowedPlan

_FILE = "plan-history.pdf"


class HistoryOnPaper(QObject):
    """``message`` tells what was done, ``failed`` why it was not."""

    message = Signal(str)
    failed = Signal(str)

    def __init__(self, supplies: Supplies, window: QWidget) -> None:
        super().__init__(window)
        self._supplies, self._window = supplies, window

    def print(self, followed: FollowedPlan) -> None:
        """Ask for a printer and print."""
        # What prints is loaded when it is first used.
        from ldn_desktop.printing.print_service import has_printer
        from ldn_desktop.printing.sending import printer_for, send
        from ldn_desktop.ui.widgets.printer_dialog import NO_PRINTER, ask_printer

        if not has_printer():
            self.failed.emit(NO_PRINTER)
            return
        pages = self._pages(followed)
        if pages is None:
            return
        printer = printer_for(pages.paper, followed.document.frame.title)
        if not ask_printer(printer, self._window, pages.count):
            return
        try:
            send(pages, printer)
        except StoreError as error:
            self.failed.emit(str(error))
            return
        whose = followed.standing[0].name or NO_NAME
        self._note(followed, pages, f"The history of {whose} was given to the printer.")

    def save(self, followed: FollowedPlan) -> None:
        """Ask for a place and save a PDF."""
        from ldn_desktop.printing.command import pdf_bytes
        from ldn_desktop.ui.files.saving import PDF, ask_where, save_file, usual_folder

        pages = self._pages(followed)
        if pages is None:
            return
        offered = Path(usual_folder("")) / _FILE
        path = ask_where(self._window, "Save the history as PDF", offered, PDF)
        if path is None:
            return
        done = save_file(path, pdf_bytes(pages, title=followed.document.frame.title), "PDF")
        if not isValid(self):
            # The program was locked while it was written; nobody is there to be told.
            return
        if done.failed:
            self.failed.emit(done.sentence)
            return
        self._note(followed, pages, done.sentence)

    def _pages(self, followed: FollowedPlan) -> Printable | None:
        from ldn_desktop.printing.command import tables_pages
        from ldn_desktop.printing.style import NotDrawnError

        supplies = self._supplies
        sheet, wording = supplies.remembered.settings.paper, supplies.bridge.wording
        try:
            return tables_pages(followed.document, supplies.knowledge, wording, sheet)
        except NotDrawnError as error:
            self.failed.emit(str(error))
            return None

    def _note(self, followed: FollowedPlan, pages: Printable, done: str) -> None:
        """Note that it left, of the revision that stands; where the library is only read, nothing can be noted."""
        keeper, head = self._supplies.keeper, followed.history.head
        try:
            if head is not None and not keeper.library.why_read_only:
                language = self._supplies.bridge.wording.language.code
                paper = Paper(PAPER_CODE, head.hash, pages.count, language)
                keeper.library.kept.note(paper, followed.subject, keeper.author)
        except LibraryError as error:
            self.failed.emit(f"{done} It could not be noted in the library. {error}")
            return
        self.message.emit(done)
