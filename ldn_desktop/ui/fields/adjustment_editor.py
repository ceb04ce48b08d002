"""The fields of one adjustment: what, from which day, and what that kind needs besides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.phase import days_after
from ldn_desktop.domain.plan import TIMES
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.fields.product_choice import ProductChoice
from ldn_desktop.ui.fields.resume_combo import ResumeCombo
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel
from ldn_desktop.ui.widgets.number_edits import DaysEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.ui.widgets.times_button import TimesButton
from ldn_desktop.workspace.adjusting import AdjustmentForm
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge

_DAYS_WORDS = {"hold": "Longer by", "step_back": "For"}
_JOIN = " "
_OWN_LENGTH = "as long as that step lasts"
_YES = "yes"
_NOT_BARE = {"action", "noted", "note"}


class AdjustmentEditor(QWidget):
    """Shows and reads one adjustment. ``changed`` tells that a field changed.

    A ``bare`` one leaves to who holds it what is changed, when it was noted and why, and has no end of a pause until
    one is typed.
    """

    changed = Signal()

    def __init__(self, knowledge: Knowledge, *, bare: bool = False) -> None:
        super().__init__()
        self._bare = bare
        self._action = Combo()
        self._action.setAccessibleName("What changes")
        self._kinds = knowledge.changes.group("action")
        self._on = DateEdit()
        self._on.setAccessibleName("From, the first day that changes")
        self.days = DaysEdit()
        self._until = DateEdit(optional=bare)
        self._until.setAccessibleName("Taken again from")
        self._endless = QCheckBox("Nobody knows yet when it is taken again")
        self._resume = ResumeCombo("How it goes on after the pause")
        self._times = TimesButton()
        self._products = ProductChoice(knowledge)
        self._noted = DateEdit(optional=True, latest=local_today)
        self._noted.setAccessibleName("Noted on")
        self._note = WholeLine()
        self._note.setAccessibleName("Note on this change, for the record")
        self._note.setPlaceholderText("why; for the record")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QLabel, QWidget]] = {}
        for name, words, field in (
            ("action", "W&hat", self._action),
            ("on", "Fr&om", self._on),
            ("days", "", self.days),
            ("until", "Again from", self._until),
            ("endless", "", self._endless),
            ("resume", "Then", self._resume),
            ("times", "Taken", self._times),
            ("products", "Made from", self._products),
            ("noted", "Noted on", self._noted),
            ("note", "Note", self._note),
        ):
            self._add_row(name, words, field)
            if bare and name in _NOT_BARE:
                for part in self._rows[name]:
                    part.hide()
        self.set_stacked(stacked=not bare)
        self._action.currentIndexChanged.connect(self._action_chosen)
        self._on.day_changed.connect(self.changed)
        self.days.edited.connect(self.changed)
        self.days.count_changed.connect(self.changed)
        self._until.day_changed.connect(self.changed)
        self._noted.day_changed.connect(self.changed)
        for field in (self._on, self._until, self._noted):
            # What is wrong with it may be another thing by the next letter.
            field.edited.connect(self.changed)
            field.unreadable_changed.connect(self.changed)
        self._endless.toggled.connect(self._endless_toggled)
        self._note.textEdited.connect(self.changed)
        self._resume.currentIndexChanged.connect(self.changed)
        self._times.times_changed.connect(self.changed)
        self._products.changed.connect(self.changed)

    def set_stacked(self, *, stacked: bool) -> None:
        """Put the number of days below the day that they are counted from, or beside it."""
        self._stacked = stacked
        (_, on), (label, days) = self._rows["on"], self._rows["days"]
        row = list(self._rows).index("on")
        for part in (on, label, days):
            self._grid.removeWidget(part)
        # Alone in its row the day takes all of it.
        self._grid.addWidget(on, row, 1, 1, 3 if stacked or days.isHidden() else 1)
        self._grid.addWidget(label, row + stacked, 0 if stacked else 2, BESIDE)
        self._grid.addWidget(days, row + stacked, 1 if stacked else 3, 1, 3 if stacked else 1)

    def offer(self, actions: tuple[str, ...]) -> None:
        """Offer these kinds of change, by their codes."""
        if actions != tuple(self._action.itemData(at) for at in range(self._action.count())):
            with quiet(self._action):
                self._action.clear()
                for code in actions:
                    self._action.addItem(self._kinds[code], code)

    def show_form(self, form: AdjustmentForm, known: tuple[Formulation, ...], words: DoseWords) -> None:
        """Show an adjustment of a kind that is offered; ``known`` are the products that the plan names."""
        parts = (self._action, self._on, self.days, self._until, self._resume, self._times)
        with quiet(*parts, self._endless, self._noted, self._note):
            self._action.setCurrentIndex(self._action.findData(form.action))
            self._on.set_day(form.on)
            self.days.set_count(form.days)
            self._until.set_day(form.until or (None if self._bare else days_after(form.on)))
            self._endless.setChecked(form.endless)
            self._noted.set_day(form.noted_on)
            self._note.setText(form.note)
            self._resume.choose(form.resume)
            self._times.set_times(form.times)
        self._products.show_products(form.formulations, known, words)
        self._fit()

    def typed(self) -> dict[str, str]:
        """Return the fields as texts, by their names."""
        return {
            "action": str(self._action.currentData()),
            "on": self._on.text(),
            "days": self.days.text(),
            "until": self._until.text(),
            "endless": _YES if self._endless.isChecked() else "",
            "resume": self._resume.code(),
            "times": _JOIN.join(self._times.times()),
            "products": _JOIN.join(product.id for product in self._products.products()),
            "noted": self._noted.text(),
            "note": self._note.text(),
        }

    def show_typed(
        self, typed: dict[str, str], known: tuple[Formulation, ...], words: DoseWords, begins: AdjustmentForm
    ) -> None:
        """Show fields as they were typed, in a form that ``begins`` with what else is known."""
        times = tuple(time for time in typed.get("times", "").split(_JOIN) if time in TIMES)
        known_action = self._action.findData(typed.get("action")) >= 0
        action = typed["action"] if known_action else begins.action
        endless, note = typed.get("endless") == _YES, typed.get("note", "")
        form = begins._replace(action=action, times=times, endless=endless, noted_on=None, note=note)
        self.show_form(form, known, words)
        with quiet(self._on, self.days, self._until, self._resume, self._noted):
            named = {"on": self._on, "days": self.days, "until": self._until, "noted": self._noted}
            for name, field in named.items():
                field.put_text(typed.get(name, ""))
            self._resume.choose(typed.get("resume", ""))
        self._products.tick(typed.get("products", "").split(_JOIN))

    def form(self) -> AdjustmentForm:
        """Return the fields as they stand."""
        action = str(self._action.currentData())
        return AdjustmentForm(
            action=action,
            on=self._day(self._on),
            days=self.days.count() if action in _DAYS_WORDS else None,
            until=self._until.day(),
            resume=self._resume.code(),
            times=self._times.times(),
            formulations=self._products.products(),
            endless=self._endless.isChecked(),
            noted_on=self._noted.day(),
            note=self._note.text(),
        )

    def problem(self) -> str:
        """Say what cannot be read, or what is missing; nothing where the adjustment is complete."""
        wrong = self._wrong()
        return wrong[0].error() if wrong else self.form().problem()

    def missing(self) -> str:
        """Say what is missing; nothing where a field itself says what is wrong with it."""
        return "" if self._wrong() else self.form().problem()

    @property
    def fields(self) -> Mapping[str, ParsedEdit]:
        """The fields whose text may be unreadable, of what a ``bare`` one asks for, by their names."""
        return {"on": self._on, "days": self.days, "until": self._until}

    def name_doses(
        self, doses: Mapping[str, int], words: DoseWords | None = None, *, in_first: bool = False
    ) -> None:
        """Name the daily dose in nanograms of each way to go on after a pause, ``in_first`` one in the first step."""
        self._resume.name_doses(doses, words, in_first=in_first)

    def take_focus(self) -> None:
        """Put the keyboard on what is wrong or missing, else on the day."""
        wrong = self._wrong()
        if self._action.currentData() == "hold" and self.days.count() is None:
            wrong.append(self.days)
        (wrong[0] if wrong else self._on).setFocus(Qt.FocusReason.OtherFocusReason)

    def _wrong(self) -> list[ParsedEdit]:
        fields = (self._on, self.days, self._until, self._noted)
        return [field for field in fields if field.error() and not field.isHidden()]

    @staticmethod
    def _day(field: DateEdit) -> date:
        day = field.day()
        if day is None:
            raise AssertionError("this field is never empty")
        return day

    def _add_row(self, name: str, words: str, field: QWidget) -> None:
        label = FieldLabel(words, field)
        row = len(self._rows)
        if field is self._endless:
            # Its words say all, and are too long to stand beside a column of labels.
            self._grid.addWidget(label, row, 0, BESIDE)
            self._grid.addWidget(field, row, 0, 1, 4)
        else:
            self._grid.addWidget(label, row, 0, BESIDE)
            self._grid.addWidget(field, row, 1, 1, 3)
        self._rows[name] = (label, field)

    def _action_chosen(self) -> None:
        self._fit()
        self.changed.emit()

    def _endless_toggled(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show the fields that the chosen kind has."""
        action = str(self._action.currentData())
        ends = action == "pause" and not self._endless.isChecked()
        shown = {
            "days": action in _DAYS_WORDS,
            "until": ends,
            "endless": action == "pause",
            "resume": ends or action == "resume",
            "times": action == "times",
            "products": action == "formulations",
        }
        for name, visible in shown.items():
            for part in self._rows[name]:
                part.setVisible(visible)
        self.set_stacked(stacked=self._stacked)
        words = _DAYS_WORDS.get(action, "")
        self._rows["days"][0].setText(words)
        self.days.setAccessibleName(f"{words}, days")
        self.days.line_edit().setPlaceholderText(_OWN_LENGTH if action == "step_back" else "")
