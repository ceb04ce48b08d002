"""Made from: the products as chips, whether they make every dose, and their limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.reference.words.english import counted, product_details, route_text
from ldn_desktop.reference.words.wording import DoseWords, Wording
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.products.limit_fields import LimitFields
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.chip import Chip
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import (
    PutProduct,
    RemoveProduct,
    SetProducts,
)
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.products import new_id

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.ui.fields.product_dialog import ProductDialog


class ProductsCard(Card):
    """The card *Made from*."""

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        super().__init__("Made from")
        self._bridge, self._knowledge = bridge, knowledge
        self._words = DoseWords([])
        self._shown: tuple[tuple[tuple[Formulation, ...], ...], bool, Wording] | None = None
        self._limits = LimitFields(bridge)
        self._chips = FlowLayout()
        self._details = PlainLabel(role="caption", wraps=True)
        self._empty = PlainLabel(
            "No product yet: add what the pharmacy can make, or choose a usual set.",
            role="caption",
            wraps=True,
        )
        self._add = QPushButton("Add prod&uct")
        self._add.clicked.connect(self.add_product)
        self._sets = QMenu(self)
        self._sets.aboutToShow.connect(self.prepare)
        self._sets.triggered.connect(self._set_chosen)
        self._usual = QPushButton("Usual sets")
        self._usual.setMenu(self._sets)
        self._suggest = QPushButton("Su&ggest…")
        self._suggest.clicked.connect(self.suggest)
        self._verdict = PlainLabel(wraps=True)
        self._lay_out()

    def prepare(self) -> None:
        """Offer the usual sets, read while nobody waits."""
        if self._sets.isEmpty():
            for name, words in self._knowledge.offers.product_sets():
                self._sets.addAction(words).setData(name)

    def show_draft(self, draft: Draft, regimen: Regimen | None, words: DoseWords) -> None:
        """Show the products and whether they make every dose."""
        self._words = words
        plan = draft.plan
        # A change of products along the way may pass drawings on, as it does in the steps.
        kits = plan.formulations, *plan.product_changes.values()
        state = (kits, words.both_units, words.wording)
        if state != self._shown:
            self._shown = state
            self._show_chips(kits)
        self._empty.setVisible(not plan.formulations)
        self._limits.show_draft(draft)
        self.refit()
        self._suggest.setEnabled(bool(plan.ladder))
        self._suggest.setToolTip("" if plan.ladder else "Give the titration its steps first")
        self._show_verdict(draft, regimen)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self._limits.go_to(field)

    def focus_home(self) -> None:
        """Put the keyboard on the first product, or on what adds one."""
        chips = [chip for chip in self.findChildren(Chip) if chip.isVisible()]
        (chips[0] if chips else self._add).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_sets(self) -> None:
        """Put the keyboard on the usual sets, the quickest way to products."""
        self.set_folded(False)
        self._usual.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_product(self) -> None:
        """Ask for a product and add it."""
        dialog = self._dialog(None)
        if dialog.exec():
            taken = {f.id for f in self._bridge.session.draft.plan.formulations}
            plain = dialog.form.product("new")
            product = dialog.form.product(new_id(plain, taken))
            self._bridge.do(PutProduct(product), f"adding {self._words.product(product)}")
        dialog.deleteLater()

    def suggest(self) -> None:
        """Offer sets of products that make every dose exactly."""
        from ldn_desktop.ui.planner.products.suggest_dialog import SuggestDialog

        plan = self._bridge.session.draft.plan
        practice = self._knowledge.practice.practice
        offered = self._knowledge.offers.usual_products()
        dialog = SuggestDialog(plan, offered, self._words, self, practice)
        if dialog.exec():
            products = dialog.chosen()
            if products:
                self._bridge.do(SetProducts(products), "the suggested products")
        dialog.deleteLater()

    def _dialog(self, product: Formulation | None) -> ProductDialog:
        # Loaded when it is first asked for, so that the window opens sooner.
        from ldn_desktop.ui.fields.product_dialog import ProductDialog

        beside = tuple(f for f in self._bridge.session.draft.plan.formulations if f != product)
        return ProductDialog(product, self._knowledge.offers.product_defaults(), self, beside)

    def _show_chips(self, kits: tuple[tuple[Formulation, ...], ...]) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        levels = _levels(kits)
        told: list[str] = []
        for product in kits[0]:
            details = ", ".join(filter(None, (product_details(product), route_text(product.route))))
            name = self._words.product(product)
            chip = Chip(name, kind=product.kind, level=levels.get(product.id, 0))
            chip.setToolTip(plain_tip(details))
            told += [f"{name}: {details}"] if details else []
            chip.setProperty("product", product.id)
            chip.setAccessibleName(f"Product {self._words.product(product)}, {details}".rstrip(", "))
            chip.activated.connect(self._chip_activated)
            chip.remove_requested.connect(self._chip_removed)
            self._chips.addWidget(chip)
        self._details.setText("\n".join(told))
        self._details.setVisible(bool(told))
        self.refit()

    def _show_verdict(self, draft: Draft, regimen: Regimen | None) -> None:
        wrong = draft.wrong_in("products")
        if regimen is None:
            self._verdict.clear()
            self.set_state(BLOCKING if wrong else "none")
            self.set_summary("")
            return
        doses = {(s.phase.split(), s.phase.formulations): s for s in regimen.steps if s.takes}
        bad = sum(1 for step in doses.values() if any(take.recipe is None for take in step.takes))
        count = len(doses)
        if bad:
            told = f"{counted(bad, 'dose')} of {count} cannot be measured"
            self.set_state(BLOCKING)
        else:
            told = f"All {count} doses exact" if count > 1 else "The dose is exact"
            self.set_state(BLOCKING if wrong else "ok")
        self._verdict.setText(told)
        self._verdict.setProperty("role", "error" if bad else "ok")
        self._verdict.style().polish(self._verdict)
        self.set_summary(", ".join(self._words.label(f) for f in regimen.plan.formulations))

    def _lay_out(self) -> None:
        self.add_header_widget(self._suggest)
        chips = QWidget()
        chips.setLayout(self._chips)
        self.body.addWidget(self._empty)
        self.body.addWidget(chips)
        self.body.addWidget(self._details)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._usual)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self._limits)
        self.body.addWidget(self._verdict)

    def _set_chosen(self, action: object) -> None:
        data = getattr(action, "data", None)
        if callable(data):
            self._bridge.do(
                SetProducts(self._knowledge.offers.product_set(str(data()))), "a usual set of products"
            )

    def _chip_activated(self) -> None:
        old = self._product_of(self.sender())
        if old is None:
            return
        dialog = self._dialog(old)
        if dialog.exec():
            product = dialog.form.product(old.id)
            self._bridge.do(PutProduct(product, old.id), f"changing {self._words.product(old)}")
        dialog.deleteLater()

    def _chip_removed(self) -> None:
        product = self._product_of(self.sender())
        if product is not None:
            self._bridge.do(RemoveProduct(product.id), f"removing {self._words.product(product)}")

    def _product_of(self, chip: object) -> Formulation | None:
        name = chip.property("product") if isinstance(chip, QWidget) else None
        products = self._bridge.session.draft.plan.formulations
        return next((f for f in products if f.id == name), None)


def _levels(kits: tuple[tuple[Formulation, ...], ...]) -> Mapping[str, int]:
    """Return how strongly each product is drawn, by its id."""
    if not any(kits):
        return {}
    # How products are drawn is loaded with the first ones, so that the window opens sooner.
    from ldn_desktop.papers.drawings import drawing_levels

    return drawing_levels(kits)
