"""A list of products to add to and take from, each with a text of its own where one is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.reference.words.english import product_details, route_text
from ldn_desktop.reference.words.wording import PLAIN, held
from ldn_desktop.ui.fields.product_dialog import ProductDialog
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.workspace.products import ProductDefaults, new_id


class ProductList(QWidget):
    """Products in rows; ``beside`` heads a second column of texts, such as prices. ``changed`` tells of any change.

    Products ``together`` are taken in one way.
    """

    changed = Signal()

    def __init__(
        self, name: str, defaults: ProductDefaults, beside: str = "", *, together: bool = False
    ) -> None:
        super().__init__()
        self._defaults, self._together = defaults, together
        self._products: list[Formulation] = []
        self._table = QTableWidget(0, 2 if beside else 1)
        self._table.setAccessibleName(name)
        self._table.setHorizontalHeaderLabels([name, beside][: self._table.columnCount()])
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._table.verticalHeader().hide()
        self._table.setTabKeyNavigation(False)
        self._add, self._remove = QPushButton("Add p&roduct…"), QPushButton("Rem&ove product")
        self._add.clicked.connect(self._add_product)
        self._remove.clicked.connect(self._remove_product)
        self._table.itemSelectionChanged.connect(self._fit)
        self._table.itemChanged.connect(self._typed)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)

    def products(self) -> tuple[tuple[Formulation, str], ...]:
        """Return the products, each with its text."""
        column = self._table.columnCount() - 1
        texts = [
            item.text() if column and (item := self._table.item(at, column)) else ""
            for at in range(len(self._products))
        ]
        return tuple(zip(self._products, texts, strict=True))

    def show_products(self, rows: Sequence[tuple[Formulation, str]]) -> None:
        """Show products, each with its text."""
        blocked = self._table.blockSignals(True)
        self._products = [product for product, _ in rows]
        words = PLAIN.doses(map(held, self._products), self._products)
        self._table.setRowCount(len(rows))
        for at, (product, text) in enumerate(rows):
            details = ", ".join(filter(None, (product_details(product), route_text(product.route))))
            told = words.product(product) + (f", {details}" if details else "")
            named = QTableWidgetItem(told)
            named.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            named.setToolTip(plain_tip(told))
            self._table.setItem(at, 0, named)
            if self._table.columnCount() > 1:
                self._table.setItem(at, 1, QTableWidgetItem(text))
        self._table.blockSignals(blocked)
        self._fit()

    def _add_product(self) -> None:
        beside = tuple(self._products) if self._together else ()
        dialog = ProductDialog(None, self._defaults, self, beside)
        if dialog.exec():
            taken = {product.id for product in self._products}
            made = dialog.form.product(new_id(dialog.form.product("new"), taken))
            self.show_products((*self.products(), (made, "")))
            self.changed.emit()
        dialog.deleteLater()

    def _remove_product(self) -> None:
        gone = {index.row() for index in self._table.selectedIndexes()}
        self.show_products([row for at, row in enumerate(self.products()) if at not in gone])
        self.changed.emit()

    def _fit(self) -> None:
        self._remove.setEnabled(bool(self._table.selectedIndexes()))

    def _typed(self) -> None:
        self.changed.emit()
