"""Asks what a pharmacy's kit holds, and says how far it reaches in the plan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.plan import Plan
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.workspace.kit_check import Kit, counted_in, kit_of, reach_of, reach_sentences

_ASK = "What the kit holds, handed out on the first day:"
_NOT_MADE = "Not every dose can be made from the plan's products. Choose a set above to count a kit of it."


class KitForm(QWidget):
    """A field for each product that the doses are made from, and below what the kit comes to."""

    def __init__(self, plan: Plan, words: DoseWords) -> None:
        super().__init__()
        self._plan, self._words = plan, words
        self._kit: Kit | None = None
        self._held: dict[str, int] = {}
        self._edits: dict[str, CountEdit[int]] = {}
        self._asked = PlainLabel(role="secondary", wraps=True)
        self._told = PlainLabel(wraps=True)
        self._told.setAccessibleName("How far the kit reaches")
        self._fields = QWidget()
        self._rows = QGridLayout(self._fields)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(PlainLabel("How far does a kit reach?", role="strong"))
        for part in (self._asked, self._fields, self._told):
            layout.addWidget(part)
        self.show_set(())

    def show_set(self, products: tuple[Formulation, ...]) -> None:
        """Count a kit of other products than the plan's; none: of the plan's own."""
        self._kit = kit_of(self._plan, products)
        self._asked.setText(_ASK if self._kit else _NOT_MADE)
        for edit in self._edits.values():
            edit.count_changed.disconnect(self._counted)
        self._edits.clear()
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, product in enumerate(self._kit.products if self._kit else ()):
            self._add(row, product)
        self._count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the buttons of a dialog: what is typed here is counted already."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _add(self, row: int, product: Formulation) -> None:
        how, name = counted_in(product), self._words.product(product)
        edit = CountEdit(how, optional=True)
        edit.setAccessibleName(f"{name}, {how.many} in the kit")
        edit.line_edit().setPlaceholderText("none")
        edit.set_count(self._held.get(product.id))
        edit.count_changed.connect(self._counted)
        edit.edited.connect(self._counted)
        self._edits[product.id] = edit
        self._rows.addWidget(FieldLabel(name, edit), row, 0, BESIDE)
        self._rows.addWidget(edit, row, 1, BESIDE)

    def _counted(self) -> None:
        for name, edit in self._edits.items():
            count = edit.count()
            if count is None:
                self._held.pop(name, None)
            else:
                self._held[name] = count
        self._count()

    def _count(self) -> None:
        """Say how far the kit reaches; nothing while nothing is in it, or a field cannot be read."""
        held = {name: count for name, count in self._held.items() if name in self._edits}
        unread = any(edit.error() for edit in self._edits.values())
        if self._kit is None or not held or unread:
            self._told.say("")
            return
        reach = reach_of(self._kit, held)
        self._told.say("\n".join(reach_sentences(self._kit, reach, self._words)))
