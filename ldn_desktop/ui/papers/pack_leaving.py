"""Papers in one go on their way out: into one PDF, into a folder, or to a printer, read back before they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.printing.command import LaidOut
from ldn_desktop.printing.pack import each_file, one_file
from ldn_desktop.printing.print_service import has_printer
from ldn_desktop.printing.sending import printer_for, send
from ldn_desktop.read_back.check import ReadBackError
from ldn_desktop.reference.words.english import counted
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.files.noting import Left, paper_left
from ldn_desktop.ui.files.questions import ask
from ldn_desktop.ui.files.saving import PDF, Outcome, ask_folder, ask_where, saved_words, standing
from ldn_desktop.ui.widgets.printer_dialog import NO_PRINTER, ask_printer
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.pack import TOGETHER_ENDING, file_ending


class PackLeaving(QObject):
    """Lets papers of a plan leave, and returns what became of them; nothing is said where the person gave it up.

    ``place`` names the file that is offered for something of the plan with an ending. ``held_back`` tells where
    finished pages differ from their plan, so that nothing left.
    """

    held_back = Signal(str)

    def __init__(
        self,
        regimen: Regimen,
        knowledge: Knowledge,
        leaving: Leaving,
        place: Callable[[str], Path],
        printed: date,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._regimen, self._knowledge, self._printed = regimen, knowledge, printed
        self._leaving, self._place, self._window = leaving, place, window

    def save_one(self, papers: Sequence[LaidOut]) -> Outcome:
        """Ask for a file, and write papers into it."""
        path = ask_where(self._window, "Save the papers as one PDF", self._place(TOGETHER_ENDING), PDF)
        if path is None:
            return Outcome()
        try:
            made = one_file(papers, self._regimen, self._knowledge, self._printed)
            parted = self._leaving.write(self._regimen.plan, path, made, *map(_left, papers))
        except (ReadBackError, StoreError) as error:
            return self._failed("The PDF was not saved", error)
        return Outcome(saved_words(path, parted=parted))

    def save_each(self, papers: Sequence[LaidOut]) -> Outcome:
        """Ask for a folder, and write a PDF of each paper into it, all or none; ask before any is replaced."""
        offered = [self._place(file_ending(paper.kind)) for paper in papers]
        folder = ask_folder(self._window, "Save each paper into a folder", str(offered[0].parent))
        if folder is None:
            return Outcome()
        places = [folder / path.name for path in offered]
        found = [there for path in places if (there := standing(path))]
        kept = [there.sentence for there in found if not there.replaceable]
        if kept:
            return Outcome(f"Nothing was saved. {' '.join(kept)}", failed=True)
        if found and not self._may_replace([there.sentence for there in found]):
            return Outcome()
        try:
            made = each_file(papers, self._regimen, self._knowledge, self._printed)
            files = dict(zip(places, made, strict=True))
            self._leaving.write_together(self._regimen.plan, files, *map(_left, papers))
        except (ReadBackError, StoreError) as error:
            return self._failed("The papers were not saved", error)
        return Outcome(f"Saved {counted(len(places), 'file')} in {one_line(str(folder))}.")

    def printer(self, papers: Sequence[LaidOut]) -> QPrinter | Outcome | None:
        """Ask for the printer; return why none can be asked for, or ``None`` where the person gave it up."""
        # Without a printer Qt would silently write a PDF into the folder of the moment.
        if not has_printer():
            return Outcome(NO_PRINTER, failed=True)
        try:
            one_file(papers, self._regimen, self._knowledge, self._printed)
        except ReadBackError as error:
            return self._failed("Nothing was printed", error)
        printer = printer_for(papers[0].pages.paper, self._title(papers[0]))
        return printer if ask_printer(printer, self._window) else None

    def send(self, papers: Sequence[LaidOut], printer: QPrinter) -> Outcome:
        """Print papers, each on sheets of its own; where one fails on the way, say which were printed."""
        done: list[LaidOut] = []
        try:
            with self._leaving.giving_out(self._regimen.plan):
                problem = self._sent(papers, printer, done)
        except StoreError as error:
            return self._failed("Nothing was printed", error)
        self._leaving.note(self._regimen.plan, *map(_left, done))
        told = f"Printed: {', '.join(map(self._title, done))}."
        return Outcome(f"{told} The others were not. {problem}" if problem else told, failed=bool(problem))

    def _sent(self, papers: Sequence[LaidOut], printer: QPrinter, done: list[LaidOut]) -> str:
        """Print paper by paper, note what went and return what stopped it. Refused (``StoreError``): the first."""
        for paper in papers:
            printer.setDocName(self._title(paper))
            try:
                send(paper.pages, printer)
            except StoreError as error:
                if not done:
                    raise
                return str(error)
            done.append(paper)
        return ""

    def _may_replace(self, found: list[str]) -> bool:
        question = "Replace the files?" if len(found) > 1 else "Replace the file?"
        answers = {"Ok": "Replace"}
        return ask(self._window, question, question, answers, "Cancel", "\n".join(found)) == "Ok"

    def _title(self, paper: LaidOut) -> str:
        return self._knowledge.paper_title(paper.kind)

    def _failed(self, what: str, error: ReadBackError | StoreError) -> Outcome:
        if isinstance(error, ReadBackError):
            self.held_back.emit(error.place)
        return Outcome(f"{what}. {error}", failed=True)


def _left(paper: LaidOut) -> Left:
    return paper_left(paper.kind, paper.pages)
