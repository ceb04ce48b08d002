"""The places of the window, and the way back and forward through what was open."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from ldn_desktop.reference.parts import ContentError
from ldn_desktop.ui import PLACES, PLANNER, REFERENCE
from ldn_desktop.ui.widgets.place_page import Asking, PlacePage, Supplies
from ldn_desktop.ui.widgets.tab_order import give_to
from ldn_desktop.workspace.history import History


class PlaceStack(Asking):
    """``moved`` tells that another place or page is open.

    A place beside the planner is made when it is first opened: the planner starts without it.
    """

    moved = Signal()

    def __init__(self, planner: QWidget, supplies: Supplies) -> None:
        super().__init__()
        self._planner, self._supplies = planner, supplies
        self._pages: dict[str, PlacePage] = {}
        self._place, self._shown = PLANNER, QStackedLayout(self)
        self.history = History()
        self.history.open(PLANNER)
        self._shown.addWidget(planner)

    @property
    def place(self) -> str:
        """Which place is open."""
        return self._place

    @property
    def chapter(self) -> str:
        """The chapter of the guide that tells of what is open."""
        page = self._pages.get(self._place)
        return (page.chapter if page is not None else "") or self._place

    @property
    def whose(self) -> str:
        """Of which patient the place beside the planner shows something, in words; empty where it is of none."""
        page = self._pages.get(self._place)
        return page.whose if page is not None else ""

    @property
    def stands(self) -> str:
        """Why the place that is open can only be read; empty where it is not so."""
        page = self._pages.get(self._place)
        return page.stands if page is not None else ""

    def show_place(self, place: str) -> None:
        """Open a place as it was left, the keyboard in it where it was; the one that is open already at its home.

        The planner leaves the keyboard alone.
        """
        page = self._pages.get(place)
        if page is None or not page.target:
            self.open(place)
        elif place == self._place and page.home not in {"", page.target}:
            self.open(page.home)
        else:
            held = page.focusWidget()
            self.open(page.target)
            give_to(held)

    def open(self, target: str, words: object = ()) -> None:
        """Open a place by its name, or a target in one, marking ``words``; what names no place is the reference's."""
        if target == PLANNER:
            self._place = PLANNER
            self._shown.setCurrentWidget(self._planner)
            self.history.open(PLANNER)
            self.moved.emit()
            return
        named = target.partition(":")[0]
        place = named if named in PLACES else REFERENCE
        if place not in self._pages and not self._make(place):
            return
        page = self._pages[place]
        self._place = place
        self._shown.setCurrentWidget(page)
        page.open(page.first if target == place else target, words)
        page.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard where one begins in the open place; the planner leaves it alone."""
        page = self._pages.get(self._place)
        if page is not None:
            page.focus_first()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Hand plan files that were dropped on the window to the open place; tell whether it takes them."""
        page = self._pages.get(self._place)
        return page is not None and page.take_files(paths)

    def back(self) -> None:
        """Go to what was open before."""
        self.open(self.history.back())

    def forward(self) -> None:
        """Go to what was open after."""
        self.open(self.history.forward())

    def _make(self, place: str) -> bool:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            page: PlacePage = import_module(f"ldn_desktop.ui.{place}.place").make_place(self._supplies)
        except ContentError as error:
            self.failed.emit(f"The {place} cannot be opened: {error}")
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._pages[place] = page
        self._shown.addWidget(page)
        page.opened.connect(self._opened)
        self.ask_for(page)
        return True

    def _opened(self, target: str) -> None:
        self.history.open(target)
        self.moved.emit()
