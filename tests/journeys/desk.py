"""One assembled window on folders of its own, and what a person does with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QPushButton, QTableView, QWidget

from ldn_desktop.app import assemble
from ldn_desktop.storage.places import Places, find_places
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.number_edits import CountEdit, DoseEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.origin import File
from ldn_desktop.workspace.session import Session
from tests.places import RESOURCES

TODAY = date(2026, 12, 1)
W = TypeVar("W", bound=QWidget)


class Desk:
    """A window and the hands on it."""

    def __init__(self, window: MainWindow, places: Places) -> None:
        self.window, self.places = window, places

    @property
    def session(self) -> Session:
        """The open plan."""
        return self.window._bridge.session

    @property
    def file(self) -> Path | None:
        """The file of the open plan."""
        origin = self.session.origin
        return origin.path if isinstance(origin, File) else None

    def named(self, kind: type[W], name: str, where: QWidget | None = None) -> W:
        """Return the one widget with an accessible name."""
        found = [w for w in (where or self.window).findChildren(kind) if w.accessibleName() == name]
        assert len(found) == 1, (name, found)
        return found[0]

    def button(self, text: str, where: QWidget | None = None) -> QPushButton:
        """Return the one visible button with a text, without its mnemonic."""
        buttons = (where or self.window).findChildren(QPushButton)
        found = [b for b in buttons if b.text().replace("&", "") == text and b.isVisible()]
        assert len(found) == 1, (text, [b.text() for b in buttons])
        return found[0]

    def field(self, name: str) -> QWidget:
        """Return a field of the titration by its name, the amount's own widget rather than the line inside it."""
        found = [w for w in self.window.findChildren(QWidget) if w.accessibleName() == name]
        return next((w for w in found if isinstance(w, ParsedEdit)), found[0])

    def dose(self, name: str) -> DoseEdit:
        """Return the field of an amount."""
        return self.named(DoseEdit, name)

    def type_into(self, field: QWidget, text: str) -> None:
        """Put the keyboard on a field, select what is there, and type over it."""
        self.give_focus(field)
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(target, text)

    def give_focus(self, field: QWidget) -> None:
        """Put the keyboard on a field."""
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus is field or field.isAncestorOf(focus), (field, focus)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    @property
    def headline(self) -> str:
        """The plan in one line; empty while there is none."""
        label = self.window._page._result.view._headline
        return label.accessibleName() if label.isVisible() else ""

    @property
    def steps(self) -> list[tuple[str, str, str, str]]:
        """The rows of the step table: first day, days, daily dose, what to take."""
        model = self.table("Steps").model()
        texts = [
            [str(model.index(row, column, QModelIndex()).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        return [(row[1], row[3], row[4], row[5]) for row in texts]

    def table(self, name: str) -> QTableView:
        """Return a table by its name."""
        return self.named(QTableView, name)

    def begin_edit(self, row: int, column: int) -> QWidget:
        """Put the keyboard into a cell of the ladder and return its editor."""
        view = self.table("Ladder")
        self.give_focus(view)
        index = view.model().index(row, column, QModelIndex())
        view.setCurrentIndex(index)
        if view.state() != QAbstractItemView.State.EditingState:
            QTest.keyClick(view, Qt.Key.Key_F2)
        editor = view.indexWidget(index)
        assert editor is not None
        return editor

    def times(self) -> tuple[str, ...]:
        """The times of the day of the plan."""
        return self.session.draft.plan.times

    @property
    def ladder(self) -> list[tuple[int, int]]:
        """The rungs of the plan: thousandths of a mg, days."""
        return [(rung.dose_ng // 1000, rung.days) for rung in self.session.draft.plan.ladder]

    @property
    def notices(self) -> list[str]:
        """What is told above the form."""
        return self.window.notices.sentences()

    @property
    def bars(self) -> list[MessageBar]:
        """The bars of findings above the result, with what they say."""
        return list(self.window._page._result.view._bars._stack.bars)

    @property
    def sentences(self) -> list[str]:
        """Every visible label's text in the window."""
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]

    def plan(self, start: str, step: str, target: str, every: str = "7", keep: str = "28") -> None:
        """Type the five numbers of a ladder."""
        self.type_into(self.dose("Start"), start)
        self.type_into(self.dose("Step"), step)
        self.type_into(self.dose("Target"), target)
        self.type_into(self.named(CountEdit, "Every, days of each step"), every)
        self.type_into(self.named(CountEdit, "Then keep for, days of the last step"), keep)
        self.press(Qt.Key.Key_Tab)

    def usual_set(self, at: int = 0) -> None:
        """Choose a usual set of products."""
        self.window._page._products._sets.actions()[at].trigger()


@contextmanager
def desk_on(
    folder: Path, *, begin: bool = True, size: tuple[int, int] | None = (1440, 900)
) -> Iterator[Desk]:
    """Open a window on the settings and drafts below a folder, and close it without asking."""
    places = find_places(folder)
    with patch("ldn_desktop.workspace.clock.local_now", _now):
        app, window = assemble(["ldn-desktop"], places, RESOURCES)
        if size is not None:
            window.resize(*size)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        if begin:
            window.begin()
        try:
            yield Desk(window, places)
        finally:
            window.force_close()
            window.deleteLater()
            settle()
            # The next window sets its own theme; other tests find the application as it was.
            app.setStyleSheet("")
            app.setProperty("ldnTheme", None)


def settle() -> None:
    """Let everything that was put off happen, deletion included."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _now() -> datetime:
    return datetime.combine(TODAY, time(9), UTC)
