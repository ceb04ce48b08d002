"""The steps as a table, and below a short one the weeks of the calendar from the chosen step on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.planner.result.calendar_widget import CalendarWidget
from ldn_desktop.ui.steps.steps_table import StepsTable
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.workspace.month_calendar import Week

_MOST_STEPS = 6
"""Up to so many steps leave room for the calendar."""
_FEWEST_WEEKS = 2
_GAP = 6
_NO_LIMIT = (1 << 24) - 1
"""What Qt takes for no greatest height."""


class StepsPage(Themed, QWidget):
    """The table, and the weeks below it where they have room.

    ``chosen`` tells the phase that was picked, ``calendar_wanted`` that all weeks are asked for.
    """

    chosen = Signal(int)
    calendar_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = StepsTable()
        self.setFocusProxy(self.table)
        self._below = QWidget()
        self._whence = PlainLabel(role="secondary")
        self._whole = QPushButton("Whole calendar")
        self._whole.setProperty("role", "flat")
        self._calendar = CalendarWidget()
        self._calendar.setAccessibleName("In the calendar")
        # Its keys are those of the table; all weeks stand in their own tab.
        self._calendar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._calendar.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._weeks_of: Callable[[], tuple[Week, ...]] | None = None
        self._weeks: tuple[Week, ...] = ()
        self._selected: int | None = None
        self._wanted = self._narrow = False
        self._many = 0
        self._lay_out()
        self.table.chosen.connect(self.chosen)
        self._calendar.chosen.connect(self.chosen)
        self._whole.clicked.connect(self.calendar_wanted)
        self.apply_theme()

    @property
    def wants_calendar(self) -> bool:
        """Whether there are so few steps that the calendar belongs below them."""
        return self._wanted and not self._narrow

    def show_regimen(
        self,
        regimen: Regimen,
        words: DoseWords,
        changed: frozenset[int],
        weeks_of: Callable[[], tuple[Week, ...]],
    ) -> None:
        """Show another computed plan; ``weeks_of`` gives its weeks where they are seen."""
        self.table.show_regimen(regimen, words, changed)
        self._weeks, self._weeks_of = (), weeks_of
        self._wanted = len(regimen.steps) <= _MOST_STEPS
        self._fit()

    def select(self, index: int | None) -> None:
        """Mark a phase in the table and in the weeks, which begin with the one before it."""
        self.table.select(index)
        self._selected = index
        self._show_weeks()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the calendar to its tab in a narrow window."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def apply_theme(self) -> None:
        """Find room anew in other letters."""
        self._many = 0
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return what the table needs; the calendar takes only what is left."""
        return self.table.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for the calendar, or none."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Find room anew when rows have become higher or lower."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        """Give the table what all its rows take where the rest has room for weeks, else everything."""
        whole, head = self.table.whole_height(), self._whole.sizeHint().height()
        rest = self.height() - whole - head - 2 * _GAP
        weeks = self._calendar.weeks_within(rest) if self.wants_calendar else 0
        shown = weeks >= _FEWEST_WEEKS and self._weeks_of is not None
        if shown and self._weeks_of is not None:
            self._weeks = self._weeks or self._weeks_of()
            weeks = min(weeks, len(self._weeks))
        self.table.setMaximumHeight(whole if shown else _NO_LIMIT)
        self._below.setVisible(shown)
        if shown and weeks != self._many:
            self._many = weeks
            self._calendar.setFixedHeight(self._calendar.height_of(weeks))
        if shown:
            self._show_weeks()

    def _show_weeks(self) -> None:
        """Show the week before the chosen step and those from it on; without one, those about today, or the first."""
        weeks = self._weeks
        if self._below.isHidden() or not weeks:
            return
        chosen = (row for row, week in enumerate(weeks) if self._selected in week.phases)
        now = (row for row, week in enumerate(weeks) if week.today is not None)
        begins, whence = next(chosen, None), "from the chosen step"
        if begins is None:
            begins, whence = next(now, None), "about today"
        if begins is None:
            begins, whence = 0, "from the first dose"
        first = max(min(begins - 1, len(weeks) - self._many), 0)
        self._whence.setText(whence)
        self._calendar.show_weeks(weeks[first : first + self._many])
        self._calendar.select(self._selected)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel("In the calendar", role="strong"))
        head.addWidget(self._whence)
        head.addStretch(1)
        head.addWidget(self._whole)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(head)
        below.addWidget(self._calendar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        # The weeks take only what is left, and ask for nothing.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.table, 1)
        column.addWidget(self._below)
        # Room that is less than a week stays free below.
        column.addStretch(0)
