"""The preview: the pages as they will be printed, with the choice of paper and size."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItemModel
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import CODE_ALWAYS, CODE_BY_CHOICE, PAPERS, holding_back
from ldn_desktop.papers.undated import why_dated
from ldn_desktop.printing.command import finished_pdf, paper_pages
from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.print_service import has_printer
from ldn_desktop.printing.sending import printer_for, send
from ldn_desktop.printing.style import NotDrawnError
from ldn_desktop.read_back.check import ReadBackError
from ldn_desktop.reference.words.translation import TranslationError
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.given_out import NumberTakenError
from ldn_desktop.ui.files.noting import Left, paper_left
from ldn_desktop.ui.papers.page_view import PageView
from ldn_desktop.ui.papers.print_choices import code_choice, language_choice, large_choice, sheet_choice
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.ui.widgets.printer_dialog import NO_PRINTER, ask_printer
from ldn_desktop.workspace.addressee import keep_addressee
from ldn_desktop.workspace.knowledge import Knowledge


def _unnoted(_plan: Plan, *_left: Left) -> AbstractContextManager[None]:
    return nullcontext()


_ORDER = "pharmacy-order"


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
        self._kind = Combo()
        self._kind.setAccessibleName("Document")
        self._regimen, self._knowledge, self._printed = regimen, knowledge, printed
        self._next_visit = next_visit
        self._offer()
        self._kind.setCurrentIndex(max(self._kind.findData(kind), 0))
        self._giving_out = giving_out
        self._wording = wording
        self._paper, self._language = sheet_choice(paper), language_choice(knowledge)
        self._large = large_choice(large=large)
        self._pharmacy = self._pharmacies()
        self._undated = QCheckBox("With&out dates")
        self._code = code_choice(code=code)
        # Left out again in the next preview: it is asked for each time anew.
        self._named = QCheckBox("&Name in the code")
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

    def _offer(self) -> None:
        """Offer what nothing holds back; what the plan has no use for cannot be chosen, and its tip says why."""
        items = self._kind.model()
        for kind, paper in PAPERS.items():
            if holding_back(self._regimen, kind):
                continue
            self._kind.addItem(self._knowledge.paper_title(kind), kind)
            why = paper.why_not(self._regimen, self._knowledge.content, self._printed)
            if why and isinstance(items, QStandardItemModel):
                item = items.item(self._kind.count() - 1)
                item.setEnabled(False)
                item.setToolTip(plain_tip(why))

    def _pharmacies(self) -> Combo:
        """Return the choice of the pharmacy that orders are addressed to, as the settings of the practice have it."""
        made, practice = Combo(), self._knowledge.practice.practice
        made.setAccessibleName("Pharmacy")
        made.addItem("To no pharmacy by name", "")
        for pharmacy in practice.pharmacies:
            made.addItem(f"To {one_line(pharmacy.name)}", pharmacy.name)
        made.setCurrentIndex(made.findData(practice.addressee.name if practice.addressee else ""))
        return made

    def print_soon(self) -> None:
        """Ask for the printer as soon as the pages are shown."""
        QTimer.singleShot(0, self._print_now)

    def _lay_out(self) -> None:
        # At large letters the tools wrap instead of making the window wider than the screen.
        top = FlowLayout()
        for tool in (
            self._kind,
            self._paper,
            self._language,
            self._large,
            self._pharmacy,
            self._undated,
            self._code,
            self._named,
            *self._view.tools,
        ):
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
        self._kind.currentIndexChanged.connect(self._changed)
        self._paper.currentIndexChanged.connect(self._changed)
        self._language.currentIndexChanged.connect(self._changed)
        self._large.toggled.connect(self._changed)
        self._pharmacy.currentIndexChanged.connect(self._addressed)
        self._undated.toggled.connect(self._undated_changed)
        self._code.toggled.connect(self._changed)
        self._named.toggled.connect(self._changed)
        self._save.clicked.connect(self._save_now)
        self._print.clicked.connect(self._print_now)
        self._close.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print_now)

    @property
    def kind(self) -> str:
        """The code of the paper that is shown."""
        return str(self._kind.currentData())

    def _save_now(self) -> None:
        self.save_wanted.emit(self.kind, self._counts, self._names, self._spoken)

    @property
    def _spoken(self) -> str:
        """The code of the language of the paper that is shown."""
        chosen = str(self._language.currentData())
        return "en" if self._knowledge.why_not_in(self.kind, chosen) else chosen

    def _made(self) -> Printable:
        """Return the pages; in English where the language lacks a sentence, which is told."""
        try:
            return self._laid_out()
        except TranslationError as error:
            self._language.blockSignals(True)
            self._language.setCurrentIndex(0)
            self._language.blockSignals(False)
            self.tell(f"The paper is in English, for a sentence of its language is missing. {error}")
            return self._laid_out()

    def _laid_out(self) -> Printable:
        return paper_pages(
            self._regimen,
            self._knowledge,
            wording=self._wording._replace(language=self._knowledge.content.language(self._spoken)),
            paper=str(self._paper.currentData()),
            large=self._large.isChecked(),
            printed=self._printed,
            kind=self.kind,
            undated=self._counts,
            code=self._code.isChecked(),
            code_named=self._names,
            next_visit=self._next_visit,
        )

    @property
    def _coded(self) -> bool:
        """Whether the paper that is shown carries its plan."""
        has = PAPERS[self.kind].code
        return has == CODE_ALWAYS or (has == CODE_BY_CHOICE and self._code.isChecked())

    @property
    def _names(self) -> bool:
        """Whether its code tells whose the plan is."""
        return self._coded and self._named.isChecked()

    @property
    def _counts(self) -> bool:
        """Whether the paper that is shown counts days instead of naming dates."""
        return self._undated.isChecked() and PAPERS[self.kind].undated

    def _addressed(self) -> None:
        """Address the order to another pharmacy, now and from now on; what cannot be printed is told, and left."""
        before = self._knowledge.practice.practice.order_to
        try:
            keep_addressee(self._knowledge, str(self._pharmacy.currentData()))
            self._changed()
        except StoreError as error:
            self.tell(str(error))
        except NotDrawnError as error:
            keep_addressee(self._knowledge, before)
            self._pharmacy.setCurrentIndex(self._pharmacy.findData(before))
            self.tell(str(error))

    def _undated_changed(self) -> None:
        """Count days where the plan can be told so, and say why where it cannot."""
        why = why_dated(self._regimen.plan) if self._undated.isChecked() else ""
        if why:
            self._undated.setChecked(False)
            self.tell(f"The paper cannot be without dates. {why}")
            return
        self._changed()

    def _changed(self) -> None:
        self._told.hide()
        self.pages = self._made()
        self._show()
        self.settings_changed.emit(
            str(self._paper.currentData()), self._large.isChecked(), self._code.isChecked()
        )

    def _show(self) -> None:
        title = self._knowledge.paper_title(self.kind)
        self.setWindowTitle(title if self._stands else f"{title}, not accepted yet")
        # A card has the size of a wallet in any print, and the record's tables have no room for more.
        self._large.setEnabled(PAPERS[self.kind].large_print)
        others = [code for code in self._knowledge.content.languages if code != "en"]
        translated = [code for code in others if not self._knowledge.why_not_in(self.kind, code)]
        self._language.setVisible(bool(others))
        self._language.setEnabled(bool(translated))
        self._language.setToolTip("" if translated else "This paper comes in English alone")
        self._undated.setEnabled(PAPERS[self.kind].undated)
        self._pharmacy.setVisible(self.kind == _ORDER and self._pharmacy.count() > 1)
        self._code.setVisible(PAPERS[self.kind].code != CODE_ALWAYS)
        self._code.setEnabled(PAPERS[self.kind].code == CODE_BY_CHOICE)
        self._named.setEnabled(self._coded)
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
                undated=self._counts,
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
