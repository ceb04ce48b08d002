"""All papers in one go: which, looked at one after the other, then printed or saved as one PDF or several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.printing.command import LaidOut, paper_pages
from ldn_desktop.printing.flow import Printable
from ldn_desktop.reference.words.translation import TranslationError
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.files.saving import Outcome
from ldn_desktop.ui.papers.pack_leaving import PackLeaving
from ldn_desktop.ui.papers.pack_list import PackList
from ldn_desktop.ui.papers.page_view import PageView
from ldn_desktop.ui.papers.print_choices import code_choice, language_choice, large_choice, sheet_choice
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.pack import keep_taken, offered, taken

_LIST = 250
"""Width of the list at 100 %."""


class PackDialog(QDialog):
    """Takes papers of a plan; which ones is kept with the settings of the practice once they leave.

    Where those that are ``ticked`` are given nothing is kept: who gives them knows better which are taken when.
    ``place`` names the file that is offered for something of the plan with an ending. ``settings_changed`` tells paper,
    large print, and whether papers carry their code; ``held_back`` where finished pages differ from their plan, so that
    nothing left; ``message`` what became of the papers.
    """

    settings_changed = Signal(str, bool, bool)
    held_back = Signal(str)
    message = Signal(str)

    def __init__(
        self,
        regimen: Regimen,
        knowledge: Knowledge,
        leaving: Leaving,
        place: Callable[[str], Path],
        *,
        wording: Wording,
        paper: str,
        large: bool,
        code: bool,
        printed: date,
        next_visit: date | None = None,
        ticked: tuple[str, ...] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("All papers")
        self._regimen, self._knowledge = regimen, knowledge
        self._wording, self._printed, self._next_visit = wording, printed, next_visit
        self._offered = {paper.kind: paper for paper in offered(regimen, knowledge, wording, printed)}
        self._made: dict[str, Printable] = {}
        self._keeps = ticked is None
        first = taken(knowledge) if ticked is None else ticked
        self._list = PackList(tuple(self._offered.values()), first)
        self._list.setFixedWidth(current_theme().px(_LIST))
        self._paper, self._language = sheet_choice(paper), language_choice(knowledge)
        self._large = large_choice(large=large)
        self._code = code_choice(code=code)
        self._view, self._why = PageView(), PlainLabel(wraps=True)
        self._shown = QStackedWidget()
        self._told = PlainLabel(role="error", wraps=True)
        self._done = PlainLabel(wraps=True)
        for label in (self._told, self._done):
            label.hide()
        self._out = PackLeaving(regimen, knowledge, leaving, place, printed, self)
        self._buttons = (
            QPushButton("Save one P&DF…"),
            QPushButton("Save in a &folder…"),
            QPushButton("&Print…"),
        )
        self._close = QPushButton("&Close")
        # Papers are counted one by one, and the dialog takes keys between them.
        self._next = QTimer(self, interval=0)
        self._lay_out()
        self._connect()
        self._changed()
        theme = current_theme()
        first_size(self, theme.px(1040), theme.px(820))

    def _lay_out(self) -> None:
        layout, top, middle, below = QVBoxLayout(self), FlowLayout(), QHBoxLayout(), QHBoxLayout()
        for tool in (self._paper, self._language, self._large, self._code, *self._view.tools):
            top.addWidget(tool)
        for page in (self._view, self._why):
            self._shown.addWidget(page)
        middle.addWidget(self._list)
        middle.addWidget(self._shown, 1)
        below.addStretch(1)
        for button in (self._close, *self._buttons):
            button.setAutoDefault(False)
            below.addWidget(button)
        self._buttons[-1].setProperty("role", "primary")
        layout.addLayout(top)
        layout.addLayout(middle, 1)
        layout.addWidget(self._told)
        layout.addWidget(self._done)
        layout.addLayout(below)
        self._list.setFocus()

    def _connect(self) -> None:
        self._paper.currentIndexChanged.connect(self._set)
        self._language.currentIndexChanged.connect(self._changed)
        self._large.toggled.connect(self._set)
        self._code.toggled.connect(self._set)
        self._list.currentRowChanged.connect(self._show)
        self._list.ticked_changed.connect(self._ticked)
        self._next.timeout.connect(self._count_next)
        for button, act in zip(self._buttons, (self.save_one, self.save_each, self.print_all), strict=True):
            button.clicked.connect(act)
        self._close.clicked.connect(self.reject)
        self._out.held_back.connect(self.held_back)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_all)

    def _set(self) -> None:
        self._changed()
        sheet = str(self._paper.currentData())
        self.settings_changed.emit(sheet, self._large.isChecked(), self._code.isChecked())

    def _changed(self) -> None:
        """Lay everything out again."""
        for label in (self._told, self._done):
            label.hide()
        self._made.clear()
        for kind in self._offered:
            self._list.show_pages(kind, None)
        self._show()
        self._ticked()
        self._next.start()

    def _count_next(self) -> None:
        rest = (kind for kind, paper in self._offered.items() if not paper.refusal and kind not in self._made)
        kind = next(rest, "")
        if kind:
            self._pages(kind)
        else:
            self._next.stop()

    def _pages(self, kind: str) -> Printable | None:
        """Return the pages of a paper, none of one that is left out; in English where its language lacks a sentence."""
        if kind not in self._made and not self._offered[kind].refusal:
            try:
                self._made[kind] = self._laid_out(kind, str(self._language.currentData()))
            except TranslationError as error:
                title = self._offered[kind].title
                self._told.say(f"{title} is in English, for a sentence of its language is missing. {error}")
                self._made[kind] = self._laid_out(kind, "en")
            self._list.show_pages(kind, self._made[kind].count)
        return self._made.get(kind)

    def _laid_out(self, kind: str, language: str) -> Printable:
        return paper_pages(
            self._regimen,
            self._knowledge,
            wording=self._wording._replace(language=self._knowledge.language_of(kind, language)),
            paper=str(self._paper.currentData()),
            large=self._large.isChecked(),
            printed=self._printed,
            kind=kind,
            code=self._code.isChecked(),
            next_visit=self._next_visit,
        )

    def _show(self) -> None:
        """Show the paper that the keyboard has reached, or why there is none."""
        kind = self._list.kind
        pages = self._pages(kind)
        if pages is not None:
            self._view.show_pages(pages)
        self._why.setText(f"{self._offered[kind].title}: left out. {self._offered[kind].refusal}")
        self._shown.setCurrentWidget(self._why if pages is None else self._view)

    def _ticked(self) -> None:
        for button in self._buttons:
            button.setEnabled(bool(self._list.ticked))

    def _papers(self) -> list[LaidOut]:
        made = [(kind, self._pages(kind)) for kind in self._list.ticked]
        visit = self._next_visit
        return [LaidOut(kind, pages, next_visit=visit) for kind, pages in made if pages is not None]

    def save_one(self) -> None:
        """Ask for a file, and write the papers that are ticked into it."""
        papers = self._papers()
        if papers:
            self._tell(self._out.save_one(papers))

    def save_each(self) -> None:
        """Ask for a folder, and write a PDF of each paper that is ticked into it, all or none."""
        papers = self._papers()
        if papers:
            self._tell(self._out.save_each(papers))

    def print_all(self) -> None:
        """Ask for the printer, and print the papers that are ticked, each on sheets of its own."""
        papers = self._papers()
        printer = self._out.printer(papers) if papers else None
        if isinstance(printer, QPrinter):
            self.send(printer)
        elif printer:
            self._tell(printer)

    def send(self, printer: QPrinter) -> None:
        """Print the papers that are ticked with a printer; where all went, close."""
        outcome = self._out.send(self._papers(), printer)
        self._tell(outcome)
        if not outcome.failed:
            self.accept()

    def _tell(self, outcome: Outcome) -> None:
        """Tell what became of the papers, and keep which they were."""
        self._told.say(outcome.sentence if outcome.failed else "")
        self._done.say("" if outcome.failed else outcome.sentence)
        if outcome.sentence and not outcome.failed:
            self.message.emit(outcome.sentence)
            if self._keeps:
                self._keep()

    def _keep(self) -> None:
        ticked, before = self._list.ticked, taken(self._knowledge)
        held = {kind for kind in before if self._offered[kind].refusal}
        try:
            keep_taken(self._knowledge, tuple(k for k in self._offered if k in ticked or k in held))
        except StoreError as error:
            self._told.say(f"Which papers were taken is not kept. {error}")
