"""A table of the reference: sorted, filtered, copied, saved as CSV."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.documents.reference_tables import Grid, as_csv
from ldn_desktop.library.files import StoreError, replace_atomically
from ldn_desktop.ui.theme.look import Theme

_TARGET, _SOURCE, _ID = (Qt.ItemDataRole.UserRole + at for at in range(3))
_NARROW, _FIRST, _WIDE = 90, 230, 320
_SHORT = 24
_ALL = "All"
_Index = QModelIndex | QPersistentModelIndex


class _Rows(QSortFilterProxyModel):
    """Rows that hold every typed word anywhere, and the chosen values in their columns; numbers sort as numbers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._values: dict[int, str] = {}

    def set_words(self, words: str) -> None:
        self.beginFilterChange()
        self._words = words.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def set_value(self, column: int, value: str) -> None:
        self.beginFilterChange()
        self._values[column] = value
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        model = self.sourceModel()
        cells = [str(model.index(row, column, parent).data() or "") for column in range(model.columnCount())]
        text = "\n".join(cells).casefold()
        chosen = all(not value or cells[column] == value for column, value in self._values.items())
        return chosen and all(word in text for word in self._words)

    def lessThan(self, left: _Index, right: _Index) -> bool:
        one, other = str(left.data() or ""), str(right.data() or "")
        if one.isdecimal() or other.isdecimal():
            return int(one or -1) < int(other or -1)
        return one.casefold() < other.casefold()


class TablePage(QWidget):
    """``opened`` hands over the target of a row that was entered, ``source_wanted`` the source of the current one."""

    opened = Signal(str)
    source_wanted = Signal(str)
    told = Signal(str)

    def __init__(self, grid: Grid, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Filter by words")
        self._filter.setAccessibleName(f"Filter {grid.title.lower()} by words")
        self._filter.setClearButtonEnabled(True)
        self._choices = [self._choice(column) for column in grid.filters]
        self._count = QLabel()
        self._count.setProperty("role", "caption")
        self._table = QTableView()
        self._rows = _Rows(self)
        self._fill()
        self._lay_out()
        self._filter.textChanged.connect(self._filtered)
        self._table.activated.connect(self._entered)
        self._table.selectionModel().currentRowChanged.connect(self._row_changed)
        copying = QShortcut(QKeySequence.StandardKey.Copy, self._table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.copy)
        self.set_theme(theme)
        self._filtered()

    def set_theme(self, theme: Theme) -> None:
        """Fit row heights and column widths to a theme."""
        self._table.verticalHeader().setDefaultSectionSize(theme.row_height())
        for column, title in enumerate(self._grid.columns):
            longest = max((len(row.cells[column]) for row in self._grid.rows), default=0)
            width = _WIDE if longest > _SHORT else max(_NARROW, 8 * max(longest, len(title)) + 24)
            width = _FIRST if column == 0 else width
            self._table.setColumnWidth(column, theme.px(width))
        self._table.resizeRowsToContents()

    @property
    def has_sources(self) -> bool:
        """Whether a row has a source that can be shown beside the table."""
        return any(row.source for row in self._grid.rows)

    def select(self, name: str) -> bool:
        """Show the row of an entry, whatever was filtered before; tell whether there is one."""
        for row, entry in enumerate(self._grid.rows):
            if entry.id == name:
                self._filter.clear()
                for box in self._choices:
                    box.setCurrentIndex(0)
                index = self._rows.mapFromSource(self._model.index(row, 0))
                self._table.setCurrentIndex(index)
                self._table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
                return True
        return False

    def focus_first(self) -> None:
        """Put the keyboard on the table."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> list[tuple[str, ...]]:
        """Return the rows as they stand: filtered and sorted."""
        count = len(self._grid.columns)
        return [
            tuple(str(self._rows.index(row, column).data() or "") for column in range(count))
            for row in range(self._rows.rowCount())
        ]

    def copy(self) -> None:
        """Copy the selected rows, or all that are shown, as text with tabs."""
        chosen = sorted({index.row() for index in self._table.selectionModel().selectedRows()})
        shown = self.shown()
        rows = [shown[row] for row in chosen] if chosen else shown
        text = "".join("\t".join(row) + "\n" for row in (self._grid.columns, *rows))
        QGuiApplication.clipboard().setText(text)

    def _fill(self) -> None:
        grid = self._grid
        self._model = QStandardItemModel(0, len(grid.columns), self)
        self._model.setHorizontalHeaderLabels(list(grid.columns))
        for row in grid.rows:
            items = []
            for column, cell in enumerate(row.cells):
                item = QStandardItem(cell)
                item.setEditable(False)
                item.setData(f"{grid.columns[column]}: {cell}", Qt.ItemDataRole.AccessibleTextRole)
                if column in grid.numeric:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                items.append(item)
            for role, value in ((_TARGET, row.target), (_SOURCE, row.source), (_ID, row.id)):
                items[0].setData(value, role)
            self._model.appendRow(items)
        self._rows.setSourceModel(self._model)

    def _lay_out(self) -> None:
        table = self._table
        table.setModel(self._rows)
        table.setAccessibleName(self._grid.title)
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.horizontalHeader().setSectionsMovable(True)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns)
        self._columns = QPushButton("Co&lumns")
        self._columns.setMenu(self._columns_menu())
        for column in self._grid.hidden:
            table.hideColumn(column)
        title = QLabel(self._grid.title)
        title.setProperty("role", "title")
        copy, save = QPushButton("&Copy"), QPushButton("Save &CSV…")
        copy.clicked.connect(self.copy)
        save.clicked.connect(self._save)
        tools = QHBoxLayout()
        tools.addWidget(self._filter, 1)
        for box in self._choices:
            tools.addWidget(box)
        tools.addWidget(self._columns)
        tools.addWidget(copy)
        tools.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 16, 16)
        layout.addWidget(title)
        layout.addLayout(tools)
        layout.addWidget(self._count)
        layout.addWidget(table, 1)

    def _columns_menu(self) -> QMenu:
        menu = QMenu(self)
        for column, name in enumerate(self._grid.columns):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(column not in self._grid.hidden)
            action.setEnabled(column > 0)
            action.setData(column)
        menu.triggered.connect(self._column_toggled)
        return menu

    def _show_columns(self, place: QPoint) -> None:
        self._columns.menu().popup(self._table.horizontalHeader().mapToGlobal(place))

    def _column_toggled(self, action: QAction) -> None:
        self._table.setColumnHidden(int(action.data()), not action.isChecked())
        self._table.resizeRowsToContents()

    def _choice(self, column: int) -> QComboBox:
        box = QComboBox()
        name = self._grid.columns[column]
        box.setAccessibleName(name)
        box.addItem(f"{name}: {_ALL.lower()}", "")
        for value in sorted({row.cells[column] for row in self._grid.rows} - {""}):
            box.addItem(value, value)
        box.setProperty("column", column)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.currentIndexChanged.connect(self._chosen)
        return box

    def _chosen(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._rows.set_value(int(box.property("column")), str(box.currentData()))
            self._filtered()

    def _filtered(self) -> None:
        self._rows.set_words(self._filter.text())
        shown, count = self._rows.rowCount(), len(self._grid.rows)
        told = self._grid.lead if shown == count else f"{shown} of {count} shown."
        self._count.setText(told if shown else "Nothing holds these words. Clear the filter to see all rows.")
        self._table.resizeRowsToContents()

    def _entered(self, index: QModelIndex) -> None:
        target = index.siblingAtColumn(0).data(_TARGET)
        if target:
            self.opened.emit(target)
        else:
            self._row_changed(index)

    def _row_changed(self, index: QModelIndex) -> None:
        source = index.siblingAtColumn(0).data(_SOURCE)
        self.source_wanted.emit(source or "")

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the table", f"{self._grid.title.lower()}.csv", "CSV (*.csv)"
        )
        if not name:
            return
        try:
            replace_atomically(name, as_csv(self._grid.columns, self.shown()).encode("utf-8-sig"))
        except StoreError as error:
            self.told.emit(f"The table was not saved. {error}")
        else:
            self.told.emit(f"Saved {name}.")
