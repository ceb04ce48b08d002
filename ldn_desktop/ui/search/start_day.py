"""The earliest first dose after the last dose of an opioid, worked out on the spot."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.domain.plan import DAILY
from ldn_desktop.domain.rules import OpioidRule
from ldn_desktop.domain.screening import earliest_start
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.labels import PlainLabel


class StartDay(QWidget):
    """Takes the day of the last dose and says the earliest start; nothing is kept or put into a plan."""

    def __init__(self) -> None:
        super().__init__()
        label = PlainLabel("Earliest start from a last dose on", role="secondary")
        self.edit = DateEdit()
        self.edit.setAccessibleName("Last dose of the opioid")
        self._told = PlainLabel(role="strong", wraps=True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        row.addWidget(PlainLabel("→"))
        row.addWidget(self._told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addLayout(row)
        self._rule: OpioidRule | None = None
        self.edit.day_changed.connect(self._work_out)
        self.edit.unreadable_changed.connect(self._work_out)

    def ask(self, rule: OpioidRule, today: date) -> None:
        """Work out another opioid, beginning with today as its last dose."""
        self._rule = rule
        self.edit.set_day(today)
        self._work_out()

    @property
    def text(self) -> str:
        """What is said, such as ``Sat 5 Dec 2026``."""
        return self._told.text()

    def _work_out(self) -> None:
        day = None if self.edit.unreadable else self.edit.day()
        rule = self._rule
        start = earliest_start(day, rule) if day is not None and rule is not None else None
        told = weekday_date(start) if start is not None else "no day can be given"
        if day is not None and rule is not None and rule.daily_days:
            daily = earliest_start(day, rule.under(DAILY))
            told += f"; after daily or heavy use {weekday_date(daily)}" if daily is not None else ""
        self._told.setText(told)
