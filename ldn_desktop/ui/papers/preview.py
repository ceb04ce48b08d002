"""The preview: the pages as they will be printed, with the choice of paper and size."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.printing.command import finished_pdf, paper_pages
from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.print_service import has_printer
from ldn_desktop.printing.sending import printer_for, send
from ldn_desktop.printing.style import NotDrawnError
from ldn_desktop.read_back.check import ReadBackError
from ldn_desktop.reference.words.translation import TranslationError
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.given_out import NumberTakenError
from ldn_desktop.ui.files.noting import Left, paper_left
from ldn_desktop.ui.papers.page_view import PageView
from ldn_desktop.ui.papers.paper_choices import PaperChoices
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.printer_dialog import NO_PRINTER, ask_printer
from ldn_desktop.workspace.addressee import keep_addressee
from ldn_desktop.workspace.knowledge import Knowledge


def _unnoted(_plan: Plan, *_left: Left) -> AbstractContextManager[None]:
    return nullcontext()


class PreviewDialog(QDialog):
    """Shows the papers of a plan, one at a time; those for the patient only while nothing holds it back.

    ``save_wanted`` asks for a PDF of the paper of a kind, whether without dates, whether its code tells the name, and
    in which language. ``settings_changed`` tells paper, large print, and whether the patient plan has its code;
    ``held_back`` where finished pages differ from their plan, so that they were not printed. Within ``giving_out``
    pages go to the printer, unless it raises ``StoreError``. Those of a plan that
    does not stand yet are only looked at.
    """

    save_wanted = Signal(str, bool, bool, str)
    settings_changed = Signal(str, bool, bool)
    held_back = Signal(str)

    def __init__(
        self,
        regimen: Regimen,
        knowledge: Knowledge,
        *,
        wording: Wording,
        paper: str,
        large: bool,
        code: bool = False,
        printed: date,
        kind: str = "patient",
        next_visit: date | None = None,
        giving_out: Callable[..., AbstractContextManager[None]] = _unnoted,
        stands: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._regimen, self._knowledge, self._printed = regimen, knowledge, printed
        self._next_visit = next_visit
        self._choices = PaperChoices(
            regimen, knowledge, printed, kind=kind, paper=paper, large=large, code=code, parent=self
        )
        self._giving_out, self._wording = giving_out, wording
        self._view = PageView()
        self._told = PlainLabel(role="error", wraps=True)
        self._told.hide()
        self._save = QPushButton("Save P&DF…")
        self._print = QPushButton("&Print…")
        self._print.setProperty("role", "primary")
        self._stands = stands
        self._close = QPushButton("&Close")
        self._lay_out()
        self.pages = self._made()
        self._connect()
        self._show()
        first_size(self, 860, 900)

    def print_soon(self) -> None:
        """Ask for the printer as soon as the pages are shown."""
        QTimer.singleShot(0, self._print_now)

    def _lay_out(self) -> None:
        # At large letters the tools wrap instead of making the window wider than the screen.
        top = FlowLayout()
        for tool in (*self._choices.tools, *self._view.tools):
            top.addWidget(tool)
        bottom = QHBoxLayout()
        bottom.addWidget(self._told, 1)
        bottom.addStretch(1)
        for button in (self._close, self._save, self._print):
            button.setAutoDefault(False)
            button.setVisible(self._stands or button is self._close)
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._view, 1)
        layout.addLayout(bottom)
        self._view.setFocus()

    def _connect(self) -> None:
        self._choices.changed.connect(self._changed)
        self._choices.failed.connect(self.tell)
        self._choices.address_chosen.connect(self._address)
        self._save.clicked.connect(self._save_now)
        self._print.clicked.connect(self._print_now)
        self._close.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print_now)

    @property
    def kind(self) -> str:
        """The code of the paper that is shown."""
        return self._choices.kind

    def _save_now(self) -> None:
        self.save_wanted.emit(self.kind, self._choices.undated, self._choices.named, self._choices.language)

    def _made(self) -> Printable:
        """Return the pages; in English where the language lacks a sentence, which is told."""
        try:
            return self._laid_out()
        except TranslationError as error:
            self._choices.take_english()
            self.tell(f"The paper is in English, for a sentence of its language is missing. {error}")
            return self._laid_out()

    def _laid_out(self) -> Printable:
        return paper_pages(
            self._regimen,
            self._knowledge,
            wording=self._wording._replace(language=self._knowledge.content.language(self._choices.language)),
            paper=self._choices.paper,
            large=self._choices.large,
            printed=self._printed,
            kind=self.kind,
            undated=self._choices.undated,
            code=self._choices.code,
            code_named=self._choices.named,
            next_visit=self._next_visit,
        )

    def _address(self, name: str) -> None:
        """Address the order to another pharmacy, now and from now on; what cannot be printed is told, and left."""
        before = self._knowledge.practice.practice.order_to
        try:
            keep_addressee(self._knowledge, name)
            self._changed()
        except StoreError as error:
            self.tell(str(error))
        except NotDrawnError as error:
            keep_addressee(self._knowledge, before)
            self._choices.address_to(before)
            self.tell(str(error))

    def _changed(self) -> None:
        self._told.hide()
        self.pages = self._made()
        self._show()
        self.settings_changed.emit(self._choices.paper, self._choices.large, self._choices.code)

    def _show(self) -> None:
        title = self._knowledge.paper_title(self.kind)
        self.setWindowTitle(title if self._stands else f"{title}, not accepted yet")
        self._choices.fit()
        self._view.show_pages(self.pages)

    def _print_now(self) -> None:
        if not self._stands:
            return
        # Without a printer Qt would silently write a PDF into the folder of the moment.
        if not has_printer():
            self.tell(NO_PRINTER)
            return
        try:
            finished_pdf(
                self.pages,
                self._regimen,
                self._knowledge,
                printed=self._printed,
                kind=self.kind,
                undated=self._choices.undated,
                next_visit=self._next_visit,
            )
        except ReadBackError as error:
            self.tell(str(error))
            self.held_back.emit(error.place)
            return
        printer = printer_for(self.pages.paper, self._knowledge.paper_title(self.kind))
        if ask_printer(printer, self, self.pages.count):
            self.send(printer)

    def tell(self, sentence: str) -> None:
        """Say below the pages what stands in the way, until another paper is chosen."""
        self._told.setText(sentence)
        self._told.show()

    def send(self, printer: QPrinter) -> None:
        """Print with a printer, and give out the number of the plan with it; what stands in the way is told."""
        try:
            with self._giving_out(self._regimen.plan, paper_left(self.kind, self.pages)):
                send(self.pages, printer)
        except NumberTakenError as error:
            self.tell(f"{error} Close this preview first.")
            return
        except StoreError as error:
            self.tell(str(error))
            return
        self.accept()
