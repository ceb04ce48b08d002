"""The table of plans: groups that fold, a plain order by a click on a column, what is chosen kept through changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from ldn_desktop.ui.plans.listing.columns import WIDE, fitted, of_wide_words
from ldn_desktop.ui.plans.listing.plans_model import PlansModel
from ldn_desktop.ui.plans.listing.row_painter import Place, RowPainter, paint_focus
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.workspace.plan_list import Column, Group, Heading, Item, Line, Order
from ldn_desktop.workspace.plan_list_words import Cell, ListWords, told_whole, with_late_fill

_ROW, _HEADING, _TITLE = 40, 26, 28
_CONDITION = 90
"""Pixels at 100 % that the title of the conditions needs."""


class PlansTable(Themed, QTableView):
    """``chosen`` tells the plan that is current, by its subject, empty for none; ``folding`` a group to fold or unfold.

    ``order_wanted`` hands over the order that a click on a title asks for, ``key_pressed`` a key that is the room's.
    """

    chosen = Signal(str)
    folding = Signal(object, bool)
    order_wanted = Signal(object)
    key_pressed = Signal(int)
    KEYS = frozenset(
        {
            Qt.Key.Key_V,
            Qt.Key.Key_F,
            Qt.Key.Key_H,
            Qt.Key.Key_P,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Delete,
        }
    )

    def __init__(self, words: ListWords) -> None:
        super().__init__()
        self.setAccessibleName("Plans")
        # Its ring is drawn inside the row.
        self.setProperty("role", "list")
        self.plans = PlansModel(words, self)
        self.setModel(self.plans)
        self._painter = RowPainter(self.devicePixelRatioF())
        self._hovered = -1
        self._kept, self._laying = "", False
        self._low: list[int] = []
        self._wide_told: list[Item] = []
        self._conditions: frozenset[str] = frozenset()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        rows, titles = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setSectionsClickable(True)
        titles.setHighlightSections(False)
        titles.sectionClicked.connect(self._title_clicked)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.apply_theme()

    @property
    def subject(self) -> str:
        """The plan that is current; empty where none is, or none that is shown."""
        line = self.plans.line(self.currentIndex().row())
        return line.subject if isinstance(line, Item) else ""

    @property
    def selected(self) -> Sequence[str]:
        """The plans that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = map(self.plans.line, rows)
        return [line.subject for line in lines if isinstance(line, Item)]

    def show_lines(self, lines: Sequence[Line], order: Order | None, *, stay: bool) -> None:
        """Show other lines. What is chosen stays so where it is shown; ``stay`` keeps what is at the top there."""
        kept, selected = self._kept, self.selected
        here = self.plans.line(self.currentIndex().row())
        place = self.verticalScrollBar().value()
        self._laying = True
        self.plans.show_lines(lines, order)
        self._fit_rows()
        group = here.group if isinstance(here, Heading) else None
        heading = next(
            (at for at, ln in enumerate(lines) if isinstance(ln, Heading) and ln.group == group), None
        )
        row = heading if group is not None else self.plans.by_subject(kept)
        if row is not None:
            self._select([kept, *selected] if group is None else [], row)
        self._laying = False
        self.verticalScrollBar().setValue(place if stay else 0)
        titles = self.horizontalHeader()
        titles.setSortIndicatorShown(order is not None)
        if order is not None:
            way = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
            titles.setSortIndicator(order.column, way)
        if row is not None and not stay:
            self.scrollTo(self.plans.index(row, 0))
        self.chosen.emit(self.subject)

    def make_room(self, items: Sequence[Item]) -> None:
        """Make the columns of doses as wide as what is told of the doses of some plans."""
        self._wide_told = of_wide_words(items)
        self._conditions = frozenset(item.row.condition for item in items)
        self._fit_columns()

    def choose(self, subject: str) -> None:
        """Choose a plan, where it is shown, else as soon as it is."""
        self._kept = subject
        index = self.plans.index_of(subject)
        if index.isValid():
            self.setCurrentIndex(index)

    def neighbour(self) -> str:
        """Return the plan that comes after those that are selected, else before; empty where there is none."""
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        lines = self.plans.lines
        others = (*lines[max(rows, default=0) + 1 :], *reversed(lines[: min(rows, default=0)]))
        return next((line.subject for line in others if isinstance(line, Item)), "")

    def choose_first(self) -> None:
        """Choose the first plan."""
        subject = next((line.subject for line in self.plans.lines if isinstance(line, Item)), "")
        self.choose(subject)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first plan where none is chosen: the keyboard is on a row."""
        if not self.currentIndex().isValid():
            self.choose_first()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold groups by arrows; letters are keys of the room and look for nothing."""
        key, line = Qt.Key(event.key()), self.plans.line(self.currentIndex().row())
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.matches(QKeySequence.StandardKey.Copy):
            # The view's own copy would stay on the clipboard.
            copy_of_plan(str(self.currentIndex().data() or ""))
        elif plain and isinstance(line, Heading) and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.folding.emit(line.group, key == Qt.Key.Key_Left)
        elif plain and isinstance(line, Heading) and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.folding.emit(line.group, not line.folded)
        elif plain and isinstance(line, Item) and key == Qt.Key.Key_Left and self.plans.order is None:
            self._to_heading(line.group)
        elif plain and key in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.plans.lines:
            row = 0 if key == Qt.Key.Key_Home else len(self.plans.lines) - 1
            self.setCurrentIndex(self.plans.index(row, 0))
        elif plain and (key in self.KEYS or key == Qt.Key.Key_Right):
            self.key_pressed.emit(int(key))
        elif event.text().isprintable() and event.text() and plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold the group whose heading is clicked."""
        super().mousePressEvent(event)
        line = self.plans.line(self.indexAt(event.position().toPoint()).row())
        if isinstance(line, Heading) and event.button() == Qt.MouseButton.LeftButton:
            self.folding.emit(line.group, not line.folded)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen, and the ring of the keyboard inside the current one."""
        selected = self.selectionModel()
        places = tuple(
            Place(column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in Column
            if not self.isColumnHidden(column)
        )
        painter = QPainter(self.viewport())
        row = max(self.rowAt(event.rect().top()), 0)
        while (line := self.plans.line(row)) is not None:
            box = self._row_rect(row)
            if box.top() > event.rect().bottom():
                break
            chosen = selected.isRowSelected(row)
            if isinstance(line, Item):
                cells, hovered = self._cells(line), row == self._hovered
                self._painter.paint_plan(painter, box, line, cells, places, chosen=chosen, hovered=hovered)
            else:
                told = self.plans.words.heading(line)
                self._painter.paint_heading(painter, box, line, told, chosen=chosen)
            row += 1
        current = self.currentIndex().row()
        if current >= 0 and (self.hasFocus() or self.theme.high_contrast):
            ink = self.theme.color("focus" if self.hasFocus() else "accent")
            paint_focus(painter, self._row_rect(current).adjusted(0, 0, 0, -1), ink)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no row."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the year and the whole condition of what the pointer rests on."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            line = self.plans.line(index.row())
            if isinstance(line, Item):
                QToolTip.showText(event.globalPos(), plain_tip(self._tip(line, Column(index.column()))), self)
                return True
        return super().viewportEvent(event)

    def apply_theme(self) -> None:
        """Take heights and widths from the theme."""
        self._painter = RowPainter(self.devicePixelRatioF())
        line, small = self.theme.line("body"), self.theme.line("small")
        # As drawn at 100 %: 40 for two lines of 18 and 16 pixels.
        self.verticalHeader().setDefaultSectionSize(line + small + self.theme.px(_ROW - 34))
        self.horizontalHeader().setFixedHeight(self.theme.px(_TITLE))
        self._fit_rows()
        self._fit_columns()

    def _fit_rows(self) -> None:
        """Make headings one cell, and lower than plans."""
        self.clearSpans()
        rows, high = self.verticalHeader(), self.theme.px(_HEADING)
        # A header keeps the heights of rows through other lines.
        for row in self._low:
            if row < rows.count():
                rows.resizeSection(row, rows.defaultSectionSize())
        self._low = [row for row, line in enumerate(self.plans.lines) if isinstance(line, Heading)]
        for row in self._low:
            rows.resizeSection(row, high)
            self.setSpan(row, 0, 1, len(Column))

    def _fit_columns(self) -> None:
        wide = {column: self.theme.px(pixels) for column, pixels in WIDE.items()}
        for item in self._wide_told:
            for column in (Column.DOSE, Column.CHANGE):
                wide[column] = max(wide[column], self._painter.width(self.plans.cells(item)[column]))
        # What no condition needs the names have.
        told = max((self._painter.width(Cell(condition)) for condition in self._conditions), default=0)
        spare = wide[Column.CONDITION] - max(told, self.theme.px(_CONDITION))
        if spare > 0:
            wide[Column.CONDITION] -= spare
            wide[Column.PATIENT] += spare
        shown = fitted(wide, self.viewport().width())
        for column in Column:
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                self.setColumnWidth(column, shown[column])

    def _row_rect(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _hover(self, row: int) -> None:
        for other in (self._hovered, row):
            self.viewport().update(self._row_rect(other))
        self._hovered = row

    def _select(self, subjects: Sequence[str], row: int) -> None:
        model, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        index = self.plans.index(row, 0)
        chosen = QItemSelection(index, index)
        for at in map(self.plans.by_subject, subjects):
            if at is None:
                continue
            other = self.plans.index(at, 0)
            chosen.select(other, other)
        model.select(chosen, flags.ClearAndSelect | flags.Rows)
        model.setCurrentIndex(index, flags.NoUpdate)

    def _to_heading(self, group: Group) -> None:
        lines = enumerate(self.plans.lines)
        row = next(at for at, line in lines if isinstance(line, Heading) and line.group == group)
        self.setCurrentIndex(self.plans.index(row, 0))

    def _title_clicked(self, section: int) -> None:
        order, column = self.plans.order, Column(section)
        again = order is not None and order.column == column
        self.order_wanted.emit(Order(column, descending=again and not order.descending if order else False))

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        line = self.plans.line(current.row())
        if self._laying:
            return
        if isinstance(line, Item):
            self._kept = line.subject
        self.chosen.emit(self.subject)

    def _cells(self, item: Item) -> tuple[Cell, ...]:
        cells = self.plans.cells(item)
        return with_late_fill(cells) if self.isColumnHidden(Column.FILL) else cells

    def _tip(self, item: Item, column: Column) -> str:
        today = item.today
        days = {Column.CHANGE: today.next_change, Column.FILL: today.late_fill or today.next_fill}
        return told_whole(self._cells(item)[column], days.get(column))
