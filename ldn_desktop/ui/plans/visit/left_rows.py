"""What the patient counted as left over, by product: it belongs to the visit and changes no fill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.formulation import Capsule, Tablet
from ldn_desktop.ui.widgets.labels import BESIDE, PlainLabel
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.ui.widgets.typed_fields import go_to, show_typed, typed_of
from ldn_desktop.workspace.stock_words import amount_text, stock_told
from ldn_desktop.workspace.visit_draft import LEFT

if TYPE_CHECKING:
    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.workspace.visit_draft import VisitDraft

_COUNTED = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", re.ASCII)


def _counted(text: str) -> str:
    body = text.strip()
    if not _COUNTED.fullmatch(body):
        raise ValueError(f"{quoted(text)} is no number; type how many are left, such as 7 or 7.5.")
    return body


class LeftRows(QWidget):
    """``changed`` hands over what is counted of each product, by its id, as texts, and what stands in each field."""

    changed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, ParsedEdit] = {}
        self._told: dict[str, PlainLabel] = {}
        self._products: tuple[Formulation, ...] = ()
        self._counted: dict[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return go_to(field, self._typed)

    def show_left(self, draft: VisitDraft, regimen: Regimen, words: DoseWords) -> None:
        """Show what was counted, beside what the plan says is left on the day of the visit."""
        if regimen.products != self._products:
            self._make(regimen.products, words)
        planned: dict[str, list[str]] = {}
        for share in stock_told(regimen, draft.visit.on).left:
            planned.setdefault(share.quantity.formulation.id, []).append(amount_text(share.quantity, words))
        known = self._counted = dict(draft.visit.left_over)
        for name, field in self._fields.items():
            field.show_value(known.get(name, ""))
            told = " + ".join(planned.get(name, []))
            self._told[name].setText(f"the plan says {told}" if told else "the plan says none")
        show_typed(draft, self._typed)

    def _make(self, products: tuple[Formulation, ...], words: DoseWords) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        self._products, self._fields, self._told = products, {}, {}
        for row, product in enumerate(products):
            solid = isinstance(product, Capsule | Tablet)
            field = ParsedEdit(_counted, WholeLine())
            field.setAccessibleName(f"Counted as left of {words.product(product)}")
            field.line_edit().setPlaceholderText("counted" if solid else "mL counted")
            field.edited.connect(self._edited)
            self._fields[product.id] = field
            self._told[product.id] = PlainLabel(role="caption", wraps=True)
            self._grid.addWidget(PlainLabel(words.label(product)), row, 0, BESIDE)
            self._grid.addWidget(field, row, 1)
            self._grid.addWidget(self._told[product.id], row, 2)

    @property
    def _typed(self) -> dict[str, ParsedEdit]:
        return {f"{LEFT}{name}": field for name, field in self._fields.items()}

    def _edited(self) -> None:
        texts = {
            name: self._counted.get(name, "") if field.error() else field.text().strip()
            for name, field in self._fields.items()
        }
        counted = tuple(sorted((name, text) for name, text in texts.items() if text))
        self.changed.emit(counted, [typed_of(name, field) for name, field in self._typed.items()])
