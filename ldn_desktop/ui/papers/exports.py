"""Hands the open plan to other systems: the record on the clipboard, and files of every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.papers.catalogue import PaperContext


class Exports(QObject):
    """Exports the open plan; ``message`` says what became of it, ``failed`` why nothing did."""

    message = Signal(str)
    failed = Signal(str)

    def __init__(
        self, bridge: Bridge, knowledge: Knowledge, files: PlanFiles, leaving: Leaving, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._knowledge, self._files = bridge, knowledge, files
        self._leaving, self._window = leaving, window

    def copy_record(self) -> None:
        """Put the record on the clipboard as text, to be pasted into another system's; of a blocked plan, too."""
        regimen, first, next_visit = self._leaving.settle()
        if regimen is None:
            return
        # What makes exports is loaded when it is first used, so that the window opens sooner.
        from ldn_desktop.exchange.record_text import record_text
        from ldn_desktop.ui.widgets.passing_copy import copy_of_plan

        try:
            with self._leaving.giving_out(regimen.plan):
                copy_of_plan(record_text(self._context(regimen, next_visit)))
        except StoreError as error:
            self.failed.emit(f"The record was not copied. {error}")
            return
        told = f"The record of revision {regimen.plan.revision} was copied as text; paste it within a minute."
        blocked = "It begins with NOT CLEARED, for a finding blocks the plan." if regimen.blocked else ""
        self.message.emit(" ".join(filter(None, (told, blocked, first))))

    def choose(self) -> None:
        """Ask for a form and a file, and write the plan into it."""
        regimen, first, next_visit = self._leaving.settle()
        if regimen is None:
            return
        from ldn_desktop.exchange.exports import EXPORTS
        from ldn_desktop.library.bodies import Exported
        from ldn_desktop.ui.files.saving import FileKind, ask_where, saved_words
        from ldn_desktop.ui.papers.export_dialog import ExportDialog

        dialog = ExportDialog(regimen, self._window)
        code = dialog.code if dialog.exec() == QDialog.DialogCode.Accepted else ""
        dialog.deleteLater()
        if not code:
            return
        form, cancel = EXPORTS[code], dialog.cancels
        ending = f"-cancel{form.suffix}" if cancel else form.suffix
        kind = FileKind(form.title, form.suffix)
        path = ask_where(self._window, f"Export: {form.title}", self._files.offered_unnamed(ending), kind)
        if path is None:
            return
        if self._bridge.session.regimen is not regimen:
            self.failed.emit("Nothing was exported: the plan changed meanwhile. Export it again.")
            return
        try:
            made = form.made(self._context(regimen, next_visit), cancel=cancel)
            parted = self._leaving.write(regimen.plan, path, made, Exported(code, str(path), ""))
        except StoreError as error:
            self.failed.emit(f"Nothing was exported. {error}")
            return
        self.message.emit(f"{saved_words(path, parted=parted)} {first}".strip())

    def _context(self, regimen: Regimen, next_visit: date | None) -> PaperContext:
        context = self._knowledge.paper_context(regimen, local_today(), self._bridge.wording)
        return context._replace(next_visit=next_visit)
