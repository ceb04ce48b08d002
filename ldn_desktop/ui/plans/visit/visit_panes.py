"""The two sides of a visit: beside each other, or one at a time where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from ldn_desktop.ui.plans.visit.result_side import ResultSide
from ldn_desktop.ui.plans.visit.visit_form import VisitForm
from ldn_desktop.ui.theme.current import Themed

if TYPE_CHECKING:
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.workspace.knowledge import Knowledge

FORM, RESULT = "form", "result"
_NARROW, _SINGLE = 1180, 900
_LEFT = (566, 396)
"""The width of the form in a wide window and in a narrow one, in pixels at 100 %."""


class VisitPanes(Themed, QSplitter):
    """``single_changed`` tells whether there is room for one side alone, ``form_made`` that the form is another.

    ``decisions_seen`` tells whether the row of decisions is in sight, folded away or on the side that is not shown.
    """

    single_changed = Signal(bool)
    decisions_seen = Signal(bool)
    form_made = Signal()

    def __init__(self, knowledge: Knowledge, icons: IconSet) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._knowledge, self._icons = knowledge, icons
        self._side, self._single = FORM, False
        self.form, self.result = VisitForm(knowledge), ResultSide(knowledge, icons)
        for part in (self.form, self.result):
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        self.apply_theme()

    @property
    def single(self) -> bool:
        """Whether one side is shown at a time."""
        return self._single

    def begin(self) -> None:
        """Begin with fields that hold nothing of another visit, such as what could not be read there."""
        before, self.form = self.form, VisitForm(self._knowledge)
        self.replaceWidget(0, self.form)
        before.hide()
        before.deleteLater()
        self.result.begin()
        self.form_made.emit()
        self.form.decision.folded_changed.connect(self._tell_seen)
        self._fit()

    def show_side(self, side: str) -> None:
        """Show one side where there is no room for both."""
        self._side = side
        self.form.setVisible(not self._single or side == FORM)
        self.result.setVisible(not self._single or side == RESULT)
        self._tell_seen()

    def _tell_seen(self) -> None:
        self.decisions_seen.emit(not (self.form.isHidden() or self.form.decision.folded))

    def apply_theme(self) -> None:
        """Share the width anew."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() / self.theme.scale
        narrow, single = wide < _NARROW, wide < _SINGLE
        if single != self._single:
            self._single = single
            self.single_changed.emit(single)
        self.show_side(self._side)
        self.form.set_narrow(narrow=narrow)
        left = self.theme.px(_LEFT[1] if narrow else _LEFT[0])
        self.setSizes([left, max(self.width() - left, 1)])
