"""The head of a visit: whose it is, what it becomes, undo, redo and discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.labels import ElideLabel, PlainLabel, plain_tip
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.workspace.plan_list_words import known_by

if TYPE_CHECKING:
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.workspace.visit_desk import VisitDesk

_OPEN_PLAN = (
    "This plan is open in the planner with changes that are not kept in the library. They are no part of this visit; "
    "what is kept here is its next revision, and the planner's copy is then the older one."
)
_KEPT = "nothing counts until it is accepted; kept as a draft"


class VisitHead(Themed, QWidget):
    """``side_chosen`` tells which side is wanted where there is room for one: ``form`` or ``result``."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    discard_wanted = Signal()
    side_chosen = Signal(str)

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self._name = PlainLabel(role="heading", wraps=True)
        self._known_by = PlainLabel(role="body-secondary", wraps=True)
        self._condition = ElideLabel()
        self._condition.setProperty("role", "body-secondary")
        self._becomes = PlainLabel(role="tag")
        self._becomes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._kept = ElideLabel(_KEPT)
        self._kept.setProperty("role", "secondary")
        self._sides = Segmented([("form", "Visit"), ("result", "What it makes")])
        self._sides.setAccessibleName("Shown")
        self._undo, self._redo = QToolButton(), QToolButton()
        for button, name in ((self._undo, "Undo"), (self._redo, "Redo")):
            button.setProperty("role", "tool")
            button.setAccessibleName(name)
        self._discard = QPushButton("Discard")
        self._open_plan = MessageBar("caution", _OPEN_PLAN)
        self._open_plan.hide()
        self._row = QHBoxLayout()
        self._who = QVBoxLayout()
        self._who.setSpacing(0)
        for label in (self._name, self._known_by, self._condition):
            self._who.addWidget(label)
        self._row.addLayout(self._who, 2)
        self._row.addWidget(self._becomes)
        self._row.addWidget(self._kept, 1)
        for part in (self._undo, self._redo, self._discard):
            self._row.addWidget(part)
        self._discard.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._row)
        self._layout.addWidget(self._sides)
        self._sides.spread()
        self._sides.hide()
        self._layout.addWidget(self._open_plan)
        self._undo.clicked.connect(self.undo_wanted)
        self._redo.clicked.connect(self.redo_wanted)
        self._discard.clicked.connect(self.discard_wanted)
        self._sides.chosen.connect(self.side_chosen)
        self.apply_theme()

    def show_sides(self, shown: bool) -> None:
        """Offer one side or the other; who it is has the room then, and below it what the visit becomes."""
        self._sides.setVisible(shown)
        if shown:
            self._who.addWidget(self._becomes, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._row.insertWidget(1, self._becomes)
        for part in (self._kept, self._condition):
            part.setVisible(not shown)

    def choose_side(self, side: str) -> None:
        """Show which side is chosen."""
        self._sides.set_current(side)

    def show_open_plan(self, *, told: bool) -> None:
        """Say that the plan is open in the planner with changes of its own, or nothing."""
        self._open_plan.setVisible(told)

    def show_desk(self, desk: VisitDesk, condition: str) -> None:
        """Show whose visit it is and what it becomes."""
        made = desk.outcome
        patient = desk.following.plan.patient
        self._name.setText(patient.name or "Plan without a name")
        self._known_by.say(known_by(patient.birth_date, patient.identifier))
        self._condition.setText(condition)
        self._becomes.setText(f"becomes revision {made.plan.revision}" if made.changed else "no new revision")
        self._kept.setText("" if desk.why_read_only else _KEPT)
        for button, label, word, keys in (
            (self._undo, desk.undo_label, "Undo", "Ctrl+Z"),
            (self._redo, desk.redo_label, "Redo", "Ctrl+Shift+Z"),
        ):
            button.setEnabled(bool(label))
            button.setToolTip(
                plain_tip(f"{word}: {label} ({keys})" if label else f"Nothing to {word.lower()}")
            )
        self._discard.setEnabled(desk.begun)

    def apply_theme(self) -> None:
        """Fit margins and icons to a theme."""
        theme = self.theme
        self._undo.setIcon(self._icons.icon("undo-2", "text2", theme))
        self._redo.setIcon(self._icons.icon("redo-2", "text2", theme))
        self._layout.setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(8))
        self._row.setSpacing(theme.px(8))
        self._layout.setSpacing(theme.px(6))
