"""What new plans begin with, and the practice's own presets."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import LONGEST_LINE, OwnPreset, Practice
from ldn_desktop.ui.shell.practice.product_list import ProductList
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.own_presets import kept_of
from ldn_desktop.workspace.products import ProductDefaults

_KEEP, _REPLACE = "&Keep the open plan's steps", "&Keep in place of the preset's"


class ProductsTab(QWidget):
    """Both, below each other. ``changed`` tells of any change."""

    changed = Signal()

    def __init__(self, defaults: ProductDefaults, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._own: list[OwnPreset] = []
        self._products = ProductList("Products of new plans", defaults, together=True)
        self._products.changed.connect(self.changed)
        self._presets = QListWidget()
        self._presets.setAccessibleName("Own presets")
        self._name = WholeLine()
        self._name.setAccessibleName("Name of a new preset")
        self._name.setPlaceholderText("name of a new preset")
        self._keep = QPushButton(_KEEP)
        self._remove = QPushButton("Remove &preset")
        self._told = PlainLabel(role="caption", wraps=True)
        self._name.textEdited.connect(self._fit)
        self._keep.clicked.connect(self._keep_preset)
        self._remove.clicked.connect(self._remove_preset)
        self._presets.itemSelectionChanged.connect(self._fit)
        row = QHBoxLayout()
        for part in (self._name, self._keep, self._remove):
            row.addWidget(part)
        layout = QVBoxLayout(self)
        layout.addWidget(self._products, 1)
        layout.addWidget(PlainLabel("Own presets", role="heading"))
        layout.addWidget(self._presets, 1)
        layout.addLayout(row)
        layout.addWidget(self._told)

    def show_practice(self, practice: Practice) -> None:
        """Show settings."""
        self._products.show_products([(product, "") for product in practice.products])
        self._own = list(practice.presets)
        self._show_presets()

    def taken_into(self, practice: Practice) -> Practice:
        """Return settings with what stands here."""
        products = tuple(product for product, _ in self._products.products())
        return replace(practice, products=products, presets=tuple(self._own))

    def _show_presets(self) -> None:
        self._presets.clear()
        self._presets.addItems([own.name for own in self._own])
        self._fit()

    def _keep_preset(self) -> None:
        made = kept_of(self._plan, self._name.text().strip())
        if made is not None:
            self._own = [own for own in self._own if own.name.casefold() != made.name.casefold()]
            self._own.append(made)
            self._name.clear()
            self._show_presets()
            self.changed.emit()

    def _remove_preset(self) -> None:
        gone = {index.row() for index in self._presets.selectedIndexes()}
        self._own = [own for at, own in enumerate(self._own) if at not in gone]
        self._show_presets()
        self.changed.emit()

    def _fit(self) -> None:
        name, told = self._name.text().strip(), ""
        if kept_of(self._plan, "") is None:
            told = "The open plan has no steps that were made from a start, a step and a target without a weight."
        elif len(name) > LONGEST_LINE:
            told = f"The name has more than {LONGEST_LINE} characters; shorten it."
        replaced = [own.name for own in self._own if own.name.casefold() == name.casefold()]
        self._keep.setText(_REPLACE if replaced else _KEEP)
        self._keep.setEnabled(bool(name) and not told)
        self._remove.setEnabled(bool(self._presets.selectedIndexes()))
        self._told.say(
            told or " ".join(f"“{one}” is one of the presets: its steps are replaced." for one in replaced)
        )
