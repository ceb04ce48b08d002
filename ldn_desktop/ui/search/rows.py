"""The rows of the list: results under the heading of their kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from ldn_desktop.reference.search.entry import Result
from ldn_desktop.ui.search.kinds import ALL, KIND_WORDS
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_FEW: Final = 4


class Row(NamedTuple):
    """A heading (``result`` is ``None``), or a result with the few words at its end."""

    heading: str
    result: Result | None = None
    mark: str = ""


def rows_of(
    results: Sequence[Result],
    kind: str,
    mark: Callable[[str, str], str],
    more: tuple[int, Result] | None = None,
) -> list[Row]:
    """Return the rows of results: kinds in the order of their best, each with its first few; one kind with all.

    ``more`` says how many others of a kind were found that are no results, and the result that stands for all of it.
    """
    kinds = list(dict.fromkeys(result.kind for result in results)) if kind == ALL else [kind]
    rows: list[Row] = []
    for name in kinds:
        own = [result for result in results if result.kind == name]
        shown = own[:_FEW] if kind == ALL and len(kinds) > 1 else own
        others, whole = more if more is not None and more[1].kind == name else (0, None)
        left = len(own) - len(shown) + others
        rows.append(Row(f"{KIND_WORDS[name]}, {left:,} more" if left else KIND_WORDS[name]))
        rows += [Row("", result, mark(result.kind, result.id)) for result in shown]
        if whole is not None:
            rows.append(Row("", whole))
    return rows


class ResultRows(QAbstractListModel):
    """The rows as a model; headings cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """Return a row; ``None`` outside the list."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def next_result(self, at: int, by: int) -> int:
        """Return the nearest result from a row on, in a direction; the row itself where there is none."""
        found = at + by
        while 0 <= found < len(self._rows):
            if self._rows[found].result is not None:
                return found
            found += by
        return at

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a row, or its words for a screen reader."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            result = row.result
            if result is None:
                return row.heading
            told = (result.title, result.section, result.snippet, row.mark)
            return ". ".join(part for part in told if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let results be chosen, headings not."""
        row = self.row(index.row())
        if row is None or row.result is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
