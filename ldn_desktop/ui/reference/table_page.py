"""The page of a table of the reference: its rows filtered, copied, saved as CSV."""

from __future__ import annotations

from PySide6.QtCore import (
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.articles.grid import Grid, as_csv
from ldn_desktop.ui.files.saving import FileKind, ask_where, save_file
from ldn_desktop.ui.reference.grid_table import GridTable
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine

_FILTER = 200
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
        self._filter = WholeLine()
        self._filter.setPlaceholderText("Filter by words")
        self._filter.setAccessibleName(f"Filter {grid.title.lower()} by words")
        self._filter.setClearButtonEnabled(True)
        self._choices = [self._choice(column) for column in grid.filters]
        self._count = PlainLabel(role="caption", wraps=True)
        self._table = GridTable(grid)
        self._table.opened.connect(self.opened)
        self._table.source_wanted.connect(self.source_wanted)
        self._lay_out()
        self._filter.textChanged.connect(self._filtered)
        copying = QShortcut(QKeySequence.StandardKey.Copy, self._table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.copy)
        self.apply_theme()
        self._filtered()

    def apply_theme(self) -> None:
        """Fit the field of the filter to a theme."""
        self._filter.setMinimumWidth(self.theme.px(_FILTER))

    @property
    def has_sources(self) -> bool:
        """Whether a row has a source that can be shown beside the table."""
        return any(row.source for row in self._grid.rows)

    def select(self, name: str) -> bool:
        """Show the row of an entry, whatever was filtered before; tell whether there is one."""
        if all(entry.id != name for entry in self._grid.rows):
            return False
        self._filter.clear()
        for box in self._choices:
            box.setCurrentIndex(0)
        self._table.seek(name)
        return True

    def focus_first(self) -> None:
        """Put the keyboard on the table."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> list[tuple[str, ...]]:
        """Return the rows as they stand: filtered and sorted."""
        return self._table.shown()

    def copy(self) -> None:
        """Copy the selected rows, or all that are shown, as text with tabs."""
        chosen = sorted({index.row() for index in self._table.selectionModel().selectedRows()})
        shown = self.shown()
        rows = [shown[row] for row in chosen] if chosen else shown
        text = "".join("\t".join(row) + "\n" for row in (self._grid.columns, *rows))
        QGuiApplication.clipboard().setText(text)

    def _lay_out(self) -> None:
        columns = QPushButton("Co&lumns")
        columns.setMenu(self._table.columns_menu(self))
        title = PlainLabel(self._grid.title, role="title")
        copy, save = QPushButton("&Copy"), QPushButton("Save CS&V…")
        copy.clicked.connect(self.copy)
        save.clicked.connect(self._save)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        for button in (columns, copy, save):
            head.addWidget(button)
        tools = FlowLayout()
        for part in (self._filter, *self._choices):
            tools.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 16, 16)
        layout.addLayout(head)
        layout.addLayout(tools)
        layout.addWidget(self._count)
        layout.addWidget(self._table, 1)

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
            self._table.rows.set_value(int(box.property("column")), str(box.currentData()))
            self._filtered()

    def _filtered(self) -> None:
        self._table.leave()
        words, meant = self._filter.text(), self._grid.meant
        self._table.rows.set_words(
            words, meant(words) if meant is not None and words.strip() else frozenset()
        )
        shown, count = self._table.rows.rowCount(), len(self._grid.rows)
        told = self._grid.lead if shown == count else f"{shown} of {count} shown."
        self._count.setText(told if shown else "Nothing holds these words. Clear the filter to see all rows.")
        self._table.resizeRowsToContents()

    def _save(self) -> None:
        path = ask_where(self, "Save the table", f"{self._grid.title.lower()}.csv", _CSV)
        if path is not None:
            data = as_csv(self._grid.columns, self.shown()).encode("utf-8-sig")
            outcome = save_file(path, data, "table")
            (self.failed if outcome.failed else self.message).emit(outcome.sentence)
