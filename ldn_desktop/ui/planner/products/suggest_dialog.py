"""Offers sets of products that make every dose of the plan exactly, and counts how far a kit reaches."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.formulation import Formulation, is_solid
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import NO_PRACTICE, Pharmacy, Practice
from ldn_desktop.domain.prices import cost_text
from ldn_desktop.reference.words.english import counted
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.planner.products.kit_form import KitForm
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.labels import FieldLabel, PlainLabel
from ldn_desktop.workspace.suggest import Suggestion, of_pharmacy, suggestions


class SuggestDialog(QDialog):
    """A list of sets, the easiest to take first; ``chosen`` is the one that was picked.

    None is picked at first: Enter pressed once more than was meant chooses no products. The sets are of the products
    ``offered``, or of what a pharmacy of the ``practice`` makes, with what they cost where its prices are known.
    """

    def __init__(
        self,
        plan: Plan,
        offered: Iterable[Formulation],
        words: DoseWords,
        parent: QWidget,
        practice: Practice = NO_PRACTICE,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Suggest products")
        self._plan, self._offered, self._practice = plan, tuple(offered), practice
        self._words = words
        self._found: tuple[Suggestion, ...] = ()
        self._counted: tuple[Formulation, ...] = ()
        self._from = Combo()
        self._from.setAccessibleName("Made by")
        self._from.addItem("The usual strengths, of any pharmacy", -1)
        for at, pharmacy in enumerate(practice.pharmacies):
            self._from.addItem(pharmacy.name, at)
        self._told = PlainLabel(wraps=True)
        self._list = QListWidget()
        self._list.setAccessibleName("Sets of products")
        self._kit = KitForm(plan, words)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Use these")
        layout = QVBoxLayout(self)
        for part in (FieldLabel("Made &by", self._from), self._from):
            layout.addWidget(part)
            part.setVisible(bool(practice.pharmacies))
        layout.addWidget(self._told)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._kit)
        layout.addWidget(self._buttons)
        self._show()
        self._from.currentIndexChanged.connect(self._show)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._list.itemSelectionChanged.connect(self._picked)
        self._list.itemActivated.connect(self._activated)
        theme = current_theme()
        first_size(self, theme.px(560), theme.px(560))
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the fields and sentences of a kit: a dialog does not do so by itself for words that wrap."""
        layout = self.layout()
        if watched is self and event.type() == QEvent.Type.LayoutRequest and layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalMinimumHeightForWidth(self.width())))
        return super().eventFilter(watched, event)

    def chosen(self) -> tuple[Formulation, ...]:
        """Return the products of the chosen set."""
        rows = [index.row() for index in self._list.selectedIndexes()]
        return self._found[rows[0]].products if rows else ()

    def _show(self) -> None:
        """Show the sets of whoever is chosen to make them."""
        pharmacy = self._pharmacy
        if pharmacy is None:
            self._found = suggestions(self._plan, self._offered)
        else:
            self._found = of_pharmacy(self._plan, pharmacy, self._practice.overage_percent)
        self._told.setText(self._sentence(pharmacy))
        self._list.clear()
        for suggestion in self._found:
            self._list.addItem(QListWidgetItem(self._text(suggestion)))
        self._list.setVisible(bool(self._found))
        self._picked()

    @property
    def _pharmacy(self) -> Pharmacy | None:
        at = int(self._from.currentData())
        return self._practice.pharmacies[at] if at >= 0 else None

    def _sentence(self, pharmacy: Pharmacy | None) -> str:
        if self._found:
            return "Each of these makes every dose exactly. The first needs the fewest pieces."
        if pharmacy is None:
            return (
                "No set of the usual strengths makes every dose exactly within the limit of pieces. "
                "Raise the limit, change a dose, or add a liquid."
            )
        if not pharmacy.makes:
            return f"What {pharmacy.name} makes is not in the settings of the practice yet; add it there."
        return (
            f"No set of what {pharmacy.name} makes gives every dose exactly within the limit of pieces. "
            "Raise the limit, change a dose, or choose another pharmacy."
        )

    def _picked(self) -> None:
        chosen = self.chosen()
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(chosen))
        # Fields of a kit that are made anew stand last in the order of Tab.
        if chosen != self._counted:
            self._counted = chosen
            self._kit.show_set(chosen)

    def _activated(self) -> None:
        if self.chosen():
            self.accept()

    def _text(self, suggestion: Suggestion) -> str:
        names = " + ".join(self._words.product(product) for product in suggestion.products)
        solid = any(is_solid(product) for product in suggestion.products)
        one = "piece" if solid else "measure"
        facts = [f"at most {counted(suggestion.most_pieces, one)} a dose"]
        facts.append(f"{counted(suggestion.all_pieces, one)} in all")
        if suggestion.cut_days:
            facts.append(f"cut on {counted(suggestion.cut_days, 'occasion')}")
        pharmacy = self._pharmacy
        if pharmacy is not None and pharmacy.currency is not None:
            known = suggestion.cost is not None
            facts.append(
                cost_text(suggestion.cost or 0, pharmacy.currency) if known else "a price is not known"
            )
        return f"{names}\n{', '.join(facts)}"
