"""For the pharmacy as a card: whether allergies were asked for, and where it is sent; folded until a plan holds any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.domain.plan import Order
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.planner.form_card import FormCard

if TYPE_CHECKING:
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.planner.order_form import OrderForm
    from ldn_desktop.workspace.draft import Draft


class OrderCard(FormCard["OrderForm"]):
    """The card *For the pharmacy*: folded, and open at first where a plan that is opened holds any of it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("For the pharmacy")
        self._bridge = bridge

    def make_form(self) -> OrderForm:
        """Make the fields."""
        from ldn_desktop.ui.planner.order_form import OrderForm

        return OrderForm(self._bridge)

    def show_again(self) -> None:
        """Show the order of the open plan."""
        self.show_draft(self._bridge.session.draft)

    def show_draft(self, draft: Draft) -> None:
        """Show what the plan holds for the pharmacy."""
        order = draft.plan.order
        told = order != Order() or bool(draft.typed_within("order"))
        if self.made is not None:
            self.made.show_draft(draft)
        allergies, address = one_line(order.allergies), one_line(order.address)
        self.set_summary(", ".join(filter(None, (allergies or "allergies not asked", address))))
        self.set_state(BLOCKING if draft.wrong_in("order") else "ok" if told else "none")

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return self.form.go_to(field)
