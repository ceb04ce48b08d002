"""One opioid of the plan: when it was last taken, how, and from when a first dose is safe."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.domain.plan import DAILY, OpioidUse
from ldn_desktop.domain.screening import earliest_start
from ldn_desktop.reference.opioids.table import Opioids
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import PlainLabel


class OpioidRow(QWidget):
    """One opioid of the plan. ``changed`` hands over its place and how it is taken now, ``removed`` its place.

    ``dated`` tells its place when something else stands in the field of the last dose.
    """

    changed = Signal(int, object)
    removed = Signal(int)
    dated = Signal(int)

    def __init__(self, at: int, use: OpioidUse, today: date, opioids: Opioids) -> None:
        super().__init__()
        opioid = opioids.by_id[use.opioid]
        self._at = at
        self._stacked = False
        name = PlainLabel(opioid.name, role="strong", wraps=True)
        self._still = QCheckBox("still taken")
        self._still.setAccessibleName(f"{opioid.name} still taken")
        self._last = DateEdit()
        self._last.setAccessibleName(f"Last dose of {opioid.name}")
        self._label = PlainLabel("last taken", role="secondary")
        remove = QPushButton("Remove")
        remove.setProperty("role", "flat")
        remove.setAccessibleName(f"Remove {opioid.name}")
        self._opioid, self._rule = opioid, opioids.rules()[use.opioid]
        self._slower = opioids.modified_release_of(use.opioid)
        self._use = use
        self._below = PlainLabel(role="caption", wraps=True)
        controls = QHBoxLayout()
        for widget in (self._still, self._label, self._last):
            controls.addWidget(widget)
        controls.addStretch(1)
        controls.addWidget(remove)
        # Asked for where the days depend on it, or where it was told.
        self._daily = QCheckBox("daily or heavy use")
        self._daily.setAccessibleName(f"Daily or heavy use of {opioid.name}")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(name, 1)
        self._row.addLayout(controls)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 4)
        layout.setSpacing(2)
        layout.addLayout(self._row)
        layout.addWidget(self._daily)
        layout.addWidget(self._below)
        self._last.set_day(today)
        self.show_use(use, today)
        self._still.toggled.connect(self._still_toggled)
        self._daily.toggled.connect(self._daily_toggled)
        self._last.day_changed.connect(self._day_changed)
        self._last.unreadable_changed.connect(self._day_changed)
        self._last.edited.connect(self._day_changed)
        remove.clicked.connect(self._remove)

    @property
    def last(self) -> DateEdit:
        """The field of the last dose."""
        return self._last

    def show_use(self, use: OpioidUse, today: date) -> None:
        """Show the same opioid as it is taken now; a date that is being typed stays."""
        self._use = use
        taken = use.last_dose is None
        interval = self._opioid.interval
        with quiet(self._still, self._last, self._daily):
            self._still.setChecked(taken)
            self._daily.setChecked(use.use == DAILY)
            if use.last_dose is not None:
                self._last.set_day(use.last_dose)
        self._last.setVisible(not taken)
        self._label.setVisible(not taken and not self._stacked)
        self._daily.setVisible(interval.daily is not None or use.use == DAILY)
        asked = interval.under(use.use)
        told = f"{asked.days_text} without it" if asked.days_max else asked.text
        if asked.days_max and asked.daily is not None:
            told += f", {asked.daily.days_text} after daily or heavy use"
        told = f"{told[:1].upper()}{told[1:].rstrip('.')}."
        earliest = earliest_start(use.last_dose, self._rule.under(use.use)) if use.last_dose else None
        if earliest is not None:
            told += f" Earliest start {weekday_date(earliest)}."
        if asked.confirm:
            told += f" {asked.confirm}"
        if self._slower is not None:
            told += f" If it is modified release, choose that one: {self._slower.interval.days_text}."
        if use.last_dose is not None and use.last_dose > today:
            told = f"{weekday_date(use.last_dose)} is still to come: until then it is being taken. {told}"
        self._below.setText(f"{told}  ({asked.basis})")

    def set_stacked(self, *, stacked: bool) -> None:
        """Put the name above its controls where there is no room beside them."""
        flow = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(flow)
        self._stacked = stacked
        self._label.setVisible(not stacked and not self._still.isChecked())

    def _still_toggled(self, still: bool) -> None:
        self.changed.emit(self._at, self._use._replace(last_dose=None if still else self._last.day()))
        if not still:
            # The day is what is typed next; here, its blanks would set the tick again.
            self._last.setFocus(Qt.FocusReason.OtherFocusReason)
            self._last.select_all()

    def _daily_toggled(self, daily: bool) -> None:
        self.changed.emit(self._at, self._use._replace(use=DAILY if daily else ""))

    def _day_changed(self) -> None:
        self.dated.emit(self._at)

    def _remove(self) -> None:
        self.removed.emit(self._at)
