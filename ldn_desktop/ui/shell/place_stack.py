"""The places of the window: planner and reference, and the way back and forward through what was open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from ldn_desktop.reference.parts import ContentError
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.tab_order import give_to
from ldn_desktop.workspace.history import History

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldn_desktop.articles.article import Article
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.evidence.grades import Grades
    from ldn_desktop.ui.files.saving import Outcome
    from ldn_desktop.ui.reference.page import ReferencePage

PLANNER, REFERENCE = "planner", "reference"


class PlaceStack(QStackedWidget):
    """``moved`` tells that another place or page is open.

    ``message`` hands over a sentence, ``plan_wanted`` a condition. The reference is made when it is
    first opened: the planner starts without it. Its articles leave on ``paper``.
    """

    moved = Signal()
    message = Signal(str)
    failed = Signal(str)
    plan_wanted = Signal(str)
    opioid_wanted = Signal(str, object, str)

    def __init__(
        self,
        planner: QWidget,
        content: Content,
        reader_file: Path,
        icons: IconSet,
        paper: Callable[[], str],
    ) -> None:
        super().__init__()
        self._planner, self._content, self._reader_file = planner, content, reader_file
        self._icons, self._paper = icons, paper
        self.reference: ReferencePage | None = None
        self.history = History()
        self.history.open(PLANNER)
        self.addWidget(planner)

    @property
    def place(self) -> str:
        """Which place is open: ``planner`` or ``reference``."""
        return PLANNER if self.currentWidget() is self._planner else REFERENCE

    def show_place(self, place: str) -> None:
        """Open a place as it was left, the keyboard in the reference where it was."""
        page = self.reference
        if place == PLANNER:
            self.open(PLANNER)
        elif page is None or not page.target:
            self.open("")
        else:
            held = page.focusWidget()
            self.open(page.target)
            give_to(held)

    def open(self, target: str, words: object = ()) -> None:
        """Open the planner, or a target of the reference (its first page for an empty one), marking ``words``."""
        if target == PLANNER:
            self.setCurrentWidget(self._planner)
            self.history.open(PLANNER)
            self.moved.emit()
            return
        page = self._made()
        if page is None:
            return
        self.setCurrentWidget(page)
        page.open(target or page.first, words)
        page.focus_first()

    def back(self) -> None:
        """Go to what was open before."""
        self.open(self.history.back())

    def forward(self) -> None:
        """Go to what was open after."""
        self.open(self.history.forward())

    def _made(self) -> ReferencePage | None:
        if self.reference is None:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                from ldn_desktop.ui.reference.page import ReferencePage

                self.reference = ReferencePage(self._content, self._reader_file, self._icons)
            except ContentError as error:
                self.failed.emit(f"The reference cannot be opened: {error}")
                return None
            finally:
                QGuiApplication.restoreOverrideCursor()
            self.addWidget(self.reference)
            self.reference.opened.connect(self._opened)
            self.reference.message.connect(self.message)
            self.reference.failed.connect(self.failed)
            self.reference.plan_wanted.connect(self.plan_wanted)
            self.reference.opioid_wanted.connect(self.opioid_wanted)
            self.reference.save_wanted.connect(self._save_article)
            self.reference.print_wanted.connect(self._print_article)
        return self.reference

    def _save_article(self) -> None:
        from ldn_desktop.ui.reference.saving import save_article

        self._article_paper(save_article)

    def _print_article(self) -> None:
        from ldn_desktop.ui.reference.saving import print_article

        self._article_paper(print_article)

    def _article_paper(self, make: Callable[[QWidget, Article, Grades, str], Outcome]) -> None:
        if self.reference is None or self.reference.article is None:
            return
        outcome = make(self.window(), self.reference.article, self._content.grades, self._paper())
        if outcome.sentence:
            (self.failed if outcome.failed else self.message).emit(outcome.sentence)

    def _opened(self, target: str) -> None:
        self.history.open(target)
        self.moved.emit()
