"""What the pharmacy is asked for on the day of a visit, and what is left over, each product drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.domain.formulation import Capsule, Liquid, Tablet
from ldn_desktop.papers.drawings import levels_of
from ldn_desktop.printing.capsule import (
    SOLID,
    capsule_size,
    paint_capsule,
    paint_drop,
    paint_syringe,
    paint_tablet,
)
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.stock_words import Share, amount_text, later_text, stock_told
from ldn_desktop.workspace.visit_words import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords

_SIDE, _SYRINGE = 12, (30, 10)


class ProductDrawing(Themed, QWidget):
    """The drawing of one product."""

    def __init__(self, product: Formulation, level: int) -> None:
        super().__init__()
        self._product, self._level = product, level
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the size of the theme."""
        if isinstance(self._product, Capsule):
            size = capsule_size(self._level, self.theme.scale).toSize()
        elif isinstance(self._product, Liquid):
            size = QSize(self.theme.px(_SYRINGE[0]), self.theme.px(_SYRINGE[1]))
        else:
            size = QSize(self.theme.px(_SIDE), self.theme.px(_SIDE))
        self.setFixedSize(size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter, place = QPainter(self), QRectF(self.rect())
        ink, paper = self.theme.color("s2"), self.theme.color("panel")
        if isinstance(self._product, Capsule):
            paint_capsule(painter, place, self._level, ink, paper)
        elif isinstance(self._product, Tablet):
            paint_tablet(painter, place, SOLID, ink, paper)
        elif isinstance(self._product, Liquid):
            paint_syringe(painter, place, 0.5, ink, paper)
        else:
            paint_drop(painter, place, ink)
        painter.end()


class StockBox(QWidget):
    """Two boxes side by side, and a line on what is fetched later."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._needed_title, self._left_title = (
            PlainLabel(role="secondary"),
            PlainLabel("Left over", role="secondary"),
        )
        self._needed, self._left = QVBoxLayout(), QVBoxLayout()
        frame = QFrame()
        frame.setProperty("role", "field-frame")
        row = QHBoxLayout(frame)
        for title, column in ((self._needed_title, self._needed), (self._left_title, self._left)):
            side = QVBoxLayout()
            side.addWidget(title)
            side.addLayout(column)
            side.addStretch(1)
            row.addLayout(side, 1)
        self._later = PlainLabel(role="secondary", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        layout.addWidget(self._later)

    def show_stock(self, regimen: Regimen, on: date, today: date, words: DoseWords) -> None:
        """Show what a plan needs and has on a day."""
        stock = stock_told(regimen, on)
        if (stock, on, today, words.wording) == self._shown:
            return
        self._shown = stock, on, today, words.wording
        self._needed_title.setText(
            "Needed today from the pharmacy"
            if on == today
            else f"Needed from the pharmacy on {day_words(on, today)}"
        )
        levels = levels_of(regimen)
        self._fill(self._needed, [Share(quantity, "") for quantity in stock.needed], levels, words)
        self._fill(self._left, stock.left, levels, words)
        later = later_text(stock.later, words)
        self._later.setText(f"Later fills: {later}" if later else "No later fill")

    def _fill(
        self, column: QVBoxLayout, shares: Sequence[Share], levels: dict[str, int], words: DoseWords
    ) -> None:
        while (item := column.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for quantity, told in shares:
            line = QWidget()
            row = FlowLayout(line)
            product = quantity.formulation
            row.addWidget(ProductDrawing(product, levels.get(product.id, 0)))
            row.addWidget(PlainLabel(amount_text(quantity, words), role="heading"))
            row.addWidget(PlainLabel(told or product.kind, role="body-secondary"))
            column.addWidget(line)
        if not shares:
            column.addWidget(PlainLabel("nothing", role="body-secondary"))
