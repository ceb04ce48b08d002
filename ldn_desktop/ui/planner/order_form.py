"""The form of *For the pharmacy*: what its order needs of this patient."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QWidget

from ldn_desktop.domain.plan import SHIP_TO, Order
from ldn_desktop.domain.plan_limits import MOST_REFILLS
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.form_fields import FormFields
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.idle import quiet, show_text
from ldn_desktop.ui.widgets.labels import FieldLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.count_text import Count
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import SetOrder

_REFILLS = Count(0, MOST_REFILLS, "refill", "refills")
_TEXTS = {
    "address": "Address",
    "phone": "Patient's telephone",
    "allergies": "Allergies",
    "filler": "Filler",
    "reason": "Reason for compounding",
}
_SHIP_TO = dict(zip(SHIP_TO, ("To the patient", "To the practice"), strict=True))


class OrderForm(QWidget):
    """The fields of an order; every keystroke becomes an intent."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._edits = {name: WholeLine() for name in _TEXTS}
        self._refills = CountEdit(_REFILLS, optional=True)
        self._ship_to = Combo()
        self._fields = FormFields(bridge, "order")
        self._fields.add("refills", self._refills)
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        fields: dict[str, QWidget] = {
            **self._edits,
            "refills": self._refills,
            "ship_to": self._ship_to,
        }
        named = {**_TEXTS, "refills": "Refills", "ship_to": "Sent"}
        for name in Order._fields:
            field = fields[name]
            field.setAccessibleName(named[name])
            rows.addRow(FieldLabel(named[name], field), field)
        for code, words in {"": "Not told", **_SHIP_TO}.items():
            self._ship_to.addItem(words, code)
        for edit in self._edits.values():
            edit.textEdited.connect(self._edited)
            edit.editingFinished.connect(bridge.session.end_typing)
        self._refills.edited.connect(self._refilled)
        self._refills.count_changed.connect(self._refilled)
        self._refills.committed.connect(bridge.session.end_typing)
        self._ship_to.activated.connect(self._sent)

    def show_draft(self, draft: Draft) -> None:
        """Show what the plan holds for the pharmacy."""
        order = draft.plan.order
        for name, edit in self._edits.items():
            show_text(edit, str(order._asdict()[name]))
        with quiet(self._refills, self._ship_to):
            self._refills.set_count(order.refills)
            self._ship_to.setCurrentIndex(self._ship_to.findData(order.ship_to))
        self._fields.show(draft)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self._fields.go_to(field)

    def _edited(self) -> None:
        before = self._bridge.session.draft.plan.order
        address, phone, allergies, filler, reason = (edit.text() for edit in self._edits.values())
        order = Order(address, phone, allergies, before.refills, before.ship_to, filler, reason)
        typing = next(name for name in _TEXTS if getattr(order, name) != getattr(before, name))
        self._bridge.do(SetOrder(order), f"the {_TEXTS[typing].lower()}", f"order {typing}")

    def _refilled(self) -> None:
        order = self._bridge.session.draft.plan.order._replace(refills=self._refills.count())
        self._fields.enter(self._refills, SetOrder(order), "the refills")

    def _sent(self) -> None:
        order = self._bridge.session.draft.plan.order._replace(ship_to=self._ship_to.currentData())
        self._bridge.do(SetOrder(order), "where it is sent", "order ship_to")
