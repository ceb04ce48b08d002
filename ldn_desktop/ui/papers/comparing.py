"""Compares the open plan with another, itself as it was saved, or itself made of other products."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.papers.catalogue import PaperContext
    from ldn_desktop.printing.flow import Printable
    from ldn_desktop.ui.papers.compare_dialog import CompareDialog
    from ldn_desktop.workspace.comparing import Side

_OPEN = "The open plan"


class _Paper(NamedTuple):
    pages: Printable
    title: str
    plan: Plan


class Comparing(QObject):
    """Shows comparisons of the open plan, and prints them; ``message`` and ``failed`` tell what became of a file."""

    message = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        knowledge: Knowledge,
        remembered: Remembered,
        files: PlanFiles,
        leaving: Leaving,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._session, self._knowledge = bridge, bridge.session, knowledge
        self._remembered, self._files, self._leaving = remembered, files, leaving
        self._window = window
        self._dialog: CompareDialog | None = None

    def choose(self) -> None:
        """Ask what the open plan is compared with, and show it."""
        regimen = self._session.regimen
        if regimen is None:
            return
        # What compares is loaded when it is first used, so that the window opens sooner.
        from ldn_desktop.ui.papers.compare_dialog import CompareDialog
        from ldn_desktop.workspace.comparing import alternatives

        saved = self._session.saved_plan if self._session.origin.kept else None
        offered = alternatives(regimen.plan, saved, self._knowledge, self._bridge.wording, local_today())
        folder = str(self._files.offered("").parent)
        dialog = CompareDialog(offered, self._read, self._beside, folder, self._window)
        self._dialog = dialog
        dialog.print_wanted.connect(self._print)
        dialog.save_wanted.connect(self._save)
        dialog.exec()
        self._dialog = None
        dialog.deleteLater()

    def _read(self, name: str) -> Side:
        from ldn_desktop.workspace.comparing import plan_in, side_of
        from ldn_desktop.workspace.origin import File

        place = File(Path(name))
        return side_of(place.name, plan_in(place, self._knowledge), self._knowledge, local_today())

    def _beside(self, other: Side) -> PaperContext:
        from ldn_desktop.workspace.comparing import CompareError, Side, beside

        regimen = self._session.regimen
        if regimen is None:
            raise CompareError("The open plan has no steps or no products any more.")
        today, wording = local_today(), self._bridge.wording
        return beside(Side(_OPEN, regimen), other, self._knowledge, today, wording)

    def _paper(self, dialog: CompareDialog) -> _Paper | None:
        """Return the paper of what is shown, once the open plan may leave; say why there is none."""
        regimen, told, _ = self._leaving.settle()
        if regimen is None or dialog.other is None:
            dialog.say(told or "Nothing left: the open plan is not settled yet.", failed=True)
            return None
        from ldn_desktop.papers.catalogue import BlockedError
        from ldn_desktop.papers.comparison import Compared
        from ldn_desktop.printing.command import comparison_pages
        from ldn_desktop.printing.style import NotDrawnError

        dialog.say(told)
        context = self._beside(dialog.other)
        try:
            pages = comparison_pages(context, self._knowledge, self._remembered.settings.paper)
        except NotDrawnError as error:
            dialog.say(str(error), failed=True)
        except BlockedError:
            dialog.say("A text in one of the plans cannot be printed; its findings say which.", failed=True)
        else:
            return _Paper(pages, Compared(context).title, regimen.plan)
        return None

    def _save(self) -> None:
        dialog = self._dialog
        paper = self._paper(dialog) if dialog else None
        if dialog is None or paper is None:
            return
        from ldn_desktop.printing.command import pdf_bytes
        from ldn_desktop.ui.files.saving import PDF, ask_where, saved_words

        offered = self._files.offered_unnamed("-comparison.pdf")
        path = ask_where(dialog, "Save the comparison as PDF", offered, PDF)
        if path is None:
            return
        try:
            parted = self._leaving.write(paper.plan, path, pdf_bytes(paper.pages, title=paper.title))
        except StoreError as error:
            dialog.say(f"The PDF was not saved. {error}", failed=True)
            return
        dialog.say(saved_words(path, parted=parted))

    def _print(self) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        from ldn_desktop.printing.print_service import has_printer
        from ldn_desktop.printing.sending import printer_for, send
        from ldn_desktop.ui.widgets.printer_dialog import NO_PRINTER, ask_printer

        # Without a printer Qt would silently write a PDF into the folder of the moment.
        if not has_printer():
            dialog.say(NO_PRINTER, failed=True)
            return
        paper = self._paper(dialog)
        if paper is None:
            return
        printer = printer_for(paper.pages.paper, paper.title)
        if not ask_printer(printer, dialog, paper.pages.count):
            return
        try:
            with self._leaving.giving_out(paper.plan):
                send(paper.pages, printer)
        except StoreError as error:
            dialog.say(str(error), failed=True)
            return
        dialog.say("The comparison was given to the printer.")
