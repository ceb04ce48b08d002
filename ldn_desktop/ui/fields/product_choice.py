"""Chooses products from a list: those of the plan, the usual ones, and new ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.reference.words.english import product_details, route_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.products import new_id

if TYPE_CHECKING:
    from ldn_desktop.ui.fields.product_dialog import ProductDialog

_ROWS_SHOWN = 6


class ProductChoice(QWidget):
    """Products to tick, in the order in which they are tried. ``changed`` tells that others are ticked."""

    changed = Signal()

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._products: list[Formulation] = []
        self._list = QListWidget()
        self._list.setAccessibleName("Products from this day on")
        # A product is read whole.
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.itemChanged.connect(self._ticked)
        add = QPushButton("Other product…")
        add.setProperty("role", "flat")
        add.clicked.connect(self.add_product)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def products(self) -> tuple[Formulation, ...]:
        """Return the ticked products in their order."""
        ticked = (
            self._list.item(row).checkState() == Qt.CheckState.Checked for row in range(self._list.count())
        )
        return tuple(product for product, on in zip(self._products, ticked, strict=True) if on)

    def show_products(
        self, chosen: tuple[Formulation, ...], known: Iterable[Formulation], words: DoseWords
    ) -> None:
        """Tick some products; offer those that the plan knows and the usual ones beside them."""
        with quiet(self._list):
            self._list.clear()
            self._products = []
            for product in (*chosen, *known, *self._knowledge.offers.usual_products()):
                self._offer(product, words, ticked=product in chosen)
        row = self._list.sizeHintForRow(0)
        self._list.setFixedHeight(row * min(len(self._products), _ROWS_SHOWN) + 2 * self._list.frameWidth())

    def tick(self, names: Iterable[str]) -> None:
        """Tick the products with these ids, and no others."""
        wanted = set(names)
        with quiet(self._list):
            for row, product in enumerate(self._products):
                on = Qt.CheckState.Checked if product.id in wanted else Qt.CheckState.Unchecked
                self._list.item(row).setCheckState(on)

    def add_product(self) -> None:
        """Ask for a product that is not in the list and tick it."""
        # The dialog is loaded when it is first asked for.
        dialog = self._dialog()
        if dialog.exec():
            taken = {product.id for product in self._products}
            plain = dialog.form.product("new")
            with quiet(self._list):
                self._offer(dialog.form.product(new_id(plain, taken)), DoseWords([]), ticked=True)
            self.changed.emit()
        dialog.deleteLater()

    def _dialog(self) -> ProductDialog:
        from ldn_desktop.ui.fields.product_dialog import ProductDialog

        return ProductDialog(None, self._knowledge.offers.product_defaults(), self)

    def _offer(self, product: Formulation, words: DoseWords, *, ticked: bool) -> None:
        """Add a product unless one like it is there; an id that stands for another product gives way."""
        if any(replace(product, id=known.id) == known for known in self._products):
            return
        taken = {known.id for known in self._products}
        if product.id in taken:
            product = replace(product, id=new_id(product, taken))
        self._products.append(product)
        details = ", ".join(filter(None, (product_details(product), route_text(product.route))))
        item = QListWidgetItem(words.product(product) + (f", {details}" if details else ""))
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        )
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._list.addItem(item)

    def _ticked(self) -> None:
        self.changed.emit()
