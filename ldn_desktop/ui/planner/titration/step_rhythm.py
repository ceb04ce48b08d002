"""On which days a step has a dose: every day, every so many, days on and off, or weekdays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QToolButton

from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.rhythm import LONGEST_ROUND, WEEKDAYS, Cycle, Rhythm, Weekdays, every
from ldn_desktop.ui.planner.titration.ladder_model import RHYTHM_FIELDS
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.workspace.count_text import Count

_DAILY, _EVERY, _CYCLE, _WEEKDAYS = "daily", "every", "cycle", "weekdays"
_AT_FIRST: dict[str, Rhythm | None] = {
    _DAILY: None,
    _EVERY: every(2),
    _CYCLE: Cycle(3, 3),
    _WEEKDAYS: Weekdays((0, 1, 2, 3, 4)),
}
"""The rhythm of each kind until another is typed."""


class StepRhythm(QObject):
    """The ``choice`` of a kind, and ``days`` with what belongs to it; ``rung`` gives the step as it stands.

    ``chosen`` hands over the step with another kind and the fields whose typed texts go; ``toggled`` the step with
    other weekdays; ``entered`` a field's name, what its text makes of the step, and the fields whose texts go.
    """

    chosen = Signal(object, object)
    toggled = Signal(object)
    entered = Signal(str, object, object)
    committed = Signal()

    def __init__(self, rung: Callable[[], Rung], parent: QObject) -> None:
        super().__init__(parent)
        self._rung, self._kind = rung, _DAILY
        self.choice = Segmented(
            [
                (_DAILY, "Every day"),
                (_EVERY, "Every n days"),
                (_CYCLE, "Days on and off"),
                (_WEEKDAYS, "Weekdays"),
            ],
            small=True,
            wraps=True,
        )
        self.choice.setAccessibleName("Days with a dose")
        self._every = _count(2, LONGEST_ROUND, "Every so many days")
        self._on = _count(1, LONGEST_ROUND - 1, "Days on", " on")
        self._off = _count(1, LONGEST_ROUND - 1, "Days off", " off")
        self._weekdays = [_weekday(name) for name in WEEKDAYS]
        self._taken = PlainLabel(role="caption")
        self.fields = {"every": self._every, "on": self._on, "off": self._off}
        self.days = FlowLayout()
        for part in (self._every, self._on, self._off, *self._weekdays, self._taken):
            self.days.addWidget(part)
        self.choice.chosen.connect(self._kind_chosen)
        for edit, slot in (
            (self._every, self._every_edited),
            (self._on, self._cycle_edited),
            (self._off, self._cycle_edited),
        ):
            edit.edited.connect(slot)
            edit.count_changed.connect(slot)
            edit.committed.connect(self.committed)
        for button in self._weekdays:
            button.clicked.connect(self._weekday_toggled)

    def begin(self, rung: Rung) -> None:
        """Show another step, of whichever kind it is."""
        self._kind = _kind_of(rung.rhythm)
        self._show(rung)

    def show_rung(self, rung: Rung) -> None:
        """Show a step; a cycle stays one where it can be told as every so many days too."""
        if not (self._kind == _CYCLE and isinstance(rung.rhythm, Cycle)):
            self._kind = _kind_of(rung.rhythm)
        self._show(rung)

    def say_taken(self, words: str) -> None:
        """Say beside the choice on how many days there is a dose."""
        self._taken.say(words)

    def _show(self, rung: Rung) -> None:
        rhythm = rung.rhythm
        cycle = rhythm if isinstance(rhythm, Cycle) else Cycle(1, 1)
        days = rhythm.days if isinstance(rhythm, Weekdays) else ()
        with quiet(self.choice, self._every, self._on, self._off, *self._weekdays):
            self.choice.set_current(self._kind)
            self._every.set_count(cycle.length)
            self._on.set_count(cycle.on)
            self._off.set_count(cycle.off)
            for at, button in enumerate(self._weekdays):
                button.setChecked(at in days)
        self._every.setVisible(self._kind == _EVERY)
        for edit in (self._on, self._off):
            edit.setVisible(self._kind == _CYCLE)
        for button in self._weekdays:
            button.setVisible(self._kind == _WEEKDAYS)

    def _kind_chosen(self, kind: str) -> None:
        known = self._rung().rhythm
        rhythm = known if kind == _kind_of(known) else _AT_FIRST[kind]
        self._kind = kind
        self.chosen.emit(self._rung()._replace(rhythm=rhythm), RHYTHM_FIELDS)
        self._show(self._rung())

    def _weekday_toggled(self) -> None:
        days = tuple(at for at, button in enumerate(self._weekdays) if button.isChecked())
        if days:
            rhythm = Weekdays(days) if len(days) < len(WEEKDAYS) else None
            self.toggled.emit(self._rung()._replace(rhythm=rhythm))
        self._show(self._rung())
        if not self._weekdays[0].isVisible():
            self.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _every_edited(self) -> None:
        days = self._every.count()
        self.entered.emit("every", self._rung()._replace(rhythm=every(days or 2)), ())

    def _cycle_edited(self) -> None:
        name, edit, other = (
            ("on", self._on, self._off) if self.sender() is self._on else ("off", self._off, self._on)
        )
        rhythm, typed, beside = self._rung().rhythm, edit.value(), other.value()
        known = rhythm if isinstance(rhythm, Cycle) else Cycle(1, 1)
        # What stood in the way in the other field no longer does, where it is a number.
        clears = ("on", "off") if isinstance(beside, int) else ()
        days = typed if isinstance(typed, int) else 1
        others = beside if isinstance(beside, int) else known[name == "on"]
        if not edit.error() and days + others > LONGEST_ROUND:
            edit.set_error(f"{days} and {others} days are more than {LONGEST_ROUND}; type fewer.")
        cycle = Cycle(days, others) if name == "on" else Cycle(others, days)
        self.entered.emit(name, self._rung()._replace(rhythm=cycle), clears)


def _count(least: int, most: int, name: str, what: str = "") -> CountEdit[int]:
    edit = CountEdit(Count(least, most, f"day{what}", f"days{what}"))
    edit.setAccessibleName(name)
    return edit


def _weekday(name: str) -> QToolButton:
    button = QToolButton()
    button.setText(name[:2].capitalize())
    button.setAccessibleName(name.capitalize())
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setProperty("role", "segment")
    button.setProperty("small", True)
    button.setProperty("place", "only")
    return button


def _kind_of(rhythm: Rhythm | None) -> str:
    if rhythm is None:
        return _DAILY
    if isinstance(rhythm, Weekdays):
        return _WEEKDAYS
    return _EVERY if rhythm.on == 1 else _CYCLE
