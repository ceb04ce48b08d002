"""The parts that the summary of a plan is made of: a rule, a title with rows, a day with words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.library.index_row import Status
from ldn_desktop.ui.plans.listing.row_painter import SHAPES
from ldn_desktop.ui.theme.current import Themed, current_theme
from ldn_desktop.ui.theme.marks import paint_line_mark
from ldn_desktop.ui.widgets.labels import PlainLabel

_MARK = 14
_LONG = re.compile(r"\w{12}(?=\w{4})")


class StatusShape(Themed, QWidget):
    """The shape of a status; its words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._status = Status.WAITING
        self.apply_theme()

    def show_status(self, status: Status) -> None:
        """Show the shape of another status."""
        self._status = status
        self.update()

    def apply_theme(self) -> None:
        """Take the size of the theme."""
        self.setFixedSize(self.theme.px(_MARK), self.theme.px(_MARK))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape."""
        painter = QPainter(self)
        paint_line_mark(painter, QRectF(self.rect()), SHAPES[self._status], self.theme.color("text2"))
        painter.end()


class Section(QWidget):
    """A rule, a title and rows below it; hidden without rows."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(3)
        self._rows.addWidget(rule())
        if title:
            self._rows.addWidget(PlainLabel(title, role="section"))
        self._shown: list[QWidget] = []

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show other rows."""
        for row in self._shown:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown = list(rows)
        for row in rows:
            self._rows.addWidget(row)
            # Not a moment later, when Qt would show it.
            row.show()
        self.setVisible(bool(rows))


def rule() -> QFrame:
    """Return a line across."""
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


def breakable(text: str) -> str:
    """Return a text whose long words go on in the next line where one has no room for them."""
    return _LONG.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)


def row_of(*widgets: QWidget) -> QWidget:
    """Return widgets in a row, the first with what room is left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    for at, widget in enumerate(widgets):
        row.addWidget(widget, int(at == 0))
    return holder


def below(*widgets: QWidget) -> QWidget:
    """Return widgets one below the other."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def dated(day: str, words: str) -> QWidget:
    """Return a day and what is on it."""
    on = PlainLabel(day, role="strong")
    on.setMinimumWidth(QFontMetrics(current_theme().font("body-bold")).horizontalAdvance("Wed 30 Mmm 0"))
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(on, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(words, wraps=True), 1)
    return holder
