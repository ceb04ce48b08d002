"""A table of the reference: sorted, filtered, copied, saved as CSV."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QIcon,
    QKeySequence,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.articles.grid import Grid, as_csv
from ldn_desktop.domain.finding import INFO
from ldn_desktop.reference.medicines.interactions import NONE_FOUND
from ldn_desktop.reference.medicines.words import KNOWN_WORDS
from ldn_desktop.ui.files.saving import FileKind, ask_where, save_file
from ldn_desktop.ui.reference.column_widths import ColumnWidth, fitted, measured
from ldn_desktop.ui.reference.table_rows import ID_ROLE, TableRows
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.look import Theme
from ldn_desktop.ui.theme.marks import severity_pixmap
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.ui.widgets.wrapped_cell import WrappedCell

_TARGET, _SOURCE = (Qt.ItemDataRole.UserRole + at for at in range(2))
_FILTER, _MARK = 200, 15
_ALL = "All"
_CSV = FileKind("CSV", ".csv")


class TablePage(Themed, QWidget):
    """``opened`` hands over the target of a row that was entered, ``source_wanted`` the source of the current one."""

    opened = Signal(str)
    source_wanted = Signal(str)
    message = Signal(str)
    failed = Signal(str)

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self._grid = grid
        self._sought = False
        self._filter = WholeLine()
        self._filter.setPlaceholderText("Filter by words")
        self._filter.setAccessibleName(f"Filter {grid.title.lower()} by words")
        self._filter.setClearButtonEnabled(True)
        self._choices = [self._choice(column) for column in grid.filters]
        self._count = PlainLabel(role="caption", wraps=True)
        self._table = QTableView()
        self._rows = TableRows(self)
        self._rows.set_parted(frozenset(grid.parts))
        self._widths: list[ColumnWidth] = []
        self._cells = WrappedCell(self._table)
        self._table.setItemDelegate(self._cells)
        self._fill()
        self._lay_out()
        self._table.viewport().installEventFilter(self)
        bar = self._table.verticalScrollBar()
        # Made, laid out and given its sizes only once it is shown.
        bar.rangeChanged.connect(self._bring)
        bar.actionTriggered.connect(self._leave)
        self._filter.textChanged.connect(self._filtered)
        self._table.activated.connect(self._entered)
        self._table.selectionModel().currentRowChanged.connect(self._row_changed)
        copying = QShortcut(QKeySequence.StandardKey.Copy, self._table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.copy)
        self.apply_theme()
        self._filtered()

    def apply_theme(self) -> None:
        """Fit row heights and column widths to a theme."""
        theme = self.theme
        self._table.verticalHeader().setDefaultSectionSize(theme.row_height())
        self._filter.setMinimumWidth(theme.px(_FILTER))
        self._mark_severities(theme)
        self._widths = [measured(self._grid, at, theme) for at in range(len(self._grid.columns))]
        self._fit_columns()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the columns to the room of the table, which it knows only after the page was laid out."""
        if event.type() == QEvent.Type.Resize:
            self._fit_columns()
            self._bring()
        elif event.type() in {QEvent.Type.Wheel, QEvent.Type.MouseButtonPress}:
            self._leave()
        return super().eventFilter(watched, event)

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
                self._sought = True
                self._bring()
                return True
        return False

    def _bring(self) -> None:
        """Show the row that was sought, once more whenever rows and columns have taken other sizes."""
        if self._sought:
            self._table.scrollTo(self._table.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _leave(self) -> None:
        self._sought = False

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

    def _fit_columns(self) -> None:
        shown = [at for at in range(len(self._widths)) if not self._table.isColumnHidden(at)]
        widths = fitted([self._widths[at] for at in shown], self._table.viewport().width())
        for column, width in zip(shown, widths, strict=True):
            self._table.setColumnWidth(column, width)
        self._table.resizeRowsToContents()

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
        self._rows.setSourceModel(self._model)

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
        self._table.setIconSize(QSize(size, size))
        for row in range(self._model.rowCount()):
            item = self._model.item(row, column)
            item.setIcon(marks[item.text()])

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
        table.setTextElideMode(Qt.TextElideMode.ElideNone)
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
        title = PlainLabel(self._grid.title, role="title")
        copy, save = QPushButton("&Copy"), QPushButton("Save CS&V…")
        copy.clicked.connect(self.copy)
        save.clicked.connect(self._save)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        for button in (self._columns, copy, save):
            head.addWidget(button)
        tools = FlowLayout()
        for part in (self._filter, *self._choices):
            tools.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 16, 16)
        layout.addLayout(head)
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
        self._fit_columns()

    def _choice(self, column: int) -> Combo:
        box = Combo()
        name = self._grid.columns[column]
        box.setAccessibleName(name)
        box.addItem(f"{name}: {_ALL.lower()}", "")
        for value in self._grid.choices(column):
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
        self._leave()
        words, meant = self._filter.text(), self._grid.meant
        self._rows.set_words(words, meant(words) if meant is not None and words.strip() else frozenset())
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
        path = ask_where(self, "Save the table", f"{self._grid.title.lower()}.csv", _CSV)
        if path is not None:
            data = as_csv(self._grid.columns, self.shown()).encode("utf-8-sig")
            outcome = save_file(path, data, "table")
            (self.failed if outcome.failed else self.message).emit(outcome.sentence)
