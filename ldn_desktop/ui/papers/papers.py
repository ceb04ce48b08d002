"""Preview, PDF and print of the open plan's papers; its exports, and comparisons with it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.papers.catalogue import PAPERS, holding_back
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.ui.papers.comparing import Comparing
    from ldn_desktop.ui.papers.exports import Exports
    from ldn_desktop.ui.papers.preview import PreviewDialog


def system_font(letter: str) -> str:
    """Return the family of the system that has an East Asian letter, empty where none has."""
    from ldn_desktop.printing.scripts import system_family

    return system_family(letter)


class Papers(QObject):
    """Makes the papers of the open plan.

    ``message`` says what became of one; ``held_back`` where finished pages differ from their plan and did not leave.
    """

    message = Signal(str)
    failed = Signal(str)
    held_back = Signal(str)

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
        self._bridge, self._session, self._leaving = bridge, bridge.session, leaving
        self._knowledge, self._remembered, self._files, self._window = knowledge, remembered, files, window

    def preview(self) -> None:
        """Show the pages as they will be printed; of a plan that is blocked the clinician's record alone."""
        self._show(print_at_once=False)

    def look_at(self, regimen: Regimen, next_visit: date | None) -> None:
        """Show the pages of a plan that does not stand yet: they are looked at, and leave only once it does."""
        dialog = self._preview_of(regimen, next_visit, stands=False)
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()

    def preview_card(self) -> None:
        """Show the card that the patient carries."""
        self._show(print_at_once=False, kind="wallet-card")

    def pack(self) -> None:
        """Show all papers, to take several of them in one go; of a plan that is blocked the clinician's record."""
        self._pack()

    def pack_of(self, kinds: tuple[str, ...]) -> None:
        """Show all papers as ``pack`` does, those of some codes ticked: that they were taken is kept nowhere."""
        self._pack(kinds)

    def _pack(self, kinds: tuple[str, ...] | None = None) -> None:
        regimen, told, next_visit = self._leaving.settle()
        if told:
            self.message.emit(told)
        if regimen is None or all(holding_back(regimen, code) for code in PAPERS):
            return
        from ldn_desktop.ui.papers.pack_dialog import PackDialog

        settings = self._remembered.settings
        dialog = PackDialog(
            regimen,
            self._knowledge,
            self._leaving,
            self._files.offered,
            wording=self._bridge.wording,
            paper=settings.paper,
            large=settings.large_print,
            code=settings.code_on_papers,
            printed=local_today(),
            next_visit=next_visit,
            ticked=kinds,
            parent=self._window,
        )
        dialog.settings_changed.connect(self._settled)
        dialog.held_back.connect(self.held_back)
        dialog.message.connect(self.message)
        dialog.exec()
        dialog.deleteLater()

    @cached_property
    def _exports(self) -> Exports:
        from ldn_desktop.ui.papers.exports import Exports

        made = Exports(self._bridge, self._knowledge, self._files, self._leaving, self._window)
        made.message.connect(self.message)
        made.failed.connect(self.failed)
        return made

    @cached_property
    def _comparing(self) -> Comparing:
        from ldn_desktop.ui.papers.comparing import Comparing

        hands = self._bridge, self._knowledge, self._remembered, self._files, self._leaving
        made = Comparing(*hands, self._window)
        made.message.connect(self.message)
        made.failed.connect(self.failed)
        return made

    def copy_record(self) -> None:
        """Put the record on the clipboard as text."""
        self._exports.copy_record()

    def export(self) -> None:
        """Ask for a form and a file, and write the plan into it."""
        self._exports.choose()

    def compare(self) -> None:
        """Ask what the plan is compared with, and show it."""
        self._comparing.choose()

    def print(self) -> None:
        """Show the pages and ask for the printer."""
        self._show(print_at_once=True)

    def save_pdf(self) -> None:
        """Ask for a file and write the patient plan into it."""
        self.save("patient")

    def save(
        self,
        kind: str,
        undated: bool = False,  # noqa: FBT002 - a signal tells all
        named: bool = False,  # noqa: FBT002 - a signal tells all
        language: str = "",
    ) -> None:
        """Ask for a file and write the paper of a kind into it, ``undated`` without dates, ``named`` in its code.

        Without a ``language`` it is in that of the practice, where it comes in it.
        First whose it is, where it now names another patient.
        """
        regimen, told, next_visit = self._leaving.settle()
        title = self._knowledge.paper_title(kind)
        if regimen is None or holding_back(regimen, kind):
            return
        if why := PAPERS[kind].why_not(regimen, self._knowledge.content, local_today()):
            self.failed.emit(f"The {title.lower()} is not for this plan. {why}")
            return
        # The dialog and printing are loaded when they are first used, so that the window opens sooner.
        from ldn_desktop.ui.files.saving import PDF, ask_where, saved_words
        from ldn_desktop.workspace.pack import file_ending

        offered = self._files.offered(file_ending(kind))
        path = ask_where(self._window, f"Save the {title.lower()} as PDF", offered, PDF)
        if path is None:
            return
        if self._session.regimen is not regimen:
            self.failed.emit("The PDF was not saved: the plan changed meanwhile. Save it again.")
            return
        from ldn_desktop.printing.command import LaidOut, paper_pages
        from ldn_desktop.printing.pack import one_file
        from ldn_desktop.read_back.check import ReadBackError
        from ldn_desktop.reference.words.translation import TranslationError
        from ldn_desktop.ui.files.noting import paper_left

        settings, today, problem, parted = self._remembered.settings, local_today(), "", False
        try:
            spoken = self._knowledge.language_of(kind, language or None)
            pages = paper_pages(
                regimen,
                self._knowledge,
                wording=self._bridge.wording._replace(language=spoken),
                paper=settings.paper,
                large=settings.large_print,
                printed=today,
                kind=kind,
                undated=undated,
                code=settings.code_on_papers,
                code_named=named,
                next_visit=next_visit,
            )
            paper = LaidOut(kind, pages, undated, next_visit)
            made = one_file([paper], regimen, self._knowledge, today)
            parted = self._leaving.write(regimen.plan, path, made, paper_left(kind, pages))
        except StoreError as error:
            problem = str(error)
        except TranslationError as error:
            problem = f"Its language lacks a sentence. {error}"
        except ReadBackError as error:
            problem = str(error)
            self.held_back.emit(error.place)
        if problem:
            self.failed.emit(f"The PDF was not saved. {problem}")
        else:
            self.message.emit(f"{saved_words(path, parted=parted)} {told}".strip())

    def _show(self, *, print_at_once: bool, kind: str = "patient") -> None:
        regimen, told, next_visit = self._leaving.settle()
        if told:
            self.message.emit(told)
        if regimen is None or (print_at_once and regimen.blocked):
            return
        dialog = self._preview_of(regimen, next_visit, kind)
        if dialog is None:
            return
        dialog.save_wanted.connect(self.save)
        dialog.held_back.connect(self.held_back)
        # The window behind it says the same, where nobody sees it yet.
        self.failed.connect(dialog.tell)
        if print_at_once:
            dialog.print_soon()
        dialog.exec()
        dialog.deleteLater()

    def _preview_of(
        self, regimen: Regimen, next_visit: date | None, kind: str = "patient", *, stands: bool = True
    ) -> PreviewDialog | None:
        """Return the preview of a plan's papers; ``None`` where there are none of it."""
        if all(holding_back(regimen, code) for code in PAPERS):
            return None
        from ldn_desktop.ui.papers.preview import PreviewDialog

        settings = self._remembered.settings
        dialog = PreviewDialog(
            regimen,
            self._knowledge,
            wording=self._bridge.wording,
            paper=settings.paper,
            large=settings.large_print,
            code=settings.code_on_papers,
            printed=local_today(),
            kind=kind,
            giving_out=self._leaving.giving_out,
            next_visit=next_visit,
            stands=stands,
            parent=self._window,
        )
        dialog.settings_changed.connect(self._settled)
        return dialog

    def _settled(self, paper: str, large: bool, code: bool) -> None:
        self._remembered.change(paper=paper, large_print=large, code_on_papers=code)
