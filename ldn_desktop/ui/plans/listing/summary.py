"""One plan beside the list: today, what comes next, papers, findings, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.reference.words.wording import NARROW
from ldn_desktop.ui.charts.chart_widget import ChartWidget
from ldn_desktop.ui.plans.listing.drawn_take import DrawnTake
from ldn_desktop.ui.plans.listing.summary_rows import (
    Section,
    StatusShape,
    below,
    breakable,
    dated,
    row_of,
    rule,
)
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.tokens import STATE_WORDS
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll
from ldn_desktop.ui.widgets.labels import LinkLabel, PlainLabel, plain_tip
from ldn_desktop.ui.widgets.severity_mark import SeverityMark
from ldn_desktop.workspace.plan_list_words import NO_NAME, STATUS_WORDS
from ldn_desktop.workspace.plan_summary import Minded, Summary

CONTINUE, VISIT, FILL, PRINT, HISTORY, TEMPLATE, EXPORT = (
    "continue",
    "visit",
    "fill",
    "print",
    "history",
    "template",
    "export",
)
_BUTTONS = {
    CONTINUE: ("Continue", "planner", "Enter"),
    VISIT: ("Record a visit…", "stethoscope", "V"),
    FILL: ("Note a fill…", "bottle", "F"),
    PRINT: ("Print again…", "printer", "P"),
    HISTORY: ("History", "history", "H"),
    TEMPLATE: ("Use as template", "copy", ""),
    EXPORT: ("Export…", "external-link", ""),
}
RECORDED = frozenset({VISIT, FILL})
"""What is kept of a plan in the library."""
_LETTERS = {keys: key for key, (_, _, keys) in _BUTTONS.items() if len(keys) == 1}
_CHART = 148
_LOW = 480
"""Pixels at 100 % below which the buttons scroll with the rest."""


class SummaryPane(Themed, QFrame):
    """Shows a plan's name at once and a ``Summary`` as soon as it is made.

    ``wanted`` names what a button asks for, ``link_wanted`` what of the reference; ``closed`` that a drawer may go.
    """

    wanted = Signal(str)
    link_wanted = Signal(str)
    closed = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self._told: Summary | None = None
        self._subject, self._low = "", False
        self.setProperty("role", "card")
        self.setAccessibleName("The chosen plan")
        self._name = PlainLabel(role="heading", wraps=True)
        self._shape = StatusShape()
        self._status, self._revision = PlainLabel(role="tag"), PlainLabel(role="tag")
        self._cross = MarkButton("cross", "Close", shortcut="Esc")
        self._cross.clicked.connect(self.closed)
        self._facts = PlainLabel(role="secondary", wraps=True)
        self._today = PlainLabel(wraps=True)
        self._today.setTextFormat(Qt.TextFormat.RichText)
        self._drawn, self._taken = DrawnTake(), PlainLabel(wraps=True)
        self.chart = ChartWidget()
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ahead, self._papers, self._minded = Section("What is next"), Section("Papers"), Section("")
        self._seen = PlainLabel(role="body-secondary", wraps=True)
        self._problem = PlainLabel(wraps=True)
        self._none = PlainLabel("No plan is chosen.", role="body-secondary")
        self.buttons = {key: self._button(key) for key in _BUTTONS}
        self._lay_out()
        self.show_none()
        self.apply_theme()

    def show_none(self) -> None:
        """Show that no plan is chosen."""
        self._subject = ""
        self._none.show()
        self._head.hide()
        self._show_body(shown=False)
        self._acts.hide()

    def show_name(self, subject: str, name: str, *, usable: bool, why_read_only: str = "") -> None:
        """Show whose plan it is, and nothing of another's until its summary is made."""
        self._none.hide()
        self._head.show()
        self._acts.show()
        if subject != self._subject:
            self._subject = subject
            self._show_body(shown=False)
            self._scroll.verticalScrollBar().setValue(0)
        self._name.setText(breakable(name or NO_NAME))
        self._name.setAccessibleName(name or NO_NAME)
        for key in (CONTINUE, VISIT, FILL, PRINT, TEMPLATE, EXPORT):
            barred = why_read_only if key in RECORDED else ""
            self.buttons[key].setEnabled(usable and not barred)
            self.buttons[key].setToolTip(plain_tip(barred or _tip(key)))

    def show_summary(self, told: Summary) -> None:
        """Show the plan in short whose name is shown."""
        self._told = told
        self._shape.show_status(told.status)
        self._status.say(STATUS_WORDS[told.status])
        self._revision.say(told.revision)
        self._facts.say(told.facts)
        self._drawn.show_drawings(told.drawn)
        self._taken.say(told.taken)
        self.chart.setVisible(told.chart is not None)
        self.chart.show_chart(told.chart)
        self.chart.select(told.phase)
        self._problem.say(told.problem)
        self._seen.say(told.seen)
        self._colour()
        self._show_body(shown=True)

    def _show_body(self, *, shown: bool) -> None:
        """Show what there is to scroll, and its bar with it."""
        policy = Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if shown else policy.ScrollBarAlwaysOff
        )
        self._body.setVisible(shown)

    def set_drawer(self, drawer: bool) -> None:
        """Be a drawer over the list, which can be closed."""
        self._cross.setVisible(drawer)

    def focus_first(self) -> None:
        """Put the keyboard on what is most likely wanted."""
        first = self.buttons[CONTINUE] if self.buttons[CONTINUE].isEnabled() else self.buttons[HISTORY]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close a drawer with Esc or Left; Enter presses what has the keyboard, letters do as in the list."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        held = self.focusWidget()
        if not self._cross.isHidden() and event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Left}:
            self.closed.emit()
        elif plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(held, QPushButton):
            held.click()
        elif plain and (key := _LETTERS.get(event.text().upper())):
            self.buttons[key].click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the buttons scroll with the rest where they would leave it no room."""
        super().resizeEvent(event)
        low = self.height() < self.theme.px(_LOW)
        if low != self._low:
            self._low = low
            if low:
                # Above the chart: what is done comes before what is only looked at.
                self._rows.insertWidget(self._rows.indexOf(self.chart), self._acts)
            else:
                self._outer.addWidget(self._acts)

    def apply_theme(self) -> None:
        """Take distances, letters and icons from the theme."""
        theme = self.theme
        self._outer.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        self._outer.setSpacing(theme.px(8))
        self._rows.setSpacing(theme.px(8))
        self._acts_grid.setSpacing(theme.px(6))
        self.chart.setFixedHeight(theme.px(_CHART))
        for key, button in self.buttons.items():
            role = "on_accent" if key == CONTINUE else "text2"
            button.setIcon(self._icons.icon(_BUTTONS[key][1], role, theme))
        self._colour()

    def _colour(self) -> None:
        """Show what is made in the colours and letters of the theme."""
        ahead, papers = (self._told.ahead, self._told.papers) if self._told else ((), ())
        self._ahead.show_rows([dated(day, words) for day, words in ahead])
        self._papers.show_rows([self._paper(paper.title, paper.on, old=paper.old) for paper in papers])
        strong, tail = (self._told.strong, self._told.tail) if self._told else ("", "")
        size = round(self.theme.px(18))
        # Broken between what is told, never within a number and its words.
        told = escape(tail).replace(" ", NARROW).replace(f",{NARROW}", ", ")
        quiet = f'<span style="font-weight:400;color:{self.theme.hex("text2")}">{told}</span>'
        self._today.setText(f'<span style="font-size:{size}px"><b>{escape(strong)}</b>{quiet}</span>')
        self._today.setAccessibleName(f"{strong}{tail}")
        self._minded.show_rows([self._finding(minded) for minded in self._told.minded] if self._told else [])

    def _lay_out(self) -> None:
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._name, 1)
        head.addWidget(self._cross)
        tags = QHBoxLayout()
        tags.addWidget(self._shape)
        tags.addWidget(self._status)
        tags.addWidget(self._revision)
        tags.addStretch(1)
        take = QHBoxLayout()
        take.addWidget(self._drawn)
        take.addWidget(self._taken, 1)
        self._body = QWidget()
        self._body.setProperty("role", "ground")
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        parts: Sequence[QWidget | QLayout] = (
            tags, self._facts, rule(), self._today, take, self._problem, self.chart,
            self._ahead, self._papers, self._minded, self._seen,
        )  # fmt: skip
        for part in parts:
            if isinstance(part, QWidget):
                self._rows.addWidget(part)
            else:
                self._rows.addLayout(part)
        self._rows.addStretch(1)
        self._scroll = FocusScroll()
        self._scroll.setWidget(self._body)
        self._acts = QWidget()
        self._acts_grid = QGridLayout(self._acts)
        self._acts_grid.setContentsMargins(0, 0, 0, 0)
        self._acts_grid.addWidget(self.buttons[CONTINUE], 0, 0, 1, 2)
        for at, key in enumerate((VISIT, FILL, PRINT, HISTORY, TEMPLATE, EXPORT)):
            self._acts_grid.addWidget(self.buttons[key], 1 + at // 2, at % 2)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._head)
        self._outer.addWidget(self._none)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addWidget(self._acts)

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(_BUTTONS[key][0])
        button.setProperty("role", "primary" if key == CONTINUE else "button")
        button.setProperty("wants", key)
        button.setToolTip(plain_tip(_tip(key)))
        button.setAutoDefault(False)
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        self.wanted.emit(self.sender().property("wants"))

    def _paper(self, title: str, on: str, *, old: bool) -> QWidget:
        again = QPushButton("Print again")
        again.setProperty("role", "flat")
        again.setProperty("small", True)
        again.setProperty("wants", PRINT)
        again.setAccessibleName(f"Print again: {title}")
        again.clicked.connect(self._clicked)
        when = f"an earlier revision, printed {on}" if old else f"printed {on}"
        return below(
            row_of(PlainLabel(title, wraps=True), again), PlainLabel(when, role="caption", wraps=True)
        )

    def _finding(self, minded: Minded) -> QWidget:
        link = f' <a href="{escape(minded.explained)}">Why?</a>' if minded.explained else ""
        colour = self.theme.hex(minded.severity)
        word = f'<b style="color:{colour}">{STATE_WORDS[minded.severity]}</b>'
        label = LinkLabel("")
        label.setText(f"{word} {escape(minded.sentence)}{link}")
        label.linkActivated.connect(self.link_wanted)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(SeverityMark(minded.severity, 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        return holder


def _tip(key: str) -> str:
    words, _, keys = _BUTTONS[key]
    told = words.rstrip("…")
    return f"{told} ({keys})" if keys else told
