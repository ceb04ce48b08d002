"""A table of the reference as a view: its rows, the marks of severities, the widths of its columns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ldn_desktop.articles.grid import Grid
from ldn_desktop.domain.finding import INFO
from ldn_desktop.reference.medicines.interactions import NONE_FOUND
from ldn_desktop.reference.medicines.words import KNOWN_WORDS
from ldn_desktop.ui.reference.column_widths import ColumnWidth, fitted, measured
from ldn_desktop.ui.reference.table_rows import ID_ROLE, TableRows
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.look import Theme
from ldn_desktop.ui.theme.marks import severity_pixmap
from ldn_desktop.ui.widgets.wrapped_cell import WrappedCell

_TARGET, _SOURCE = (Qt.ItemDataRole.UserRole + at for at in range(2))
_MARK = 15


class GridTable(Themed, QTableView):
    """Shows the rows that ``rows`` lets through.

    ``opened`` hands over the target of a row that was entered, ``source_wanted`` the source of the current one.
    """

    opened = Signal(str)
    source_wanted = Signal(str)

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self._grid, self._sought = grid, False
        self.rows = TableRows(self)
        self.rows.set_parted(frozenset(grid.parts))
        self._widths: list[ColumnWidth] = []
        self._cells = WrappedCell(self)
        self.setItemDelegate(self._cells)
        self._fill()
        self._dress()
        self.viewport().installEventFilter(self)
        bar = self.verticalScrollBar()
        # Made, laid out and given its sizes only once it is shown.
        bar.rangeChanged.connect(self._bring)
        bar.actionTriggered.connect(self.leave)
        self.activated.connect(self._entered)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Fit row heights and column widths to a theme."""
        theme = self.theme
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self._mark_severities(theme)
        self._widths = [measured(self._grid, at, theme) for at in range(len(self._grid.columns))]
        self._fit_columns()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the columns to the room of the table, which it knows only after the page was laid out."""
        if event.type() == QEvent.Type.Resize:
            self._fit_columns()
            self._bring()
        elif event.type() in {QEvent.Type.Wheel, QEvent.Type.MouseButtonPress}:
            self.leave()
        return super().eventFilter(watched, event)

    def seek(self, name: str) -> None:
        """Go to the row of an entry that is shown, and keep it in sight until somebody moves the table."""
        row = next(at for at, entry in enumerate(self._grid.rows) if entry.id == name)
        self.setCurrentIndex(self.rows.mapFromSource(self._model.index(row, 0)))
        self._sought = True
        self._bring()

    def leave(self) -> None:
        """Let the row that was sought go out of sight."""
        self._sought = False

    def shown(self) -> list[tuple[str, ...]]:
        """Return the rows as they stand: filtered and sorted."""
        count = len(self._grid.columns)
        return [
            tuple(str(self.rows.index(row, column).data() or "") for column in range(count))
            for row in range(self.rows.rowCount())
        ]

    def columns_menu(self, parent: QWidget) -> QMenu:
        """Make the menu of the columns that are shown, which opens over their heads too."""
        menu = self._menu = QMenu(parent)
        for column, name in enumerate(self._grid.columns):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(column not in self._grid.hidden)
            action.setEnabled(column > 0)
            action.setData(column)
        menu.triggered.connect(self._column_toggled)
        return menu

    def _show_columns(self, place: QPoint) -> None:
        self._menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _column_toggled(self, action: QAction) -> None:
        self.setColumnHidden(int(action.data()), not action.isChecked())
        self._fit_columns()

    def _bring(self) -> None:
        """Show the row that was sought, once more whenever rows and columns have taken other sizes."""
        if self._sought:
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _fit_columns(self) -> None:
        shown = [at for at in range(len(self._widths)) if not self.isColumnHidden(at)]
        widths = fitted([self._widths[at] for at in shown], self.viewport().width())
        for column, width in zip(shown, widths, strict=True):
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()

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
            for role, value in ((_TARGET, row.target), (_SOURCE, row.source), (ID_ROLE, row.id)):
                items[0].setData(value, role)
            self._model.appendRow(items)
        self.rows.setSourceModel(self._model)

    def _mark_severities(self, theme: Theme) -> None:
        """Put its mark before each severity, which its word says too."""
        column = self._grid.severities
        if column < 0:
            return
        size = theme.px(_MARK)
        marks = {}
        for severity, words in KNOWN_WORDS.items():
            shape = INFO if severity == NONE_FOUND else severity
            pixmap = severity_pixmap(
                shape, theme.color(shape), theme.color("panel"), size, self.devicePixelRatioF()
            )
            marks[words] = QIcon(pixmap)
        self.setIconSize(QSize(size, size))
        for row in range(self._model.rowCount()):
            item = self._model.item(row, column)
            item.setIcon(marks[item.text()])

    def _dress(self) -> None:
        self.setModel(self.rows)
        self.setAccessibleName(self._grid.title)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns)
        for column in self._grid.hidden:
            self.hideColumn(column)

    def _entered(self, index: QModelIndex) -> None:
        target = index.siblingAtColumn(0).data(_TARGET)
        if target:
            self.opened.emit(target)
        else:
            self._row_changed(index)

    def _row_changed(self, index: QModelIndex) -> None:
        source = index.siblingAtColumn(0).data(_SOURCE)
        self.source_wanted.emit(source or "")
