"""At most so many pieces, syringes and drops a dose, and the days of a fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.recipe import DEFAULT_ALLOWED, MOST_DROPS, MOST_MEASURES, MOST_PIECES
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.form_fields import FormFields
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit, DaysEdit
from ldn_desktop.workspace.count_text import Count
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import Intent, SetFillDays, SetMaxDrops, SetMaxMeasures, SetMaxPieces

_Number: TypeAlias = CountEdit[int]
_PIECES = Count(1, MOST_PIECES, "piece a dose", "pieces a dose")
_MEASURES = Count(1, MOST_MEASURES, "syringe a dose", "syringes a dose")
_DROPS = Count(1, MOST_DROPS, "drop a dose", "drops a dose")


class LimitFields(QWidget):
    """Each number goes into the plan as it is typed."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._session = bridge.session
        self._fields = FormFields(bridge, "products")
        self._row = FlowLayout(self)
        self._pairs: dict[QWidget, QWidget] = {}
        self._pieces, self._measures, self._drops = (
            CountEdit(_PIECES),
            CountEdit(_MEASURES),
            CountEdit(_DROPS),
        )
        self._fill = DaysEdit(optional=False)
        most = "At most so many {} a dose"
        self._add("pieces", "At &most", self._pieces, most.format("pieces"), self._pieces_changed)
        self._add("measures", "At most", self._measures, most.format("syringes"), self._measures_changed)
        self._add("drops", "At most", self._drops, most.format("drops"), self._drops_changed)
        self._add("fill", "Fi&ll every", self._fill, "Fill every so many days", self._fill_changed)

    def _add(self, name: str, words: str, field: _Number, called: str, changed: Callable[[], None]) -> None:
        field.setAccessibleName(called)
        self._fields.add(name, field)
        for signal in (field.edited, field.count_changed, field.committed):
            signal.connect(changed)
        field.committed.connect(self._session.end_typing)
        pair = self._pairs[field] = QWidget()
        beside = QHBoxLayout(pair)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(FieldLabel(words, field), 0, BESIDE)
        beside.addWidget(field, 0, BESIDE)
        self._row.addWidget(pair)
        self._row.setAlignment(pair, BESIDE)

    def show_draft(self, draft: Draft) -> None:
        """Show the limits of a plan, and what is typed for them."""
        plan = draft.plan
        with quiet(self._pieces, self._measures, self._drops, self._fill):
            self._pieces.set_count(plan.max_pieces_per_dose)
            self._measures.set_count(plan.max_measures_per_dose)
            self._drops.set_count(plan.max_drops_per_dose)
            self._fill.set_count(plan.fill_days)
        self._fields.show(draft)
        self._show_needed(plan)

    def _show_needed(self, plan: Plan) -> None:
        """Show the limits of syringes and drops where there is one to measure or count, or another limit than usual."""
        changes = plan.product_changes.values()
        kinds = {product.kind for products in (plan.formulations, *changes) for product in products}
        usual, limits = DEFAULT_ALLOWED, plan.allowed
        measured = "liquid" in kinds or limits.measures != usual.measures or bool(self._measures.error())
        counted = "drops" in kinds or limits.drops != usual.drops or bool(self._drops.error())
        for field, shown in ((self._measures, measured), (self._drops, counted)):
            self._pairs[field].setVisible(shown)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self._fields.go_to(field)

    def _pieces_changed(self) -> None:
        self._enter(self._pieces, SetMaxPieces, "the limit of pieces")

    def _measures_changed(self) -> None:
        self._enter(self._measures, SetMaxMeasures, "the limit of syringes")

    def _drops_changed(self) -> None:
        self._enter(self._drops, SetMaxDrops, "the limit of drops")

    def _fill_changed(self) -> None:
        self._enter(self._fill, SetFillDays, "the days of a fill")

    def _enter(self, field: _Number, meant: Callable[[int], Intent], label: str) -> None:
        count = field.count()
        self._fields.enter(field, None if count is None else meant(count), label)
