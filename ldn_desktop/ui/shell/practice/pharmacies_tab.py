"""The address book of pharmacies: where each is, what it makes, and what that costs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.practice import MOST_DECIMALS, Pharmacy, Practice
from ldn_desktop.domain.prices import PriceError
from ldn_desktop.ui.shell.practice.address_edit import AddressEdit
from ldn_desktop.ui.shell.practice.product_list import ProductList
from ldn_desktop.ui.widgets.labels import FieldLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.pharmacy_form import PharmacyForm, pharmacy_form
from ldn_desktop.workspace.practices import PracticeError
from ldn_desktop.workspace.products import ProductDefaults


class PharmaciesTab(QWidget):
    """A list, and the one that is chosen beside it. ``changed`` tells of any change.

    What is typed at one of them stays as it is typed while another is chosen.
    """

    changed = Signal()

    def __init__(self, defaults: ProductDefaults) -> None:
        super().__init__()
        self._typed: list[PharmacyForm] = []
        self._list = QListWidget()
        self._list.setAccessibleName("Pharmacies")
        self._add, self._remove = QPushButton("Add p&harmacy"), QPushButton("Remo&ve pharmacy")
        self._name, self._phone, self._fax = WholeLine(), WholeLine(), WholeLine()
        for edit, words in ((self._name, "Name"), (self._phone, "Telephone"), (self._fax, "Fax")):
            edit.setAccessibleName(f"{words} of the pharmacy")
            edit.textEdited.connect(self._edited)
        self._address = AddressEdit("Address of the pharmacy")
        self._address.textChanged.connect(self._edited)
        self._code, self._decimals = WholeLine(), QSpinBox()
        self._code.setAccessibleName("Currency, three letters")
        self._code.setPlaceholderText("such as GBP")
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

    def show_practice(self, practice: Practice) -> None:
        """Show settings."""
        to = practice.addressee
        self._typed = [pharmacy_form(each, addressed=each == to) for each in practice.pharmacies]
        self._show_list(0)

    def taken_into(self, practice: Practice) -> Practice:
        """Return settings with what stands here. Refused (``PracticeError``): a price that is none."""
        pharmacies = tuple(map(self._read, range(len(self._typed))))
        pairs = zip(pharmacies, self._typed, strict=True)
        to = next((pharmacy.name for pharmacy, typed in pairs if typed.addressed), "")
        return replace(practice, pharmacies=pharmacies, order_to=to)

    def _read(self, row: int) -> Pharmacy:
        try:
            return self._typed[row].pharmacy()
        except PriceError as error:
            raise PracticeError(f"Pharmacies, number {row + 1}: {error}") from None

    def _show_list(self, row: int) -> None:
        blocked = self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([typed.name.strip() or "(without a name)" for typed in self._typed])
        self._list.setCurrentRow(min(row, len(self._typed) - 1))
        self._list.blockSignals(blocked)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self._list.currentRow()
        self._side.setEnabled(row >= 0)
        self._remove.setEnabled(row >= 0)
        typed = self._typed[row] if row >= 0 else PharmacyForm()
        self._name.setText(typed.name)
        self._phone.setText(typed.phone)
        self._fax.setText(typed.fax)
        self._code.setText(typed.code)
        for widget in (self._address, self._decimals):
            widget.blockSignals(True)
        self._address.setPlainText(typed.address)
        self._decimals.setValue(typed.decimals)
        for widget in (self._address, self._decimals):
            widget.blockSignals(False)
        self._makes.show_products(typed.makes)

    def _edited(self) -> None:
        row = self._list.currentRow()
        if row < 0:
            return
        self._typed[row] = self._typed[row]._replace(
            name=self._name.text(),
            address=self._address.toPlainText(),
            phone=self._phone.text(),
            fax=self._fax.text(),
            code=self._code.text(),
            decimals=self._decimals.value(),
            makes=self._makes.products(),
        )
        self._list.item(row).setText(self._name.text().strip() or "(without a name)")
        self.changed.emit()

    def _add_pharmacy(self) -> None:
        self._typed.append(PharmacyForm())
        self._show_list(len(self._typed) - 1)
        self._name.setFocus()
        self.changed.emit()

    def _remove_pharmacy(self) -> None:
        row = self._list.currentRow()
        del self._typed[row]
        self._show_list(max(row - 1, 0))
        self.changed.emit()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._list, 1)
        left.addWidget(self._add)
        left.addWidget(self._remove)
        form = QFormLayout()
        form.addRow("&Name", self._name)
        form.addRow("&Address", self._address)
        form.addRow("&Telephone", self._phone)
        form.addRow("&Fax", self._fax)
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
