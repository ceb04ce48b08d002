"""The supply of a computed plan as a table: each fill, then the total of each product."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ldn_desktop.domain.formulation import QUARTERS, Capsule, Tablet
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.supply import Quantity
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.reference.words.wording import DoseWords

_Index = QModelIndex | QPersistentModelIndex
_TITLES = ("Fill", "Product", "From", "To", "Exactly used", "Whole pieces")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMERIC = frozenset({0, 4, 5})


class _Row(NamedTuple):
    cells: tuple[str, ...]
    total: bool


class SupplyModel(QAbstractTableModel):
    """Shows the fills of one regimen; totals follow in bold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[_Row, ...] = ()

    def show_regimen(self, regimen: Regimen | None, words: DoseWords) -> None:
        """Show another computed plan, or an empty table."""
        self.beginResetModel()
        self._rows = _rows(regimen, words) if regimen else ()
        self.endResetModel()

    def as_text(self) -> str:
        """Return the table as text with tabs, headers first, for the clipboard."""
        return "".join("\t".join(cells) + "\n" for cells in (_TITLES, *(row.cells for row in self._rows)))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of fills and totals."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if section in _NUMERIC else _LEFT)
        return _TITLES[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or whether its row is a total (``UserRole``)."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(_RIGHT if index.column() in _NUMERIC else _LEFT)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_TITLES[index.column()]}: {row.cells[index.column()]}"
            case Qt.ItemDataRole.UserRole:
                return row.total
        return None


def _rows(regimen: Regimen, words: DoseWords) -> tuple[_Row, ...]:
    rows = [
        _Row(
            (
                str(fill.window + 1),
                words.product(fill.quantity.formulation),
                full_date(fill.first),
                full_date(fill.last),
                words.need(fill.quantity),
                _whole(fill.quantity),
            ),
            total=False,
        )
        for fill in regimen.supply.fills
    ]
    rows += [
        _Row(("", words.product(q.formulation), "Total", "", words.need(q), _whole(q)), total=True)
        for q in regimen.supply.totals
    ]
    return tuple(rows)


def _whole(quantity: Quantity) -> str:
    """What is handed out at least: whole pieces; what is measured comes in bottles, so it has none."""
    if not isinstance(quantity.formulation, Capsule | Tablet):
        return "–"
    return f"{-(-quantity.units // QUARTERS):,}"
