"""The address book of pharmacies: where each is, what it makes, and what that costs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.practice import LONGEST_LINE, MOST_DECIMALS, Currency, Made, Pharmacy, Practice
from ldn_desktop.domain.prices import PriceError, price_text, read_price
from ldn_desktop.ui.shell.practice.product_list import ProductList
from ldn_desktop.ui.widgets.labels import FieldLabel
from ldn_desktop.workspace.products import ProductDefaults

_FIELDS = (("name", "&Name"), ("address", "&Address"), ("phone", "&Telephone"), ("fax", "&Fax"))


class PharmaciesTab(QWidget):
    """A list, and the one that is chosen beside it. ``changed`` tells of any change."""

    changed = Signal()

    def __init__(self, defaults: ProductDefaults) -> None:
        super().__init__()
        self._pharmacies: list[Pharmacy] = []
        self._problem = ""
        self._list = QListWidget()
        self._list.setAccessibleName("Pharmacies")
        self._add, self._remove = QPushButton("Add p&harmacy"), QPushButton("Remo&ve pharmacy")
        self._edits = {name: QLineEdit() for name, _ in _FIELDS}
        for name, words in _FIELDS:
            self._edits[name].setAccessibleName(f"{words.replace('&', '')} of the pharmacy")
            self._edits[name].setMaxLength(LONGEST_LINE)
            self._edits[name].textEdited.connect(self._edited)
        self._code, self._decimals = QLineEdit(), QSpinBox()
        self._code.setAccessibleName("Currency, three letters")
        self._code.setPlaceholderText("such as GBP")
        self._code.setMaxLength(3)
        self._decimals.setAccessibleName("Decimal places of the currency")
        self._decimals.setRange(0, MOST_DECIMALS)
        self._code.textEdited.connect(self._edited)
        self._decimals.valueChanged.connect(self._edited)
        self._makes = ProductList("Makes", defaults, "Price of a piece or mL")
        self._makes.changed.connect(self._edited)
        self._side = QWidget()
        self._add.clicked.connect(self._add_pharmacy)
        self._remove.clicked.connect(self._remove_pharmacy)
        self._list.currentRowChanged.connect(self._show_chosen)
        self._lay_out()

    @property
    def problem(self) -> str:
        """What is wrong with a price; empty where nothing is."""
        return self._problem

    def show_practice(self, practice: Practice) -> None:
        """Show settings."""
        self._pharmacies = list(practice.pharmacies)
        self._show_list(0)

    def taken_into(self, practice: Practice) -> Practice:
        """Return settings with what stands here."""
        return replace(practice, pharmacies=tuple(self._pharmacies))

    def _show_list(self, row: int) -> None:
        blocked = self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([pharmacy.name or "(without a name)" for pharmacy in self._pharmacies])
        self._list.setCurrentRow(min(row, len(self._pharmacies) - 1))
        self._list.blockSignals(blocked)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self._list.currentRow()
        self._side.setEnabled(row >= 0)
        self._remove.setEnabled(row >= 0)
        pharmacy = self._pharmacies[row] if row >= 0 else Pharmacy("")
        currency = pharmacy.currency
        for name, edit in self._edits.items():
            edit.setText(str(getattr(pharmacy, name)).replace("\n", ", "))
        blocked = self._decimals.blockSignals(True)
        self._code.setText(currency.code if currency else "")
        self._decimals.setValue(currency.decimals if currency else Currency("").decimals)
        self._decimals.blockSignals(blocked)
        self._makes.show_products(
            [
                (
                    made.formulation,
                    price_text(made.price, currency) if currency and made.price is not None else "",
                )
                for made in pharmacy.makes
            ]
        )

    def _edited(self) -> None:
        row = self._list.currentRow()
        if row < 0:
            return
        code = self._code.text().strip().upper()
        currency = Currency(code, self._decimals.value())
        makes: list[Made] = []
        self._problem = ""
        for product, text in self._makes.products():
            try:
                price = read_price(text, currency)
            except PriceError as error:
                self._problem, price = str(error), None
            if price is not None and not code:
                self._problem = "There is a price without a currency; type its three letters, such as GBP."
            makes.append(Made(product, price if code else None))
        told = {name: edit.text().strip() for name, edit in self._edits.items()}
        self._pharmacies[row] = Pharmacy(**told, makes=tuple(makes), currency=currency if code else None)
        self._list.item(row).setText(told["name"] or "(without a name)")
        self.changed.emit()

    def _add_pharmacy(self) -> None:
        self._pharmacies.append(Pharmacy(""))
        self._show_list(len(self._pharmacies) - 1)
        self._edits["name"].setFocus()
        self.changed.emit()

    def _remove_pharmacy(self) -> None:
        row = self._list.currentRow()
        del self._pharmacies[row]
        self._show_list(max(row - 1, 0))
        self.changed.emit()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._list, 1)
        left.addWidget(self._add)
        left.addWidget(self._remove)
        form = QFormLayout()
        for name, words in _FIELDS:
            form.addRow(words, self._edits[name])
        money = QHBoxLayout()
        money.addWidget(self._code)
        money.addWidget(self._decimals)
        form.addRow(FieldLabel("C&urrency", self._code), money)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addLayout(form)
        right.addWidget(self._makes, 1)
        layout = QHBoxLayout(self)
        layout.addLayout(left, 1)
        layout.addWidget(self._side, 2)
