"""The supply of a computed plan as a table: each fill, then the total of each product."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt

from ldn_desktop.domain.formulation import QUARTERS, Capsule, Tablet
from ldn_desktop.domain.plan import CONTINUES
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.use import Quantity
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.widgets.table_model import NO_INDEX, Index, TableModel
from ldn_desktop.workspace.result_words import taken_units


class _Row(NamedTuple):
    cells: tuple[str, ...]
    total: bool


class SupplyModel(TableModel):
    """Shows the fills of one regimen; totals follow in bold."""

    titles = ("Fill", "Product", "From", "To", "Exactly needed", "Whole pieces")
    numeric = frozenset({0, 4, 5})

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[_Row, ...] = ()

    def show_regimen(self, regimen: Regimen | None, words: DoseWords) -> None:
        """Show another computed plan, or an empty table."""
        self.beginResetModel()
        self._rows = _rows(regimen, words) if regimen else ()
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of fills and totals."""
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> str:
        """Return a cell's text."""
        return self._rows[row].cells[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or whether its row is a total (``UserRole``)."""
        if role == Qt.ItemDataRole.UserRole and index.isValid():
            return self._rows[index.row()].total
        return super().data(index, role)


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
    # A plan that goes on is counted up to the last of its days alone.
    told = ("Total", "")
    if regimen.after == CONTINUES:
        told = ("Total until", f"{full_date(regimen.ends)}, then it goes on")
    taken = taken_units(regimen)
    rows += [
        _Row(
            (
                "",
                words.product(q.formulation),
                *_with_taken(told, q, taken[q.formulation.id], words),
                words.need(q),
                _whole(q),
            ),
            total=True,
        )
        for q in regimen.supply.totals
    ]
    return tuple(rows)


def _with_taken(told: tuple[str, str], total: Quantity, units: int, words: DoseWords) -> tuple[str, str]:
    """Add what is taken of a total, where a change along the way leaves some of it over."""
    if units >= total.units:
        return told
    taken = f"{words.need(total._replace(units=units))} of it taken"
    return told[0], "; ".join(filter(None, (told[1], taken)))


def _whole(quantity: Quantity) -> str:
    """What is handed out at least: whole pieces; what is measured comes in bottles, so it has none."""
    if not isinstance(quantity.formulation, Capsule | Tablet):
        return "–"
    return f"{-(-quantity.units // QUARTERS):,}"
